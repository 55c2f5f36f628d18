# Made by `python -m codegen` from etoropy/_async/budget.py; edit that file instead.
"""Waiting for one's turn: the rate limiter decides, here is slept; and Redis is asked where many processes share."""

from __future__ import annotations

import sys
import warnings
from typing import Any, Final

from ..answers import Reply
from ..call import Operation
from ..clock import SYSTEM_CLOCK, Clock
from ..colours import lifetime, when_life_ends
from ..config import EToroConfig, without_password
from ..errors import EToroRateLimitError
from ..limits.figures import Figures, Usage, server_figures
from ..limits.shared import (
    Allowance,
    Arguments,
    Outage,
    RateLimitWarning,
    SharedTicket,
    State,
    Step,
    arguments,
    asking,
    connect,
    ending,
    restoring,
    root_of,
)
from ..log import logger
from ..rate_limiter import Bounds, Key, Priority, RateLimiter, Ticket, key_hash, rank_of, shared_limiter
from ..redis_link import Close, failures
from ..retry import retry_after

_log: Final = logger("limits")
_TOO_MANY: Final = 429


class Budget:
    """The turns of one HTTP client.

    Without a ``limiter`` of its own it shares that of the user key, with all clients of this process and, through
    Redis, with others; ``remember`` says whether the server's memory of our requests outlives this client.
    """

    def __init__(self, config: EToroConfig, clock: Clock, limiter: RateLimiter | None, *, remember: bool) -> None:
        self._clock = clock
        self._shared: SharedBudget | None = None
        self._bounds: Bounds | None = None
        if limiter is None:
            # The limiter heeds these for as long as they live: until this client is closed.
            bounds = self._bounds = _bounds_of(config)
            key = config.user_key.reveal()
            limiter = shared_limiter(key, config.base_url, bounds, clock, remember=remember)
            if config.rate_limit_backend:
                self._shared = SharedBudget(config, clock, limiter)
        self._limiter = limiter

    def admit(
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
        if self._shared is None:
            now = self._clock.monotonic()
            ticket = limiter.enter(operation.pool, now, rank, operation=name, place=place)
            if not ticket.wait:
                return ticket
        else:
            ticket = limiter.ticket(operation.pool, rank, operation=name, place=place)
        try:
            self._wait(ticket, operation, until)
        except BaseException:
            self.leave(ticket)
            raise
        return ticket

    def _wait(self, ticket: Ticket, operation: Operation, until: float | None) -> None:
        """Sleep until the ticket may go. One that has been told to wait already begins by sleeping."""
        if not ticket.wait:
            self._ask(ticket)
        while ticket.wait:
            if until is not None and self._clock.monotonic() + ticket.wait > until:
                raise _too_long(operation, ticket.wait)
            self._clock.sleep(ticket.nap)
            self._ask(ticket)

    def _ask(self, ticket: Ticket) -> None:
        if self._shared is None or not self._shared.ask(ticket):
            self._limiter.ask(ticket, self._clock.monotonic())

    def leave(self, ticket: Ticket) -> None:
        """Give the place back: nothing was sent."""
        self._limiter.leave(ticket)
        if self._shared is not None and not _is_being_discarded():
            self._shared.leave(ticket)

    def settle(self, ticket: Ticket, reply: Reply | None, *, counted: bool) -> None:
        """The request is over. ``counted``: it may have reached eToro. Learns from the answer's headers."""
        now = self._clock.monotonic()
        figures, refused, pause = None, False, None
        if reply is not None:
            figures = server_figures(reply.headers)
            refused = reply.status == _TOO_MANY
            pause = retry_after(reply.headers.get("retry-after"), self._clock.now()) if refused else None
        self._limiter.done(ticket, now, counted=counted, figures=figures, refused=refused, pause=pause)
        if self._shared is not None and not _is_being_discarded():
            self._shared.done(ticket, counted=counted, figures=figures, refused=refused, pause=pause)

    def usage(self) -> dict[str, Usage]:
        """Every pool met so far, and the burst guard under ``"burst"``."""
        usage = self._limiter.usage(self._clock.monotonic())
        return usage if self._shared is None else {**usage, **self._shared.usage(usage)}

    def close(self) -> None:
        self._bounds = None
        if self._shared is not None:
            self._shared.close()


class SharedBudget:
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
        self._life: Any = None
        self._keeper: object = None
        self._connection: tuple[Step, Close] | None = None

    def ask(self, ticket: Ticket) -> bool:
        """Let Redis say whether the ticket may go; False if it cannot be asked."""
        if not self._outage.may_ask(self._clock.monotonic()):
            return False
        if ticket.shared is None:
            ticket.shared = SharedTicket(self._root.ticket())
        state = self._step("ask", ticket, asking(ticket.shared, ticket.key[0]))
        if state is None:
            self._tell()
            return False
        if ticket.queued:
            self._limiter.leave(ticket)
        ticket.shared.number = state.number
        ticket.wait, ticket.nap = state.wait, state.nap
        if not state.wait:
            ticket.shared.mark = state.mark
            self._limiter.count(ticket, self._clock.monotonic())
        return True

    def done(
        self, ticket: Ticket, *, counted: bool, figures: Figures | None, refused: bool, pause: float | None
    ) -> None:
        """Tell Redis how the request of this ticket ended."""
        if ticket.shared is None:
            ticket.shared = SharedTicket(self._root.ticket())
        if not self._outage.down:
            end = ending(ticket.shared, counted=counted, figures=figures, refused=refused, pause=pause)
            self._step("done", ticket, end)

    def leave(self, ticket: Ticket) -> None:
        """Tell Redis that nobody waits with this ticket any more."""
        if ticket.shared is not None and not self._outage.down:
            self._step("leave", ticket, {"ticket": ticket.shared.name})

    def _step(self, name: str, ticket: Ticket, given: Arguments) -> State | None:
        """One step in Redis; None if it cannot be done."""
        pool = ticket.pool
        try:
            state = self._run(name, pool.name, self._limiter.allowance(pool), given)
            if self._outage.worked() or self._epoch not in (None, state.epoch):
                self._restore()
                _log.info("The shared rate budget can be reached again.")
        except self._failures as error:
            if self._outage.failed(self._clock.monotonic()):
                self._fall_back(error)
            return None
        self._fallback, self._epoch, self._members = None, state.epoch, state.members
        self._states[pool.name] = state
        return state

    def _run(self, name: str, pool: str, allowed: Allowance, given: Arguments) -> State:
        life = lifetime()
        if self._connection is None or self._life is not life:
            self._connection, self._life = connect(self._url), life
            self._keeper = when_life_ends(self._connection[1])
        step, _ = self._connection
        now = None if self._clock is SYSTEM_CLOCK else self._clock.now().timestamp()
        root = self._root
        return State.of(step(root.key, name, arguments(root, pool, allowed, self._timeout, now) | given))

    def _restore(self) -> None:
        """Redis was gone, or has lost its memory: tell it what this process has used meanwhile."""
        for pool, allowed, slots in self._limiter.slots(self._clock.monotonic()):
            self._run("restore", pool, allowed, restoring(slots))

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

    def close(self) -> None:
        self._fallback = None
        connection, self._connection = self._connection, None
        if connection is not None and self._life is lifetime():
            connection[1]()


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
