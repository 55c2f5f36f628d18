# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    float_of,
    in_utc,
    is_sentinel,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("price", "price", True, False),
    Field("date", "date", True, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_NONE = {
    "price": -1,
    "date": "0001-01-01",
}


@define(kw_only=True, weakref_slot=False)
class PeriodClose(Model):
    """The closing price of a period."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    price: float | None = None
    """Closing rate, in the instrument's currency. None where eToro has none, which it writes as -1."""
    date: datetime | None = None
    """Day of the close, UTC. None where eToro has none, which it writes as the first day of year one. eToro's own
    example has a blank instead of the T between day and time, so both are read."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        ticks = 0
        value = d["price"]
        self.price = None if value is None or is_sentinel(value, -1) else float_of(value)
        value = d["date"]
        if value is None or is_sentinel(value, "0001-01-01"):
            self.date = None
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.date = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.date = moment
            else:
                self.date = in_utc(moment)
                ticks += tick_of(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, none=_NONE)
        self._ticks = ticks
        return self
