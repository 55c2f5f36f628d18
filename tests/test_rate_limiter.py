"""Whose turn it is: exact against servers that count, fair, and quick to believe what the server says."""

from __future__ import annotations

import gc
import itertools
import math
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etoropy.call import Pool
from etoropy.clock import SYSTEM_CLOCK
from etoropy.limits.figures import Figures, server_figures
from etoropy.limits.windows import Mark, PoolBudget, Window, part_of, strictest
from etoropy.rate_limiter import (
    PRIORITY_ORDER,
    PRIORITY_READ,
    Bounds,
    RateLimiter,
    Ticket,
    key_hash,
    nap_of,
    rank_of,
    shared_limiter,
)

from .limit_world import Counter, World, most_in_any, most_in_fixed
from .support import ManualClock

READS = Pool("market-data", 120, 60.0)
ORDERS = Pool("execution-demo", 20, 60.0)
PORTFOLIO = Pool("portfolio-demo", 60, 60.0)
NO_GUARD = 10**6


def unguarded(**settings: object) -> RateLimiter:
    return RateLimiter(NO_GUARD, **settings)  # type: ignore[arg-type]


def admitted(limiter: RateLimiter, pool: Pool, now: float, priority: int = PRIORITY_READ) -> Ticket:
    ticket = limiter.enter(pool, now, priority)
    assert ticket.wait == 0.0
    return ticket


def used_up(pool: Pool, count: int, now: float = 0.0, limiter: RateLimiter | None = None) -> RateLimiter:
    """A limiter with ``count`` requests of ``pool`` answered at ``now``."""
    limiter = limiter or unguarded()
    for _ in range(count):
        limiter.done(admitted(limiter, pool, now), now, figures=Figures())
    return limiter


def said(limit: int, remaining: int, reset: float | None = None, window: float | None = 60.0) -> Figures:
    return Figures(limit, remaining, reset, window)


