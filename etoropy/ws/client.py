"""The blocking client of the stream, and what it has in common with the async one.

``shift`` says which thread reads and which calls back. Iterators take from mailboxes of their own in the caller's
thread. Everything that decides is elsewhere in this package.
"""

from __future__ import annotations

import functools
import ssl
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from os import PathLike
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from ..clock import SYSTEM_CLOCK, Clock
from ..colours import check_listener
from ..config import EToroConfig
from ..errors import EToroTimeoutError, EToroValidationError, EToroWebSocketError
from ..events import Listener, Listeners
from .connection import Settings
from .delivery import Mailbox, Policy, mailbox, wait_until
from .engine import Engine, Stats
from .hub import Feed
from .link import proxy_of
from .messages import PRIVATE, Gap, PrivateEvent, topic_of
from .quotes import Quote
from .recording import Recorder, Tape
from .session import Backoff
from .shift import Read, Shift

T = TypeVar("T")

#: Seconds that closing waits for a thread which is held up beyond our reach: by a name server, or by a callback.
_GRACE: Final = 2.0


def spawn(target: Callable[[], None], name: str) -> threading.Thread:
    """Run ``target`` in a thread of its own. Daemons: a program that ends without closing is not held up."""
    thread = threading.Thread(target=target, name=name, daemon=True)
    thread.start()
    return thread


class Client(ABC):
    """What both colours of client have in common: everything that does not wait."""

    def __init__(
        self,
        config: EToroConfig,
        *,
        symbol_of: Callable[[int], str] = str,
        clock: Clock = SYSTEM_CLOCK,
        max_attempts: int | None = None,
        silence: float | None = 60.0,
        backoff: Backoff = Backoff(),  # noqa: B008 - immutable
        ssl_context: ssl.SSLContext | None = None,
        proxy: str | None = None,
        listeners: Listeners | None = None,
        policy: Policy = "latest",
        max_queue: int | None = None,
        heartbeats: bool = False,
    ) -> None:
        settings = Settings(
            config=config,
            clock=clock,
            backoff=backoff,
            max_attempts=max_attempts,
            silence=silence,
            context=ssl_context,
            proxy=None if proxy is None else proxy_of(proxy),
        )
        self._config = config
        self._listeners = Listeners() if listeners is None else listeners
        self._engine = Engine(
            settings,
            symbol_of=symbol_of,
            listeners=self._listeners,
            new_desk=functools.partial(mailbox, policy, max_queue),
            reader_of=self._reader_of,
            heartbeats=heartbeats,
            spawn=spawn,
        )

    def __repr__(self) -> str:
        state = "connected" if self.connected else "not connected"
        return f"<{type(self).__name__} {self._config.ws_url}, {state}>"

    @property
    def connected(self) -> bool:
        """Whether every connection stands and is authenticated."""
        return self._engine.connected

    def on(self, event: str, listener: Listener) -> None:
        """Call ``listener`` at each ``event``: ``"price"`` (symbol, instrument_id, Quote), ``"order:update"``
        (PrivateEvent), ``"connected"`` (), ``"disconnected"`` (), ``"error"`` (exception), ``"gap"`` (Gap),
        ``"ws:message"`` (what came, decoded)."""
        self._check(listener)
        self._listeners.add(event, listener)

    def once(self, event: str, listener: Listener) -> None:
        """Call ``listener`` at the next ``event`` only."""
        self._check(listener)
        self._listeners.add(event, listener, once=True)

    def off(self, event: str, listener: Listener) -> None:
        """Call ``listener`` no more."""
        self._listeners.remove(event, listener)

    def remove_all_listeners(self, event: str | None = None) -> None:
        """Forget the listeners of one event, or of all."""
        self._listeners.clear(event)

    def _check(self, listener: Listener) -> None:
        """Refuse what could not be called."""

    @abstractmethod
    def _reader_of(self, desk: Mailbox) -> Read:
        """How connections are read from now on, ``desk`` being where listeners' mail goes."""

    def subscribe(self, instrument_ids: Iterable[int], snapshot: bool = True) -> None:
        """Receive prices of these instruments, for listeners and ``quote``. Returns at once; what eToro refuses comes
        as ``"error"``.

        Each call counts: as many calls of ``unsubscribe`` end it. Without ``snapshot`` quotes begin only when both
        sides have moved; a new connection begins with snapshots all the same. Subscribing before ``connect`` is fine.
        """
        self._engine.subscribe(_topics(instrument_ids), snapshot=snapshot)

    def unsubscribe(self, instrument_ids: Iterable[int]) -> None:
        """Take back one ``subscribe`` for each of these instruments. Open streams keep what they need."""
        self._engine.unsubscribe(_topics(instrument_ids))

    def subscribe_private(self) -> None:
        """Receive the user's own order and position events, for listeners of ``"order:update"``."""
        self._engine.subscribe([PRIVATE], snapshot=False)

    def unsubscribe_private(self) -> None:
        """Take back one ``subscribe_private``."""
        self._engine.unsubscribe([PRIVATE])

    def quote(self, instrument_id: int) -> Quote | None:
        """The newest quote of an instrument that is subscribed, None before the first. After a lost connection it is
        the last one from before until the next arrives: ``received_at`` tells."""
        return self._engine.quote(topic_of(instrument_id))

    def stats(self) -> Stats:
        """Figures since ``connect``."""
        return self._engine.stats()

    def record(self, path: str | PathLike[str]) -> Tape:
        """Write every frame that comes from now on to ``path`` (gzipped lines of JSON, see ``read_recording``), until
        the returned tape is closed. A file that is there already is replaced.

        Raises EToroValidationError for a path that cannot be written, or that this process records to already."""
        started = self._engine.settings.clock.now().timestamp()
        tape = Tape(Recorder(path, started=started), self._tape_stopped)
        tape.thread = spawn(tape.run, "etoropy-recorder")
        self._engine.tap(tape.add)
        return tape

    def _tape_stopped(self, tape: Tape, error: OSError | None) -> None:
        self._engine.untap(tape.add)
        if error is not None:
            self._engine.hub.emit("error", error)

    def _quotes(self, instrument_ids: Iterable[int], policy: Policy, max_queue: int | None, heartbeats: bool) -> Feed:
        topics = _topics(instrument_ids)
        if not topics:
            raise EToroValidationError("A stream needs at least one instrument.", field="instrument_ids")
        return Feed(topics, mailbox(policy, max_queue), heartbeats=heartbeats)


