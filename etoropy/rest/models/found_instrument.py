# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    float_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
)
from .instrument_type_id import InstrumentTypeId

_new = object.__new__
_instrument_type_id = enum_of(InstrumentTypeId)
_FIELDS = (
    Field("instrument_id", "instrumentId", False, False),
    Field("display_name", "displayname", False, False),
    Field("internal_symbol_full", "internalSymbolFull", False, False),
    Field("instrument_type_id", "instrumentTypeID", False, False, write_enum),
    Field("instrument_type", "instrumentType", False, False),
    Field("exchange_id", "exchangeID", False, False),
    Field("is_open", "isOpen", False, False),
    Field("is_currently_tradable", "isCurrentlyTradable", False, False),
    Field("is_exchange_open", "isExchangeOpen", False, False),
    Field("is_buy_enabled", "isBuyEnabled", False, False),
    Field("is_active_in_platform", "isActiveInPlatform", False, False),
    Field("is_delisted", "isDelisted", False, False),
    Field("is_hidden_from_client", "isHiddenFromClient", False, False),
    Field("is_internal_instrument", "isInternalInstrument", False, False),
    Field("current_rate", "currentRate", False, False),
    Field("internal_closing_price", "internalClosingPrice", False, False),
    Field("cvt_bid", "cvtBid", False, False),
    Field("cvt_ask", "cvtAsk", False, False),
    Field("cvt_bid_no_spread", "cvtBiNoSpread", False, False),
    Field("cvt_ask_no_spread", "cvtAskNoSpread", False, False),
    Field("daily_price_change", "dailyPriceChange", False, False),
    Field("abs_daily_price_change", "absDailyPriceChange", False, False),
    Field("weekly_price_change", "weeklyPriceChange", False, False),
    Field("monthly_price_change", "monthlyPriceChange", False, False),
    Field("three_month_price_change", "threeMonthPriceChange", False, False),
    Field("six_month_price_change", "sixMonthPriceChange", False, False),
    Field("one_year_price_change", "oneYearPriceChange", False, False),
    Field("curr_month_price_change", "currMonthPriceChange", False, False),
    Field("curr_quarter_price_change", "currQuarterPriceChange", False, False),
    Field("curr_year_price_change", "currYearPriceChange", False, False),
    Field("last_year_price_change", "lastYearPriceChange", False, False),
    Field("last_two_years_price_change", "lastTwoYearsPriceChange", False, False),
    Field("one_month_ago_price_change", "oneMonthAgoPriceChange", False, False),
    Field("two_months_ago_price_change", "twoMonthsAgoPriceChange", False, False),
    Field("three_months_ago_price_change", "threeMonthsAgoPriceChange", False, False),
    Field("six_months_ago_price_change", "sixMonthsAgoPriceChange", False, False),
    Field("one_year_ago_price_change", "oneYearAgoPriceChange", False, False),
    Field("popularity_uniques", "popularityUniques", False, False),
    Field("popularity_uniques_7_day", "popularityUniques7Day", False, False),
    Field("popularity_uniques_14_day", "popularityUniques14Day", False, False),
    Field("popularity_uniques_30_day", "popularityUniques30Day", False, False),
    Field("traders_7_day_change", "traders7DayChange", False, False),
    Field("traders_14_day_change", "traders14DayChange", False, False),
    Field("traders_30_day_change", "traders30DayChange", False, False),
    Field("holding_pct", "holdingPct", False, False),
    Field("buy_holding_pct", "buyHoldingPct", False, False),
    Field("sell_holding_pct", "sellHoldingPct", False, False),
    Field("buy_pct_change_24_hours", "buyPctChange24Hours", False, False),
    Field("abs_buy_pct_change_24_hours", "absBuyPctChange24Hours", False, False),
    Field("internal_instrument_id", "internalInstrumentId", False, False),
    Field("internal_instrument_display_name", "internalInstrumentDisplayName", False, False),
    Field("internal_asset_class_id", "internalAssetClassId", False, False),
    Field("internal_asset_class_name", "internalAssetClassName", False, False),
    Field("internal_crypto_type_id", "internalCryptoTypeId", False, False),
    Field("internal_exchange_id", "internalExchangeId", False, False),
    Field("internal_exchange_name", "internalExchangeName", False, False),
    Field("internal_industry_id", "internalIndustryId", False, False),
    Field("internal_stock_industry_name", "internalStockIndustryName", False, False),
    Field("industry_name_id", "industryNameId", False, False),
    Field("sector_name_id", "sectorNameId", False, False),
    Field("logo_35x35", "logo35x35", False, False),
    Field("logo_50x50", "logo50x50", False, False),
    Field("logo_150x150", "logo150x150", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class FoundInstrument(Model):
    """An instrument as search knows it. Only the fields that were asked for are there, so none is required. Price
    changes are percentages over the period in their name; popularity and trader figures count eToro users."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int | None = None
    """Id of the instrument. Negative when it cannot be traded."""
    display_name: str | None = None
    """Full name, such as Apple. All lower case on the wire."""
    internal_symbol_full: str | None = None
    """The symbol, such as AAPL. Compare it for equality, case aside, to be sure of the instrument."""
    instrument_type_id: InstrumentTypeId | None = None
    """Id of the kind of instrument."""
    instrument_type: str | None = None
    """Name of the kind of instrument."""
    exchange_id: int | None = None
    """Id of the exchange, as in get_exchanges."""
    is_open: bool | None = None
    """Whether it trades at the moment."""
    is_currently_tradable: bool | None = None
    """Whether orders are taken at the moment."""
    is_exchange_open: bool | None = None
    """Whether its exchange is open."""
    is_buy_enabled: bool | None = None
    """Whether it may be bought."""
    is_active_in_platform: bool | None = None
    """Whether eToro offers it at all."""
    is_delisted: bool | None = None
    """Whether it was taken off its exchange."""
    is_hidden_from_client: bool | None = None
    """Whether eToro hides it from its users."""
    is_internal_instrument: bool | None = None
    """Whether it is for eToro's own use; orders on it are refused with code 814."""
    current_rate: float | None = None
    """Current price, in the instrument's currency."""
    internal_closing_price: float | None = None
    """Last closing price, in the instrument's currency."""
    cvt_bid: float | None = None
    """Bid converted to USD."""
    cvt_ask: float | None = None
    """Ask converted to USD."""
    cvt_bid_no_spread: float | None = None
    """Bid converted to USD, eToro's spread taken off. The wire name lacks a letter."""
    cvt_ask_no_spread: float | None = None
    """Ask converted to USD, eToro's spread taken off."""
    daily_price_change: float | None = None
    """Change of price since the last close, percentage."""
    abs_daily_price_change: float | None = None
    """Size of the change since the last close, sign dropped, percentage."""
    weekly_price_change: float | None = None
    """Change of price over a week, percentage."""
    monthly_price_change: float | None = None
    """Change of price over a month, percentage."""
    three_month_price_change: float | None = None
    """Change of price over three months, percentage."""
    six_month_price_change: float | None = None
    """Change of price over six months, percentage."""
    one_year_price_change: float | None = None
    """Change of price over a year, percentage."""
    curr_month_price_change: float | None = None
    """Change of price in this calendar month, percentage."""
    curr_quarter_price_change: float | None = None
    """Change of price in this calendar quarter, percentage."""
    curr_year_price_change: float | None = None
    """Change of price in this calendar year, percentage."""
    last_year_price_change: float | None = None
    """Change of price in the last calendar year, percentage."""
    last_two_years_price_change: float | None = None
    """Change of price over the last two calendar years, percentage."""
    one_month_ago_price_change: float | None = None
    """Change of price counted from one month ago, percentage."""
    two_months_ago_price_change: float | None = None
    """Change of price counted from two months ago, percentage."""
    three_months_ago_price_change: float | None = None
    """Change of price counted from three months ago, percentage."""
    six_months_ago_price_change: float | None = None
    """Change of price counted from six months ago, percentage."""
    one_year_ago_price_change: float | None = None
    """Change of price counted from one year ago, percentage."""
    popularity_uniques: int | None = None
    """Users interested in it, counted once each, in all."""
    popularity_uniques_7_day: int | None = None
    """Users who looked at it within 7 days, counted once each."""
    popularity_uniques_14_day: int | None = None
    """Users who looked at it within 14 days, counted once each."""
    popularity_uniques_30_day: int | None = None
    """Users who looked at it within 30 days, counted once each."""
    traders_7_day_change: float | None = None
    """Change in how many users trade it, 7 days."""
    traders_14_day_change: float | None = None
    """Change in how many users trade it, 14 days."""
    traders_30_day_change: float | None = None
    """Change in how many users trade it, 30 days."""
    holding_pct: float | None = None
    """Share of users who hold it, percentage."""
    buy_holding_pct: float | None = None
    """Share of the holders who are long, percentage."""
    sell_holding_pct: float | None = None
    """Share of the holders who are short, percentage."""
    buy_pct_change_24_hours: float | None = None
    """Change of the buyers' share within 24 hours, percentage."""
    abs_buy_pct_change_24_hours: float | None = None
    """Size of the change of the buyers' share within 24 hours, sign dropped, percentage."""
    internal_instrument_id: int | None = None
    """Id within eToro."""
    internal_instrument_display_name: str | None = None
    """Name within eToro."""
    internal_asset_class_id: int | None = None
    """Id of the asset class within eToro."""
    internal_asset_class_name: str | None = None
    """Name of the asset class within eToro."""
    internal_crypto_type_id: int | None = None
    """Id of the kind of crypto asset within eToro."""
    internal_exchange_id: int | None = None
    """Id of the exchange within eToro."""
    internal_exchange_name: str | None = None
    """Name of the exchange within eToro."""
    internal_industry_id: int | None = None
    """Id of the industry within eToro."""
    internal_stock_industry_name: str | None = None
    """Name of the stock's industry within eToro."""
    industry_name_id: int | None = None
    """Id that stands for the industry's name."""
    sector_name_id: int | None = None
    """Id that stands for the sector's name."""
    logo_35x35: str | None = None
    """Address of the logo, 35 pixels square."""
    logo_50x50: str | None = None
    """Address of the logo, 50 pixels square."""
    logo_150x150: str | None = None
    """Address of the logo, 150 pixels square."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.instrument_id = value = get("instrumentId")
        if value is None:
            absent += 1
        self.display_name = value = get("displayname")
        if value is None:
            absent += 1
        self.internal_symbol_full = value = get("internalSymbolFull")
        if value is None:
            absent += 1
        value = get("instrumentTypeID")
        if value is None:
            absent += 1
            self.instrument_type_id = None
        else:
            self.instrument_type_id = _instrument_type_id(value)
        self.instrument_type = value = get("instrumentType")
        if value is None:
            absent += 1
        self.exchange_id = value = get("exchangeID")
        if value is None:
            absent += 1
        self.is_open = value = get("isOpen")
        if value is None:
            absent += 1
        self.is_currently_tradable = value = get("isCurrentlyTradable")
        if value is None:
            absent += 1
        self.is_exchange_open = value = get("isExchangeOpen")
        if value is None:
            absent += 1
        self.is_buy_enabled = value = get("isBuyEnabled")
        if value is None:
            absent += 1
        self.is_active_in_platform = value = get("isActiveInPlatform")
        if value is None:
            absent += 1
        self.is_delisted = value = get("isDelisted")
        if value is None:
            absent += 1
        self.is_hidden_from_client = value = get("isHiddenFromClient")
        if value is None:
            absent += 1
        self.is_internal_instrument = value = get("isInternalInstrument")
        if value is None:
            absent += 1
        value = get("currentRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.current_rate = value
        value = get("internalClosingPrice")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.internal_closing_price = value
        value = get("cvtBid")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.cvt_bid = value
        value = get("cvtAsk")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.cvt_ask = value
        value = get("cvtBiNoSpread")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.cvt_bid_no_spread = value
        value = get("cvtAskNoSpread")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.cvt_ask_no_spread = value
        value = get("dailyPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.daily_price_change = value
        value = get("absDailyPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.abs_daily_price_change = value
        value = get("weeklyPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.weekly_price_change = value
        value = get("monthlyPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.monthly_price_change = value
        value = get("threeMonthPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.three_month_price_change = value
        value = get("sixMonthPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.six_month_price_change = value
        value = get("oneYearPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.one_year_price_change = value
        value = get("currMonthPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.curr_month_price_change = value
        value = get("currQuarterPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.curr_quarter_price_change = value
        value = get("currYearPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.curr_year_price_change = value
        value = get("lastYearPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.last_year_price_change = value
        value = get("lastTwoYearsPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.last_two_years_price_change = value
        value = get("oneMonthAgoPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.one_month_ago_price_change = value
        value = get("twoMonthsAgoPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.two_months_ago_price_change = value
        value = get("threeMonthsAgoPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.three_months_ago_price_change = value
        value = get("sixMonthsAgoPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.six_months_ago_price_change = value
        value = get("oneYearAgoPriceChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.one_year_ago_price_change = value
        self.popularity_uniques = value = get("popularityUniques")
        if value is None:
            absent += 1
        self.popularity_uniques_7_day = value = get("popularityUniques7Day")
        if value is None:
            absent += 1
        self.popularity_uniques_14_day = value = get("popularityUniques14Day")
        if value is None:
            absent += 1
        self.popularity_uniques_30_day = value = get("popularityUniques30Day")
        if value is None:
            absent += 1
        value = get("traders7DayChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.traders_7_day_change = value
        value = get("traders14DayChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.traders_14_day_change = value
        value = get("traders30DayChange")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.traders_30_day_change = value
        value = get("holdingPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.holding_pct = value
        value = get("buyHoldingPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.buy_holding_pct = value
        value = get("sellHoldingPct")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.sell_holding_pct = value
        value = get("buyPctChange24Hours")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.buy_pct_change_24_hours = value
        value = get("absBuyPctChange24Hours")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.abs_buy_pct_change_24_hours = value
        self.internal_instrument_id = value = get("internalInstrumentId")
        if value is None:
            absent += 1
        self.internal_instrument_display_name = value = get("internalInstrumentDisplayName")
        if value is None:
            absent += 1
        self.internal_asset_class_id = value = get("internalAssetClassId")
        if value is None:
            absent += 1
        self.internal_asset_class_name = value = get("internalAssetClassName")
        if value is None:
            absent += 1
        self.internal_crypto_type_id = value = get("internalCryptoTypeId")
        if value is None:
            absent += 1
        self.internal_exchange_id = value = get("internalExchangeId")
        if value is None:
            absent += 1
        self.internal_exchange_name = value = get("internalExchangeName")
        if value is None:
            absent += 1
        self.internal_industry_id = value = get("internalIndustryId")
        if value is None:
            absent += 1
        self.internal_stock_industry_name = value = get("internalStockIndustryName")
        if value is None:
            absent += 1
        self.industry_name_id = value = get("industryNameId")
        if value is None:
            absent += 1
        self.sector_name_id = value = get("sectorNameId")
        if value is None:
            absent += 1
        self.logo_35x35 = value = get("logo35x35")
        if value is None:
            absent += 1
        self.logo_50x50 = value = get("logo50x50")
        if value is None:
            absent += 1
        self.logo_150x150 = value = get("logo150x150")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 63 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 63
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
        ] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_id = v1 = d[n1]
                    self.display_name = v2 = d[n2]
                    self.internal_symbol_full = v3 = d[n3]
                    self.instrument_type_id = _instrument_type_id(d[n4])
                    self.instrument_type = v5 = d[n5]
                    self.exchange_id = v6 = d[n6]
                    self.is_open = v7 = d[n7]
                    self.is_currently_tradable = v8 = d[n8]
                    self.is_exchange_open = v9 = d[n9]
                    self.is_buy_enabled = v10 = d[n10]
                    self.is_active_in_platform = v11 = d[n11]
                    self.is_delisted = v12 = d[n12]
                    self.is_hidden_from_client = v13 = d[n13]
                    self.is_internal_instrument = v14 = d[n14]
                    self.current_rate = v15 = d[n15]
                    self.internal_closing_price = v16 = d[n16]
                    self.cvt_bid = v17 = d[n17]
                    self.cvt_ask = v18 = d[n18]
                    self.cvt_bid_no_spread = v19 = d[n19]
                    self.cvt_ask_no_spread = v20 = d[n20]
                    self.daily_price_change = v21 = d[n21]
                    self.abs_daily_price_change = v22 = d[n22]
                    self.weekly_price_change = v23 = d[n23]
                    self.monthly_price_change = v24 = d[n24]
                    self.three_month_price_change = v25 = d[n25]
                    self.six_month_price_change = v26 = d[n26]
                    self.one_year_price_change = v27 = d[n27]
                    self.curr_month_price_change = v28 = d[n28]
                    self.curr_quarter_price_change = v29 = d[n29]
                    self.curr_year_price_change = v30 = d[n30]
                    self.last_year_price_change = v31 = d[n31]
                    self.last_two_years_price_change = v32 = d[n32]
                    self.one_month_ago_price_change = v33 = d[n33]
                    self.two_months_ago_price_change = v34 = d[n34]
                    self.three_months_ago_price_change = v35 = d[n35]
                    self.six_months_ago_price_change = v36 = d[n36]
                    self.one_year_ago_price_change = v37 = d[n37]
                    self.popularity_uniques = v38 = d[n38]
                    self.popularity_uniques_7_day = v39 = d[n39]
                    self.popularity_uniques_14_day = v40 = d[n40]
                    self.popularity_uniques_30_day = v41 = d[n41]
                    self.traders_7_day_change = v42 = d[n42]
                    self.traders_14_day_change = v43 = d[n43]
                    self.traders_30_day_change = v44 = d[n44]
                    self.holding_pct = v45 = d[n45]
                    self.buy_holding_pct = v46 = d[n46]
                    self.sell_holding_pct = v47 = d[n47]
                    self.buy_pct_change_24_hours = v48 = d[n48]
                    self.abs_buy_pct_change_24_hours = v49 = d[n49]
                    self.internal_instrument_id = v50 = d[n50]
                    self.internal_instrument_display_name = v51 = d[n51]
                    self.internal_asset_class_id = v52 = d[n52]
                    self.internal_asset_class_name = v53 = d[n53]
                    self.internal_crypto_type_id = v54 = d[n54]
                    self.internal_exchange_id = v55 = d[n55]
                    self.internal_exchange_name = v56 = d[n56]
                    self.internal_industry_id = v57 = d[n57]
                    self.internal_stock_industry_name = v58 = d[n58]
                    self.industry_name_id = v59 = d[n59]
                    self.sector_name_id = v60 = d[n60]
                    self.logo_35x35 = v61 = d[n61]
                    self.logo_50x50 = v62 = d[n62]
                    self.logo_150x150 = v63 = d[n63]
                    self._rest = None
                    if (
                        v1 is not None
                        and v2 is not None
                        and v3 is not None
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
                        and v15.__class__ is float
                        and v16.__class__ is float
                        and v17.__class__ is float
                        and v18.__class__ is float
                        and v19.__class__ is float
                        and v20.__class__ is float
                        and v21.__class__ is float
                        and v22.__class__ is float
                        and v23.__class__ is float
                        and v24.__class__ is float
                        and v25.__class__ is float
                        and v26.__class__ is float
                        and v27.__class__ is float
                        and v28.__class__ is float
                        and v29.__class__ is float
                        and v30.__class__ is float
                        and v31.__class__ is float
                        and v32.__class__ is float
                        and v33.__class__ is float
                        and v34.__class__ is float
                        and v35.__class__ is float
                        and v36.__class__ is float
                        and v37.__class__ is float
                        and v38 is not None
                        and v39 is not None
                        and v40 is not None
                        and v41 is not None
                        and v42.__class__ is float
                        and v43.__class__ is float
                        and v44.__class__ is float
                        and v45.__class__ is float
                        and v46.__class__ is float
                        and v47.__class__ is float
                        and v48.__class__ is float
                        and v49.__class__ is float
                        and v50 is not None
                        and v51 is not None
                        and v52 is not None
                        and v53 is not None
                        and v54 is not None
                        and v55 is not None
                        and v56 is not None
                        and v57 is not None
                        and v58 is not None
                        and v59 is not None
                        and v60 is not None
                        and v61 is not None
                        and v62 is not None
                        and v63 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
