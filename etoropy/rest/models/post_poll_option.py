# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    names_in,
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
_WIRES = tuple(f.wire for f in _FIELDS)


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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
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

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 5
        [n1, n2, n3, n4, n5] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.id = v1 = d[n1]
                    self.index = v2 = d[n2]
                    self.text = v3 = d[n3]
                    self.is_user_voted = v4 = d[n4]
                    self.votes_count = v5 = d[n5]
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None and v4 is not None and v5 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
