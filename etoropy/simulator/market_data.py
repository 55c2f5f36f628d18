"""Answers of the market data operations: search, instruments, rates, candles, closing prices, lists of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from .clock import NO_DATE, wire_time
from .instruments import Instrument, mix
from .known import EXCHANGE_NAMES, INDUSTRY_NAMES, TYPE_NAMES
from .market import Candle, Market, Quote
from .messages import Reply, Request, refused
from .search import FIELDS, found_fields, searched
from .world import Handler, World

MOST_CANDLES = 1000
_PAGE_SIZE = 50
_MOST_PER_PAGE = 1000
_LOGOS = "https://etoro-cdn.etorostatic.com/market-avatars"


def search_instruments(world: World, request: Request) -> Reply:
    """One page of instruments. `pageNumber` is documented and ignored; some items hold `instrumentId` twice."""
    fields = request.listed("fields")
    if fields and not any(name in FIELDS for name in fields):
        return refused(request, 400, "BadRequest", "None of the fields exists")
    found = searched(world.market, request)
    page = max(1, int(request.value("page") or 1))
    size = min(max(1, int(request.value("pageSize") or _PAGE_SIZE)), _MOST_PER_PAGE)
    items = [
        _item(world, found_fields(world.market, instrument, fields))
        for instrument in found[(page - 1) * size : page * size]
    ]
    head = orjson.dumps({"page": page, "pageSize": size, "totalItems": len(found)})[:-1]
    content = head + b',"items":[' + b",".join(items) + b"]}"
    return Reply(200, content=content, headers={"content-type": "application/json"})


def _item(world: World, fields: dict[str, Any]) -> bytes:
    """One item as JSON text; for some the id stands there twice, and only the last one is right."""
    text = orjson.dumps(fields)
    instrument_id = fields.get("instrumentId")
    if instrument_id is None or not world.quirks.duplicate_ids or instrument_id % 5 != 1:
        return text
    return b'{"instrumentId":%d,' % (mix(instrument_id, 31) % 100_000) + text[1:]


def get_instruments(world: World, request: Request) -> Reply:
    """Display data of the instruments that pass every filter that was sent."""
    tests = list(_filters(request))
    chosen = (i for i in _by_id(world.market, request) if all(test(i) for test in tests))
    return Reply(200, {"instrumentDisplayDatas": [_display_data(instrument) for instrument in chosen]})


def _by_id(market: Market, request: Request) -> Iterable[Instrument]:
    ids = request.listed("instrumentIds")
    if ids is None:
        return (i for i in market.instruments.values() if not i.search_only)
    return (found for one in ids if (found := market.find(int(one))) is not None)


def _filters(request: Request) -> Iterator[Callable[[Instrument], bool]]:
    readings: dict[str, Callable[[Instrument], int | None]] = {
        "exchangeIds": lambda i: i.exchange_id,
        "stocksIndustryIds": lambda i: i.industry_id,
        "instrumentTypeIds": lambda i: i.type_id,
    }
    for name, read in readings.items():
        wanted = request.listed(name)
        if wanted is not None:
            numbers = {int(one) for one in wanted}
            yield lambda instrument, read=read, numbers=numbers: read(instrument) in numbers  # type: ignore[misc]


def _display_data(instrument: Instrument) -> dict[str, Any]:
    data: dict[str, Any] = {
        "instrumentID": instrument.id,
        "instrumentDisplayName": instrument.name,
        "instrumentTypeID": instrument.type_id,
        "exchangeID": instrument.exchange_id,
        "symbolFull": instrument.symbol,
        "priceSource": instrument.exchange_name,
        "hasExpirationDate": ".FUT" in instrument.symbol.upper(),
        "isInternalInstrument": not instrument.is_active,
        "images": [_image(instrument, float(size)) for size in (35, 50, 150)],
    }
    if instrument.industry_id is not None:
        data["stocksIndustryID"] = instrument.industry_id
    return data


def _image(instrument: Instrument, size: float) -> dict[str, Any]:
    shade = mix(instrument.id, 41) % 0xFFFFFF
    return {
        "instrumentID": instrument.id,
        "width": size,
        "height": size,
        "uri": f"{_LOGOS}/{instrument.id}/{size:.0f}x{size:.0f}.png",
        "backgroundColor": f"#{shade:06X}",
        "textColor": "#FFFFFF",
    }


def get_rates(world: World, request: Request) -> Reply:
    """Current rates in the order asked, without the ids that nobody knows."""
    ids = request.listed("instrumentIds") or []
    found = (world.market.find(int(one)) for one in dict.fromkeys(ids))
    return Reply(200, {"rates": [_rate(i, world.market.quote(i)) for i in found if i is not None and i.is_active]})


def _rate(instrument: Instrument, quote: Quote) -> dict[str, Any]:
    rate: dict[str, Any] = {
        "instrumentID": instrument.id,
        "ask": quote.ask,
        "bid": quote.bid,
        "lastExecution": quote.last,
        "conversionRateAsk": quote.conversion_ask,
        "conversionRateBid": quote.conversion_bid,
        "date": wire_time(quote.time),
        "unitMargin": round(quote.bid * quote.conversion_bid, 6),
        "unitMarginAsk": round(quote.ask * quote.conversion_ask, 6),
        "unitMarginBid": round(quote.bid * quote.conversion_bid, 6),
        "priceRateID": quote.rate_id,
    }
    if instrument.id % 7 != 3:  # obsolete fields, missing for some
        rate |= {"bidDiscounted": quote.bid, "askDiscounted": quote.ask}
        rate |= {"unitMarginBidDiscounted": rate["unitMarginBid"], "unitMarginAskDiscounted": rate["unitMarginAsk"]}
    return rate


def get_candles(world: World, request: Request) -> Reply:
    """The newest bars, sorted as asked. An unknown instrument has null for bars, in the group or instead of it."""
    interval, instrument_id = request.params["interval"], int(request.params["instrumentId"])
    count = int(request.params["candlesCount"])
    if count > MOST_CANDLES and not world.quirks.candles_clamped:
        return refused(request, 400, "BadRequest", f"At most {MOST_CANDLES} candles are allowed")
    instrument = world.market.find(instrument_id)
    if instrument is None or not instrument.is_active:
        unknown = None if instrument_id % 2 else [{"instrumentId": instrument_id, "candles": None}]
        return Reply(200, {"interval": interval, "candles": unknown})
    candles = world.market.candles(instrument, interval, min(count, MOST_CANDLES))
    group = _candle_group(instrument, candles, newest_first=request.params["direction"] == "desc")
    return Reply(200, {"interval": interval, "candles": [group]})


def _candle_group(instrument: Instrument, candles: list[Candle], *, newest_first: bool) -> dict[str, Any]:
    traded = [candle for candle in candles if candle.open is not None]
    volumes = [candle.volume for candle in candles if candle.volume is not None]
    bars = [_bar(instrument.id, candle) for candle in (reversed(candles) if newest_first else candles)]
    return {
        "instrumentId": instrument.id,
        "candles": bars,
        "rangeOpen": traded[0].open if traded else None,
        "rangeClose": traded[-1].close if traded else None,
        "rangeHigh": max((c.high for c in traded if c.high is not None), default=None),
        "rangeLow": min((c.low for c in traded if c.low is not None), default=None),
        "volume": sum(volumes) if volumes else None,
    }


def _bar(instrument_id: int, candle: Candle) -> dict[str, Any]:
    return {
        "instrumentID": instrument_id,
        "fromDate": wire_time(candle.start),
        "open": candle.open,
        "high": candle.high,
        "low": candle.low,
        "close": candle.close,
        "volume": candle.volume,
    }


def get_closing_prices(world: World, request: Request) -> Reply:
    """The last closes of every instrument; -1 and the year 1 where there is none."""
    traded = (i for i in world.market.instruments.values() if i.is_active and not i.search_only)
    return Reply(200, [_closes(world.market, instrument) for instrument in traded])


def _closes(market: Market, instrument: Instrument) -> dict[str, Any]:
    closes = market.closing_prices(instrument)
    daily = closes["daily"]
    return {
        "instrumentId": instrument.id,
        "officialClosingPrice": daily[0] if daily else -1.0,
        "isMarketOpen": market.is_open(instrument),
        "closingPrices": {period: _close(found) for period, found in closes.items()},
    }


def _close(found: tuple[float, float] | None) -> dict[str, Any]:
    return {"price": found[0], "date": wire_time(found[1])} if found else {"price": -1.0, "date": NO_DATE}


def get_instrument_types(world: World, request: Request) -> Reply:
    """Instrument types, all or those asked for."""
    names = _named(request, "instrumentTypeIds", TYPE_NAMES, "instrumentTypeID", "instrumentTypeDescription")
    return Reply(200, {"instrumentTypes": names})


def get_stocks_industries(world: World, request: Request) -> Reply:
    """Industries of stocks, all or those asked for."""
    names = _named(request, "stocksIndustryIds", INDUSTRY_NAMES, "industryID", "industryName")
    return Reply(200, {"stocksIndustries": names})


def get_exchanges(world: World, request: Request) -> Reply:
    """Exchanges, all or those asked for."""
    return Reply(
        200, {"exchangeInfo": _named(request, "exchangeIds", EXCHANGE_NAMES, "exchangeID", "exchangeDescription")}
    )


def _named(request: Request, parameter: str, names: dict[int, str], id_key: str, name_key: str) -> list[dict[str, Any]]:
    asked = request.listed(parameter)
    wanted = None if asked is None else {int(one) for one in asked}
    return [{id_key: number, name_key: name} for number, name in names.items() if wanted is None or number in wanted]


OPERATIONS: dict[str, Handler] = {
    "search_instruments": search_instruments,
    "get_instruments": get_instruments,
    "get_rates": get_rates,
    "get_candles": get_candles,
    "get_instrument_types": get_instrument_types,
    "get_closing_prices": get_closing_prices,
    "get_stocks_industries": get_stocks_industries,
    "get_exchanges": get_exchanges,
}
