"""How many requests may go out, and when: eToro's pools, and the burst guard above them.

A caller takes a ``Ticket``, asks, sleeps outside for as long as the answer says, and asks again, until the answer is 0:
then its request counts. Nothing here waits. A slot comes free one window after the *answer* arrived, not after the
request left: the server counted it at some moment in between, so its own window never sees one too many.

Both the operation's pool and the burst guard must have room. Tickets are served by priority, then in the order they
came; one that is stuck behind its full pool holds nobody back in another.
"""

from __future__ import annotations

import threading
import weakref
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

from .call import Pool

# Orders pass reads that wait for the same budget.
PRIORITY_ORDER: Final = 0
PRIORITY_READ: Final = 1

# A sleeper looks again at least this often: a slot may come back early (a connection that was refused never counted).
_LOOK_AGAIN: Final = 1.0
# Assumed where a 429 says neither when to come back nor when its window resets.
_BLIND_PAUSE: Final = 1.0

_Key = tuple[int, int]


class Figures(NamedTuple):
    """What the server said of a pool: None where it said nothing."""

    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
    window: float | None = None


class Usage(NamedTuple):
    """One pool as it stands: ``used`` of ``limit`` slots in ``window`` seconds, ``waiting`` callers, seconds until the
    next free slot, and what the server said last."""

    name: str
    limit: int
    window: float
    used: int
    waiting: int
    wait: float
    server: Figures


def server_figures(headers: Mapping[str, str]) -> Figures:
    """The ``ratelimit-*`` headers (lower-case names) as numbers; what is missing or unreadable is None."""
    limit, window = _count(headers.get("ratelimit-limit")), None
    policy = headers.get("ratelimit-policy", "").split(",")[0].split(";")
    for part in policy[1:]:
        name, _, value = part.strip().partition("=")
        if name == "w":
            window = _count(value)
    if limit is None:
        limit = _count(policy[0])
    return Figures(limit, _count(headers.get("ratelimit-remaining")), _count(headers.get("ratelimit-reset")), window)


def _count(text: str | None) -> int | None:
    try:
        number = int(float((text or "").split(",")[0]))
    except (ValueError, OverflowError):
        return None
    return number if number >= 0 else None


class Window:
    """At most ``limit`` requests in any ``window`` seconds. Times are monotonic seconds given by the caller."""

    __slots__ = ("blocked_until", "expiries", "in_flight", "limit", "window")

    def __init__(self, limit: int, window: float) -> None:
        self.limit = limit
        self.window = window
        self.in_flight = 0
        self.expiries: list[float] = []
        self.blocked_until = 0.0

    def used(self, now: float) -> int:
        """Slots taken: requests under way, and answered ones still inside the window."""
        expiries = self.expiries
        if expiries and expiries[0] <= now:
            del expiries[: bisect_right(expiries, now)]
        return self.in_flight + len(expiries)

    def delay(self, now: float, ahead: int) -> float:
        """Seconds until there is room for one more behind ``ahead`` others; 0 means now."""
        missing = self.used(now) + ahead + 1 - self.limit
        if missing <= 0:
            wait = 0.0
        elif missing <= len(self.expiries):
            wait = self.expiries[missing - 1] - now
        else:
            wait = self.window
        return max(wait, self.blocked_until - now, 0.0)

    def begin(self) -> None:
        self.in_flight += 1

    def end(self, now: float, counted: bool) -> None:
        self.in_flight -= 1
        if counted:
            insort(self.expiries, now + self.window)


class _PoolState:
    """A pool with its queue, and what was learnt from the server."""

    __slots__ = ("fixed", "foreign", "name", "server", "waiting", "window")

    def __init__(self, name: str, limit: int, window: float, fixed: bool) -> None:
        self.name = name
        self.window = Window(limit, window)
        self.waiting: list[_Key] = []
        self.fixed = fixed
        self.server = Figures()
        # Expiries that stand for requests of other programs under the same key.
        self.foreign: list[float] = []

    def learn(self, figures: Figures, now: float) -> None:
        """Take over the server's figures: its limit, and requests it counted that are not ours."""
        self.server = figures
        window = self.window
        if figures.limit and not self.fixed:
            window.limit = figures.limit
            if figures.window:
                window.window = float(figures.window)
        if figures.remaining is None or figures.limit is None:
            return
        self._forget_foreign(now)
        unexplained = figures.limit - figures.remaining - window.used(now)
        if unexplained > 0:
            gone = now + (figures.reset if figures.reset is not None else window.window)
            for _ in range(unexplained):
                insort(window.expiries, gone)
                self.foreign.append(gone)

    def _forget_foreign(self, now: float) -> None:
        # The newest answer says how many there are; what an older one said would be counted twice.
        for expiry in self.foreign:
            if expiry > now:
                self.window.expiries.remove(expiry)
        self.foreign.clear()


class Ticket:
    """One caller's place in the queue of its pool."""

    __slots__ = ("admitted", "key", "pool")

    def __init__(self, pool: _PoolState, key: _Key) -> None:
        self.pool = pool
        self.key = key
        self.admitted = False


