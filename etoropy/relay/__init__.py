"""One stream for many processes: a relay holds the connection to eToro and writes what it receives into Redis Streams,
from where any number of processes read the same quotes and events.

RULE: ``wire`` says what stands in Redis and decides what a reader makes of it; ``publisher`` writes; readers of both
colours are in ``_async/relay.py`` and its twin. Readers need no keys of eToro.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .._async.relay import AsyncRelayEvents, AsyncRelayReader
    from .._sync.relay import RelayEvents, RelayReader
    from .publisher import Relay, run

_HOME = {
    "AsyncRelayEvents": "_async.relay",
    "AsyncRelayReader": "_async.relay",
    "Relay": "relay.publisher",
    "RelayEvents": "_sync.relay",
    "RelayReader": "_sync.relay",
    "run": "relay.publisher",
}

__all__ = ["AsyncRelayEvents", "AsyncRelayReader", "Relay", "RelayEvents", "RelayReader", "run"]


def __getattr__(name: str) -> Any:
    """Load only the half that is asked for: who writes, and readers of either colour, do without the others."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"etoropy.{home}"), name)
    globals()[name] = value
    return value
