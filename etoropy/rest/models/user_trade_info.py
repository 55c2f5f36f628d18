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
)

_new = object.__new__
_FIELDS = (
    Field("username", "userName", True, False),
    Field("full_name", "fullName", False, False),
    Field("weeks_since_registration", "weeksSinceRegistration", False, False),
    Field("country_id", "countryId", False, False),
    Field("affiliate_id", "affiliateId", False, False),
    Field("is_popular_investor", "isPopularInvestor", False, False),
    Field("is_fund", "isFund", False, False),
    Field("has_avatar", "hasAvatar", False, False),
    Field("gain", "gain", False, False),
    Field("daily_gain", "dailyGain", False, False),
    Field("this_week_gain", "thisWeekGain", False, False),
    Field("risk_score", "riskScore", False, False),
    Field("max_daily_risk_score", "maxDailyRiskScore", False, False),
    Field("max_monthly_risk_score", "maxMonthlyRiskScore", False, False),
    Field("copiers", "copiers", False, False),
    Field("copied_trades", "copiedTrades", False, False),
    Field("copy_trades_pct", "copyTradesPct", False, False),
    Field("copy_investment_pct", "copyInvestmentPct", False, False),
    Field("baseline_copiers", "baseLineCopiers", False, False),
    Field("copiers_gain", "copiersGain", False, False),
    Field("aum_tier", "aumTier", False, False),
    Field("aum_tier_desc", "aumTierDesc", False, False),
    Field("fund_type", "fundType", False, False),
    Field("virtual_copiers", "virtualCopiers", False, False),
    Field("trades", "trades", False, False),
    Field("top_traded_instrument_id", "topTradedInstrumentId", False, False),
    Field("top_traded_asset_id", "topTradedAssetId", False, False),
    Field("win_ratio", "winRatio", False, False),
    Field("daily_drawdown", "dailyDd", False, False),
    Field("weekly_drawdown", "weeklyDd", False, False),
    Field("peak_to_valley", "peakToValley", False, False),
    Field("profitable_weeks_pct", "profitableWeeksPct", False, False),
    Field("profitable_months_pct", "profitableMonthsPct", False, False),
    Field("avg_pos_size", "avgPosSize", False, False),
    Field("high_leverage_pct", "highLeveragePct", False, False),
    Field("medium_leverage_pct", "mediumLeveragePct", False, False),
    Field("low_leverage_pct", "lowLeveragePct", False, False),
    Field("first_activity", "firstActivity", False, False),
    Field("last_activity", "lastActivity", False, False),
    Field("active_weeks_pct", "activeWeeksPct", False, False),
    Field("instrument_pct", "instrumentPct", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserTradeInfo(Model):
    """Somebody's trading statistics over a period."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    username: str
    """User name."""
    full_name: str | None = None
    """Full name, if it may be shown."""
    weeks_since_registration: int | None = None
    """Weeks since they registered."""
    country_id: int | None = None
    """eToro's id of the country they registered in."""
    affiliate_id: int | None = None
    """Id of the affiliate who brought them."""
    is_popular_investor: bool | None = None
    """Whether they are in the popular investor programme."""
    is_fund: bool | None = None
    """Whether the account is a copy portfolio and not a person."""
    has_avatar: bool | None = None
    """Whether they have a picture."""
    gain: float | None = None
    """Gain over the period, in percent."""
    daily_gain: float | None = None
    """Gain of the last day, in percent."""
    this_week_gain: float | None = None
    """Gain since the trading week began, in percent."""
    risk_score: int | None = None
    """Risk score at present; higher means riskier."""
    max_daily_risk_score: int | None = None
    """Highest daily risk score of the period."""
    max_monthly_risk_score: int | None = None
    """Highest monthly risk score of the period."""
    copiers: int | None = None
    """Count of people who copy them at present."""
    copied_trades: int | None = None
    """Count of trades in the period that they copied from others."""
    copy_trades_pct: float | None = None
    """Share of copied trades among all their trades of the period, in percent."""
    copy_investment_pct: float | None = None
    """Share of the money invested in the period that went into copied trades, in percent."""
    baseline_copiers: int | None = None
    """Count of people who copied them a week ago."""
    copiers_gain: float | None = None
    """Growth in the count of copiers over a week, in percent."""
    aum_tier: int | None = None
    """Size of the assets under management as a tier from 0 to 4, the largest."""
    aum_tier_desc: str | None = None
    """The tier in words."""
    fund_type: int | None = None
    """For a copy portfolio, its kind."""
    virtual_copiers: int | None = None
    """Count of people who copy them with virtual money."""
    trades: int | None = None
    """Count of trades in the period."""
    top_traded_instrument_id: int | None = None
    """Id of the instrument they traded most."""
    top_traded_asset_id: int | None = None
    """Id of the asset they traded most."""
    win_ratio: float | None = None
    """Share of the trades closed in the period that made a profit, in percent."""
    daily_drawdown: float | None = None
    """Deepest loss within a day of the period, in percent."""
    weekly_drawdown: float | None = None
    """Deepest loss within a week of the period, in percent."""
    peak_to_valley: float | None = None
    """Deepest fall from a high to the low that followed, in percent."""
    profitable_weeks_pct: float | None = None
    """Share of trading weeks that ended in profit, in percent."""
    profitable_months_pct: float | None = None
    """Share of months that ended in profit, in percent."""
    avg_pos_size: float | None = None
    """Average size of a position, in percent of the realised equity when it was opened."""
    high_leverage_pct: float | None = None
    """Share of trades with high leverage, in percent."""
    medium_leverage_pct: float | None = None
    """Share of trades with medium leverage, in percent."""
    low_leverage_pct: float | None = None
    """Share of trades with low leverage, in percent."""
    first_activity: int | None = None
    """Days from the start of the period to their first trade in it."""
    last_activity: int | None = None
    """Days from their last trade in the period to its end."""
    active_weeks_pct: float | None = None
    """Share of the period's weeks with open trades, in percent."""
    instrument_pct: float | None = None
    """Share of their investment in one instrument, in percent."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.username = value = d["userName"]
        if value is None:
            absent += 1
        self.full_name = value = get("fullName")
        if value is None:
            absent += 1
        self.weeks_since_registration = value = get("weeksSinceRegistration")
        if value is None:
            absent += 1
        self.country_id = value = get("countryId")
        if value is None:
            absent += 1
        self.affiliate_id = value = get("affiliateId")
        if value is None:
            absent += 1
        self.is_popular_investor = value = get("isPopularInvestor")
        if value is None:
            absent += 1
        self.is_fund = value = get("isFund")
        if value is None:
            absent += 1
        self.has_avatar = value = get("hasAvatar")
        if value is None:
            absent += 1
        value = get("gain")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.gain = value
        value = get("dailyGain")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.daily_gain = value
        value = get("thisWeekGain")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.this_week_gain = value
        self.risk_score = value = get("riskScore")
        if value is None:
            absent += 1
        self.max_daily_risk_score = value = get("maxDailyRiskScore")
        if value is None:
            absent += 1
        self.max_monthly_risk_score = value = get("maxMonthlyRiskScore")
        if value is None:
            absent += 1
        self.copiers = value = get("copiers")
        if value is None:
            absent += 1
        self.copied_trades = value = get("copiedTrades")
        if value is None:
            absent += 1
        value = get("copyTradesPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.copy_trades_pct = value
        value = get("copyInvestmentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.copy_investment_pct = value
        self.baseline_copiers = value = get("baseLineCopiers")
        if value is None:
            absent += 1
        value = get("copiersGain")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.copiers_gain = value
        self.aum_tier = value = get("aumTier")
        if value is None:
            absent += 1
        self.aum_tier_desc = value = get("aumTierDesc")
        if value is None:
            absent += 1
        self.fund_type = value = get("fundType")
        if value is None:
            absent += 1
        self.virtual_copiers = value = get("virtualCopiers")
        if value is None:
            absent += 1
        self.trades = value = get("trades")
        if value is None:
            absent += 1
        self.top_traded_instrument_id = value = get("topTradedInstrumentId")
        if value is None:
            absent += 1
        self.top_traded_asset_id = value = get("topTradedAssetId")
        if value is None:
            absent += 1
        value = get("winRatio")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.win_ratio = value
        value = get("dailyDd")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.daily_drawdown = value
        value = get("weeklyDd")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.weekly_drawdown = value
        value = get("peakToValley")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.peak_to_valley = value
        value = get("profitableWeeksPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.profitable_weeks_pct = value
        value = get("profitableMonthsPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.profitable_months_pct = value
        value = get("avgPosSize")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.avg_pos_size = value
        value = get("highLeveragePct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.high_leverage_pct = value
        value = get("mediumLeveragePct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.medium_leverage_pct = value
        value = get("lowLeveragePct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.low_leverage_pct = value
        self.first_activity = value = get("firstActivity")
        if value is None:
            absent += 1
        self.last_activity = value = get("lastActivity")
        if value is None:
            absent += 1
        value = get("activeWeeksPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.active_weeks_pct = value
        value = get("instrumentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.instrument_pct = value
        self._rest = None if len(d) == 41 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
