# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("total_comments_and_replies", "totalCommentsAndReplies", False, False),
    Field("shared_count", "sharedCount", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostSummary(Model):
    """How often a post was answered and shared."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    total_comments_and_replies: int | None = None
    """Count of comments and replies together."""
    shared_count: int | None = None
    """Count of times it was shared."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.total_comments_and_replies = value = get("totalCommentsAndReplies")
        if value is None:
            absent += 1
        self.shared_count = value = get("sharedCount")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
