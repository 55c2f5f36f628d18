"""Requests over loopback, from the call to the model. The rate limiters are on, and their limits out of the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from timing import OneRound, cpu_of

_PLENTY = 10_000_000
_CANDLES = 1_000
Settings = dict[str, Any]


def _ids(settings: Settings) -> list[int]:
    ids: list[int] = json.loads((Path(settings["bodies"]) / "ids.json").read_text())
    return ids


def _our_config(settings: Settings) -> Any:
    from etoropy import EToroConfig

    return EToroConfig(
        base_url=settings["base_url"],
        rate_limit_max_requests=_PLENTY,
        rate_limit_pools={"market-data": _PLENTY},
    )


def _other_config(settings: Settings) -> Any:
    from etoropy import EToroConfig

    return EToroConfig(base_url=settings["base_url"], rate_limit_max_requests=_PLENTY)


def _blocking(settings: Settings, ask: Callable[[], Any]) -> OneRound:
    count = settings["count"]

    def many() -> None:
        for _ in range(count):
            ask()

    return lambda: cpu_of(many, count)


def _awaited(settings: Settings, ask: Callable[[], Awaitable[Any]], loop: asyncio.AbstractEventLoop) -> OneRound:
    """``count`` requests, ``in_flight`` of them at a time."""
    count, in_flight = settings["count"], settings.get("in_flight", 1)

    async def many() -> None:
        for _ in range(count // in_flight):
            if in_flight == 1:
                await ask()
            else:
                await asyncio.gather(*(ask() for _ in range(in_flight)))

    return lambda: cpu_of(lambda: loop.run_until_complete(many()), count)


# ── ours ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def ours_blocking(settings: Settings) -> OneRound:
    from etoropy import EToroTrading

    etoro = EToroTrading(_our_config(settings))
    market, ids = etoro.rest.market_data, _ids(settings)
    ask = {
        "rate": lambda: market.get_rates(instrument_ids=[1001]).rates[0].bid,
        "rates": lambda: etoro.get_rates(ids)[99].bid,
        "candles": lambda: etoro.get_candles(1001, "OneMinute", _CANDLES)[-1].close,
    }[settings["body"]]
    return _blocking(settings, ask)


def ours_awaited(settings: Settings) -> OneRound:
    from etoropy import AsyncEToroTrading

    loop = asyncio.new_event_loop()
    etoro = AsyncEToroTrading(_our_config(settings))
    market = etoro.rest.market_data

    async def ask() -> float:
        return (await market.get_rates(instrument_ids=[1001])).rates[0].bid

    return _awaited(settings, ask, loop)


# ── the other client: async only ───────────────────────────────────────────────────────────────────────────────────


def other_awaited(settings: Settings) -> OneRound:
    from etoropy import CandleInterval, EToroTrading

    loop = asyncio.new_event_loop()
    etoro = EToroTrading(config=_other_config(settings))
    market, ids = etoro.rest.market_data, _ids(settings)

    async def rate() -> float:
        return (await market.get_rates([1001])).rates[0].bid

    async def rates() -> float:
        return (await etoro.get_rates(ids))[99].bid

    async def candles() -> float:
        reply = await etoro.get_candles(1001, CandleInterval.ONE_MINUTE, _CANDLES)
        return reply.candles[0].candles[-1].close

    ask = {"rate": rate, "rates": rates, "candles": candles}[settings["body"]]
    # What takes a hundred times as long need not be done as often.
    return _awaited({**settings, "count": settings.get("other_count", settings["count"])}, ask, loop)


# ── the library beneath ────────────────────────────────────────────────────────────────────────────────────────────


def _address(settings: Settings) -> str:
    several = ",".join(map(str, _ids(settings)))
    base = settings["base_url"] + "/api/v1/market-data/instruments"
    return {
        "rate": f"{base}/rates?instrumentIds=1001",
        "rates": f"{base}/rates?instrumentIds={several}",
        "candles": f"{base}/1001/history/candles/desc/OneMinute/{_CANDLES}",
    }[settings["body"]]


def httpx_blocking(settings: Settings) -> OneRound:
    import httpx

    client, address = httpx.Client(), _address(settings)
    return _blocking(settings, lambda: client.get(address).json())


def httpx_awaited(settings: Settings) -> OneRound:
    import httpx

    loop = asyncio.new_event_loop()
    client, address = httpx.AsyncClient(), _address(settings)

    async def ask() -> Any:
        return (await client.get(address)).json()

    return _awaited(settings, ask, loop)
