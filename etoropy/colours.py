"""The few things in which blocking and async code differ by more than a word.

Each comes twice: with the prefix ``async_`` or ``Async`` for ``_async/``, without it for the modules derived from it.
"""

from __future__ import annotations

import inspect
import os
import threading
import weakref
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from .errors import EToroValidationError
from .forking import LockPerProcess

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")

# What a function that may have to wait gives: something to await, or the thing itself.
AsyncReady = Awaitable[T]
Ready = Annotated[T, "after blocking"]


def async_lifetime() -> Any:
    """What connections belong to: the running event loop. Those of a loop that is gone cannot be used again."""
    import asyncio

    return asyncio.get_running_loop()


def lifetime() -> Any:
    """Blocking connections belong to this process: a forked one that used them too would read another's answers."""
    return os.getpid()


class AsyncEachLife(Generic[T]):
    """One thing for each event loop that asks for it, made when it first does and closed when that loop ends."""

    def __init__(self, make: Callable[[], T], close: Callable[[T], Awaitable[None]]) -> None:
        self._make = make
        self._close = close
        self._things: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, T] = weakref.WeakKeyDictionary()
        self._keepers: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, object] = weakref.WeakKeyDictionary()
        # Whose thing was asked for last, and that thing: nearly always the next one's too.
        self._last: tuple[asyncio.AbstractEventLoop, T] | None = None
        # Held only while one is made: two threads share neither loops nor things, but the mappings.
        self._making = LockPerProcess()

    async def get(self) -> T:
        """The running loop's."""
        life, last = async_lifetime(), self._last
        if last is not None and last[0] is life:
            return last[1]
        with self._making.lock:
            fresh = life not in self._things
            if fresh:
                # Loops that ended without closing what they had.
                for gone in [loop for loop in self._things if loop.is_closed()]:
                    self._forget(gone)
                self._things[life] = self._make()
            thing = self._things[life]
            self._last = life, thing
        if fresh:
            self._keepers[life] = await async_when_life_ends(partial(self._end, life))
        return thing

    def _forget(self, life: asyncio.AbstractEventLoop) -> T | None:
        self._keepers.pop(life, None)
        if self._last is not None and self._last[0] is life:
            self._last = None
        return self._things.pop(life, None)

    async def _end(self, life: asyncio.AbstractEventLoop) -> None:
        thing = self._things.get(life)
        if thing is not None:
            # Forgotten when it is done: who is cancelled in the midst may come again.
            await self._close(thing)
            self._forget(life)

    async def close(self) -> None:
        """Close the running loop's; others close their own when they end."""
        await self._end(async_lifetime())


class EachLife(Generic[T]):
    """One thing for each process that asks for it. What a forked one inherits it keeps, and never touches."""

    def __init__(self, make: Callable[[], T], close: Callable[[T], None]) -> None:
        self._make = make
        self._close = close
        self._things: dict[int, T] = {}
        self._making = LockPerProcess()

    def get(self) -> T:
        """This process's."""
        life = lifetime()
        thing = self._things.get(life)
        if thing is not None:
            return thing
        with self._making.lock:
            if life not in self._things:
                self._things[life] = self._make()
            return self._things[life]

    def close(self) -> None:
        """Close this process's."""
        thing = self._things.get(lifetime())
        if thing is not None:
            # As above: Ctrl-C may strike in the midst.
            self._close(thing)
            self._things.pop(lifetime(), None)


async def async_when_life_ends(close: Callable[[], Awaitable[None]]) -> object:
    """Have ``close`` awaited when the running loop shuts down, as long as the result is kept.

    A loop that ends closes the asynchronous generators it has seen; so connections that nobody closed do not outlive it
    as open sockets.
    """

    async def guard() -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await close()

    keeper = guard()
    await anext(keeper)
    return keeper


def when_life_ends(close: Callable[[], None]) -> object:
    """Blocking connections have no loop to outlive."""
    return None


# Tasks that go on after whoever began them was cancelled; the loop itself would forget them.
_going_on: set[asyncio.Future[Any]] = set()


async def async_undisturbed(step: Callable[[], Awaitable[T]]) -> T:
    """Take a step to its end even if whoever waits for it is cancelled meanwhile, or was before."""
    import asyncio

    task = asyncio.ensure_future(step())
    _going_on.add(task)
    task.add_done_callback(_going_on.discard)
    return await asyncio.shield(task)


def undisturbed(step: Callable[[], T]) -> T:
    """Nobody cancels a blocking step."""
    return step()


def async_check_listener(listener: Callable[..., Any]) -> None:
    """Listeners of the async library may be coroutine functions."""


def check_listener(listener: Callable[..., Any]) -> None:
    """Refuse what a blocking program would call and never run."""
    if inspect.iscoroutinefunction(listener):
        raise EToroValidationError(
            "A coroutine function can only listen to the async client.", field="listener", value=listener
        )


class AsyncSignal:
    """Counts what happened, for tasks of one loop to wait on. ``fire`` is called in the loop."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self, *_: object) -> None:
        """It happened once more, whatever it was."""
        self._count += 1
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def mark(self) -> int:
        """How often it happened so far."""
        return self._count

    async def wait(self, mark: int, timeout: float) -> bool:
        """Return once it happened after ``mark`` (True), or after ``timeout`` seconds (False)."""
        import asyncio

        if self._count > mark:
            return True
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout)
        finally:
            self._waiting.discard(future)
        return self._count > mark


class Signal:
    """Counts what happened, for threads to wait on. ``fire`` is called from any thread."""

    def __init__(self) -> None:
        self._count = 0
        self._happened = threading.Condition()

    def fire(self, *_: object) -> None:
        """It happened once more, whatever it was."""
        with self._happened:
            self._count += 1
            self._happened.notify_all()

    def mark(self) -> int:
        """How often it happened so far."""
        with self._happened:
            return self._count

    def wait(self, mark: int, timeout: float) -> bool:
        """Return once it happened after ``mark`` (True), or after ``timeout`` seconds (False)."""
        with self._happened:
            return self._happened.wait_for(lambda: self._count > mark, timeout)
