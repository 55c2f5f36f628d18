"""Whole quotes out of partial messages.

eToro sends the full state of an instrument once, when its topic is subscribed (the snapshot), and from then on only the
fields whose text changed (deltas): a bid alone, an ask alone, or, more often than not, just a date and a rate id to say
that nothing moved (a heartbeat). The book merges them, so that each ``Quote`` has both sides.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, Literal, Protocol, Self, TypeVar, overload

import orjson

from ..errors import EToroValidationError
from ..model import date_of, names_in
from .messages import RATE, SNAPSHOT, time_of, truth_of, whole_of

T = TypeVar("T")
Fields = Mapping[str, Any]

#: What a delta holds when nothing but the time moved on.
HEARTBEAT: Final = frozenset({"Date", "PriceRateID"})

_NAMES: Final = {
    "Bid": "bid",
    "Ask": "ask",
    "LastExecution": "last",
    "Date": "date",
    "PriceRateID": "price_rate_id",
    "IsInstrumentActive": "is_active",
}
#: Fields of a snapshot that deltas go on to change; the others are facts that stay as they are.
_LIVE: Final = frozenset(
    {
        *("Bid", "Ask", "LastExecution", "Date", "PriceRateID", "ConversionRateBid", "ConversionRateAsk"),
        *("NewUnitMargin", "UnitMarginBid", "UnitMarginAsk", "BidDiscounted", "AskDiscounted"),
        *("UnitMarginBidDiscounted", "UnitMarginAskDiscounted"),
    }
)
_PRICES: Final = {"bid": "Bid", "ask": "Ask", "last": "LastExecution"} | {
    "conversion_rate_bid": "ConversionRateBid",
    "conversion_rate_ask": "ConversionRateAsk",
}
_EMPTY: Final[dict[str, Any]] = {}

#: What reading a value that means nothing may raise: dates and decimals overflow as well.
_MEANINGLESS: Final = (TypeError, ValueError, ArithmeticError)

#: What a message says: of what, in which way, and the fields.
_MESSAGE: Final = ("topic", "type", "content")
#: From so many frames in one read on, it pays to read them together, joined at seams.
_BURST: Final = 16
_SEAM_NUMBER: Final = int.from_bytes(os.urandom(4), "big")
_SEAM_TEXT: Final = f",{_SEAM_NUMBER},"
_SEAM: Final = _SEAM_TEXT.encode()

_loads: Final = orjson.loads
_read_iso: Final = datetime.fromisoformat


class Quote:
    """What one instrument cost at one moment; never changed once made, and shared by all who receive it.

    ``bid`` is what selling brings and ``ask`` what buying costs, both in the instrument's currency. Every other price
    is a float too; ``decimal`` gives the exact figure that eToro sent. Attributes are None where eToro sent nothing
    readable. ``changed`` names the fields that the last message carried; everything else stood before. Times are UTC.
    """

    __slots__ = ("_changes", "_facts", "_live", "_received", "ask", "bid", "instrument_id", "symbol")

    instrument_id: int
    symbol: str
    bid: float
    ask: float
    _received: float
    _live: dict[str, Any]
    _facts: dict[str, Any]
    _changes: dict[str, Any]

    @classmethod
    def of(cls, instrument_id: int, fields: Fields, *, symbol: str = "", received: float = 0.0) -> Self:
        """A quote from fields as eToro names them (``{"Bid": "187.12", "Ask": "187.15", …}``), for tests and replays.

        ``received`` is in seconds since 1970. Raises ``EToroValidationError`` where a side is missing or no number.
        """
        quote = cls()
        quote.instrument_id = instrument_id
        quote.symbol = symbol or str(instrument_id)
        for side in ("Bid", "Ask"):
            if side not in fields or not _readable(side, fields[side]):
                raise EToroValidationError(f"A quote needs a number as {side}.", field=side, value=fields.get(side))
        quote.bid = float(fields["Bid"])
        quote.ask = float(fields["Ask"])
        quote._received = received
        quote._live = quote._changes = dict(fields)
        quote._facts = _EMPTY
        return quote

    @property
    def mid(self) -> float:
        """Halfway between bid and ask."""
        return (self.bid + self.ask) / 2

    @property
    def spread(self) -> float:
        """Ask minus bid."""
        return self.ask - self.bid

    @property
    def last(self) -> float | None:
        """The rate of the last execution; 0.0 when eToro says so. Follows the bid side."""
        return self._read("LastExecution", _finite)

    @property
    def date(self) -> datetime | None:
        """When eToro priced it."""
        return self._read("Date", date_of)

    @property
    def received_at(self) -> datetime:
        """When the message reached this process."""
        return time_of(self._received)

    @property
    def price_rate_id(self) -> int | None:
        """eToro's id of this price; neither contiguous nor increasing, so it says nothing about what was missed."""
        value = self._live.get("PriceRateID")
        # As nearly always: digits, read without further ceremony.
        return int(value) if isinstance(value, str) and value.isdecimal() else self._read("PriceRateID", whole_of)

    @property
    def conversion_rate_bid(self) -> float | None:
        """Bid of the instrument's currency in US dollars, where eToro sends it."""
        return self._read("ConversionRateBid", _finite)

    @property
    def conversion_rate_ask(self) -> float | None:
        """Ask of the instrument's currency in US dollars, where eToro sends it."""
        return self._read("ConversionRateAsk", _finite)

    @property
    def is_market_open(self) -> bool | None:
        """Whether the market was open when the topic was subscribed."""
        return self._read("IsMarketOpen", truth_of)

    @property
    def is_exchange_open(self) -> bool | None:
        """Whether the exchange was open when the topic was subscribed."""
        return self._read("IsExchangeOpen", truth_of)

    @property
    def is_active(self) -> bool | None:
        """Whether eToro trades the instrument at all."""
        return self._read("IsInstrumentActive", truth_of)

    @property
    def allow_buy(self) -> bool | None:
        return self._read("AllowBuy", truth_of)

    @property
    def allow_sell(self) -> bool | None:
        return self._read("AllowSell", truth_of)

    @property
    def max_position_units(self) -> float | None:
        """The most units that one position may hold."""
        return self._read("MaxPositionUnits", _finite)

    @property
    def official_closing_price(self) -> float | None:
        """The last official close, in the instrument's currency."""
        return self._read("OfficialClosingPrice", _finite)

    @property
    def closing_prices(self) -> dict[str, float]:
        """Closes by period (``Daily``, ``Weekly``, ``Monthly``); empty where eToro sent none that can be read."""
        return self._read("ClosingPrices", _closes) or {}

    @property
    def changed(self) -> frozenset[str]:
        """The names of the fields that the last message carried: ``{"bid", "date", "price_rate_id"}``."""
        return frozenset(map(_name, self._changes))

    @property
    def is_heartbeat(self) -> bool:
        """Whether the last message only said that the price stood still."""
        return self._changes.keys() <= HEARTBEAT

    @property
    def fields(self) -> dict[str, Any]:
        """Everything that eToro has said about the instrument, under eToro's names and as exact text."""
        return self._facts | self._live

    @overload
    def decimal(self, name: Literal["bid", "ask", "mid", "spread"]) -> Decimal: ...
    @overload
    def decimal(self, name: str) -> Decimal | None: ...
    def decimal(self, name: str) -> Decimal | None:
        """The exact figure that eToro sent for this price (``mid`` and ``spread`` are computed from exact ones)."""
        if name == "mid":
            return (self.decimal("bid") + self.decimal("ask")) / 2
        if name == "spread":
            return self.decimal("ask") - self.decimal("bid")
        wire = _PRICES.get(name)
        if wire is None:
            known = ", ".join((*_PRICES, "mid", "spread"))
            raise EToroValidationError(f"A quote has no price {name!r}; it has {known}.", field="name", value=name)
        return self._read(wire, _exact)

    def _read(self, wire: str, read: Callable[[Any], T]) -> T | None:
        value = self._live.get(wire)
        if value is None and (value := self._facts.get(wire)) is None:
            return None
        try:
            return read(value)
        except _MEANINGLESS:
            return None

    def __eq__(self, other: object) -> bool:
        """Equal when all that eToro said is equal, whenever and in whatever portions it was received."""
        if not isinstance(other, Quote):
            return NotImplemented
        return self.instrument_id == other.instrument_id and self.fields == other.fields

    def __hash__(self) -> int:
        return hash((self.instrument_id, self.bid, self.ask))

    def __repr__(self) -> str:
        return f"<Quote {self.symbol} bid={self._live['Bid']} ask={self._live['Ask']} date={self._live.get('Date')}>"

    def _repr_html_(self) -> str:
        from ..views.display import card

        return card(self)


