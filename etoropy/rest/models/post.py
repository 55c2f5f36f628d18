# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

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
from .post_tag import PostTag
from .post_type import PostType

if TYPE_CHECKING:
    from .post_metadata import PostMetadata

_new = object.__new__
_author = Author.from_dict
_post_attachment_list = PostAttachment.from_dicts
_post_mention_list = PostMention.from_dicts
_post_message = PostMessage.from_dict
_post_tag_list = PostTag.from_dicts
_post_edit_status = enum_of(PostEditStatus)
_post_type = enum_of(PostType)
_FIELDS = (
    Field("id", "id", True, False),
    Field("owner", "owner", False, False, write_model),
    Field("obsolete_id", "obsoleteId", False, False),
    Field("created", "created", False, False, date_text),
    Field("message", "message", False, False, write_model),
    Field("updated", "updated", False, True, date_text),
    Field("is_deleted", "isDeleted", False, False),
    Field("post_type", "type", False, False, write_enum),
    Field("metadata", "metadata", False, False, write_model),
    Field("attachments", "attachments", False, False, write_list(write_model)),
    Field("tags", "tags", False, False, write_list(write_model)),
    Field("mentions", "mentions", False, False, write_list(write_model)),
    Field("is_spam", "isSpam", False, False),
    Field("edit_status", "editStatus", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Post(Model):
    """Something published on a feed, by a person or about what they did."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str
    """Id of the post; a UUID as text."""
    owner: Author | None = None
    """Who published it."""
    obsolete_id: str | None = None
    """Its id in the older numeric scheme, as text."""
    created: datetime | None = None
    """UTC time of publishing."""
    message: PostMessage | None = None
    """What it says."""
    updated: datetime | None = None
    """UTC time of the last edit; null when never edited."""
    is_deleted: bool | None = None
    """Whether it was taken back, though still listed."""
    post_type: PostType | None = None
    """What kind of post it is, which says what of `metadata` is filled."""
    metadata: PostMetadata | None = None
    """What a post of its kind has beyond text."""
    attachments: list[PostAttachment] | None = None
    """Links, pictures and videos that go with it."""
    tags: list[PostTag] | None = None
    """Instruments it is about."""
    mentions: list[PostMention] | None = None
    """People it mentions."""
    is_spam: bool | None = None
    """Whether the service took it for spam."""
    edit_status: PostEditStatus | None = None
    """Whether it was changed since, and by whom."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        from .post_metadata import PostMetadata

        _post_metadata = PostMetadata.from_dict
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
        value = get("message")
        if value is None:
            absent += 1
            self.message = None
        else:
            self.message = _post_message(value)
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
        self.is_deleted = value = get("isDeleted")
        if value is None:
            absent += 1
        value = get("type")
        if value is None:
            absent += 1
            self.post_type = None
        else:
            self.post_type = _post_type(value)
        value = get("metadata")
        if value is None:
            absent += 1
            self.metadata = None
        else:
            self.metadata = _post_metadata(value)
        value = get("attachments")
        if value is None:
            absent += 1
            self.attachments = None
        else:
            self.attachments = _post_attachment_list(value)
        value = get("tags")
        if value is None:
            absent += 1
            self.tags = None
        else:
            self.tags = _post_tag_list(value)
        value = get("mentions")
        if value is None:
            absent += 1
            self.mentions = None
        else:
            self.mentions = _post_mention_list(value)
        self.is_spam = value = get("isSpam")
        if value is None:
            absent += 1
        value = get("editStatus")
        if value is None:
            absent += 1
            self.edit_status = None
        else:
            self.edit_status = _post_edit_status(value)
        self._rest = None if len(d) == 14 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
