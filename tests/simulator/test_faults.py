import re

import pytest

from etoropy.simulator.faults import KINDS, SOCKET, Faults
from etoropy.simulator.messages import Reply, Request
from etoropy.simulator.world import Quirks

from .desk import Desk

REST = [kind for kind in KINDS if kind not in SOCKET]
REQUEST = Request.to("POST", "/api/v2/trading/execution/demo/orders")


def test_without_rates_nothing_strikes():
    assert all(Faults().drawn(REQUEST) is None for _ in range(100))
    assert not Faults().strikes("ws_drop")


def test_a_rate_is_how_often_a_fault_strikes():
    faults = Faults(error_before=0.2)
    struck = sum(faults.drawn(REQUEST) is not None for _ in range(5000))
    assert 900 < struck < 1100


def test_the_same_seed_rolls_the_same_dice():
    def story(seed):
        faults = Faults(reset=0.3, slow=0.3, seed=seed)
        blows = [faults.drawn(REQUEST) for _ in range(50)]
        return [(blow.kind, blow.after) if blow else None for blow in blows]

    assert story(1) == story(1)
    assert story(1) != story(2)


def test_rates_are_set_and_cleared_while_running():
    faults = Faults(slow=1.0)
    faults.set(slow=0.0, reset=1.0)
    assert faults.drawn(REQUEST).kind == "reset"
    faults.next("slow")
    faults.clear()
    assert faults.drawn(REQUEST) is None
    assert set(faults.rates().values()) == {0.0}
    faults.error_after = 1.0
    assert faults.drawn(REQUEST).kind == "error_after"
    assert repr(faults) == "Faults(error_after=1)"


def test_the_next_faults_can_be_forced():
    faults = Faults()
    faults.next("lost_reply_after", times=2)
    faults.next("ws_mute")
    assert [blow.kind if (blow := faults.drawn(REQUEST)) else None for _ in range(3)] == ["lost_reply_after"] * 2 + [
        None
    ]
    assert faults.strikes("ws_mute")
    assert not faults.strikes("ws_mute")


@pytest.mark.parametrize("only", ["^POST .*/orders", lambda request: request.method == "POST"])
def test_faults_can_be_limited_to_some_requests(only):
    faults = Faults(error_before=1.0, only=only)
    assert faults.drawn(Request.to("GET", "/api/v1/me")) is None
    assert faults.drawn(REQUEST).kind == "error_before"


def test_a_forced_fault_waits_for_a_request_that_it_concerns():
    faults = Faults(only="orders")
    faults.next("error_before")
    assert faults.drawn(Request.to("GET", "/api/v1/me")) is None
    assert faults.drawn(REQUEST) is not None


@pytest.mark.parametrize("rate", [-0.1, 1.1])
def test_a_rate_lies_between_none_and_always(rate):
    with pytest.raises(ValueError, match="rate"):
        Faults(slow=rate)
    with pytest.raises(ValueError, match="rate"):
        Faults().slow = rate


def test_an_unknown_fault_is_named():
    with pytest.raises(TypeError, match="earthquake"):
        Faults(earthquake=1.0)
    with pytest.raises(TypeError, match="earthquake"):
        Faults().next("earthquake")
    with pytest.raises(TypeError, match="earthquake"):
        Faults().set(earthquake=1.0)
    with pytest.raises(AttributeError, match="earthquake"):
        Faults().earthquake = 1.0
    with pytest.raises(AttributeError, match="fil_delay"):
        Quirks().fil_delay = 1.0


def test_requests_that_cannot_be_searched_for_are_refused():
    with pytest.raises(re.error):
        Faults().only = "("


# -- at the door


@pytest.mark.parametrize("kind", REST)
def test_a_fault_tells_by_its_name_whether_the_order_was_taken(kind):
    desk = Desk()
    taken = set()
    for _ in range(12):
        before = len(desk.account.orders)
        desk.sim.faults.next(kind)
        desk.order_v2(amount=10.0)
        taken.add(len(desk.account.orders) > before)
    expected = {
        "reset": {True, False},
        "cdn_page": {True, False},
        "slow": {True},
        "malformed_json": {True},
        "empty_429": {False},
    }
    assert taken == expected.get(kind, {kind.endswith("after")})


def test_each_fault_has_its_own_look():
    desk = Desk()

    def struck_by(kind):
        desk.sim.faults.next(kind)
        return desk.sim.handle(Request.to("GET", "/api/v1/me", desk.sim.headers()))

    assert struck_by("lost_reply_before").fault == "drop"
    assert struck_by("lost_reply_after").fault == "drop"
    assert struck_by("reset").fault == "reset"
    assert struck_by("error_before").status == struck_by("error_after").status == 500
    page = struck_by("cdn_page")
    assert (page.status, page.headers["content-type"].startswith("text/html")) == (502, True)
    assert b"<html" in page.encode()
    refused = struck_by("empty_429")
    assert (refused.status, refused.encode(), refused.headers) == (429, b"", {})
    assert struck_by("slow").delay == 0.25
    cut = struck_by("malformed_json")
    assert (cut.status, cut.headers["content-type"]) == (200, "application/json")
    with pytest.raises(ValueError):
        Request.to("POST", "/", body=cut.encode()).json()


def test_half_of_an_empty_answer_is_still_no_json():
    faults = Faults()
    faults.next("malformed_json")
    reply = faults.drawn(REQUEST).dealt(Reply(204))
    assert (reply.status, reply.encode()) == (200, b"{")


def test_what_was_struck_is_written_down_with_the_fault():
    desk = Desk()
    desk.sim.faults.next("error_after")
    desk.order_v2()
    received = desk.sim.requests[0]
    assert (received.fault, received.status, received.operation_id) == ("error_after", 500, "create_order_demo")


def test_faults_with_a_seed_of_their_own_keep_it():
    def story(seed, faults):
        desk = Desk(seed=seed, faults=faults)
        return [desk.sim.faults.strikes("reset") for _ in range(40)]

    assert story(3, Faults(reset=0.5, seed=9)) == story(4, Faults(reset=0.5, seed=9))
    assert story(3, Faults(reset=0.5)) != story(4, Faults(reset=0.5))


def test_the_simulators_seed_decides_its_faults():
    def story(seed):
        desk = Desk(seed=seed)
        desk.sim.faults.error_before = 0.5
        return [desk.ask("GET", "/api/v1/me").status for _ in range(30)]

    assert story(3) == story(3)
    assert story(3) != story(4)
