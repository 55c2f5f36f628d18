"""One stream for many processes: a relay holds the connection to eToro and writes what it receives into Redis Streams,
from where any number of processes read the same quotes and events.

RULE: ``wire`` says what stands in Redis and decides what a reader makes of it; ``publisher`` writes; readers of both
colours are in ``_async/relay.py`` and its twin. Readers need no keys of eToro.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .publisher import Relay, run

_HOME = {"Relay": "publisher", "run": "publisher"}

__all__ = ["Relay", "run"]


def __getattr__(name: str) -> Any:
    """Load the writing half only where something is to be written."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value
