# Made by `python -m codegen` from etoropy/_async/transport.py; edit that file instead.
"""Sending requests and receiving answers, each event loop by a line of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

from ..answers import Reply
from ..colours import EachLife
from ..errors import EToroValidationError
from ..log import logger
from ..tls import shared_context
from ..wire import Asked, Headers, is_proxy_named

if TYPE_CHECKING:
    import httpx

_log: Final = logger("http")

# After so many requests that were broken off, half of all connections might be lost.
_MOST_CUT_OFF: Final = 8


class Line(Protocol):
    """Whatever brings a request to eToro and its answer back."""

    def answer(self, asked: Asked) -> Reply: ...

    def close(self) -> None: ...


class _Wire:
    """A line, what is under way on it, and how much of that was broken off in the midst."""

    __slots__ = ("cut_off", "line", "requests")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.cut_off = 0
        self.requests: set[Asked] = set()


class Lines:
    """What an event loop sends by.

    A task that is cancelled just when its connection was made, or its answer read, leaves that connection taken for
    ever: httpcore's pool never learns that it is free. So after some that were cancelled, others take over, and these
    are closed when nothing is under way on them any more.
    """

    def __init__(self, make: Callable[[], Line], *, ours: bool) -> None:
        self._make = make
        # What was handed in cannot be made anew.
        self._ours = ours
        self._wire = _Wire(make())
        self._left: list[_Wire] = []

    def answer(self, asked: Asked) -> Reply:
        """The answer, read to its end."""
        wire = self._wire
        if wire.cut_off >= _MOST_CUT_OFF and self._ours:
            wire = self._renew(wire)
        wire.requests.add(asked)
        try:
            return wire.line.answer(asked)
        except Exception:
            raise
        except BaseException:
            wire.cut_off += 1
            raise
        finally:
            wire.requests.discard(asked)

    def _renew(self, worn: _Wire) -> _Wire:
        self._wire = _Wire(self._make())
        self._left.append(worn)
        for wire in [it for it in self._left if not it.requests]:
            self._left.remove(wire)
            try:
                wire.line.close()
            except Exception as error:
                _log.debug("Old connections could not be closed: %s", error)
        return self._wire

    def close(self) -> None:
        for wire in (self._wire, *self._left):
            wire.line.close()


class Transport:
    """Sends bytes and receives bytes.

    A client that is handed in is used as it is and never closed. Otherwise each event loop has a line of its own.
    """

    def __init__(
        self,
        base_url: str,
        *,
        client: httpx.Client | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._base = base_url
        self._transport = transport
        self._given: Line | None = None
        if client is not None:
            from .through_httpx import ThroughHttpx

            self._given = ThroughHttpx(base_url, client)
        self._own: EachLife[Lines] = EachLife(self._lines, _hang_up)
        self._closed = False

    def refuse_if_closed(self) -> None:
        """Raises EToroValidationError once it is closed."""
        if self._closed:
            raise EToroValidationError("This client is closed; make a new one. Nothing was sent.", field="client")

    def _lines(self) -> Lines:
        return Lines(self._made, ours=self._transport is None)

    def _made(self) -> Line:
        # What carries requests is loaded when there is one: it takes most of the time that a program needs to begin.
        if self._transport is not None:
            from .through_httpx import ThroughHttpx

            return ThroughHttpx(self._base, self._transport)
        # No proxy leads to this machine, the only one that is talked to without TLS.
        encrypted = not self._base.startswith("http://")
        if encrypted and is_proxy_named():
            from .through_httpx import ThroughHttpx, client_for_proxies

            # Which addresses go past them is for httpx to know.
            return ThroughHttpx(self._base, client_for_proxies())
        from .connections import Connections

        return Connections(self._base, shared_context() if encrypted else None)

    def exchange(self, method: str, target: str, headers: Headers, body: bytes | None, timeout: float) -> Reply:
        """One request, one answer; ``timeout`` bounds each of connecting, sending and the silence while reading.

        Raises EToroConnectionError, EToroTimeoutError, EToroResponseError, EToroValidationError.
        """
        self.refuse_if_closed()
        asked = Asked(method, target, headers, body, timeout)
        if self._given is not None:
            return self._given.answer(asked)
        lines = self._own.get()
        return lines.answer(asked)

    def close(self) -> None:
        self._closed = True
        self._own.close()


def _hang_up(lines: Lines) -> None:
    lines.close()
