"""Who reads for asynchronous programs: the event loop itself, and a thread wherever the loop cannot.

A loop that waits for the socket gets a tick without any change of thread, which would cost more than all the rest of
its way. But to connect and to pause is to wait, and a loop may be busy while a connection must be read. So each
connection has a thread, which lends it to the loop once it stands, looks after it now and then, and takes it back when
the loop does not come to it or when there is something to wait for.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Sequence
from typing import Final

from ..log import logger
from .bridge import Bridge
from .connection import Connection
from .delivery import Mailbox
from .quotes import Quote

_log: Final = logger("ws")

#: A loop that leaves bytes unread for longer than this many seconds (twice as many at most) is busy.
_PATIENCE: Final = 0.25
#: Seconds until one of both tries again where the other was just at work.
_SOON: Final = 0.002


class LoopReader:
    """Reads one connection, from ``connect`` to ``close``, in a loop and a thread by turns."""

    def __init__(self, connection: Connection, desk: Mailbox, bridge: Bridge) -> None:
        self._connection = connection
        self._desk = desk
        self._bridge = bridge
        #: Whoever holds it, and nobody else, may read. While the connection is lent and nobody reads, it is free.
        self._turn = threading.Lock()
        self._turn.acquire()
        self._reads = 0
        #: Wakes the thread: True when the loop gives the connection back, False when it is to be looked after.
        self._bell: queue.SimpleQueue[bool] = queue.SimpleQueue()
        #: Whether the loop has no time for the connection at the moment, or cannot read it at all.
        self._declined = False
        #: What the loop waits for: a socket of its own that leads to the same place, as the thread may close the other.
        self._watched: socket.socket | None = None

    def run(self) -> None:
        """See to it that the connection is read, to its end: the body of the thread."""
        connection = self._connection
        connection.nudge = self._nudge
        try:
            for quotes in connection.life:
                self._put(quotes)
                while self._lend():
                    self._look_after()
                    connection.catch_up()
        finally:
            # A loop that is closed waits for nothing any more.
            if self._watched is not None and not self._bridge.soon(self._unwatch):
                self._unwatch()

    def _nudge(self) -> None:
        self._bell.put(False)

    def _put(self, quotes: Sequence[Quote]) -> None:
        if quotes and (left := self._desk.put(quotes)):
            self._connection.hold(self._desk, left)

    # ── the thread ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _lend(self) -> bool:
        """Lend the connection to the loop; False if the loop does not want it or there is something to wait for."""
        connection = self._connection
        if self._declined or not connection.flows:
            return False
        connection.lent = True
        self._turn.release()
        if self._bridge.soon(self._borrow):
            return True
        self._turn.acquire()
        connection.lent = False
        return False

    def _look_after(self) -> None:
        """Stand by while the loop reads. Returns when the turn is the thread's again."""
        connection, turn = self._connection, self._turn
        seen, late, wait = 0, False, _PATIENCE
        while True:
            try:
                if self._bell.get(timeout=wait):
                    return
            except queue.Empty:
                # Time to look around.
                pass
            wait = _PATIENCE
            if connection.has_to_do():
                if not turn.acquire(blocking=False):
                    wait = _SOON
                    continue
                self._put(connection.take_in(0.0))
                if not connection.flows:
                    self._bridge.soon(self._unwatch)
                    return
                turn.release()
                continue
            idle, seen = self._reads == seen and connection.has_bytes(), self._reads
            if idle and late and turn.acquire(blocking=False):
                self._declined = True
                self._bridge.soon(self._welcome)
                return
            late = idle

    # ── the loop ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _borrow(self) -> None:
        """Begin to read, unless the thread has taken the connection back already."""
        if self._watched is not None or not self._connection.lent:
            return
        if not self._turn.acquire(blocking=False):
            # The thread is just looking after it, or is about to say that it is lent no more.
            self._bridge.loop.call_later(_SOON, self._borrow)
            return
        try:
            self._watch()
        except Exception as error:  # noqa: BLE001 - whatever it is, the thread can read
            # Some loops of Windows cannot wait for any socket, and no system has them without end.
            _log.debug("The event loop cannot wait for the stream (%r); a thread reads it.", error)
            self._declined = True
            self._give_back()
            return
        self._turn.release()
        # What came before is not announced again.
        self._read()

    def _watch(self) -> None:
        watched = self._connection.twin()
        try:
            self._bridge.loop.add_reader(watched, self._read)
        except BaseException:
            watched.close()
            raise
        self._watched = watched

    def _read(self) -> None:
        """Take in what has arrived, and serve those who wait for it in this loop."""
        if not self._turn.acquire(False):
            # The thread is at it.
            return
        connection, bridge = self._connection, self._bridge
        bridge.gathers = True
        self._reads += 1
        try:
            if quotes := connection.take_in(0.0):
                self._put(quotes)
        finally:
            # Whatever interrupted it: the turn is passed on.
            if connection.flows:
                self._turn.release()
            else:
                self._give_back()
            bridge.drain()

    def _give_back(self) -> None:
        self._unwatch()
        self._bell.put(True)

    def _welcome(self) -> None:
        """The loop, which was busy, has time again."""
        self._unwatch()
        self._declined = False

    def _unwatch(self) -> None:
        watched, self._watched = self._watched, None
        if watched is not None:
            if not self._bridge.loop.is_closed():
                self._bridge.loop.remove_reader(watched)
            watched.close()
