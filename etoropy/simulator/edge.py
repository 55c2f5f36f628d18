"""The simulator's edge: HTTP requests become `Request`, `Reply` goes back, and each WebSocket carries a stream session.

Here is also where a reply's fault happens: a reset cuts the transport, a drop keeps the caller waiting in vain, and a
delay is waited out without holding up anybody else.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import itertools
import os
import socket
import struct
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any, Final, Protocol

from starlette.routing import BaseRoute, Router

from .messages import Reply, Request, gateway_error
from .stream import Close, Frame, Pace, SocketFaults, StreamSession
from .world import World

BODY_LIMIT: Final = 1_048_576
"""Bytes of a request's body above which it is refused with 413."""
POLL_LIMIT: Final = 0.05
"""Most real seconds between two looks at what the stream owes a connection."""

_FRAMES_AT_ONCE = 25  # frames made before others get their turn on the event loop
_CUT_WITH_RESET = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)  # linger for no time: the close is a reset

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Backend(Protocol):
    """What answers: requests by `handle`, and `settle` brings both accounts up to now and returns the moment."""

    @property
    def world(self) -> World: ...
    @property
    def faults(self) -> SocketFaults: ...
    def handle(self, request: Request) -> Reply: ...
    def settle(self) -> float: ...


class Edge:
    """The ASGI application in front of a simulator. `stopping` ends every wait."""

    def __init__(
        self, backend: Backend, *, pace: Pace, pages: Sequence[BaseRoute] = (), allowed_hosts: Iterable[str] = ()
    ) -> None:
        self.stopping = asyncio.Event()
        self._backend = backend
        self._pace = pace
        self._pages = Router(routes=list(pages))
        self._allowed_hosts = frozenset(host.lower() for host in allowed_hosts)
        self._numbers = itertools.count(1)
        self._lines: set[StreamLine] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._stream(scope, receive, send)
        elif not self._is_own_host(scope):
            await _send_reply(send, gateway_error(421, "MisdirectedRequest", "The Host header names another host"))
        elif scope["path"].startswith("/api/"):
            await self._rest(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    def cut_streams(self) -> int:
        """Cut every open stream connection; returns how many there were."""
        lines = tuple(self._lines)
        for line in lines:
            line.cut()
        return len(lines)

    def _is_own_host(self, scope: Scope) -> bool:
        """Whether the Host header is an address, localhost or an allowed name: no page of another site sends those."""
        host = _host_of(_header(scope, b"host"))
        if host == "localhost" or host in self._allowed_hosts:
            return True
        try:
            ipaddress.ip_address(host)
        except ValueError:
            return False
        return True

    # -- requests

    async def _rest(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _read_body(receive)
        except ConnectionAbortedError:
            # Half a request is none: nobody is there to answer, either.
            return None
        if body is None:
            return await _send_reply(send, gateway_error(413, "PayloadTooLarge", f"More than {BODY_LIMIT} bytes"))
        reply = self._backend.handle(_request(scope, body))
        if reply.delay > 0:
            await self._pause(reply.delay)
        if reply.fault == "drop":
            return await _until_disconnected(receive)
        if reply.fault is not None or self.stopping.is_set():
            _cut(scope)
            return await _until_disconnected(receive)
        return await _send_reply(send, reply)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)

    # -- the stream

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        if scope["path"] != "/ws" or not self._is_own_host(scope):
            return await send({"type": "websocket.close", "code": 1000})
        backend = self._backend
        session = StreamSession(backend.world, next(self._numbers), pace=self._pace, faults=backend.faults)
        line = StreamLine(session, scope, receive, send, settle=backend.settle)
        self._lines.add(line)
        try:
            await line.run(poll=min(POLL_LIMIT, self._pace.interval / backend.world.clock.speed / 2))
        finally:
            self._lines.discard(line)
        return None


class StreamLine:
    """A WebSocket with the session it carries. What the session says at one time goes out together, in its order."""

    def __init__(
        self, session: StreamSession, scope: Scope, receive: Receive, send: Send, settle: Callable[[], float]
    ) -> None:
        self._session = session
        self._scope = scope
        self._receive = receive
        self._send = send
        self._settle = settle
        self._speaking = asyncio.Lock()
        self._is_closed = False

    async def run(self, poll: float) -> None:
        """Serve the connection until either side ends it; `poll` is the real seconds between two looks at the time."""
        ticking = None
        try:
            await self._send({"type": "websocket.accept"})
            await self._speak(self._session.opened())
            ticking = asyncio.create_task(self._tick_forever(poll))
            await self._listen()
        except OSError:
            pass  # the client went away in the middle of a frame, as clients do
        finally:
            self._session.closed()
            if ticking is not None:
                ticking.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await ticking

    def cut(self) -> None:
        """End the connection without a close frame."""
        _cut(self._scope)

    async def _listen(self) -> None:
        while self._session.closing is None:
            message = await self._receive()
            if message["type"] == "websocket.disconnect":
                return
            text: str | None = message.get("text")
            async with self._speaking:
                await self._speak(self._session.receive(message["bytes"] if text is None else text))

    async def _tick_forever(self, poll: float) -> None:
        try:
            while self._session.closing is None:
                await asyncio.sleep(poll)
                await self._tick(self._settle())
        except OSError:
            self.cut()
        except Exception:
            self.cut()  # a client must not wait for prices that will not come
            raise

    async def _tick(self, now: float) -> None:
        while True:
            async with self._speaking:
                frames = self._session.tick(now, _FRAMES_AT_ONCE)
                await self._speak(frames)
            if len(frames) < _FRAMES_AT_ONCE:
                return
            await asyncio.sleep(0)

    async def _speak(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            kind = "text" if isinstance(frame, str) else "bytes"
            await self._send({"type": "websocket.send", kind: frame})
        if self._session.closing is not None and not self._is_closed:
            self._is_closed = True
            await self._close(self._session.closing)

    async def _close(self, close: Close) -> None:
        if close.is_cut:
            self.cut()
        else:
            await self._send({"type": "websocket.close", "code": close.code, "reason": close.reason})


def _request(scope: Scope, body: bytes) -> Request:
    """The request as it stood on the wire: path and query undecoded."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("latin-1"),
        raw_query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=body,
    )


def _header(scope: Scope, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")


def _host_of(header: str) -> str:
    """The host of a Host header, without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


async def _read_body(receive: Receive) -> bytes | None:
    """The whole body; None when it exceeds the limit. Raises ConnectionAbortedError where the caller left halfway."""
    chunks: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > BODY_LIMIT:
            return None
        more = message.get("more_body", False)
    return b"".join(chunks)


async def _until_disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_reply(send: Send, reply: Reply) -> None:
    content = reply.encode()
    headers = {"content-type": "application/json"} if reply.body is not None and reply.content is None else {}
    headers |= {name.lower(): value for name, value in reply.headers.items()}
    if reply.status not in (204, 304):
        headers["content-length"] = str(len(content))
    pairs = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})


def _cut(scope: Scope) -> None:
    """Close the transport at once, so that the client sees a reset."""
    transport: asyncio.Transport = scope["state"]["transport"]
    raw = transport.get_extra_info("socket")
    if raw is not None:
        with contextlib.suppress(OSError):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CUT_WITH_RESET)
    transport.abort()
