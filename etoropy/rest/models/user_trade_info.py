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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.username = d["userName"]
        self.full_name = get("fullName")
        self.weeks_since_registration = get("weeksSinceRegistration")
        self.country_id = get("countryId")
        self.affiliate_id = get("affiliateId")
        self.is_popular_investor = get("isPopularInvestor")
        self.is_fund = get("isFund")
        self.has_avatar = get("hasAvatar")
        value = get("gain")
        self.gain = value if value.__class__ is float or value is None else float_of(value)
        value = get("dailyGain")
        self.daily_gain = value if value.__class__ is float or value is None else float_of(value)
        value = get("thisWeekGain")
        self.this_week_gain = value if value.__class__ is float or value is None else float_of(value)
        self.risk_score = get("riskScore")
        self.max_daily_risk_score = get("maxDailyRiskScore")
        self.max_monthly_risk_score = get("maxMonthlyRiskScore")
        self.copiers = get("copiers")
        self.copied_trades = get("copiedTrades")
        value = get("copyTradesPct")
        self.copy_trades_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("copyInvestmentPct")
        self.copy_investment_pct = value if value.__class__ is float or value is None else float_of(value)
        self.baseline_copiers = get("baseLineCopiers")
        value = get("copiersGain")
        self.copiers_gain = value if value.__class__ is float or value is None else float_of(value)
        self.aum_tier = get("aumTier")
        self.aum_tier_desc = get("aumTierDesc")
        self.fund_type = get("fundType")
        self.virtual_copiers = get("virtualCopiers")
        self.trades = get("trades")
        self.top_traded_instrument_id = get("topTradedInstrumentId")
        self.top_traded_asset_id = get("topTradedAssetId")
        value = get("winRatio")
        self.win_ratio = value if value.__class__ is float or value is None else float_of(value)
        value = get("dailyDd")
        self.daily_drawdown = value if value.__class__ is float or value is None else float_of(value)
        value = get("weeklyDd")
        self.weekly_drawdown = value if value.__class__ is float or value is None else float_of(value)
        value = get("peakToValley")
        self.peak_to_valley = value if value.__class__ is float or value is None else float_of(value)
        value = get("profitableWeeksPct")
        self.profitable_weeks_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("profitableMonthsPct")
        self.profitable_months_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("avgPosSize")
        self.avg_pos_size = value if value.__class__ is float or value is None else float_of(value)
        value = get("highLeveragePct")
        self.high_leverage_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("mediumLeveragePct")
        self.medium_leverage_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("lowLeveragePct")
        self.low_leverage_pct = value if value.__class__ is float or value is None else float_of(value)
        self.first_activity = get("firstActivity")
        self.last_activity = get("lastActivity")
        value = get("activeWeeksPct")
        self.active_weeks_pct = value if value.__class__ is float or value is None else float_of(value)
        value = get("instrumentPct")
        self.instrument_pct = value if value.__class__ is float or value is None else float_of(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
