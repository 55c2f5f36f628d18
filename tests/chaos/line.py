"""A bad line between client and simulator, and the time that both share.

What the simulator's own faults do not cover happens here: connections that are refused, requests that arrive long after
the caller gave up on them, and the process that dies between sending and answer.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import httpx

from etoropy.simulator import Simulator
from etoropy.simulator.clock import SimClock, moment


class Killed(BaseException):
    """The process ends here. Like a real end, nothing that handles errors gets to see it."""


class SharedClock:
    """The simulator's time as the client's clock. Waiting moves it on, and whatever is due on the way happens."""

    def __init__(self, clock: SimClock) -> None:
        self._clock = clock
        self._due: list[tuple[float, int, Late]] = []
        self._count = 0

    def monotonic(self) -> float:
        return self._clock.wall()

    def now(self) -> datetime:
        return moment(self._clock.now())

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        # Others get their turn before time moves on, as they would while this one sleeps.
        await asyncio.sleep(0)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass, and the requests that are under way arrive in their turn."""
        until = self._clock.wall() + seconds
        while self._due and min(self._due)[0] <= until:
            first = min(self._due)
            self._due.remove(first)
            self._clock.advance(max(first[0] - self._clock.wall(), 0.0))
            first[2].arrive()
        self._clock.advance(max(until - self._clock.wall(), 0.0))

    def later(self, seconds: float, late: Late) -> None:
        self._count += 1
        self._due.append((self._clock.wall() + seconds, self._count, late))


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
        with self._weather(request) as kills:
            response = self._inner.handle_request(request)
        self._perhaps_die(kills)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        with self._weather(request) as kills:
            response = await self._inner.handle_async_request(request)
        self._perhaps_die(kills)
        return response

    @contextmanager
    def _weather(self, request: httpx.Request) -> Iterator[bool]:
        """What happens on the way; yields whether the process dies once the request has arrived."""
        if self.is_dead:
            raise Killed
        sends = request.method == "POST" and ("/execution/" in request.url.path)
        kills = False
        if sends:
            kills = self._send(request)
        self._clock.advance(0.05)
        try:
            yield kills
        except httpx.ReadTimeout:
            self._clock.advance(_patience(request))
            self._perhaps_die(kills)
            raise
        except httpx.HTTPError:
            self._perhaps_die(kills)
            raise

    def _send(self, request: httpx.Request) -> bool:
        if self._dice.random() < self.refused:
            raise httpx.ConnectError("Connection refused", request=request)
        if self._dice.random() < self.late:
            self._clock.later(
                _patience(request) + self._dice.uniform(0.0, self.longest), Late(self._simulator, request)
            )
            self._clock.advance(_patience(request))
            raise httpx.ReadTimeout("No answer", request=request)
        if self.deaths:
            arrives = self.deaths.pop(0)
            if not arrives:
                self._perhaps_die(True)
            return True
        return False

    def _perhaps_die(self, kills: bool) -> None:
        if kills:
            self.is_dead = True
        if self.is_dead:
            raise Killed


def _patience(request: httpx.Request) -> float:
    return float(request.extensions["timeout"]["read"])
