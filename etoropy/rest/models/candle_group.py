# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    float_of,
    names_in,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .candle import Candle

_new = object.__new__
_candle_list = Candle.from_dicts
_FIELDS = (
    Field("instrument_id", "instrumentId", False, False),
    Field("candles", "candles", True, True, write_list(write_model)),
    Field("range_open", "rangeOpen", False, True),
    Field("range_close", "rangeClose", False, True),
    Field("range_high", "rangeHigh", False, True),
    Field("range_low", "rangeLow", False, True),
    Field("volume", "volume", False, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class CandleGroup(Model):
    """The candles of an instrument and the extremes over all of them."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int | None = None
    """Id of the instrument."""
    candles: list[Candle] | None = None
    """The candles, in the order asked; null when the instrument is unknown."""
    range_open: float | None = None
    """Rate at which the oldest candle opened."""
    range_close: float | None = None
    """Rate at which the newest candle stands."""
    range_high: float | None = None
    """Highest rate over all candles."""
    range_low: float | None = None
    """Lowest rate over all candles."""
    volume: float | None = None
    """Units traded over all candles; null or 0 where the source gives none."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.instrument_id = value = get("instrumentId")
        if value is None:
            absent += 1
        value = d["candles"]
        if value is None:
            absent += 1
            self.candles = None
        else:
            self.candles = _candle_list(value)
        value = get("rangeOpen")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.range_open = value
        value = get("rangeClose")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.range_close = value
        value = get("rangeHigh")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.range_high = value
        value = get("rangeLow")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.range_low = value
        value = get("volume")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.volume = value
        self._rest = None if len(d) == 7 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 7
        [n1, n2, n3, n4, n5, n6, n7] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_id = v1 = d[n1]
                    self.candles = _candle_list(d[n2])
                    self.range_open = v3 = d[n3]
                    self.range_close = v4 = d[n4]
                    self.range_high = v5 = d[n5]
                    self.range_low = v6 = d[n6]
                    self.volume = v7 = d[n7]
                    self._rest = None
                    if (
                        v1 is not None
                        and v3.__class__ is float
                        and v4.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v7.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
