"""Turns that many processes share: Redis is asked, and the process's own limiter decides while it is gone."""

from __future__ import annotations

import warnings
from typing import Final

from ..clock import SYSTEM_CLOCK, Clock
from ..colours import AsyncEachLife
from ..config import EToroConfig, without_password
from ..limits.figures import Allowance, Figures, Usage
from ..limits.shared import (
    Arguments,
    AsyncStep,
    Outage,
    RateLimitWarning,
    SharedTicket,
    State,
    arguments,
    asking,
    async_connect,
    ending,
    restoring,
    root_of,
)
from ..log import logger
from ..rate_limiter import Bounds, RateLimiter, Ticket, key_hash
from ..redis_link import AsyncClose, failures

_log: Final = logger("limits")


class AsyncSharedBudget:
    """The same turns, given by Redis to all processes that hold the user key.

    The process's own limiter is kept informed, and decides alone while Redis is gone.
    """

    def __init__(self, config: EToroConfig, clock: Clock, limiter: RateLimiter) -> None:
        self._url = str(config.rate_limit_backend)
        self._share = config.rate_limit_share
        self._timeout = config.timeout
        self._clock = clock
        self._limiter = limiter
        self._root = root_of(limiter, key_hash(config.user_key.reveal()))
        self._failures = failures()
        self._outage = Outage()
        self._fallback: Bounds | None = None
        self._trouble: Exception | None = None
        self._epoch: str | None = None
        self._members = 1
        self._states: dict[str, State] = {}
        self._connection = AsyncEachLife(lambda: async_connect(self._url), _hang_up)

    async def ask(self, ticket: Ticket) -> bool:
        """Let Redis say whether the ticket may go; False if it cannot be asked."""
        if not self._outage.may_ask(self._clock.monotonic()):
            return False
        if ticket.shared is None:
            ticket.shared = SharedTicket(self._root.ticket())
        state = await self._step("ask", ticket, asking(ticket.shared, ticket.priority))
        if state is None:
            self._tell()
            return False
        if ticket.queued:
            self._limiter.leave(ticket)
        ticket.shared.number = state.number
        ticket.wait, ticket.nap = state.wait, state.nap
        if not state.wait:
            ticket.shared.mark, ticket.shared.epoch = state.mark, state.epoch
            self._root.under_way.add(ticket.shared.name)
            self._limiter.count(ticket, self._clock.monotonic())
        return True

    async def done(
        self, ticket: Ticket, *, counted: bool, figures: Figures | None, refused: bool, pause: float | None
    ) -> None:
        """Tell Redis how the request of this ticket ended."""
        if ticket.shared is None:
            ticket.shared = SharedTicket(self._root.ticket())
        self._root.under_way.discard(ticket.shared.name)
        if not self._outage.down:
            end = ending(ticket.shared, counted=counted, figures=figures, refused=refused, pause=pause)
            await self._step("done", ticket, end)

    async def leave(self, ticket: Ticket) -> None:
        """Tell Redis that nobody waits with this ticket any more."""
        if ticket.shared is None:
            return
        self._root.under_way.discard(ticket.shared.name)
        if not self._outage.down:
            await self._step("leave", ticket, {"ticket": ticket.shared.name})

    async def _step(self, name: str, ticket: Ticket, given: Arguments) -> State | None:
        """One step in Redis; None if it cannot be done."""
        pool = ticket.pool
        try:
            state = await self._run(name, pool.name, self._limiter.allowance(pool), given)
            if self._outage.worked() or self._epoch not in (None, state.epoch):
                await self._restore()
                _log.info("The shared rate budget can be reached again.")
        except self._failures as error:
            if self._outage.failed(self._clock.monotonic()):
                self._fall_back(error)
            return None
        self._fallback, self._epoch, self._members = None, state.epoch, state.members
        self._states[pool.name] = state
        return state

    async def _run(self, name: str, pool: str, allowed: Allowance, given: Arguments) -> State:
        step, _ = await self._connection.get()
        now = None if self._clock is SYSTEM_CLOCK else self._clock.now().timestamp()
        root = self._root
        return State.of(await step(root.key, name, arguments(root, pool, allowed, self._timeout, now) | given))

    async def _restore(self) -> None:
        """Redis was gone, or has lost its memory: tell it what this process has used meanwhile."""
        for pool, allowed, slots in self._limiter.slots(self._clock.monotonic()):
            await self._run("restore", pool, allowed, restoring(self._root, slots))

    def _fall_back(self, error: Exception) -> None:
        share = self._share if self._share < 1.0 else 1 / max(self._members, 1)
        self._fallback = Bounds.of_share(share)
        self._limiter.join(self._fallback)
        self._trouble = error

    def _tell(self) -> None:
        """Say once that Redis is gone; not in the midst of a request, since a warning may be made an error."""
        error, self._trouble = self._trouble, None
        if error is None or self._fallback is None:
            return
        where, share = without_password(self._url), self._fallback.share
        message = (
            f"The shared rate budget at {where} is out of reach ({type(error).__name__}). Until it is back, this "
            f"process keeps to {share:.0%} of the limits by itself."
        )
        _log.warning(message)
        warnings.warn(message, RateLimitWarning, stacklevel=2)

    def usage(self, local: dict[str, Usage]) -> dict[str, Usage]:
        """The pools as Redis told them last; nothing while it is gone."""
        if self._outage.down or not self._states:
            return {}
        *_, newest = self._states.values()
        burst = local["burst"]._replace(used=newest.guard_used, wait=newest.guard_wait)
        pools = {name: state.usage(name, local[name].server) for name, state in self._states.items() if name in local}
        return {"burst": burst, **pools}

    async def aclose(self) -> None:
        self._fallback = None
        await self._connection.close()


async def _hang_up(connection: tuple[AsyncStep, AsyncClose]) -> None:
    await connection[1]()
