"""The relay: one connection to eToro, written into Redis for everybody else.

Of several relays under one name one writes; the others stand by and take over when it falls silent. What a relay could
not write, or was not there to receive, readers learn of as a gap.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Final, NamedTuple, Self
from uuid import uuid4

import orjson

from ..clock import SYSTEM_CLOCK, Clock
from ..config import EToroConfig, without_password
from ..errors import EToroAuthError, EToroError, EToroSymbolError, EToroValidationError
from ..log import logger
from ..redis_link import failures, link
from ..symbols import SymbolTable, bundled
from ..ws import Gap, PrivateEvent, Quote, WsClient
from ..ws.messages import PRIVATE, time_of, topic_of
from .wire import (
    FACTS_LAST,
    Numbering,
    address,
    event_content,
    facts_of,
    gap_content,
    quote_content,
    written_at,
)

_log: Final = logger("relay")

# Seconds without a sign of life after which another relay may take over, and between signs.
_SILENCE: Final = 5.0
_SIGN: Final = 1.5
# Seconds between tries to reach Redis.
_RETRY: Final = 0.5
# How much is held while Redis is gone; beyond that the oldest is lost, and readers are told.
_HELD: Final = 100_000
# How many entries go to Redis at once.
_BATCH: Final = 500
# Facts are written again before they expire.
_REFRESH: Final = FACTS_LAST / 4


class Down(NamedTuple):
    """The stream was lost at this time: what stood until then may not stand any more."""

    at: float


Item = Quote | PrivateEvent | Gap | Down
# What is to be done with the pipeline: one command.
Write = Callable[[Any], object]


class Session:
    """A relay's turn at writing: how its entries are numbered, and since when readers have had nothing.

    ``ends`` is when the turn is over unless a sign of life is given, by the monotonic clock and by that on the wall:
    the one stands still while a machine sleeps, and the other may be set.
    """

    def __init__(self, quotes_until: float | None, events_until: float | None) -> None:
        self.id = uuid4().hex
        self.quotes = Numbering(self.id)
        self.events = Numbering(self.id)
        self.quotes_until = quotes_until
        self.events_until = events_until
        self.ends = (0.0, 0.0)


class Outbox:
    """What was received and is not in Redis yet; of more than ``limit`` items the oldest are lost. ``put`` is called by
    the stream's callbacks, ``take`` by the relay, and ``wake`` by anybody, a signal's handler included."""

    def __init__(self, limit: int = _HELD) -> None:
        # Not an Event: setting one from a handler while its thread begins to wait for it would be the end.
        self._bell: queue.SimpleQueue[None] = queue.SimpleQueue()
        self._limit = limit
        self._lock = threading.Lock()
        self._items: deque[Item] = deque()
        self._lost_since: float | None = None

    def put(self, item: Item) -> None:
        with self._lock:
            self._items.append(item)
            if len(self._items) > self._limit:
                lost = self._items.popleft()
                self._lost_since = _time_of(lost) if self._lost_since is None else self._lost_since
        if self._bell.empty():
            self.wake()

    def wake(self) -> None:
        """End the waiting."""
        self._bell.put(None)

    def wait(self, seconds: float) -> None:
        """Wait until something was put, or for ``seconds``."""
        with contextlib.suppress(queue.Empty):
            self._bell.get(timeout=seconds)
            while True:
                self._bell.get_nowait()

    def take(self, most: int) -> tuple[list[Item], float | None]:
        """The oldest items, and since when some before them are lost."""
        with self._lock:
            lost_since, self._lost_since = self._lost_since, None
            return [self._items.popleft() for _ in range(min(most, len(self._items)))], lost_since

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self._lost_since = None


class Relay:
    """Holds eToro's stream and writes it to Redis until ``close``; use it as a context manager, or call ``run``.

    ``source`` is where to: ``redis://host:6379/0#name``. ``instruments`` are symbols of the bundled table, or ids.
    ``private`` says whether the user's own order events are written too, ``heartbeats`` whether quotes that stood still
    are. ``keep`` bounds how many quotes Redis holds for readers that are behind (about; events a tenth of it).
    """

    def __init__(
        self,
        config: EToroConfig,
        source: str,
        instruments: Iterable[int | str],
        *,
        private: bool = True,
        heartbeats: bool = False,
        keep: int = 100_000,
        symbols: SymbolTable | None = None,
        ready: Callable[[], object] | None = None,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self.url, self.names = address(source)
        table = bundled() if symbols is None else symbols
        self._ids = list(dict.fromkeys(_id_of(table, instrument) for instrument in instruments))
        if not self._ids:
            raise EToroValidationError("A relay needs at least one instrument.", field="instruments")
        self._topics = tuple(map(topic_of, self._ids)) + ((PRIVATE,) if private else ())
        self._private = private
        self._keep = keep
        self._clock = clock
        self._redis, self._close_redis = link(self.url, timeout=_SIGN)
        self._failures = failures()
        self._is_ending = False
        self._outbox = Outbox()
        # By instrument: its facts, where they stand, and until when.
        self._facts: dict[int, tuple[dict[str, Any], str, float]] = {}
        self._newest: dict[int, bytes] = {}
        self._unwritten: list[Write] = []
        self._is_cut_off = False
        self._thread: threading.Thread | None = None
        self._error: EToroError | None = None
        # "block": nothing is left out between the socket and the outbox, which keeps count of what it loses.
        self._ws = WsClient(
            config,
            symbol_of=lambda number: table.symbol_of(number) or str(number),
            clock=clock,
            policy="block",
            heartbeats=heartbeats,
        )
        self._listen(ready)

    def _listen(self, ready: Callable[[], object] | None) -> None:
        """Have all that comes put into the outbox, and ``ready`` called when the stream stands."""
        self._ws.on("price", lambda _symbol, _number, quote: self._outbox.put(quote))
        self._ws.on("order:update", self._outbox.put)
        self._ws.on("gap", self._outbox.put)
        self._ws.on("disconnected", lambda: self._outbox.put(Down(self._clock.now().timestamp())))
        self._ws.on("error", self._hear_of_trouble)
        if ready is not None:
            self._ws.on("connected", ready)

    # Life.

    def run(self) -> None:
        """Relay until ``close`` is called from elsewhere. Raises EToroAuthError when eToro refuses the keys."""
        try:
            while not self._is_ending:
                session = self._take_over()
                if session is not None:
                    self._relay(session)
        finally:
            self._ws.close()
            self._close_redis()

    def start(self) -> Relay:
        """Relay in a thread of its own."""
        self._thread = threading.Thread(target=self._run_quietly, name="etoropy-relay", daemon=True)
        self._thread.start()
        return self

    def _run_quietly(self) -> None:
        try:
            self.run()
        except EToroError as error:
            self._error = error
            _log.error("The relay has ended: %s", error)

    def close(self) -> None:
        """Stop relaying; what was received until now is still written if Redis is there. May be called from anywhere,
        a signal's handler included."""
        self._is_ending = True
        self._outbox.wake()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hear_of_trouble(self, error: EToroError) -> None:
        _log.warning("%s", error)
        if isinstance(error, EToroAuthError):
            self._error = error
            self._outbox.wake()

    # Whose turn it is to write.

    def _take_over(self) -> Session | None:
        """Become the relay that writes; None, after a while, if another one is or Redis is gone."""
        session, ends = Session(None, None), self._turn_from_now()
        try:
            if self._redis.set(self.names.alive, session.id, nx=True, px=int(_SILENCE * 1000)):
                session.ends = ends
                session.quotes_until = self._last_written(self.names.quotes)
                if self._private:
                    # Before the first event of all, quotes tell that there was a relay to miss it.
                    session.events_until = self._last_written(self.names.events) or session.quotes_until
                self._redis.delete(self.names.latest)
                return session
        except self._failures as error:
            self._cut_off(error)
        self._outbox.wait(_RETRY)
        return None

    def _last_written(self, stream: str) -> float | None:
        entries = self._redis.xrevrange(stream, count=1)
        return written_at(entries[0][0].decode()) if entries else None

    def _is_my_turn(self, session: Session) -> bool:
        """Give a sign of life. False if another relay took over meanwhile; while Redis is gone that cannot be known."""
        ends = self._turn_from_now()
        try:
            holder = self._redis.get(self.names.alive)
            if holder is not None and holder.decode() != session.id:
                _log.warning("Another relay has taken over; this one stands by.")
                return False
            self._redis.set(self.names.alive, session.id, px=int(_SILENCE * 1000))
            session.ends = ends
            # Without our sign Redis may have lost all the rest as well, and come back before anybody noticed.
            self._is_cut_off = self._is_cut_off or holder is None
        except self._failures as error:
            self._cut_off(error)
        return True

    def _turn_from_now(self) -> tuple[float, float]:
        return self._clock.monotonic() + _SILENCE, self._clock.now().timestamp() + _SILENCE

    def _is_over(self, session: Session) -> bool:
        """Whether another relay may have taken over by now: this one stood still, or Redis was gone for long."""
        monotonic, wall = session.ends
        return self._clock.monotonic() >= monotonic or self._clock.now().timestamp() >= wall

    def _cut_off(self, error: Exception) -> None:
        if not self._is_cut_off:
            _log.warning("Redis at %s is out of reach: %s", without_password(self.url), error)
        self._is_cut_off = True

    # Writing.

    def _relay(self, session: Session) -> None:
        """Write what comes, until it is another's turn or this relay is closed."""
        self._ws.subscribe(self._ids)
        if self._private:
            self._ws.subscribe_private()
        self._ws.start()
        next_sign = 0.0
        try:
            while not self._is_ending and self._error is None:
                if self._clock.monotonic() >= next_sign or self._is_over(session):
                    next_sign = self._clock.monotonic() + _SIGN
                    if not self._is_my_turn(session):
                        return
                self._outbox.wait(_RETRY)
                self._write(session, next_sign)
            self._write(session, self._clock.monotonic() + _SIGN)
            if self._is_my_turn(session):
                self._redis.delete(self.names.alive)
            if self._error is not None:
                raise self._error
        except self._failures as error:
            self._cut_off(error)
        finally:
            self._ws.close()
            self._forget()

    def _forget(self) -> None:
        self._outbox.clear()
        self._unwritten.clear()
        self._facts.clear()
        self._newest.clear()

    def _write(self, session: Session, until: float) -> None:
        """Write what is there, each portion whole, until a moment (monotonic): it may come as fast as it is written.
        What fails is tried again next time, under the same numbers."""
        while self._flush(session) and self._clock.monotonic() < until:
            items, lost_since = self._outbox.take(_BATCH)
            if not items:
                return
            self._announce_gaps(session, lost_since, _time_of(items[0]))
            for item in items:
                self._add(session, item)
            quoted = {it.instrument_id for it in items if isinstance(it, Quote)}
            newest = {number: content for number in quoted if (content := self._newest.get(number))}
            if newest:
                self._keep_newest(newest)

    def _flush(self, session: Session) -> bool:
        if not self._unwritten and not self._is_cut_off:
            return True
        if self._is_over(session):
            return False
        try:
            with self._redis.pipeline(transaction=True) as pipeline:
                if self._is_cut_off:
                    self._refresh(pipeline, session)
                for write in self._unwritten:
                    write(pipeline)
                pipeline.execute()
        except self._failures as error:
            self._cut_off(error)
            return False
        self._is_cut_off = False
        self._unwritten.clear()
        return True

    def _refresh(self, pipeline: Any, session: Session) -> None:
        """Redis was gone, and may have lost its memory."""
        pipeline.set(self.names.alive, session.id, nx=True, px=int(_SILENCE * 1000))
        for facts, key, _ in self._facts.values():
            if key:
                pipeline.set(f"{self.names.facts}:{key}", orjson.dumps(facts), ex=FACTS_LAST)
        if self._newest:
            pipeline.hset(self.names.latest, mapping=self._newest)

    def _keep_newest(self, newest: dict[int, bytes]) -> None:
        self._unwritten.append(lambda pipeline: pipeline.hset(self.names.latest, mapping=newest))

    def _announce_gaps(self, session: Session, lost_since: float | None, until: float) -> None:
        """What lies between the relay before and this one, and what was lost while Redis was gone."""
        before = (session.quotes_until, session.events_until)
        session.quotes_until = session.events_until = None
        for since, private in zip(before, (False, True), strict=True):
            times = [time for time in (since, lost_since) if time is not None]
            topics = [topic for topic in self._topics if (topic == PRIVATE) is private]
            if times and topics:
                self._add(session, Gap(time_of(min(times)), time_of(until), tuple(topics)))

    def _add(self, session: Session, item: Item) -> None:
        """One more item for the pipeline."""
        names, keep = self.names, self._keep
        if isinstance(item, Quote):
            content = quote_content(item, self._place_facts(item))
            self._newest[item.instrument_id] = content
            self._append(names.quotes, session.quotes.entry("quote", content), keep)
        elif isinstance(item, PrivateEvent):
            self._append(names.events, session.events.entry("event", event_content(item)), keep // 10)
        elif isinstance(item, Down):
            self._newest.clear()
            self._unwritten.append(lambda pipeline: pipeline.delete(names.latest))
        else:
            content = gap_content(item)
            if item.instrument_ids:
                self._append(names.quotes, session.quotes.entry("gap", content), keep)
            if item.private:
                self._append(names.events, session.events.entry("gap", content), keep // 10)

    def _append(self, stream: str, fields: dict[str, Any], keep: int) -> None:
        self._unwritten.append(lambda pipeline: pipeline.xadd(stream, fields, maxlen=keep, approximate=True))

    def _place_facts(self, quote: Quote) -> str:
        """Where the facts of a quote stand; written there if they do not yet, or have stood for long."""
        now = self._clock.monotonic()
        known = self._facts.get(quote.instrument_id)
        if known is not None and known[0] is quote._facts and now < known[2]:
            return known[1]
        key, content = facts_of(quote)
        self._facts[quote.instrument_id] = (quote._facts, key, now + _REFRESH)
        if key:
            place = f"{self.names.facts}:{key}"
            self._unwritten.append(lambda pipeline: pipeline.set(place, content, ex=FACTS_LAST))
        return key


def run(
    config: EToroConfig,
    source: str,
    instruments: Iterable[int | str],
    *,
    private: bool = True,
    heartbeats: bool = False,
    keep: int = 100_000,
    symbols: SymbolTable | None = None,
    ready: Callable[[], object] | None = None,
) -> None:
    """Relay until interrupted; see ``Relay``. ``ready`` is called whenever the stream stands.

    Raises EToroValidationError, EToroSymbolError, and EToroAuthError when eToro refuses the keys.
    """
    Relay(
        config,
        source,
        instruments,
        private=private,
        heartbeats=heartbeats,
        keep=keep,
        symbols=symbols,
        ready=ready,
    ).run()


def _id_of(table: SymbolTable, instrument: int | str) -> int:
    if isinstance(instrument, int):
        return instrument
    number = table.id_of(instrument)
    if number is None:
        near = table.near(instrument)
        raise EToroSymbolError(f"There is no symbol {instrument!r}.", value=instrument, candidates=near)
    return number


def _time_of(item: Item) -> float:
    if isinstance(item, Down):
        return item.at
    return item.until.timestamp() if isinstance(item, Gap) else item._received
