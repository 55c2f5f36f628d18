"""The simulator under an httpx client, without a socket: one transport for blocking and asynchronous clients.

A lost answer shows as the read timeout it would end in, a reset as the error of a broken connection. Nothing waits
longer than the caller's own timeout, and with a clock that is moved by hand nothing waits at all.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable

import httpx

from .messages import Reply, Request


class SimulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Hands each request to `handle` and delivers the reply, or the fault that it carries. `waits` is off for tests."""

    def __init__(self, handle: Callable[[Request], Reply], *, waits: bool) -> None:
        self._handle = handle
        self._waits = waits
        self._resets = itertools.count()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a blocking client."""
        request.read()
        reply = self._handle(_read(request))
        pause = self._pause(request, reply)
        if pause:
            time.sleep(pause)
        return self._deliver(request, reply)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer an asynchronous client."""
        await request.aread()
        reply = self._handle(_read(request))
        pause = self._pause(request, reply)
        if pause:
            await asyncio.sleep(pause)
        return self._deliver(request, reply)

    def _pause(self, request: httpx.Request, reply: Reply) -> float:
        if not self._waits or not reply.delay:
            return 0.0
        return min(reply.delay, _patience(request))

    def _deliver(self, request: httpx.Request, reply: Reply) -> httpx.Response:
        if reply.fault == "drop" or reply.delay > _patience(request):
            raise httpx.ReadTimeout("The simulator lost the answer", request=request)
        if reply.fault == "reset":
            raise self._reset(request)
        headers = dict(reply.headers)
        if reply.body is not None and reply.content is None:
            headers.setdefault("content-type", "application/json")
        return httpx.Response(reply.status, headers=headers, content=reply.encode(), request=request)

    def _reset(self, request: httpx.Request) -> httpx.TransportError:
        """Connections break in two ways that clients tell apart; they take turns."""
        if next(self._resets) % 2:
            return httpx.RemoteProtocolError("Server disconnected without sending a response.", request=request)
        return httpx.ReadError("Connection reset by peer", request=request)


def _read(request: httpx.Request) -> Request:
    target = request.url.raw_path.decode("ascii")
    return Request.to(request.method, target, headers=dict(request.headers), body=request.content)


def _patience(request: httpx.Request) -> float:
    """Seconds that the caller waits for an answer."""
    read = request.extensions.get("timeout", {}).get("read")
    return float("inf") if read is None else float(read)
