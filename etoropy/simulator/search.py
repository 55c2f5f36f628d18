"""The instrument search: which instruments a query finds, in which order, and the fields of a found one.

Text is matched by containment, as the live service was seen to do: a search for AAPL finds AAPL.24-7 first. The metal
GOLD is not found by its symbol at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .clock import moment
from .instruments import Instrument, mix
from .known import CRYPTO, INDUSTRY_NAMES, KNOWN
from .market import Market
from .messages import Request

_LOGOS = "https://etoro-cdn.etorostatic.com/market-avatars"
_DAY = 86_400.0
_NOT_BY_SYMBOL = {18}
_OTHER_PARAMETERS = {"fields", "page", "pageNumber", "pageSize", "sort", "searchText"}

Field = Callable[[Market, Instrument], Any]


def _count(salt: int, base: int) -> Field:
    """Users, the more the better known the instrument is."""
    return lambda _, i: popularity(i) * base // 100 + mix(i.id, salt) % 50


def _share(salt: int, most: float, *, signed: bool = False) -> Field:
    """A percentage between 0 and the most, or between both signs of it."""
    return lambda _, i: round(
        (mix(i.id, salt) % 10_000 / 10_000 * 2 - 1 if signed else mix(i.id, salt) % 10_000 / 10_000) * most, 2
    )


def _changed_over(days: float) -> Field:
    return lambda market, i: market.change(i, days * _DAY)


def _changed_since(begin: Callable[[float], float]) -> Field:
    return lambda market, i: market.change(i, (now := market.clock.now()) - begin(now))


def _month_begin(now: float) -> float:
    return moment(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()


def _quarter_begin(now: float) -> float:
    day = moment(now)
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()


def _year_begin(now: float) -> float:
    return moment(now).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()


def _logo(size: int) -> Field:
    return lambda _, i: f"{_LOGOS}/{i.id}/{size}x{size}.png"


def popularity(instrument: Instrument) -> int:
    """Users who looked at it within a week."""
    base = instrument.symbol.partition(".")[0] if instrument.search_only else instrument.symbol
    return (20_000 + mix(len(base), *base.encode()) % 80_000 if base in KNOWN else mix(instrument.id, 51) % 9_000) + (
        1 if instrument.search_only else 0
    )


def _daily_close(market: Market, instrument: Instrument) -> float:
    close = market.closing_prices(instrument)["daily"]
    return close[0] if close else -1.0


FIELDS: dict[str, Field] = {
    "instrumentId": lambda _, i: i.id,
    "displayname": lambda _, i: i.name,
    "internalSymbolFull": lambda _, i: i.symbol,
    "instrumentTypeID": lambda _, i: i.type_id,
    "instrumentType": lambda _, i: i.type_name,
    "exchangeID": lambda _, i: i.exchange_id,
    "isOpen": lambda market, i: market.is_open(i),
    "isCurrentlyTradable": lambda _, i: i.is_active and i.id > 0,
    "isExchangeOpen": lambda market, i: market.is_open(i),
    "isBuyEnabled": lambda _, i: i.is_active,
    "isActiveInPlatform": lambda _, i: i.is_active,
    "isDelisted": lambda _, i: not i.is_active,
    "isHiddenFromClient": lambda _, i: i.id < 0,
    "isInternalInstrument": lambda _, i: not i.is_active,
    "currentRate": lambda market, i: market.quote(i).bid,
    "internalClosingPrice": _daily_close,
    "cvtBid": lambda market, i: round((q := market.quote(i)).bid * q.conversion_bid, 6),
    "cvtAsk": lambda market, i: round((q := market.quote(i)).ask * q.conversion_ask, 6),
    "cvtBiNoSpread": lambda market, i: round((q := market.quote(i)).bid * q.conversion_bid * (1 + i.spread / 2), 6),
    "cvtAskNoSpread": lambda market, i: round((q := market.quote(i)).ask * q.conversion_ask * (1 - i.spread / 2), 6),
    "dailyPriceChange": _changed_over(1),
    "absDailyPriceChange": lambda market, i: abs(market.change(i, _DAY)),
    "weeklyPriceChange": _changed_over(7),
    "monthlyPriceChange": _changed_over(30),
    "threeMonthPriceChange": _changed_over(91),
    "sixMonthPriceChange": _changed_over(182),
    "oneYearPriceChange": _changed_over(365),
    "currMonthPriceChange": _changed_since(_month_begin),
    "currQuarterPriceChange": _changed_since(_quarter_begin),
    "currYearPriceChange": _changed_since(_year_begin),
    "lastYearPriceChange": _changed_over(365),
    "lastTwoYearsPriceChange": _changed_over(730),
    "oneMonthAgoPriceChange": _changed_over(30),
    "twoMonthsAgoPriceChange": _changed_over(61),
    "threeMonthsAgoPriceChange": _changed_over(91),
    "sixMonthsAgoPriceChange": _changed_over(182),
    "oneYearAgoPriceChange": _changed_over(365),
    "popularityUniques": _count(60, 300),
    "popularityUniques7Day": lambda _, i: popularity(i),
    "popularityUniques14Day": _count(61, 170),
    "popularityUniques30Day": _count(62, 280),
    "traders7DayChange": _share(63, 6.0, signed=True),
    "traders14DayChange": _share(64, 9.0, signed=True),
    "traders30DayChange": _share(65, 15.0, signed=True),
    "holdingPct": _share(66, 4.0),
    "buyHoldingPct": _share(67, 100.0),
    "sellHoldingPct": lambda market, i: round(100.0 - FIELDS["buyHoldingPct"](market, i), 2),
    "buyPctChange24Hours": _share(68, 3.0, signed=True),
    "absBuyPctChange24Hours": lambda market, i: abs(FIELDS["buyPctChange24Hours"](market, i)),
    "internalInstrumentId": lambda _, i: i.id,
    "internalInstrumentDisplayName": lambda _, i: i.name,
    "internalAssetClassId": lambda _, i: i.type_id,
    "internalAssetClassName": lambda _, i: i.type_name,
    "internalCryptoTypeId": lambda _, i: 1 if i.type_id == CRYPTO else 0,
    "internalExchangeId": lambda _, i: i.exchange_id,
    "internalExchangeName": lambda _, i: i.exchange_name,
    "internalIndustryId": lambda _, i: i.industry_id or 0,
    "internalStockIndustryName": lambda _, i: INDUSTRY_NAMES.get(i.industry_id or 0, ""),
    "industryNameId": lambda _, i: i.industry_id or 0,
    "sectorNameId": lambda _, i: i.industry_id or 0,
    "logo35x35": _logo(35),
    "logo50x50": _logo(50),
    "logo150x150": _logo(150),
}


def found_fields(market: Market, instrument: Instrument, wanted: list[str] | None) -> dict[str, Any]:
    """The wanted fields of a found instrument, or all of them; names that are no fields are left out."""
    names = FIELDS if wanted is None else [name for name in wanted if name in FIELDS]
    return {name: FIELDS[name](market, instrument) for name in names}


def searched(market: Market, request: Request) -> list[Instrument]:
    """The instruments that a query finds, sorted as it says, else the most popular first."""
    found = list(market.instruments.values())
    for name, text in request.query:
        if name == "searchText":
            found = [i for i in found if text.lower() in i.symbol.lower() or text.lower() in i.name.lower()]
        elif name in FIELDS and name not in _OTHER_PARAMETERS:
            found = [i for i in found if _matches(market, i, name, text)]
    return _sorted(market, found, request.value("sort") or "")


def _matches(market: Market, instrument: Instrument, name: str, text: str) -> bool:
    if name == "internalSymbolFull" and instrument.id in _NOT_BY_SYMBOL:
        return False
    value = FIELDS[name](market, instrument)
    if isinstance(value, str):
        return text.lower() in value.lower()
    return str(value).lower() == text.lower()


def _sorted(market: Market, found: list[Instrument], order: str) -> list[Instrument]:
    name, _, direction = order.partition(" ")
    if name not in FIELDS:
        name, direction = "popularityUniques7Day", "desc"
    read = FIELDS[name]
    return sorted(found, key=lambda i: read(market, i), reverse=direction.lower() == "desc")
