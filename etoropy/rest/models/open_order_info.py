# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
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
    write_list,
    write_model,
)
from .opened_position import OpenedPosition
from .order_status import OrderStatus
from .order_type import OrderType

_new = object.__new__
_opened_position_list = OpenedPosition.from_dicts
_order_status = enum_of(OrderStatus)
_order_type = enum_of(OrderType)
_FIELDS = (
    Field("token", "token", False, False),
    Field("order_id", "orderID", True, False),
    Field("cid", "CID", False, False, also="cid"),
    Field("reference_id", "referenceID", False, False),
    Field("status_id", "statusID", True, False, write_enum),
    Field("order_type", "orderType", False, False, write_enum),
    Field("open_action_type", "openActionType", False, False),
    Field("error_code", "errorCode", False, True),
    Field("error_message", "errorMessage", False, True),
    Field("instrument_id", "instrumentID", True, False),
    Field("amount", "amount", False, False),
    Field("units", "units", False, False),
    Field("request_occurred", "requestOccurred", False, False, date_text),
    Field("positions", "positions", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "cid": "CID",
}


@define(kw_only=True, weakref_slot=False)
class OpenOrderInfo(Model):
    """A v1 order to open and what became of it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    token: str | None = None
    """Id by which eToro traces the request, a UUID."""
    order_id: int
    """Id of the order."""
    cid: int | None = None
    """Id of the customer."""
    reference_id: str | None = None
    """Meant for the x-request-id of the order, a UUID; one client only ever saw zeros."""
    status_id: OrderStatus
    """How far the order has come."""
    order_type: OrderType | None = None
    """17 when sized by amount, 18 when sized by units."""
    open_action_type: int | None = None
    """Why the order was placed, as eToro numbers it; 0 by the customer."""
    error_code: int | None = None
    """Why it was refused, such as 604; null or 0 when it was not."""
    error_message: str | None = None
    """The same as a sentence."""
    instrument_id: int
    """Id of the instrument."""
    amount: float | None = None
    """Money asked for, account currency (USD)."""
    units: float | None = None
    """Units asked for."""
    request_occurred: datetime | None = None
    """When eToro received the order, UTC."""
    positions: list[OpenedPosition] | None = None
    """Positions it opened; empty until it is filled."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        ticks = 0
        self.token = get("token")
        self.order_id = d["orderID"]
        value = get("CID")
        if value is None:
            value = get("cid")
        self.cid = value
        self.reference_id = get("referenceID")
        self.status_id = _order_status(d["statusID"])
        value = get("orderType")
        self.order_type = None if value is None else _order_type(value)
        self.open_action_type = get("openActionType")
        self.error_code = get("errorCode")
        self.error_message = get("errorMessage")
        self.instrument_id = d["instrumentID"]
        value = get("amount")
        self.amount = value if value.__class__ is float or value is None else float_of(value)
        value = get("units")
        self.units = value if value.__class__ is float or value is None else float_of(value)
        value = get("requestOccurred")
        if value is None:
            self.request_occurred = None
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.request_occurred = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.request_occurred = moment
            else:
                self.request_occurred = in_utc(moment)
                ticks += tick_of(value)
        value = get("positions")
        self.positions = None if value is None else _opened_position_list(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        self._ticks = ticks
        return self
