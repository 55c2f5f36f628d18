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
    write_model,
)
from .order_status import OrderStatus
from .order_type import OrderType
from .unpublished_item import UnpublishedItem

_new = object.__new__
_unpublished_item = UnpublishedItem.from_dict
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
    Field("amount", "amount", False, False),
    Field("amount_in_units", "amountInUnits", False, False),
    Field("is_buy", "isBuy", False, False),
    Field("leverage", "leverage", False, False),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("is_tsl_enabled", "isTslEnabled", False, False),
    Field("is_discounted", "isDiscounted", False, False),
    Field("mirror_id", "mirrorID", False, False, also="mirrorId"),
    Field("frozen_amount", "frozenAmount", False, False),
    Field("total_external_costs", "totalExternalCosts", False, False),
    Field("is_no_take_profit", "isNoTakeProfit", False, False),
    Field("is_no_stop_loss", "isNoStopLoss", False, False),
    Field("lot_count", "lotCount", False, False),
    Field("open_position_action_type", "openPositionActionType", False, False),
    Field("external_operation", "externalOperation", False, True, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "orderId": "orderID",
    "statusId": "statusID",
    "cid": "CID",
    "instrumentId": "instrumentID",
    "mirrorId": "mirrorID",
}


@define(kw_only=True, weakref_slot=False)
class OpenOrder(Model):
    """An order on its way to open a position. No key is required, for the reason given at LimitOrder."""

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
    amount: float | None = None
    """Money to put in, account currency (USD), before leverage; 0 when sized by units."""
    amount_in_units: float | None = None
    """Units to open; 0 when sized by amount."""
    is_buy: bool | None = None
    """True for long, false for short."""
    leverage: int | None = None
    """Multiplier of the money put in."""
    stop_loss_rate: float | None = None
    """Rate of the stop loss once open; 0, 0.0001 or 0.00001 when none is set."""
    take_profit_rate: float | None = None
    """Rate of the take profit once open; 0 when none is set."""
    is_tsl_enabled: bool | None = None
    """Whether the stop loss will trail the price."""
    is_discounted: bool | None = None
    """Obsolete at eToro; whether discounted rates apply."""
    mirror_id: int | None = None
    """Id of the copy relation; 0 for an order of one's own."""
    frozen_amount: float | None = None
    """Cash set aside until it is filled, account currency (USD)."""
    total_external_costs: float | None = None
    """Costs outside the spread, account currency (USD)."""
    is_no_take_profit: bool | None = None
    """True when no take profit is set."""
    is_no_stop_loss: bool | None = None
    """True when no stop loss is set."""
    lot_count: float | None = None
    """Lots to open; contracts for futures."""
    open_position_action_type: int | None = None
    """Why the position is opened, as eToro numbers it; 0 by the customer."""
    external_operation: UnpublishedItem | None = None
    """An operation outside trading that it belongs to; the shape is not published."""

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
        value = get("amount")
        self.amount = value if value.__class__ is float or value is None else float_of(value)
        value = get("amountInUnits")
        self.amount_in_units = value if value.__class__ is float or value is None else float_of(value)
        self.is_buy = get("isBuy")
        self.leverage = get("leverage")
        value = get("stopLossRate")
        self.stop_loss_rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("takeProfitRate")
        self.take_profit_rate = value if value.__class__ is float or value is None else float_of(value)
        self.is_tsl_enabled = get("isTslEnabled")
        self.is_discounted = get("isDiscounted")
        value = get("mirrorID")
        if value is None:
            value = get("mirrorId")
        self.mirror_id = value
        value = get("frozenAmount")
        self.frozen_amount = value if value.__class__ is float or value is None else float_of(value)
        value = get("totalExternalCosts")
        self.total_external_costs = value if value.__class__ is float or value is None else float_of(value)
        self.is_no_take_profit = get("isNoTakeProfit")
        self.is_no_stop_loss = get("isNoStopLoss")
        value = get("lotCount")
        self.lot_count = value if value.__class__ is float or value is None else float_of(value)
        self.open_position_action_type = get("openPositionActionType")
        value = get("externalOperation")
        self.external_operation = None if value is None else _unpublished_item(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
