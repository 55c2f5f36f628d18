"""What tests in an event loop need."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from .hostile import PATIENCE


def run(main: Coroutine[Any, Any, Any]) -> Any:
    """Run in a loop that complains about whatever is forgotten in it."""
    return asyncio.run(asyncio.wait_for(main, PATIENCE * 4), debug=True)


async def eventually(condition: Any) -> None:
    """Wait in the loop for something to come true."""
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await asyncio.sleep(0.001)
