# Made by `python -m codegen` from etoropy/_async/transport.py; edit that file instead.
"""httpx, and nothing of it beyond this module: its successor can take its place here."""

from __future__ import annotations

import threading
from typing import Any, Final, NoReturn

import httpx

from ..answers import Reply
from ..colours import lifetime, when_life_ends
from ..errors import EToroConnectionError, EToroResponseError, EToroTimeoutError, EToroValidationError
from ..tls import shared_context

# httpcore looks at every idle connection several times in each request, so the pool stays small.
_LIMITS: Final = httpx.Limits(max_connections=16, max_keepalive_connections=8, keepalive_expiry=30.0)

# Failures before the first byte of the request went out: the server cannot have seen it.
_NEVER_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

Headers = list[tuple[bytes, bytes]]


class Transport:
    """Sends bytes and receives bytes.

    A client that is handed in is used as it is and never closed. One of our own belongs to the event loop it was made
    in: when that loop is gone, the next request opens another.
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
        self._own: httpx.Client | None = None
        self._life: Any = None
        self._keeper: object = None
        self._closed = False
        # Held only while a client is made: two threads must not make one each.
        self._making = threading.Lock()

    def _client(self) -> httpx.Client:
        if self._closed:
            raise EToroConnectionError("This client is closed; make a new one.", sent=False)
        if self._given is not None:
            return self._given
        life = lifetime()
        if self._own is not None and self._life is life:
            return self._own
        with self._making:
            fresh = self._own is None or self._life is not life
            if fresh:
                self._own, self._life = self._made(), life
            own = self._own
        assert own is not None
        if fresh:
            self._keeper = when_life_ends(own.close)
        return own

    def _made(self) -> httpx.Client:
        local = self._base.startswith("http://") or self._transport is not None
        return httpx.Client(
            transport=self._transport,
            verify=False if local else shared_context(),
            limits=_LIMITS,
            follow_redirects=False,
        )

    def exchange(self, method: str, target: str, headers: Headers, body: bytes | None, timeout: float) -> Reply:
        """One request, one answer; ``timeout`` bounds each of connecting, sending and the silence while reading.

        Raises EToroConnectionError, EToroTimeoutError, EToroResponseError.
        """
        client = self._client()
        try:
            request = httpx.Request(
                method,
                self._base + target,
                headers=headers,
                content=body,
                extensions={"timeout": {"connect": timeout, "read": timeout, "write": timeout, "pool": timeout}},
            )
            response = client.send(request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            _translate(error, timeout)
        fields = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers.raw}
        return Reply(response.status_code, fields, response.content)

    def close(self) -> None:
        self._closed = True
        own, self._own = self._own, None
        if own is not None and self._life is lifetime():
            own.close()


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
