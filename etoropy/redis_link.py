"""The two ways to Redis, blocking and awaited, for those parts of the library that share something through it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from .errors import EToroValidationError

T = TypeVar("T")

Close = Callable[[], None]
AsyncClose = Callable[[], Awaitable[None]]


def redis_py() -> Any:
    """The redis package. Raises EToroValidationError where it is not installed."""
    try:
        import redis
    except ImportError:
        raise EToroValidationError(
            "Sharing through Redis needs redis-py: pip install 'etoropy[redis]'.", field="redis"
        ) from None
    return redis


def failures() -> tuple[type[Exception], ...]:
    """What commands raise when Redis cannot carry them out."""
    return (redis_py().exceptions.RedisError, OSError)


def async_link(url: str, *, timeout: float, connections: int = 1) -> tuple[Any, AsyncClose]:
    """A client whose commands are awaited, and how to close it. Nothing is connected before the first command.

    Connecting may take ``timeout`` seconds, and so may waiting for one of the ``connections``. Commands have no bound
    of their own, since redis-py on Python 3.11 loses cancellations where it bounds them: see ``async_within``.
    """
    settings = {**_settings(timeout, connections), "socket_timeout": None}
    from redis.asyncio import BlockingConnectionPool, Redis

    client = Redis(connection_pool=BlockingConnectionPool.from_url(url, **settings))

    async def close() -> None:
        await client.aclose()
        await client.connection_pool.disconnect()

    return client, close


async def async_within(seconds: float, command: Awaitable[T]) -> T:
    """The answer to a command. Raises TimeoutError if it does not come within so many seconds."""
    import asyncio

    async with asyncio.timeout(seconds):
        return await command


def within(seconds: float, answer: T) -> T:
    """The answer to a command; the link's own timeout has bounded it."""
    return answer


def link(url: str, *, timeout: float, connections: int = 1) -> tuple[Any, Close]:
    """A client whose commands block, each for ``timeout`` seconds at most; otherwise as ``async_link``."""
    redis = redis_py()
    settings = {**_settings(timeout, connections), "socket_timeout": timeout}
    client = redis.Redis(connection_pool=redis.BlockingConnectionPool.from_url(url, **settings))

    def close() -> None:
        client.close()
        client.connection_pool.disconnect()

    return client, close


def _settings(timeout: float, connections: int) -> dict[str, Any]:
    exceptions = redis_py().exceptions
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        "max_connections": connections,
        "timeout": timeout,
        "socket_connect_timeout": timeout,
        # One more try at once: a connection kept from before a restart of Redis fails on first use.
        "retry": Retry(NoBackoff(), 1),
        "retry_on_error": [exceptions.ConnectionError],
    }
