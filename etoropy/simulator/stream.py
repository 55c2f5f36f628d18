"""The stream's protocol without a socket: frames that came in and the passing of time go in, frames to send come out.

A session is one connection. It authenticates first; then topics are subscribed: `instrument:<id>` brings an optional
snapshot and from then on differences, `private` brings what happens to the account of the session's key. Whoever owns a
socket hands over what arrives (`receive`), asks every so often what is due (`tick`), and looks at `closing` after both.

Prices are the market's; where the world has a recording to replay, all messages about instruments come out of that.
"""

from __future__ import annotations

import random
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Protocol

import orjson

from .instruments import Instrument
from .market import BEAT, Quote
from .messages import Mode
from .replay import Listener
from .stream_content import Fields, heartbeat_fields, price_fields, prices_moved, renewed_date, snapshot_fields
from .world import World

TOPIC_LIMIT: Final = 4_999
"""Topics that one connection may hold; a subscription that would exceed it is refused whole."""
FRAME_LIMIT: Final = 25_600
"""Bytes of a client's frame above which the connection is cut without a close frame."""
ATTEMPT_LIMIT: Final = 5
"""Failed authentications after which a connection is told that there were too many."""
KEEPALIVE: Final = b"\x00"
ABNORMAL: Final = 1006
PRIVATE: Final = "private"

_INSTRUMENT_TOPIC = re.compile(r"instrument:(\d{1,18})", re.ASCII)
_KEEPALIVE_SPAN = (8.0, 25.0)  # simulated seconds between keepalives
_SNAPSHOTS_AT_ONCE = 100  # snapshots that follow an ack at once; the rest comes with the next ticks, before any delta
_FAULT_INTERVAL = 1.0  # simulated seconds between two chances for a socket fault to strike

Frame = str | bytes
"""A text frame or a binary one."""


@dataclass(frozen=True, slots=True)
class Close:
    """How a connection ends: a close code, or 1006 to cut the transport without a word."""

    code: int
    reason: str = ""

    @property
    def is_cut(self) -> bool:
        return self.code == ABNORMAL


