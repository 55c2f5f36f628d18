"""Where programs live: inside a notebook's running loop, in many threads, over two event loops, in a subprocess."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from etoropy import AsyncEToroTrading, AsyncHttpClient, EToroConfig, EToroTrading, Simulator
from etoropy.wire import MOST_CONNECTIONS
from tests.answering import answer, answering
from tests.support import settings

ROOT = Path(__file__).parent.parent
GENEROUS = 60.0
# Instruments that always have a rate.
LIQUID = [1001, 1003, 1004, 1005, 1111, 1137, 3000, 100000]


@pytest.fixture(scope="module")
def config() -> Iterator[EToroConfig]:
    """A simulator on a port, with room for many requests at once."""
    with Simulator(seed=7, limits=False) as sim:
        yield sim.config.replace(rate_limit=False)


def test_a_blocking_client_works_inside_a_running_event_loop(config: EToroConfig) -> None:
    async def cell_of_a_notebook() -> list[float]:
        with EToroTrading(config) as etoro:
            prices = [rate.bid for rate in etoro.get_rates(["AAPL", "BTC"])]
            with etoro.stream(["BTC"]) as quotes:
                prices.append(next(quotes).bid)
            return prices

    prices = asyncio.run(cell_of_a_notebook())
    assert len(prices) == 3
    assert all(price > 0 for price in prices)


def test_a_blocking_client_serves_eight_threads_at_once(config: EToroConfig) -> None:
    ready = threading.Barrier(8)

    def work(index: int) -> int:
        ready.wait(GENEROUS)
        wanted = LIQUID[index]
        return sum(rate.instrument_id == wanted for _ in range(5) for rate in etoro.get_rates([wanted]))

    with EToroTrading(config) as etoro, ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(8))) == [5] * 8


def test_an_async_client_survives_two_event_loops(config: EToroConfig) -> None:
    etoro = AsyncEToroTrading(config)

    async def look() -> float:
        async with etoro.stream(["AAPL"]) as quotes:
            async for quote in quotes:
                return (await etoro.get_rates(["AAPL"]))[0].bid - quote.bid
        raise AssertionError("the stream ended")

    async def leave() -> None:
        await look()
        await etoro.aclose()

    asyncio.run(look())
    asyncio.run(leave())


def test_an_async_client_serves_two_event_loops_at_once(config: EToroConfig) -> None:
    """Neither loop's end, nor its coming and going, disturbs the other's requests."""
    ready = threading.Barrier(3)

    async def work() -> int:
        done = 0
        for _ in range(6):
            rates = await asyncio.gather(*(etoro.get_rates([wanted]) for wanted in LIQUID[:4]))
            done += len(rates)
        return done

    async def alone() -> int:
        ready.wait(GENEROUS)
        return await work()

    etoro = AsyncEToroTrading(config.replace(retry_attempts=1))
    with ThreadPoolExecutor(3) as threads:
        assert [it.result() for it in [threads.submit(asyncio.run, alone()) for _ in range(3)]] == [24] * 3
    asyncio.run(etoro.aclose())


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_loops_that_are_gone_leave_nothing_behind(config: EToroConfig) -> None:
    async def look(etoro: AsyncEToroTrading) -> int:
        return (await etoro.get_rates([1001]))[0].instrument_id

    etoro = AsyncEToroTrading(config)

    for _ in range(5):
        assert asyncio.run(look(etoro)) == 1001
    lines = etoro.http._transport._own._things
    assert len(lines) == 0
    for _ in range(5):
        # Without a word to those who would close what they have.
        loop = asyncio.new_event_loop()
        assert loop.run_until_complete(look(etoro)) == 1001
        loop.close()
    assert len(lines) == 1
    # What is left complains, here and not in the midst of another test.
    del etoro, lines, loop
    gc.collect()


def test_hundred_tasks_share_a_few_connections() -> None:
    async def main(base_url: str) -> None:
        async with AsyncHttpClient(settings(base_url=base_url)) as http:
            await asyncio.gather(*(http.request("GET", f"/api/v1/{number}") for number in range(100)))

    with answering(answer()) as server:
        asyncio.run(main(f"http://127.0.0.1:{server.port}"))
    assert (len(server.requests), server.connections) == (100, MOST_CONNECTIONS)


def test_hundred_tasks_share_one_async_client(config: EToroConfig) -> None:
    async def main() -> list[int]:
        async with AsyncEToroTrading(config) as etoro:
            rates = await asyncio.gather(*(etoro.get_rates([LIQUID[index % 8]]) for index in range(100)))
            return [rate[0].instrument_id for rate in rates]

    assert asyncio.run(main()) == [LIQUID[index % 8] for index in range(100)]


@pytest.fixture
def simulator_process() -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """``etoropy simulator`` as a process, and what it printed when it was ready."""
    command = [sys.executable, "-m", "etoropy.cli", "simulator", "--port", "0", "--seed", "7"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        yield process, {f"ETORO_{name.upper()}": value for name, value in ready.items()}
        process.kill()


def test_the_simulator_command_says_where_it_is_and_ends_on_a_signal(
    simulator_process: tuple[subprocess.Popen[str], dict[str, str]],
) -> None:
    process, environment = simulator_process
    assert set(environment) == {"ETORO_BASE_URL", "ETORO_WS_URL", "ETORO_API_KEY", "ETORO_USER_KEY"}
    with EToroTrading(EToroConfig(environ=environment)) as etoro:
        assert etoro.get_rates("AAPL")[0].instrument_id == 1001
    process.send_signal(signal.SIGTERM)
    assert process.wait(GENEROUS) == 0


def test_the_demo_tells_its_story(simulator_process: tuple[subprocess.Popen[str], dict[str, str]]) -> None:
    _, environment = simulator_process
    told = subprocess.run(
        [sys.executable, "examples/demo.py"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=GENEROUS,
        check=False,
    )
    assert (told.stderr, told.returncode) == ("", 0)
    for said in ("Blocking", "Async", "filled", "closed", "account"):
        assert said in told.stdout


def test_losing_the_simulator_half_way_is_one_line_and_status_1(
    simulator_process: tuple[subprocess.Popen[str], dict[str, str]],
) -> None:
    process, environment = simulator_process
    with subprocess.Popen(
        [sys.executable, "-u", "examples/demo.py"],
        cwd=ROOT,
        env={**os.environ, **environment, "ETORO_RETRY_DELAY": "0.01", "ETORO_TIMEOUT": "5"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as demo:
        assert demo.stdout is not None
        for line in demo.stdout:
            if "seconds of the stream" in line:
                break
        process.kill()
        process.wait()
        _, complaint = demo.communicate(timeout=GENEROUS)
    assert demo.returncode == 1
    (line,) = complaint.strip().splitlines()
    assert line.startswith("EToro")
    assert "Error: " in line