class TestNeverTooMany:
    """Against a server that counts each request at some moment between its sending and its answer."""

    @given(
        seed=st.integers(0, 2**32),
        fixed=st.booleans(),
        tells=st.booleans(),
        limit=st.integers(1, 12),
        guard=st.integers(1, 8),
        starts=st.lists(st.tuples(st.floats(0, 40), st.booleans(), st.floats(0.05, 30), st.booleans()), max_size=60),
    )
    @settings(max_examples=120, deadline=None)
    def test_in_any_window_whatever_callers_do(
        self,
        seed: int,
        fixed: bool,
        tells: bool,
        limit: int,
        guard: int,
        starts: list[tuple[float, bool, float, bool]],
    ) -> None:
        reads, orders = Pool("reads", limit, 10.0), Pool("execution", max(limit // 2, 1), 10.0)
        counters = {pool.name: Counter(pool.limit, 10.0, fixed=fixed, tells=tells) for pool in (reads, orders)}
        world = World(RateLimiter(guard, 3.0), counters, seed, travel=(0.0, 2.0))
        for delay, is_order, patience, lost in starts:
            pool, priority = (orders, PRIORITY_ORDER) if is_order else (reads, PRIORITY_READ)

            def ask(pool: Pool = pool, priority: int = priority, patience: float = patience, lost: bool = lost) -> None:
                world.request(pool, priority, patience=patience, lost=lost)

            world.at(world.now + delay, ask)
        world.run()
        assert world.refusals() == []
        count = most_in_fixed if fixed else most_in_any
        for pool in (reads, orders):
            assert count(10.0, world.arrivals(pool.name)) <= pool.limit
        assert most_in_any(3.0, world.arrivals()) <= guard
        assert world.limiter.usage(world.now + 20)["burst"].used == 0  # type: ignore[attr-defined]

    @pytest.mark.parametrize("fixed", [False, True])
    @pytest.mark.parametrize("guard", [20, NO_GUARD])
    def test_and_hardly_too_few_at_full_speed(self, fixed: bool, guard: int) -> None:
        world = World(RateLimiter(guard, 10.0), {READS.name: Counter(120, 60.0, fixed=fixed)}, travel=(0.02, 0.2))
        world.crowd(108, READS)
        world.run(world.now + 300)
        assert world.refusals() == []
        assert most_in_any(60.0, world.arrivals()) <= 120
        assert len(world.arrivals()) >= 0.97 * 600

    def test_a_slot_comes_free_one_window_after_the_answer(self) -> None:
        limiter = unguarded(pools={"market-data": 1})
        ticket = admitted(limiter, READS, 0.0)
        assert limiter.enter(READS, 5.0, PRIORITY_ORDER).wait == 60.0
        limiter.done(ticket, 7.0)
        assert limiter.enter(READS, 8.0).wait == pytest.approx(60.0 + 59.0)

    def test_what_never_left_does_not_count(self) -> None:
        limiter = unguarded(pools={"market-data": 1})
        limiter.done(admitted(limiter, READS, 0.0), 1.0, counted=False)
        admitted(limiter, READS, 1.0)

    def test_waits_reach_over_several_windows(self) -> None:
        limiter = used_up(ORDERS, 20)
        waits = [limiter.enter(ORDERS, 0.0, PRIORITY_ORDER).wait for _ in range(41)]
        assert (waits[0], waits[19], waits[20], waits[40]) == (60.0, 60.0, 120.0, 180.0)

    def test_a_glance_at_the_limiter_is_not_a_request(self) -> None:
        limiter = used_up(ORDERS, 3)
        before = limiter.usage(1.0)
        assert limiter.usage(1.0) == before
        assert before["execution-demo"].used == before["burst"].used == 3


class TestTurns:
    def test_are_taken_in_the_order_of_asking(self) -> None:
        world = World(RateLimiter(5, 10.0), {READS.name: Counter(120, 60.0)})
        for number in range(40):
            world.at(world.now + number / 100, lambda: world.request(READS))
        world.run()
        late = [it.number for it in world.log if it.sent > 1001.0]
        assert len(late) >= 35
        assert late == sorted(late)

    def test_a_full_pool_holds_nobody_back_in_another(self) -> None:
        limiter = used_up(PORTFOLIO, 60)
        assert limiter.enter(PORTFOLIO, 1.0).wait > 0
        admitted(limiter, READS, 1.0)

    @pytest.mark.parametrize("ends", [*itertools.permutations([3.0, 4.0, 5.0])])
    def test_slots_come_free_in_the_order_of_the_answers_though_threads_tell_of_them_in_another(
        self, ends: tuple[float, ...]
    ) -> None:
        limiter = RateLimiter(3, 10.0)
        tickets = [admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER) for _ in ends]
        for ticket, end in zip(tickets, ends, strict=True):
            limiter.done(ticket, end)
        waiting = [limiter.enter(ORDERS, 5.0, PRIORITY_ORDER) for _ in ends]
        assert [5.0 + ticket.wait for ticket in waiting] == [13.0, 14.0, 15.0]
        assert [limiter.ask(ticket, 5.0 + ticket.wait) for ticket in waiting] == [0.0, 0.0, 0.0]
        assert [limiter.usage(now)[ORDERS.name].used for now in (62.0, 63.0, 64.0, 65.0)] == [6, 5, 4, 3]

    def test_orders_pass_waiting_reads(self) -> None:
        limiter = used_up(READS, 4, limiter=RateLimiter(4, 10.0, keeps_slot=False))
        reads = [limiter.enter(READS, 1.0) for _ in range(6)]
        order = limiter.enter(ORDERS, 2.0, PRIORITY_ORDER)
        assert order.wait == 8.0
        assert all(read.wait > 0 for read in reads)
        assert limiter.ask(order, 10.0) == 0.0
        assert [limiter.ask(read, 10.0) == 0.0 for read in reads] == [True, True, True, False, False, False]

    def test_an_order_behind_a_queue_of_reads_waits_less_than_one_slot(self) -> None:
        counters = {READS.name: Counter(120, 60.0), ORDERS.name: Counter(20, 60.0)}
        world = World(RateLimiter(20, 10.0), counters, travel=(0.02, 0.2))
        world.crowd(108, READS)
        for number in range(15):
            world.at(world.now + 3.7 + 21.3 * number, lambda: world.request(ORDERS, PRIORITY_ORDER))
        world.run(world.now + 330)
        waits = [it.sent - it.asked for it in world.log if it.pool == ORDERS.name]
        assert len(waits) == 15
        assert max(waits) < 10.0 / 20
        assert len(world.arrivals()) >= 0.97 * 660

    def test_reads_get_the_last_slot_when_the_next_is_about_to_come_free(self) -> None:
        limiter = used_up(READS, 19, limiter=RateLimiter(20, 10.0))
        read = limiter.enter(READS, 0.0)
        assert read.wait == pytest.approx(9.5)
        assert limiter.ask(read, 9.5) == 0.0

    def test_reads_may_use_up_the_guard_where_nobody_trades(self) -> None:
        limiter = used_up(READS, 20, limiter=RateLimiter(20, 10.0, keeps_slot=False))
        assert limiter.enter(READS, 0.0).wait == pytest.approx(10.0)

    def test_a_guard_of_one_keeps_nothing(self) -> None:
        admitted(RateLimiter(1, 10.0), READS, 0.0)

    def test_who_leaves_gives_the_place_to_the_next(self) -> None:
        limiter = used_up(ORDERS, 19)
        first, second = (limiter.enter(ORDERS, 0.0, PRIORITY_ORDER) for _ in range(2))
        third = limiter.enter(ORDERS, 0.0, PRIORITY_ORDER)
        assert (first.wait, second.wait, third.wait) == (0.0, 60.0, 60.0)
        limiter.leave(first)
        assert limiter.ask(third, 0.1) == pytest.approx(59.9)
        assert limiter.ask(second, 0.1) == 0.0
        limiter.leave(third)
        assert limiter.usage(0.1)["execution-demo"].waiting == 0

    def test_a_repeated_request_keeps_its_place(self) -> None:
        limiter = used_up(ORDERS, 19)
        refused = admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER)
        others = [limiter.enter(ORDERS, 1.0, PRIORITY_ORDER) for _ in range(3)]
        limiter.done(refused, 1.0, figures=Figures(), refused=True, pause=2.0)
        again = limiter.enter(ORDERS, 2.0, PRIORITY_ORDER, place=refused.key)
        assert again.wait < others[0].wait + 1
        for ticket in (*others, again):
            limiter.ask(ticket, 61.5)
        assert again.wait == 0.0

    def test_who_oversleeps_is_passed_over_and_gets_the_place_back(self) -> None:
        limiter = used_up(ORDERS, 20)
        sleeper, waker = (limiter.enter(ORDERS, 0.0, PRIORITY_ORDER) for _ in range(2))
        limiter.ask(waker, 59.0)
        limiter.done(limiter.enter(READS, 59.0), 59.0)
        assert sleeper.due < 60.0
        assert limiter.ask(waker, 60.0) == 0.0
        assert limiter.ask(sleeper, 60.0) == 0.0

    def test_naps_are_short_near_the_end_and_longer_far_from_it(self) -> None:
        assert nap_of(0.3, 10.0) == 0.3
        assert nap_of(1.0, 10.0) == 0.5
        assert nap_of(40.0, 10.0) == 10.0

    def test_what_trades_is_an_order_unless_told_otherwise(self) -> None:
        assert rank_of(ORDERS, None) == PRIORITY_ORDER
        assert rank_of(READS, None) == PRIORITY_READ
        assert rank_of(READS, "order") == PRIORITY_ORDER
        assert rank_of(ORDERS, "read") == PRIORITY_READ


