# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

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
from .comment import Comment
from .feed_comments_paging import FeedCommentsPaging

_new = object.__new__
_comment_list = Comment.from_dicts
_feed_comments_paging = FeedCommentsPaging.from_dict
_FIELDS = (
    Field("reaction_paging", "reactionPaging", False, False, write_model),
    Field("comments", "comments", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class FeedComments(Model):
    """The first comments on a post."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    reaction_paging: FeedCommentsPaging | None = None
    """How many there are in all."""
    comments: list[Comment] | None = None
    """The first of them."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("reactionPaging")
        if value is None:
            absent += 1
            self.reaction_paging = None
        else:
            self.reaction_paging = _feed_comments_paging(value)
        value = get("comments")
        if value is None:
            absent += 1
            self.comments = None
        else:
            self.comments = _comment_list(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
