"""Connections of our own, by httpcore: what httpx is made of, without what it does around each request.

Cookies, redirects, authentication and hooks are nothing that eToro's API has. An httpx client takes a quarter of the
time of a request for them, and httpx a third of what it takes to be loaded with all that it sends by.
"""

from __future__ import annotations

from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, Final, cast

import httpcore

from ..answers import Reply
from ..wire import IDLE_SECONDS, MOST_CONNECTIONS, Address, Asked, decoded, failure, fields_of, target_of

if TYPE_CHECKING:
    import ssl

_FAILURES: Final = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)


class AsyncConnections:
    """Connections to one address, kept for a while when they are idle."""

    def __init__(self, base_url: str, context: ssl.SSLContext | None) -> None:
        self._address = address = Address(base_url)
        self._host = (b"Host", address.named)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=MOST_CONNECTIONS,
            keepalive_expiry=IDLE_SECONDS,
        )

    async def answer(self, asked: Asked) -> Reply:
        """The answer, read to its end. Raises EToroConnectionError, EToroTimeoutError, EToroResponseError."""
        address = self._address
        url = httpcore.URL(
            scheme=address.scheme, host=address.host, port=address.port, target=target_of(address.path + asked.target)
        )
        headers = [self._host, *asked.headers, *asked.length_header]
        request = httpcore.Request(asked.method, url, headers=headers, content=asked.body, extensions=asked.extensions)
        try:
            response = await self._pool.handle_async_request(request)
            try:
                content = b"".join([part async for part in cast("AsyncIterable[bytes]", response.stream)])
            finally:
                # Otherwise the connection would stay taken.
                await response.aclose()
        except _FAILURES as error:
            raise failure(error, asked.timeout, httpcore) from error
        fields = fields_of(response.headers)
        return Reply(response.status, fields, decoded(content, fields.get("content-encoding")))

    async def aclose(self) -> None:
        await self._pool.aclose()