class TestWhatTheServerSays:
    def test_a_lower_limit_holds_at_once(self) -> None:
        limiter = used_up(READS, 3)
        limiter.done(admitted(limiter, READS, 1.0), 1.0, figures=said(4, 0))
        assert limiter.enter(READS, 1.0).wait == pytest.approx(59.0)
        assert limiter.usage(1.0)["market-data"].limit == 4

    def test_a_higher_limit_holds_too(self) -> None:
        limiter = used_up(ORDERS, 19)
        limiter.done(admitted(limiter, ORDERS, 1.0), 1.0, figures=said(40, 20))
        admitted(limiter, ORDERS, 1.0)

    def test_another_window_moves_the_slots_already_given(self) -> None:
        limiter = used_up(ORDERS, 19)
        limiter.done(admitted(limiter, ORDERS, 0.0), 0.0, figures=said(20, 0, window=2.0))
        assert limiter.enter(ORDERS, 0.0, PRIORITY_ORDER).wait == pytest.approx(2.0)

    def test_requests_of_another_program_take_slots(self) -> None:
        limiter = unguarded()
        limiter.done(admitted(limiter, ORDERS, 0.0), 0.0, figures=said(20, 4))
        assert limiter.usage(0.0)["execution-demo"].others == 15
        tickets = [limiter.enter(ORDERS, 0.0, PRIORITY_ORDER) for _ in range(5)]
        assert [ticket.wait == 0.0 for ticket in tickets] == [True] * 4 + [False]

    def test_ours_under_way_are_not_mistaken_for_others(self) -> None:
        limiter = unguarded()
        tickets = [admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER) for _ in range(10)]
        for answered, ticket in enumerate(tickets):
            limiter.done(ticket, 0.1 * answered, figures=said(20, 10))
        assert limiter.usage(1.0)["execution-demo"].others == 0

    def test_slots_of_others_come_back_when_the_server_says_so(self) -> None:
        limiter = unguarded()
        limiter.done(admitted(limiter, ORDERS, 0.0), 0.0, figures=said(20, 0, reset=5))
        waiting = limiter.enter(ORDERS, 1.0)
        assert waiting.wait == pytest.approx(4.0)
        assert limiter.ask(waiting, 5.0) == 0.0
        limiter.done(waiting, 5.0, figures=said(20, 18, reset=55))
        assert limiter.usage(5.0)["execution-demo"].others == 0

    def test_a_429_stops_the_pool_for_as_long_as_it_asks(self) -> None:
        limiter = unguarded()
        limiter.done(admitted(limiter, READS, 0.0), 0.0, figures=said(120, 0, reset=3), refused=True, pause=7.0)
        assert limiter.enter(READS, 0.0).wait == pytest.approx(7.0)
        admitted(limiter, PORTFOLIO, 0.0)

    @pytest.mark.parametrize(
        ("figures", "pause", "wait"),
        [
            (Figures(reset=12.0), None, 12.0),
            (Figures(), None, 1.0),
            (Figures(), 86_400.0, 60.0),
            (Figures(reset=9.0), 2.0, 2.0),
        ],
    )
    def test_a_429_without_figures_is_believed_within_reason(
        self, figures: Figures, pause: float | None, wait: float
    ) -> None:
        budget = PoolBudget("market-data", 120, 60.0)
        budget.begin(mark := Mark(), 0.0)
        budget.window.take_back()
        budget.learn(mark, figures, 0.0, refused=True, pause=pause)
        assert budget.blocked_until == wait

    @pytest.mark.parametrize(
        ("figures", "pause", "others"),
        [
            (Figures(), 5.0, 90),
            (Figures(reset=5.0), None, 90),
            (Figures(120, 0), None, 90),
            (Figures(120), None, 0),
            (Figures(), None, 0),
        ],
    )
    def test_a_429_that_says_anything_of_the_pool_means_that_it_is_full(
        self, figures: Figures, pause: float | None, others: int
    ) -> None:
        limiter = used_up(READS, 30)
        limiter.done(admitted(limiter, READS, 0.0), 0.0, figures=figures, refused=True, pause=pause)
        assert limiter.usage(0.0)["market-data"].others == others

    def test_the_users_figure_holds_below_the_servers(self) -> None:
        limiter = unguarded(pools={"market-data": 10})
        limiter.done(admitted(limiter, READS, 0.0), 0.0, figures=said(120, 119))
        assert limiter.usage(0.0)["market-data"].limit == 10

    def test_the_users_figure_over_a_longer_time_allows_no_more_at_once_than_the_server(self) -> None:
        limiter = unguarded(pools={"market-data": (150, 100.0)})
        limiter.done(admitted(limiter, READS, 0.0), 0.0, figures=said(120, 119))
        assert limiter.usage(0.0)["market-data"][1:3] == (120, 100.0)

    def test_the_servers_figure_holds_below_the_users(self) -> None:
        limiter = unguarded(pools={"market-data": (500, 30.0)})
        limiter.done(admitted(limiter, READS, 0.0), 0.0)
        assert limiter.usage(0.0)["market-data"][1:3] == (500, 30.0)
        limiter.done(admitted(limiter, READS, 0.0, PRIORITY_ORDER), 0.0, figures=said(120, 118))
        assert limiter.usage(0.0)["market-data"][1:3] == (120, 60.0)

    def test_a_pool_that_nobody_knows_is_tried_by_one_before_the_others_follow(self) -> None:
        limiter = unguarded()
        scout = admitted(limiter, READS, 0.0)
        follower = limiter.enter(READS, 0.0)
        assert 0 < follower.wait < 0.1
        limiter.done(scout, 0.05, figures=said(120, 0, reset=30), refused=True, pause=30.0)
        assert limiter.ask(follower, 0.05) == pytest.approx(30.0)

    def test_orders_do_not_wait_for_a_scout(self) -> None:
        limiter = unguarded()
        admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER)
        admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER)

    def test_nobody_waits_long_for_a_scout_that_is_slow(self) -> None:
        limiter = unguarded()
        admitted(limiter, READS, 0.0)
        follower = limiter.enter(READS, 0.5)
        assert follower.wait > 0
        assert limiter.ask(follower, 1.0) == 0.0

    def test_an_endpoint_with_a_limit_of_its_own_gets_a_pool_of_its_own(self) -> None:
        limiter = unguarded()

        def ask(operation: str, now: float, figures: Figures) -> None:
            limiter.done(limiter.enter(READS, now, PRIORITY_ORDER, operation=operation), now, figures=figures)

        for now in (0.0, 1.0, 2.0):
            ask("get_rates", now, said(120, 110))
            ask("get_candles", now + 0.5, said(30, 20))
        pools = limiter.usage(3.0)
        assert pools["market-data"].limit == 120
        assert pools["market-data: get_candles"].limit == 30

    def test_a_limit_lowered_for_all_does_not_split_the_pool(self) -> None:
        limiter = unguarded()
        for now, operation in enumerate(("get_rates", "get_candles", "get_exchanges") * 3):
            figures = said(120, 100) if now < 4 else said(90, 70)
            ticket = limiter.enter(READS, now, PRIORITY_ORDER, operation=operation)
            limiter.done(ticket, now, figures=figures)
        assert set(limiter.usage(10.0)) == {"burst", "market-data"}
        assert limiter.usage(10.0)["market-data"].limit == 90


