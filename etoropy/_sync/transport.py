# Made by `python -m codegen` from etoropy/_async/transport.py; edit that file instead.
"""httpx, and nothing of it beyond this module: its successor can take its place here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NoReturn, cast
from urllib.request import getproxies

import httpx

from ..answers import Reply
from ..colours import EachLife
from ..errors import EToroConnectionError, EToroResponseError, EToroTimeoutError, EToroValidationError
from ..log import logger
from ..tls import shared_context

_log: Final = logger("http")

# httpcore looks at every idle connection several times in each request, so the pool stays small.
_LIMITS: Final = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=30.0)

# After so many requests that were broken off, half of all connections might be lost.
_MOST_CUT_OFF: Final = 8

# Failures before the first byte of the request went out: the server cannot have seen it.
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

Headers = list[tuple[bytes, bytes]]

# An httpx client knows cookies, redirects, authentication and hooks, none of which eToro's API has, and takes a fifth
# of the time of a request for them; so the transport beneath it is used where nobody asked for a client.
Line = httpx.Client | httpx.BaseTransport


class _Wire:
    """Connections, what is under way on them, and how much of that was broken off in the midst."""

    __slots__ = ("cut_off", "line", "requests")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.cut_off = 0
        self.requests: set[httpx.Request] = set()


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

    def answer(self, request: httpx.Request) -> Reply:
        """The answer, read to its end."""
        wire = self._wire
        if wire.cut_off >= _MOST_CUT_OFF and self._ours:
            wire = self._renew(wire)
        wire.requests.add(request)
        try:
            return _answer(wire.line, request)
        except Exception:
            raise
        except BaseException:
            wire.cut_off += 1
            raise
        finally:
            wire.requests.discard(request)

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
        self._given = client
        self._transport = transport
        self._own: EachLife[Lines] = EachLife(self._lines, _hang_up)
        self._closed = False

    def refuse_if_closed(self) -> None:
        """Raises EToroValidationError once it is closed."""
        if self._closed:
            raise EToroValidationError("This client is closed; make a new one. Nothing was sent.", field="client")

    def _lines(self) -> Lines:
        return Lines(self._made, ours=self._transport is None)

    def _made(self) -> Line:
        if self._transport is not None:
            return self._transport
        if self._base.startswith("http://"):
            # This machine, which no proxy leads to.
            return httpx.HTTPTransport(verify=False, limits=_LIMITS)
        context, proxies = shared_context(), getproxies()
        if proxies.get("https") or proxies.get("all"):
            # Which addresses go past them is for the client to know.
            return httpx.Client(verify=context, limits=_LIMITS, follow_redirects=False)
        return httpx.HTTPTransport(verify=context, limits=_LIMITS)

    def exchange(self, method: str, target: str, headers: Headers, body: bytes | None, timeout: float) -> Reply:
        """One request, one answer; ``timeout`` bounds each of connecting, sending and the silence while reading.

        Raises EToroConnectionError, EToroTimeoutError, EToroResponseError.
        """
        self.refuse_if_closed()
        lines = self._own.get() if self._given is None else None
        try:
            request = httpx.Request(
                method,
                _url(self._base + target),
                headers=headers,
                content=body,
                extensions={"timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout}},
            )
            if lines is not None:
                return lines.answer(request)
            return _through(cast("httpx.Client", self._given), request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            _translate(error, timeout)

    def close(self) -> None:
        self._closed = True
        self._own.close()


def _hang_up(lines: Lines) -> None:
    lines.close()


# A tenth of a request goes into taking its address apart, and programs ask for the same again and again.
@lru_cache(maxsize=256)
def _url(text: str) -> httpx.URL:
    return httpx.URL(text)


def _answer(line: Line, request: httpx.Request) -> Reply:
    if isinstance(line, httpx.Client):
        return _through(line, request)
    response = line.handle_request(request)
    try:
        fields = _fields(response)
        if "content-encoding" in fields:
            content = response.read()
        else:
            # Nothing to decode: past the layers that would look for something at each part.
            content = b"".join([part for part in cast("httpx.ByteStream", response.stream)])
    finally:
        # Otherwise the connection would stay taken.
        response.close()
    return Reply(response.status_code, fields, content)


def _through(client: httpx.Client, request: httpx.Request) -> Reply:
    # Keys and orders go nowhere but to eToro, whatever a client that was handed in does otherwise.
    response = client.send(request, follow_redirects=False)
    return Reply(response.status_code, _fields(response), response.content)


def _fields(response: httpx.Response) -> dict[str, str]:
    return {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers.raw}


def _translate(error: httpx.HTTPError | httpx.InvalidURL, timeout: float) -> NoReturn:
    """Raise our error for httpx's."""
    if isinstance(error, httpx.InvalidURL):
        raise EToroValidationError(f"This is not an address that can be asked: {error}", field="path") from error
    sent = not isinstance(error, _NEVER_SENT)
    if isinstance(error, httpx.TimeoutException):
        doing = {httpx.ConnectTimeout: "connecting", httpx.PoolTimeout: "waiting for a free connection"}
        what = f"No answer within {timeout:g} s ({doing.get(type(error), 'sent, then silence')})"
        raise EToroTimeoutError(what, sent=sent) from error
    if isinstance(error, httpx.DecodingError):
        raise EToroResponseError(f"The answer could not be decompressed: {error}", transient=True) from error
    what = "The connection broke before an answer came" if sent else "Could not connect"
    raise EToroConnectionError(f"{what}: {str(error) or type(error).__name__}", sent=sent) from error
