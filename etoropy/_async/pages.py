"""Page after page, each asked for only when the one before it is used up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from ..paging import AsyncFetched, Pager

T = TypeVar("T")


async def async_entries(pager: Pager[T], fetch: Callable[[int], AsyncFetched[T]]) -> AsyncIterator[T]:
    """All entries. ``fetch`` asks for a page by its position; it gives the entries and the total, if eToro names one."""
    while not pager.done:
        entries, total = await fetch(pager.position)
        for entry in pager.take(entries, total):
            yield entry
