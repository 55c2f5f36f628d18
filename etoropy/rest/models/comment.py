# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .comment_entity import CommentEntity
from .comment_requester_context import CommentRequesterContext
from .emotions import Emotions

_new = object.__new__
_comment_entity = CommentEntity.from_dict
_comment_requester_context = CommentRequesterContext.from_dict
_emotions = Emotions.from_dict
_FIELDS = (
    Field("entity", "entity", True, False, write_model),
    Field("replies_count", "repliesCount", False, False),
    Field("replies", "replies", False, False, write_list(write_model)),
    Field("emotions_data", "emotionsData", False, False, write_model),
    Field("requester_context", "requesterContext", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Comment(Model):
    """A comment on a post, or a reply to one, with what others made of it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    entity: CommentEntity
    """The comment itself."""
    replies_count: int | None = None
    """Count of direct replies."""
    replies: list[Comment] | None = None
    """The first replies; their own replies are not filled in."""
    emotions_data: Emotions | None = None
    """Who liked it."""
    requester_context: CommentRequesterContext | None = None
    """How the one who asks stands to it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.entity = _comment_entity(d["entity"])
        self.replies_count = value = get("repliesCount")
        if value is None:
            absent += 1
        value = get("replies")
        if value is None:
            absent += 1
            self.replies = None
        else:
            self.replies = Comment.from_dicts(value)
        value = get("emotionsData")
        if value is None:
            absent += 1
            self.emotions_data = None
        else:
            self.emotions_data = _emotions(value)
        value = get("requesterContext")
        if value is None:
            absent += 1
            self.requester_context = None
        else:
            self.requester_context = _comment_requester_context(value)
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
