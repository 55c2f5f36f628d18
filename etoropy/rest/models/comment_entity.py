# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_list,
    write_model,
)
from .author import Author
from .post_attachment import PostAttachment
from .post_edit_status import PostEditStatus
from .post_mention import PostMention
from .post_message import PostMessage
from .post_parent import PostParent
from .post_tag import PostTag

_new = object.__new__
_author = Author.from_dict
_post_attachment_list = PostAttachment.from_dicts
_post_mention_list = PostMention.from_dicts
_post_message = PostMessage.from_dict
_post_parent = PostParent.from_dict
_post_tag_list = PostTag.from_dicts
_post_edit_status = enum_of(PostEditStatus)
_FIELDS = (
    Field("id", "id", True, False),
    Field("owner", "owner", False, False, write_model),
    Field("obsolete_id", "obsoleteId", False, False),
    Field("created", "created", False, False, date_text),
    Field("updated", "updated", False, True, date_text),
    Field("message", "message", False, False, write_model),
    Field("attachments", "attachments", False, False, write_list(write_model)),
    Field("mentions", "mentions", False, False, write_list(write_model)),
    Field("tags", "tags", False, False, write_list(write_model)),
    Field("is_spam", "isSpam", False, False),
    Field("edit_status", "editStatus", False, False, write_enum),
    Field("parent", "parent", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CommentEntity(Model):
    """Text and origin of a comment or reply."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str
    """Id of the comment; a UUID as text."""
    owner: Author | None = None
    """Who wrote it."""
    obsolete_id: str | None = None
    """Its id in the older numeric scheme, as text."""
    created: datetime | None = None
    """UTC time of writing."""
    updated: datetime | None = None
    """UTC time of the last edit; null when never edited."""
    message: PostMessage | None = None
    """What it says."""
    attachments: list[PostAttachment] | None = None
    """Links and pictures that go with it."""
    mentions: list[PostMention] | None = None
    """People it mentions."""
    tags: list[PostTag] | None = None
    """Instruments it is about."""
    is_spam: bool | None = None
    """Whether the service took it for spam."""
    edit_status: PostEditStatus | None = None
    """Whether it was changed since, and by whom."""
    parent: PostParent | None = None
    """What it answers to."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.id = value = d["id"]
        if value is None:
            absent += 1
        value = get("owner")
        if value is None:
            absent += 1
            self.owner = None
        else:
            self.owner = _author(value)
        self.obsolete_id = value = get("obsoleteId")
        if value is None:
            absent += 1
        value = get("created")
        if value is None:
            self.created = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.created = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.created = moment
            else:
                self.created = in_utc(moment)
                ticks += tick_of(value)
        value = get("updated")
        if value is None:
            self.updated = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.updated = moment
                ticks += DIGITS[value[26]] * 10
            elif length < 28 and moment.tzinfo is UTC:
                self.updated = moment
            else:
                self.updated = in_utc(moment)
                ticks += tick_of(value) * 10
        value = get("message")
        if value is None:
            absent += 1
            self.message = None
        else:
            self.message = _post_message(value)
        value = get("attachments")
        if value is None:
            absent += 1
            self.attachments = None
        else:
            self.attachments = _post_attachment_list(value)
        value = get("mentions")
        if value is None:
            absent += 1
            self.mentions = None
        else:
            self.mentions = _post_mention_list(value)
        value = get("tags")
        if value is None:
            absent += 1
            self.tags = None
        else:
            self.tags = _post_tag_list(value)
        self.is_spam = value = get("isSpam")
        if value is None:
            absent += 1
        value = get("editStatus")
        if value is None:
            absent += 1
            self.edit_status = None
        else:
            self.edit_status = _post_edit_status(value)
        value = get("parent")
        if value is None:
            absent += 1
            self.parent = None
        else:
            self.parent = _post_parent(value)
        self._rest = None if len(d) == 12 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
