"""What is done once for each request or each start: a turn at the rate limiter, the table of symbols."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from calls import ours_blocking
from timing import OneRound, cpu_of, repeated

Settings = dict[str, Any]
_MANY = 10_000_000


def our_table(settings: Settings) -> OneRound:
    """Read and copied, as a resolver does (what it learns is its own), and asked for the symbol that comes last: what a
    table that is ready would be good for."""
    from etoropy.symbols import read_bundled

    last = read_bundled().symbols()[-1]

    def build() -> None:
        assert read_bundled().copy().id_of(last) is not None

    return repeated(build)


def other_table(settings: Settings) -> OneRound:
    from etoropy import EToroConfig, EToroTrading, InstrumentResolver

    market = EToroTrading(config=EToroConfig()).rest.market_data
    return repeated(lambda: InstrumentResolver(market).load_bundled_csv())


def our_limiter(settings: Settings) -> OneRound:
    """Being admitted, and saying that the request is over: the other limiter has no second half."""
    from etoropy import RateLimiter
    from etoropy.call import Pool

    limiter, pool, count = RateLimiter(_MANY), Pool("market-data", _MANY, 60.0), settings["count"]

    def many() -> None:
        for _ in range(count):
            ticket = limiter.enter(pool, time.monotonic())
            limiter.done(ticket, time.monotonic())

    return lambda: cpu_of(many, count)


def other_limiter(settings: Settings) -> OneRound:
    from etoropy import RateLimiter, RateLimiterOptions

    limiter, count, loop = (
        RateLimiter(RateLimiterOptions(max_requests=_MANY)),
        settings["count"],
        asyncio.new_event_loop(),
    )

    async def many() -> None:
        for _ in range(count):
            await limiter.acquire()

    return lambda: cpu_of(lambda: loop.run_until_complete(many()), count)


def our_request(settings: Settings) -> OneRound:
    return ours_blocking({**settings, "count": settings["requests"]})
