# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
    Field("position_id", "positionId", True, False),
    Field("open_timestamp", "openTimestamp", False, False, date_text),
    Field("open_rate", "openRate", False, False),
    Field("instrument_id", "instrumentId", True, False),
    Field("is_buy", "isBuy", False, False),
    Field("leverage", "leverage", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("social_trade_id", "socialTradeId", False, False),
    Field("parent_position_id", "parentPositionId", False, False),
    Field("investment_pct", "investmentPct", False, False),
    Field("net_profit", "netProfit", False, False),
    Field("trailing_stop_loss", "trailingStopLoss", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserPortfolioPosition(Model):
    """One open position in somebody's portfolio."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    position_id: int
    """Id of the position."""
    open_timestamp: datetime | None = None
    """UTC time of opening."""
    open_rate: float | None = None
    """Rate at which it was opened."""
    instrument_id: int
    """Id of the instrument."""
    is_buy: bool | None = None
    """True when bought, false when sold short."""
    leverage: int | None = None
    """Leverage as a factor; 1 for none."""
    take_profit_rate: float | None = None
    """Rate at which profit is taken."""
    stop_loss_rate: float | None = None
    """Rate at which the loss is stopped."""
    social_trade_id: int | None = None
    """Id of the copy it came from."""
    parent_position_id: int | None = None
    """Id of the position it was copied from."""
    investment_pct: float | None = None
    """Money put into it, in percent of the realised equity."""
    net_profit: float | None = None
    """Profit in percent; negative for a loss."""
    trailing_stop_loss: bool | None = None
    """Whether the stop loss follows the price."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.position_id = value = d["positionId"]
        if value is None:
            absent += 1
        value = get("openTimestamp")
        if value is None:
            self.open_timestamp = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.open_timestamp = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.open_timestamp = moment
            else:
                self.open_timestamp = in_utc(moment)
                ticks += tick_of(value)
        value = get("openRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_rate = value
        self.instrument_id = value = d["instrumentId"]
        if value is None:
            absent += 1
        self.is_buy = value = get("isBuy")
        if value is None:
            absent += 1
        self.leverage = value = get("leverage")
        if value is None:
            absent += 1
        value = get("takeProfitRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.take_profit_rate = value
        value = get("stopLossRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_rate = value
        self.social_trade_id = value = get("socialTradeId")
        if value is None:
            absent += 1
        self.parent_position_id = value = get("parentPositionId")
        if value is None:
            absent += 1
        value = get("investmentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.investment_pct = value
        value = get("netProfit")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.net_profit = value
        self.trailing_stop_loss = value = get("trailingStopLoss")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 13 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 13
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    self.position_id = v1 = d[n1]
                    value = d[n2]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                    else:
                        self.open_timestamp = in_utc(moment)
                        ticks += tick_of(value)
                    self.open_rate = v3 = d[n3]
                    self.instrument_id = v4 = d[n4]
                    self.is_buy = v5 = d[n5]
                    self.leverage = v6 = d[n6]
                    self.take_profit_rate = v7 = d[n7]
                    self.stop_loss_rate = v8 = d[n8]
                    self.social_trade_id = v9 = d[n9]
                    self.parent_position_id = v10 = d[n10]
                    self.investment_pct = v11 = d[n11]
                    self.net_profit = v12 = d[n12]
                    self.trailing_stop_loss = v13 = d[n13]
                    self._ticks = ticks
                    self._rest = None
                    if (
                        v1 is not None
                        and v3.__class__ is float
                        and v4 is not None
                        and v5 is not None
                        and v6 is not None
                        and v7.__class__ is float
                        and v8.__class__ is float
                        and v9 is not None
                        and v10 is not None
                        and v11.__class__ is float
                        and v12.__class__ is float
                        and v13 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
