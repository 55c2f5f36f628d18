"""How many requests may go out, and when: eToro's pools, and the burst guard above them.

A caller takes a ``Ticket``, sleeps outside for as long as the answer says, and asks again, until the wait is 0: then
its request counts. Nothing here waits.

Both the operation's pool and the burst guard must have room. Tickets are served by priority, then in the order they
came; one that is stuck behind its full pool holds nobody back in another, and one whose owner oversleeps is passed over
until it asks again. Reads leave the burst guard's last slot to orders until the next slot is about to come free, so an
order never waits longer for it than the guard takes for one request on average.
"""

from __future__ import annotations

import copy
import itertools
import sys
import threading
import weakref
from bisect import bisect_left, insort
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

from .call import Pool
from .clock import SYSTEM_CLOCK, Clock
from .forking import LockPerProcess, renewed_when_forked
from .limits.figures import NOTHING_SAID, Allowance, Figures, Usage, server_figures
from .limits.windows import NEVER, Mark, PoolBudget, Window, part_of, strictest

if TYPE_CHECKING:
    from .limits.shared import SharedTicket

__all__ = [
    "PRIORITY_ORDER",
    "PRIORITY_READ",
    "Bounds",
    "Figures",
    "RateLimiter",
    "Ticket",
    "Usage",
    "server_figures",
    "shared_limiter",
]

# Orders pass reads that wait for the same budget.
PRIORITY_ORDER: Final = 0
PRIORITY_READ: Final = 1

# A sleeper looks again at least this often, or after a quarter of its wait: slots come back early at times.
_LOOK_AGAIN: Final = 1.0
# Less would not move every clock: of large figures the last digits are lost.
_SHORTEST_NAP: Final = 1e-4
# So much later than it said it would, a sleeper has lost its turn to those behind it: its event loop may be blocked.
_GRACE: Final = 1.0
# A guard of a single request has no slot to keep.
_ROOM_TO_KEEP: Final = 2
_NEVER_LATE: Final = float("inf")

Priority = Literal["order", "read"]
Override = int | tuple[int, float]
#: Priority, when it came (on the clock), and a number to tell those apart that came at the same moment.
Key = tuple[int, float, int]
_numbers: Final = itertools.count()


class Bounds:
    """What one client allows: the burst guard (``max_requests`` in ``window`` seconds), its overrides of pools, the
    ``share`` of everything that this process may use, and whether reads keep a slot free for orders."""

    __slots__ = ("__weakref__", "keeps_slot", "max_requests", "pools", "share", "window")

    def __init__(
        self,
        max_requests: int = 20,
        window: float = 10.0,
        pools: Mapping[str, Override] | None = None,
        share: float = 1.0,
        *,
        keeps_slot: bool = True,
    ) -> None:
        self.max_requests = max_requests
        self.window = window
        self.pools = {name: it if isinstance(it, tuple) else (it, 60.0) for name, it in (pools or {}).items()}
        self.share = share
        self.keeps_slot = keeps_slot

    @classmethod
    def of_share(cls, share: float) -> Bounds:
        """Bounds that only say which part of everything is ours."""
        return cls(sys.maxsize, share=share, keeps_slot=False)


class Ticket(Mark):
    """One caller's place in the queue of its pool.

    ``wait`` is the seconds until its request could go if nothing changes (0: it may go now, and counts from here on),
    ``nap`` how long to sleep before asking again.
    """

    __slots__ = ("_key", "due", "nap", "operation", "pool", "priority", "queued", "shared", "wait")

    pool: PoolBudget
    priority: int
    operation: str
    wait: float
    _key: Key | None
    # Not set where a request goes at once, until its end.
    queued: bool
    # These two are set when it is told to wait.
    nap: float
    #: When its owner should have asked again, at the latest.
    due: float
    #: What a budget shared by many processes knows this request by. Only set where there is one.
    shared: SharedTicket | None

    @property
    def key(self) -> Key:
        """Its place in the queue, which it keeps should its request be refused."""
        key = self._key
        if key is None:
            # Most never stand in a queue.
            key = self._key = (self.priority, self.began, next(_numbers))
        return key


