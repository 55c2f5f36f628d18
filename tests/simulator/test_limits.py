import pytest

from etoropy.simulator.limits import Limits, too_many
from etoropy.simulator.routes import Pool
from etoropy.simulator.world import Quirks

from .desk import Desk

POOL = Pool("orders", 3, 60)
ME = "/api/v1/me"


# -- counting


def test_a_pool_admits_its_limit_and_refuses_the_next():
    limits = Limits()
    assert [limits.admit("key", POOL, 0.0).is_admitted for _ in range(4)] == [True, True, True, False]


def test_a_place_becomes_free_one_window_after_it_was_taken():
    limits = Limits()
    for at in (0.0, 10.0, 20.0):
        limits.admit("key", POOL, at)
    assert not limits.admit("key", POOL, 59.999).is_admitted
    assert limits.admit("key", POOL, 60.0).is_admitted
    assert not limits.admit("key", POOL, 60.0).is_admitted
    assert limits.admit("key", POOL, 70.0).is_admitted


def test_a_refused_request_is_not_counted():
    limits = Limits()
    for _ in range(10):
        limits.admit("key", POOL, 0.0)
    assert limits.admit("key", POOL, 60.0).remaining == 2


def test_keys_and_pools_are_counted_apart():
    limits = Limits()
    for _ in range(3):
        limits.admit("key", POOL, 0.0)
    assert limits.admit("other", POOL, 0.0).is_admitted
    assert limits.admit("key", Pool("reads", 3, 60), 0.0).is_admitted


def test_the_headers_tell_limit_remaining_reset_and_policy():
    limits = Limits()
    limits.admit("key", POOL, 0.0)
    assert limits.admit("key", POOL, 12.5).headers() == {
        "ratelimit-limit": "3",
        "ratelimit-remaining": "1",
        "ratelimit-reset": "48",
        "ratelimit-policy": "3;w=60",
    }


def test_limits_that_are_off_refuse_nothing():
    limits = Limits(is_on=False)
    assert all(limits.admit("key", POOL, 0.0).is_admitted for _ in range(10))
    assert limits.admit("key", POOL, 0.0).remaining == 0


def test_another_program_with_the_same_key_uses_up_places():
    limits = Limits()
    limits.spend("key", POOL, 2, 0.0)
    assert limits.admit("key", POOL, 1.0).remaining == 0


def test_window_and_limit_can_be_changed_while_running():
    limits = Limits(window=0.5)
    limits.overrides["orders"] = 1
    assert limits.admit("key", POOL, 0.0).headers() == {
        "ratelimit-limit": "1",
        "ratelimit-remaining": "0",
        "ratelimit-reset": "0.500",
        "ratelimit-policy": "1;w=0.5",
    }
    assert not limits.admit("key", POOL, 0.4).is_admitted
    assert limits.admit("key", POOL, 0.5).is_admitted


@pytest.mark.parametrize("has_header", [True, False])
@pytest.mark.parametrize("is_empty", [True, False])
def test_a_429_may_lack_its_body_and_its_retry_after(has_header, is_empty):
    limits = Limits()
    limits.spend("key", POOL, 3, 0.0)
    verdict = limits.admit("key", POOL, 20.5)
    reply = too_many(verdict, Quirks(retry_after=has_header, empty_429=is_empty))
    assert reply.status == 429
    assert reply.headers == ({"retry-after": "40"} if has_header else {})
    assert (reply.encode() == b"") is is_empty


# -- at the door


@pytest.fixture
def desk():
    return Desk(limits=True)


def test_every_answer_carries_the_headers(desk):
    assert desk.ask("GET", ME).headers["ratelimit-policy"] == "60;w=60"
    assert desk.ask("GET", "/api/v1/market-data/exchanges").headers["ratelimit-remaining"] == "119"


def test_the_eight_market_data_reads_share_one_pool(desk):
    for _ in range(60):
        assert desk.ask("GET", "/api/v1/market-data/exchanges").status == 200
        assert desk.ask("GET", "/api/v1/market-data/instrument-types").status == 200
    refused = desk.ask("GET", "/api/v1/market-data/instruments/rates?instrumentIds=1")
    assert refused.status == 429
    assert refused.headers["ratelimit-remaining"] == "0"
    assert refused.headers["retry-after"] == "60"
    assert desk.ask("GET", ME).status == 200
    desk.wait(60)
    assert desk.ask("GET", "/api/v1/market-data/exchanges").status == 200


def test_the_twenty_first_order_of_a_minute_is_refused_and_not_taken(desk):
    for _ in range(20):
        assert desk.order_v2(amount=10.0).status == 200
    assert desk.order_v2(amount=10.0).status == 429
    assert desk.ask("DELETE", f"/api/v2/{desk._execution}/orders/{desk.last_order().id}").status == 429
    assert len(desk.account.orders) == 20


def test_demo_and_real_are_counted_apart(desk):
    for _ in range(20):
        desk.order_v2(amount=10.0)
    real = Desk("real", limits=True)
    real.sim = desk.sim
    assert real.order_v2(amount=10.0).status == 200


def test_the_window_can_be_shortened():
    desk = Desk(limits=True, rate_limit_window=1.0)
    for _ in range(20):
        desk.order_v2(amount=10.0)
    assert desk.order_v2(amount=10.0).status == 429
    desk.wait(1.0)
    assert desk.order_v2(amount=10.0).status == 200


def test_limits_count_the_callers_time_however_fast_the_simulated_one_runs(monkeypatch):
    from etoropy.simulator.clock import SimClock

    lived = 0.0
    monkeypatch.setattr("etoropy.simulator.clock.time.monotonic", lambda: lived)
    desk = Desk(limits=True, clock=SimClock(speed=1000.0))
    for _ in range(20):
        desk.order_v2(amount=10.0)
    lived = 1.0
    assert desk.order_v2(amount=10.0).status == 429
    lived = 61.0
    assert desk.order_v2(amount=10.0).status == 200
