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
    Field("net_profit", "netProfit", True, False),
    Field("close_rate", "closeRate", True, False),
    Field("close_timestamp", "closeTimestamp", True, False, date_text),
    Field("position_id", "positionId", True, False),
    Field("instrument_id", "instrumentId", True, False),
    Field("is_buy", "isBuy", True, False),
    Field("leverage", "leverage", False, False),
    Field("open_rate", "openRate", True, False),
    Field("open_timestamp", "openTimestamp", True, False, date_text),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("trailing_stop_loss", "trailingStopLoss", False, False),
    Field("order_id", "orderId", False, False),
    Field("social_trade_id", "socialTradeId", False, False),
    Field("parent_position_id", "parentPositionId", False, False),
    Field("investment", "investment", False, False),
    Field("initial_investment", "initialInvestment", False, False),
    Field("fees", "fees", False, False),
    Field("units", "units", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class ClosedTrade(Model):
    """A position, or the part of one, that was closed. Rates are in the instrument's currency, money in account
    currency (USD)."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    net_profit: float
    """Profit (negative, loss) after fees, account currency (USD)."""
    close_rate: float
    """Rate at which it was closed."""
    close_timestamp: datetime
    """When it was closed, UTC."""
    position_id: int
    """Id of the position."""
    instrument_id: int
    """Id of the instrument."""
    is_buy: bool
    """True for long, false for short."""
    leverage: int | None = None
    """Multiplier of the money put in."""
    open_rate: float
    """Rate at which it was opened."""
    open_timestamp: datetime
    """When it was opened, UTC."""
    stop_loss_rate: float | None = None
    """Rate of the stop loss; 0.0001 when none was set."""
    take_profit_rate: float | None = None
    """Rate of the take profit; 0 when none was set."""
    trailing_stop_loss: bool | None = None
    """Whether the stop loss trailed the price."""
    order_id: int | None = None
    """Id of the order."""
    social_trade_id: int | None = None
    """Id of the trade in eToro's social feed; 0 for none."""
    parent_position_id: int | None = None
    """Id of the copied trader's position; 0 for a position of one's own."""
    investment: float | None = None
    """Money in it when it was closed, account currency (USD)."""
    initial_investment: float | None = None
    """Money first put in, account currency (USD)."""
    fees: float | None = None
    """Fees paid, account currency (USD)."""
    units: float
    """Units closed."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        value = d["netProfit"]
        self.net_profit = value if value.__class__ is float else float_of(value)
        value = d["closeRate"]
        self.close_rate = value if value.__class__ is float else float_of(value)
        value = d["closeTimestamp"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.close_timestamp = moment
            ticks += DIGITS[value[26]]
        elif length < 28 and moment.tzinfo is UTC:
            self.close_timestamp = moment
        else:
            self.close_timestamp = in_utc(moment)
            ticks += tick_of(value)
        self.position_id = value = d["positionId"]
        if value is None:
            absent += 1
        self.instrument_id = value = d["instrumentId"]
        if value is None:
            absent += 1
        self.is_buy = value = d["isBuy"]
        if value is None:
            absent += 1
        self.leverage = value = get("leverage")
        if value is None:
            absent += 1
        value = d["openRate"]
        self.open_rate = value if value.__class__ is float else float_of(value)
        value = d["openTimestamp"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.open_timestamp = moment
            ticks += DIGITS[value[26]] * 10
        elif length < 28 and moment.tzinfo is UTC:
            self.open_timestamp = moment
        else:
            self.open_timestamp = in_utc(moment)
            ticks += tick_of(value) * 10
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
        self.trailing_stop_loss = value = get("trailingStopLoss")
        if value is None:
            absent += 1
        self.order_id = value = get("orderId")
        if value is None:
            absent += 1
        self.social_trade_id = value = get("socialTradeId")
        if value is None:
            absent += 1
        self.parent_position_id = value = get("parentPositionId")
        if value is None:
            absent += 1
        value = get("investment")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.investment = value
        value = get("initialInvestment")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_investment = value
        value = get("fees")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.fees = value
        value = d["units"]
        self.units = value if value.__class__ is float else float_of(value)
        self._rest = None if len(d) == 19 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 19
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    self.net_profit = v1 = d[n1]
                    self.close_rate = v2 = d[n2]
                    value = d[n3]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.close_timestamp = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.close_timestamp = moment
                    else:
                        self.close_timestamp = in_utc(moment)
                        ticks += tick_of(value)
                    self.position_id = v4 = d[n4]
                    self.instrument_id = v5 = d[n5]
                    self.is_buy = v6 = d[n6]
                    self.leverage = v7 = d[n7]
                    self.open_rate = v8 = d[n8]
                    value = d[n9]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                        ticks += DIGITS[value[26]] * 10
                    elif length < 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                    else:
                        self.open_timestamp = in_utc(moment)
                        ticks += tick_of(value) * 10
                    self.stop_loss_rate = v10 = d[n10]
                    self.take_profit_rate = v11 = d[n11]
                    self.trailing_stop_loss = v12 = d[n12]
                    self.order_id = v13 = d[n13]
                    self.social_trade_id = v14 = d[n14]
                    self.parent_position_id = v15 = d[n15]
                    self.investment = v16 = d[n16]
                    self.initial_investment = v17 = d[n17]
                    self.fees = v18 = d[n18]
                    self.units = v19 = d[n19]
                    self._ticks = ticks
                    self._rest = None
                    if (
                        v1.__class__ is float
                        and v2.__class__ is float
                        and v4 is not None
                        and v5 is not None
                        and v6 is not None
                        and v7 is not None
                        and v8.__class__ is float
                        and v10.__class__ is float
                        and v11.__class__ is float
                        and v12 is not None
                        and v13 is not None
                        and v14 is not None
                        and v15 is not None
                        and v16.__class__ is float
                        and v17.__class__ is float
                        and v18.__class__ is float
                        and v19.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
