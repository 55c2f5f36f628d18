"""Quotes to loop over, from a subscription that is made when the first one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from ..colours import AsyncReady
    from ..ws import AsyncQuoteStream, Gap, Quote
    from .relay import AsyncRelayReader


class AsyncQuoteFeed:
    """Quotes of a subscription that is made when the first one is asked for.

    Ends when closed; ``aclose``, or leaving the ``async with`` block, gives the subscription back.
    """

    def __init__(self, open_stream: Callable[[], AsyncReady[AsyncQuoteStream | AsyncRelayReader]]) -> None:
        self._open = open_stream
        self._source: AsyncQuoteStream | AsyncRelayReader | None = None
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

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Quote:
        if self._closed:
            raise StopAsyncIteration
        source = self._source if self._source is not None else await self._opened()
        return await source.__anext__()

    async def _opened(self) -> AsyncQuoteStream | AsyncRelayReader:
        """The subscription, given back at once if somebody closed this feed meanwhile."""
        source = self._source = await self._open()
        if self._closed:
            await source.aclose()
        return source

    async def aclose(self) -> None:
        """Give the subscription back; an iteration under way ends."""
        self._closed = True
        source = self._source
        if source is not None:
            await source.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()
