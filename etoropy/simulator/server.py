"""The simulator on a port: uvicorn in a thread of its own, quick to start, quick to stop, silent.

It listens on loopback unless told otherwise. REST is under `/api`, the stream under `/ws`; other pages may be added.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

try:
    import uvicorn
    from uvicorn.protocols.http.h11_impl import H11Protocol

    from .edge import Backend, Edge
except ImportError as error:
    raise ImportError("The simulator's port needs more packages: pip install 'etoropy[simulator]'") from error

from .market import BEAT
from .stream import Pace

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

_PATIENCE: Final = 5.0  # seconds that the thread may take to start or to stop
_BACKLOG: Final = 2048


class Server:
    """A simulator behind a port. `port` 0 picks a free one; `base_url` and `ws_url` tell which, once it is started.

    `tick_interval` is how many simulated seconds pass between two messages about one instrument, `pages` are served
    beside the API, and `allowed_hosts` are names under which the port may be called besides localhost and addresses.
    """

    def __init__(
        self,
        simulator: Backend,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        tick_interval: float = BEAT,
        pages: Sequence[BaseRoute] = (),
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        self.host = host
        self.port = port
        self._simulator = simulator
        self._pace = Pace(interval=tick_interval)
        self._pages = pages
        self._allowed_hosts = (*allowed_hosts, host)
        self._running: _Running | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """What REST paths are appended to."""
        return f"http://{self._authority}"

    @property
    def ws_url(self) -> str:
        """Where the stream is."""
        return f"ws://{self._authority}/ws"

    @property
    def _authority(self) -> str:
        reachable = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)
        return f"[{reachable}]:{self.port}" if ":" in reachable else f"{reachable}:{self.port}"

    def start(self) -> Self:
        """Listen; returns when connections are accepted. OSError when the address cannot be had."""
        if self._thread is not None:
            raise RuntimeError("The server is running already")
        listener = _listen(self.host, self.port)
        self.port = listener.getsockname()[1]
        self._running = _Running(listener, self._build_edge)
        self._thread = threading.Thread(target=self._running.run, name="etoro-simulator", daemon=True)
        self._thread.start()
        if not self._running.came_up(_PATIENCE):
            self.stop()
            raise RuntimeError("The simulator's port did not come up")
        return self

    def stop(self) -> None:
        """Cut all connections, answered or not, and wait for the thread to end. Twice is harmless."""
        running, thread, self._running, self._thread = self._running, self._thread, None, None
        if running is not None and thread is not None:
            running.leave()
            thread.join(_PATIENCE)

    def cut_streams(self) -> int:
        """Cut every open stream connection, as a failing network would; returns how many there were."""
        return 0 if self._running is None else self._running.cut_streams()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _build_edge(self) -> Edge:
        return Edge(self._simulator, pace=self._pace, pages=self._pages, allowed_hosts=self._allowed_hosts)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is said outright: asyncio switches Nagle's delay off only for sockets that name it.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere the option lets two listeners share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


class _Running:
    """What the thread runs, and what other threads may ask of it."""

    def __init__(self, listener: socket.socket, build_edge: Callable[[], Edge]) -> None:
        self._listener = listener
        self._build_edge = build_edge
        self._settled = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._edge: Edge | None = None

    def run(self) -> None:
        """Serve until told to leave."""
        try:
            with self._listener:
                asyncio.run(self._serve())
        finally:
            self._loop = None
            self._settled.set()

    def came_up(self, patience: float) -> bool:
        """Wait until connections are accepted; False when that was not to be."""
        return self._settled.wait(patience) and self._loop is not None

    def leave(self) -> None:
        """Make `run` return soon."""
        if self._loop is not None and self._edge is not None:
            self._loop.call_soon_threadsafe(self._edge.stopping.set)

    def cut_streams(self) -> int:
        """Cut every stream connection, from any thread."""
        if self._loop is None or self._edge is None:
            return 0
        return asyncio.run_coroutine_threadsafe(self._cut_streams(self._edge), self._loop).result(_PATIENCE)

    @staticmethod
    async def _cut_streams(edge: Edge) -> int:
        return edge.cut_streams()

    async def _serve(self) -> None:
        self._edge = self._build_edge()
        log = logging.getLogger("uvicorn.error")
        only_errors = _OnlyErrorsOf(threading.get_ident())
        log.addFilter(only_errors)
        try:
            await _PromptServer(_configuration(self._edge), self._edge.stopping, self._on_listening).serve(
                [self._listener]
            )
        finally:
            log.removeFilter(only_errors)

    def _on_listening(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._settled.set()


def _configuration(edge: Edge) -> uvicorn.Config:
    return uvicorn.Config(
        edge,
        loop="asyncio",
        http=_HttpProtocol,
        ws="websockets-sansio",
        interface="asgi3",
        lifespan="off",
        log_config=None,
        proxy_headers=False,
        server_header=False,
        ws_per_message_deflate=False,
        ws_ping_interval=None,  # the live service does not ping either
        timeout_keep_alive=60,
    )


class _HttpProtocol(H11Protocol):
    """uvicorn's HTTP, with the transport within the application's reach: a fault must be able to cut it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.access_log = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class _PromptServer(uvicorn.Server):
    """uvicorn's server, woken by an event instead of polling, and leaving without waiting for anybody."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event, on_listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._on_listening = on_listening

    async def main_loop(self) -> None:
        self._on_listening()
        while not self._stopping.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1.0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=1.0)


class _OnlyErrorsOf(logging.Filter):
    """Lets nothing below an error pass from one thread, and everything from the others."""

    def __init__(self, thread: int) -> None:
        super().__init__()
        self._thread = thread

    def filter(self, record: logging.LogRecord) -> bool:
        return record.thread != self._thread or record.levelno >= logging.ERROR
