# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .period_close import PeriodClose

_new = object.__new__
_period_close = PeriodClose.from_dict
_FIELDS = (
    Field("daily", "daily", True, False, write_model),
    Field("weekly", "weekly", True, False, write_model),
    Field("monthly", "monthly", True, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class ClosingPrices(Model):
    """Closing prices of three periods."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    daily: PeriodClose
    """Close of the last trading day."""
    weekly: PeriodClose
    """Close of the last trading week."""
    monthly: PeriodClose
    """Close of the last trading month."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        self.daily = _period_close(d["daily"])
        self.weekly = _period_close(d["weekly"])
        self.monthly = _period_close(d["monthly"])
        self._rest = None if len(d) == 3 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
