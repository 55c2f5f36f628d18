"""The connections of one client, and what is subscribed on them.

Both colours of client drive an engine. It decides which connection carries what, when the client as a whole counts as
connected, and who is told; it never waits but where it says so.
"""

from __future__ import annotations

import functools
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from ..errors import EToroError
from ..events import Listeners
from .connection import Connection, Counts, Settings, Spawn, Tap
from .delivery import Mailbox
from .hub import Feed, Hub
from .interest import Interest, Spread
from .messages import PRIVATE
from .quotes import Quote
from .session import Instrument
from .shift import Read


class Stats(NamedTuple):
    """What the stream has done since ``connect``.

    ``messages`` that came, ``quotes`` made of them, ``dropped`` quotes that a consumer never got to see because newer
    ones came first (by its own policy), ``waiting`` items in mailboxes, ``unreadable`` values and frames. ``lag`` is by
    how many seconds the newest quote was older than its receipt, None before the first; it includes the difference
    between this machine's clock and eToro's.
    """

    connected: bool
    connections: int
    topics: int
    messages: int
    quotes: int
    dropped: int
    waiting: int
    reconnects: int
    gaps: int
    unreadable: int
    lag: float | None


class Engine:
    """The connections of one client and what is subscribed on them. Both colours of client drive one; it never waits
    but in ``join``."""

    def __init__(
        self,
        settings: Settings,
        *,
        symbol_of: Callable[[int], str],
        listeners: Listeners,
        new_desk: Callable[[], Mailbox],
        reader_of: Callable[[Mailbox], Read],
        heartbeats: bool,
        spawn: Spawn,
    ) -> None:
        self.settings = settings
        self.running = False
        self.connected = False
        #: How often the client as a whole became connected.
        self.arrivals = 0
        self._arrivals_before = 0
        self.error: EToroError | None = None
        self.taps: tuple[Tap, ...] = ()
        #: Whether those whom the client served ended without closing it.
        self.abandoned: Callable[[], bool] = lambda: False
        #: Has whoever stands by for the readers look around at once.
        self.wake: Callable[[], Any] = lambda: None
        self.hub = Hub(listeners, new_desk(), heartbeats=heartbeats)
        self.hub.desk.close()
        self._new_desk = new_desk
        self._reader_of = reader_of
        self._read: Read
        self._spawn = spawn
        self._symbol_of = symbol_of
        self._lock = threading.RLock()
        self._interest = Interest()
        self._own = Interest()
        self._instruments: dict[str, Instrument | None] = {}
        self._spread = Spread()
        self._connections: dict[int, Connection] = {}
        self._living: set[Connection] = set()
        self._past = Counts()
        self._orphans: deque[Feed] = deque()
        self._when_settled: list[Callable[[], Any]] = []
        self._when_ended: list[Callable[[], Any]] = []

    # ── life ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> bool:
        """Begin to connect; False if that was done already."""
        with self._lock:
            if self.running:
                return False
            self.running, self.connected, self.error = True, False, None
            self._arrivals_before = self.arrivals
            self.hub.desk = self._new_desk()
            self._read = self._reader_of(self.hub.desk)
            self._past = Counts()
            self._spread, self._connections = Spread(), {}
            self._connection(0, counted=True)
            self._place(self._interest.topics, snapshot=True, counted=True)
            return True

    def stop(self, error: EToroError | None = None) -> None:
        """End everything soon, because of ``error`` or because the user wants it so. Does not wait."""
        with self._lock:
            if self.running:
                self.error = error
                if error is not None:
                    self.hub.emit("error", error)
            if self.connected:
                self.hub.emit("disconnected", fence=True)
            self.running = self.connected = False
            for feed in self.hub.feeds:
                feed.box.close(error)
                self._give_up(feed)
            self.hub.desk.close()
            for connection in self._connections.values():
                connection.stop()
            waiting, self._when_settled = self._when_settled, []
        for callback in waiting:
            callback()

    def is_relied_upon(self) -> bool:
        """Whether others would miss it if somebody who waited for the connection in vain ended it: they wait too, or
        it stood already, and comes back for those who listen."""
        with self._lock:
            return self.running and (self.arrivals > self._arrivals_before or bool(self._when_settled))

    def reason(self) -> str:
        """What went wrong last, as the end of a sentence."""
        errors = [connection.error for connection in self._connections.values() if connection.error is not None]
        return f": {errors[-1]}" if errors else "."

    def fail(self, connection: Connection, error: EToroError) -> None:
        """A connection gave up for good, and so does the client: half a stream would pass for a whole one."""
        with self._lock:
            # One that is on its way out, left from before a restart, has no say.
            if connection in self._connections.values():
                self.stop(error)

    def join(self, seconds: float) -> None:
        """Wait for the readers, up to ``seconds`` for each that is held up by the system."""
        for connection in tuple(self._living):
            connection.join(seconds)

    def when_settled(self, callback: Callable[[], Any]) -> bool:
        """Have ``callback`` called once all connections stand, or it is clear that they won't. False if so already."""
        with self._lock:
            if self.connected or not self.running:
                return False
            self._when_settled.append(callback)
            return True

    def when_ended(self, callback: Callable[[], Any]) -> bool:
        """Have ``callback`` called once no reader is left. False if so already."""
        with self._lock:
            if not self._living:
                return False
            self._when_ended.append(callback)
            return True

    def forget(self, callback: Callable[[], Any]) -> None:
        with self._lock:
            for callbacks in (self._when_settled, self._when_ended):
                if callback in callbacks:
                    callbacks.remove(callback)

    # ── what readers report ────────────────────────────────────────────────────────────────────────────────────────

    def went_up(self, connection: Connection) -> None:
        with self._lock:
            connection.up = connection.counted = True
            waiting = self._look_around()
        for callback in waiting:
            callback()

    def went_down(self, connection: Connection) -> None:
        with self._lock:
            connection.up = False
            self._look_around()

    def ended(self, connection: Connection) -> None:
        with self._lock:
            self._living.discard(connection)
            waiting: list[Callable[[], Any]] = []
            if not self._living:
                waiting, self._when_ended = self._when_ended, []
        for callback in waiting:
            callback()

    def _look_around(self) -> list[Callable[[], Any]]:
        """Say so when the client as a whole became connected or disconnected. One more connection that is only being
        opened does not count yet."""
        if not self.running:
            return []
        connected = all(connection.up for connection in self._connections.values() if connection.counted)
        if connected == self.connected:
            return []
        self.connected = connected
        self.arrivals += connected
        self.hub.emit("connected" if connected else "disconnected", fence=True)
        if not connected:
            return []
        waiting, self._when_settled = self._when_settled, []
        return waiting

    # ── what is subscribed ─────────────────────────────────────────────────────────────────────────────────────────

    def subscribe(self, topics: Sequence[str], *, snapshot: bool) -> None:
        """One more reason to receive ``topics``."""
        named = self._named(topics)
        with self._lock:
            self._instruments.update(named)
            self._own.add(topics)
            self._place(self._interest.add(topics), snapshot=snapshot)

    def unsubscribe(self, topics: Iterable[str]) -> None:
        """One reason less, if ``subscribe`` gave one: what streams want stays."""
        with self._lock:
            given = [topic for topic in topics if topic in self._own]
            self._own.release(given)
            self._release(given)

    def clear(self) -> None:
        """Forget what was subscribed."""
        with self._lock:
            self._interest, self._own = Interest(), Interest()
            self._instruments.clear()

    def open(self, feed: Feed, *, snapshot: bool = True) -> None:
        """Let ``feed`` have what it wants; of instruments already followed it gets the quote as it stands."""
        self._bury()
        named = self._named(feed.topics)
        with self._lock:
            self._instruments.update(named)
            fresh = self._interest.add(feed.topics)
            self.hub.add(feed)
            if not self.running:
                self.hub.route(feed, feed.topics)
                return
            self.hub.route(feed, fresh)
            self._place(fresh, snapshot=snapshot)
            for number, topics in self._spread.carriers(set(feed.topics).difference(fresh)).items():
                connection = self._connections[number]
                connection.ask(functools.partial(self._join_in, connection, feed, topics))

    def _join_in(self, connection: Connection, feed: Feed, topics: list[str]) -> list[bytes]:
        """In the reader of ``connection``, so that no message falls between the quote as it stands and the next."""
        self.hub.route(feed, topics)
        refused = self.hub.refused(topics)
        if connection.session.authenticated:
            current = map(connection.session.book.current, topics)
            self.hub.put(feed.box, [quote for quote in current if quote is not None], connection.hold)
        self.hub.forgive(refused)
        again = {topic: self._instruments.get(topic) for topic in refused}
        return connection.session.subscribe(again, self.settings.clock.monotonic()) if again else []

    def close(self, feed: Feed) -> None:
        """The consumer of ``feed`` is gone."""
        feed.box.close(discard=True)
        self._give_up(feed)

    def orphan(self, feed: Feed) -> None:
        """Close ``feed`` soon. For finalizers, which may run in the midst of anything and must not take a lock."""
        self._orphans.append(feed)

    def collect(self) -> None:
        """Close feeds whose consumers are gone; end everything if nobody is left at all."""
        self._bury()
        if self.abandoned():
            self.stop()

    def _bury(self) -> None:
        while self._orphans:
            self.close(self._orphans.popleft())

    def _give_up(self, feed: Feed) -> None:
        with self._lock:
            if self.hub.remove(feed):
                self._release(feed.topics)

    def _named(self, topics: Iterable[str]) -> dict[str, Instrument | None]:
        """What the book is to call them. In the caller's thread: a resolver is none of the readers' business."""
        named: dict[str, Instrument | None] = {}
        for topic in topics:
            named[topic] = self._instruments.get(topic)
            if named[topic] is None and topic != PRIVATE:
                number = int(topic.rpartition(":")[2])
                named[topic] = Instrument(number, self._symbol_of(number))
        return named

    def _place(self, topics: Iterable[str], *, snapshot: bool, counted: bool = False) -> None:
        places = self._spread.place(topics) if self.running else {}
        for number, some in places.items():
            if not self.running:
                # Stopped meanwhile: by a signal's handler in this very thread.
                return
            wanted = {topic: self._instruments[topic] for topic in some}
            self._connection(number, counted=counted).subscribe(wanted, snapshot=snapshot)

    def _connection(self, number: int, *, counted: bool) -> Connection:
        connection = self._connections.get(number)
        if connection is None:
            try:
                connection = Connection(self, self.settings, counted=counted)
                self._living.add(connection)
                connection.start(self._spawn, self._read, f"etoropy-stream-{number}")
            except BaseException:
                # The system has no socket or no thread left to give, and part of a stream would pass for all of it.
                if connection is not None:
                    self._living.discard(connection)
                self.stop()
                raise
            self._connections[number] = connection
            if not self.running:
                # As in ``_place``: whoever stopped everything could not know of it.
                connection.stop()
        return connection

    def _release(self, topics: Iterable[str]) -> None:
        gone = self._interest.release(topics)
        self.hub.forgive(gone)
        for topic in gone:
            self._instruments.pop(topic, None)
        if not self.running:
            return
        for number, some in self._spread.remove(gone).items():
            if number and not self._spread.load(number):
                self._retire(number)
            else:
                self._connections[number].unsubscribe(some)

    def _retire(self, number: int) -> None:
        """Close a further connection that carries nothing any more."""
        connection = self._connections.pop(number)
        self._past += connection.counts()
        connection.stop()
        # It may have been the one that everybody waited for.
        for callback in self._look_around():
            callback()

    def tap(self, tap: Tap) -> None:
        """Have ``tap`` called by the readers with all that comes; it must be quick."""
        with self._lock:
            self.taps = (*self.taps, tap)

    def untap(self, tap: Tap) -> None:
        with self._lock:
            self.taps = tuple(other for other in self.taps if other != tap)

    # ── what can be asked ──────────────────────────────────────────────────────────────────────────────────────────

    def quote(self, topic: str) -> Quote | None:
        with self._lock:
            connection = self._connections.get(self._spread[topic]) if topic in self._spread else None
        return None if connection is None else connection.session.book.latest(topic)

    def stats(self) -> Stats:
        with self._lock:
            connections = tuple(self._connections.values())
            connected, topics = self.connected, len(self._interest.topics)
        counts = sum((connection.counts() for connection in connections), self._past)
        newest = max(filter(None, (c.session.book.newest for c in connections)), key=_received, default=None)
        return Stats(
            connected=connected,
            connections=len(connections),
            topics=topics,
            dropped=self.hub.all_dropped(),
            waiting=self.hub.waiting(),
            lag=None if newest is None else _lag(newest),
            **counts._asdict(),
        )


def _received(quote: Quote) -> float:
    return quote.received_at.timestamp()


def _lag(quote: Quote) -> float | None:
    date = quote.date
    return None if date is None else _received(quote) - date.timestamp()
