"""The entry point's stream over a relay: the same quotes without a connection to eToro, and where one left off."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from etoropy import AsyncEToroTrading, EToroTrading, Quote, Simulator
from etoropy.relay import Relay

from .redis_server import RedisServer, needs_redis

pytestmark = [needs_redis, pytest.mark.port]
PATIENCE = 60.0


@pytest.fixture
def relayed(tmp_path: Path) -> Iterator[tuple[Simulator, str]]:
    """A simulator whose quotes of AAPL and BTC a relay writes into Redis."""
    ready = threading.Event()
    server = RedisServer(tmp_path).start()
    try:
        with Simulator(seed=7) as sim, Relay(sim.config, server.url, ["AAPL", "BTC"], ready=ready.set):
            assert ready.wait(PATIENCE)
            yield sim, server.url
    finally:
        server.stop()


def test_quotes_of_a_relay_are_those_of_the_stream_and_can_be_resumed(relayed: tuple[Simulator, str]) -> None:
    sim, url = relayed
    with EToroTrading(sim.config) as etoro:
        with etoro.stream(["aapl", "BTC"], source=url, policy="block", timeout=PATIENCE) as feed:
            first = [next(feed) for _ in range(4)]
            left_off = feed.position
        assert left_off is not None
        assert {quote.symbol for quote in first} <= {"AAPL", "BTC"}
        with etoro.stream(["AAPL", "BTC"], source=url, policy="block", timeout=PATIENCE, after=left_off) as feed:
            following = next(feed)
        assert not etoro.ws.connected
    assert isinstance(following, Quote)
    assert following not in first


def test_the_async_feed_reads_a_relay_too(relayed: tuple[Simulator, str]) -> None:
    sim, url = relayed

    async def look() -> Quote:
        async with AsyncEToroTrading(sim.config) as etoro, etoro.stream("BTC", source=url, timeout=PATIENCE) as feed:
            async for quote in feed:
                assert feed.gaps == ()
                return quote
        raise AssertionError("the feed ended")

    assert asyncio.run(look()).instrument_id == 100000
