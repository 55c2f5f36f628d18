"""Time for many threads and tasks at once: it stands still while anybody works, and jumps when everybody sleeps.

So a test with real threads takes no longer than its work, and nothing in it depends on how fast the machine is.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import threading
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class Lockstep:
    """A clock that so many threads and tasks live by; each must say when it has ``left``."""

    def __init__(self, participants: int) -> None:
        self.elapsed = 1000.0
        self._awake = participants
        self._lock = threading.Lock()
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, Callable[[], object]]] = []

    def monotonic(self) -> float:
        return self.elapsed

    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed)

    def sleep(self, seconds: float) -> None:
        gate = threading.Event()
        self._lie_down(seconds, gate.set)
        gate.wait()

    async def asleep(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        woken = asyncio.Event()
        self._lie_down(seconds, lambda: loop.call_soon_threadsafe(woken.set))
        await woken.wait()

    def left(self) -> None:
        """A participant takes no more part."""
        with self._lock:
            self._awake -= 1
            self._wake_the_next()

    def _lie_down(self, seconds: float, wake: Callable[[], object]) -> None:
        with self._lock:
            heapq.heappush(self._sleepers, (self.elapsed + max(seconds, 0.0), next(self._order), wake))
            self._awake -= 1
            self._wake_the_next()

    def _wake_the_next(self) -> None:
        while self._awake == 0 and self._sleepers:
            self.elapsed = max(self.elapsed, self._sleepers[0][0])
            while self._sleepers and self._sleepers[0][0] <= self.elapsed:
                self._awake += 1
                heapq.heappop(self._sleepers)[2]()


def together(
    clock: Lockstep, threads: Iterable[Callable[[], None]], tasks: Iterable[Callable[[], Awaitable[None]]]
) -> None:
    """Run all of these at once, the tasks in one event loop; raises what the first of them raised."""
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            errors.append(error)
        finally:
            clock.left()

    async def run_task(work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            errors.append(error)
        finally:
            clock.left()

    async def run_tasks() -> None:
        await asyncio.gather(*(run_task(work) for work in tasks))

    workers = [threading.Thread(target=run, args=(work,)) for work in threads]
    workers.append(threading.Thread(target=asyncio.run, args=(run_tasks(),)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if errors:
        raise errors[0]
