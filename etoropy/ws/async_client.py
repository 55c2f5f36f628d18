"""The async client of the stream: what its readers put into mailboxes, brought to those who wait in an event loop.

``loop_reader`` says who reads, ``bridge`` wakes those who wait.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable, Iterable
from inspect import isawaitable
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from ..errors import EToroTimeoutError, EToroWebSocketError
from ..events import Listener
from ..log import logger
from .bridge import Bridge
from .client import Client, Stream
from .delivery import Mailbox, Policy
from .engine import Engine
from .hub import Call, Feed, Hub
from .loop_reader import LoopReader
from .messages import PRIVATE, Gap, PrivateEvent
from .quotes import Quote
from .shift import Read

T = TypeVar("T")

_log: Final = logger("ws")

#: Callbacks, or items of a stream, after which others in the loop get their turn.
_TURN: Final = 128
#: Seconds that closing waits for a thread which is held up beyond our reach, by a name server, and for a callback.
_GRACE: Final = 2.0


class Caller:
    """Calls listeners in the loop, one after another; awaits those that are coroutine functions."""

    def __init__(self, bridge: Bridge, desk: Mailbox, hub: Hub) -> None:
        self._bridge = bridge
        self._desk = desk
        self._hub = hub
        self._awaiting: asyncio.Task[None] | None = None
        self._ready = functools.partial(bridge.call, self._run)
        self.done: asyncio.Future[None] = bridge.loop.create_future()

    def awaits(self, task: asyncio.Task[Any] | None) -> bool:
        """Whether ``task`` is the listener that is being awaited: it cannot wait for itself to end."""
        return task is not None and task is self._awaiting

    def start(self) -> None:
        """Serve what is on the desk now, and whatever comes."""
        if not self._desk.when_ready(self._ready):
            self._bridge.loop.call_soon(self._run)

    def give_up(self) -> None:
        """Cancel the listener that is being awaited; what else lies on the desk is not served any more."""
        self._desk.close(discard=True)
        if self._awaiting is not None:
            self._awaiting.cancel()

    def _run(self) -> None:
        """Serve until the desk is empty, a listener has to be awaited, or others should have their turn."""
        for _ in range(_TURN):
            item = self._desk.take()
            if item is None:
                if self._desk.closed:
                    if not self.done.done():
                        self.done.set_result(None)
                    return
                if self._desk.when_ready(self._ready):
                    return
                continue
            if self._desk.closed and isinstance(item, Quote):
                continue
            if (pending := self._serve(item)) is not None:
                self._awaiting = self._bridge.loop.create_task(pending)
                self._awaiting.add_done_callback(self._resume)
                return
        self._bridge.loop.call_soon(self._run)

    def _resume(self, task: asyncio.Task[None]) -> None:
        self._awaiting = None
        if not task.cancelled():
            # Listeners' own exceptions were told already; what else ended the task, asyncio raises by itself.
            task.exception()
        self._run()

    def _serve(self, item: Quote | Call) -> Any:
        """Call the listeners of ``item``; returns a coroutine for the rest as soon as one has to be awaited."""
        event, args = ("price", (item.symbol, item.instrument_id, item)) if isinstance(item, Quote) else item
        listeners = self._hub.listeners.take(event)
        for index, listener in enumerate(listeners):
            try:
                result = listener(*args)
            except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - whatever it raises, others must not suffer
                return self._report_and_go_on(event, error, listeners[index + 1 :], args)
            if isawaitable(result):
                return self._await_and_go_on(event, result, listeners[index + 1 :], args)
        return None

    async def _await_and_go_on(
        self, event: str, result: Awaitable[Any], rest: tuple[Listener, ...], args: tuple[Any, ...]
    ) -> None:
        try:
            await result
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - as above
            _unless_cancelled(error)
            await self._report(event, error)
        await self._call(event, rest, args)

    async def _report_and_go_on(
        self, event: str, error: BaseException, rest: tuple[Listener, ...], args: tuple[Any, ...]
    ) -> None:
        await self._report(event, error)
        await self._call(event, rest, args)

    async def _call(self, event: str, listeners: Iterable[Listener], args: tuple[Any, ...]) -> None:
        for listener in listeners:
            try:
                result = listener(*args)
                if isawaitable(result):
                    await result
            except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - as above
                _unless_cancelled(error)
                await self._report(event, error)

    async def _report(self, event: str, error: BaseException) -> None:
        await self._call("error", self._hub.failed(event, error), (error,))


def _unless_cancelled(error: BaseException) -> None:
    """Go on if it is a listener's own matter: it may have asked for the result of a task that was cancelled. Raises
    ``error`` again if it is this task that is to end."""
    task = asyncio.current_task()
    if isinstance(error, asyncio.CancelledError) and task is not None and task.cancelling():
        raise error


class AsyncWsClient(Client):
    """Live quotes and order events, for asyncio.

    As ``WsClient``, but ``connect`` and ``close`` are awaited, streams are looped over with ``async for``, and
    listeners run in the loop, one after another; they may be coroutine functions, and the next event waits until one
    has finished. The client belongs to the loop that awaited ``connect``; after that loop has ended, ``connect`` in
    another one begins afresh.
    """

    _bridge: Bridge | None = None
    _caller: Caller | None = None

    async def connect(self, timeout: float | None = None) -> None:
        """Connect, authenticate, subscribe what was asked for. Returns when authenticated.

        Failures are tried again for up to ``timeout`` seconds (the config's timeout unless given). Raises
        ``EToroAuthError`` at once when eToro refuses the keys, ``EToroWebSocketError`` when ``max_attempts`` failed,
        ``EToroTimeoutError`` when time is up; then nothing is left running, unless others wait for the connection or
        had it before.
        """
        seconds = self._config.timeout if timeout is None else timeout
        engine, bridge = self._engine, self._bridge_here()
        arrivals = engine.arrivals
        self.start()
        try:
            settled = await bridge.wait(engine.when_settled, engine.forget, seconds)
        except BaseException:
            if not engine.is_relied_upon():
                engine.stop()
            raise
        if not settled:
            if not engine.is_relied_upon():
                await self._end()
            raise EToroTimeoutError(f"The stream did not connect within {seconds:g} s{engine.reason()}", sent=False)
        # It may have been lost or closed again already, but it stood.
        if not engine.connected and engine.arrivals == arrivals:
            await self._end()
            raise engine.error or EToroWebSocketError("The stream was closed while it connected.")

    def start(self) -> None:
        """Begin to connect, and go on in the background. ``connect`` waits for the outcome."""
        engine, bridge = self._engine, self._bridge_here()
        if engine.start():
            self._caller = Caller(bridge, engine.hub.desk, engine.hub)
            self._caller.start()

    def _reader_of(self, desk: Mailbox) -> Read:
        bridge = self._bridge_here()
        return lambda connection: LoopReader(connection, desk, bridge).run()

    def _bridge_here(self) -> Bridge:
        """The bridge to the running loop; what was left behind in one that has ended is ended too."""
        loop = asyncio.get_running_loop()
        if self._bridge is None or self._bridge.loop is not loop:
            if self._bridge is not None and self._engine.running:
                if not self._bridge.loop.is_closed():
                    raise EToroWebSocketError("This client serves another event loop; close it there first.")
                self._engine.stop()
            self._bridge = Bridge(loop)
            self._engine.abandoned = loop.is_closed
        return self._bridge

    def _bridge_to(self, loop: asyncio.AbstractEventLoop) -> Bridge:
        """The client's own bridge if it leads to ``loop``: the fewer bridges, the fewer drains."""
        bridge = self._bridge
        return bridge if bridge is not None and bridge.loop is loop else Bridge(loop)

    async def close(self) -> None:
        """Close the connection, end all streams and forget what was subscribed; listeners stay. May be called more than
        once, and from listeners. A listener that is being awaited has two seconds left, then it is cancelled."""
        try:
            await self._end()
        finally:
            self._engine.clear()

    async def _end(self) -> None:
        engine, bridge = self._engine, self._bridge
        engine.stop()
        if bridge is None or bridge.loop is not asyncio.get_running_loop():
            return
        if await bridge.wait(engine.when_ended, engine.forget, _GRACE):
            engine.join(_GRACE)
        caller, self._caller = self._caller, None
        if caller is None or caller.awaits(asyncio.current_task()):
            return
        done, _ = await asyncio.wait([caller.done], timeout=_GRACE)
        if not done:
            caller.give_up()
            if not (await asyncio.wait([caller.done], timeout=_GRACE))[0]:
                _log.warning("The stream is closed, but a callback goes on, though it was cancelled.")

    async def __aenter__(self) -> Self:
        if not self.connected:
            await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def stream(
        self,
        instrument_ids: Iterable[int],
        *,
        policy: Policy = "latest",
        max_queue: int | None = None,
        heartbeats: bool = False,
        timeout: float | None = None,
    ) -> AsyncQuoteStream:
        """Quotes of these instruments, as an async iterator that is also an async context manager.

        ``policy`` says what happens while the loop's body is busy: ``"latest"`` keeps the newest quote of each
        instrument, ``"drop_oldest"`` the newest ``max_queue``, ``"block"`` makes the connection wait when ``max_queue``
        are there. ``heartbeats`` adds quotes whose price stood still. Raises ``EToroTimeoutError`` when no quote comes
        for ``timeout`` seconds; the loop may then be entered again.
        """
        feed = self._quotes(instrument_ids, policy, max_queue, heartbeats)
        self._engine.open(feed)
        return AsyncQuoteStream(self._engine, feed, timeout, self._bridge_to)

    def private_events(self, *, timeout: float | None = None) -> AsyncEventStream:
        """The user's own order and position events from now on, as an async iterator; none is ever dropped."""
        feed = Feed([PRIVATE], Mailbox())
        self._engine.open(feed, snapshot=False)
        return AsyncEventStream(self._engine, feed, timeout, self._bridge_to)


class _Awaited(Stream[T]):
    """A stream to loop over with ``async for``."""

    def __init__(
        self,
        engine: Engine,
        feed: Feed,
        timeout: float | None,
        bridge_to: Callable[[asyncio.AbstractEventLoop], Bridge],
    ) -> None:
        super().__init__(engine, feed, timeout)
        self._bridge: Bridge | None = None
        self._bridge_to = bridge_to
        self._in_a_row = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        box = self._feed.box
        self._in_a_row += 1
        if self._in_a_row > _TURN:
            # A loop that finds something at each turn would keep all others waiting.
            self._in_a_row = 0
            await asyncio.sleep(0)
        until: float | None = None
        while True:
            item = box.take() if box.items else None
            if type(item) is Gap:
                self._feed.gaps.append(item)
            elif item is not None:
                return item  # type: ignore[no-any-return]
            else:
                self._in_a_row = 0
                if self._over():
                    raise StopAsyncIteration
                until = self._until(until)
                if not await self._here().wait(box.when_ready, box.forget, self._left(until)):
                    raise self._late()

    def _here(self) -> Bridge:
        loop = asyncio.get_running_loop()
        if self._bridge is None or self._bridge.loop is not loop:
            self._bridge = self._bridge_to(loop)
        return self._bridge

    async def aclose(self) -> None:
        """``close``, for ``contextlib.aclosing``."""
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncQuoteStream(_Awaited[Quote]):
    """Quotes to loop over with ``async for``."""


class AsyncEventStream(_Awaited[PrivateEvent]):
    """The user's own order events to loop over with ``async for``."""