class _Queue:
    """Who waits, by pool and in order."""

    def __init__(self) -> None:
        self.length = 0
        # For each pool those who wait for it, as (*key, ticket), in order.
        self._lines: dict[PoolBudget, list[tuple[int, float, int, Ticket]]] = {}

    def add(self, ticket: Ticket) -> None:
        line = self._lines.get(ticket.pool)
        if line is None:
            line = self._lines[ticket.pool] = []
        # Whole before others may see it, should Ctrl-C strike in the midst.
        ticket.due = _NEVER_LATE
        insort(line, (*ticket.key, ticket))
        ticket.queued = True
        self.length += 1

    def remove(self, ticket: Ticket) -> None:
        if ticket.queued:
            line = self._lines[ticket.pool]
            del line[bisect_left(line, ticket.key)]
            ticket.queued = False
            self.length -= 1

    def waiting(self, pool: PoolBudget) -> int:
        return len(self._lines.get(pool, ()))

    def before(self, ticket: Ticket, now: float) -> int:
        """How many stand before ``ticket`` in its own pool."""
        return self._before(self._lines[ticket.pool], ticket.key, now)

    def ready_before(self, ticket: Ticket, now: float) -> int:
        """How many stand before ``ticket`` anywhere and could go as far as their own pools are concerned."""
        ready = 0
        for pool, line in self._lines.items():
            if line and (before := self._before(line, ticket.key, now)):
                ready += min(before, pool.free(now))
        return ready

    def _before(self, line: list[tuple[int, float, int, Ticket]], key: Key, now: float) -> int:
        # Whoever should have asked by now loses its place until it does.
        while line and line[0][3].due < now:
            line.pop(0)[3].queued = False
            self.length -= 1
        return bisect_left(line, key)

    def forget(self, pool: PoolBudget) -> None:
        self._lines.pop(pool, None)


class _Assignments:
    """Which pool an operation counts in, where the server's figures show that it is not the document's.

    Operations of one pool that are told different limits, in turns, do not share it: the odd one gets its own.
    """

    def __init__(self) -> None:
        self.moved: dict[str, Pool] = {}
        #: The pools that some operation left.
        self.divided: set[str] = set()
        # By pool and operation: the limit it was told last, and when, as a running number.
        self._told: dict[str, dict[str, tuple[int, int]]] = {}
        self._number = 0

    def learn(self, pool: PoolBudget, operation: str, limit: int) -> str | None:
        """Note that ``operation`` was told ``limit``. Gives the operation, if any, that thereby left the pool.

        If it was told the same before, and another something else since, then one of them counts elsewhere; if all are
        told something new, the pool itself has changed.
        """
        self._number += 1
        told = self._told.setdefault(pool.name, {})
        before = told.get(operation)
        told[operation] = (limit, self._number)
        if before is None or before[0] != limit:
            return None
        for other, (its_limit, number) in told.items():
            if its_limit != limit and number > before[1]:
                return self._move(
                    pool, other if limit == pool.document[0] or its_limit != pool.document[0] else operation
                )
        return None

    def _move(self, pool: PoolBudget, operation: str) -> str:
        limit, _ = self._told[pool.name].pop(operation)
        # Whatever interrupts this: nobody passes at a glance where an operation may have to be looked up.
        self.divided.add(pool.name)
        pool.divide()
        self.moved[operation] = Pool(f"{pool.name}: {operation}", limit, pool.length)
        return operation


