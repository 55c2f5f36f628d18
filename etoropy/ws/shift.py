"""Who reads and who calls back, for blocking programs.

Callbacks run in the thread that reads, between two reads: handing each tick to another thread would cost more than all
the rest of its way. But a callback may take its time, and a connection must be read meanwhile. So one thread more than
there are connections stands by. When callbacks take longer than a moment, it goes on reading in the place of the thread
that runs them, and that one, when it has done with them, stands by in turn.
"""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from ..events import Listener
from .connection import Connection
from .delivery import Mailbox
from .hub import Hub
from .quotes import Quote

#: Takes the steps of a connection's life. The body of its thread.
Read = Callable[[Connection], None]

#: Callbacks that take longer than this many seconds (twice as many at most) have somebody else read.
_PATIENCE: Final = 0.25
#: After so many looks at which nothing had happened, whoever stands by sleeps until something does.
_QUIET: Final = 20


class Shift:
    """The threads of one client, from ``connect`` to ``close``: a reader for each connection, and the one standing by.

    At any moment at most one of them runs callbacks.
    """

    def __init__(self, desk: Mailbox, hub: Hub) -> None:
        self._desk = desk
        self._hub = hub
        #: The right to run callbacks: whoever takes it out has it, and puts it back. Not a lock: to ask one whether it
        #: is free takes three times as long.
        self._right = deque((None,))
        self._turn = 0
        #: For each connection that is read: the turn in which its reader began with callbacks, while it is at them.
        #: Whoever takes that out, which happens once, is its reader from then on.
        self._offers: dict[Connection, deque[int]] = {}
        self._bell: queue.SimpleQueue[None] = queue.SimpleQueue()
        #: Whether whoever stands by sleeps until the bell rings.
        self._soundly = False

    def run(self, connection: Connection | None = None) -> None:
        """Be the reader of ``connection``, or stand by, and change places as needed: the body of each thread."""
        while connection is not None or (connection := self._stand_by()) is not None:
            if self._read(connection):
                break
            connection = None
        # Whoever goes leaves nothing behind.
        self._serve()

    def wake(self) -> None:
        """Have whoever stands by look around at once."""
        self._bell.put(None)

    def _read(self, connection: Connection) -> bool:
        """Take the steps of the connection's life, with callbacks in between. True when it is over; False when, while
        callbacks ran, another thread has gone on with it."""
        desk = self._desk
        offer = self._offers.setdefault(connection, deque())
        for quotes in connection.life:
            while True:
                if (quotes or desk.items) and not desk.closed and not self._attend(connection, offer, quotes):
                    return False
                if not connection.talks:
                    break
                # What the next step would be anyway, without the generators around it.
                try:
                    quotes = connection.take_in()
                except BaseException:
                    connection.life.close()
                    del self._offers[connection]
                    raise
        del self._offers[connection]
        return True

    def _stand_by(self) -> Connection | None:
        """Wait until a reader is held up by callbacks, and return what it read; None when all is over."""
        seen: dict[Connection, list[int]] = {}
        turn, quiet = self._turn, 0
        while True:
            closed = self._desk.closed
            offers = [(connection, offer, list(offer)) for connection, offer in tuple(self._offers.items())]
            for connection, offer, since in offers:
                if since and (closed or seen.get(connection) == since) and _take(offer):
                    return connection
            seen = {connection: since for connection, _, since in offers if since}
            # What lies there while readers connect, pause or wait for a consumer. What is left at the end is nobody
            # else's, unless it is in somebody's hands.
            self._serve()
            if closed:
                return None
            quiet = 0 if seen or self._turn != turn else quiet + 1
            turn = self._turn
            self._rest(soundly=quiet > _QUIET)

    def _rest(self, *, soundly: bool) -> None:
        self._soundly = soundly
        # What was offered or put down before this was said rang no bell.
        waits = soundly and not any(self._offers.values()) and self._desk.when_ready(self.wake)
        try:
            self._bell.get(timeout=None if waits else _PATIENCE)
        except queue.Empty:
            # Time to look around.
            pass
        finally:
            self._soundly = False
            if waits:
                self._desk.forget(self.wake)

    # ── callbacks ──────────────────────────────────────────────────────────────────────────────────────────────────

    # In one function, as whatever runs between a lone tick's arrival and its callbacks is found in no cache.
    def _attend(self, connection: Connection, offer: deque[int], quotes: Sequence[Quote]) -> bool:
        """Have listeners get what waits and then ``quotes``. False if the connection has another reader since."""
        desk, right, listeners = self._desk, self._right, self._hub.listeners
        # Once more after letting go, and after putting something down: what came in between was left to us.
        while quotes or desk.items:
            if quotes and desk.items:
                # What lies there is older, and should callbacks take long, somebody else goes on with it.
                self._hub.put(desk, quotes, connection.hold)
                quotes = ()
            try:
                right.pop()
            except IndexError:
                if not quotes:
                    return True
                self._hub.put(desk, quotes, connection.hold)
                quotes = ()
                continue
            offer.append(self._turn)
            if self._soundly:
                self.wake()
            try:
                while not quotes and desk.items and offer:
                    self._call_back(desk.take_some())
                left = iter(quotes if len(quotes) < 2 else desk.through(quotes))
                quotes = ()
                for quote in left:
                    # Not by way of ``_call``: for the one thing that is done thousands of times a second, a step less.
                    for listener in listeners.ready.get("price") or listeners.take("price"):
                        try:
                            listener(quote.symbol, quote.instrument_id, quote)
                        except BaseException as error:  # noqa: BLE001 - as in _call
                            self._failed("price", error)
                    if not offer or desk.closed:
                        # Others read meanwhile, and put newer ones on the desk: the rest goes before them.
                        desk.put_back([*left])
                        break
            finally:
                self._turn += 1
                right.append(None)
            try:
                offer.pop()
            except IndexError:
                return False
        return True

    def _serve(self) -> None:
        """Run callbacks until nothing waits, or somebody else does so already."""
        desk, right = self._desk, self._right
        # Once more after letting go: what came in between was left to us.
        while desk.items and _take(right):
            try:
                while desk.items:
                    self._call_back(desk.take_some())
            finally:
                right.append(None)

    def _call_back(self, items: Iterable[Any]) -> None:
        desk, take = self._desk, self._hub.listeners.take
        for item in items:
            if item.__class__ is not Quote:
                self._call(item.event, take(item.event), item.args)
            # Quotes that are left when all is over are of no use to anybody.
            elif not desk.closed:
                self._call("price", take("price"), (item.symbol, item.instrument_id, item))

    def _call(self, event: str, listeners: Iterable[Listener], args: tuple[Any, ...]) -> None:
        for listener in listeners:
            try:
                listener(*args)
            except BaseException as error:  # noqa: BLE001 - whatever it raises (sys.exit, too), the stream goes on
                self._failed(event, error)

    def _failed(self, event: str, error: BaseException) -> None:
        self._call("error", self._hub.failed(event, error), (error,))


def _take(held: deque[Any]) -> bool:
    """Take out what is there; False if somebody else has done so."""
    try:
        held.pop()
    except IndexError:
        return False
    return True
