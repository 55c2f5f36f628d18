# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
    Field("timestamp", "timestamp", True, False, date_text),
    Field("gain", "gain", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class GainEntry(Model):
    """The gain of one day, month or year."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    timestamp: datetime
    """UTC time at which the day, month or year begins."""
    gain: float
    """Gain in percent; negative for a loss."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        ticks = 0
        value = d["timestamp"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.timestamp = moment
            ticks += DIGITS[value[26]]
        elif length < 28 and moment.tzinfo is UTC:
            self.timestamp = moment
        else:
            self.timestamp = in_utc(moment)
            ticks += tick_of(value)
        value = d["gain"]
        self.gain = value if value.__class__ is float else float_of(value)
        self._rest = None if len(d) == 2 else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 2
        [n1, n2] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    value = d[n1]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.timestamp = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.timestamp = moment
                    else:
                        self.timestamp = in_utc(moment)
                        ticks += tick_of(value)
                    self.gain = v2 = d[n2]
                    self._ticks = ticks
                    self._rest = None
                    if v2.__class__ is float:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
