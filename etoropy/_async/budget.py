"""Waiting for one's turn: the rate limiter decides, here is slept."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from ..answers import Reply
from ..call import Operation
from ..clock import Clock
from ..colours import async_undisturbed
from ..config import EToroConfig
from ..errors import EToroRateLimitError
from ..limits.figures import Usage, server_figures
from ..log import logger
from ..rate_limiter import Bounds, Key, Priority, RateLimiter, Ticket, rank_of, shared_limiter
from ..retry import retry_after

if TYPE_CHECKING:
    from .shared_budget import AsyncSharedBudget

_log: Final = logger("limits")

_TOO_MANY: Final = 429


class AsyncBudget:
    """The turns of one HTTP client.

    Without a ``limiter`` of its own it shares that of the user key, with all clients of this process and, through
    Redis, with others; ``remember`` says whether the server's memory of our requests outlives this client.
    """

    def __init__(self, config: EToroConfig, clock: Clock, limiter: RateLimiter | None, *, remember: bool) -> None:
        self._clock = clock
        self._shared: AsyncSharedBudget | None = None
        self._bounds: Bounds | None = None
        if limiter is None:
            # The limiter heeds these for as long as they live: until this client is closed.
            bounds = self._bounds = _bounds_of(config)
            key = config.user_key.reveal()
            limiter = shared_limiter(key, config.base_url, bounds, clock, remember=remember)
            if config.rate_limit_backend:
                # Few programs need it, and it takes longer to load than a request.
                from .shared_budget import AsyncSharedBudget

                self._shared = AsyncSharedBudget(config, clock, limiter)
        self._limiter = limiter

    async def admit(
        self,
        operation: Operation,
        *,
        priority: Priority | None = None,
        place: Key | None = None,
        until: float | None = None,
    ) -> Ticket:
        """Wait for the turn of one call. Each ticket is to be handed to ``settle`` or ``leave``.

        ``place`` is the key of an earlier ticket of the same call. Raises EToroRateLimitError, unsent, if the wait
        would last beyond ``until`` (on the clock).
        """
        limiter, name = self._limiter, operation.name
        rank = rank_of(operation.pool, priority)
        now = self._clock.monotonic()
        if self._shared is None:
            ticket = limiter.enter(operation.pool, now, rank, name, place)
            if not ticket.wait:
                return ticket
        else:
            ticket = limiter.ticket(operation.pool, now, rank, name, place)
        try:
            await self._wait(ticket, operation, until)
        except BaseException:
            await self.leave(ticket)
            raise
        return ticket

    async def _wait(self, ticket: Ticket, operation: Operation, until: float | None) -> None:
        """Sleep until the ticket may go. One that has been told to wait already begins by sleeping."""
        if not ticket.wait:
            await self._ask(ticket)
        if ticket.wait:
            _log.debug("%s waits %.1f s for its turn in pool %s.", operation.name, ticket.wait, operation.pool.name)
        while ticket.wait:
            if until is not None and self._clock.monotonic() + ticket.wait > until:
                raise _too_long(operation, ticket.wait)
            await self._clock.asleep(ticket.nap)
            await self._ask(ticket)

    async def _ask(self, ticket: Ticket) -> None:
        if self._shared is None or not await self._shared.ask(ticket):
            self._limiter.ask(ticket, self._clock.monotonic())

    async def leave(self, ticket: Ticket) -> None:
        """Give the place back: nothing was sent."""
        self._limiter.leave(ticket)
        if self._shared is not None and not _is_being_discarded():
            await async_undisturbed(partial(self._shared.leave, ticket))

    async def settle(self, ticket: Ticket, reply: Reply | None, *, counted: bool) -> None:
        """The request is over. ``counted``: it may have reached eToro. Learns from the answer's headers."""
        now = self._clock.monotonic()
        figures, refused, pause = None, False, None
        if reply is not None:
            figures = server_figures(reply.headers)
            refused = reply.status == _TOO_MANY
            pause = retry_after(reply.headers.get("retry-after"), self._clock.now()) if refused else None
        self._limiter.done(ticket, now, counted=counted, figures=figures, refused=refused, pause=pause)
        if self._shared is not None and not _is_being_discarded():
            done = self._shared.done
            await async_undisturbed(
                partial(done, ticket, counted=counted, figures=figures, refused=refused, pause=pause)
            )

    def usage(self) -> dict[str, Usage]:
        """Every pool met so far, and the burst guard under ``"burst"``."""
        usage = self._limiter.usage(self._clock.monotonic())
        return usage if self._shared is None else {**usage, **self._shared.usage(usage)}

    async def aclose(self) -> None:
        self._bounds = None
        if self._shared is not None:
            await self._shared.aclose()


def _bounds_of(config: EToroConfig) -> Bounds:
    return Bounds(
        config.rate_limit_max_requests,
        config.rate_limit_window,
        config.rate_limit_pools,
        # With a shared budget, the share is what is left while that cannot be reached.
        1.0 if config.rate_limit_backend else config.rate_limit_share,
        keeps_slot=not config.read_only,
    )


def _too_long(operation: Operation, wait: float) -> EToroRateLimitError:
    return EToroRateLimitError(
        f"Pool {operation.pool.name!r} is used up for {wait:.1f} s, beyond the deadline; nothing was sent.",
        sent=False,
        retry_after=wait,
        method=operation.method,
        path=operation.path,
    )


def _is_being_discarded() -> bool:
    """Whether the coroutine is being thrown away together with its event loop: then nothing can be awaited."""
    return isinstance(sys.exception(), GeneratorExit)
