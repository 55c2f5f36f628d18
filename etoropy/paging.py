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

    ``identity`` tells entries apart; None is an entry that cannot be told from others, which is never left out.
    ``position`` is what to ask for next; ``done`` says that nothing more is there.
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
        self._seen: set[Hashable] = set()
        self._previous: list[object] = []
        # Pages that brought something, and pages since the last of them.
        self._fruitful = 0
        self._fruitless = 0

    def take(self, entries: Iterable[T] | None, total: int | None = None) -> list[T]:
        """The entries of the page asked for last, without those that an earlier page had already."""
        page = list(entries or ())
        keys = [self._identity(entry) for entry in page]
        # What has no identity stands for itself, so that pages of such entries can be compared, too.
        content: list[object] = [entry if key is None else key for entry, key in zip(page, keys, strict=True)]
        is_repeat, self._previous = content == self._previous, content
        if is_repeat and total is None:
            new = []
        else:
            new = [entry for entry, key in zip(page, keys, strict=True) if key is None or key not in self._seen]
        self._seen.update(keys)
        self._received += len(page)
        self.position += self._step
        # Where eToro says how many there are, that decides; where it does not, a page that is not full is the last.
        last = len(page) < self.size if total is None else self._received >= total
        self.done = last or not page or self._goes_nowhere(new, is_repeat)
        return new

    def _goes_nowhere(self, new: list[T], is_repeat: bool) -> bool:
        """Whether eToro gives its last page for ever.

        A page that brings nothing new is no proof: as many new entries may have come in as a page holds. The same one
        once more is, and so are more of them than pages were read: no entries could have been pushed so far.
        """
        if new:
            self._fruitful += 1
            self._fruitless = 0
            return False
        self._fruitless += 1
        return (is_repeat and self._fruitless > 1) or self._fruitless > self._fruitful


def chunks(entries: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """``entries`` in pieces of at most ``most``, for endpoints that take only so many at once."""
    for start in range(0, len(entries), most):
        yield entries[start : start + most]
