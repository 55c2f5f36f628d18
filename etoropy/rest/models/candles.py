# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

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
from .candle_group import CandleGroup
from .candle_interval import CandleInterval

_new = object.__new__
_candle_group_list = CandleGroup.from_dicts
_candle_interval = enum_of(CandleInterval)
_FIELDS = (
    Field("interval", "interval", False, False, write_enum),
    Field("candles", "candles", True, True, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Candles(Model):
    """Candles of one interval, in groups by instrument."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    interval: CandleInterval | None = None
    """How long each candle lasts, as asked."""
    candles: list[CandleGroup] | None = None
    """One group for the instrument; null when the instrument is unknown."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("interval")
        if value is None:
            absent += 1
            self.interval = None
        else:
            self.interval = _candle_interval(value)
        value = d["candles"]
        if value is None:
            absent += 1
            self.candles = None
        else:
            self.candles = _candle_group_list(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
