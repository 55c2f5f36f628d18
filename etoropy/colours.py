"""The few things in which blocking and async code differ by more than a word.

Each comes twice: with the prefix ``async_`` or ``Async`` for ``_async/``, without it for the modules derived from it.
"""

from __future__ import annotations

import inspect
import os
import threading
import weakref
from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from .errors import EToroValidationError

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


def async_lives() -> MutableMapping[Any, Any]:
    """For each event loop its own; what belongs to one that is gone is forgotten."""
    return weakref.WeakKeyDictionary()


def lives() -> MutableMapping[Any, Any]:
    """For each process its own; what a forked one inherits it keeps, and never touches."""
    return {}


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
