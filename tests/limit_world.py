"""Worlds to try a rate limiter in: a server that counts, programs that use up its limits, and time that jumps.

Nothing here waits: what happens is a heap of moments, worked off in order.
"""

from __future__ import annotations

import heapq
import itertools
import math
import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from etoropy.call import Pool
from etoropy.limits.figures import Figures
from etoropy.rate_limiter import PRIORITY_READ, Ticket

Act = Callable[[], None]


class Counter:
    """A server that counts every request in a window that slides, or in one that begins anew (``fixed``). Refused ones
    are not counted. With ``whole`` it tells seconds rounded up, as eToro does."""

    def __init__(
        self, limit: int, window: float, *, fixed: bool = False, whole: bool = True, tells: bool = True
    ) -> None:
        self.limit = limit
        self.window = window
        self.fixed = fixed
        self.whole = whole
        self.tells = tells
        self.counted: list[float] = []
        self.refused: list[float] = []

    def admit(self, now: float) -> tuple[bool, Figures]:
        since = now // self.window * self.window if self.fixed else math.nextafter(now - self.window, math.inf)
        first = bisect_left(self.counted, since)
        taken = len(self.counted) - first
        admitted = taken < self.limit
        if admitted:
            self.counted.append(now)
            taken += 1
        else:
            self.refused.append(now)
        if not self.tells:
            return admitted, Figures()
        reset = since + self.window - now if self.fixed else self.counted[first] + self.window - now
        return admitted, Figures(self.limit, self.limit - taken, math.ceil(reset) if self.whole else reset, self.window)

    def spend(self, now: float) -> None:
        """Count a request that somebody else makes."""
        self.admit(now)


def most_in_any(window: float, times: list[float]) -> int:
    """The most of ``times`` that lie in any stretch of ``window`` seconds (its end not included)."""
    ordered = sorted(times)
    return max((bisect_left(ordered, at + window) - index for index, at in enumerate(ordered)), default=0)


def most_in_fixed(window: float, times: list[float]) -> int:
    """The most of ``times`` that lie in any of the windows 0 … window … 2 × window …"""
    counts: dict[float, int] = {}
    for at in times:
        counts[at // window] = counts.get(at // window, 0) + 1
    return max(counts.values(), default=0)


class Limiter(Protocol):
    """What a world needs of a rate limiter, be it this process's own or Redis's."""

    def enter(
        self, pool: Pool, now: float, priority: int = ..., *, operation: str = ..., place: Any = ...
    ) -> Ticket: ...
    def ask(self, ticket: Ticket, now: float) -> float: ...
    def leave(self, ticket: Ticket) -> None: ...
    def done(
        self,
        ticket: Ticket,
        now: float,
        *,
        counted: bool = ...,
        figures: Figures | None = ...,
        refused: bool = ...,
        pause: float | None = ...,
    ) -> None: ...


@dataclass
class Sent:
    """One request that got its turn."""

    number: int
    asked: float
    sent: float
    pool: str
    priority: int
    arrived: float = math.nan
    admitted: bool = False


@dataclass
class World:
    """Callers of one limiter, a counter for each pool, and what became of each request. ``travel`` bounds the seconds
    from sending to counting, and from counting to the answer."""

    limiter: Limiter
    counters: dict[str, Counter]
    seed: int = 0
    travel: tuple[float, float] = (0.01, 0.1)
    now: float = 1000.0
    log: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self._heap: list[tuple[float, int, Act]] = []
        self._order = itertools.count()
        self._numbers = itertools.count()

    def at(self, when: float, act: Act) -> None:
        heapq.heappush(self._heap, (when, next(self._order), act))

    def run(self, until: float = math.inf) -> World:
        while self._heap and self._heap[0][0] <= until:
            self.now, _, act = heapq.heappop(self._heap)
            act()
        return self

    def request(
        self,
        pool: Pool,
        priority: int = PRIORITY_READ,
        *,
        then: Act | None = None,
        patience: float = math.inf,
        lost: bool = False,
    ) -> None:
        """Somebody asks now. They give up after ``patience`` seconds; a ``lost`` request never reaches the server."""
        asked, number = self.now, next(self._numbers)
        ticket = self.limiter.enter(pool, self.now, priority, operation=pool.name)

        def go() -> None:
            sent = Sent(number, asked, self.now, pool.name, priority)
            if lost:
                self.at(self.now + self._trip(), lambda: self.limiter.done(ticket, self.now, counted=False))
                return
            self.log.append(sent)
            self.at(self.now + self._trip(), lambda: self._arrive(ticket, sent, then))

        def again() -> None:
            if self.now >= asked + patience:
                self.limiter.leave(ticket)
            elif self.limiter.ask(ticket, self.now) == 0.0:
                go()
            else:
                self.at(min(self.now + ticket.nap, asked + patience), again)

        if ticket.wait == 0.0:
            go()
        else:
            self.at(min(self.now + ticket.nap, asked + patience), again)

    def _trip(self) -> float:
        return self.dice.uniform(*self.travel) / 2

    def _arrive(self, ticket: Ticket, sent: Sent, then: Act | None) -> None:
        sent.arrived = self.now
        sent.admitted, figures = self.counters[sent.pool].admit(self.now)
        self.at(self.now + self._trip(), lambda: self._answer(ticket, sent, figures, then))

    def _answer(self, ticket: Ticket, sent: Sent, figures: Figures, then: Act | None) -> None:
        pause = None if sent.admitted or figures.reset is None else max(1.0, figures.reset)
        self.limiter.done(ticket, self.now, figures=figures, refused=not sent.admitted, pause=pause)
        if then is not None:
            then()

    def crowd(self, size: int, pool: Pool) -> None:
        """So many callers, each of which asks again as soon as it is answered."""

        def again() -> None:
            self.request(pool, then=again)

        for _ in range(size):
            self.at(self.now, again)

    def foreign(self, pool: str, every: float, count: int = 1, *, irregular: bool = False) -> None:
        """Another program with the same key: ``count`` requests every so many seconds (on average)."""

        def eat() -> None:
            for _ in range(count):
                self.counters[pool].spend(self.now)
            self.at(self.now + (self.dice.expovariate(1 / every) if irregular else every), eat)

        self.at(self.now + every * self.dice.random(), eat)

    def arrivals(self, pool: str | None = None) -> list[float]:
        """When our requests were counted."""
        return [it.arrived for it in self.log if it.admitted and pool in (None, it.pool)]

    def refusals(self) -> list[float]:
        """When ours were refused."""
        return [it.arrived for it in self.log if not math.isnan(it.arrived) and not it.admitted]

    def refusals_by_window(self, window: float) -> dict[float, int]:
        counts: dict[float, int] = {}
        for at in self.refusals():
            counts[at // window] = counts.get(at // window, 0) + 1
        return counts
