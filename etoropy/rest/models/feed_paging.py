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
    Field("next_url", "next", False, False),
    Field("offset", "offSet", False, False),
    Field("take", "take", False, False),
    Field("version", "version", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class FeedPaging(Model):
    """Where a page of a feed lies."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    next_url: str | None = None
    """Path of the next page."""
    offset: int | None = None
    """Count of posts skipped before this page."""
    take: int | None = None
    """Count of posts that a page holds at most."""
    version: str | None = None
    """Version of the feed service, such as v1."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.next_url = value = get("next")
        if value is None:
            absent += 1
        self.offset = value = get("offSet")
        if value is None:
            absent += 1
        self.take = value = get("take")
        if value is None:
            absent += 1
        self.version = value = get("version")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