@cache
def _name(wire: str) -> str:
    """Our name of a field: ``price_rate_id`` for PriceRateID."""
    return _NAMES.get(wire) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).lower()


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or isinstance(value, bool):
        raise ValueError(value)
    return number


def _exact(value: Any) -> Decimal:
    # A float is exact as it is written, not as it is stored: 187.12, not 187.1200000000000045….
    number = Decimal(value if isinstance(value, str) else str(value))
    if not number.is_finite():
        raise ValueError(value)
    return number


def _closes(value: Any) -> dict[str, float]:
    """Closing prices, as an object or as text holding one; at times the text is a .NET type name instead."""
    closes = _loads(value) if isinstance(value, str) else value
    found: dict[str, float] = {}
    for period, price in closes.items() if isinstance(closes, dict) else ():
        try:
            found[str(period)] = _finite(price)
        except _MEANINGLESS:
            continue
    return found


_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(("Bid", "Ask", "LastExecution", "ConversionRateBid", "ConversionRateAsk"), _finite),
    "Date": _read_iso,
}


def _readable(wire: str, value: Any) -> bool:
    read = _READERS.get(wire)
    if read is None:
        return True
    try:
        read(value)
    except _MEANINGLESS:
        return False
    return True


def _read_together(frames: Sequence[bytes]) -> tuple[list[dict[str, Any]], Sequence[str]] | None:
    """All messages of a burst in order, their contents read, and the names that they share; None if any of them has a
    content that is no object, or there is anything else among the frames. Two long texts are read in less time than two
    short ones for each tick."""
    try:
        envelopes = _apart(b"[%b]" % _SEAM.join(frames), len(frames))
        messages: list[dict[str, Any]] = []
        for envelope in envelopes:
            messages += envelope["messages"]
        _, _, content = names = names_in(messages, _MESSAGE)
        contents = _apart("[" + _SEAM_TEXT.join([message[content] for message in messages]) + "]", len(messages))
        for message, fields in zip(messages, contents, strict=True):
            if fields.__class__ is not dict:
                return None
            message[content] = fields
    except (ValueError, TypeError, KeyError):
        return None
    return messages, names