class RateLimiter:
    """The budget of one user key, shared by threads and tasks.

    ``max_requests`` in ``window`` seconds is the burst guard over all calls; pools come from the document with each
    call, and ``pools`` overrides them by name (requests per minute, or a pair of requests and seconds). ``share`` is
    the part of all this that is ours to use. Without ``keeps_slot`` reads may use up the guard and orders wait for it.
    """

    def __init__(
        self,
        max_requests: int = 20,
        window: float = 10.0,
        pools: Mapping[str, Override] | None = None,
        *,
        share: float = 1.0,
        keeps_slot: bool = True,
    ) -> None:
        self._lock = threading.Lock()
        self._guard = Window(max_requests, window)
        self._whole_guard = (max_requests, window)
        #: When the request ended that was the last of all to do so.
        self._newest = NEVER
        self._pools: dict[str, PoolBudget] = {}
        self._queue = _Queue()
        self._assignments = _Assignments()
        self._era = object()
        self._members: list[weakref.ref[Bounds]] = []
        self._left: list[weakref.ref[Bounds]] = []
        self._overrides: dict[str, tuple[int, float]] = {}
        self._share = 1.0
        self._keeps_slot = True
        self._own: Bounds | None = Bounds(max_requests, window, pools, share, keeps_slot=keeps_slot)
        self.join(self._own)
        renewed_when_forked(self)

    @classmethod
    def of_many(cls) -> RateLimiter:
        """A limiter without bounds of its own: those who ``join`` bring theirs."""
        limiter = cls()
        limiter._own = None
        return limiter

    def _renew(self) -> None:
        """This is a copy in a forked process, where nobody waits, and where no request that is under way ever ends.
        What was used so far counts on: the server knows it under the same key."""
        self._lock = threading.Lock()
        self._queue = _Queue()
        self._era = object()
        # Tickets of before go on with pools of before.
        self._pools = {name: copy.copy(pool) for name, pool in self._pools.items()}
        for pool in self._pools.values():
            pool.era = self._era
        for window in (self._guard, *(pool.window for pool in self._pools.values())):
            window.begun = window.answered

    # Settings.

    def join(self, bounds: Bounds) -> None:
        """Let another client in, for as long as its ``bounds`` live. Who shares a key keeps to the bounds of all."""
        with self._lock:
            # Called when the bounds die, at any moment and in any thread: it must not take the lock.
            self._members.append(weakref.ref(bounds, self._left.append))
            self._fit()

    def is_left_by_all(self) -> bool:
        """Whether no client's bounds live any more."""
        return all(member() is None for member in self._members)

    def _fit(self) -> None:
        self._left.clear()
        members = [bounds for member in self._members if (bounds := member()) is not None]
        self._members = [member for member in self._members if member() is not None]
        if not members:
            return
        self._whole_guard = strictest({(it.max_requests, it.window) for it in members})
        self._share = min(it.share for it in members)
        self._guard.fit(*part_of(*self._whole_guard, self._share))
        self._keeps_slot = any(it.keeps_slot for it in members)
        self._overrides = {}
        for name, override in (item for it in members for item in it.pools.items()):
            self._overrides[name] = strictest({override, self._overrides.get(name, override)})
        for pool in self._pools.values():
            pool.bound(self._overrides.get(pool.name), self._share)

    # A request's way through.

    def enter(
        self,
        pool: Pool,
        now: float,
        priority: int = PRIORITY_READ,
        operation: str = "",
        place: Key | None = None,
    ) -> Ticket:
        """Ask for one request; the ticket's ``wait`` says whether it may go. Each ends with exactly one ``leave`` or,
        once admitted, one ``done``.

        ``place`` is the ``key`` of an earlier ticket whose request was refused: it keeps its place in the queue.
        """
        with self._lock:
            try:
                budget = self._pools[pool.name]
            except KeyError:
                return self._look_closer(pool, now, priority, operation, place)
            # Most requests find plenty of room, which can be told at a glance. All is written out here, without a call
            # and without what only those need who wait: every request passes, and most of them pass nothing else.
            window, guard = budget.window, self._guard
            begun = window.begun
            if (
                begun < budget.easy
                and now < budget.fresh_until
                and (sent := guard.begun + 1) < guard.brim
                and not self._queue.length
                and not self._left
            ):
                ticket = Ticket()
                ticket.pool = budget
                ticket.operation = operation
                ticket.priority = priority
                ticket._key = place
                ticket.began = now
                ticket.answered = window.answered
                ticket.expired = window.expired
                ticket.admitted = True
                ticket.wait = 0.0
                window.begun = begun + 1
                guard.begun = sent
                return ticket
            return self._look_closer(pool, now, priority, operation, place)

    def _look_closer(self, pool: Pool, now: float, priority: int, operation: str, place: Key | None) -> Ticket:
        ticket = self._ticket(pool, now, priority, operation, place)
        try:
            self._ask(ticket, now)
        except BaseException:
            # Nobody has this ticket: it would stand in the queue for good.
            self._queue.remove(ticket)
            raise
        return ticket

    def ask(self, ticket: Ticket, now: float) -> float:
        """0 when the request may go now (it counts from here on); else the seconds until it could."""
        with self._lock:
            return self._ask(ticket, now)

    def _ask(self, ticket: Ticket, now: float) -> float:
        queue = self._queue
        if not ticket.queued:
            self._find_pool(ticket)
            queue.add(ticket)
        wait = ticket.pool.wait(now, queue.before(ticket, now), patient=ticket.priority != PRIORITY_ORDER)
        if wait <= 0.0:
            wait = self._guard_wait(ticket, now, queue.ready_before(ticket, now))
        ticket.wait = wait
        if wait > 0.0:
            ticket.nap = nap_of(wait, self._guard.window)
            ticket.due = now + ticket.nap + _GRACE
        else:
            self._let_go(ticket, now)
        return wait

    def _find_pool(self, ticket: Ticket) -> None:
        """Its pool may have been forgotten while nobody waited in it: there is one of each name."""
        ticket.pool = self._pools.setdefault(ticket.pool.name, ticket.pool)

    def _let_go(self, ticket: Ticket, now: float) -> None:
        self._queue.remove(ticket)
        ticket.pool.begin(ticket, now)
        self._guard.begun += 1

    def _guard_wait(self, ticket: Ticket, now: float, ahead: int) -> float:
        """As the guard sees it. Its last free slot is for orders, until the one after it is about to come free."""
        guard = self._guard
        wait = guard.wait(now, ahead)
        if wait > 0.0 or ticket.priority == PRIORITY_ORDER or not self._keeps_slot or guard.limit < _ROOM_TO_KEEP:
            return wait
        return max(guard.wait(now, ahead + 1) - guard.window / guard.limit, 0.0)

    # Where Redis decides: requests are counted here too, for when it is gone.

    def ticket(
        self, pool: Pool, now: float, priority: int = PRIORITY_READ, operation: str = "", place: Key | None = None
    ) -> Ticket:
        """A ticket that has not asked yet."""
        with self._lock:
            return self._ticket(pool, now, priority, operation, place)

    def count(self, ticket: Ticket, now: float) -> None:
        """The request of this ticket goes, whatever this limiter thinks of it."""
        with self._lock:
            ticket.wait = 0.0
            self._find_pool(ticket)
            self._let_go(ticket, now)

    def allowance(self, pool: PoolBudget) -> Allowance:
        """What our bounds make of a pool that is shared with other processes."""
        with self._lock:
            return self._allowance(pool)

    def _allowance(self, pool: PoolBudget) -> Allowance:
        override = self._overrides.get(pool.name)
        return Allowance(*(override or pool.document), override is not None, *self._whole_guard, self._keeps_slot)

    def slots(self, now: float) -> list[tuple[str, Allowance, list[float]]]:
        """For each pool, and for the burst guard, in how many seconds the slots we used come free."""
        with self._lock:
            guard = Allowance(*self._whole_guard, False, *self._whole_guard, self._keeps_slot)
            pools = [(name, self._allowance(pool), pool.window) for name, pool in self._pools.items()]
            windows = [("burst", guard, self._guard), *pools]
            return [
                (name, it, [slot - now for slot in map(window.leaves, window.ends) if slot > now])
                for name, it, window in windows
            ]

    def _ticket(self, pool: Pool, now: float, priority: int, operation: str, place: Key | None) -> Ticket:
        if self._left:
            self._fit()
        ticket = Ticket()
        ticket.pool = self._budget(self._assignments.moved.get(operation, pool))
        ticket.operation, ticket.priority = operation, priority
        ticket._key = place or (priority, now, next(_numbers))
        ticket.began, ticket.wait = now, 0.0
        ticket.admitted = ticket.queued = False
        ticket.shared = None
        return ticket

    def _budget(self, pool: Pool) -> PoolBudget:
        budget = self._pools.get(pool.name)
        if budget is None:
            budget = PoolBudget(
                pool.name, pool.limit, pool.window, self._era, divided=pool.name in self._assignments.divided
            )
            budget.bound(self._overrides.get(pool.name), self._share)
            self._pools[pool.name] = budget
        return budget

    def forget_idle(self, now: float) -> None:
        """Let go of pools that nothing is known of any more."""
        with self._lock:
            for name, pool in tuple(self._pools.items()):
                if not self._queue.waiting(pool) and pool.is_idle(now):
                    del self._pools[name]
                    self._queue.forget(pool)

    def leave(self, ticket: Ticket) -> None:
        """Give the place back without having sent anything (a cancelled or impatient caller)."""
        with self._lock:
            if ticket.pool.era is not self._era:
                return
            if ticket.admitted:
                self._take_back(ticket)
            else:
                self._queue.remove(ticket)

    def done(
        self,
        ticket: Ticket,
        now: float,
        counted: bool = True,
        figures: Figures | None = None,
        refused: bool = False,
        pause: float | None = None,
    ) -> None:
        """The request is over. ``counted``: it may have reached the server. ``figures``: what the answer's headers
        said, if there was an answer. ``refused``: it was a 429, asking to stay away ``pause`` seconds if known."""
        with self._lock:
            pool: PoolBudget = ticket.pool
            if pool.era is not self._era:
                return
            if counted and not refused:
                ticket.admitted = ticket.queued = False
                window, guard = pool.window, self._guard
                if now >= self._newest:
                    # As nearly always. Written out, as in ``enter``.
                    self._newest = now
                    window.answered += 1
                    window.ends.append(now)
                    guard.answered += 1
                    guard.ends.append(now)
                else:
                    window.end(now)
                    guard.end(now)
            else:
                self._take_back(ticket)
            if figures is None:
                return
            mark: Mark = ticket
            if figures.limit and self._assignments.learn(pool, ticket.operation, figures.limit) == ticket.operation:
                pool, mark = self._budget(self._assignments.moved[ticket.operation]), ticket.elsewhere()
            pool.learn(mark, figures, now, refused=refused, pause=pause)

    def _take_back(self, ticket: Ticket) -> None:
        ticket.admitted = ticket.queued = False
        ticket.pool.window.take_back()
        self._guard.take_back()

    # Looking in.

    def usage(self, now: float) -> dict[str, Usage]:
        """Every pool met so far, and the burst guard under ``"burst"``."""
        with self._lock:
            queue, guard = self._queue, self._guard
            used, wait = guard.used(now), guard.wait(now, queue.length)
            burst = Usage("burst", guard.limit, guard.window, used, queue.length, wait, NOTHING_SAID)
            pools = {name: pool.usage(now, queue.waiting(pool)) for name, pool in self._pools.items()}
            return {"burst": burst, **pools}

    def is_idle(self, now: float) -> bool:
        """Whether it remembers nothing that could matter to the next request."""
        with self._lock:
            return not self._guard.used(now) and all(pool.is_idle(now) for pool in self._pools.values())


