# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .user_portfolio_position import UserPortfolioPosition
from .user_portfolio_social_trade import UserPortfolioSocialTrade

_new = object.__new__
_user_portfolio_position_list = UserPortfolioPosition.from_dicts
_user_portfolio_social_trade_list = UserPortfolioSocialTrade.from_dicts
_FIELDS = (
    Field("realized_credit_pct", "realizedCreditPct", False, False),
    Field("unrealized_credit_pct", "unrealizedCreditPct", False, False),
    Field("positions", "positions", False, False, write_list(write_model)),
    Field("social_trades", "socialTrades", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserPortfolio(Model):
    """What somebody holds, in percentages of their account."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    realized_credit_pct: float | None = None
    """Cash that is free, in percent of the realised equity."""
    unrealized_credit_pct: float | None = None
    """Cash that is free, in percent of the equity with open profits counted in."""
    positions: list[UserPortfolioPosition] | None = None
    """Positions they opened themselves."""
    social_trades: list[UserPortfolioSocialTrade] | None = None
    """The people they copy, each with the positions that came of it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("realizedCreditPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.realized_credit_pct = value
        value = get("unrealizedCreditPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unrealized_credit_pct = value
        value = get("positions")
        if value is None:
            absent += 1
            self.positions = None
        else:
            self.positions = _user_portfolio_position_list(value)
        value = get("socialTrades")
        if value is None:
            absent += 1
            self.social_trades = None
        else:
            self.social_trades = _user_portfolio_social_trade_list(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
