# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
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
    float_of,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
)
from .order_type import OrderType

_new = object.__new__
_order_type = enum_of(OrderType)
_FIELDS = (
    Field("position_id", "positionID", True, False),
    Field("order_type", "orderType", False, False, write_enum),
    Field("occurred", "occurred", False, False, date_text),
    Field("rate", "rate", True, False),
    Field("units", "units", True, False),
    Field("conversion_rate", "conversionRate", False, False),
    Field("amount", "amount", True, False),
    Field("is_open", "isOpen", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class OpenedPosition(Model):
    """A position that a v1 order opened."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    position_id: int
    """Id of the position."""
    order_type: OrderType | None = None
    """Type of the order that opened it."""
    occurred: datetime | None = None
    """When it was opened, UTC."""
    rate: float
    """Rate at which it was opened, in the instrument's currency."""
    units: float
    """Units opened."""
    conversion_rate: float | None = None
    """USD for one unit of the instrument's currency at that moment."""
    amount: float
    """Money put in, account currency (USD)."""
    is_open: bool
    """Whether it is still open."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.position_id = value = d["positionID"]
        if value is None:
            absent += 1
        value = get("orderType")
        if value is None:
            absent += 1
            self.order_type = None
        else:
            self.order_type = _order_type(value)
        value = get("occurred")
        if value is None:
            self.occurred = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.occurred = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.occurred = moment
            else:
                self.occurred = in_utc(moment)
                ticks += tick_of(value)
        value = d["rate"]
        self.rate = value if value.__class__ is float else float_of(value)
        value = d["units"]
        self.units = value if value.__class__ is float else float_of(value)
        value = get("conversionRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.conversion_rate = value
        value = d["amount"]
        self.amount = value if value.__class__ is float else float_of(value)
        self.is_open = value = d["isOpen"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 8 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 8
        [n1, n2, n3, n4, n5, n6, n7, n8] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    self.position_id = v1 = d[n1]
                    self.order_type = _order_type(d[n2])
                    value = d[n3]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.occurred = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.occurred = moment
                    else:
                        self.occurred = in_utc(moment)
                        ticks += tick_of(value)
                    self.rate = v4 = d[n4]
                    self.units = v5 = d[n5]
                    self.conversion_rate = v6 = d[n6]
                    self.amount = v7 = d[n7]
                    self.is_open = v8 = d[n8]
                    self._ticks = ticks
                    self._rest = None
                    if (
                        v1 is not None
                        and v4.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v7.__class__ is float
                        and v8 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