class TestAForeignProgram:
    """Another program uses the same key and takes half of the pool."""

    @pytest.mark.parametrize("fixed", [False, True])
    @pytest.mark.parametrize("guard", [20, NO_GUARD])
    @pytest.mark.parametrize(("every", "count"), [(1.0, 1), (10.0, 10)])
    def test_costs_no_more_than_one_429_a_window(self, fixed: bool, guard: int, every: float, count: int) -> None:
        for seed in range(3):
            world = World(RateLimiter(guard, 10.0), {READS.name: Counter(120, 60.0, fixed=fixed)}, seed)
            world.foreign(READS.name, every, count)
            world.run(world.now + 30)
            world.crowd(30, READS)
            world.run(world.now + 360)
            assert max(world.refusals_by_window(60.0).values(), default=0) <= 1
            assert len(world.arrivals()) >= 0.7 * 360

    @pytest.mark.parametrize("fixed", [False, True])
    @pytest.mark.parametrize("guard", [20, NO_GUARD])
    def test_that_takes_its_half_at_once_surprises_us_once(self, fixed: bool, guard: int) -> None:
        for seed in range(4):
            world = World(RateLimiter(guard, 10.0), {READS.name: Counter(120, 60.0, fixed=fixed)}, seed)
            world.foreign(READS.name, 60.0, 60)
            world.run(world.now + 30)
            world.crowd(30, READS)
            world.run(world.now + 480)
            first, *later = [*world.refusals_by_window(60.0).values(), 0]
            # Those that were under way when it struck.
            assert first <= 20
            assert max(later, default=0) <= 1

    def test_that_stops_gives_its_half_back(self) -> None:
        world = World(RateLimiter(NO_GUARD, 10.0), {READS.name: Counter(120, 60.0)})
        counter = world.counters[READS.name]
        for second in range(240):
            world.at(world.now + second, lambda: counter.spend(world.now))
        world.crowd(30, READS)
        world.run(world.now + 600)
        last = [at for at in world.arrivals() if at >= world.now - 120]
        assert len(last) >= 0.97 * 240

    def test_that_ran_before_us_is_waited_out_no_longer_than_needed(self) -> None:
        counter = Counter(120, 60.0)
        counter.counted = [1000.0 - 60 + 0.5 * number for number in range(1, 120)]
        world = World(unguarded(), {READS.name: counter})
        world.crowd(30, READS)
        world.run(world.now + 60)
        assert world.refusals() == []
        assert len(world.arrivals()) >= 0.9 * 120

    def test_that_takes_everything_is_not_hammered(self) -> None:
        world = World(unguarded(), {READS.name: Counter(120, 60.0)})
        world.foreign(READS.name, 0.05)
        world.run(world.now + 60)
        world.crowd(30, READS)
        world.run(world.now + 600)
        assert max(world.refusals_by_window(60.0).values()) <= 2


