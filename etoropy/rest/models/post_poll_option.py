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
    Field("id", "id", False, False),
    Field("index", "index", False, False),
    Field("text", "text", False, False),
    Field("is_user_voted", "isUserVoted", False, False),
    Field("votes_count", "votesCount", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostPollOption(Model):
    """One answer to a poll."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: int | None = None
    """Id of the answer."""
    index: int | None = None
    """Place among the answers, from 1."""
    text: str | None = None
    """The answer."""
    is_user_voted: bool | None = None
    """Whether the one who asks voted for it."""
    votes_count: int | None = None
    """Count of votes for it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.index = value = get("index")
        if value is None:
            absent += 1
        self.text = value = get("text")
        if value is None:
            absent += 1
        self.is_user_voted = value = get("isUserVoted")
        if value is None:
            absent += 1
        self.votes_count = value = get("votesCount")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
