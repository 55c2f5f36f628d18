"""One connection to the stream: what is done with its socket all day.

It connects, reads, decodes, puts what it finds into mailboxes, and begins again when the connection is lost. What to do
at each turn is decided in ``session``. All this goes in steps, and the socket belongs to whoever takes the next step:
``shift`` and ``loop_reader`` say who that is.
"""

from __future__ import annotations

import functools
import operator
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from .. import __version__
from ..clock import Clock
from ..config import EToroConfig
from ..errors import EToroError, EToroWebSocketError
from .delivery import Mailbox, wait_until
from .frames import Broken, Closed, FrameWalk, Item, Ping
from .hub import Hub
from .link import MOMENT, Bell, Link, Proxy
from .quotes import Quote
from .session import Backoff, Happening, Instrument, Session

#: Seconds after which a waiting reader looks at the clock again.
_TICK: Final = 1.0
#: Close codes that end a connection in good order.
_CLEAN: Final = frozenset({1000, 1001, 1005})

#: Gets what comes on any connection: when (seconds since 1970), and what.
Tap = Callable[[float, Sequence[Item]], None]
#: Runs a function in a thread of its own, of this name.
Spawn = Callable[[Callable[[], None], str], threading.Thread]
T = TypeVar("T")
#: Something done in steps. Each gives quotes that listeners are to get; before the next, the thread may change.
Steps = Generator[Sequence[Quote], None, T]


class Counts(NamedTuple):
    """What connections count, to be added up."""

    messages: int = 0
    quotes: int = 0
    reconnects: int = 0
    gaps: int = 0
    unreadable: int = 0

    def __add__(self, other: Counts) -> Counts:  # type: ignore[override]
        return Counts(*map(operator.add, self, other))


class Settings(NamedTuple):
    """What all connections of a client have in common."""

    config: EToroConfig
    clock: Clock
    backoff: Backoff
    max_attempts: int | None
    silence: float | None
    context: ssl.SSLContext | None
    proxy: Proxy | None

    def session(self) -> Session:
        return Session(
            self.config,
            backoff=self.backoff,
            max_attempts=self.max_attempts,
            silence=self.silence,
            answer_within=self.config.timeout,
        )

    def link(self, bell: Bell) -> Link:
        url = self.config.ws_url
        context = self.context
        if context is None and url.startswith("wss:"):
            from ..tls import shared_context

            context = shared_context()
        return Link(
            url,
            bell=bell,
            timeout=self.config.timeout,
            context=context,
            proxy=self.proxy,
            agent=f"etoropy/{__version__}",
        )


class Owner(Protocol):
    """Whom a connection belongs to, and reports to."""

    hub: Hub
    taps: tuple[Tap, ...]

    def went_up(self, connection: Connection) -> None: ...
    def went_down(self, connection: Connection) -> None: ...
    def ended(self, connection: Connection) -> None: ...
    def fail(self, connection: Connection, error: EToroError) -> None: ...
    def collect(self) -> None: ...
    def wake(self) -> None: ...