class TestShares:
    def test_are_whole_requests_or_longer_windows(self) -> None:
        assert part_of(20, 60.0, 1.0) == (20, 60.0)
        assert part_of(20, 60.0, 1 / 4) == (5, 60.0)
        assert part_of(30, 60.0, 0.1) == (3, 60.0)
        assert part_of(20, 60.0, 1 / 3) == (6, 60.0)
        limit, window = part_of(20, 60.0, 1 / 40)
        assert limit == 1
        assert window == pytest.approx(120.0)

    def test_hold_for_pools_and_guard_alike(self) -> None:
        limiter = RateLimiter(20, 10.0, share=1 / 4)
        admitted(limiter, READS, 0.0)
        usage = limiter.usage(0.0)
        assert (usage["burst"].limit, usage["market-data"].limit) == (5, 30)

    @pytest.mark.parametrize("fixed", [False, True])
    def test_of_several_processes_fill_the_limit_and_never_more(self, fixed: bool) -> None:
        counter = Counter(120, 60.0, fixed=fixed)
        worlds = [World(unguarded(share=1 / 4), {READS.name: counter}, seed) for seed in range(4)]
        for world in worlds:
            world.crowd(30, READS)
        end = worlds[0].now + 180
        while (world := min(worlds, key=lambda it: it._heap[0][0]))._heap[0][0] < end:
            world.run(world._heap[0][0])
        assert counter.refused == []
        assert sum(len(world.arrivals()) for world in worlds) >= 0.97 * 360


