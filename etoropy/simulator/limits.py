"""How the server counts: requests of a user key in each pool over a rolling window, told in headers with every answer.

A refused request is not counted. The window slides: a place becomes free exactly one window after it was taken.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from .messages import Reply, gateway_error
from .routes import Pool
from .world import Quirks


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the count says about one request. `reset` is the seconds until the next place becomes free."""

    is_admitted: bool
    pool: Pool
    remaining: int
    reset: float

    def headers(self) -> dict[str, str]:
        """The `ratelimit-*` headers: on 200 and 429 alike."""
        return {
            "ratelimit-limit": str(self.pool.limit),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": _seconds(self.reset, self.pool.window),
            "ratelimit-policy": f"{self.pool.limit};w={self.pool.window:g}",
        }


class Limits:
    """The counts of every user key. `window` replaces the length that the document gives; settable while running, as
    are
    the pools' limits in `overrides`."""

    def __init__(self, *, is_on: bool = True, window: float | None = None) -> None:
        self.is_on = is_on
        self.window = window
        self.overrides: dict[str, int] = {}
        self._taken: dict[tuple[str, str], deque[float]] = {}
        self._met: dict[str, Pool] = {}

    def admit(self, user_key: str, pool: Pool, now: float) -> Verdict:
        """Count one request at this moment (seconds of the caller's time), or refuse it."""
        self._met[pool.name] = pool
        pool = self._in_force(pool)
        taken = self._recent(user_key, pool, now)
        is_admitted = not self.is_on or len(taken) < pool.limit
        if is_admitted:
            taken.append(now)
        reset = taken[0] + pool.window - now if taken else 0.0
        return Verdict(is_admitted, pool, max(0, pool.limit - len(taken)), reset)

    def spend(self, user_key: str, pool: Pool, count: int, now: float) -> None:
        """Use up places as another program with the same key would."""
        for _ in range(count):
            self.admit(user_key, pool, now)

    def standing(self, user_key: str, now: float) -> list[Verdict]:
        """What the next request of this key would be told, for each pool that it ever used; counts nothing."""
        used = (pool for pool in tuple(self._met.values()) if (user_key, pool.name) in self._taken)
        return [self._verdict(user_key, pool, now) for pool in used]

    def _verdict(self, user_key: str, pool: Pool, now: float) -> Verdict:
        pool = self._in_force(pool)
        taken = [at for at in tuple(self._taken.get((user_key, pool.name), ())) if at > now - pool.window]
        reset = taken[0] + pool.window - now if taken else 0.0
        return Verdict(len(taken) < pool.limit, pool, max(0, pool.limit - len(taken)), reset)

    def _in_force(self, pool: Pool) -> Pool:
        limit = self.overrides.get(pool.name, pool.limit)
        return Pool(pool.name, limit, pool.window if self.window is None else self.window)

    def _recent(self, user_key: str, pool: Pool, now: float) -> deque[float]:
        taken = self._taken.setdefault((user_key, pool.name), deque())
        while taken and taken[0] <= now - pool.window:
            taken.popleft()
        return taken


def too_many(verdict: Verdict, quirks: Quirks) -> Reply:
    """The 429 for a refused request."""
    headers = {"retry-after": str(max(1, math.ceil(verdict.reset)))} if quirks.retry_after else {}
    if quirks.empty_429:
        return Reply(429, headers=headers)
    reply = gateway_error(
        429, "TooManyRequests", f"More than {verdict.pool.limit} requests in {verdict.pool.window:g} s"
    )
    return Reply(429, reply.body, headers)


def _seconds(seconds: float, window: float) -> str:
    """Whole seconds, rounded up; a window shortened for tests is told more finely."""
    return str(math.ceil(seconds)) if window >= 10 else f"{seconds:.3f}"
