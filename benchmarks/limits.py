"""``python -m benchmarks.limits``: what the limits promise, measured against a server that counts as eToro does.

The server is the simulator, on a port; the programs are processes beside it. Windows are shortened (``--window``
seconds instead of 60, the burst guard's in proportion) unless ``--real`` is said, which takes half an hour. Redis takes
part where ``redis-server`` is installed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from etoropy import AsyncHttpClient, EToroConfig, EToroError, HttpClient, Simulator
from etoropy.call import Pool
from etoropy.limits.figures import server_figures
from etoropy.rate_limiter import RateLimiter
from etoropy.rest.api.execution import cancel_order_demo
from etoropy.rest.api.identity import get_me
from etoropy.rest.api.market_data import get_exchanges
from etoropy.simulator.routes import Pool as ServerPool

READS: Final = "market-data"
LIMIT: Final = 120
_MINUTE: Final = 60.0
_GUARD: Final = 20
_THREADS: Final = 8
_TASKS: Final = 100


class Plan(NamedTuple):
    """How long a window is, and for how many of them a scenario lasts."""

    window: float
    windows: int

    @property
    def seconds(self) -> float:
        return self.window * self.windows

    @property
    def guard_window(self) -> float:
        return self.window / 6


class Outcome(NamedTuple):
    """What the server saw: requests it admitted in the first ``windows`` windows, the most in any one, refusals in the
    worst window, and the longest that an order waited."""

    title: str
    admitted: int
    allowed: int
    most_in_a_window: int
    refused: int
    most_refused_in_a_window: int
    longest_order_wait: float | None = None

    def line(self) -> str:
        share = f"{self.admitted / self.allowed:6.1%}" if self.allowed else "      "
        orders = "" if self.longest_order_wait is None else f"{self.longest_order_wait * 1000:.0f} ms"
        return (
            f"{self.title:<58} {self.admitted:>6} {share} {self.most_in_a_window:>8} {self.refused:>6} "
            f"{self.most_refused_in_a_window:>10} {orders:>12}"
        )


HEADINGS: Final = (
    f"{'scenario':<58} {'sent':>6} {'used':>6} {'most/win':>8} {'429s':>6} {'429s/win':>10} {'order waits':>12}"
)


def most_in_any(window: float, times: Sequence[float]) -> int:
    """The most of ``times`` (in order) in any stretch of ``window`` seconds."""
    return max((bisect_left(times, at + window) - index for index, at in enumerate(times)), default=0)


def outcome(title: str, sim: Simulator, plan: Plan, allowed: float, orders: float | None = None) -> Outcome:
    """Judge by what the simulator received; the clock begins with the first read."""
    reads = [received for received in sim.requests if received.operation_id == get_exchanges.OPERATION.name]
    began = reads[0].wall
    admitted = [received.wall for received in reads if received.status == 200]
    refused = [received.wall for received in reads if received.status == 429]
    return Outcome(
        title,
        sum(at < began + plan.seconds for at in admitted),
        round(allowed * plan.windows),
        most_in_any(plan.window, admitted),
        len(refused),
        most_in_any(plan.window, refused),
        orders,
    )


# The programs.


def worker(plan: Plan, redis_url: str | None, threads: int, tasks: int, *, orders: bool, guarded: bool) -> None:
    """One process of a company: threads and tasks that read as fast as they may, and one that orders now and then."""
    config = EToroConfig(
        rate_limit_backend=redis_url,
        rate_limit_max_requests=_GUARD if guarded else 10_000,
        rate_limit_window=plan.guard_window,
        deadline=10 * plan.seconds + 60,
    )
    until = time.monotonic() + plan.seconds + plan.window / 2
    waits: list[float] = []
    company = [threading.Thread(target=_read, args=(config, until)) for _ in range(threads)]
    company.append(threading.Thread(target=lambda: asyncio.run(_aread(config, until, tasks))))
    if orders:
        company.append(threading.Thread(target=_order, args=(config, until, plan, waits)))
    for member in company:
        member.start()
    for member in company:
        member.join()
    print(json.dumps({"order_waits": waits}))


def _read(config: EToroConfig, until: float) -> None:
    with HttpClient(config) as http:
        while time.monotonic() < until:
            http.send(get_exchanges.call())


async def _aread(config: EToroConfig, until: float, tasks: int) -> None:
    async with AsyncHttpClient(config) as http:

        async def one() -> None:
            while time.monotonic() < until:
                await http.send(get_exchanges.call())

        await asyncio.gather(*(one() for _ in range(tasks)))


def _order(config: EToroConfig, until: float, plan: Plan, waits: list[float]) -> None:
    """Cancels an order that is not there: counted like any other, and over at once. The way to the server takes a while
    too, which is measured where nobody waits, and taken off."""
    with HttpClient(config.replace(rate_limit=False)) as http:
        travel = min(_timed(http, get_me.call()) for _ in range(5))
    with HttpClient(config) as http:
        while time.monotonic() < until:
            time.sleep(plan.window / 13)
            waits.append(max(_timed(http, cancel_order_demo.call(1)) - travel, 0.0))


def _timed(http: HttpClient, call: Any) -> float:
    began = time.monotonic()
    try:
        http.send(call)
    except EToroError:
        # That there is no such order is an answer like any other.
        pass
    return time.monotonic() - began


def start(sim: Simulator, plan: Plan, *options: str) -> subprocess.Popen[str]:
    environ = {
        **os.environ,
        "ETORO_API_KEY": sim.api_key,
        "ETORO_USER_KEY": sim.user_key,
        "ETORO_BASE_URL": sim.base_url,
    }
    command = [sys.executable, "-m", "benchmarks.limits", "--worker", "--window", str(plan.window)]
    return subprocess.Popen(
        [*command, "--windows", str(plan.windows), *options], env=environ, stdout=subprocess.PIPE, text=True
    )


def finish(programs: Sequence[subprocess.Popen[str]]) -> list[float]:
    """Wait for the programs; gives how long their orders waited."""
    return [wait for program in programs for wait in json.loads(program.communicate()[0])["order_waits"]]


# The scenarios.


def one_process(plan: Plan) -> Outcome:
    with Simulator(rate_limit_window=plan.window) as sim:
        finish([start(sim, plan, "--threads", str(_THREADS), "--tasks", str(_TASKS))])
        return outcome(f"{_THREADS} threads and {_TASKS} tasks", sim, plan, LIMIT)


def one_process_unguarded(plan: Plan) -> Outcome:
    with Simulator(rate_limit_window=plan.window) as sim:
        finish([start(sim, plan, "--threads", str(_THREADS), "--tasks", str(_TASKS), "--unguarded")])
        return outcome("the same without burst guard", sim, plan, LIMIT)


def with_orders(plan: Plan) -> Outcome:
    with Simulator(rate_limit_window=plan.window) as sim:
        options = ("--threads", str(_THREADS), "--tasks", str(_TASKS), "--orders")
        waits = finish([start(sim, plan, *options)])
        title = f"the same, with orders (a slot is {plan.guard_window / _GUARD * 1000:.0f} ms)"
        return outcome(title, sim, plan, LIMIT, max(waits))


def through_redis(plan: Plan, url: str) -> Outcome:
    with Simulator(rate_limit_window=plan.window) as sim:
        options = ("--threads", str(_THREADS // 4), "--tasks", str(_TASKS // 4), "--redis", url)
        finish([start(sim, plan, *options) for _ in range(4)])
        return outcome("4 processes through Redis", sim, plan, LIMIT)


def beside_a_foreign_program(plan: Plan, every: float, count: int) -> Outcome:
    """Another program with the same key takes ``count`` requests every so many windows, and half of all in the end."""
    with Simulator(rate_limit_window=plan.window) as sim:
        ended = threading.Event()

        def eat() -> None:
            pool = ServerPool(READS, LIMIT, plan.window)
            while not ended.wait(every * plan.window):
                sim.limits.spend(sim.user_key, pool, count, sim.clock.wall())

        eater = threading.Thread(target=eat)
        eater.start()
        time.sleep(plan.window / 2)
        finish([start(sim, plan, "--threads", str(_THREADS), "--tasks", str(_TASKS))])
        ended.set()
        eater.join()
        title = f"a foreign program takes {count} of {LIMIT} every {every * _MINUTE:.0f}/60 of a window"
        return outcome(title, sim, plan, LIMIT / 2)


@contextmanager
def redis() -> Iterator[str | None]:
    """A Redis of our own on a free port; None where it is not installed."""
    binary = shutil.which("redis-server")
    if binary is None:
        yield None
        return
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            time.sleep(0.5)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def cost() -> str:
    """What a turn costs where nobody waits, beside a whole request."""
    pool = Pool(READS, LIMIT, _MINUTE)
    headers = {"ratelimit-limit": "120", "ratelimit-remaining": "119", "ratelimit-policy": "120;w=60"}

    def turns() -> tuple[float, float]:
        limiter, taking, giving = RateLimiter(), 0.0, 0.0
        for _ in range(_GUARD - 2):
            began = time.perf_counter()
            ticket = limiter.enter(pool, time.monotonic(), operation="get_exchanges")
            taken = time.perf_counter()
            limiter.done(ticket, time.monotonic(), figures=server_figures(headers))
            taking, giving = taking + taken - began, giving + time.perf_counter() - taken
        return taking / (_GUARD - 2), giving / (_GUARD - 2)

    taking, giving = (min(times) for times in zip(*(turns() for _ in range(500)), strict=True))
    with Simulator(limits=False) as sim, HttpClient(sim.config.replace(rate_limit=False)) as http:
        request = min(_timed(http, get_exchanges.call()) for _ in range(200))
    return (
        f"A turn: {taking * 1e6:.1f} µs to get, {giving * 1e6:.1f} µs to settle with the answer's headers; "
        f"a request over loopback: {request * 1e6:.0f} µs ({taking / request:.2%})."
    )


def main() -> None:
    options = _arguments()
    plan = Plan(_MINUTE if options.real else options.window, options.windows)
    if options.worker:
        worker(
            plan, options.redis, options.threads, options.tasks, orders=options.orders, guarded=not options.unguarded
        )
        return
    print(f"{plan.windows} windows of {plan.window:g} s each; {LIMIT} requests a window are allowed")
    print(HEADINGS)
    scenarios: list[Callable[[], Outcome]] = [
        lambda: one_process(plan),
        lambda: one_process_unguarded(plan),
        lambda: with_orders(plan),
        lambda: beside_a_foreign_program(plan, 1 / 60, 1),
        lambda: beside_a_foreign_program(plan, 1 / 6, 10),
    ]
    for scenario in scenarios:
        print(scenario().line(), flush=True)
    with redis() as url:
        print(through_redis(plan, url).line() if url else "4 processes through Redis: redis-server is not installed")
    print(cost())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--real", action="store_true", help="windows of a minute")
    parser.add_argument("--window", type=float, default=6.0, help="seconds of a window (6)")
    parser.add_argument("--windows", type=int, default=4, help="how many windows each scenario lasts (4)")
    for hidden in ("--worker", "--orders", "--unguarded"):
        parser.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--redis", help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--tasks", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
