# Made by `python -m codegen` from tests/_async/test_limits.py; edit that file instead.
"""The rate budget as a client's user meets it: waits, refusals, deadlines, headers, and ``client.limits``."""

from typing import Any

import httpx
import pytest
from etoropy import (
    EToroApiError,
    EToroConfig,
    EToroRateLimitError,
    HttpClient,
    RateLimiter,
    RetryPolicy,
    Simulator,
)
from etoropy.rest.api.execution import cancel_order_demo
from etoropy.rest.api.info import get_portfolio_demo
from etoropy.rest.api.market_data import get_exchanges, get_rates
from etoropy.simulator.routes import Pool
from tests.support import ManualClock, SimulatedClock, settings, still_simulator

pytestmark = pytest.mark.anyio

RATES = get_rates.call(instrument_ids=[1001])
EXCHANGES = get_exchanges.call()
PORTFOLIO = get_portfolio_demo.call()
NO_GUARD = 10**6


def a_client(sim: Simulator, **changes: Any) -> HttpClient:
    config = sim.config.replace(**{"rate_limit_max_requests": NO_GUARD} | changes)
    return HttpClient(config, transport=sim.transport(), clock=SimulatedClock(sim))


def refused(sim: Simulator) -> int:
    return sum(received.status == 429 for received in sim.requests)


