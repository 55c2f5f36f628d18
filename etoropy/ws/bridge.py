"""From threads into an event loop, many things at a time.

Whoever waits in the loop leaves a callback; it lands in a deque, and one drain in the loop serves all that gathered
there meanwhile, however many ticks that were. Where the loop itself reads (``loop_reader``), it drains at once.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
from collections import deque
from collections.abc import Callable
from typing import Any, Self


class Bridge:
    """Lets threads call functions in one event loop, many at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._calls: deque[Callable[[], Any]] = deque()
        self._scheduled = False

    def soon(self, function: Callable[[], Any]) -> bool:
        """Have the loop call ``function`` soon; False if it is closed."""
        try:
            self.loop.call_soon_threadsafe(function)
        except RuntimeError:
            return False
        return True

    def call(self, function: Callable[[], Any]) -> None:
        """Have the loop call ``function`` with all the others. A loop that is closed has nobody left who waits."""
        self._calls.append(function)
        if not self._scheduled:
            self._scheduled = True
            if not self.soon(self.drain):
                self._calls.clear()

    def gather(self) -> None:
        """In the loop, by who is about to ``drain`` anyway: until then nothing has to be scheduled."""
        self._scheduled = True

    def drain(self) -> None:
        """In the loop: call all that gathered."""
        # The flag falls first: what is added from here on schedules a drain of its own, or is served by this one.
        self._scheduled = False
        calls = self._calls
        try:
            while calls:
                calls.popleft()()
        finally:
            # One was interrupted: the others get their turn all the same.
            if calls:
                self.soon(self.drain)

    async def wait(
        self, when: Callable[[Callable[[], Any]], bool], forget: Callable[[Any], None], seconds: float | None
    ) -> bool:
        """Wait until ``when`` (such as a mailbox's ``when_ready``) calls back; False if ``seconds`` passed first."""
        waiter = _Waiter(loop=self.loop)
        callback = functools.partial(self.call, waiter.resume)
        if not when(callback):
            return True
        try:
            if seconds is None:
                await waiter
            else:
                # Not wait_for: on Python 3.11 it may swallow a cancellation that comes together with the result.
                async with asyncio.timeout(seconds):
                    await waiter
        except BaseException as error:
            forget(callback)
            if isinstance(error, TimeoutError):
                return False
            raise
        return True


class _Waiter(asyncio.Future[None]):
    """Resumes the task that awaits it at once, instead of at the loop's next turn. For a single task."""

    #: What its task goes on with, once it is awaited.
    _resume: functools.partial[Any] | None = None

    def add_done_callback(self, fn: Callable[[Self], object], /, *, context: contextvars.Context | None = None) -> None:
        if context is None:
            context = contextvars.copy_context()
        self._resume = functools.partial(context.run, fn, self)

    def cancel(self, msg: Any = None) -> bool:
        if not super().cancel(msg):
            return False
        if self._resume is not None:
            self.get_loop().call_soon(self._resume)
        return True

    def resume(self) -> None:
        """In a callback of the loop. Whoever awaits it goes on before this returns."""
        if not self.done():
            self.set_result(None)
            if self._resume is not None:
                self._resume()
