# Made by `python -m codegen` from etoropy/_async/pages.py; edit that file instead.
"""Page after page, each asked for only when the one before it is used up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from ..colours import Ready
from ..paging import Fetched, Pager

T = TypeVar("T")


def entries(pager: Pager[T], fetch: Callable[[int], Ready[Fetched[T]]]) -> Iterator[T]:
    """All entries. ``fetch`` asks for a page by its position; it gives the entries, and the total if it is known."""
    while not pager.done:
        entries, total = fetch(pager.position)
        for entry in pager.take(entries, total):
            yield entry
