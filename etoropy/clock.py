"""Time, as the library sees it: the only module at this level that waits.

Everything that decides takes a number of seconds; everything that waits takes a ``Clock``. Tests hand in a clock of
their own, so that nothing in them depends on how fast the machine is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Monotonic seconds for intervals, wall time for dates, and the two ways of waiting."""

    def monotonic(self) -> float:
        """Seconds since some moment, never going back."""
        ...

    def now(self) -> datetime:
        """The time of day, UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Block the thread."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Let the task wait, and others go on."""
        ...


class SystemClock:
    """The machine's clock."""

    __slots__ = ()

    monotonic = staticmethod(time.monotonic)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        # Imported here so that blocking programs never pay for asyncio; the event loop has loaded it already.
        import asyncio

        await asyncio.sleep(seconds)


SYSTEM_CLOCK: Clock = SystemClock()
