"""What several tests build on: a clock that the test moves, and settings without keys worth anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from etoropy import EToroConfig, Simulator
from etoropy.simulator.clock import SimClock

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class ManualClock:
    """Time passes only by sleeping; what was slept is on record."""

    def __init__(self, start: datetime = START) -> None:
        self.start = start
        self.elapsed = 1000.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.elapsed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.elapsed - 1000.0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.elapsed += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def settings(**changes: object) -> EToroConfig:
    """A config that reads no environment and leads nowhere. Without a rate limit unless the test asks for it."""
    base: dict[str, object] = {
        "api_key": "an-api-key",
        "user_key": "a-user-key",
        "base_url": "http://127.0.0.1:9",
        "ws_url": "ws://127.0.0.1:9/ws",
        "rate_limit": False,
    }
    return EToroConfig(**(base | changes), environ={})  # type: ignore[arg-type]


class SimulatedClock:
    """The client's clock on a simulator whose time is moved by hand: sleeping moves it."""

    def __init__(self, simulator: Simulator) -> None:
        self._clock = simulator.clock
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self._clock.wall()

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._clock.advance(seconds)

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


def still_simulator(**options: Any) -> Simulator:
    """A simulator whose time stands still until somebody sleeps."""
    return Simulator(seed=7, clock=SimClock.manual(), **options)
