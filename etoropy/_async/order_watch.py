"""Following an order to its end: private events are a prompt to read, reading decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ..errors import EToroError, EToroRateLimitError
from ..log import logger
from ..orders.decision import (
    AsyncWaker,
    OrderResult,
    PlacedOrder,
    Progress,
    ended,
    is_filled,
    is_refusal,
    is_unpriced_close,
    is_waiting,
    least_pause,
    next_look,
    result_of,
    waits_for_market,
)
from ..orders.sightings import Closing, closing_of, position_in, progress_of, progress_of_close, progress_of_v1
from ..retry import RetryPolicy

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient

_log: Final = logger("orders")

_NOT_FOUND: Final = 404
_LEAST_PATIENCE: Final = 1.0
# The v2 look-up answers 404 for a moment after an order was placed; only then the other ways are tried.
_LOOKS_BEFORE_OTHERS: Final = 3
# The rate of a close stands in the history, which may follow a little later.
_LOOKS_INTO_HISTORY: Final = 3
_BEFORE: Final = timedelta(minutes=10)


class AsyncOrderWatch:
    """Follows one order. ``order`` is what is known of how it was placed, if it was from here."""

    def __init__(
        self,
        rest: AsyncRestClient,
        waker: AsyncWaker | None,
        *,
        order_id: int | None,
        reference_id: str | None,
        order: PlacedOrder | None,
    ) -> None:
        self._http = rest.http
        self._clock = rest.http.clock
        self._waker = waker
        self._order_id = order_id
        self._reference_id = reference_id
        self._order = order
        self._progress: Progress | None = None
        self._looks = 0
        self._times_filled = 0
        self._failure = ""

    async def follow(self, timeout: float) -> OrderResult:
        """How the order ended, or how far it was after ``timeout`` seconds."""
        until = self._clock.monotonic() + timeout
        while True:
            # Before looking, so that nothing that happens between a look and the pause goes unheard.
            mark = await self._mark()
            await self._look(until)
            left = until - self._clock.monotonic()
            if self._is_over() or left <= 0:
                break
            pause = next_look(self._looks, waiting=is_waiting(self._progress))
            await self._pause(mark, min(pause, left))
        closing = closing_of(self._order, self._progress)
        if closing is not None and self._progress is not None and is_unpriced_close(self._progress):
            await self._price_the_close(closing)
        return result_of(self._progress, self._order_id, self._reference_id, self._failure)

    def _is_over(self) -> bool:
        return self._progress is not None and ended(self._progress, self._times_filled)

    # Pausing.

    async def _mark(self) -> int | None:
        """Where the stream's events stand; None without a stream that can be listened to."""
        if self._waker is None:
            return None
        try:
            return await self._waker.mark()
        except EToroError as error:
            self._lose_stream(error)
            return None

    async def _pause(self, mark: int | None, seconds: float) -> None:
        if self._waker is None or mark is None:
            await self._clock.asleep(seconds)
            return
        began = self._clock.monotonic()
        least = least_pause(self._looks)
        try:
            await self._waker.wait(mark, seconds)
        except EToroError as error:
            self._lose_stream(error)
            least = seconds
        passed = self._clock.monotonic() - began
        if passed < least:
            await self._clock.asleep(least - passed)

    def _lose_stream(self, error: EToroError) -> None:
        _log.info("The stream is gone (%s); the order is followed by reading it.", error)
        self._waker = None

    # Looking.

    async def _look(self, until: float) -> None:
        """Read the order once. Failures to read are no news; a refusal is raised."""
        self._looks += 1
        rest = self._impatient(until)
        try:
            progress = await self._read(rest)
        except EToroError as error:
            # During a close eToro answers 500 for some seconds; faults of the line come and go as well.
            if is_refusal(error) and not isinstance(error, EToroRateLimitError):
                raise
            self._failure = str(error)
            return
        if progress is not None:
            self._note(progress)
        elif self._progress is None and self._order is None:
            self._failure = "eToro shows no such order"

    def _impatient(self, until: float) -> AsyncRestClient:
        """The sub-clients without retries of their own: looking again is what happens here."""
        from ..rest.clients import AsyncRestClient

        left = max(until - self._clock.monotonic(), _LEAST_PATIENCE)
        timeout = min(self._http.config.timeout, left)
        return AsyncRestClient(
            http=self._http.with_options(timeout=timeout, retry=RetryPolicy(attempts=1, deadline=left))
        )

    def _note(self, progress: Progress) -> None:
        if waits_for_market(progress) and not (self._progress is not None and waits_for_market(self._progress)):
            _log.info("Order %s waits for its market to open.", progress.order_id or self._order_id)
        self._progress = progress
        if progress.order_id is not None:
            self._order_id = progress.order_id
        self._times_filled += is_filled(progress)

    async def _read(self, rest: AsyncRestClient) -> Progress | None:
        if self._order_id is not None or self._reference_id is not None:
            progress = await self._look_up(rest)
            if progress is not None or self._looks < _LOOKS_BEFORE_OTHERS:
                return progress
        closing = closing_of(self._order, self._progress)
        return await (self._read_v1(rest) if closing is None else self._read_close(rest, closing))

    async def _look_up(self, rest: AsyncRestClient) -> Progress | None:
        by_reference = None if self._order_id is not None else self._reference_id
        try:
            return progress_of(await rest.info.lookup_order(order_id=self._order_id, reference_id=by_reference))
        except EToroError as error:
            if _is_missing(error):
                return None
            raise

    async def _read_v1(self, rest: AsyncRestClient) -> Progress | None:
        if self._order_id is None:
            return None
        try:
            return progress_of_v1(await rest.info.get_order(self._order_id))
        except EToroError as error:
            if _is_missing(error):
                return None
            raise

    async def _read_close(self, rest: AsyncRestClient, closing: Closing) -> Progress | None:
        """A close whose order cannot be looked up shows in its effect: a trade of the right size in the history."""
        since = closing.since if closing.since is not None else self._clock.now()
        day = (since - _BEFORE).date()
        trade = closing.trade_in([it async for it in rest.info.iter_trade_history(min_date=day)])
        if trade is None:
            return None
        # The portfolio lags behind: of what was closed whole it may show a position still.
        is_open = closing.units is not None
        if is_open:
            portfolio = (await rest.info.get_portfolio()).client_portfolio
            is_open = position_in(portfolio, trade.position_id) is not None
        return progress_of_close(trade, self._order_id, is_open)

    async def _price_the_close(self, closing: Closing) -> None:
        """Rate and profit of a close that is done: the look-up of its order tells neither."""
        for _ in range(_LOOKS_INTO_HISTORY):
            try:
                seen = await self._read_close(self._impatient(self._clock.monotonic()), closing)
            except EToroError:
                seen = None
            if seen is not None:
                self._progress = seen
                return
            await self._clock.asleep(_LEAST_PATIENCE)


def _is_missing(error: EToroError) -> bool:
    """Right after an order was placed, eToro may not find it yet."""
    return getattr(error, "status", None) == _NOT_FOUND
