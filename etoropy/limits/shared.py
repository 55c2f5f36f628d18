"""One budget for many processes: what is asked of Redis, and what becomes of it when Redis is gone.

All deciding is done by one script (``budget.lua``) that Redis runs whole, on its own clock; requests of a process that
died come back by themselves. Keys in Redis begin with a hash of the user key, never with the key. While Redis cannot
be asked, each process keeps to its share of the limits, counted by itself, and tries again now and then.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable
from functools import cache
from itertools import count
from typing import Any, Final, NamedTuple
from uuid import uuid4
from weakref import WeakKeyDictionary

import orjson

from ..forking import renewed_when_forked
from ..redis_link import AsyncClose, Close, async_link, async_within, link
from .figures import Allowance, Figures, Usage

_MICRO: Final = 1_000_000
# Seconds that Redis may take to answer. A request must not wait for it longer than it would for its turn.
_TIMEOUT: Final = 1.0
# Seconds between tries while it is gone: at first, and at most.
_FIRST_TRY: Final = 0.5
_LAST_TRY: Final = 15.0
# Connections of one client: each step takes a fraction of a millisecond, so waiters share a few.
_CONNECTIONS: Final = 16

Arguments = dict[str, Any]


class RateLimitWarning(UserWarning):
    """The shared budget cannot be reached; this process keeps to its share of it."""


@cache
def script() -> str:
    """The text of ``budget.lua``."""
    import etoropy.limits as package

    loader: Any = package.__loader__
    # As with all bundled data: importlib.resources would take longer to import than the rest of the package.
    data: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), "budget.lua"))  # noqa: PTH118, PTH120
    return data.decode()


class Root:
    """Where the budget of a user key stands in Redis, and as whom this process writes there."""

    def __init__(self, key_hash: str) -> None:
        self.key = f"etoropy:{{{key_hash[:32]}}}"
        self._renew()
        renewed_when_forked(self)

    def _renew(self) -> None:
        """Become another process: the one that this was copied from goes on under its own name."""
        self.process = uuid4().hex[:12]
        self._numbers = count(1)
        #: The requests under way, by name.
        self.under_way: set[str] = set()

    def ticket(self) -> str:
        """A name for one more request."""
        return f"{self.process}:{next(self._numbers)}"


_roots: WeakKeyDictionary[object, Root] = WeakKeyDictionary()


def root_of(limiter: object, key_hash: str) -> Root:
    """The root that goes with a limiter of this process: the same for all clients that share it."""
    root = _roots.get(limiter)
    if root is None:
        root = _roots[limiter] = Root(key_hash)
    return root


class Mark(NamedTuple):
    """The shared counts at the moment a request was sent, as Redis knows them (microseconds of its clock)."""

    began: int
    answered: int
    expired: int


class SharedTicket:
    """What a request goes by in Redis: its name, its place in the queue (0 before the first ask), and, once it may go,
    how things stood then, in which ``epoch``."""

    __slots__ = ("epoch", "mark", "name", "number")

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.mark: Mark | None = None
        self.epoch = ""


class State(NamedTuple):
    """What Redis says after a step. Seconds for ``wait`` (0: go), ``nap`` and ``length``; ``members`` are the processes
    seen within a minute; ``epoch`` changes when Redis has lost what it knew."""

    wait: float
    nap: float
    number: int
    mark: Mark
    limit: int
    length: float
    used: int
    waiting: int
    next_wait: float
    others: int
    guard_used: int
    guard_wait: float
    members: int
    epoch: str

    @classmethod
    def of(cls, reply: list[Any]) -> State:
        wait, nap, number, began, answered, expired, limit, length, used, waiting, next_wait, others, *rest = reply
        guard_used, guard_wait, members, epoch = rest
        return cls(
            wait=wait / _MICRO,
            nap=nap / _MICRO,
            number=number,
            mark=Mark(began, answered, expired),
            limit=limit,
            length=length / _MICRO,
            used=used,
            waiting=waiting,
            next_wait=next_wait / _MICRO,
            others=others,
            guard_used=guard_used,
            guard_wait=guard_wait / _MICRO,
            members=members,
            epoch=epoch.decode() if isinstance(epoch, bytes) else str(epoch),
        )

    def usage(self, name: str, server: Figures) -> Usage:
        return Usage(name, self.limit, self.length, self.used, self.waiting, self.next_wait, server, self.others)


def arguments(root: Root, pool: str, allowed: Allowance, timeout: float, now: float | None) -> Arguments:
    """What every step needs. ``timeout`` is how long a request may take, in seconds: one without an end is taken to be
    lost together with its process, but may have been counted. ``now`` replaces Redis's clock (seconds since 1970; for
    those who move time by hand)."""
    lease, guard_lease = timeout + allowed.length, timeout + allowed.guard_length
    shared = {
        "process": root.process,
        "pool": pool,
        "limit": allowed.limit,
        "length": _micro(allowed.length),
        "fixed": allowed.fixed,
        "guard_limit": allowed.guard_limit,
        "guard_length": _micro(allowed.guard_length),
        "keeps_slot": allowed.keeps_slot,
        "lease": _micro(lease),
        "guard_lease": _micro(guard_lease),
        # Whatever is not touched for so long matters no more.
        "keep": _micro(3 * max(lease, guard_lease)),
    }
    return shared if now is None else {**shared, "now": int(now * _MICRO)}


def asking(ticket: SharedTicket, priority: int) -> Arguments:
    """For the step ``ask``."""
    return {"ticket": ticket.name, "priority": priority, "number": ticket.number}


def ending(
    ticket: SharedTicket, *, counted: bool, figures: Figures | None, refused: bool, pause: float | None
) -> Arguments:
    """For the step ``done``; what is unknown is left out."""
    ended: Arguments = {"ticket": ticket.name, "counted": counted, "refused": refused}
    if ticket.mark is None:
        # Redis was gone when this one was sent, and does not know it.
        return {**ended, "stray": True}
    ended |= ticket.mark._asdict()
    if ticket.epoch:
        ended["epoch"] = ticket.epoch
    if figures is None:
        return ended
    said = {
        "heard": True,
        "server_limit": figures.limit,
        "remaining": figures.remaining,
        "reset": _micro(figures.reset),
        "server_length": _micro(figures.window),
        "pause": _micro(pause),
    }
    return ended | {name: value for name, value in said.items() if value is not None}


def restoring(root: Root, slots: Iterable[float]) -> Arguments:
    """For the step ``restore``: in how many seconds each slot comes free that this process has used, and what of it is
    under way."""
    return {"slots": [_micro(it) for it in slots], "under_way": list(root.under_way)}


def _micro(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * _MICRO)


class Outage:
    """Whether Redis can be asked, and when to try again. Times are seconds given by the caller."""

    def __init__(self) -> None:
        self.down = False
        self._wait = _FIRST_TRY
        self._again = 0.0

    def may_ask(self, now: float) -> bool:
        """Whether to try Redis now. While it is gone only one caller tries at a time."""
        if not self.down:
            return True
        if now < self._again:
            return False
        self._again = now + _TIMEOUT + self._wait
        return True

    def failed(self, now: float) -> bool:
        """It did not answer; True if it did until now."""
        news, self.down = not self.down, True
        self._wait = _FIRST_TRY if news else min(2 * self._wait, _LAST_TRY)
        self._again = now + self._wait
        return news

    def worked(self) -> bool:
        """It answered; True if it had not before."""
        news, self.down = self.down, False
        return news


# The two ways of taking a step: how to, and how to close the connection afterwards.

Step = Callable[[str, str, Arguments], Any]
AsyncStep = Callable[[str, str, Arguments], Awaitable[Any]]


def async_connect(url: str) -> tuple[AsyncStep, AsyncClose]:
    """Steps awaited. Nothing is connected before the first; raises EToroValidationError without redis-py."""
    client, close = async_link(url, timeout=_TIMEOUT, connections=_CONNECTIONS)
    run = client.register_script(script())

    async def step(root: str, name: str, given: Arguments) -> Any:
        return await async_within(_TIMEOUT, run(keys=[root], args=[name, orjson.dumps(given)]))

    return step, close


def connect(url: str) -> tuple[Step, Close]:
    """Steps that block. Nothing is connected before the first; raises EToroValidationError without redis-py."""
    client, close = link(url, timeout=_TIMEOUT, connections=_CONNECTIONS)
    run = client.register_script(script())

    def step(root: str, name: str, given: Arguments) -> Any:
        return run(keys=[root], args=[name, orjson.dumps(given)])

    return step, close
