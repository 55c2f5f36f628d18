# Made by `python -m codegen` from etoropy/_async/through_httpx.py; edit that file instead.
"""httpx, where somebody handed in a client or a transport of it, or a proxy has to be found; loaded only then."""

from __future__ import annotations

import httpx

from ..answers import Reply
from ..errors import EToroResponseError, EToroValidationError
from ..tls import shared_context
from ..wire import IDLE_SECONDS, MOST_CONNECTIONS, Asked, failure, fields_of

Sender = httpx.Client | httpx.BaseTransport


def client_for_proxies() -> httpx.Client:
    """A client that goes by the proxies that the environment names."""
    limits = httpx.Limits(
        max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS, keepalive_expiry=IDLE_SECONDS
    )
    return httpx.Client(verify=shared_context(), limits=limits)


class ThroughHttpx:
    """Sends by a client or a transport."""

    def __init__(self, base_url: str, sender: Sender) -> None:
        self._base = base_url
        self._sender = sender

    def answer(self, asked: Asked) -> Reply:
        """The answer, read to its end. Raises EToroConnectionError, EToroTimeoutError, EToroResponseError."""
        sender = self._sender
        try:
            request = httpx.Request(
                asked.method,
                self._base + asked.target,
                headers=asked.headers,
                content=asked.body,
                extensions=asked.extensions,
            )
            if isinstance(sender, httpx.Client):
                # Keys and orders go nowhere but to eToro, whatever a client that was handed in does otherwise.
                response = sender.send(request, follow_redirects=False)
            else:
                response = _read(sender, request)
        except httpx.InvalidURL as error:
            raise EToroValidationError(f"This is not an address that can be asked: {error}", field="path") from error
        except httpx.DecodingError as error:
            raise EToroResponseError(f"The answer could not be decompressed: {error}", transient=True) from error
        except httpx.HTTPError as error:
            raise failure(error, asked.timeout, httpx) from error
        return Reply(response.status_code, fields_of(response.headers.raw), response.content)

    def close(self) -> None:
        self._sender.close()


def _read(transport: httpx.BaseTransport, request: httpx.Request) -> httpx.Response:
    response = transport.handle_request(request)
    try:
        response.read()
    finally:
        # Otherwise the connection would stay taken.
        response.close()
    return response