class Connection:
    """One socket after another, and what is done with them."""

    def __init__(self, owner: Owner, settings: Settings, *, counted: bool) -> None:
        self.session = settings.session()
        self.up = False
        #: Whether the client as a whole counts as disconnected while this one is not up.
        self.counted = counted
        #: What ended the last attempt.
        self.error: EToroError | None = None
        self._ups = 0
        self._owner = owner
        self._settings = settings
        self._clock = settings.clock
        self._monotonic = settings.clock.monotonic
        self._bell = Bell()
        self._actions: deque[Callable[[], list[bytes]]] = deque()
        self._stopping = False
        self._link: Link | None = None
        self._opening = False
        #: Where ticks flow at the moment, None while connecting, pausing or letting go.
        self._talking: Link | None = None
        #: Whether the next step is to take in what comes.
        self.talks = False
        self._walk = FrameWalk()
        #: What ended it this time.
        self._end: _End | None = None
        #: Whether reading must not wait for anything: it is done where others would have to wait, too.
        self.lent = False
        #: Told when there is something to do that no bytes announce.
        self.nudge: Callable[[], object] = lambda: None
        #: Consumers that got more than they have room for, as the reader could not wait.
        self._overfull: list[Mailbox] = []
        #: Bound once: to make it anew for each tick would cost as much as a call.
        self._hold = self.hold
        self._heard = 0.0
        self._epoch = 0.0
        self._look_again = 0.0
        self._thread: threading.Thread | None = None
        #: All that the connection does, to its end.
        self.life: Steps[None] = self._live()

    def start(self, spawn: Spawn, read: Callable[[Connection], None], name: str) -> None:
        """Begin, in a thread of this name, in which ``read`` takes the steps of ``life``."""
        try:
            self._thread = spawn(functools.partial(read, self), name)
        except BaseException:
            self._bell.close()
            raise

    # ── for other threads ──────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, action: Callable[[], list[bytes]]) -> None:
        """Have the reader call ``action`` soon and send the frames it gives."""
        self._actions.append(action)
        self._ring()

    def _ring(self) -> None:
        self._bell.ring()
        self.nudge()

    def subscribe(self, topics: dict[str, Instrument | None], *, snapshot: bool) -> None:
        self.ask(lambda: self.session.subscribe(topics, self._clock.monotonic(), snapshot=snapshot))

    def unsubscribe(self, topics: Sequence[str]) -> None:
        self.ask(lambda: self.session.unsubscribe(topics, self._clock.monotonic()))

    def counts(self) -> Counts:
        session = self.session
        return Counts(
            messages=session.book.messages,
            quotes=session.book.made,
            reconnects=max(self._ups - 1, 0),
            gaps=session.gaps,
            unreadable=session.unreadable_count,
        )

    def stop(self) -> None:
        """End soon; does not wait."""
        self._stopping = True
        self.talks = False
        self._ring()
        link = self._link
        if link is not None and self._opening:
            link.abort()

    def join(self, seconds: float) -> None:
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(seconds)

    # ── for readers that do not always wait ────────────────────────────────────────────────────────────────────────

    @property
    def flows(self) -> bool:
        """Whether ticks can be read without having to wait for anything else."""
        return self.talks and not (self._overfull or self._talking is None or self._talking.behind)

    def twin(self) -> socket.socket:
        """Another socket to the same end, to wait for bytes with; for the caller to close. Only while it ``flows``."""
        assert self._talking is not None
        return self._talking.twin()

    def has_bytes(self) -> bool:
        """Whether something has arrived that was not read yet."""
        link = self._talking
        return link is not None and link.has_bytes()

    def has_to_do(self) -> bool:
        """Whether a step is due though no bytes came."""
        link = self._talking
        is_over = link is not None and link.is_over
        return self._stopping or bool(self._actions) or is_over or self._clock.monotonic() >= self._look_again

    def catch_up(self) -> None:
        """Steps may wait again: first for those who got more than they have room for."""
        self.lent = False
        while self._overfull:
            box = self._overfull.pop()
            # One of them taken out does not make room yet.
            while box.is_full and not self._stopping:
                wait_until(box.when_room, box.forget, _TICK)
                self._owner.collect()

    # ── the reader ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _live(self) -> Steps[None]:
        try:
            while not self._stopping:
                self.error = yield from self._attempt()
                delay = self._after(self.error)
                if delay is None:
                    break
                yield from self._pause(delay)
        except Exception as error:  # noqa: BLE001 - a thread that died in silence would pass for a quiet market
            self._owner.fail(self, _unexpected(error))
        finally:
            self._bell.close()
            self._owner.ended(self)

    def _after(self, error: EToroError | None) -> float | None:
        """The connection was lost: in how many seconds to try again, None if not at all."""
        verdict = self.session.lost(error, self._clock.monotonic(), self._heard + self._epoch)
        if verdict.final:
            self._owner.fail(self, verdict.error or EToroWebSocketError("The stream ended."))
            return None
        if verdict.error is not None and not self._stopping:
            self._owner.hub.emit("error", verdict.error)
        return verdict.delay

    def _attempt(self) -> Steps[EToroError | None]:
        """Connect and talk until the connection is lost; says why, None for a clean end."""
        link: Link | None = None
        self._end = None
        try:
            try:
                link = self._settings.link(self._bell)
                self._open(link)
                self._greet(link)
            except Exception as error:  # noqa: BLE001 - whatever it is, the user hears of it
                self._over(error)
            while self.talks:
                yield self.take_in()
            self._talking = None
            # Others may wait for this socket: they let go of it before it is closed.
            yield ()
        finally:
            self._link = self._talking = None
            self._owner.went_down(self)
            if link is not None:
                link.close(politely=self._why() is None)
        return self._why()

    def _why(self) -> EToroError | None:
        """What ended it, None if nothing did or if both sides said goodbye."""
        return self._end and self._end.error

    def _open(self, link: Link) -> None:
        self._opening, self._link = True, link
        try:
            if not self._stopping:
                link.open()
        finally:
            self._opening = False

    def _greet(self, link: Link) -> None:
        now = self._heard = self._clock.monotonic()
        self._set_watch(now)
        self._walk = FrameWalk()
        for frame in self.session.opened(now):
            link.send(frame)
        self._talking = link
        self.talks = True
        if self._stopping:
            # Said while this was being done.
            self.talks = False

    def take_in(self, seconds: float = _TICK) -> Sequence[Quote]:
        """Read what has arrived, or wait for it up to ``seconds``, and do what others asked for.

        Gives the quotes that listeners are to get. It is a step of ``life``, and may be called in place of one while
        the connection ``talks`` or ``flows``.
        """
        link = self._talking
        assert link is not None
        quotes: Sequence[Quote] = ()
        try:
            if self._actions:
                self._act(link)
            data = link.read(seconds)
            monotonic = self._monotonic
            now = monotonic()
            if data:
                link.brisk = now - self._heard < MOMENT
                self._heard = now
                at = now + self._epoch
                owner, session, walk = self._owner, self.session, self._walk
                hub, items = owner.hub, walk.feed(data)
                if owner.taps:
                    for tap in owner.taps:
                        tap(at, items)
                texts: Any = [item for item in items if type(item) is bytes] if walk.other else items
                session.book.heartbeats = hub.wants_heartbeats
                envelopes = "ws:message" in hub.listeners.heard
                happenings: list[Happening] = []
                if session.received(texts, now, at, happenings, envelopes) and not walk.other:
                    quotes = hub.mail(happenings, self._hold)  # type: ignore[arg-type]
                else:
                    self._pass_on(happenings, items, link)
            if now >= self._look_again:
                self._look(link, now)
        except BaseException as error:
            self._over(error)
            # Whatever else goes wrong, the thread lives, and the user hears of it.
            if not isinstance(error, Exception):
                raise
        return quotes

    def _pass_on(self, happenings: Sequence[Happening], items: Sequence[Item], link: Link) -> None:
        """Deliver what is not quotes alone, and attend to what is no text."""
        session = self.session
        if not self.up and session.authenticated:
            self._ups += 1
            self._owner.went_up(self)
        self._owner.hub.deliver(happenings, self.hold, link.send)
        if session.failure is not None:
            raise session.failure
        if self._walk.other and _answer(items, link):
            self._over(None)

    def _over(self, error: BaseException | None) -> None:
        """It ended by ``error``, or with a clean goodbye."""
        self.talks = False
        self._end = _End(error if error is None or isinstance(error, EToroError) else _unexpected(error))

    def _set_watch(self, now: float) -> None:
        """Note when the monotonic clock began: what a tick's time is reckoned from until the next look."""
        self._epoch = self._clock.now().timestamp() - now

    def _act(self, link: Link | None) -> None:
        """Do what other threads asked for."""
        while self._actions:
            for frame in self._actions.popleft()():
                if link is not None:
                    link.send(frame)

    def hold(self, box: Mailbox, quotes: Sequence[Quote]) -> None:
        """Wait until a consumer that asked for it has room again. Where steps must not wait, it gets more than it has
        room for, and no further step is taken until it has."""
        if self.lent:
            box.overfill(quotes)
            self._overfull.append(box)
            return
        while quotes and not self._stopping:
            # The consumer may be listeners, whom nobody calls while the reader waits here; or it may be gone.
            self._owner.wake()
            self._owner.collect()
            wait_until(box.when_room, box.forget, _TICK)
            quotes = box.put(quotes)

    def _look(self, link: Link, now: float) -> None:
        """What time itself brings about: silence, and answers that are overdue."""
        self._look_again = now + _TICK
        self._set_watch(now)
        self._owner.collect()
        happenings: list[Happening] = []
        error = self.session.overdue(now, happenings) or self.session.silent_since(self._heard, now)
        if happenings:
            self._owner.hub.deliver(happenings, self.hold, link.send)
        if error is not None:
            raise error
        if self.session.wants_ping(self._heard, now):
            link.ping()

    def _pause(self, seconds: float) -> Steps[None]:
        until = self._clock.monotonic() + seconds
        yield ()
        while not self._stopping and (left := until - self._clock.monotonic()) > 0:
            self._bell.wait(min(left, _TICK))
            self._act(None)
            self._owner.collect()
            yield ()


def _unexpected(error: BaseException) -> EToroWebSocketError:
    if not isinstance(error, Exception):
        # Stopped in the middle: bytes may be lost, and with them the place where the next message begins.
        return EToroWebSocketError(f"Reading was interrupted by {type(error).__name__}.")
    told = EToroWebSocketError(f"The connection failed: {type(error).__name__}: {error}")
    told.__cause__ = error
    return told


class _End(NamedTuple):
    """The connection is over: why, None for a clean goodbye."""

    error: EToroError | None


def _answer(items: Sequence[Item], link: Link) -> bool:
    """Attend to what is no text: pings, and the end. True for a clean goodbye; any other end is raised."""
    for item in items:
        if isinstance(item, Ping):
            link.pong(item.payload)
        elif isinstance(item, Broken):
            raise item.error
        elif isinstance(item, Closed):
            if item.code in _CLEAN:
                return True
            detail = f" ({item.reason})" if item.reason else ""
            raise EToroWebSocketError(
                f"eToro closed the connection with code {item.code}{detail}.", code=str(item.code)
            )
    return False