@dataclass(frozen=True, slots=True)
class Pace:
    """How often an instrument is quoted: every `interval` simulated seconds, unless the connection's topics would
    together exceed `per_second` messages; then each waits its turn."""

    interval: float = BEAT
    per_second: float = 1_000.0

    def __post_init__(self) -> None:
        if self.interval <= 0:
            raise ValueError("The interval between two messages must be above zero")

    def turns(self, topics: int) -> int:
        """How many intervals pass between two messages of one topic when so many are subscribed."""
        return max(1, -(-topics // max(1, int(self.per_second * self.interval))))


class SocketFaults(Protocol):
    """Whether a fault strikes a connection at this chance: `ws_drop` cuts it, `ws_mute` silences it for good."""

    def strikes(self, kind: str, /) -> bool: ...


class Refusal(Exception):
    """A client's operation that is answered with `success: false`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class InstrumentTopic:
    """One subscribed instrument: what its subscriber has been told, so that only differences go out."""

    __slots__ = ("instrument", "name", "offset", "quote", "slot", "told")

    def __init__(self, name: str, instrument: Instrument, offset: int) -> None:
        self.name = name
        self.instrument = instrument
        self.offset = offset
        self.slot = 0
        self.told: Fields = {}
        self.quote: Quote | None = None

    def tell(self, fields: Fields, quote: Quote) -> Fields:
        """What of these fields the subscriber does not know yet; from now on it does."""
        told = self.told
        news = {name: value for name, value in fields.items() if told.get(name) != value}
        told.update(news)
        self.quote = quote
        return news

    def is_due(self, slot: int, turns: int) -> bool:
        """Whether the topic's turn came since its last message, when it has one in so many slots."""
        return (slot + self.offset) // turns > (self.slot + self.offset) // turns

    def difference(self, quote: Quote, now: float) -> Fields:
        """The fields that changed since the last message. Now and then a price moves without its date."""
        if self.quote is not None and quote.rate_id == self.quote.rate_id:
            return self.tell(renewed_date(quote, now), quote)
        if self.quote is not None and not prices_moved(self.quote, quote):
            return self.tell(heartbeat_fields(quote), quote)
        fields = price_fields(self.instrument, quote)
        if quote.rate_id % 16 == 0:
            del fields["Date"]
        return self.tell(fields, quote)


class StreamSession:
    """One connection's state. `number` tells connections of one simulator apart: ids and keepalives hang on it."""

    def __init__(
        self,
        world: World,
        number: int = 0,
        *,
        topic_limit: int = TOPIC_LIMIT,
        pace: Pace | None = None,
        faults: SocketFaults | None = None,
    ) -> None:
        self.closing: Close | None = None
        self.mode: Mode | None = None
        self._world = world
        self._number = number
        self._topic_limit = topic_limit
        self._pace = pace or Pace()
        self._faults = faults
        self._random = random.Random(f"{world.seed}/stream/{number}")
        self._keepalive_at = world.clock.now() + self._random.uniform(*_KEEPALIVE_SPAN)
        self._fault_at = world.clock.now()
        self._topics: dict[str, InstrumentTopic | None] = {}
        self._owed_snapshots: deque[InstrumentTopic] = deque()
        self._private_events: deque[tuple[str, dict[str, Any]]] = deque()
        self._replayed = None if world.replay is None else Listener(world.replay, self._topics)
        self._forget_account = _nothing
        self._failed_attempts = 0
        self._messages = 0
        self._is_mute = False

    @property
    def topics(self) -> list[str]:
        """What is subscribed, in the order it was."""
        return list(self._topics)

    def opened(self) -> list[Frame]:
        """What a fresh connection is greeted with: nothing, or a keepalive before a word was said."""
        return [KEEPALIVE] if self._random.random() < 0.5 else []

    def closed(self) -> None:
        """The connection is gone: stop listening to the account."""
        self._forget_account()
        self._topics.clear()
        self._stop_replay()

    def _stop_replay(self) -> None:
        if self._replayed is not None:
            self._replayed.leave()
            self._replayed = None

    # -- what the client says

    def receive(self, frame: Frame) -> list[Frame]:
        """Take one frame of the client's and answer it."""
        if self.closing is not None:
            return []
        if isinstance(frame, bytes):
            self.closing = Close(1003, "text frames only")
            return []
        if len(frame) > FRAME_LIMIT or len(frame.encode()) > FRAME_LIMIT:
            self.closing = Close(ABNORMAL)
            return []
        frames = list(self._answer(frame))
        return [] if self._is_mute else frames

    def _answer(self, frame: str) -> Iterator[Frame]:
        call = _parse(frame)
        try:
            yield from self._perform(call)
        except Refusal as refusal:
            yield _ack(call, refusal)

    def _perform(self, call: dict[str, Any]) -> Iterator[Frame]:
        operation = call.get("operation")
        if operation == "Authenticate":
            yield from self._authenticate(call)
        elif operation not in ("Subscribe", "Unsubscribe"):
            raise Refusal("UnhandledException", f"Unknown operation {operation!r}")
        elif self.mode is None:
            raise Refusal("Unauthorized", "The session is not authenticated")
        elif operation == "Subscribe":
            yield from self._subscribe(call)
        else:
            yield from self._unsubscribe(call)

    # -- who it is

    def _authenticate(self, call: dict[str, Any]) -> Iterator[Frame]:
        if self.mode is not None:
            raise Refusal("SessionAlreadyAuthenticated", "This session is authenticated already")
        try:
            self.mode = self._mode_of(call.get("data"))
        except Refusal:
            self._failed_attempts += 1
            raise
        if self._random.random() < 0.25:
            yield KEEPALIVE
        yield _ack(call)

    def _mode_of(self, data: Any) -> Mode:
        if self._failed_attempts >= ATTEMPT_LIMIT:
            raise Refusal("TooManyRequests", "Too many attempts to authenticate")
        api_key, user_key = _keys_in(data)
        mode = self._world.mode_of_keys(api_key, user_key)
        if mode is None:
            raise self._refused_keys(api_key, user_key)
        return mode

    def _refused_keys(self, api_key: str, user_key: str) -> Refusal:
        pairs = self._world.keys.values()
        if api_key not in {pair.api_key for pair in pairs}:
            return Refusal("InvalidKey", "The API key is not valid")
        if user_key not in {pair.user_key for pair in pairs}:
            return Refusal("Unauthorized", "The user key is not valid")
        return Refusal("Forbidden", "The user key does not belong to the API key")

    # -- what it wants to hear

    def _subscribe(self, call: dict[str, Any]) -> Iterator[Frame]:
        data = call["data"] if isinstance(call.get("data"), dict) else {}
        names = _topics_in(data)
        if len(self._topics.keys() | names.keys()) > self._topic_limit:
            raise Refusal("SubscribeFailed", f"More than {self._topic_limit} topics")
        yield _ack(call)
        now = self._world.clock.now()
        wants_snapshot = data.get("snapshot") is True
        for name, instrument_id in names.items():
            if name not in self._topics:
                self._topics[name] = self._new_topic(name, instrument_id, None if wants_snapshot else now)
            topic = self._topics[name]
            if wants_snapshot and topic is not None:
                self._owed_snapshots.append(topic)
        if self._replayed is not None:
            self._replayed.subscribed(now)
            self._replayed.recall(names if wants_snapshot else (), self._data)
        yield from islice(self._snapshots(now), _SNAPSHOTS_AT_ONCE)

    def _new_topic(self, name: str, instrument_id: int | None, told_at: float | None) -> InstrumentTopic | None:
        """None for the private topic, which starts to listen, and for instruments that the market does not quote.

        Without a snapshot the first message is a difference all the same: to what others were told at this moment.
        """
        if instrument_id is None:
            self._forget_account = self._world.subscribe(self._on_private_event)
            return None
        instrument = self._world.market.find(instrument_id)
        if instrument is None or self._replayed is not None:
            return None
        topic = InstrumentTopic(name, instrument, offset=len(self._topics))
        if told_at is not None:
            quote = self._world.market.quote(instrument, told_at)
            topic.tell(price_fields(instrument, quote), quote)
            topic.slot = self._slot(told_at)
        return topic

    def _snapshots(self, now: float) -> Iterator[Frame]:
        """The snapshots that are still owed, in the order asked; none for what was unsubscribed meanwhile."""
        if self._replayed is not None:
            yield from self._replayed.waiting()
        while self._owed_snapshots:
            topic = self._owed_snapshots.popleft()
            if self._topics.get(topic.name) is topic:
                yield self._snapshot(topic, now)

    def _snapshot(self, topic: InstrumentTopic, now: float) -> Frame:
        quote = self._world.market.quote(topic.instrument, now)
        fields = snapshot_fields(self._world.market, topic.instrument, quote)
        topic.told = dict(fields)
        topic.quote = quote
        topic.slot = self._slot(now)
        return self._data(topic.name, "Snapshot", fields)

    def _unsubscribe(self, call: dict[str, Any]) -> Iterator[Frame]:
        data = call["data"] if isinstance(call.get("data"), dict) else {}
        for name in _topics_in(data):
            self._topics.pop(name, None)
            if name == PRIVATE:
                self._forget_account()
        yield _ack(call)

    def _on_private_event(self, mode: Mode, kind: str, content: dict[str, Any]) -> None:
        if mode == self.mode:
            self._private_events.append((kind, content))

    # -- what time brings

    def tick(self, now: float, most: int | None = None) -> list[Frame]:
        """Everything that is due at this moment: at most one message of each instrument, however much time has passed.

        With `most` no more than that many frames at once; the rest stays due for the next call.
        """
        if self.closing is None and now >= self._fault_at:
            self._fault_at = now + _FAULT_INTERVAL
            self._suffer_faults()
        if self.closing is not None or self._is_mute:
            return []
        return list(islice(self._due(now), most))

    def _suffer_faults(self) -> None:
        if self._faults is None:
            return
        if self._faults.strikes("ws_drop"):
            self.closing = Close(ABNORMAL)
        elif self._faults.strikes("ws_mute"):
            self._is_mute = True
            self._stop_replay()

    def _due(self, now: float) -> Iterator[Frame]:
        if now >= self._keepalive_at:
            self._keepalive_at = now + self._random.uniform(*_KEEPALIVE_SPAN)
            yield KEEPALIVE
        while self._private_events:
            kind, content = self._private_events.popleft()
            yield self._data(PRIVATE, kind, content)
        yield from self._snapshots(now)
        if self._replayed is not None:
            yield from self._replayed.due(now)
        for topic in self._topics_due(now):
            news = topic.difference(self._world.market.quote(topic.instrument, now), now)
            if news:
                yield self._data(topic.name, "Trading.Instrument.Rate", news)

    def _topics_due(self, now: float) -> Iterator[InstrumentTopic]:
        slot, turns = self._slot(now), self._pace.turns(len(self._topics))
        for topic in self._topics.values():
            if topic is not None and topic.is_due(slot, turns):
                topic.slot = slot
                yield topic

    def _slot(self, now: float) -> int:
        return int(now / self._pace.interval)

    def _data(self, topic: str, kind: str, content: dict[str, Any]) -> str:
        self._messages += 1
        identity = f"{self._world.seed & 0xFFFFFFFF:08x}-{self._number & 0xFFFF:04x}-4000-8000-{self._messages:012x}"
        message = {"topic": topic, "content": orjson.dumps(content).decode(), "id": identity, "type": kind}
        return orjson.dumps({"messages": [message]}).decode()


def _nothing() -> None:
    """What ends a subscription that never began."""


def _parse(frame: str) -> dict[str, Any]:
    """The client's call; an empty one, which no operation matches, when the frame is not a JSON object."""
    try:
        call = orjson.loads(frame)
    except orjson.JSONDecodeError:
        return {}
    return call if isinstance(call, dict) else {}


def _ack(call: dict[str, Any], refusal: Refusal | None = None) -> str:
    said = {name: value if isinstance(value := call.get(name), str | int) else None for name in ("id", "operation")}
    answer: dict[str, Any] = {**said, "success": refusal is None}
    if refusal is not None:
        answer |= {"errorCode": refusal.code, "errorMessage": refusal.message}
    return orjson.dumps(answer).decode()


def _keys_in(data: Any) -> tuple[str, str]:
    """API key and user key of an Authenticate call."""
    if not data:
        raise Refusal("DataRequired", "data is required")
    if not isinstance(data, dict):
        raise Refusal("UnhandledException", "data is not an object")
    api_key, user_key = data.get("apiKey"), data.get("userKey")
    if not api_key:
        raise Refusal("ApiKeyRequired", "apiKey is required")
    if not user_key:
        raise Refusal("UserKeyRequired", "userKey is required")
    if not isinstance(api_key, str) or not isinstance(user_key, str):
        raise Refusal("UnhandledException", "Keys are strings")
    return api_key, user_key


def _topics_in(data: dict[str, Any]) -> dict[str, int | None]:
    """Topic names of a call with the instrument's id each; None for the private topic."""
    topics = data.get("topics")
    if not isinstance(topics, list) or not topics:
        raise Refusal("DataRequired", "topics is required")
    return dict(_read_topics(topics))


def _read_topics(topics: Iterable[Any]) -> Iterator[tuple[str, int | None]]:
    for topic in topics:
        matched = _INSTRUMENT_TOPIC.fullmatch(topic) if isinstance(topic, str) else None
        if matched is None and topic != PRIVATE:
            raise Refusal("SubscribeFailed", f"Unknown topic {topic!r}")
        yield topic, int(matched[1]) if matched else None
