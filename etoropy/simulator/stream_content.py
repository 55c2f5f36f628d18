"""What the stream says about one instrument: the fields of a price as text, and the odd, drifting ones of a snapshot.

Every value is text on this wire, numbers and booleans too. Prices keep the decimals that their instrument is quoted
with, so a field changes exactly when its price does. Oddities (a spelling, a missing field, a type name where JSON
should be) belong to an instrument and stay with it.
"""

from __future__ import annotations

import orjson

from .clock import wire_time
from .instruments import Instrument, mix
from .market import BEAT, Market, Quote

Fields = dict[str, str]

NET_TYPE_NAME = "System.Collections.Generic.Dictionary`2[System.String,System.Decimal]"
"""What `ClosingPrices` holds where the service forgot to serialise it."""

_DELAY = 900.0  # seconds that the delayed prices are behind
_TRUE = ("True", "true", "TRUE")
_FALSE = ("False", "false", "FALSE")
_ID_SPELLINGS = (("InstrumentID", "InstrumentId"), ("InstrumentID",), ("InstrumentId",))
_SOMETIMES_MISSING = (
    "LastExecution",
    "OfficialClosingPrice",
    "ClosingPrices",
    "IsMarketOpen",
    "ConversionRateAsk",
    "Date",
)


def prices_moved(before: Quote, after: Quote) -> bool:
    """Whether anything but the date and the rate's id differs."""
    return (
        before.bid != after.bid
        or before.ask != after.ask
        or before.conversion_bid != after.conversion_bid
        or before.conversion_ask != after.conversion_ask
    )


def heartbeat_fields(quote: Quote) -> Fields:
    """The two fields that every beat renews."""
    return {"Date": wire_time(quote.time), "PriceRateID": str(quote.rate_id)}


def renewed_date(quote: Quote, now: float) -> Fields:
    """What a second message within one beat has to say: that the quote still stands, a little later."""
    return {"Date": wire_time(quote.time + now % BEAT / 10)}


def price_fields(instrument: Instrument, quote: Quote) -> Fields:
    """All fields that a delta may hold, as they stand now."""
    digits = instrument.precision
    bid, ask = f"{quote.bid:.{digits}f}", f"{quote.ask:.{digits}f}"
    margin_bid = bid if quote.conversion_bid == 1 else f"{quote.bid * quote.conversion_bid:.6f}"
    margin_ask = ask if quote.conversion_ask == 1 else f"{quote.ask * quote.conversion_ask:.6f}"
    return {
        "Ask": ask,
        "Bid": bid,
        "LastExecution": f"{quote.last:.{digits}f}" if quote.last else "0",
        "NewUnitMargin": margin_bid,
        "UnitMarginAsk": margin_ask,
        "UnitMarginBid": margin_bid,
        "BidDiscounted": bid,
        "AskDiscounted": ask,
        "UnitMarginBidDiscounted": margin_bid,
        "UnitMarginAskDiscounted": margin_ask,
        "ConversionRateAsk": _plain(quote.conversion_ask),
        "ConversionRateBid": _plain(quote.conversion_bid),
        **heartbeat_fields(quote),
    }


def snapshot_fields(market: Market, instrument: Instrument, quote: Quote) -> Fields:
    """All fields of a snapshot. A few instruments lack one of them, each its own."""
    fields = {
        **price_fields(instrument, quote),
        **dict.fromkeys(_ID_SPELLINGS[mix(instrument.id, 31) % len(_ID_SPELLINGS)], str(instrument.id)),
        **_state_fields(market, instrument, quote),
        **_closing_fields(market, instrument, quote),
        **_markup_fields(instrument),
    }
    lacking = _SOMETIMES_MISSING[mix(instrument.id, 32) % len(_SOMETIMES_MISSING)]
    if mix(instrument.id, 33) % 12 == 0:
        fields.pop(lacking)
    return fields


def _plain(number: float) -> str:
    """A number of up to eight decimals, without trailing zeros."""
    return f"{number:.8f}".rstrip("0").rstrip(".")


def _truth(instrument: Instrument, which: int, value: bool) -> str:
    spellings = _TRUE if value else _FALSE
    return spellings[mix(instrument.id, 34, which) % len(spellings)]


def _state_fields(market: Market, instrument: Instrument, quote: Quote) -> Fields:
    is_open = market.is_open(instrument)
    digits = instrument.precision
    delayed = market.quote(instrument, quote.time - _DELAY)
    return {
        "IsInstrumentActive": _truth(instrument, 0, instrument.is_active),
        "IsMarketOpen": _truth(instrument, 1, is_open),
        "IsExchangeOpen": _truth(instrument, 2, is_open),
        "AllowBuy": _truth(instrument, 3, instrument.is_active),
        "AllowSell": _truth(instrument, 4, instrument.is_active),
        "MaxPositionUnits": str(round(2_000_000 / max(quote.ask, 0.01))),
        "DelayedAsk": f"{delayed.ask:.{digits}f}",
        "DelayedBid": f"{delayed.bid:.{digits}f}",
        "AvailabilityReason": "None" if is_open else "MarketClosed",
    }


def _closing_fields(market: Market, instrument: Instrument, quote: Quote) -> Fields:
    closes = market.closing_prices(instrument)
    daily = closes["daily"]
    official = daily[0] if daily else quote.bid
    return {
        "OfficialClosingPrice": f"{official:.{instrument.precision}f}",
        "IsOfficialClosingPrice": _truth(instrument, 5, daily is not None),
        "ClosingPrices": _closing_prices(instrument, closes),
    }


def _closing_prices(instrument: Instrument, closes: dict[str, tuple[float, float] | None]) -> str:
    if mix(instrument.id, 35) % 40 == 0:
        return NET_TYPE_NAME
    digits = instrument.precision
    spoken = {name.capitalize(): f"{close[0]:.{digits}f}" for name, close in closes.items() if close is not None}
    return orjson.dumps(spoken).decode()


def _markup_fields(instrument: Instrument) -> Fields:
    markup = f"{instrument.spread * instrument.price / 2:.{instrument.precision}f}"
    return {
        "CfdMarkupBid": markup,
        "CfdMarkupAsk": markup,
        "RealMarkupBid": "0",
        "RealMarkupAsk": "0",
    }