def _apart(joined: bytes | str, count: int) -> list[Any]:
    """The values of ``count`` texts that were joined at seams. ValueError unless each is JSON by itself: since nobody
    knows the number in the seams, each of them lies between two values only if none of the texts is open at its end.
    """
    values: list[Any] = _loads(joined)
    seams = values[1::2]
    if len(seams) != count - 1 or seams.count(_SEAM_NUMBER) != count - 1:
        raise ValueError(joined)
    return values[::2]


class Unreadable(ValueError):
    """A value in a message that means nothing: ``field`` is its wire name, ``value`` what came."""

    def __init__(self, topic: str, field: str, value: Any) -> None:
        super().__init__(f"{field} of {topic} cannot be read: {str(value)[:80]!r}")
        self.field = field


class _Entry:
    """One instrument in the book. ``live`` is replaced, never changed, so that a quote may keep it."""

    __slots__ = ("at", "before", "facts", "instrument_id", "live", "symbol")

    def __init__(self, instrument_id: int, symbol: str) -> None:
        self.instrument_id = instrument_id
        self.symbol = symbol
        self.live: dict[str, Any] = _EMPTY
        self.facts: dict[str, Any] = _EMPTY
        self.at = 0.0
        self.before: Quote | None = None

    def quote(self, live: dict[str, Any], changes: dict[str, Any]) -> Quote | None:
        """The quote that ``live`` amounts to, if it has both sides."""
        if "Bid" not in live or "Ask" not in live:
            return None
        quote = Quote()
        quote.instrument_id = self.instrument_id
        quote.symbol = self.symbol
        quote.bid = float(live["Bid"])
        quote.ask = float(live["Ask"])
        quote._received = self.at
        quote._live = live
        quote._facts = self.facts
        quote._changes = changes
        return quote