class RateLimiter:
    """The budget of one user key, shared by threads and tasks.

    ``max_requests`` in ``window`` seconds is the burst guard over all calls; pools come from the document with each
    call, and ``pools`` overrides them by name (requests per minute).
    """

    def __init__(self, max_requests: int = 20, window: float = 10.0, pools: Mapping[str, int] | None = None) -> None:
        self._lock = threading.Lock()
        self._guard = Window(max_requests, window)
        self._overrides = dict(pools or {})
        self._pools: dict[str, _PoolState] = {}
        self._sequence = 0
        self._queued = 0

    def restrict(self, max_requests: int, window: float, pools: Mapping[str, int]) -> None:
        """Take over another client's settings where they are stricter: whoever shares a key shares the lowest bounds."""
        with self._lock:
            if max_requests / window < self._guard.limit / self._guard.window:
                self._guard.limit, self._guard.window = max_requests, window
            for name, limit in pools.items():
                self._overrides[name] = min(limit, self._overrides.get(name, limit))
                if name in self._pools:
                    self._pools[name].window.limit = self._overrides[name]
                    self._pools[name].fixed = True

    def enter(self, pool: Pool, priority: int = PRIORITY_READ) -> Ticket:
        """Queue up for one request. Each ticket ends with exactly one ``leave`` or, once admitted, one ``done``."""
        with self._lock:
            state = self._pools.get(pool.name)
            if state is None:
                limit = self._overrides.get(pool.name)
                state = _PoolState(pool.name, limit or pool.limit, pool.window, limit is not None)
                self._pools[pool.name] = state
            self._sequence += 1
            ticket = Ticket(state, (priority, self._sequence))
            insort(state.waiting, ticket.key)
            self._queued += 1
            return ticket

    def ask(self, ticket: Ticket, now: float) -> float:
        """0 when the request may go now (it counts from here on); else seconds after which to ask again."""
        with self._lock:
            wait = self._delay(ticket, now)
            if wait > 0:
                return min(wait, _LOOK_AGAIN)
            self._remove(ticket)
            ticket.admitted = True
            ticket.pool.window.begin()
            self._guard.begin()
            return 0.0

    def estimate(self, ticket: Ticket, now: float) -> float:
        """Seconds until the request could go if nobody else came."""
        with self._lock:
            return self._delay(ticket, now)

    def _delay(self, ticket: Ticket, now: float) -> float:
        pool = ticket.pool
        if self._queued == 1:
            return max(pool.window.delay(now, 0), self._guard.delay(now, 0))
        position = bisect_left(pool.waiting, ticket.key)
        wait = pool.window.delay(now, position)
        if wait > 0:
            return wait
        return self._guard.delay(now, self._ready_before(ticket.key, now))

    def _ready_before(self, key: _Key, now: float) -> int:
        """How many tickets stand before ``key`` and could go as far as their own pools are concerned."""
        ready = 0
        for pool in self._pools.values():
            if pool.waiting and pool.window.blocked_until <= now:
                free = max(pool.window.limit - pool.window.used(now), 0)
                ready += min(bisect_left(pool.waiting, key), free)
        return ready

    def _remove(self, ticket: Ticket) -> None:
        del ticket.pool.waiting[bisect_left(ticket.pool.waiting, ticket.key)]
        self._queued -= 1

    def leave(self, ticket: Ticket) -> None:
        """Give the place back without having sent anything (a cancelled or impatient caller)."""
        with self._lock:
            if ticket.admitted:
                self._end(ticket, 0.0, counted=False)
            else:
                self._remove(ticket)

    def done(
        self,
        ticket: Ticket,
        now: float,
        *,
        counted: bool = True,
        figures: Figures | None = None,
        pause: float | None = None,
        limited: bool = False,
    ) -> None:
        """The request is over. ``counted``: it may have reached the server. ``figures``: what the answer's headers said.
        ``limited``: it was a 429, asking for ``pause`` seconds if that is known."""
        with self._lock:
            self._end(ticket, now, counted)
            if figures is not None:
                ticket.pool.learn(figures, now)
            if limited:
                reset = figures.reset if figures else None
                wait = pause if pause is not None else reset if reset is not None else _BLIND_PAUSE
                window = ticket.pool.window
                window.blocked_until = max(window.blocked_until, now + wait)

    def _end(self, ticket: Ticket, now: float, counted: bool) -> None:
        ticket.pool.window.end(now, counted)
        self._guard.end(now, counted)

    def usage(self, now: float) -> dict[str, Usage]:
        """Every pool met so far, and the burst guard under ``"burst"``."""
        with self._lock:
            pools = {name: _usage(pool, now) for name, pool in self._pools.items()}
            guard = self._guard
            burst = Usage(
                "burst", guard.limit, guard.window, guard.used(now), self._queued, guard.delay(now, 0), Figures()
            )
            return {"burst": burst, **pools}


def _usage(pool: _PoolState, now: float) -> Usage:
    window = pool.window
    ahead = len(pool.waiting)
    return Usage(pool.name, window.limit, window.window, window.used(now), ahead, window.delay(now, ahead), pool.server)


_shared: weakref.WeakValueDictionary[tuple[str, str], RateLimiter] = weakref.WeakValueDictionary()
_shared_lock = threading.Lock()


def shared_limiter(
    user_key: str, base_url: str, max_requests: int, window: float, pools: Mapping[str, int]
) -> RateLimiter:
    """The limiter of everything in this process that holds ``user_key``: eToro counts per key, so must we."""
    name = (sha256(user_key.encode()).hexdigest(), base_url)
    with _shared_lock:
        limiter = _shared.get(name)
        if limiter is None:
            limiter = RateLimiter(max_requests, window, pools)
            _shared[name] = limiter
        else:
            limiter.restrict(max_requests, window, pools)
        return limiter
