# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
    write_list,
    write_model,
)
from .watchlist_item import WatchlistItem
from .watchlist_type import WatchlistType

_new = object.__new__
_watchlist_item_list = WatchlistItem.from_dicts
_watchlist_type = enum_of(WatchlistType)
_FIELDS = (
    Field("watchlist_id", "watchlistId", True, False),
    Field("name", "name", False, False),
    Field("gcid", "Gcid", False, False),
    Field("watchlist_type", "watchlistType", False, False, write_enum),
    Field("total_items", "totalItems", False, False),
    Field("is_default", "isDefault", False, False),
    Field("is_user_selected_default", "isUserSelectedDefault", False, False),
    Field("watchlist_rank", "watchlistRank", False, False),
    Field("dynamic_url", "dynamicUrl", False, True),
    Field("items", "items", False, False, write_list(write_model)),
    Field("related_assets", "relatedAssets", False, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Watchlist(Model):
    """A named list of instruments and people."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    watchlist_id: str
    """Id of the watchlist; opaque text."""
    name: str | None = None
    """Name as shown."""
    gcid: int | None = None
    """Global customer id of the owner."""
    watchlist_type: WatchlistType | None = None
    """How the list came to be."""
    total_items: int | None = None
    """Count of items in the whole list, of which `items` may hold only a page."""
    is_default: bool | None = None
    """Whether it is a default list of the service's own making."""
    is_user_selected_default: bool | None = None
    """Whether the owner chose it as default."""
    watchlist_rank: int | None = None
    """Place among the owner's lists when shown."""
    dynamic_url: str | None = None
    """For a dynamic list, the query URL that fills it; otherwise null."""
    items: list[WatchlistItem] | None = None
    """The items, or one page of them."""
    related_assets: list[int] | None = None
    """Ids of related instruments, if asked for; otherwise null."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.watchlist_id = value = d["watchlistId"]
        if value is None:
            absent += 1
        self.name = value = get("name")
        if value is None:
            absent += 1
        self.gcid = value = get("Gcid")
        if value is None:
            absent += 1
        value = get("watchlistType")
        if value is None:
            absent += 1
            self.watchlist_type = None
        else:
            self.watchlist_type = _watchlist_type(value)
        self.total_items = value = get("totalItems")
        if value is None:
            absent += 1
        self.is_default = value = get("isDefault")
        if value is None:
            absent += 1
        self.is_user_selected_default = value = get("isUserSelectedDefault")
        if value is None:
            absent += 1
        self.watchlist_rank = value = get("watchlistRank")
        if value is None:
            absent += 1
        self.dynamic_url = value = get("dynamicUrl")
        if value is None:
            absent += 1
        value = get("items")
        if value is None:
            absent += 1
            self.items = None
        else:
            self.items = _watchlist_item_list(value)
        value = get("relatedAssets")
        if value is None:
            absent += 1
            self.related_assets = None
        else:
            self.related_assets = list(value)
        self._rest = None if len(d) == 11 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
