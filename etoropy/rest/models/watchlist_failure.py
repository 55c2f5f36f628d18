# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
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
    Field("invalid_items", "invalidItems", False, False),
    Field("reason", "reason", False, False),
    Field("message", "message", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class WatchlistFailure(Model):
    """Why a watchlist request failed in part."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    invalid_items: list[str] | None = None
    """Ids of the items that were refused, as text."""
    reason: str | None = None
    """Short reason."""
    message: str | None = None
    """Explanation for a person to read."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("invalidItems")
        if value is None:
            absent += 1
            self.invalid_items = None
        else:
            self.invalid_items = list(value)
        self.reason = value = get("reason")
        if value is None:
            absent += 1
        self.message = value = get("message")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