def _topics(instrument_ids: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(map(topic_of, instrument_ids)))


class WsClient(Client):
    """Live quotes and order events, for blocking programs.

    Callbacks run one after another, not always in the same thread: quick ones in the one that receives; when they take
    longer, another receives meanwhile. ``policy`` and ``max_queue`` say what becomes of quotes while they are busy, and
    ``heartbeats`` whether ``"price"`` also tells that a price stood still. Streams (``for
    quote in ws.stream([…])``) have a mailbox each. The client reconnects by itself and for ever, unless
    ``max_attempts`` in a row fail; keys that eToro refuses are final. ``silence`` is how many seconds without a byte
    make a link count as dead. ``proxy`` is a URL (http, or socks with python-socks installed); without one, the
    environment's proxies apply to all but this machine. ``symbol_of`` names instruments. asyncio is never touched.
    """

    _caller: threading.Thread | None = None
    _shift: Shift

    def connect(self, timeout: float | None = None) -> None:
        """Connect, authenticate, subscribe what was asked for. Returns when authenticated.

        Failures are tried again for up to ``timeout`` seconds (the config's timeout unless given). Raises
        ``EToroAuthError`` at once when eToro refuses the keys, ``EToroWebSocketError`` when ``max_attempts`` failed,
        ``EToroTimeoutError`` when time is up; then nothing is left running, unless others wait for the connection or
        had it before.
        """
        seconds = self._config.timeout if timeout is None else timeout
        engine = self._engine
        arrivals = engine.arrivals
        self.start()
        try:
            settled = wait_until(engine.when_settled, engine.forget, seconds)
        except BaseException:
            if not engine.is_relied_upon():
                self._end()
            raise
        if not settled:
            if not engine.is_relied_upon():
                self._end()
            raise EToroTimeoutError(f"The stream did not connect within {seconds:g} s{engine.reason()}", sent=False)
        # It may have been lost or closed again already, but it stood.
        if not engine.connected and engine.arrivals == arrivals:
            self._end()
            raise engine.error or EToroWebSocketError("The stream was closed while it connected.")

    def start(self) -> None:
        """Begin to connect, and go on in the background. ``connect`` waits for the outcome."""
        if self._engine.start():
            try:
                self._caller = spawn(self._shift.run, "etoropy-callbacks")
            except BaseException:
                self._engine.stop()
                raise

    def close(self) -> None:
        """Close the connection, end all streams and forget what was subscribed; listeners stay.

        Returns when the threads have ended, except for one that runs a callback which takes long, or waits for a name
        server: those end by themselves. May be called from anywhere, callbacks included, and more than once.
        """
        self._end()
        self._engine.clear()

    def _end(self) -> None:
        self._engine.stop()
        # Whoever stands by is to see it at once.
        self._engine.wake()
        self._engine.join(_GRACE)
        caller = self._caller
        if caller is not None and caller is not threading.current_thread():
            caller.join(_GRACE)

    def __enter__(self) -> Self:
        if not self.connected:
            self.connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stream(
        self,
        instrument_ids: Iterable[int],
        *,
        policy: Policy = "latest",
        max_queue: int | None = None,
        heartbeats: bool = False,
        timeout: float | None = None,
    ) -> QuoteStream:
        """Quotes of these instruments, as an iterator that is also a context manager.

        ``policy`` says what happens while the loop's body is busy: ``"latest"`` keeps the newest quote of each
        instrument, ``"drop_oldest"`` the newest ``max_queue``, ``"block"`` makes the connection wait when ``max_queue``
        are there. ``heartbeats`` adds quotes whose price stood still. Raises ``EToroTimeoutError`` when no quote comes
        for ``timeout`` seconds; the loop may then be entered again.
        """
        feed = self._quotes(instrument_ids, policy, max_queue, heartbeats)
        self._engine.open(feed)
        return QuoteStream(self._engine, feed, timeout)

    def private_events(self, *, timeout: float | None = None) -> EventStream:
        """The user's own order and position events from now on, as an iterator; none is ever dropped."""
        feed = Feed([PRIVATE], Mailbox())
        self._engine.open(feed, snapshot=False)
        return EventStream(self._engine, feed, timeout)

    def _reader_of(self, desk: Mailbox) -> Read:
        self._shift = Shift(desk, self._engine.hub)
        self._engine.wake = self._shift.wake
        return self._shift.run

    def _check(self, listener: Listener) -> None:
        check_listener(listener)


