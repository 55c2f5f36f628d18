# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    MISFIT,
    Field,
    Model,
    date_text,
    enum_of,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_model,
)
from .watchlist_item_type import WatchlistItemType
from .watchlist_market import WatchlistMarket

_new = object.__new__
_watchlist_market = WatchlistMarket.from_dict
_watchlist_item_type = enum_of(WatchlistItemType)
_FIELDS = (
    Field("item_id", "itemId", True, False),
    Field("item_type", "itemType", True, False, write_enum),
    Field("item_rank", "itemRank", False, False),
    Field("item_added_reason", "itemAddedReason", False, False),
    Field("item_added_date", "itemAddedDate", False, False, date_text),
    Field("market", "market", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class WatchlistItem(Model):
    """An instrument or a person on a watchlist. When sent, id and type are enough."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    item_id: int
    """Id of the instrument, or customer id of the person, depending on `itemType`."""
    item_type: WatchlistItemType
    """What `itemId` is the id of."""
    item_rank: int | None = None
    """Place within the list; 0 is assumed when none is sent."""
    item_added_reason: str | None = None
    """How it got onto the list, in the service's words, such as Manual."""
    item_added_date: datetime | None = None
    """UTC time at which it was put on the list."""
    market: WatchlistMarket | None = None
    """About the instrument, where the service includes it."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.item_id = value = d["itemId"]
        if value is None:
            absent += 1
        self.item_type = _watchlist_item_type(d["itemType"])
        self.item_rank = value = get("itemRank")
        if value is None:
            absent += 1
        self.item_added_reason = value = get("itemAddedReason")
        if value is None:
            absent += 1
        value = get("itemAddedDate")
        if value is None:
            self.item_added_date = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.item_added_date = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.item_added_date = moment
            else:
                self.item_added_date = in_utc(moment)
                ticks += tick_of(value)
        value = get("market")
        if value is None:
            absent += 1
            self.market = None
        else:
            self.market = _watchlist_market(value)
        self._rest = None if len(d) == 6 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 6
        [n1, n2, n3, n4, n5, n6] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                ticks = 0
                try:
                    self.item_id = v1 = d[n1]
                    self.item_type = _watchlist_item_type(d[n2])
                    self.item_rank = v3 = d[n3]
                    self.item_added_reason = v4 = d[n4]
                    value = d[n5]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.item_added_date = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.item_added_date = moment
                    else:
                        self.item_added_date = in_utc(moment)
                        ticks += tick_of(value)
                    value = d.get(n6)
                    if value is None:
                        absent += 1
                        self.market = None
                    else:
                        self.market = _watchlist_market(value)
                    self._ticks = ticks
                    self._rest = None
                    if len(d) == size - absent and v1 is not None and v3 is not None and v4 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
