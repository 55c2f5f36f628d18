"""Which page to ask for next, and when to stop.

eToro's paged endpoints count from 0 or from 1, some give a total, some repeat their last page for ever, and new entries
push old ones onto the next page while one reads. A page at a time decides.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from .errors import EToroValidationError

T = TypeVar("T")

# What fetching a page gives: its entries, and the count of all entries where eToro names it.
Fetched = tuple[Iterable[T] | None, int | None]


class Pager(Generic[T]):
    """Walks through pages of ``size`` entries from ``first`` on, by page number or by offset.

    ``identity`` tells entries apart. ``position`` is what to ask for next; ``done`` says that nothing more is there.
    """

    def __init__(
        self,
        size: int,
        first: int,
        identity: Callable[[T], Hashable],
        *,
        by_offset: bool = False,
        most: int,
    ) -> None:
        if not 1 <= size <= most:
            raise EToroValidationError(f"A page holds 1 to {most} entries, not {size}.", field="page_size", value=size)
        self.size = size
        self.position = first
        self.done = False
        self._step = size if by_offset else 1
        self._identity = identity
        self._received = 0
        self._previous: frozenset[Hashable] = frozenset()

    def take(self, entries: Iterable[T] | None, total: int | None = None) -> list[T]:
        """The entries of the page asked for last, without those that the page before it had already."""
        page = list(entries or ())
        keys = [self._identity(entry) for entry in page]
        new = [entry for entry, key in zip(page, keys, strict=True) if key not in self._previous]
        self._received += len(page)
        self._previous = frozenset(keys)
        self.position += self._step
        # A page that brings nothing new is the last one over again. Where eToro says how many there are, that decides;
        # where it does not, a page that is not full is the last.
        last = len(page) < self.size if total is None else self._received >= total
        self.done = last or not new
        return new


def chunks(entries: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """``entries`` in pieces of at most ``most``, for endpoints that take only so many at once."""
    for start in range(0, len(entries), most):
        yield entries[start : start + most]
