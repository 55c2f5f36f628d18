"""The market: quotes, candles and closing prices of every instrument, all read off one price function.

Because the price is a function of (seed, instrument, moment) alone, a tick of the stream, a row of the rates, the
close of the bar that is forming and the profit of a position agree without anybody keeping them in step. Tests may
pin a price or close a market; from that moment on everything shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .clock import SimClock, moment
from .hours import Week, week_of
from .instruments import Instrument, mix, table
from .known import CRYPTO, FOREX
from .prices import Walk, scatter
from .world import Quirks

INTERVALS = {  # seconds
    "OneMinute": 60,
    "FiveMinutes": 300,
    "TenMinutes": 600,
    "FifteenMinutes": 900,
    "ThirtyMinutes": 1800,
    "OneHour": 3600,
    "FourHours": 14_400,
    "OneDay": 86_400,
    "OneWeek": 604_800,
}
_MONDAY = 345_600  # the first Monday after the epoch, where weeks are counted from
_SAMPLES = 4  # moments looked at within a bar for its high and low

BEAT = 0.5
"""Seconds between quotes. On most beats nothing but the date moves; then more often one side than both."""
_LONGEST_STEP = 60.0
_MOVES = 22  # per cent of the beats on which a side moves

_PAIRS = {  # currency: the pair that converts it, and whether the dollar stands first in it
    "EUR": (1, False),
    "GBP": (2, False),
    "NZD": (3, False),
    "CAD": (4, True),
    "JPY": (5, True),
    "CHF": (6, True),
    "AUD": (7, False),
    "HKD": (39, True),
    "NOK": (57, True),
    "SEK": (58, True),
    "PLN": (73, True),
    "CZK": (82, True),
    "HUF": (69, True),
}
_PEGGED = {"GBX": ("GBP", 0.01), "DKK": ("EUR", 1 / 7.46)}


class UnknownInstrument(LookupError):
    """No instrument goes by this id or symbol."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Prices at one moment. `last` follows the bid and is 0 where the instrument never shows it; conversions are USD
    per
    unit of the instrument's currency."""

    instrument_id: int
    bid: float
    ask: float
    last: float
    time: float
    rate_id: int
    conversion_bid: float
    conversion_ask: float


@dataclass(frozen=True, slots=True)
class Candle:
    """One bar of bid prices from `start`; all four None where the market was closed throughout, volume None where
    eToro has none."""

    start: float
    open: float | None
    high: float | None
    low: float | None
    close: float | None
    volume: float | None


