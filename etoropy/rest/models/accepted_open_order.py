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
    Field("order_id", "orderID", True, False),
    Field("order_type", "orderType", False, False, write_enum),
    Field("status_id", "statusID", True, False, write_enum),
    Field("cid", "CID", False, False),
    Field("instrument_id", "instrumentID", True, False),
    Field("amount", "amount", False, False),
    Field("amount_in_units", "amountInUnits", False, False),
    Field("is_buy", "isBuy", True, False),
    Field("leverage", "leverage", False, False),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("is_tsl_enabled", "isTslEnabled", False, False),
    Field("mirror_id", "mirrorID", False, False),
    Field("total_external_costs", "totalExternalCosts", False, False),
    Field("lot_count", "lotCount", False, False),
    Field("open_date_time", "openDateTime", False, False, date_text),
    Field("last_update", "lastUpdate", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class AcceptedOpenOrder(Model):
    """A v1 order to open, as eToro took it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    order_id: int
    """Id of the order."""
    order_type: OrderType | None = None
    """17 when sized by amount, 18 when sized by units."""
    status_id: OrderStatus
    """Status at that moment; 1, received."""
    cid: int | None = None
    """Id of the customer."""
    instrument_id: int
    """Id of the instrument."""
    amount: float | None = None
    """Money put in, account currency (USD); 0 when sized by units."""
    amount_in_units: float | None = None
    """Units ordered, when sized by units."""
    is_buy: bool
    """True for long, false for short."""
    leverage: int | None = None
    """Multiplier of the money put in."""
    stop_loss_rate: float | None = None
    """Rate of the stop loss; 0 when none was given."""
    take_profit_rate: float | None = None
    """Rate of the take profit; 0 when none was given."""
    is_tsl_enabled: bool | None = None
    """Whether the stop loss trails."""
    mirror_id: int | None = None
    """Id of the copy relation; 0 for orders of one's own."""
    total_external_costs: float | None = None
    """Costs outside the spread, account currency (USD)."""
    lot_count: float | None = None
    """Lots ordered; contracts for futures."""
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
        self.instrument_id = value = d["instrumentID"]
        if value is None:
            absent += 1
        value = get("amount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.amount = value
        value = get("amountInUnits")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.amount_in_units = value
        self.is_buy = value = d["isBuy"]
        if value is None:
            absent += 1
        self.leverage = value = get("leverage")
        if value is None:
            absent += 1
        value = get("stopLossRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_rate = value
        value = get("takeProfitRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.take_profit_rate = value
        self.is_tsl_enabled = value = get("isTslEnabled")
        if value is None:
            absent += 1
        self.mirror_id = value = get("mirrorID")
        if value is None:
            absent += 1
        value = get("totalExternalCosts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.total_external_costs = value
        value = get("lotCount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.lot_count = value
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
        self._rest = None if len(d) == 17 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
