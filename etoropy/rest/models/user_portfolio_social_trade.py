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
    write_list,
    write_model,
)
from .user_portfolio_position import UserPortfolioPosition

_new = object.__new__
_user_portfolio_position_list = UserPortfolioPosition.from_dicts
_FIELDS = (
    Field("social_trade_id", "socialTradeId", True, False),
    Field("parent_username", "parentUsername", False, False),
    Field("stop_loss_percentage", "stopLossPercentage", False, False),
    Field("open_timestamp", "openTimestamp", False, False, date_text),
    Field("investment_pct", "investmentPct", False, False),
    Field("open_investment_pct", "openInvestmentPct", False, False),
    Field("net_profit", "netProfit", False, False),
    Field("open_net_profit", "openNetProfit", False, False),
    Field("closed_net_profit", "closedNetProfit", False, False),
    Field("realized_pct", "realizedPct", False, False),
    Field("unrealized_pct", "unrealizedPct", False, False),
    Field("is_closing", "isClosing", False, False),
    Field("positions", "positions", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserPortfolioSocialTrade(Model):
    """One copied trader in somebody's portfolio."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    social_trade_id: int
    """Id of the copy."""
    parent_username: str | None = None
    """User name of the trader being copied."""
    stop_loss_percentage: float | None = None
    """Stop loss of the copy as a whole, in percent."""
    open_timestamp: datetime | None = None
    """UTC time at which the copying began."""
    investment_pct: float | None = None
    """Money put into the copy, in percent of the account."""
    open_investment_pct: float | None = None
    """The part of it that is in open trades, in percent of the account."""
    net_profit: float | None = None
    """Profit of the copy in percent; negative for a loss."""
    open_net_profit: float | None = None
    """Profit of its open trades, in percent."""
    closed_net_profit: float | None = None
    """Profit of its closed trades, in percent."""
    realized_pct: float | None = None
    """Realised worth of the copy, in percent of the account."""
    unrealized_pct: float | None = None
    """Worth of the copy with open profits counted in, in percent of the account."""
    is_closing: bool | None = None
    """Whether the copy is about to be closed."""
    positions: list[UserPortfolioPosition] | None = None
    """Open positions that came of the copy."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.social_trade_id = value = d["socialTradeId"]
        if value is None:
            absent += 1
        self.parent_username = value = get("parentUsername")
        if value is None:
            absent += 1
        value = get("stopLossPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_percentage = value
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
        value = get("investmentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.investment_pct = value
        value = get("openInvestmentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_investment_pct = value
        value = get("netProfit")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.net_profit = value
        value = get("openNetProfit")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.open_net_profit = value
        value = get("closedNetProfit")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.closed_net_profit = value
        value = get("realizedPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.realized_pct = value
        value = get("unrealizedPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unrealized_pct = value
        self.is_closing = value = get("isClosing")
        if value is None:
            absent += 1
        value = get("positions")
        if value is None:
            absent += 1
            self.positions = None
        else:
            self.positions = _user_portfolio_position_list(value)
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
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                ticks = 0
                try:
                    self.social_trade_id = v1 = d[n1]
                    self.parent_username = v2 = d[n2]
                    self.stop_loss_percentage = v3 = d[n3]
                    value = d[n4]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.open_timestamp = moment
                    else:
                        self.open_timestamp = in_utc(moment)
                        ticks += tick_of(value)
                    self.investment_pct = v5 = d[n5]
                    self.open_investment_pct = v6 = d[n6]
                    self.net_profit = v7 = d[n7]
                    self.open_net_profit = v8 = d[n8]
                    self.closed_net_profit = v9 = d[n9]
                    self.realized_pct = v10 = d[n10]
                    self.unrealized_pct = v11 = d[n11]
                    self.is_closing = v12 = d[n12]
                    value = d.get(n13)
                    if value is None:
                        absent += 1
                        self.positions = None
                    else:
                        self.positions = _user_portfolio_position_list(value)
                    self._ticks = ticks
                    self._rest = None
                    if (
                        len(d) == size - absent
                        and v1 is not None
                        and v2 is not None
                        and v3.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v7.__class__ is float
                        and v8.__class__ is float
                        and v9.__class__ is float
                        and v10.__class__ is float
                        and v11.__class__ is float
                        and v12 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
