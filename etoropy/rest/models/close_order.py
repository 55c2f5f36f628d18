# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
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
    Field("order_id", "orderID", False, False, also="orderId"),
    Field("order_type", "orderType", False, False, write_enum),
    Field("status_id", "statusID", False, False, write_enum, also="statusId"),
    Field("cid", "CID", False, False, also="cid"),
    Field("open_date_time", "openDateTime", False, False, date_text),
    Field("last_update", "lastUpdate", False, False, date_text),
    Field("instrument_id", "instrumentID", False, False, also="instrumentId"),
    Field("units_to_deduct", "unitsToDeduct", False, True),
    Field("lots_to_deduct", "lotsToDeduct", False, True),
    Field("position_id", "positionID", False, False, also="positionId"),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "orderId": "orderID",
    "statusId": "statusID",
    "cid": "CID",
    "instrumentId": "instrumentID",
    "positionId": "positionID",
}


@define(kw_only=True, weakref_slot=False)
class CloseOrder(Model):
    """An order on its way to close a position. No key is required, for the reason given at LimitOrder."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    order_id: int | None = None
    """Id of the order."""
    order_type: OrderType | None = None
    """What kind of order it is."""
    status_id: OrderStatus | None = None
    """How far it has come."""
    cid: int | None = None
    """Id of the customer."""
    open_date_time: datetime | None = None
    """When the order was taken, UTC."""
    last_update: datetime | None = None
    """When it last changed, UTC."""
    instrument_id: int | None = None
    """Id of the instrument."""
    units_to_deduct: float | None = None
    """Units to close; null or 0 for all of them."""
    lots_to_deduct: float | None = None
    """Lots to close; contracts for futures."""
    position_id: int | None = None
    """Id of the position to close."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        ticks = 0
        value = get("orderID")
        if value is None:
            value = get("orderId")
        self.order_id = value
        value = get("orderType")
        self.order_type = None if value is None else _order_type(value)
        value = get("statusID")
        if value is None:
            value = get("statusId")
        self.status_id = None if value is None else _order_status(value)
        value = get("CID")
        if value is None:
            value = get("cid")
        self.cid = value
        value = get("openDateTime")
        if value is None:
            self.open_date_time = None
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
        value = get("instrumentID")
        if value is None:
            value = get("instrumentId")
        self.instrument_id = value
        value = get("unitsToDeduct")
        self.units_to_deduct = value if value.__class__ is float or value is None else float_of(value)
        value = get("lotsToDeduct")
        self.lots_to_deduct = value if value.__class__ is float or value is None else float_of(value)
        value = get("positionID")
        if value is None:
            value = get("positionId")
        self.position_id = value
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
