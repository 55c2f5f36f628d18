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
    Field("customer_id", "customerId", False, False),
    Field("username", "userName", True, False),
    Field("full_name", "fullName", False, False),
    Field("has_avatar", "hasAvatar", False, False),
    Field("is_social_connected", "isSocialConnected", False, False),
    Field("is_test_account", "isTestAccount", False, False),
    Field("display_full_name", "displayFullName", False, False),
    Field("bonus_only", "bonusOnly", False, False),
    Field("blocked", "blocked", False, False),
    Field("verified", "verified", False, False),
    Field("popular_investor", "popularInvestor", False, False),
    Field("copy_block", "copyBlock", False, False),
    Field("is_fund", "isFund", False, False),
    Field("is_bronze", "isBronze", False, False),
    Field("fund_type", "fundType", False, False),
    Field("tags", "tags", False, False),
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
    Field("aum_tier_v2", "aumTierV2", False, False),
    Field("aum_tier_desc", "aumTierDesc", False, True),
    Field("virtual_copiers", "virtualCopiers", False, False),
    Field("trades", "trades", False, False),
    Field("win_ratio", "winRatio", False, False),
    Field("daily_drawdown", "dailyDd", False, False),
    Field("weekly_drawdown", "weeklyDd", False, False),
    Field("profitable_weeks_pct", "profitableWeeksPct", False, False),
    Field("profitable_months_pct", "profitableMonthsPct", False, False),
    Field("velocity", "velocity", False, False),
    Field("exposure", "exposure", False, False),
    Field("avg_pos_size", "avgPosSize", False, False),
    Field("optimal_copy_pos_size", "optimalCopyPosSize", False, False),
    Field("high_leverage_pct", "highLeveragePct", False, False),
    Field("medium_leverage_pct", "mediumLeveragePct", False, False),
    Field("low_leverage_pct", "lowLeveragePct", False, False),
    Field("peak_to_valley", "peakToValley", False, False),
    Field("peak_to_valley_start", "peakToValleyStart", False, False, date_text),
    Field("peak_to_valley_end", "peakToValleyEnd", False, False, date_text),
    Field("long_pos_pct", "longPosPct", False, False),
    Field("top_traded_instrument_id", "topTradedInstrumentId", False, False),
    Field("top_traded_asset_class_id", "topTradedAssetClassId", False, False),
    Field("top_traded_instrument_pct", "topTradedInstrumentPct", False, False),
    Field("total_traded_instruments", "totalTradedInstruments", False, False),
    Field("active_weeks", "activeWeeks", False, False),
    Field("first_activity", "firstActivity", False, False),
    Field("last_activity", "lastActivity", False, False),
    Field("active_weeks_pct", "activeWeeksPct", False, False),
    Field("weeks_since_registration", "weeksSinceRegistration", False, False),
    Field("country", "country", False, False),
    Field("affiliate_id", "affiliateId", False, False),
    Field("instrument_pct", "instrumentPct", False, False),
    Field("country_id", "countryId", False, False),
    Field("is_popular_investor", "isPopularInvestor", False, False),
    Field("top_traded_asset_id", "topTradedAssetId", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserSearchHit(Model):
    """A trader who matches a search, with their figures for the period searched."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    customer_id: int | None = None
    """Customer id."""
    username: str
    """User name."""
    full_name: str | None = None
    """Full name, if it may be shown."""
    has_avatar: bool | None = None
    """Whether they have a picture."""
    is_social_connected: bool | None = None
    """Whether the account is linked to a social network."""
    is_test_account: bool | None = None
    """Whether it is a test account."""
    display_full_name: bool | None = None
    """Whether the full name may be shown."""
    bonus_only: bool | None = None
    """Whether the account holds bonus credit alone."""
    blocked: bool | None = None
    """Whether the account is blocked."""
    verified: bool | None = None
    """Whether their identity was verified."""
    popular_investor: bool | None = None
    """Whether they are in the popular investor programme."""
    copy_block: bool | None = None
    """Whether copying them is blocked."""
    is_fund: bool | None = None
    """Whether the account is a copy portfolio and not a person."""
    is_bronze: bool | None = None
    """Whether eToro marks them as Bronze; it does not say of what."""
    fund_type: int | None = None
    """For a copy portfolio, its kind."""
    tags: list[int] | None = None
    """Ids of labels that eToro put on the account."""
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
    aum_tier_v2: int | None = None
    """The same on a newer scale that eToro does not explain."""
    aum_tier_desc: str | None = None
    """The tier in words, if there are any."""
    virtual_copiers: int | None = None
    """Count of people who copy them with virtual money."""
    trades: int | None = None
    """Count of trades in the period."""
    win_ratio: float | None = None
    """Share of the trades closed in the period that made a profit, in percent."""
    daily_drawdown: float | None = None
    """Deepest loss within a day of the period, in percent."""
    weekly_drawdown: float | None = None
    """Deepest loss within a week of the period, in percent."""
    profitable_weeks_pct: float | None = None
    """Share of trading weeks that ended in profit, in percent."""
    profitable_months_pct: float | None = None
    """Share of months that ended in profit, in percent."""
    velocity: float | None = None
    """How briskly they trade, on a scale that eToro does not explain."""
    exposure: float | None = None
    """How much of the equity is invested, in percent."""
    avg_pos_size: float | None = None
    """Average size of a position, in percent of the realised equity when it was opened."""
    optimal_copy_pos_size: float | None = None
    """The position size that suits copying them best, on a scale that eToro does not explain."""
    high_leverage_pct: float | None = None
    """Share of trades with high leverage, in percent."""
    medium_leverage_pct: float | None = None
    """Share of trades with medium leverage, in percent."""
    low_leverage_pct: float | None = None
    """Share of trades with low leverage, in percent."""
    peak_to_valley: float | None = None
    """Deepest fall from a high to the low that followed, in percent."""
    peak_to_valley_start: datetime | None = None
    """UTC time of the high from which that fall began."""
    peak_to_valley_end: datetime | None = None
    """UTC time of the low at which that fall ended."""
    long_pos_pct: float | None = None
    """Share of positions that were bought and not sold short, in percent."""
    top_traded_instrument_id: int | None = None
    """Id of the instrument they traded most."""
    top_traded_asset_class_id: int | None = None
    """Id of the asset class they traded most."""
    top_traded_instrument_pct: float | None = None
    """Share of trades in the instrument they traded most, in percent."""
    total_traded_instruments: int | None = None
    """Count of different instruments they traded."""
    active_weeks: int | None = None
    """Count of weeks with open trades."""
    first_activity: int | None = None
    """Days from the start of the period to their first trade in it."""
    last_activity: int | None = None
    """Days from their last trade in the period to its end."""
    active_weeks_pct: float | None = None
    """Share of the period's weeks with open trades, in percent."""
    weeks_since_registration: int | None = None
    """Weeks since they registered."""
    country: str | None = None
    """Country they registered in."""
    affiliate_id: int | None = None
    """Id of the affiliate who brought them."""
    instrument_pct: float | None = None
    """Share of their investment in the instrument searched for, in percent."""
    country_id: int | None = None
    """eToro's id of the country they registered in."""
    is_popular_investor: bool | None = None
    """Whether they are in the popular investor programme; says the same as `popularInvestor`."""
    top_traded_asset_id: int | None = None
    """Id of the asset class they traded most; says the same as `topTradedAssetClassId`."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.customer_id = value = get("customerId")
        if value is None:
            absent += 1
        self.username = value = d["userName"]
        if value is None:
            absent += 1
        self.full_name = value = get("fullName")
        if value is None:
            absent += 1
        self.has_avatar = value = get("hasAvatar")
        if value is None:
            absent += 1
        self.is_social_connected = value = get("isSocialConnected")
        if value is None:
            absent += 1
        self.is_test_account = value = get("isTestAccount")
        if value is None:
            absent += 1
        self.display_full_name = value = get("displayFullName")
        if value is None:
            absent += 1
        self.bonus_only = value = get("bonusOnly")
        if value is None:
            absent += 1
        self.blocked = value = get("blocked")
        if value is None:
            absent += 1
        self.verified = value = get("verified")
        if value is None:
            absent += 1
        self.popular_investor = value = get("popularInvestor")
        if value is None:
            absent += 1
        self.copy_block = value = get("copyBlock")
        if value is None:
            absent += 1
        self.is_fund = value = get("isFund")
        if value is None:
            absent += 1
        self.is_bronze = value = get("isBronze")
        if value is None:
            absent += 1
        self.fund_type = value = get("fundType")
        if value is None:
            absent += 1
        value = get("tags")
        if value is None:
            absent += 1
            self.tags = None
        else:
            self.tags = list(value)
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
        self.aum_tier_v2 = value = get("aumTierV2")
        if value is None:
            absent += 1
        self.aum_tier_desc = value = get("aumTierDesc")
        if value is None:
            absent += 1
        self.virtual_copiers = value = get("virtualCopiers")
        if value is None:
            absent += 1
        self.trades = value = get("trades")
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
        value = get("velocity")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.velocity = value
        value = get("exposure")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.exposure = value
        value = get("avgPosSize")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.avg_pos_size = value
        value = get("optimalCopyPosSize")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.optimal_copy_pos_size = value
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
        value = get("peakToValley")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.peak_to_valley = value
        value = get("peakToValleyStart")
        if value is None:
            self.peak_to_valley_start = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.peak_to_valley_start = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.peak_to_valley_start = moment
            else:
                self.peak_to_valley_start = in_utc(moment)
                ticks += tick_of(value)
        value = get("peakToValleyEnd")
        if value is None:
            self.peak_to_valley_end = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.peak_to_valley_end = moment
                ticks += DIGITS[value[26]] * 10
            elif length < 28 and moment.tzinfo is UTC:
                self.peak_to_valley_end = moment
            else:
                self.peak_to_valley_end = in_utc(moment)
                ticks += tick_of(value) * 10
        value = get("longPosPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.long_pos_pct = value
        self.top_traded_instrument_id = value = get("topTradedInstrumentId")
        if value is None:
            absent += 1
        self.top_traded_asset_class_id = value = get("topTradedAssetClassId")
        if value is None:
            absent += 1
        value = get("topTradedInstrumentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.top_traded_instrument_pct = value
        self.total_traded_instruments = value = get("totalTradedInstruments")
        if value is None:
            absent += 1
        self.active_weeks = value = get("activeWeeks")
        if value is None:
            absent += 1
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
        self.weeks_since_registration = value = get("weeksSinceRegistration")
        if value is None:
            absent += 1
        self.country = value = get("country")
        if value is None:
            absent += 1
        self.affiliate_id = value = get("affiliateId")
        if value is None:
            absent += 1
        value = get("instrumentPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.instrument_pct = value
        self.country_id = value = get("countryId")
        if value is None:
            absent += 1
        self.is_popular_investor = value = get("isPopularInvestor")
        if value is None:
            absent += 1
        self.top_traded_asset_id = value = get("topTradedAssetId")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 64 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 64
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
            n37,
            n38,
            n39,
            n40,
            n41,
            n42,
            n43,
            n44,
            n45,
            n46,
            n47,
            n48,
            n49,
            n50,
            n51,
            n52,
            n53,
            n54,
            n55,
            n56,
            n57,
            n58,
            n59,
            n60,
            n61,
            n62,
            n63,
            n64,
        ] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                ticks = 0
                try:
                    self.customer_id = v1 = d[n1]
                    self.username = v2 = d[n2]
                    self.full_name = v3 = d[n3]
                    self.has_avatar = v4 = d[n4]
                    self.is_social_connected = v5 = d[n5]
                    self.is_test_account = v6 = d[n6]
                    self.display_full_name = v7 = d[n7]
                    self.bonus_only = v8 = d[n8]
                    self.blocked = v9 = d[n9]
                    self.verified = v10 = d[n10]
                    self.popular_investor = v11 = d[n11]
                    self.copy_block = v12 = d[n12]
                    self.is_fund = v13 = d[n13]
                    self.is_bronze = v14 = d[n14]
                    self.fund_type = v15 = d[n15]
                    value = d.get(n16)
                    if value is None:
                        absent += 1
                        self.tags = None
                    else:
                        self.tags = list(value)
                    self.gain = v17 = d[n17]
                    self.daily_gain = v18 = d[n18]
                    self.this_week_gain = v19 = d[n19]
                    self.risk_score = v20 = d[n20]
                    self.max_daily_risk_score = v21 = d[n21]
                    self.max_monthly_risk_score = v22 = d[n22]
                    self.copiers = v23 = d[n23]
                    self.copied_trades = v24 = d[n24]
                    self.copy_trades_pct = v25 = d[n25]
                    self.copy_investment_pct = v26 = d[n26]
                    self.baseline_copiers = v27 = d[n27]
                    self.copiers_gain = v28 = d[n28]
                    self.aum_tier = v29 = d[n29]
                    self.aum_tier_v2 = v30 = d[n30]
                    self.aum_tier_desc = v31 = d[n31]
                    self.virtual_copiers = v32 = d[n32]
                    self.trades = v33 = d[n33]
                    self.win_ratio = v34 = d[n34]
                    self.daily_drawdown = v35 = d[n35]
                    self.weekly_drawdown = v36 = d[n36]
                    self.profitable_weeks_pct = v37 = d[n37]
                    self.profitable_months_pct = v38 = d[n38]
                    self.velocity = v39 = d[n39]
                    self.exposure = v40 = d[n40]
                    self.avg_pos_size = v41 = d[n41]
                    self.optimal_copy_pos_size = v42 = d[n42]
                    self.high_leverage_pct = v43 = d[n43]
                    self.medium_leverage_pct = v44 = d[n44]
                    self.low_leverage_pct = v45 = d[n45]
                    self.peak_to_valley = v46 = d[n46]
                    value = d[n47]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.peak_to_valley_start = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.peak_to_valley_start = moment
                    else:
                        self.peak_to_valley_start = in_utc(moment)
                        ticks += tick_of(value)
                    value = d[n48]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.peak_to_valley_end = moment
                        ticks += DIGITS[value[26]] * 10
                    elif length < 28 and moment.tzinfo is UTC:
                        self.peak_to_valley_end = moment
                    else:
                        self.peak_to_valley_end = in_utc(moment)
                        ticks += tick_of(value) * 10
                    self.long_pos_pct = v49 = d[n49]
                    self.top_traded_instrument_id = v50 = d[n50]
                    self.top_traded_asset_class_id = v51 = d[n51]
                    self.top_traded_instrument_pct = v52 = d[n52]
                    self.total_traded_instruments = v53 = d[n53]
                    self.active_weeks = v54 = d[n54]
                    self.first_activity = v55 = d[n55]
                    self.last_activity = v56 = d[n56]
                    self.active_weeks_pct = v57 = d[n57]
                    self.weeks_since_registration = v58 = d[n58]
                    self.country = v59 = d[n59]
                    self.affiliate_id = v60 = d[n60]
                    self.instrument_pct = v61 = d[n61]
                    self.country_id = v62 = d[n62]
                    self.is_popular_investor = v63 = d[n63]
                    self.top_traded_asset_id = v64 = d[n64]
                    self._ticks = ticks
                    self._rest = None
                    if (
                        len(d) == size - absent
                        and v1 is not None
                        and v2 is not None
                        and v3 is not None
                        and v4 is not None
                        and v5 is not None
                        and v6 is not None
                        and v7 is not None
                        and v8 is not None
                        and v9 is not None
                        and v10 is not None
                        and v11 is not None
                        and v12 is not None
                        and v13 is not None
                        and v14 is not None
                        and v15 is not None
                        and v17.__class__ is float
                        and v18.__class__ is float
                        and v19.__class__ is float
                        and v20 is not None
                        and v21 is not None
                        and v22 is not None
                        and v23 is not None
                        and v24 is not None
                        and v25.__class__ is float
                        and v26.__class__ is float
                        and v27 is not None
                        and v28.__class__ is float
                        and v29 is not None
                        and v30 is not None
                        and v31 is not None
                        and v32 is not None
                        and v33 is not None
                        and v34.__class__ is float
                        and v35.__class__ is float
                        and v36.__class__ is float
                        and v37.__class__ is float
                        and v38.__class__ is float
                        and v39.__class__ is float
                        and v40.__class__ is float
                        and v41.__class__ is float
                        and v42.__class__ is float
                        and v43.__class__ is float
                        and v44.__class__ is float
                        and v45.__class__ is float
                        and v46.__class__ is float
                        and v49.__class__ is float
                        and v50 is not None
                        and v51 is not None
                        and v52.__class__ is float
                        and v53 is not None
                        and v54 is not None
                        and v55 is not None
                        and v56 is not None
                        and v57.__class__ is float
                        and v58 is not None
                        and v59 is not None
                        and v60 is not None
                        and v61.__class__ is float
                        and v62 is not None
                        and v63 is not None
                        and v64 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
