# Made by `python -m codegen` from etoropy/_async/feed.py; edit that file instead.
"""Quotes to loop over, from a subscription that is made when the first one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from ..colours import Ready
    from ..ws import Gap, Quote, QuoteStream
    from .relay import RelayReader


class QuoteFeed:
    """Quotes of a subscription that is made when the first one is asked for.

    Ends when closed; ``close``, or leaving the ``with`` block, gives the subscription back.
    """

    def __init__(self, open_stream: Callable[[], Ready[QuoteStream | RelayReader]]) -> None:
        self._open = open_stream
        self._source: QuoteStream | RelayReader | None = None
        self._closed = False

    @property
    def dropped(self) -> int:
        """How many quotes the policy has left out so far."""
        return 0 if self._source is None else self._source.dropped

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps before the quote delivered last: what was missed while the connection was down."""
        return () if self._source is None else self._source.gaps

    @property
    def position(self) -> str | None:
        """Where a later feed goes on with ``after``; None for a connection of one's own, which replays nothing."""
        return getattr(self._source, "position", None)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Quote:
        if self._closed:
            raise StopIteration
        source = self._source if self._source is not None else self._opened()
        return source.__next__()

    def _opened(self) -> QuoteStream | RelayReader:
        """The subscription, given back at once if somebody closed this feed meanwhile."""
        source = self._source = self._open()
        if self._closed:
            source.close()
        return source

    def close(self) -> None:
        """Give the subscription back; an iteration under way ends."""
        self._closed = True
        source = self._source
        if source is not None:
            source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()
