"""Sending requests and receiving answers, each event loop by a line of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from ..answers import Reply
from ..colours import AsyncEachLife
from ..errors import EToroValidationError
from ..log import logger
from ..tls import shared_context
from ..wire import Asked, Headers, is_proxy_named

if TYPE_CHECKING:
    import httpx

_log: Final = logger("http")

# After so many requests that were broken off, half of all connections might be lost.
_MOST_CUT_OFF: Final = 8


class AsyncLine(Protocol):
    """Whatever brings a request to eToro and its answer back."""

    async def answer(self, asked: Asked) -> Reply: ...

    async def aclose(self) -> None: ...


class _Wire:
    """A line, what is under way on it, and how much of that was broken off in the midst."""

    __slots__ = ("cut_off", "line", "requests")

    def __init__(self, line: AsyncLine) -> None:
        self.line = line
        self.cut_off = 0
        self.requests: set[Asked] = set()


class AsyncLines:
    """What an event loop sends by.

    A task that is cancelled just when its connection was made, or its answer read, leaves that connection taken for
    ever: httpcore's pool never learns that it is free. So after some that were cancelled, others take over, and these
    are closed when nothing is under way on them any more.
    """

    def __init__(self, make: Callable[[], AsyncLine], *, ours: bool) -> None:
        self._make = make
        # What was handed in cannot be made anew.
        self._ours = ours
        self._wire = _Wire(make())
        self._left: list[_Wire] = []

    async def answer(self, asked: Asked) -> Reply:
        """The answer, read to its end."""
        wire = self._wire
        if wire.cut_off >= _MOST_CUT_OFF and self._ours:
            wire = await self._renew(wire)
        wire.requests.add(asked)
        try:
            return await wire.line.answer(asked)
        except Exception:
            raise
        except BaseException:
            wire.cut_off += 1
            raise
        finally:
            wire.requests.discard(asked)

    async def _renew(self, worn: _Wire) -> _Wire:
        self._wire = _Wire(self._make())
        self._left.append(worn)
        for wire in [it for it in self._left if not it.requests]:
            self._left.remove(wire)
            try:
                await wire.line.aclose()
            except Exception as error:  # noqa: BLE001 - whatever is wrong with the old, a request goes by the new
                _log.debug("Old connections could not be closed: %s", error)
        return self._wire

    async def aclose(self) -> None:
        for wire in (self._wire, *self._left):
            await wire.line.aclose()


class AsyncTransport:
    """Sends bytes and receives bytes.

    A client that is handed in is used as it is and never closed. Otherwise each event loop has a line of its own.
    """

    def __init__(
        self,
        base_url: str,
        *,
        client: httpx.AsyncClient | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._base = base_url
        self._transport = transport
        self._given: AsyncLine | None = None
        if client is not None:
            from .through_httpx import AsyncThroughHttpx

            self._given = AsyncThroughHttpx(base_url, client)
        self._own: AsyncEachLife[AsyncLines] = AsyncEachLife(self._lines, _hang_up)
        self._closed = False

    def refuse_if_closed(self) -> None:
        """Raises EToroValidationError once it is closed."""
        if self._closed:
            raise EToroValidationError("This client is closed; make a new one. Nothing was sent.", field="client")

    def _lines(self) -> AsyncLines:
        return AsyncLines(self._made, ours=self._transport is None)

    def _made(self) -> AsyncLine:
        # What carries requests is loaded when there is one: it takes most of the time that a program needs to begin.
        if self._transport is not None:
            from .through_httpx import AsyncThroughHttpx

            return AsyncThroughHttpx(self._base, self._transport)
        # No proxy leads to this machine, the only one that is talked to without TLS.
        encrypted = not self._base.startswith("http://")
        if encrypted and is_proxy_named():
            from .through_httpx import AsyncThroughHttpx, client_for_proxies

            # Which addresses go past them is for httpx to know.
            return AsyncThroughHttpx(self._base, client_for_proxies())
        from .connections import AsyncConnections

        return AsyncConnections(self._base, shared_context() if encrypted else None)

    async def exchange(self, method: str, target: str, headers: Headers, body: bytes | None, timeout: float) -> Reply:
        """One request, one answer; ``timeout`` bounds each of connecting, sending and the silence while reading.

        Raises EToroConnectionError, EToroTimeoutError, EToroResponseError, EToroValidationError.
        """
        self.refuse_if_closed()
        asked = Asked(method, target, headers, body, timeout)
        if self._given is not None:
            return await self._given.answer(asked)
        lines = await self._own.get()
        return await lines.answer(asked)

    async def aclose(self) -> None:
        self._closed = True
        await self._own.close()


async def _hang_up(lines: AsyncLines) -> None:
    await lines.aclose()