def rank_of(pool: Pool, priority: Priority | None) -> int:
    """Whom a request passes in the queue: what opens, closes or cancels passes reads, unless told otherwise."""
    if priority is None:
        return PRIORITY_ORDER if pool.name.startswith("execution") else PRIORITY_READ
    return PRIORITY_ORDER if priority == "order" else PRIORITY_READ


def nap_of(wait: float, window: float) -> float:
    """How long to sleep of a wait that may turn out shorter."""
    return max(min(wait, max(min(_LOOK_AGAIN, window / 20), wait / 4)), _SHORTEST_NAP)


Name = tuple[str, str]
_shared: weakref.WeakValueDictionary[Name, RateLimiter] = weakref.WeakValueDictionary()
# Limiters whose last client may be gone while their requests still count at the server.
_remembered: dict[Name, RateLimiter] = {}


_sharing = LockPerProcess()


def key_hash(user_key: str) -> str:
    """What stands for a user key wherever the key itself must not be seen."""
    return sha256(user_key.encode()).hexdigest()


def shared_limiter(user_key: str, base_url: str, bounds: Bounds, clock: Clock, *, remember: bool = True) -> RateLimiter:
    """The limiter of everything in this process that holds ``user_key``: eToro counts per key, so must we.

    ``bounds`` hold for as long as the caller keeps them. With ``remember`` the limiter outlives its clients for as long
    as their requests count: a program that makes a new client for each request stays within its budget too.
    """
    name = (key_hash(user_key), base_url)
    with _sharing.lock:
        limiter = _shared.get(name)
        if limiter is None or (limiter.is_left_by_all() and name not in _remembered):
            limiter = _shared[name] = RateLimiter.of_many()
        limiter.join(bounds)
        # Times of another clock cannot be compared with those of the limiters remembered here.
        if clock is SYSTEM_CLOCK:
            _forget_idle(clock.monotonic())
            if remember:
                _remembered[name] = limiter
        return limiter


def _forget_idle(now: float) -> None:
    for name, limiter in tuple(_remembered.items()):
        if limiter.is_idle(now):
            del _remembered[name]
