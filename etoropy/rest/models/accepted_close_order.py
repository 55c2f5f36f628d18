# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    float_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
)
from .order_status import OrderStatus
from .order_type import OrderType

_new = object.__new__
_order_status = enum_of(OrderStatus)
_order_type = enum_of(OrderType)
_FIELDS = (
    Field("position_id", "positionID", True, False),
    Field("instrument_id", "instrumentID", False, False),
    Field("units_to_deduct", "unitsToDeduct", False, True),
    Field("order_id", "orderID", True, False),
    Field("order_type", "orderType", False, False, write_enum),
    Field("status_id", "statusID", True, False, write_enum),
    Field("cid", "CID", False, False),
    Field("open_date_time", "openDateTime", False, False, date_text),
    Field("last_update", "lastUpdate", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class AcceptedCloseOrder(Model):
    """A v1 order to close, as eToro took it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    position_id: int
    """Id of the position to close."""
    instrument_id: int | None = None
    """Id of the instrument."""
    units_to_deduct: float | None = None
    """Units to close; null or 0 for all of them."""
    order_id: int
    """Id of the closing order."""
    order_type: OrderType | None = None
    """19, close."""
    status_id: OrderStatus
    """Status at that moment; 1, received."""
    cid: int | None = None
    """Id of the customer."""
    open_date_time: datetime | None = None
    """When the order was taken, UTC."""
    last_update: datetime | None = None
    """When it last changed, UTC."""

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
        self.instrument_id = value = get("instrumentID")
        if value is None:
            absent += 1
        value = get("unitsToDeduct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.units_to_deduct = value
        self.order_id = value = d["orderID"]
        if value is None:
            absent += 1
        value = get("orderType")
        if value is None:
            absent += 1
            self.order_type = None
        else:
            self.order_type = _order_type(value)
        self.status_id = _order_status(d["statusID"])
        self.cid = value = get("CID")
        if value is None:
            absent += 1
        value = get("openDateTime")
        if value is None:
            self.open_date_time = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.open_date_time = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.open_date_time = moment
            else:
                self.open_date_time = in_utc(moment)
                ticks += tick_of(value)
        value = get("lastUpdate")
        if value is None:
            self.last_update = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.last_update = moment
                ticks += DIGITS[value[26]] * 10
            elif length < 28 and moment.tzinfo is UTC:
                self.last_update = moment
            else:
                self.last_update = in_utc(moment)
                ticks += tick_of(value) * 10
        self._rest = None if len(d) == 9 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
