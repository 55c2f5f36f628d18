# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_list,
    write_model,
)
from .cost import Cost

_new = object.__new__
_cost_list = Cost.from_dicts
_FIELDS = (
    Field("instrument_id", "instrumentId", False, False),
    Field("symbol", "symbol", False, True),
    Field("costs", "costs", True, False, write_list(write_model)),
    Field("last_updated", "lastUpdated", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Costs(Model):
    """What an order would cost."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int | None = None
    """Id of the instrument."""
    symbol: str | None = None
    """Symbol of the instrument."""
    costs: list[Cost]
    """The costs, one entry for each kind."""
    last_updated: datetime | None = None
    """When the figures were made, UTC."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.instrument_id = value = get("instrumentId")
        if value is None:
            absent += 1
        self.symbol = value = get("symbol")
        if value is None:
            absent += 1
        self.costs = _cost_list(d["costs"])
        value = get("lastUpdated")
        if value is None:
            self.last_updated = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.last_updated = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.last_updated = moment
            else:
                self.last_updated = in_utc(moment)
                ticks += tick_of(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
