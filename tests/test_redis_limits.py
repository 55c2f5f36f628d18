"""One budget for many processes, through a real Redis."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etoropy import AsyncHttpClient, EToroConfig, EToroRateLimitError, EToroValidationError, HttpClient, Simulator
from etoropy.call import Pool
from etoropy.limits.figures import Allowance, Figures
from etoropy.limits.shared import (
    Outage,
    RateLimitWarning,
    Root,
    SharedTicket,
    State,
    arguments,
    asking,
    connect,
    ending,
)
from etoropy.rate_limiter import PRIORITY_ORDER, PRIORITY_READ, RateLimiter, Ticket, key_hash
from etoropy.rest.api.market_data import get_exchanges

from . import support
from .limit_world import Counter, World, most_in_any, most_in_fixed
from .redis_server import RedisServer, needs_redis
from .support import ManualClock

pytestmark = needs_redis

READS = Pool("market-data", 120, 60.0)
ORDERS = Pool("execution-demo", 20, 60.0)
EXCHANGES = get_exchanges.call()
EPOCH = 1_800_000_000.0
NO_GUARD = 10**6


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis")).start()
    yield server
    server.stop()


@pytest.fixture
def server(kept: RedisServer) -> RedisServer:
    """A Redis that knows nothing yet."""
    if kept._process is None:
        kept.start()
    with redis.Redis(port=kept.port) as client:
        client.flushall()
    return kept


class Shared:
    """The budget in Redis, as a world of pure time sees it: each request comes from the next of some processes."""

    def __init__(self, server: RedisServer, guard: int, length: float, *, processes: int = 1) -> None:
        self._guard = (guard, length)
        self._roots = [Root("0" * 64) for _ in range(processes)]
        self._asked = 0
        self._step, self.close = connect(server.url)
        self._mine: dict[int, tuple[Root, Pool]] = {}

    def step(self, root: Root, pool: Pool, name: str, now: float, given: dict[str, Any]) -> State:
        allowed = Allowance(pool.limit, pool.window, False, *self._guard, keeps_slot=True)
        return State.of(self._step(root.key, name, arguments(root, pool.name, allowed, 30.0, EPOCH + now) | given))

    def enter(
        self, pool: Pool, now: float, priority: int = PRIORITY_READ, *, operation: str = "", place: Any = None
    ) -> Ticket:
        root = self._roots[self._asked % len(self._roots)]
        self._asked += 1
        ticket = RateLimiter().ticket(pool, 0.0, priority, operation=operation)
        ticket.shared = SharedTicket(root.ticket())
        self._mine[id(ticket)] = (root, pool)
        ticket.due = now
        self.ask(ticket, now)
        return ticket

    def ask(self, ticket: Ticket, now: float) -> float:
        root, pool = self._mine[id(ticket)]
        assert ticket.shared is not None
        state = self.step(root, pool, "ask", now, asking(ticket.shared, ticket.priority))
        ticket.wait, ticket.nap, ticket.shared.number = state.wait, state.nap, state.number
        ticket.due = now
        if not state.wait:
            ticket.shared.mark, ticket.shared.epoch = state.mark, state.epoch
        return state.wait

    def leave(self, ticket: Ticket) -> None:
        root, pool = self._mine.pop(id(ticket))
        assert ticket.shared is not None
        self.step(root, pool, "leave", ticket.due, {"ticket": ticket.shared.name})

    def done(
        self,
        ticket: Ticket,
        now: float,
        *,
        counted: bool = True,
        figures: Figures | None = None,
        refused: bool = False,
        pause: float | None = None,
    ) -> None:
        root, pool = self._mine.pop(id(ticket))
        assert ticket.shared is not None
        end = ending(ticket.shared, counted=counted, figures=figures, refused=refused, pause=pause)
        self.step(root, pool, "done", now, end)


class TestTheScript:
    """What ``budget.lua`` decides, at times that the test gives."""

    @given(
        seed=st.integers(0, 2**32),
        fixed=st.booleans(),
        limit=st.integers(1, 8),
        guard=st.integers(1, 6),
        starts=st.lists(st.tuples(st.floats(0, 30), st.booleans(), st.floats(0.05, 30), st.booleans()), max_size=25),
    )
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_never_lets_too_many_through(
        self,
        server: RedisServer,
        seed: int,
        fixed: bool,
        limit: int,
        guard: int,
        starts: list[tuple[float, bool, float, bool]],
    ) -> None:
        with redis.Redis(port=server.port) as client:
            client.flushall()
        reads, orders = Pool("reads", limit, 10.0), Pool("execution", max(limit // 2, 1), 10.0)
        counters = {pool.name: Counter(pool.limit, 10.0, fixed=fixed) for pool in (reads, orders)}
        limiter = Shared(server, guard, 3.0, processes=3)
        world = World(limiter, counters, seed, travel=(0.0, 2.0))
        for delay, is_order, patience, lost in starts:
            pool, priority = (orders, PRIORITY_ORDER) if is_order else (reads, PRIORITY_READ)

            def ask(pool: Pool = pool, priority: int = priority, patience: float = patience, lost: bool = lost) -> None:
                world.request(pool, priority, patience=patience, lost=lost)

            world.at(world.now + delay, ask)
        world.run()
        limiter.close()
        assert world.refusals() == []
        count = most_in_fixed if fixed else most_in_any
        for pool in (reads, orders):
            assert count(10.0, world.arrivals(pool.name)) <= pool.limit
        assert most_in_any(3.0, world.arrivals()) <= guard

    @pytest.mark.parametrize("guard", [20, NO_GUARD])
    def test_uses_the_limit_up(self, server: RedisServer, guard: int) -> None:
        limiter = Shared(server, guard, 10.0, processes=4)
        world = World(limiter, {READS.name: Counter(120, 60.0)}, travel=(0.02, 0.2))
        world.crowd(40, READS)
        world.run(world.now + 180)
        limiter.close()
        assert world.refusals() == []
        assert len(world.arrivals()) >= 0.97 * 360

    def test_decides_as_a_limiter_of_this_process_would(self, server: RedisServer) -> None:
        def run(limiter: Any) -> list[tuple[int, float]]:
            counters = {READS.name: Counter(120, 60.0), ORDERS.name: Counter(20, 60.0)}
            world = World(limiter, counters, travel=(0.02, 0.2))
            for number in range(150):
                world.at(world.now + number / 50, lambda: world.request(READS))
            for number in range(25):
                world.at(world.now + 1 + number, lambda: world.request(ORDERS, PRIORITY_ORDER))
            world.run()
            return [(it.number, round(it.sent, 3)) for it in world.log]

        shared = Shared(server, 20, 10.0)
        assert run(shared) == run(RateLimiter(20, 10.0))
        shared.close()

    def test_leaves_another_program_its_share(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0, processes=4)
        world = World(limiter, {READS.name: Counter(120, 60.0)})
        world.foreign(READS.name, 1.0)
        world.run(world.now + 30)
        world.crowd(12, READS)
        world.run(world.now + 240)
        limiter.close()
        assert max(world.refusals_by_window(60.0).values(), default=0) <= 1
        assert len(world.arrivals()) >= 0.7 * 240

    def test_stops_everybody_when_one_is_refused(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0, processes=2)
        limiter.done(limiter.enter(READS, 0.0), 0.0, figures=Figures(120, 0, 9.0, 60.0), refused=True, pause=9.0)
        assert limiter.enter(READS, 1.0).wait == pytest.approx(8.0)
        limiter.close()

    def test_gives_back_the_slots_of_a_process_that_died(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        for _ in range(20):
            limiter.enter(ORDERS, 0.0, PRIORITY_ORDER)
        assert limiter.enter(ORDERS, 89.0, PRIORITY_ORDER).wait > 0
        # Its requests may have taken as long as the timeout, and then counted for a window.
        assert limiter.enter(ORDERS, 90.1, PRIORITY_ORDER).wait == 0.0
        limiter.close()

    def test_gives_the_guard_back_after_its_own_window(self, server: RedisServer) -> None:
        limiter = Shared(server, 20, 10.0)
        limiter.done(limiter.enter(READS, -11.0), -11.0, figures=Figures(120, 119, 60.0, 60.0))
        assert [limiter.enter(READS, 0.0).wait for _ in range(19)] == [0.0] * 19
        assert limiter.enter(READS, 39.0).wait > 0
        assert limiter.enter(READS, 40.1).wait == 0.0
        limiter.close()

    def test_allows_no_more_at_once_than_the_server_where_the_user_counts_longer(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        root, step = limiter._roots[0], limiter._step
        user = Allowance(150, 100.0, True, NO_GUARD, 10.0, keeps_slot=True)
        for number in range(3):
            ticket = SharedTicket(root.ticket())
            given = arguments(root, "market-data", user, 30.0, EPOCH)
            state = State.of(step(root.key, "ask", given | asking(ticket, PRIORITY_READ)))
            ticket.mark, ticket.epoch = state.mark, state.epoch
            figures = Figures(120, 119 - number, 60.0, 60.0)
            end = ending(ticket, counted=True, figures=figures, refused=False, pause=None)
            state = State.of(step(root.key, "done", given | end))
        assert (state.limit, state.length) == (120, 100.0)
        limiter.close()

    def test_learns_nothing_from_figures_that_belong_to_counts_it_has_lost(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        for number in range(300):
            limiter.done(limiter.enter(READS, number / 2), number / 2)
        under_way = limiter.enter(READS, 150.0)
        with redis.Redis(port=server.port) as client:
            client.flushall()
        # Ours are 120 of the last minute, all of which it knows nothing of any more.
        limiter.done(under_way, 150.0, figures=Figures(120, 100, 30.0, 60.0))
        assert limiter.enter(READS, 150.0).wait == 0.0
        limiter.close()

    def test_forgets_what_ended_while_it_was_gone(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        tickets = [limiter.enter(ORDERS, 0.0, PRIORITY_ORDER) for _ in range(20)]
        root, pool = limiter._mine[id(tickets[0])]
        left = tickets[0].shared
        assert left is not None
        state = limiter.step(root, pool, "restore", 1.0, {"slots": [50_000_000], "under_way": [left.name]})
        assert state.used == 2
        limiter.close()

    def test_keeps_nobody_waiting_for_a_clock_that_was_ahead(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        for _ in range(20):
            limiter.done(limiter.enter(ORDERS, 3600.0, PRIORITY_ORDER), 3600.0, figures=Figures())
        assert 0 < limiter.enter(ORDERS, 0.0, PRIORITY_ORDER).wait <= 90.0
        limiter.close()

    def test_passes_over_the_place_of_a_process_that_died(self, server: RedisServer) -> None:
        limiter = Shared(server, NO_GUARD, 10.0)
        for _ in range(20):
            limiter.done(limiter.enter(ORDERS, 0.0, PRIORITY_ORDER), 0.0, figures=Figures())
        limiter.enter(ORDERS, 1.0, PRIORITY_ORDER)
        living = limiter.enter(ORDERS, 1.0, PRIORITY_ORDER)
        assert limiter.ask(living, 59.0) > 0
        assert limiter.ask(living, 60.001) == 0.0
        limiter.close()

    def test_answers_the_same_twice(self, server: RedisServer) -> None:
        """A step whose reply was lost is sent again."""
        limiter = Shared(server, NO_GUARD, 10.0)
        ticket = limiter.enter(ORDERS, 0.0, PRIORITY_ORDER)
        assert limiter.ask(ticket, 0.0) == 0.0
        root, pool = limiter._mine[id(ticket)]
        assert ticket.shared is not None
        end = ending(ticket.shared, counted=True, figures=Figures(20, 19, 60.0, 60.0), refused=False, pause=None)
        states = [limiter.step(root, pool, "done", 1.0, end) for _ in range(2)]
        assert [(state.used, state.guard_used, state.others) for state in states] == [(1, 1, 0)] * 2
        limiter.close()


class Api:
    """Answers everything, and counts it."""

    def __init__(self, limit: int = 120) -> None:
        self.counter = Counter(limit, 60.0)

    def client(self, clock: ManualClock, config: EToroConfig) -> HttpClient:
        def answer(request: httpx.Request) -> httpx.Response:
            return self._answer(clock)

        return HttpClient(config, transport=httpx.MockTransport(answer), clock=clock)

    def aclient(self, clock: ManualClock, config: EToroConfig) -> AsyncHttpClient:
        def answer(request: httpx.Request) -> httpx.Response:
            return self._answer(clock)

        return AsyncHttpClient(config, transport=httpx.MockTransport(answer), clock=clock)

    def _answer(self, clock: ManualClock) -> httpx.Response:
        admitted, figures = self.counter.admit(clock.monotonic())
        headers = {"ratelimit-limit": str(figures.limit), "ratelimit-remaining": str(figures.remaining)}
        return httpx.Response(200 if admitted else 429, headers=headers, json={"exchangeInfo": []})


def shared_config(server: RedisServer, **changes: Any) -> EToroConfig:
    """Of a process of its own: what shares a base URL shares a limiter anyway."""
    base = {"rate_limit": True, "rate_limit_backend": server.url, "rate_limit_max_requests": NO_GUARD}
    return support.settings(**(base | changes))


class TestClients:
    def test_of_different_processes_share_one_budget(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        one = api.client(clock, shared_config(server))
        other = api.client(clock, shared_config(server, base_url="http://127.0.0.1:10"))
        with one, other:
            for _ in range(100):
                one.send(EXCHANGES)
            assert one.limits["market-data"].used == 100
            for _ in range(60):
                other.send(EXCHANGES)
            assert other.limits["market-data"].used == 40
        assert api.counter.refused == []
        assert sum(clock.slept) == pytest.approx(60.0, abs=1.0)

    @pytest.mark.anyio
    async def test_of_both_colours_share_it_too(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        one = api.aclient(clock, shared_config(server))
        other = api.aclient(clock, shared_config(server, base_url="http://127.0.0.1:10"))
        async with one, other:
            for client in (one, other) * 61:
                await client.send(EXCHANGES)
        assert api.counter.refused == []
        assert sum(clock.slept) == pytest.approx(60.0, abs=1.0)

    def test_that_break_off_give_their_places_back(self, server: RedisServer) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, json={"exchangeInfo": []})

        config = shared_config(server, rate_limit_pools={"market-data": 2})

        async def crowd() -> None:
            async with AsyncHttpClient(config, transport=httpx.MockTransport(answer)) as http:
                for _ in range(2):
                    await http.send(EXCHANGES)
                tasks = [asyncio.ensure_future(http.send(EXCHANGES)) for _ in range(30)]
                for number, task in enumerate(tasks):
                    await asyncio.sleep(number / 10_000)
                    task.cancel()
                outcomes = await asyncio.gather(*tasks, return_exceptions=True)
                assert all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
                with redis.Redis(port=server.port) as client:
                    (root,) = {name.decode().partition("}")[0] for name in client.keys("*")}
                    assert client.zcard(f"{root}}}:line:market-data") == 0
                    assert client.zcard(f"{root}}}:flying:market-data") == 0
                assert http.limits["market-data"].used == 2

        asyncio.run(crowd())

    def test_with_different_keys_do_not(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        with (
            api.client(clock, shared_config(server)) as one,
            api.client(clock, shared_config(server, user_key="another")) as other,
        ):
            one.send(EXCHANGES)
            other.send(EXCHANGES)
            assert one.limits["market-data"].used == other.limits["market-data"].used == 1

    def test_leave_no_key_in_redis(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        with api.client(clock, shared_config(server, user_key="a-very-secret-key")) as http:
            http.send(EXCHANGES)
        with redis.Redis(port=server.port) as client:
            names = [name.decode() for name in client.keys("*")]
            assert names
            assert all(name.startswith(f"etoropy:{{{key_hash('a-very-secret-key')[:32]}}}:") for name in names)
            assert all(0 < client.ttl(name) <= 600 for name in names)

    def test_refuse_to_wait_beyond_a_deadline(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        with api.client(clock, shared_config(server)) as http:
            for _ in range(120):
                http.send(EXCHANGES)
            with pytest.raises(EToroRateLimitError) as failed:
                http.with_options(deadline=20.0).send(EXCHANGES)
            assert not failed.value.sent
            assert failed.value.retry_after == pytest.approx(60.0)
            assert http.limits["market-data"].waiting == 0

    def test_show_what_everybody_used(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        one = api.client(clock, shared_config(server))
        other = api.client(clock, shared_config(server, base_url="http://127.0.0.1:10"))
        with one, other:
            for _ in range(3):
                one.send(EXCHANGES)
            other.send(EXCHANGES)
            usage = other.limits["market-data"]
            assert (usage.limit, usage.window, usage.used, usage.others) == (120, 60.0, 4, 0)
            assert usage.server.remaining == 116
            assert other.limits["burst"].used == 4


class TestWhenRedisIsGone:
    def test_a_process_keeps_to_its_share_with_a_warning_and_comes_back(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        one = api.client(clock, shared_config(server))
        other = api.client(clock, shared_config(server, base_url="http://127.0.0.1:10", rate_limit_share=1 / 4))
        with one, other:
            one.send(EXCHANGES)
            other.send(EXCHANGES)
            server.stop()
            with pytest.warns(RateLimitWarning, match="25% of the limits"):
                other.send(EXCHANGES)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                for _ in range(28):
                    other.send(EXCHANGES)
            assert other.limits["market-data"].limit == 30
            assert sum(clock.slept) == 0.0
            server.start()
            clock.elapsed += 20.0
            other.send(EXCHANGES)
            assert other.limits["market-data"].limit == 120
            # Redis has lost its memory with its process; this process has not.
            assert other.limits["market-data"].used == 31
            one.send(EXCHANGES)
            assert one.limits["market-data"].used >= 32
        assert api.counter.refused == []

    def test_the_share_is_an_equal_part_for_each_process_seen_lately(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        config = shared_config(server)
        with redis.Redis(port=server.port) as client:
            for process in range(3):
                name = f"etoropy:{{{key_hash(config.user_key.reveal())[:32]}}}:members"
                client.zadd(name, {f"other-{process}": (clock.now().timestamp()) * 1e6})
        with api.client(clock, config) as http:
            http.send(EXCHANGES)
            server.stop()
            with pytest.warns(RateLimitWarning, match="keeps to 25%"):
                http.send(EXCHANGES)
        server.start()

    def test_it_is_not_asked_again_and_again(self, server: RedisServer) -> None:
        outage = Outage()
        assert outage.may_ask(0.0)
        assert outage.failed(0.0)
        assert not outage.may_ask(0.4)
        assert outage.may_ask(0.5)
        # While one tries, others do not.
        assert not outage.may_ask(0.6)
        assert not outage.failed(1.0)
        assert not outage.may_ask(1.9)
        for now in (10.0, 100.0, 1000.0, 2000.0, 3000.0, 4000.0):
            assert outage.may_ask(now)
            outage.failed(now)
        assert not outage.may_ask(4014.0)
        assert outage.may_ask(4015.0)
        assert outage.worked()
        assert not outage.worked()
        assert outage.may_ask(4015.0)

    def test_a_memory_wiped_out_meanwhile_is_restored(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        with api.client(clock, shared_config(server)) as http:
            for _ in range(50):
                http.send(EXCHANGES)
            with redis.Redis(port=server.port) as client:
                client.flushall()
            for _ in range(2):
                http.send(EXCHANGES)
            assert http.limits["market-data"].used == 52
            assert http.limits["burst"].used == 52

    def test_a_warning_made_an_error_leaves_the_budget_in_order(self, server: RedisServer) -> None:
        api, clock = Api(), ManualClock()
        with api.client(clock, shared_config(server)) as http:
            http.send(EXCHANGES)
            server.stop()
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                with pytest.raises(RateLimitWarning):
                    http.send(EXCHANGES)
                http.send(EXCHANGES)
            assert http.limits["market-data"].used == 2
            assert http.limits["market-data"].waiting == 0
        server.start()

    def test_a_password_is_not_shown(self, server: RedisServer) -> None:
        url = f"redis://me:hush@127.0.0.1:{server.port}/0"
        server.stop()
        config = shared_config(server, rate_limit_backend=url)
        assert "hush" not in repr(config)
        api, clock = Api(), ManualClock()
        with api.client(clock, config) as http, pytest.warns(RateLimitWarning) as told:
            http.send(EXCHANGES)
        assert "hush" not in str(told[0].message)
        assert "127.0.0.1" in str(told[0].message)
        server.start()


class TestTheConfig:
    def test_names_a_redis(self) -> None:
        with pytest.raises(EToroValidationError) as failed:
            support.settings(rate_limit_backend="memcached://secret@host")
        assert failed.value.field == "rate_limit_backend"
        assert "secret" not in str(failed.value)

    def test_needs_redis_py(self, monkeypatch: pytest.MonkeyPatch, server: RedisServer) -> None:
        monkeypatch.setitem(sys.modules, "redis", None)
        with pytest.raises(EToroValidationError, match=r"etoropy\[redis\]"):
            HttpClient(shared_config(server))


def test_four_processes_at_full_speed_never_exceed_the_limit(server: RedisServer) -> None:
    with Simulator(rate_limit_window=1.0) as sim:
        environ = {**os.environ, "ETORO_API_KEY": sim.api_key, "ETORO_USER_KEY": sim.user_key}
        command = [sys.executable, "-m", "tests.limit_process", sim.base_url, server.url, "3.5"]
        root = Path(__file__).parent.parent
        processes = [subprocess.Popen(command, env=environ, cwd=root, stdout=subprocess.PIPE) for _ in range(4)]
        reports = [json.loads(process.communicate(timeout=60)[0]) for process in processes]
        times = [received.wall for received in sim.requests if received.status == 200]
        refusals = [received for received in sim.requests if received.status == 429]
    assert refusals == []
    assert sum(report["refused"] for report in reports) == 0
    assert most_in_any(1.0, times) <= 120
    assert all(report["answered"] > 0 for report in reports)


def test_calls_cancelled_by_their_scope_tell_redis_that_they_are_over(server: RedisServer) -> None:
    """In such a scope whatever is awaited is cancelled once more; and these wait for a connection to Redis."""
    count = 60

    async def main() -> None:
        scopes: list[anyio.CancelScope] = []
        under_way = 0

        async def cancelling(request: httpx.Request) -> httpx.Response:
            nonlocal under_way
            under_way += 1
            if under_way == count:
                for scope in scopes:
                    scope.cancel()
            await asyncio.Event().wait()
            raise AssertionError

        async def call() -> None:
            with anyio.CancelScope() as scope:
                scopes.append(scope)
                await http.send(EXCHANGES)

        async with AsyncHttpClient(shared_config(server), transport=httpx.MockTransport(cancelling)) as http:
            await asyncio.gather(*(call() for _ in range(count)))
            with redis.Redis(port=server.port) as client:
                for _ in range(1000):
                    if not client.keys("*:flying:*"):
                        break
                    await asyncio.sleep(0.005)
                assert client.keys("*:flying:*") == []
                (own,) = client.keys("*:own:market-data")
                assert client.zcard(own) == count

    asyncio.run(main())