class Others(Protocol):
    """Where a book sends what is not for it."""

    def frame(self, frame: bytes, at: float, out: list[Any]) -> None: ...
    def message(self, message: Any, at: float, out: list[Any]) -> None: ...
    def unreadable(self, problem: Unreadable) -> None: ...


class Book:
    """The state of every instrument that one connection is subscribed to.

    Only one thread may read messages into it; ``latest`` may be asked from any. ``heartbeats`` says whether messages
    that change nothing but the date make a quote. A value that means nothing is reported to ``others``, and the field
    keeps its former value. ``messages`` and ``made`` count what came and what
    quotes became of it, ``newest`` is the last of them.
    """

    def __init__(self, others: Others) -> None:
        self.heartbeats = False
        self.messages = 0
        self.made = 0
        self.newest: Quote | None = None
        self._checked: Quote | None = None
        self._others = others
        self._entries: dict[str, _Entry] = {}

    def add(self, topic: str, instrument_id: int, symbol: str) -> None:
        """Follow an instrument; messages about others are passed over."""
        if topic not in self._entries:
            self._entries[topic] = _Entry(instrument_id, symbol)

    def drop(self, topic: str) -> None:
        """Follow an instrument no longer."""
        self._entries.pop(topic, None)

    def forget(self, topic: str) -> None:
        """Messages may have been missed: what comes next is not merged with what was known. ``latest`` still tells
        it."""
        entry = self._entries.get(topic)
        if entry is not None:
            entry.before = entry.quote(entry.live, entry.live) or entry.before
            entry.live = entry.facts = _EMPTY

    def doubt(self, topic: str) -> None:
        """Forget what was merged without a snapshot: it may belong to an earlier subscription."""
        entry = self._entries.get(topic)
        if entry is not None and entry.facts is _EMPTY:
            self.forget(topic)

    def forget_all(self) -> None:
        for topic in self._entries:
            self.forget(topic)

    def latest(self, topic: str) -> Quote | None:
        """The newest whole quote, be it from before a gap (``received_at`` tells); None before the first."""
        entry = self._entries.get(topic)
        if entry is None:
            return None
        live = entry.live
        return entry.quote(live, live) or entry.before

    def current(self, topic: str) -> Quote | None:
        """The whole quote as it stands since the topic was last subscribed, if there is one."""
        entry = self._entries.get(topic)
        return None if entry is None else entry.quote(entry.live, entry.live)

    # The one hot loop of the library: a call less or a temporary less is a percent of all there is to do for a tick.
    # Whatever is not a whole, plain delta goes elsewhere.
    def read(self, frames: Sequence[bytes], at: float, out: list[Any]) -> bool:
        """Merge the messages in frames received at ``at`` and append to ``out`` the quotes they make; True if that is
        all that was appended.

        Frames that hold no messages, and messages about no instrument that is followed, go to ``others`` as they come.
        """
        entries, heartbeats = self._entries, self.heartbeats
        count, before, others, quote = 0, len(out), 0, None
        together = _read_together(frames) if len(frames) >= _BURST else None
        topic, kind, content = together[1] if together else _MESSAGE
        portions: Any = together[:1] if together else frames
        for portion in portions:
            try:
                messages = portion if together else _loads(portion)["messages"]
                count += len(messages)
            except (ValueError, TypeError, KeyError):
                others += self._elsewhere(self._others.frame, portion, at, out)
                continue
            for message in messages:
                try:
                    entry = entries[message[topic]]
                    if message[kind] != RATE:
                        self._carefully(entry, message, at, out)
                        continue
                    changes = message[content] if together else _loads(message[content])
                    live = entry.live | changes
                    if not heartbeats and len(changes) < 3 and changes.keys() <= HEARTBEAT:
                        entry.at, entry.live = at, live
                        continue
                    text: Any = live["Bid"]
                    bid, ask, last = float(text), float(live["Ask"]), changes.get("LastExecution", text)
                    # Infinity, and what is no number at all, differ from themselves: one comparison finds any of them.
                    # The last execution is nearly always the bid.
                    whole = ask - bid if last == text else ask - bid + float(last)
                    if whole - whole != 0.0:
                        raise ValueError(whole)
                except (KeyError, TypeError, ValueError):
                    others += self._astray(message, at, out)
                    continue
                entry.at, entry.live = at, live
                quote = Quote()
                quote.instrument_id, quote.symbol = entry.instrument_id, entry.symbol
                quote.bid, quote.ask, quote._received = bid, ask, at
                quote._live, quote._facts, quote._changes = live, entry.facts, changes
                out.append(quote)
        self.messages += count
        self.made += len(out) - before - others
        if quote is not None:
            self.newest = quote
        return not others

    def check_dates(self) -> None:
        """Report the newest date if it means nothing. Dates are read when somebody asks for them: looking at each one
        would be a twentieth of all the work, so this is for once in a while."""
        newest, before, self._checked = self.newest, self._checked, self.newest
        if newest is None or newest is before:
            return
        date = newest._live.get("Date")
        if date is not None and not _readable("Date", date):
            self._others.unreadable(Unreadable(f"instrument {newest.instrument_id}", "Date", date))

    def _astray(self, message: Any, at: float, out: list[Any]) -> int:
        """A message that the quick way could not take: about no instrument of ours, one-sided, odd, or unreadable.

        Returns how much was added to ``out`` that is no quote.
        """
        topic = message.get("topic") if isinstance(message, dict) else None
        entry = self._entries.get(topic) if isinstance(topic, str) else None
        if entry is None:
            return self._elsewhere(self._others.message, message, at, out)
        self._carefully(entry, message, at, out)
        return 0

    @staticmethod
    def _elsewhere(take: Callable[[Any, float, list[Any]], None], what: Any, at: float, out: list[Any]) -> int:
        before = len(out)
        take(what, at, out)
        return len(out) - before

    def _carefully(self, entry: _Entry, message: dict[str, Any], at: float, out: list[Any]) -> None:
        """Merge a snapshot, or a delta with something odd about it."""
        kind = message.get("type")
        if kind not in (RATE, SNAPSHOT):
            return
        fields = self._fields_of(message)
        if not fields:
            return
        if kind == SNAPSHOT:
            entry.facts = {name: value for name, value in fields.items() if name not in _LIVE}
            fresh = {name: value for name, value in fields.items() if name in _LIVE}
        else:
            fresh = fields
        entry.at = at
        entry.live = live = entry.live | fresh
        if kind == RATE and fields.keys() <= HEARTBEAT and not self.heartbeats:
            return
        quote = entry.quote(live, fields)
        if quote is not None:
            self.newest = quote
            out.append(quote)

    def _fields_of(self, message: dict[str, Any]) -> dict[str, Any]:
        """The content's readable fields: nulls are absent, and what means nothing is reported and left out."""
        topic, content = message["topic"], message.get("content")
        try:
            fields = _loads(content) if isinstance(content, str) else content
        except orjson.JSONDecodeError:
            fields = None
        if not isinstance(fields, dict):
            self._others.unreadable(Unreadable(topic, "content", content))
            return {}
        readable: dict[str, Any] = {}
        for name, value in fields.items():
            if value is None:
                continue
            if _readable(name, value):
                readable[name] = value
            else:
                self._others.unreadable(Unreadable(topic, name, value))
        return readable
