"""What is done once for each request or each start: a turn at the rate limiter, the table of symbols."""

from __future__ import annotations

import asyncio
import gc
import time
from typing import Any

from calls import ours_blocking
from timing import OneRound, cpu_of, repeated

Settings = dict[str, Any]
_MANY = 10_000_000
# As many requests are under way at a time.
_AT_ONCE = 200


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
    """Being admitted: what a caller passes before its request. The end of each request is told, but not counted."""
    (limiter, pool), batches = _told(), settings["count"] // _AT_ONCE

    def one_round() -> dict[str, float]:
        gc.collect()
        taken = 0.0
        for _ in range(batches):
            began = time.process_time()
            tickets = [limiter.enter(pool, time.monotonic()) for _ in range(_AT_ONCE)]
            taken += time.process_time() - began
            for ticket in tickets:
                assert not ticket.wait
                limiter.done(ticket, time.monotonic())
        return {"cpu": taken / batches / _AT_ONCE}

    return one_round


def our_turn(settings: Settings) -> OneRound:
    """Being admitted, and saying that the request is over: all that a request has to do with the limiter."""
    (limiter, pool), count = _told(), settings["count"]

    def many() -> None:
        for _ in range(count):
            ticket = limiter.enter(pool, time.monotonic())
            limiter.done(ticket, time.monotonic())

    return lambda: cpu_of(many, count)


def _told() -> tuple[Any, Any]:
    """A limiter, and a pool that the server has just told it of, as with every answer."""
    from etoropy import RateLimiter
    from etoropy.call import Pool
    from etoropy.rate_limiter import Figures

    # An hour: no round outlasts what was told.
    limiter, pool, now = RateLimiter(_MANY), Pool("market-data", _MANY, 3600.0), time.monotonic()
    limiter.done(limiter.enter(pool, now), now, figures=Figures(_MANY, _MANY - 1, 3600.0, 3600.0))
    return limiter, pool


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