class TestClientsOfOneKey:
    def test_share_a_limiter_with_the_strictest_bounds_among_them(self) -> None:
        clock = ManualClock()
        loose, strict = Bounds(50, 10.0, {"market-data": 100}), Bounds(5, 10.0, {"market-data": 20}, 1 / 2)
        limiter = shared_limiter("a key of its own", "https://one", loose, clock)
        assert shared_limiter("a key of its own", "https://one", strict, clock) is limiter
        limiter.enter(READS, 0.0)
        assert (limiter.usage(0.0)["burst"].limit, limiter.usage(0.0)["market-data"].limit) == (2, 10)
        del strict
        gc.collect()
        limiter.enter(READS, 0.0)
        assert (limiter.usage(0.0)["burst"].limit, limiter.usage(0.0)["market-data"].limit) == (50, 100)

    @pytest.mark.parametrize(
        ("bounds", "kept"),
        [
            ([(20, 10.0)], (20, 10.0)),
            ([(20, 10.0), (20, 10.0)], (20, 10.0)),
            ([(20, 10.0), (50, 10.0)], (20, 10.0)),
            ([(20, 10.0), (100, 60.0)], (16, 10.0)),
            ([(20, 10.0), (1, 60.0)], (1, 60.0)),
            ([(10, 10.0), (30, 15.0)], (10, 10.0)),
            ([(100, 60.0), (10**9, 10.0)], (100, 60.0)),
            ([(7, 0.1), (300, 60.0)], (1, 0.2)),
            ([(3, 7.0), (5, 11.0), (1, 2.0)], (1, 7 / 3)),
        ],
    )
    def test_several_bounds_make_one(self, bounds: list[tuple[int, float]], kept: tuple[int, float]) -> None:
        assert strictest(bounds) == kept
        assert strictest(bounds[::-1]) == kept

    @given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 90)), min_size=1, max_size=4), st.integers(0, 2**32))
    def test_whoever_keeps_to_it_keeps_to_all(self, bounds: list[tuple[int, int]], seed: int) -> None:
        limit, window = strictest(bounds)
        assert limit >= 1
        random, times, now = Random(seed), [], 0.0
        own = Window(limit, window)
        for _ in range(200):
            now += random.choice([0.0, 0.0, 0.5, 7.0])
            now += own.wait(now)
            own.begun += 1
            own.end(now)
            times.append(now)
        for most, length in bounds:
            assert most_in_any(length - 1e-6, times) <= most

    def test_a_guard_over_a_longer_time_does_not_undo_another_s(self) -> None:
        clock = ManualClock()
        default, long = Bounds(), Bounds(100, 60.0)
        limiter = shared_limiter("of two guards", "https://one", default, clock)
        shared_limiter("of two guards", "https://one", long, clock)
        assert [limiter.enter(READS, 0.0, PRIORITY_ORDER).wait for _ in range(21)].count(0.0) <= 20

    def test_do_not_share_with_other_keys_or_servers(self) -> None:
        bounds, clock = Bounds(), ManualClock()
        limiters = [shared_limiter(key, url, bounds, clock) for key, url in itertools.product("ab", ("https://x", "y"))]
        assert len({id(limiter) for limiter in limiters}) == 4

    def test_are_remembered_while_their_requests_count(self) -> None:
        bounds = Bounds()
        now = SYSTEM_CLOCK.monotonic()
        limiter = shared_limiter("remembered", "https://one", bounds, SYSTEM_CLOCK)
        used_up(READS, 3, now, limiter)
        name = id(limiter)
        del limiter
        gc.collect()
        again = shared_limiter("remembered", "https://one", bounds, SYSTEM_CLOCK)
        assert id(again) == name
        assert again.usage(now)["burst"].used == 3

    def test_are_forgotten_where_the_server_forgets_them_too(self) -> None:
        bounds = Bounds()
        now = SYSTEM_CLOCK.monotonic()
        used_up(READS, 3, now, shared_limiter("passing", "https://one", bounds, SYSTEM_CLOCK, remember=False))
        gc.collect()
        again = shared_limiter("passing", "https://one", bounds, SYSTEM_CLOCK, remember=False)
        assert again.usage(now)["burst"].used == 0

    def test_keep_the_key_itself_to_themselves(self) -> None:
        assert "secret" not in key_hash("secret")
        assert len(key_hash("secret")) == 64

    def test_pools_that_are_over_are_let_go(self) -> None:
        limiter = used_up(READS, 2)
        waiting = [limiter.enter(Pool("tiny", 1, 60.0), 0.0) for _ in range(2)]
        limiter.forget_idle(61.0)
        assert set(limiter.usage(61.0)) == {"burst", "tiny"}
        limiter.leave(waiting[1])
        limiter.done(waiting[0], 61.0)
        assert not limiter.is_idle(62.0)
        limiter.forget_idle(125.0)
        assert limiter.is_idle(125.0)
        assert set(limiter.usage(125.0)) == {"burst"}


