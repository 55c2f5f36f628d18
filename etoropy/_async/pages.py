"""Page after page, each asked for only when the one before it is used up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from ..colours import AsyncReady
from ..paging import Fetched, Pager

T = TypeVar("T")


async def async_entries(pager: Pager[T], fetch: Callable[[int], AsyncReady[Fetched[T]]]) -> AsyncIterator[T]:
    """All entries. ``fetch`` asks for a page by its position; it gives the entries, and the total if it is known."""
    while not pager.done:
        entries, total = await fetch(pager.position)
        for entry in pager.take(entries, total):
            yield entry