class Server:
    """Answers everything alike, with these headers."""

    def __init__(self, status: int = 200, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.paths: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        return httpx.Response(self.status, headers=self.headers, json={})


def on(server: Server, config: EToroConfig | None = None, **options: Any) -> HttpClient:
    options.setdefault("clock", ManualClock())
    return HttpClient(config or settings(), transport=httpx.MockTransport(server), **options)


def test_three_minutes_at_full_speed_meet_no_429() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        began = http.clock.monotonic()
        for _ in range(3 * 120):
            http.send(EXCHANGES)
        took = http.clock.monotonic() - began
    assert refused(sim) == 0
    assert took == pytest.approx(120.0, abs=1.0)


def test_operations_of_one_pool_share_it_and_others_do_not_wait() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        for _ in range(60):
            http.send(EXCHANGES)
            http.send(RATES)
        began = http.clock.monotonic()
        http.send(PORTFOLIO)
        assert http.clock.monotonic() == began
        http.send(RATES)
        assert http.clock.monotonic() > began + 50
    assert refused(sim) == 0


def test_the_burst_guard_holds_above_all_pools() -> None:
    sim = still_simulator()
    with a_client(sim, rate_limit_max_requests=20, rate_limit_window=10.0, read_only=True) as http:
        began = http.clock.monotonic()
        for call in [RATES, PORTFOLIO] * 10:
            http.send(call)
        assert http.clock.monotonic() == began
        http.send(RATES)
        assert http.clock.monotonic() == pytest.approx(began + 10.0)


def test_reads_leave_one_place_under_the_guard_to_orders() -> None:
    sim = still_simulator()
    with a_client(sim, rate_limit_max_requests=20, rate_limit_window=10.0) as http:
        began = http.clock.monotonic()
        for _ in range(19):
            http.send(RATES)
        assert http.clock.monotonic() == began
        with pytest.raises(EToroApiError, match="not found"):
            http.send(cancel_order_demo.call(1))
        assert http.clock.monotonic() == began


def test_a_budget_used_up_by_another_program_is_waited_out() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        http.send(RATES)
        sim.limits.spend(sim.user_key, Pool("market-data", 120, 60.0), 119, sim.clock.wall())
        with pytest.raises(EToroRateLimitError) as failed:
            http.with_options(retry=RetryPolicy(attempts=1)).send(RATES)
        assert failed.value.sent
        assert failed.value.retry_after == pytest.approx(60.0, abs=1.0)
        assert http.limits["market-data"].others == 119
        http.send(RATES)
    assert refused(sim) == 1


def test_a_refused_call_waits_as_long_as_it_is_told_and_then_succeeds() -> None:
    sim = still_simulator()
    sim.faults.next("empty_429")
    with a_client(sim) as http:
        http.send(RATES)
    assert [received.status for received in sim.requests] == [429, 200]


def test_shortened_windows_are_learnt_from_the_first_answer() -> None:
    sim = still_simulator(rate_limit_window=2.0)
    with a_client(sim) as http:
        began = http.clock.monotonic()
        for _ in range(3 * 120):
            http.send(EXCHANGES)
        assert http.clock.monotonic() - began == pytest.approx(4.0, abs=0.1)
        assert http.limits["market-data"].window == 2.0
    assert refused(sim) == 0


def test_a_lowered_limit_is_kept_from_the_next_answer_on() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        http.send(EXCHANGES)
        sim.limits.overrides["market-data"] = 10
        for _ in range(30):
            http.send(EXCHANGES)
        assert http.limits["market-data"].limit == 10
    assert refused(sim) == 0


def test_an_endpoint_that_the_document_lacks_lives_by_its_headers() -> None:
    server = Server(ratelimit_limit="3", ratelimit_remaining="2", ratelimit_policy="3;w=10")
    clock = ManualClock()
    with on(server, limiter=RateLimiter(NO_GUARD), clock=clock) as http:
        for number in range(4):
            http.request("GET", f"/api/v9/things/{number}?since=2026")
        assert http.limits["GET /api/v9/things/…"][1:3] == (3, 10.0)
    assert sum(clock.slept) == pytest.approx(10.0)


def test_limits_show_use_wait_and_what_the_server_said() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        for _ in range(5):
            http.send(EXCHANGES)
        usage = http.limits["market-data"]
        assert (usage.limit, usage.window, usage.used, usage.waiting, usage.wait) == (120, 60.0, 5, 0, 0.0)
        assert (usage.server.limit, usage.server.remaining, usage.server.window) == (120, 115, 60.0)
        assert http.limits["burst"].used == 5


def test_a_wait_beyond_the_deadline_is_refused_at_once_and_says_when_to_come_back() -> None:
    sim = still_simulator()
    with a_client(sim) as http:
        for _ in range(120):
            http.send(EXCHANGES)
        began = http.clock.monotonic()
        with pytest.raises(EToroRateLimitError) as failed:
            http.with_options(deadline=20.0).send(EXCHANGES, request_id="0a0a0a0a-0000-4000-8000-000000000000")
        assert http.clock.monotonic() == began
        assert (failed.value.sent, failed.value.status) == (False, 429)
        assert failed.value.retry_after == pytest.approx(60.0)
        assert failed.value.request_id == "0a0a0a0a-0000-4000-8000-000000000000"
        assert failed.value.path == EXCHANGES.operation.path
        assert http.limits["market-data"].waiting == 0
        http.with_options(deadline=70.0).send(EXCHANGES)
    assert refused(sim) == 0


def test_overrides_and_shares_come_from_the_config() -> None:
    sim = still_simulator()
    pools = {"market-data": 12, "portfolio-demo": (5, 20.0)}
    with a_client(sim, rate_limit_pools=pools, rate_limit_share="1/2") as http:
        http.send(RATES)
        http.send(PORTFOLIO)
        limits = http.limits
    assert (limits["market-data"].limit, limits["market-data"].window) == (6, 60.0)
    assert (limits["portfolio-demo"].limit, limits["portfolio-demo"].window) == (2, 20.0)
    assert limits["burst"].limit == NO_GUARD // 2


def test_limits_can_be_switched_off() -> None:
    sim = still_simulator()
    with a_client(sim, rate_limit=False) as http:
        for _ in range(120):
            http.send(EXCHANGES)
        with pytest.raises(EToroRateLimitError):
            http.with_options(retry=RetryPolicy(attempts=1)).send(EXCHANGES)
        assert http.limits == {}


def test_a_call_can_be_given_the_priority_of_an_order() -> None:
    server = Server()
    limiter = RateLimiter(4, 10.0)
    clock = ManualClock()
    with on(server, limiter=limiter, clock=clock) as http:
        for _ in range(3):
            http.request("GET", "/api/v1/me")
        http.with_options(priority="order").request("GET", "/api/v1/me")
        assert clock.slept == []
        http.with_options(priority="read").request("GET", "/api/v1/me")
        assert sum(clock.slept) == pytest.approx(10.0)


def test_a_call_that_is_broken_off_gives_its_place_back() -> None:
    class Stop(BaseException):
        """Stands for a cancelled task, or a stop from the keyboard."""

    class Broken(ManualClock):
        def sleep(self, seconds: float) -> None:
            raise Stop

    server = Server()
    with on(server, limiter=RateLimiter(1, 10.0), clock=Broken()) as http:
        http.request("GET", "/api/v1/me")
        with pytest.raises(Stop):
            http.request("GET", "/api/v1/me")
        assert http.limits["burst"].waiting == 0
        assert http.limits["burst"].used == 1
