# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    date_of,
    date_text,
    float_of,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("price", "price", True, False),
    Field("date", "date", True, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PeriodClose(Model):
    """The closing price of a period."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    price: float
    """Closing rate, in the instrument's currency; -1 when eToro has none."""
    date: datetime
    """Day of the close, UTC; 0001-01-01 when there is none. eToro's own example has a blank instead of the T between
    day and time, so read both."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        self = _new(cls)
        value = d["price"]
        self.price = value if value.__class__ is float else float_of(value)
        self.date = date_of(d["date"])
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
