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
from .order_action import OrderAction
from .order_asset import OrderAsset
from .order_kind import OrderKind
from .order_sizing import OrderSizing
from .order_status_details import OrderStatusDetails
from .order_type import OrderType
from .position_execution import PositionExecution
from .stop_loss_type import StopLossType
from .transaction import Transaction

_new = object.__new__
_order_asset = OrderAsset.from_dict
_order_status_details = OrderStatusDetails.from_dict
_position_execution_list = PositionExecution.from_dicts
_order_action = enum_of(OrderAction)
_order_kind = enum_of(OrderKind)
_order_sizing = enum_of(OrderSizing)
_order_type = enum_of(OrderType)
_stop_loss_type = enum_of(StopLossType)
_transaction = enum_of(Transaction)
_FIELDS = (
    Field("account_id", "accountId", False, False),
    Field("gcid", "gcid", False, False),
    Field("portfolio_id", "portfolioId", False, False),
    Field("order_id", "orderId", True, False),
    Field("action", "action", False, False, write_enum),
    Field("transaction", "transaction", False, False, write_enum),
    Field("order_type", "type", False, False, write_enum),
    Field("etoro_order_type_id", "etoroOrderTypeId", False, False, write_enum),
    Field("status", "status", True, False, write_model),
    Field("asset", "asset", False, False, write_model),
    Field("order_currency", "orderCurrency", False, False),
    Field("requested_amount", "requestedAmount", False, True),
    Field("requested_units", "requestedUnits", False, True),
    Field("requested_contracts", "requestedContracts", False, True),
    Field("frozen_amount", "frozenAmount", False, True),
    Field("requested_trigger_rate", "requestedTriggerRate", False, True),
    Field("open_stop_loss_rate", "openStopLossRate", False, True),
    Field("open_take_profit_rate", "openTakeProfitRate", False, True),
    Field("stop_loss_type", "stopLossType", False, True, write_enum),
    Field("total_costs", "totalCosts", False, False),
    Field("positions_to_close", "positionsToClose", False, True),
    Field("position_executions", "positionExecutions", False, True, write_list(write_model)),
    Field("request_time", "requestTime", False, False, date_text),
    Field("last_update", "lastUpdate", False, False, date_text),
    Field("open_action_type", "openActionType", False, False),
    Field("request_type", "requestType", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OrderDetails(Model):
    """A v2 order and what became of it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    account_id: int | None = None
    """Id of the account (the CID of v1)."""
    gcid: int | None = None
    """Id of the customer over all accounts."""
    portfolio_id: int | None = None
    """Id of the portfolio within the account."""
    order_id: int
    """Id of the order."""
    action: OrderAction | None = None
    """What it does to a position."""
    transaction: Transaction | None = None
    """Direction. sellShort reads back as sell; asset.side tells long from short."""
    order_type: OrderKind | None = None
    """Whether it goes to market at once or at a rate."""
    etoro_order_type_id: OrderType | None = None
    """The same order as v1 numbers it."""
    status: OrderStatusDetails
    """How far it has come, and why it was refused."""
    asset: OrderAsset | None = None
    """What it trades."""
    order_currency: str | None = None
    """Currency of requestedAmount."""
    requested_amount: float | None = None
    """Money asked for, in orderCurrency; null when sized otherwise."""
    requested_units: float | None = None
    """Units asked for; null when sized otherwise."""
    requested_contracts: float | None = None
    """Contracts asked for; null when sized otherwise."""
    frozen_amount: float | None = None
    """Cash set aside until it is filled, costs included, account currency (USD)."""
    requested_trigger_rate: float | None = None
    """Rate that sets it off, in the instrument's currency; null for orders at market."""
    open_stop_loss_rate: float | None = None
    """Rate of the stop loss that was asked for."""
    open_take_profit_rate: float | None = None
    """Rate of the take profit that was asked for."""
    stop_loss_type: StopLossType | None = None
    """Whether the stop loss stays or trails."""
    total_costs: float | None = None
    """Costs of the order, account currency (USD)."""
    positions_to_close: list[int] | None = None
    """Ids of the positions that a closing order is to close."""
    position_executions: list[PositionExecution] | None = None
    """Positions that it opened or closed; nothing until it is filled."""
    request_time: datetime | None = None
    """When eToro received it, UTC."""
    last_update: datetime | None = None
    """When it last changed, UTC."""
    open_action_type: str | None = None
    """Who or what placed it, such as customer."""
    request_type: OrderSizing | None = None
    """How its size was given."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.account_id = value = get("accountId")
        if value is None:
            absent += 1
        self.gcid = value = get("gcid")
        if value is None:
            absent += 1
        self.portfolio_id = value = get("portfolioId")
        if value is None:
            absent += 1
        self.order_id = value = d["orderId"]
        if value is None:
            absent += 1
        value = get("action")
        if value is None:
            absent += 1
            self.action = None
        else:
            self.action = _order_action(value)
        value = get("transaction")
        if value is None:
            absent += 1
            self.transaction = None
        else:
            self.transaction = _transaction(value)
        value = get("type")
        if value is None:
            absent += 1
            self.order_type = None
        else:
            self.order_type = _order_kind(value)
        value = get("etoroOrderTypeId")
        if value is None:
            absent += 1
            self.etoro_order_type_id = None
        else:
            self.etoro_order_type_id = _order_type(value)
        self.status = _order_status_details(d["status"])
        value = get("asset")
        if value is None:
            absent += 1
            self.asset = None
        else:
            self.asset = _order_asset(value)
        self.order_currency = value = get("orderCurrency")
        if value is None:
            absent += 1
        value = get("requestedAmount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.requested_amount = value
        value = get("requestedUnits")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.requested_units = value
        value = get("requestedContracts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.requested_contracts = value
        value = get("frozenAmount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.frozen_amount = value
        value = get("requestedTriggerRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.requested_trigger_rate = value
        value = get("openStopLossRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_stop_loss_rate = value
        value = get("openTakeProfitRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_take_profit_rate = value
        value = get("stopLossType")
        if value is None:
            absent += 1
            self.stop_loss_type = None
        else:
            self.stop_loss_type = _stop_loss_type(value)
        value = get("totalCosts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.total_costs = value
        value = get("positionsToClose")
        if value is None:
            absent += 1
            self.positions_to_close = None
        else:
            self.positions_to_close = list(value)
        value = get("positionExecutions")
        if value is None:
            absent += 1
            self.position_executions = None
        else:
            self.position_executions = _position_execution_list(value)
        value = get("requestTime")
        if value is None:
            self.request_time = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.request_time = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.request_time = moment
            else:
                self.request_time = in_utc(moment)
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
        self.open_action_type = value = get("openActionType")
        if value is None:
            absent += 1
        value = get("requestType")
        if value is None:
            absent += 1
            self.request_type = None
        else:
            self.request_type = _order_sizing(value)
        self._rest = None if len(d) == 26 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
