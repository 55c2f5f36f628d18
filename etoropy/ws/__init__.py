"""eToro's stream: live quotes and the user's own order events.

RULE: threads are started in ``client`` only; ``shift`` and ``loop_reader`` say who reads when, ``bridge`` brings it
to those who wait in asyncio; ``link`` is the socket, and ``connection`` what a reader does with it all day; everything
else decides and never waits.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .async_client import AsyncEventStream, AsyncQuoteStream, AsyncWsClient
    from .client import EventStream, QuoteStream, WsClient
    from .delivery import Policy
    from .engine import Stats
    from .messages import Gap, PrivateEvent
    from .quotes import Quote
    from .recording import Recorded, Tape, read_recording
    from .session import Backoff

_HOME = {
    "AsyncEventStream": "async_client",
    "AsyncQuoteStream": "async_client",
    "AsyncWsClient": "async_client",
    "Backoff": "session",
    "EventStream": "client",
    "Gap": "messages",
    "Policy": "delivery",
    "PrivateEvent": "messages",
    "Quote": "quotes",
    "QuoteStream": "client",
    "Recorded": "recording",
    "Stats": "engine",
    "Tape": "recording",
    "WsClient": "client",
    "read_recording": "recording",
}

__all__ = [
    "AsyncEventStream",
    "AsyncQuoteStream",
    "AsyncWsClient",
    "Backoff",
    "EventStream",
    "Gap",
    "Policy",
    "PrivateEvent",
    "Quote",
    "QuoteStream",
    "Recorded",
    "Stats",
    "Tape",
    "WsClient",
    "read_recording",
]


def __getattr__(name: str) -> Any:
    """Load a name's module when it is first asked for: quotes are read without ever loading sockets or asyncio."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
