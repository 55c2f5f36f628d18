# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    float_of,
    rest_of,
    wire_names,
    write_enum,
)
from .order_action import OrderAction
from .order_kind import OrderKind
from .settlement_type import SettlementType
from .stop_loss_type import StopLossType
from .transaction import Transaction

_new = object.__new__
_order_action = enum_of(OrderAction)
_order_kind = enum_of(OrderKind)
_settlement_type = enum_of(SettlementType)
_stop_loss_type = enum_of(StopLossType)
_transaction = enum_of(Transaction)
_FIELDS = (
    Field("action", "action", True, False, write_enum),
    Field("transaction", "transaction", True, False, write_enum),
    Field("symbol", "symbol", False, False),
    Field("instrument_id", "instrumentId", False, False),
    Field("settlement_type", "settlementType", False, False, write_enum),
    Field("order_type", "orderType", True, False, write_enum),
    Field("trigger_rate", "triggerRate", False, False),
    Field("leverage", "leverage", True, False),
    Field("amount", "amount", False, False),
    Field("order_currency", "orderCurrency", False, False),
    Field("units", "units", False, False),
    Field("contracts", "contracts", False, False),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("stop_loss_type", "stopLossType", False, False, write_enum),
    Field("additional_margin", "additionalMargin", False, False),
    Field("position_ids", "positionIds", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CreateOrderRequest(Model):
    """A v2 order. Exactly one of symbol and instrumentId; exactly one of amount, units and contracts."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    action: OrderAction
    """open; the other value is reserved."""
    transaction: Transaction
    """buy for a long position, sellShort for a short one."""
    symbol: str | None = None
    """Symbol of the instrument, such as AAPL. Not together with instrumentId."""
    instrument_id: int | None = None
    """Id of the instrument. Not together with symbol."""
    settlement_type: SettlementType | None = None
    """What the position shall consist of. Left out, eToro decides. Published for the demo account only; on the real
    account leave it out."""
    order_type: OrderKind
    """mkt for at once, mit for at triggerRate."""
    trigger_rate: float | None = None
    """Rate that sets a mit order off, in the instrument's currency."""
    leverage: int
    """Multiplier of the money put in; get_eligibility lists what is allowed."""
    amount: float | None = None
    """Money to put in, in orderCurrency, before leverage. Not together with units or contracts."""
    order_currency: str | None = None
    """Currency of amount; usd."""
    units: float | None = None
    """Units of the asset. Not together with amount or contracts."""
    contracts: float | None = None
    """Contracts, for futures. Not together with amount or units."""
    stop_loss_rate: float | None = None
    """Rate at which the position is closed to limit a loss. Needed with leverage above 1 and for sellShort."""
    take_profit_rate: float | None = None
    """Rate at which the position is closed to take a profit."""
    stop_loss_type: StopLossType | None = None
    """Whether the stop loss stays or trails."""
    additional_margin: float | None = None
    """Extra money to set aside for the position, account currency (USD)."""
    position_ids: list[int] | None = None
    """Ids of positions to close; reserved like action close."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.action = _order_action(d["action"])
        self.transaction = _transaction(d["transaction"])
        self.symbol = value = get("symbol")
        if value is None:
            absent += 1
        self.instrument_id = value = get("instrumentId")
        if value is None:
            absent += 1
        value = get("settlementType")
        if value is None:
            absent += 1
            self.settlement_type = None
        else:
            self.settlement_type = _settlement_type(value)
        self.order_type = _order_kind(d["orderType"])
        value = get("triggerRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.trigger_rate = value
        self.leverage = value = d["leverage"]
        if value is None:
            absent += 1
        value = get("amount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.amount = value
        self.order_currency = value = get("orderCurrency")
        if value is None:
            absent += 1
        value = get("units")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.units = value
        value = get("contracts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.contracts = value
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
        value = get("stopLossType")
        if value is None:
            absent += 1
            self.stop_loss_type = None
        else:
            self.stop_loss_type = _stop_loss_type(value)
        value = get("additionalMargin")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.additional_margin = value
        value = get("positionIds")
        if value is None:
            absent += 1
            self.position_ids = None
        else:
            self.position_ids = list(value)
        self._rest = None if len(d) == 17 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