class TestHeaders:
    @pytest.mark.parametrize(
        ("headers", "figures"),
        [
            (
                {
                    "ratelimit-limit": "120",
                    "ratelimit-remaining": "87",
                    "ratelimit-reset": "12",
                    "ratelimit-policy": "120;w=60",
                },
                Figures(120, 87, 12.0, 60.0),
            ),
            ({}, Figures()),
            ({"ratelimit-policy": "20;w=60"}, Figures(20, None, None, 60.0)),
            (
                {"ratelimit-limit": "20, 20;w=60", "ratelimit-policy": '"orders";q=20;w=60'},
                Figures(20, None, None, 60.0),
            ),
            ({"ratelimit-limit": "120", "ratelimit-policy": "10;w=1, 120;w=60"}, Figures(120, None, None, 60.0)),
            ({"ratelimit-reset": "0.25", "ratelimit-policy": "5;w=0.5"}, Figures(5, None, 0.25, 0.5)),
            ({"ratelimit-limit": "many", "ratelimit-remaining": "-1", "ratelimit-reset": "inf"}, Figures()),
            ({"ratelimit-limit": "", "ratelimit-remaining": "1e3", "ratelimit-policy": ";w=x"}, Figures(None, 1000)),
        ],
    )
    def test_are_read_as_far_as_they_can_be(self, headers: dict[str, str], figures: Figures) -> None:
        assert server_figures(headers) == figures

    @given(st.dictionaries(st.sampled_from(["limit", "remaining", "reset", "policy"]), st.text(max_size=30)))
    def test_of_any_kind_do_no_harm(self, headers: dict[str, str]) -> None:
        figures = server_figures({f"ratelimit-{name}": text for name, text in headers.items()})
        assert all(it is None or 0 <= it < math.inf for it in figures)


#: What may happen to a limiter, and how much time passes before: a request, its end, or bounds that come and go.
STEP = st.tuples(
    st.sampled_from([0.0, 0.0, 0.1, 1.0, 9.0, 61.0]),
    st.one_of(
        st.tuples(st.just("enter"), st.sampled_from([READS, ORDERS]), st.sampled_from(["get_rates", "get_candles"])),
        st.tuples(
            st.just("done"),
            st.integers(0, 9),
            st.sampled_from([None, said(12, 11), said(12, 3), said(6, 5), said(20, 19, reset=2.0), Figures()]),
            st.booleans(),
        ),
        st.tuples(st.just("bounds"), st.integers(2, 8), st.sampled_from([1.0, 0.5])),
    ),
)


class TestAtAGlance:
    """Most requests are let go without a closer look: only those that one would have let go, too."""

    @settings(max_examples=300)
    @given(st.lists(STEP, min_size=8, max_size=60))
    def test_nobody_goes_who_would_have_to_wait(self, steps: list[tuple[float, tuple[Any, ...]]]) -> None:
        limiter, now, bounds = RateLimiter(8, 10.0), 0.0, None
        under_way: list[Ticket] = []
        for passed, (what, *how) in steps:
            now += passed
            if what == "enter":
                ticket = limiter.enter(how[0], now, PRIORITY_READ, how[1])
                if ticket.wait:
                    limiter.leave(ticket)
                    continue
                under_way.append(ticket)
                pool, guard = ticket.pool, limiter._guard
                assert pool.blocked_until <= now
                assert pool.window.used(now) <= pool._most(now)
                assert guard.used(now) <= guard.limit
            elif what == "done" and under_way:
                ticket = under_way.pop(how[0] % len(under_way))
                limiter.done(ticket, now, figures=how[1], refused=how[2])
            elif what == "bounds":
                bounds = Bounds(how[0], share=how[1])
                limiter.join(bounds)
        assert bounds is None or limiter.usage(now)["burst"].limit <= bounds.max_requests

    def test_once_an_endpoint_left_its_pool_all_that_remain_take_a_closer_look(self) -> None:
        limiter = unguarded()
        for now in (0.0, 1.0, 2.0, 3.0):
            limiter.done(limiter.enter(READS, now, 0, "get_rates"), now, figures=said(120, 110))
            limiter.done(limiter.enter(READS, now, 0, "get_candles"), now, figures=said(30, 20))
        for operation, name in (("get_candles", "market-data: get_candles"), ("get_rates", "market-data")):
            ticket = limiter.enter(READS, 4.0, 0, operation)
            assert (ticket.wait, ticket.pool.name) == (0.0, name)
        limiter.forget_idle(4000.0)
        limiter.done(limiter.enter(READS, 4000.0, 0, "get_rates"), 4000.0, figures=said(120, 119))
        assert limiter.enter(READS, 4001.0, 0, "get_candles").pool.name == "market-data: get_candles"

    def test_two_that_came_at_the_same_moment_both_keep_their_places(self) -> None:
        limiter = used_up(ORDERS, 1)
        pair = [admitted(limiter, ORDERS, 0.0, PRIORITY_ORDER) for _ in range(2)]
        for ticket in pair:
            limiter.done(ticket, 0.5, figures=Figures(), refused=True, pause=2.0)
        later = limiter.enter(ORDERS, 1.0, PRIORITY_ORDER)
        again = [limiter.enter(ORDERS, 1.0, PRIORITY_ORDER, place=ticket.key) for ticket in pair]
        assert sorted(it.key for it in (later, *again))[2] == later.key
        assert len({it.key for it in (later, *again)}) == 3
        for ticket in (later, *again):
            limiter.leave(ticket)
        assert limiter.usage(1.0)["execution-demo"].waiting == 0


