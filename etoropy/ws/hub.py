"""Who gets what: from what happened on the connections to the mailboxes of those who want to know.

Readers of several connections deliver here at once; nothing here waits but ``hold``, which a reader brings along for
consumers that chose to make it wait.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from ..events import Listener, Listeners
from ..log import logger
from .delivery import Mailbox
from .messages import PRIVATE, Gap, PrivateEvent, instrument_of
from .quotes import Quote
from .session import Envelope, Happening, Refused, Send, Served, Trouble

_log: Final = logger("ws")

#: How many gaps a stream remembers for who asks later.
GAPS_KEPT: Final = 1_000

Hold = Callable[[Mailbox, Sequence[Quote]], None]


class Call(NamedTuple):
    """An event for listeners."""

    event: str
    args: tuple[Any, ...]


class Feed:
    """One consumer with a mailbox of its own: a stream of quotes, or of the user's own events.

    ``gaps`` are those that its topics have been through, as far as the consumer has come.
    """

    __slots__ = ("box", "gaps", "heartbeats", "instruments", "topics")

    def __init__(self, topics: Iterable[str], box: Mailbox, *, heartbeats: bool = False) -> None:
        self.topics = tuple(dict.fromkeys(topics))
        self.instruments = {topic: number for topic in self.topics if (number := instrument_of(topic)) is not None}
        self.box = box
        self.heartbeats = heartbeats
        self.gaps: deque[Gap] = deque(maxlen=GAPS_KEPT)


class Hub:
    """The feeds that are open, the listeners, and the way to each."""

    def __init__(self, listeners: Listeners, desk: Mailbox, *, heartbeats: bool) -> None:
        self.desk = desk
        self.dropped = 0
        self.listeners = listeners
        self._price_heartbeats = heartbeats
        #: Whether anybody wants to hear that a price stood still.
        self.wants_heartbeats = heartbeats
        self._lock = threading.RLock()
        self._feeds: dict[Feed, None] = {}
        self._routes: dict[int, tuple[Feed, ...]] = {}
        self._private: tuple[Feed, ...] = ()
        self._heartbeat_feeds = 0
        self._refused: set[str] = set()

    @property
    def feeds(self) -> tuple[Feed, ...]:
        with self._lock:
            return tuple(self._feeds)

    def add(self, feed: Feed) -> None:
        """Open a feed; it gets quotes of those instruments only that it is routed to."""
        with self._lock:
            self._feeds[feed] = None
            self._heartbeat_feeds += feed.heartbeats
            self.wants_heartbeats = self._price_heartbeats or self._heartbeat_feeds > 0
            if PRIVATE in feed.topics:
                self._private = (*self._private, feed)

    def route(self, feed: Feed, topics: Iterable[str]) -> None:
        """Let ``feed`` have the quotes of these of its topics from now on."""
        with self._lock:
            if feed not in self._feeds:
                return
            for topic in topics:
                number = feed.instruments.get(topic)
                if number is not None:
                    self._routes[number] = (*self._routes.get(number, ()), feed)

    def remove(self, feed: Feed) -> bool:
        """Close a feed; False if it was closed already."""
        with self._lock:
            if feed not in self._feeds:
                return False
            del self._feeds[feed]
            self.dropped += feed.box.dropped
            self._heartbeat_feeds -= feed.heartbeats
            self.wants_heartbeats = self._price_heartbeats or self._heartbeat_feeds > 0
            self._private = tuple(other for other in self._private if other is not feed)
            for number in feed.instruments.values():
                left = tuple(other for other in self._routes.get(number, ()) if other is not feed)
                if left:
                    self._routes[number] = left
                else:
                    self._routes.pop(number, None)
        return True

    def refused(self, topics: Iterable[str]) -> list[str]:
        """Those of ``topics`` that eToro does not serve."""
        return [topic for topic in topics if topic in self._refused]

    def forgive(self, topics: Iterable[str]) -> None:
        """Whether eToro serves these is to be seen: nobody wants them any more, or they are being asked for again."""
        self._refused.difference_update(topics)

    def all_dropped(self) -> int:
        """Quotes that some consumer never got to see."""
        return self.dropped + self.desk.dropped + sum(feed.box.dropped for feed in self.feeds)

    def waiting(self) -> int:
        """Items that wait for their consumers."""
        return len(self.desk) + sum(len(feed.box) for feed in self.feeds)

    # ── delivery ───────────────────────────────────────────────────────────────────────────────────────────────────

    def deliver(self, happenings: Iterable[Happening], hold: Hold, send: Callable[[bytes], None]) -> None:
        """Hand everything to those concerned, in order; ``send`` gets the frames among it."""
        quotes: list[Quote] = []
        for happening in happenings:
            if type(happening) is Quote:
                quotes.append(happening)
                continue
            self.put(self.desk, self.mail(quotes, hold), hold)
            quotes = []
            if isinstance(happening, Send):
                send(happening.frame)
            else:
                self._other(happening)
        self.put(self.desk, self.mail(quotes, hold), hold)

    def mail(self, quotes: list[Quote], hold: Hold) -> Sequence[Quote]:
        """Put quotes into the mailboxes of those who want them; returns those for listeners, as whoever calls the
        listeners can do without the desk at times."""
        if self._routes:
            self._to_feeds(quotes, hold)
        if "price" not in self.listeners.heard:
            return ()
        return quotes if self._price_heartbeats or not self.wants_heartbeats else _moved(quotes)

    def _to_feeds(self, quotes: list[Quote], hold: Hold) -> None:
        routes, heartbeats = self._routes.get, self.wants_heartbeats
        if len(quotes) == 1:
            for feed in routes(quotes[0].instrument_id, ()):
                self.put(feed.box, quotes if feed.heartbeats or not heartbeats else _moved(quotes), hold)
            return
        mail: dict[Feed, list[Quote]] = {}
        for quote in quotes:
            for feed in routes(quote.instrument_id, ()):
                if feed in mail:
                    mail[feed].append(quote)
                else:
                    mail[feed] = [quote]
        for feed, some in mail.items():
            self.put(feed.box, some if feed.heartbeats or not heartbeats else _moved(some), hold)

    @staticmethod
    def put(box: Mailbox, quotes: Sequence[Quote], hold: Hold) -> None:
        """Add quotes to a mailbox, waiting for room if its consumer chose that."""
        if quotes and (left := box.put(quotes)):
            hold(box, left)

    def _other(self, happening: Happening) -> None:
        if isinstance(happening, PrivateEvent):
            for feed in self._private:
                feed.box.mark(happening)
            self.emit("order:update", happening)
        elif isinstance(happening, Envelope):
            self.emit("ws:message", happening.content)
        elif isinstance(happening, Gap):
            self._gap(happening)
        elif isinstance(happening, Trouble):
            self.emit("error", happening.error)
        elif isinstance(happening, Served):
            self._refused.difference_update(happening.topics)
        elif isinstance(happening, Refused):
            self._refuse(happening)

    def _gap(self, gap: Gap) -> None:
        missed = set(gap.topics)
        for feed in self.feeds:
            if not missed.isdisjoint(feed.topics):
                feed.box.mark(gap, fence=True)
        self.emit("gap", gap, fence=True)

    def _refuse(self, refused: Refused) -> None:
        """A feed that no topic is left for would wait without end: it gets the error instead."""
        self._refused.update(refused.topics)
        for feed in self.feeds:
            if not self._refused.isdisjoint(feed.topics) and self._refused.issuperset(feed.topics):
                feed.box.close(refused.error)
        self.emit("error", refused.error)

    def emit(self, event: str, *args: Any, fence: bool = False) -> None:
        """Queue an event for listeners, if there are any."""
        if event in self.listeners.heard:
            self.desk.mark(Call(event, args), fence=fence)
        elif event == "error":
            _log.warning("%s", args[0])

    # ── on the consumers' side ─────────────────────────────────────────────────────────────────────────────────────

    def failed(self, event: str, error: BaseException) -> tuple[Listener, ...]:
        """A listener raised ``error``: the listeners that are to hear of it. One for errors that fails itself is only
        logged."""
        if event == "error":
            _log.error("A listener for errors failed.", exc_info=error)
            return ()
        heard = self.listeners.take("error")
        if not heard:
            _log.error("A listener for %r failed.", event, exc_info=error)
        return heard


def _moved(quotes: Iterable[Quote]) -> list[Quote]:
    return [quote for quote in quotes if not quote.is_heartbeat]
