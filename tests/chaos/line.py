"""A bad line between client and simulator, and the time that both share.

What the simulator's own faults do not cover happens here: connections that are refused, requests that arrive long after
the caller gave up on them, and the process that dies between sending and answer.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import random
from datetime import datetime
from typing import Final, Literal, NamedTuple

import httpx

from etoropy.simulator import Simulator
from etoropy.simulator.clock import SimClock, moment

# Seconds that a request takes to arrive.
_TRAVEL: Final = 0.05


class Killed(BaseException):
    """The process ends here. Like a real end, nothing that handles errors gets to see it."""


class SharedClock:
    """The simulator's time as the client's clock. Waiting moves it on, and whatever is due on the way happens.

    Tasks sleep side by side: time moves only when every task that was announced with `enter` is asleep, and then to the
    moment at which the first of them wakes.
    """

    def __init__(self, clock: SimClock) -> None:
        self._clock = clock
        self._count = itertools.count()
        self._arrivals: list[tuple[float, int, Late]] = []
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._awake = 0

    def monotonic(self) -> float:
        return self._clock.wall()

    def now(self) -> datetime:
        return moment(self._clock.now())

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.monotonic() + seconds, next(self._count), future))
        self.leave()
        await future

    def enter(self) -> None:
        """One more task is awake."""
        self._awake += 1

    def leave(self) -> None:
        """A task has fallen asleep, or is done."""
        self._awake -= 1
        if self._awake <= 0 and self._sleepers:
            due, _, future = heapq.heappop(self._sleepers)
            self.advance(max(due - self.monotonic(), 0.0))
            self._awake += 1
            future.set_result(None)

    def advance(self, seconds: float) -> None:
        """Let time pass, and the requests that are under way arrive in their turn."""
        until = self._clock.wall() + seconds
        while self._arrivals and self._arrivals[0][0] <= until:
            due, _, late = heapq.heappop(self._arrivals)
            self._clock.advance(max(due - self._clock.wall(), 0.0))
            late.arrive()
        self._clock.advance(max(until - self._clock.wall(), 0.0))

    def later(self, seconds: float, late: Late) -> None:
        heapq.heappush(self._arrivals, (self._clock.wall() + seconds, next(self._count), late))


class Passage(NamedTuple):
    """A request's way: how long it takes, the error in which it ends, and when the process dies over it."""

    seconds: float
    dies: Literal["before", "after"] | None = None
    error: httpx.TransportError | None = None


class Late:
    """A request that is still under way."""

    def __init__(self, simulator: Simulator, request: httpx.Request) -> None:
        self._simulator = simulator
        self._request = request

    def arrive(self) -> None:
        try:
            self._simulator.transport().handle_request(self._request)
        except httpx.HTTPError:
            pass  # nobody is there any more to be told that the answer was lost


class Line(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """An httpx transport of both colours. Rates are per order that is sent; `die` kills the process at the next one."""

    def __init__(
        self, simulator: Simulator, clock: SharedClock, dice: random.Random, *, refused: float, late: float
    ) -> None:
        self._simulator = simulator
        self._inner = simulator.transport()
        self._clock = clock
        self._dice = dice
        self.refused = refused
        self.late = late
        self.longest = 25.0
        self.deaths: list[bool] = []
        self.is_dead = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        passage = self._passage(request)
        self._clock.sleep(passage.seconds)
        self._depart(passage)
        try:
            return self._inner.handle_request(request)
        except httpx.ReadTimeout:
            self._clock.sleep(_patience(request))
            raise
        finally:
            self._arrive(passage)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        passage = self._passage(request)
        await self._clock.asleep(passage.seconds)
        self._depart(passage)
        try:
            return await self._inner.handle_async_request(request)
        except httpx.ReadTimeout:
            await self._clock.asleep(_patience(request))
            raise
        finally:
            self._arrive(passage)

    def _passage(self, request: httpx.Request) -> Passage:
        """What is to happen to a request on its way."""
        if self.is_dead:
            raise Killed
        if request.method != "POST" or "/execution/" not in request.url.path:
            return Passage(_TRAVEL)
        if self._dice.random() < self.refused:
            return Passage(_TRAVEL, error=httpx.ConnectError("Connection refused", request=request))
        patience = _patience(request)
        if self._dice.random() < self.late:
            self._clock.later(patience + self._dice.uniform(0.0, self.longest), Late(self._simulator, request))
            return Passage(patience, error=httpx.ReadTimeout("No answer", request=request))
        if self.deaths:
            return Passage(_TRAVEL, "after" if self.deaths.pop(0) else "before")
        return Passage(_TRAVEL)

    def _depart(self, passage: Passage) -> None:
        if passage.error is not None:
            raise passage.error
        self._die_if(passage.dies == "before")

    def _arrive(self, passage: Passage) -> None:
        self._die_if(passage.dies == "after")

    def _die_if(self, dies: bool) -> None:
        self.is_dead = self.is_dead or dies
        if self.is_dead:
            raise Killed


def _patience(request: httpx.Request) -> float:
    return float(request.extensions["timeout"]["read"])