class Stream(Generic[T]):
    """What one consumer gets, in order. Iterate over it from any thread; close it from any thread."""

    def __init__(self, engine: Engine, feed: Feed, timeout: float | None) -> None:
        self._engine = engine
        self._feed = feed
        self._timeout = timeout

    @property
    def dropped(self) -> int:
        """Items that this stream did not deliver because newer ones came first."""
        return self._feed.box.dropped

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps that lie before the item delivered last, oldest first (the newest 1,000)."""
        return tuple(self._feed.gaps)

    @property
    def closed(self) -> bool:
        return self._feed.box.closed

    def close(self) -> None:
        """End the stream; a loop over it ends at once. Topics that nobody else wants are unsubscribed."""
        self._engine.close(self._feed)

    def _over(self) -> bool:
        """Whether nothing will come any more; raises what ended the stream, if something did."""
        box = self._feed.box
        if box.closed:
            if len(box):
                return False
            if box.error is not None:
                raise box.error
            return True
        if not self._engine.running:
            raise EToroWebSocketError("The stream is not connected; call connect() first.")
        return False

    def _until(self, until: float | None) -> float | None:
        """When to wait no longer, if not without end: a gap that is told meanwhile does not begin the wait anew."""
        if self._timeout is None or until is not None:
            return until
        return self._engine.settings.clock.monotonic() + self._timeout

    def _left(self, until: float | None) -> float | None:
        return None if until is None else max(until - self._engine.settings.clock.monotonic(), 0.0)

    def _late(self) -> EToroTimeoutError:
        return EToroTimeoutError(f"Nothing came for {self._timeout:g} s.")

    def __del__(self) -> None:
        self._engine.orphan(self._feed)


class _Blocking(Stream[T]):
    """A stream to loop over with ``for``."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        box, until = self._feed.box, None
        while True:
            item = box.take()
            if type(item) is Gap:
                self._feed.gaps.append(item)
            elif item is not None:
                return item  # type: ignore[no-any-return]
            elif self._over():
                raise StopIteration
            else:
                until = self._until(until)
                if not wait_until(box.when_ready, box.forget, self._left(until)):
                    raise self._late()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class QuoteStream(_Blocking[Quote]):
    """Quotes to loop over with ``for``."""


class EventStream(_Blocking[PrivateEvent]):
    """The user's own order events to loop over with ``for``."""