class Market:
    """Every instrument, its price at any moment, and whether it trades."""

    def __init__(self, seed: int, clock: SimClock, quirks: Quirks | None = None) -> None:
        self.seed = seed
        self.clock = clock
        self.quirks = quirks or Quirks()
        self.instruments: dict[int, Instrument] = table()
        self._symbols = {i.symbol.upper(): i for i in reversed(self.instruments.values()) if not i.search_only}
        self._heights = scatter(seed)
        self._walks: dict[int, Walk] = {}
        self._pins: dict[int, list[tuple[float, float | None]]] = {}
        self._forced: dict[int, bool] = {}
        self._closes: dict[int, tuple[datetime, dict[str, tuple[float, float] | None]]] = {}
        self._quoted: dict[int, tuple[int, Quote]] = {}

    # -- who is meant

    def find(self, instrument_id: int) -> Instrument | None:
        """The instrument with this id, if it trades under its id at all."""
        found = self.instruments.get(instrument_id)
        return None if found is None or found.search_only else found

    def by_symbol(self, symbol: str) -> Instrument | None:
        """The instrument with exactly this symbol, case aside."""
        return self._symbols.get(symbol.upper())

    def named(self, instrument: int | str) -> Instrument:
        """The instrument with this id or symbol; UnknownInstrument when there is none."""
        found = self.find(instrument) if isinstance(instrument, int) else self.by_symbol(instrument)
        if found is None:
            raise UnknownInstrument(f"no instrument {instrument!r}")
        return found

    # -- what it costs

    def quote(self, instrument: Instrument, at: float | None = None) -> Quote:
        """Bid, ask and last as of the newest beat at or before a moment (now when None)."""
        now = self.clock.now() if at is None else at
        beat = int(now / BEAT)
        known = self._quoted.get(instrument.id)
        if known is not None and known[0] == beat:
            return known[1]
        quote = self._quote_on(instrument, beat, now)
        if not self._pins:  # a pinned price may change within a beat
            self._quoted[instrument.id] = beat, quote
        return quote

    def conversion(self, currency: str, at: float) -> tuple[float, float]:
        """USD per unit of a currency, bid and ask."""
        if currency in _PEGGED:
            other, share = _PEGGED[currency]
            bid, ask = self.conversion(other, at)
            return round(bid * share, 8), round(ask * share, 8)
        if currency not in _PAIRS:
            return 1.0, 1.0
        pair_id, dollar_first = _PAIRS[currency]
        pair = self.instruments[pair_id]
        beat = int(at / BEAT)
        bid, ask = self._side(pair, beat, at, 0), self._side(pair, beat, at, 1)
        return (round(1 / ask, 8), round(1 / bid, 8)) if dollar_first else (bid, ask)

    def shows_last(self, instrument: Instrument) -> bool:
        """Whether `lastExecution` is ever anything but 0."""
        return mix(instrument.id, 11) % 23 != 0

    def change(self, instrument: Instrument, seconds: float, at: float | None = None) -> float:
        """Per cent by which the bid moved over the last so many seconds."""
        now = self.clock.now() if at is None else at
        before, after = (self._plain_bid(instrument, price) for price in self._mids(instrument, (now - seconds, now)))
        return round((after / before - 1) * 100, 4)

    def candles(self, instrument: Instrument, interval: str, count: int, at: float | None = None) -> list[Candle]:
        """The newest `count` bars, oldest first; the last one is still forming."""
        now = self.clock.now() if at is None else at
        length = INTERVALS[interval]
        offset = _MONDAY if interval == "OneWeek" else 0
        newest = (now - offset) // length * length + offset
        first = max(newest - (count - 1) * length, offset)
        starts = [first + length * n for n in range(int((newest - first) // length) + 1)]
        bids = self._bar_bids(instrument, starts, length, now)
        return [self._bar(instrument, start, length, prices) for start, prices in zip(starts, bids, strict=True)]

    def closing_prices(self, instrument: Instrument, at: float | None = None) -> dict[str, tuple[float, float] | None]:
        """Close (price, moment of the day it belongs to) of the last full day, week and month; None where eToro has
        none."""
        today = moment(self.clock.now() if at is None else at).replace(hour=0, minute=0, second=0, microsecond=0)
        known = self._closes.get(instrument.id)
        if known is None or known[0] != today or self._pins:
            known = self._closes[instrument.id] = today, self._closes_as_of(instrument, today)
        return known[1]

    # -- when it trades

    def is_open(self, instrument: Instrument, at: float | None = None) -> bool:
        """Whether orders execute at this moment."""
        if instrument.id in self._forced:
            return self._forced[instrument.id]
        return self._week(instrument).is_open(self.clock.now() if at is None else at)

    def moments_between(self, instrument: Instrument, start: float, end: float, most: int = 240) -> Iterator[float]:
        """Moments after `start` up to and with `end`, close enough to notice prices that came and went: `most` of them,
        or one in a minute where that is more."""
        pins = [at for at, _ in self._pins.get(instrument.id, ()) if start < at < end]
        step = min(max(BEAT, (end - start) / most), _LONGEST_STEP)
        even = (start + step * n for n in range(1, int((end - start) / step) + 1))
        yield from sorted({*pins, *(at for at in even if at < end), end} if end > start else ())

    # -- what tests may do to it

    def set_price(self, instrument: int | str, price: float) -> None:
        """Pin the middle of bid and ask from now on, until it is set anew or released."""
        if price <= 0:
            raise ValueError("a price must be above zero")
        self._pin(self.named(instrument), price)

    def release_price(self, instrument: int | str) -> None:
        """Let the price move by itself again."""
        self._pin(self.named(instrument), None)

    def close_market(self, instrument: int | str) -> None:
        """No order on this instrument executes, and its price stands still, until the market is opened."""
        found = self.named(instrument)
        self._forced[found.id] = False
        self._pin(found, self._mids(found, (self.clock.now(),))[0])

    def open_market(self, instrument: int | str) -> None:
        """Trade this instrument at any hour."""
        found = self.named(instrument)
        was_closed = self._forced.get(found.id) is False
        self._forced[found.id] = True
        if was_closed:
            self._pin(found, None)

    # -- how prices come about

    def _quote_on(self, instrument: Instrument, beat: int, now: float) -> Quote:
        bid = self._side(instrument, beat, now, 0)
        ask = max(self._side(instrument, beat, now, 1), round(bid + 10**-instrument.precision, instrument.precision))
        identity = mix(instrument.id, beat, 9)
        conversion_bid, conversion_ask = self.conversion(instrument.currency, now)
        return Quote(
            instrument_id=instrument.id,
            bid=bid,
            ask=ask,
            last=bid if self.shows_last(instrument) else 0.0,
            time=beat * BEAT - (identity % 4_000_000) * 1e-7,
            rate_id=identity % 9_000_000_000 + 1_000_000_000,
            conversion_bid=conversion_bid,
            conversion_ask=conversion_ask,
        )

    def _walk(self, instrument: Instrument) -> Walk:
        walk = self._walks.get(instrument.id)
        if walk is None:
            key = mix(self.seed, instrument.like or instrument.id)
            walk = self._walks[instrument.id] = Walk(self._heights, key, instrument.price, instrument.daily_move)
        return walk

    def _week(self, instrument: Instrument) -> Week:
        return week_of(instrument) if self.quirks.market_hours else Week.ALWAYS

    def _mids(self, instrument: Instrument, moments: Iterable[float]) -> list[float]:
        times = list(moments)
        week = self._week(instrument)
        prices = self._walk(instrument).along(times if week.is_always else [week.last_open(at) for at in times])
        pins = self._pins.get(instrument.id)
        return [self._pinned(pins, at) or price for at, price in zip(times, prices, strict=True)] if pins else prices

    def _pin(self, instrument: Instrument, price: float | None) -> None:
        self._pins.setdefault(instrument.id, []).append((self.clock.now(), price))
        self._quoted.clear()

    @staticmethod
    def _pinned(pins: list[tuple[float, float | None]], at: float) -> float | None:
        place = bisect_right(pins, at, key=lambda pin: pin[0])
        return pins[place - 1][1] if place else None

    def _side(self, instrument: Instrument, beat: int, now: float, side: int) -> float:
        """The bid (0) or the ask (1): it stands where it was on the last beat on which that side moved."""
        pin = self._pinned(self._pins.get(instrument.id, []), now)
        mid = self._walk_on_moving_beat(instrument, beat, side) if pin is None else pin
        half = instrument.spread / 2
        return round(mid * (1 + half if side else 1 - half), instrument.precision)

    def _walk_on_moving_beat(self, instrument: Instrument, beat: int, side: int) -> float:
        key = instrument.id * 2 + side
        while mix(key, beat) % 100 >= _MOVES:
            beat -= 1
        return self._mids(instrument, (beat * BEAT,))[0]

    def _plain_bid(self, instrument: Instrument, mid: float) -> float:
        return round(mid * (1 - instrument.spread / 2), instrument.precision)

    def _closes_as_of(self, instrument: Instrument, today: datetime) -> dict[str, tuple[float, float] | None]:
        ends = {"daily": today, "weekly": today - timedelta(days=today.weekday()), "monthly": today.replace(day=1)}
        missing = "monthly" if mix(instrument.id, 12) % 29 == 0 else None
        return {name: None if name == missing else self._close_before(instrument, end) for name, end in ends.items()}

    def _close_before(self, instrument: Instrument, end: datetime) -> tuple[float, float]:
        close = self._plain_bid(instrument, self._mids(instrument, (end.timestamp(),))[0])
        return close, (end - timedelta(days=1)).timestamp()

    def _bar_bids(self, instrument: Instrument, starts: list[float], length: int, now: float) -> list[list[float]]:
        """For each bar the bids at its start, within it, and at its end, where the bar that is forming ends now."""
        step = length / _SAMPLES
        grid = [start + step * n for start in starts[:-1] for n in range(_SAMPLES)]
        last = starts[-1]
        forming = [last + step * n for n in range(_SAMPLES) if last + step * n <= now]
        mids = self._mids(instrument, grid + forming)
        factor, digits = 1 - instrument.spread / 2, instrument.precision
        bids = [round(mid * factor, digits) for mid in mids]
        bars = [bids[n : n + _SAMPLES + 1] for n in range(0, len(grid), _SAMPLES)]
        return [*bars, [*bids[len(grid) :], self.quote(instrument, now).bid]]

    def _bar(self, instrument: Instrument, start: float, length: int, bids: list[float]) -> Candle:
        if not self._week(instrument).touches(start, start + length):
            return Candle(start, None, None, None, None, 0.0)
        return Candle(start, bids[0], max(bids), min(bids), bids[-1], self._volume(instrument, start, length))

    def _volume(self, instrument: Instrument, start: float, length: int) -> float | None:
        if instrument.type_id == FOREX:
            return 0.0
        if instrument.type_id == CRYPTO:
            return None
        busy = 400 + mix(instrument.id, 5) % 4000
        return float(round(busy * length / 60 * (0.4 + (mix(instrument.id, int(start)) % 1000) / 800)))
