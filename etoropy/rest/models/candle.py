# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
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
    float_of,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("instrument_id", "instrumentID", False, False),
    Field("from_date", "fromDate", True, False, date_text),
    Field("open", "open", True, True),
    Field("high", "high", True, True),
    Field("low", "low", True, True),
    Field("close", "close", True, True),
    Field("volume", "volume", False, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Candle(Model):
    """Prices within one interval, in the instrument's currency. The newest candle is still forming."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int | None = None
    """Id of the instrument."""
    from_date: datetime
    """When the interval began, UTC."""
    open: float | None = None
    """First rate; null while the market was closed."""
    high: float | None = None
    """Highest rate; null while the market was closed."""
    low: float | None = None
    """Lowest rate; null while the market was closed."""
    close: float | None = None
    """Last rate so far; null while the market was closed."""
    volume: float | None = None
    """Units traded; null or 0 where the source gives none."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.instrument_id = value = get("instrumentID")
        if value is None:
            absent += 1
        value = d["fromDate"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.from_date = moment
            ticks += DIGITS[value[26]]
        elif length < 28 and moment.tzinfo is UTC:
            self.from_date = moment
        else:
            self.from_date = in_utc(moment)
            ticks += tick_of(value)
        value = d["open"]
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open = value
        value = d["high"]
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.high = value
        value = d["low"]
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.low = value
        value = d["close"]
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.close = value
        value = get("volume")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.volume = value
        self._rest = None if len(d) == 7 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
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
                ticks = 0
                try:
                    self.instrument_id = v1 = d[n1]
                    value = d[n2]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.from_date = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.from_date = moment
                    else:
                        self.from_date = in_utc(moment)
                        ticks += tick_of(value)
                    self.open = v3 = d[n3]
                    self.high = v4 = d[n4]
                    self.low = v5 = d[n5]
                    self.close = v6 = d[n6]
                    self.volume = v7 = d[n7]
                    self._ticks = ticks
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
