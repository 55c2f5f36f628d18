"""One budget for eight threads and a hundred tasks at once, against a server that counts as eToro does."""

from __future__ import annotations

import threading
from collections import Counter as Tally
from typing import Any

import httpx
import pytest

from etoropy import AsyncHttpClient, EToroConfig, HttpClient
from etoropy.rest.api.execution import cancel_order_demo
from etoropy.rest.api.market_data import get_exchanges

from .limit_world import Counter, most_in_any
from .lockstep import Lockstep, together
from .support import settings

THREADS, TASKS = 8, 100
WINDOW = 6.0
WINDOWS = 3
# A tenth of the real windows.
GUARD = {"rate_limit_max_requests": 20, "rate_limit_window": 1.0}
POOLS = {"market-data": (120, WINDOW), "execution-demo": (20, WINDOW)}
EXCHANGES = get_exchanges.call()
CANCEL = cancel_order_demo.call(1)


class Server:
    """Counts requests by pool, halfway between their sending and their answer. Both take time on the clock."""

    def __init__(self, clock: Lockstep, *, travel: float = 0.005, fixed: bool = False) -> None:
        self.clock = clock
        self.travel = travel
        self.reads = Counter(120, WINDOW, whole=False, fixed=fixed)
        self.orders = Counter(20, WINDOW, whole=False, fixed=fixed)
        self.by: Tally[str] = Tally()
        self._lock = threading.Lock()

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.clock.sleep(self.travel)
        reply = self._count(request)
        self.clock.sleep(self.travel)
        return reply

    async def aanswer(self, request: httpx.Request) -> httpx.Response:
        await self.clock.asleep(self.travel)
        reply = self._count(request)
        await self.clock.asleep(self.travel)
        return reply

    def _count(self, request: httpx.Request) -> httpx.Response:
        counter = self.orders if "execution" in request.url.path else self.reads
        with self._lock:
            admitted, figures = counter.admit(self.clock.monotonic())
            self.by[threading.current_thread().name] += 1
        headers = {
            "ratelimit-limit": str(figures.limit),
            "ratelimit-remaining": str(figures.remaining),
            "ratelimit-reset": f"{figures.reset:.3f}",
            "ratelimit-policy": f"{figures.limit};w={figures.window:g}",
        }
        return httpx.Response(200 if admitted else 429, headers=headers, json={"exchangeInfo": []})


class Company:
    """The threads and tasks of one program: a blocking client, an async client, one user key."""

    def __init__(self, clock: Lockstep, server: Server, config: EToroConfig) -> None:
        self.clock = clock
        self.until = clock.monotonic() + WINDOWS * WINDOW
        self.http = HttpClient(config, transport=httpx.MockTransport(server.answer), clock=clock)
        self.ahttp = AsyncHttpClient(config, transport=httpx.MockTransport(server.aanswer), clock=clock)
        self.order_waits: list[float] = []

    def reads(self) -> None:
        while self.clock.monotonic() < self.until:
            self.http.send(EXCHANGES)

    async def areads(self) -> None:
        while self.clock.monotonic() < self.until:
            await self.ahttp.send(EXCHANGES)

    def orders(self) -> None:
        """An order now and then, each less often than one may be sent."""
        while self.clock.monotonic() < self.until:
            self.clock.sleep(2.13)
            asked = self.clock.monotonic()
            self.http.send(CANCEL)
            self.order_waits.append(self.clock.monotonic() - asked)


def run(server_options: dict[str, Any], config: EToroConfig, *, orders: bool = False) -> tuple[Server, Company]:
    clock = Lockstep(THREADS + TASKS + orders)
    server = Server(clock, **server_options)
    company = Company(clock, server, config)
    threads = [company.reads] * THREADS + [company.orders] * orders
    together(clock, threads, [company.areads] * TASKS)
    company.http.close()
    return server, company


def config(**changes: Any) -> EToroConfig:
    return settings(rate_limit=True, user_key="a company's key", rate_limit_pools=POOLS, deadline=1e6, **changes)


@pytest.mark.parametrize("fixed", [False, True])
@pytest.mark.parametrize("guard", [GUARD, {"rate_limit_max_requests": 10**6}])
def test_the_pool_is_used_up_and_never_more(guard: dict[str, Any], fixed: bool) -> None:
    server, company = run({"fixed": fixed}, config(**guard))
    times = [at for at in server.reads.counted if at < company.until]
    assert server.reads.refused == []
    assert most_in_any(WINDOW, server.reads.counted) <= 120
    assert len(times) >= 0.97 * 120 * WINDOWS
    if len(guard) > 1:
        assert most_in_any(1.0, server.reads.counted) <= 20


def test_threads_and_tasks_get_equal_shares() -> None:
    server, _ = run({}, config(**GUARD))
    *threads, tasks = sorted(server.by.values())
    fair = sum(server.by.values()) / (THREADS + TASKS)
    assert len(threads) == THREADS
    assert tasks / TASKS == pytest.approx(fair, rel=0.15)
    assert all(count == pytest.approx(fair, abs=2) for count in threads)


def test_an_order_waits_less_than_one_slot_behind_a_hundred_reads() -> None:
    server, company = run({}, config(**GUARD), orders=True)
    slot = GUARD["rate_limit_window"] / GUARD["rate_limit_max_requests"]
    assert len(company.order_waits) >= 8
    # From asking to the answer: the way there and back, and less than one slot.
    assert max(company.order_waits) < slot + 2 * server.travel + 1e-9
    assert server.reads.refused == server.orders.refused == []
    assert most_in_any(1.0, server.reads.counted + server.orders.counted) <= 20
