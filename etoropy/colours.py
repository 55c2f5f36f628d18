"""The few things in which blocking and async code differ by more than a word.

Each comes twice: ``async_name`` for ``_async/``, ``name`` for the modules derived from it.
"""

from __future__ import annotations

from typing import Any


def async_lifetime() -> Any:
    """What connections belong to: the running event loop. Those of a loop that is gone cannot be used again."""
    import asyncio

    return asyncio.get_running_loop()


def lifetime() -> Any:
    """Blocking connections belong to nobody and live until closed."""
    return None