class TestTicketsOfAllKinds:
    """Whatever way they went."""

    def test_who_follows_a_lone_request_waits_for_it_when_nothing_was_heard_for_a_window(self) -> None:
        limiter = used_up(ORDERS, 1, 0.0)
        alone = admitted(limiter, ORDERS, 59.9)
        followers = [limiter.enter(ORDERS, 60.2) for _ in range(12)]
        assert all(it.wait > 0 for it in followers)
        limiter.done(alone, 60.4, figures=said(20, 0, 30.0))
        assert [limiter.ask(it, 60.5) for it in followers].count(0.0) <= 1

    def test_a_refusal_that_says_nothing_does_not_close_the_pool_for_a_window(self) -> None:
        limiter = used_up(ORDERS, 6, 0.0)
        limiter.done(admitted(limiter, ORDERS, 100.0), 100.0, figures=Figures(), refused=True)
        assert limiter.enter(ORDERS, 100.5).wait == pytest.approx(0.5)
        limiter.done(admitted(limiter, PORTFOLIO, 100.5), 100.5, figures=Figures())
        for now in (101.1, 102.2):
            limiter.done(admitted(limiter, ORDERS, now, PRIORITY_ORDER), now, figures=Figures(), refused=True)
        assert limiter.enter(ORDERS, 103.0, PRIORITY_ORDER).wait > 50, "the third in a row was no accident"

    def test_a_request_that_was_let_go_from_elsewhere_keeps_the_place_of_its_coming(self) -> None:
        limiter = unguarded()
        first, second = limiter.ticket(ORDERS, 0.0), limiter.ticket(ORDERS, 1.0)
        limiter.count(first, 10.0)
        limiter.done(first, 10.5, refused=True, figures=Figures(), pause=5.0)
        limiter.ask(second, 11.0)
        assert limiter.enter(ORDERS, 11.5, place=first.key).key < second.key

    def test_who_waits_in_a_pool_that_was_forgotten_goes_in_the_one_of_its_name(self) -> None:
        limiter = RateLimiter(2, 10.0, keeps_slot=False)
        for _ in range(2):
            limiter.done(admitted(limiter, ORDERS, 100.0), 100.0)
        sleeper = limiter.enter(READS, 101.0)
        limiter.leave(limiter.enter(READS, 105.0))
        limiter.forget_idle(106.0)
        limiter.done(admitted(limiter, READS, 120.0), 120.0)
        assert limiter.ask(sleeper, 130.0) == 0.0
        assert limiter.usage(130.0)["market-data"].used == 2

    def test_a_pool_that_nobody_counts_in_any_more_is_not_made_anew(self) -> None:
        limiter = unguarded()
        for now in (0.0, 1.0, 2.0, 3.0):
            limiter.done(limiter.enter(READS, now, 0, "get_rates"), now, figures=said(120, 110))
            limiter.done(limiter.enter(READS, now, 0, "get_candles"), now, figures=said(30, 20))
        limiter.forget_idle(4000.0)
        limiter.enter(READS, 4000.0, 0, "get_candles")
        assert set(limiter.usage(4000.0)) == {"burst", "market-data: get_candles"}

    @pytest.mark.parametrize("quickly", [True, False])
    def test_giving_back_what_is_over_changes_nothing(self, quickly: bool) -> None:
        limiter = used_up(READS, 1)
        ticket = admitted(limiter, READS if quickly else ORDERS, 1.0)
        limiter.done(ticket, 2.0)
        used = {name: it.used for name, it in limiter.usage(2.0).items()}
        limiter.leave(ticket)
        limiter.leave(ticket)
        assert {name: it.used for name, it in limiter.usage(2.0).items()} == used

    def test_who_is_interrupted_while_asking_stands_in_no_queue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        limiter = unguarded()

        def interrupted(*_: object, **__: object) -> float:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(PoolBudget, "wait", interrupted)
            with pytest.raises(KeyboardInterrupt):
                limiter.enter(READS, 0.0)
        assert limiter.usage(0.0)["market-data"].waiting == 0
        admitted(limiter, READS, 0.0)


class TestAWindow:
    @given(
        limit=st.integers(1, 6),
        ends=st.lists(st.floats(0, 30), max_size=12),
        ahead=st.integers(0, 4),
    )
    def test_says_when_there_will_be_room(self, limit: int, ends: list[float], ahead: int) -> None:
        window = Window(limit, 10.0)
        for end in sorted(ends):
            window.begun += 1
            window.end(end)
        now = max(ends, default=0.0)
        wait = window.wait(now, ahead)
        taken = sorted(map(window.leaves, window.ends))
        for _ in range(ahead + 1):
            # Each of those ahead takes the first slot that comes free, for a whole window.
            free = now if len(taken) < limit else max(now, taken[len(taken) - limit])
            taken = sorted([*taken, free + 10.0])
        assert wait == pytest.approx(free - now)
