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
    write_model,
)
from .order_type import OrderType
from .settlement_type_id import SettlementTypeId
from .unrealized_pnl import UnrealizedPnl

_new = object.__new__
_unrealized_pnl = UnrealizedPnl.from_dict
_order_type = enum_of(OrderType)
_settlement_type_id = enum_of(SettlementTypeId)
_FIELDS = (
    Field("position_id", "positionID", True, False),
    Field("cid", "CID", False, False),
    Field("open_date_time", "openDateTime", True, False, date_text),
    Field("open_rate", "openRate", True, False),
    Field("instrument_id", "instrumentID", True, False),
    Field("mirror_id", "mirrorID", True, False),
    Field("parent_position_id", "parentPositionID", False, False),
    Field("is_buy", "isBuy", True, False),
    Field("leverage", "leverage", True, False),
    Field("take_profit_rate", "takeProfitRate", True, False),
    Field("stop_loss_rate", "stopLossRate", True, False),
    Field("amount", "amount", True, False),
    Field("order_id", "orderID", False, False),
    Field("order_type", "orderType", False, False, write_enum),
    Field("units", "units", True, False),
    Field("total_fees", "totalFees", False, False),
    Field("initial_amount_in_dollars", "initialAmountInDollars", False, False),
    Field("is_tsl_enabled", "isTslEnabled", False, False),
    Field("stop_loss_version", "stopLossVersion", False, False),
    Field("is_settled", "isSettled", False, False),
    Field("redeem_status_id", "redeemStatusID", False, False),
    Field("initial_units", "initialUnits", False, False),
    Field("is_partially_altered", "isPartiallyAltered", False, False),
    Field("units_base_value_dollars", "unitsBaseValueDollars", False, False),
    Field("is_discounted", "isDiscounted", False, False),
    Field("open_position_action_type", "openPositionActionType", False, False),
    Field("settlement_type_id", "settlementTypeID", False, False, write_enum),
    Field("is_detached", "isDetached", False, False),
    Field("open_conversion_rate", "openConversionRate", False, False),
    Field("pnl_version", "pnlVersion", False, False),
    Field("total_external_fees", "totalExternalFees", False, False),
    Field("total_external_taxes", "totalExternalTaxes", False, False),
    Field("is_no_take_profit", "isNoTakeProfit", False, False),
    Field("is_no_stop_loss", "isNoStopLoss", False, False),
    Field("lot_count", "lotCount", False, False),
    Field("unrealized_pnl", "unrealizedPnL", False, True, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Position(Model):
    """An open position. Rates are in the instrument's currency, money in account currency (USD)."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    position_id: int
    """Id of the position. It outlives a partial close."""
    cid: int | None = None
    """Id of the customer."""
    open_date_time: datetime
    """When it was opened, UTC."""
    open_rate: float
    """Rate at which it was opened."""
    instrument_id: int
    """Id of the instrument."""
    mirror_id: int
    """Id of the copy relation it belongs to; 0 for a position of one's own."""
    parent_position_id: int | None = None
    """Id of the copied trader's position; 0 for a position of one's own."""
    is_buy: bool
    """True for long, false for short."""
    leverage: int
    """Multiplier of the money put in; 1 for none."""
    take_profit_rate: float
    """Rate at which it closes with a profit; 0 when none is set."""
    stop_loss_rate: float
    """Rate at which it closes with a loss; 0.0001 (seen for some crypto, 0.00001) when none is set."""
    amount: float
    """Money in it, account currency (USD), margin that was added included, leverage not."""
    order_id: int | None = None
    """Id of the order that opened it; unique together with orderType."""
    order_type: OrderType | None = None
    """Type of the order that opened it."""
    units: float
    """Units of the asset held now; less than initialUnits after a partial close."""
    total_fees: float | None = None
    """Overnight fees and dividends so far, account currency (USD); negative when more was received than paid."""
    initial_amount_in_dollars: float | None = None
    """Money first put in, USD; a partial close does not change it."""
    is_tsl_enabled: bool | None = None
    """Whether the stop loss trails the price."""
    stop_loss_version: int | None = None
    """Rises by one with each change of the stop loss by hand."""
    is_settled: bool | None = None
    """Obsolete at eToro; see settlementTypeID."""
    redeem_status_id: int | None = None
    """How far a transfer of the asset out of the account has come; 0 for none."""
    initial_units: float | None = None
    """Units first opened; a partial close does not change it."""
    is_partially_altered: bool | None = None
    """Whether part of it was closed."""
    units_base_value_dollars: float | None = None
    """What the units held now cost when opened, USD."""
    is_discounted: bool | None = None
    """Obsolete at eToro; whether discounted rates applied."""
    open_position_action_type: int | None = None
    """Why it was opened, as eToro numbers it; 0 by the customer."""
    settlement_type_id: SettlementTypeId | None = None
    """What it consists of."""
    is_detached: bool | None = None
    """Whether it was copied once and then taken out of the copy relation."""
    open_conversion_rate: float | None = None
    """USD for one unit of the instrument's currency when it was opened."""
    pnl_version: int | None = None
    """Which of eToro's formulas reckons its profit."""
    total_external_fees: float | None = None
    """Fees so far, such as ticket fees, without overnight fees and dividends, account currency (USD)."""
    total_external_taxes: float | None = None
    """Taxes so far, such as stamp duty, account currency (USD)."""
    is_no_take_profit: bool | None = None
    """True when no take profit is set."""
    is_no_stop_loss: bool | None = None
    """True when no stop loss is set."""
    lot_count: float | None = None
    """Lots held; contracts for futures."""
    unrealized_pnl: UnrealizedPnl | None = None
    """What it has gained or lost so far. From get_pnl only."""

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
        self.cid = value = get("CID")
        if value is None:
            absent += 1
        value = d["openDateTime"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.open_date_time = moment
            ticks += DIGITS[value[26]]
        elif length < 28 and moment.tzinfo is UTC:
            self.open_date_time = moment
        else:
            self.open_date_time = in_utc(moment)
            ticks += tick_of(value)
        value = d["openRate"]
        self.open_rate = value if value.__class__ is float else float_of(value)
        self.instrument_id = value = d["instrumentID"]
        if value is None:
            absent += 1
        self.mirror_id = value = d["mirrorID"]
        if value is None:
            absent += 1
        self.parent_position_id = value = get("parentPositionID")
        if value is None:
            absent += 1
        self.is_buy = value = d["isBuy"]
        if value is None:
            absent += 1
        self.leverage = value = d["leverage"]
        if value is None:
            absent += 1
        value = d["takeProfitRate"]
        self.take_profit_rate = value if value.__class__ is float else float_of(value)
        value = d["stopLossRate"]
        self.stop_loss_rate = value if value.__class__ is float else float_of(value)
        value = d["amount"]
        self.amount = value if value.__class__ is float else float_of(value)
        self.order_id = value = get("orderID")
        if value is None:
            absent += 1
        value = get("orderType")
        if value is None:
            absent += 1
            self.order_type = None
        else:
            self.order_type = _order_type(value)
        value = d["units"]
        self.units = value if value.__class__ is float else float_of(value)
        value = get("totalFees")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.total_fees = value
        value = get("initialAmountInDollars")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_amount_in_dollars = value
        self.is_tsl_enabled = value = get("isTslEnabled")
        if value is None:
            absent += 1
        self.stop_loss_version = value = get("stopLossVersion")
        if value is None:
            absent += 1
        self.is_settled = value = get("isSettled")
        if value is None:
            absent += 1
        self.redeem_status_id = value = get("redeemStatusID")
        if value is None:
            absent += 1
        value = get("initialUnits")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_units = value
        self.is_partially_altered = value = get("isPartiallyAltered")
        if value is None:
            absent += 1
        value = get("unitsBaseValueDollars")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.units_base_value_dollars = value
        self.is_discounted = value = get("isDiscounted")
        if value is None:
            absent += 1
        self.open_position_action_type = value = get("openPositionActionType")
        if value is None:
            absent += 1
        value = get("settlementTypeID")
        if value is None:
            absent += 1
            self.settlement_type_id = None
        else:
            self.settlement_type_id = _settlement_type_id(value)
        self.is_detached = value = get("isDetached")
        if value is None:
            absent += 1
        value = get("openConversionRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_conversion_rate = value
        self.pnl_version = value = get("pnlVersion")
        if value is None:
            absent += 1
        value = get("totalExternalFees")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.total_external_fees = value
        value = get("totalExternalTaxes")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.total_external_taxes = value
        self.is_no_take_profit = value = get("isNoTakeProfit")
        if value is None:
            absent += 1
        self.is_no_stop_loss = value = get("isNoStopLoss")
        if value is None:
            absent += 1
        value = get("lotCount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.lot_count = value
        value = get("unrealizedPnL")
        if value is None:
            absent += 1
            self.unrealized_pnl = None
        else:
            self.unrealized_pnl = _unrealized_pnl(value)
        self._rest = None if len(d) == 36 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 36
        [
            n1,
            n2,
            n3,
            n4,
            n5,
            n6,
            n7,
            n8,
            n9,
            n10,
            n11,
            n12,
            n13,
            n14,
            n15,
            n16,
            n17,
            n18,
            n19,
            n20,
            n21,
            n22,
            n23,
            n24,
            n25,
            n26,
            n27,
            n28,
            n29,
            n30,
            n31,
            n32,
            n33,
            n34,
            n35,
            n36,
        ] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                ticks = 0
                try:
                    self.position_id = v1 = d[n1]
                    self.cid = v2 = d[n2]
                    value = d[n3]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.open_date_time = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.open_date_time = moment
                    else:
                        self.open_date_time = in_utc(moment)
                        ticks += tick_of(value)
                    self.open_rate = v4 = d[n4]
                    self.instrument_id = v5 = d[n5]
                    self.mirror_id = v6 = d[n6]
                    self.parent_position_id = v7 = d[n7]
                    self.is_buy = v8 = d[n8]
                    self.leverage = v9 = d[n9]
                    self.take_profit_rate = v10 = d[n10]
                    self.stop_loss_rate = v11 = d[n11]
                    self.amount = v12 = d[n12]
                    self.order_id = v13 = d[n13]
                    self.order_type = _order_type(d[n14])
                    self.units = v15 = d[n15]
                    self.total_fees = v16 = d[n16]
                    self.initial_amount_in_dollars = v17 = d[n17]
                    self.is_tsl_enabled = v18 = d[n18]
                    self.stop_loss_version = v19 = d[n19]
                    self.is_settled = v20 = d[n20]
                    self.redeem_status_id = v21 = d[n21]
                    self.initial_units = v22 = d[n22]
                    self.is_partially_altered = v23 = d[n23]
                    self.units_base_value_dollars = v24 = d[n24]
                    self.is_discounted = v25 = d[n25]
                    self.open_position_action_type = v26 = d[n26]
                    self.settlement_type_id = _settlement_type_id(d[n27])
                    self.is_detached = v28 = d[n28]
                    self.open_conversion_rate = v29 = d[n29]
                    self.pnl_version = v30 = d[n30]
                    self.total_external_fees = v31 = d[n31]
                    self.total_external_taxes = v32 = d[n32]
                    self.is_no_take_profit = v33 = d[n33]
                    self.is_no_stop_loss = v34 = d[n34]
                    self.lot_count = v35 = d[n35]
                    value = d.get(n36)
                    if value is None:
                        absent += 1
                        self.unrealized_pnl = None
                    else:
                        self.unrealized_pnl = _unrealized_pnl(value)
                    self._ticks = ticks
                    self._rest = None
                    if (
                        len(d) == size - absent
                        and v1 is not None
                        and v2 is not None
                        and v4.__class__ is float
                        and v5 is not None
                        and v6 is not None
                        and v7 is not None
                        and v8 is not None
                        and v9 is not None
                        and v10.__class__ is float
                        and v11.__class__ is float
                        and v12.__class__ is float
                        and v13 is not None
                        and v15.__class__ is float
                        and v16.__class__ is float
                        and v17.__class__ is float
                        and v18 is not None
                        and v19 is not None
                        and v20 is not None
                        and v21 is not None
                        and v22.__class__ is float
                        and v23 is not None
                        and v24.__class__ is float
                        and v25 is not None
                        and v26 is not None
                        and v28 is not None
                        and v29.__class__ is float
                        and v30 is not None
                        and v31.__class__ is float
                        and v32.__class__ is float
                        and v33 is not None
                        and v34 is not None
                        and v35.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
