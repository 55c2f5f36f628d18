# Made by `python -m codegen` from etoropy/_async/relay.py; edit that file instead.
"""Reading what a relay has written into Redis: the same quotes as from eToro itself, in any number of processes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Generic, Self, TypeVar

import orjson

from ..clock import SYSTEM_CLOCK, Clock
from ..colours import lifetime, when_life_ends
from ..config import without_password
from ..errors import EToroConnectionError, EToroTimeoutError, EToroValidationError
from ..log import logger
from ..redis_link import Close, failures, link, within
from ..relay.ending import Ending
from ..relay.wire import BEGINNING, Entry, Track, address, comes_after, event_of, quote_of, rows_of
from ..ws import Gap, Policy, PrivateEvent, Quote
from ..ws.delivery import MAX_QUEUE, Mailbox, mailbox
from ..ws.hub import GAPS_KEPT
from ..ws.messages import PRIVATE, topic_of

T = TypeVar("T")

_log: Final = logger("relay")

# Seconds that Redis may hold a question until there is something to tell; a reader that is closed notices after that.
_HOLD: Final = 0.5
_TIMEOUT: Final = 5.0
# How many entries are fetched at once, and how often in a row by a reader that is behind.
_PORTION: Final = 1_000
_IN_A_ROW: Final = 100
# Seconds between tries while Redis is gone: at first, and at most.
_FIRST_TRY: Final = 0.1
_LAST_TRY: Final = 5.0
# How many versions of instruments' facts are remembered.
_FACTS_KEPT: Final = 20_000


class Tail(Ending, ABC, Generic[T]):
    """One of a relay's streams, read from some place on, as an iterator that is also a context manager."""

    def __init__(
        self,
        source: str,
        topics: Iterable[str],
        box: Mailbox,
        *,
        portion: int,
        timeout: float | None,
        after: str | None,
        clock: Clock,
    ) -> None:
        self._url, self._names = address(source)
        self._track = Track(topics, after or BEGINNING)
        self._after = after
        self._box = box
        self._portion = portion
        self._timeout = timeout
        self._clock = clock
        self._failures = failures()
        self._gaps: deque[Gap] = deque(maxlen=GAPS_KEPT)
        # What waits to be delivered, each with its place in the stream; and how far everything has been.
        self._places: deque[tuple[object, str]] = deque()
        self._position = after or BEGINNING
        self._cursor = self._position
        self._has_begun = self._is_cut_off = self._is_fetching = False
        self._wait = 0.0
        self._redis: Any = None
        self._disconnect: Close | None = None
        self._life: Any = None
        self._keeper: object = None

    @property
    def position(self) -> str:
        """How far everything has been delivered: a reader made with this as ``after`` goes on from here. A reader whose
        policy is ``"latest"`` delivers out of order; one that goes on from it may get a few quotes again."""
        return self._position

    @property
    def dropped(self) -> int:
        """Items that were not delivered because newer ones came first."""
        return self._box.dropped

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that lie before the item delivered last, oldest first (the newest 1,000)."""
        return tuple(self._gaps)

    @property
    def closed(self) -> bool:
        return self._box.closed

    def close(self) -> None:
        """End the reading and the connection. A loop over it ends within half a second."""
        self._box.close(discard=True)
        if not self._is_fetching:
            self._hang_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        waiting_since = self._clock.monotonic()
        while True:
            item = self._box.take()
            if item is not None:
                self._deliver(item)
                if not isinstance(item, Gap):
                    return item  # type: ignore[no-any-return]
                self._gaps.append(item)
            elif self._box.closed:
                self._hang_up()
                raise StopIteration
            elif self._timeout is not None and self._clock.monotonic() - waiting_since >= self._timeout:
                raise EToroTimeoutError(f"Nothing came for {self._timeout:g} s.")
            else:
                self._fetch()

    def _deliver(self, item: object) -> None:
        """Note that ``item`` is on its way to the consumer, and so how far everything has been."""
        if self._delivers_in_order:
            while self._places:
                waiting, self._position = self._places.popleft()
                if waiting is item:
                    break
        elif not len(self._box):
            self._position = self._cursor

    # What differs from stream to stream.

    _delivers_in_order = True

    @property
    @abstractmethod
    def _stream(self) -> str:
        """Where it is in Redis."""

    @abstractmethod
    def _items(self, entries: Sequence[Entry | Gap]) -> list[tuple[T | Gap, str]]:
        """What entries amount to, each with its place."""

    def _prepare(self, redis: Any, entries: Sequence[Entry]) -> None:
        """Get whatever else it takes to read these entries."""

    def _newest(self, redis: Any) -> tuple[Entry | None, list[T]]:
        """The last entry, and what stands at present."""
        return self._last(redis), []

    # Fetching.

    def _fetch(self) -> None:
        """Get what there is, or wait a little for it."""
        self._is_fetching = True
        try:
            redis = self._connected()
            if not self._has_begun:
                self._begin(redis)
            elif self._is_cut_off:
                self._resume(redis)
            if not len(self._box):
                self._read(redis)
            self._is_cut_off, self._wait = False, 0.0
        except self._failures as error:
            self._cut_off(error)
        finally:
            self._is_fetching = False

    def _connected(self) -> Any:
        life = lifetime()
        if self._redis is None or self._life != life:
            self._redis, self._disconnect = link(self._url, timeout=_TIMEOUT)
            self._life, self._keeper = life, when_life_ends(self._disconnect)
        return self._redis

    def _hang_up(self) -> None:
        disconnect, self._disconnect, self._redis = self._disconnect, None, None
        if disconnect is not None and self._life == lifetime():
            disconnect()

    def _cut_off(self, error: Exception) -> None:
        if not self._has_begun:
            where = without_password(self._url)
            raise EToroConnectionError(f"Redis at {where} cannot be reached: {error}", sent=False) from error
        if not self._is_cut_off:
            _log.warning("Redis at %s is out of reach: %s", without_password(self._url), error)
        self._is_cut_off = True
        self._wait = min(max(2 * self._wait, _FIRST_TRY), _LAST_TRY)
        self._clock.sleep(self._wait)

    def _begin(self, redis: Any) -> None:
        """Find the place to read from: after what was read last, or after what stands now."""
        if self._after is None:
            last, current = self._newest(redis)
            self._cursor = self._position = self._track.position = last.id if last else BEGINNING
            self._track.begin(last, resumed=False, at=self._clock.now().timestamp())
            self._put([(item, self._cursor) for item in current])
        else:
            rows = within(_TIMEOUT, redis.xrange(self._stream, self._after, self._after))
            last = Entry.of(*rows[0]) if rows else None
            self._track.begin(last, resumed=self._after != BEGINNING)
        self._has_begun = True

    def _resume(self, redis: Any) -> None:
        """Redis was gone. If it lost its memory, its stream may begin anew at an earlier place than ours."""
        last = self._last(redis)
        if last is None or comes_after(self._cursor, last.id):
            self._cursor = BEGINNING

    def _last(self, redis: Any) -> Entry | None:
        rows = within(_TIMEOUT, redis.xrevrange(self._stream, count=1))
        return Entry.of(*rows[0]) if rows else None

    def _read(self, redis: Any) -> None:
        """Fetch portions until no more are waiting. Who delivers everything takes one at a time."""
        for _ in range(_IN_A_ROW):
            hold = None if len(self._box) else int(_HOLD * 1000)
            waiting = redis.xread({self._stream: self._cursor}, count=self._portion, block=hold)
            rows = rows_of(within(_TIMEOUT, waiting))
            entries = [Entry.of(*row) for row in rows]
            self._prepare(redis, entries)
            # Nothing is awaited from here on: what the track has seen will be delivered, whoever breaks off.
            items = self._items(list(self._track.read(entries)))
            if entries:
                self._cursor = entries[-1].id
            self._put(items)
            if len(entries) < self._portion or self._portion < _PORTION or self._box.closed:
                return

    def _put(self, items: Iterable[tuple[T | Gap, str]]) -> None:
        for item, place in items:
            if self._delivers_in_order:
                self._places.append((item, place))
            if isinstance(item, Quote):
                # Fetched only when the mailbox is empty, so what goes beyond its bound is little: a gap beside a full
                # portion, or more instruments to begin with than it holds.
                self._box.overfill(self._box.put([item]))
            else:
                self._box.mark(item, fence=True)


class RelayReader(Tail[Quote]):
    """Quotes that a relay writes, for ``for``; the same as those of a stream from eToro.

    ``source`` is where the relay writes to: ``redis://host:6379/0``, with ``#name`` if it has a name;
    ``instrument_ids`` are the ids wanted. It begins with the quotes as they stand, if the relay is running, or goes on
    where an earlier reader was: ``after`` is that one's ``position``. ``policy`` says what happens while the loop's
    body is busy: ``"latest"`` keeps the newest quote of each instrument, ``"drop_oldest"`` the newest ``max_queue``,
    ``"block"`` every one that Redis still has. What was missed is told by ``gaps``. While Redis is gone the reader
    waits for it, up to ``timeout`` seconds for each quote (EToroTimeoutError; the loop may then be entered again).
    """

    def __init__(
        self,
        source: str,
        instrument_ids: Iterable[int],
        *,
        policy: Policy = "latest",
        max_queue: int | None = None,
        heartbeats: bool = False,
        timeout: float | None = None,
        after: str | None = None,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self._ids = list(dict.fromkeys(instrument_ids))
        if not self._ids:
            raise EToroValidationError("A reader needs at least one instrument.", field="instrument_ids")
        box = mailbox(policy, max_queue)
        super().__init__(
            source,
            map(topic_of, self._ids),
            box,
            # With "block" the mailbox has room for no more.
            portion=min(max_queue or MAX_QUEUE, _PORTION - 1) if policy == "block" else _PORTION,
            timeout=timeout,
            after=after,
            clock=clock,
        )
        self._wanted = frozenset(self._ids)
        self._delivers_in_order = policy != "latest"
        self._heartbeats = heartbeats
        self._facts: dict[str, Mapping[str, Any]] = {"": {}}

    @property
    def _stream(self) -> str:
        return self._names.quotes

    def _prepare(self, redis: Any, entries: Sequence[Entry]) -> None:
        self._learn_facts(redis, [it.content for it in entries if it.kind == "quote" and self._wants(it)])

    def _wants(self, entry: Entry) -> bool:
        return entry.content["instrument"] in self._wanted

    def _items(self, entries: Sequence[Entry | Gap]) -> list[tuple[Quote | Gap, str]]:
        items: list[tuple[Quote | Gap, str]] = []
        place = self._cursor
        for entry in entries:
            if isinstance(entry, Gap):
                items.append((entry, place))
                continue
            place = entry.id
            quote = quote_of(entry.content, self._facts[entry.content["facts"]])
            if self._heartbeats or not quote.is_heartbeat:
                items.append((quote, place))
        return items

    def _learn_facts(self, redis: Any, contents: Iterable[Mapping[str, Any]]) -> None:
        unknown = list({it["facts"]: None for it in contents if it["facts"] not in self._facts})
        if not unknown:
            return
        if len(self._facts) > _FACTS_KEPT:
            self._facts = {"": {}}
            unknown = list({it["facts"]: None for it in contents if it["facts"]})
        places = [f"{self._names.facts}:{key}" for key in unknown]
        texts = within(_TIMEOUT, redis.mget(places))
        self._facts.update((key, orjson.loads(text) if text else {}) for key, text in zip(unknown, texts, strict=True))

    def _newest(self, redis: Any) -> tuple[Entry | None, list[Quote]]:
        """At one moment: the last entry and, while a relay runs, the quotes as they stand."""
        pipeline = redis.pipeline(transaction=True)
        pipeline.get(self._names.alive)
        pipeline.xrevrange(self._names.quotes, count=1)
        pipeline.hmget(self._names.latest, self._ids)
        alive, rows, texts = within(_TIMEOUT, pipeline.execute())
        contents = [orjson.loads(text) for text in texts if text] if alive else []
        self._learn_facts(redis, contents)
        quotes = [quote_of(content, self._facts[content["facts"]]) for content in contents]
        return Entry.of(*rows[0]) if rows else None, quotes


class RelayEvents(Tail[PrivateEvent]):
    """The user's own order events that a relay writes, from now on, or from ``after`` on; none is left out."""

    def __init__(
        self, source: str, *, timeout: float | None = None, after: str | None = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        super().__init__(source, [PRIVATE], Mailbox(), portion=_PORTION - 1, timeout=timeout, after=after, clock=clock)

    @property
    def _stream(self) -> str:
        return self._names.events

    def _items(self, entries: Sequence[Entry | Gap]) -> list[tuple[PrivateEvent | Gap, str]]:
        items: list[tuple[PrivateEvent | Gap, str]] = []
        place = self._cursor
        for entry in entries:
            if isinstance(entry, Entry):
                place = entry.id
                items.append((event_of(entry.content), place))
            else:
                items.append((entry, place))
        return items
