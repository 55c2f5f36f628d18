"""From threads into an event loop, many things at a time.

Whoever waits in the loop leaves a callback; it lands in a deque, and one drain in the loop serves all that gathered
there meanwhile, however many ticks that were. Where the loop itself reads (``loop_reader``), it drains at once.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Self


class Bridge:
    """Lets threads call functions in one event loop, many at a time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._calls: deque[Callable[[], Any]] = deque()
        #: Whether somebody is about to ``drain`` anyway, so that nothing has to be scheduled.
        self.gathers = False

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
        if not self.gathers:
            self.gathers = True
            if not self.soon(self.drain):
                self._calls.clear()

    def drain(self) -> None:
        """In the loop: call all that gathered."""
        # The flag falls first: what is added from here on schedules a drain of its own, or is served by this one.
        self.gathers = False
        calls = self._calls
        try:
            while calls:
                calls.popleft()()
        finally:
            # One was interrupted: the others get their turn all the same.
            if calls:
                self.soon(self.drain)

    def wait(
        self, when: Callable[[Callable[[], Any]], bool], forget: Callable[[Any], None], seconds: float | None
    ) -> Awaitable[bool]:
        """Wait until ``when`` (such as a mailbox's ``when_ready``) calls back; False if ``seconds`` passed first. To be
        awaited at once."""
        waiter = _Waiter(loop=self.loop)
        callback = functools.partial(self.call, waiter.resume)
        if not when(callback):
            waiter.set_result(True)
            return waiter
        waiter.forget = functools.partial(forget, callback)
        return waiter if seconds is None else _within(seconds, waiter)


class _Waiter(asyncio.Future[bool]):
    """Resumes the task that awaits it at once, instead of at the loop's next turn. For a single task."""

    #: What its task goes on with, once it is awaited.
    _resume: functools.partial[Any] | None = None
    #: Takes back the wish to be called, when its task waits no longer.
    forget: Callable[[], object] = staticmethod(lambda: None)

    def add_done_callback(self, fn: Callable[[Self], object], /, *, context: contextvars.Context | None = None) -> None:
        if context is None:
            context = contextvars.copy_context()
        self._resume = functools.partial(context.run, fn, self)

    def cancel(self, msg: Any = None) -> bool:
        if not super().cancel(msg):
            return False
        self.forget()
        if self._resume is not None:
            self.get_loop().call_soon(self._resume)
        return True

    def resume(self) -> None:
        """In a callback of the loop. Whoever awaits it goes on before this returns."""
        if not self.done():
            self.set_result(True)
            if self._resume is not None:
                self._resume()


async def _within(seconds: float, waiter: _Waiter) -> bool:
    try:
        # Not wait_for: on Python 3.11 it may swallow a cancellation that comes together with the result.
        async with asyncio.timeout(seconds):
            return await waiter
    except TimeoutError:
        return False
