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
    Field("page_number", "pageNumber", False, False),
    Field("items_per_page", "itemsPerPage", False, False),
    Field("max_items_in_watchlist_limit", "maxItemsInWatchlistLimit", False, False),
    Field("max_watchlists_limit", "maxWatchlistsLimit", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class WatchlistMeta(Model):
    """The page that was answered, and the limits of the account's watchlists."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    page_number: int | None = None
    """The page answered, counted from 0."""
    items_per_page: int | None = None
    """Count of items that a page holds at most."""
    max_items_in_watchlist_limit: int | None = None
    """The most items a watchlist may hold."""
    max_watchlists_limit: int | None = None
    """The most watchlists a user may have."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.page_number = value = get("pageNumber")
        if value is None:
            absent += 1
        self.items_per_page = value = get("itemsPerPage")
        if value is None:
            absent += 1
        self.max_items_in_watchlist_limit = value = get("maxItemsInWatchlistLimit")
        if value is None:
            absent += 1
        self.max_watchlists_limit = value = get("maxWatchlistsLimit")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
