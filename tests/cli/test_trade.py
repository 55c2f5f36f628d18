"""Trading from the command line: shown with its costs, asked about, and only then sent."""

import io
from typing import Any
from uuid import UUID

import orjson
import pytest

from etoropy import EToroAuthError, EToroOrderUnknownError, EToroTrading, OrderResult
from tests.cli.conftest import Desk, Etoropy, Said


def orders_sent(desk: Desk) -> list[str]:
    """Requests that would have changed the account."""
    return [it.operation_id or "" for it in desk.simulator.requests if it.method != "GET" and "costs" not in it.path]


def bought(desk: Desk, etoropy: Etoropy, *words: str) -> dict[str, Any]:
    said: dict[str, Any] = etoropy("buy", *words, "--yes", "--json").json
    desk.later()
    return said


def position_of(said: dict[str, Any]) -> str:
    return str(said["result"]["positions"][0]["position_id"])


def test_buying_shows_the_costs_asks_and_follows_the_order(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "BTC", "250", typed="y\n")
    assert said.status == 0
    assert "Buy BTC for 250.00 USD (about 0.0" in said.out
    assert "costs: " in said.out
    assert "market spread" in said.out
    assert "Buy on the demo account? [y/N]" in said.err
    assert "filled at" in said.out
    (position,) = desk.simulator.account().positions
    assert position.amount == pytest.approx(250)


@pytest.mark.parametrize("typed", ["n\n", "\n", ""])
def test_whoever_does_not_say_yes_buys_nothing(typed: str, desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "BTC", "250", typed=typed)
    assert said.status == 1
    assert "Nothing was done." in said.err
    assert orders_sent(desk) == []


def test_a_preview_sends_nothing_and_asks_nothing(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "AAPL", "--units", "2", "--leverage", "2", "--stop", "150", "--preview")
    assert said.status == 0
    assert "2 units (about " in said.out
    assert "2 times leveraged" in said.out
    assert "stop at 150.00 (-" in said.out
    told = etoropy("buy", "AAPL", "250", "--preview", "--json").json["preview"]
    assert {line["kind"] for line in told["costs"]["lines"]} >= {"marketSpread"}
    assert orders_sent(desk) == []


def test_programs_cannot_be_asked(desk: Desk, etoropy: Etoropy) -> None:
    for words in (["buy", "BTC", "100"], ["close", "--all"], ["cancel", "--all"]):
        said = etoropy(*words, "--json", typed="y\n")
        assert (said.status, "--yes" in said.err) == (2, True)
    assert desk.simulator.requests == []


def test_costs_that_etoro_does_not_tell_are_no_obstacle(desk: Desk, etoropy: Etoropy) -> None:
    desk.simulator.faults.set(error_before=1.0)
    desk.simulator.faults.only = "/costs$"
    desk.settings["retry_attempts"] = 1
    said = etoropy("buy", "BTC", "100", typed="y\n")
    assert (said.status, "costs: not known" in said.out, "filled at" in said.out) == (0, True, True)
    assert etoropy("buy", "BTC", "100", "--preview").status == 1


def test_programs_get_the_order_and_its_end(desk: Desk, etoropy: Etoropy) -> None:
    said = bought(desk, etoropy, "BTC", "100")
    assert said["result"]["state"] == "filled"
    assert UUID(said["order"]["reference_id"])
    assert said["order"]["amount"] == 100


def test_size_is_said_exactly_once(desk: Desk, etoropy: Etoropy) -> None:
    for words in (["BTC"], ["BTC", "100", "--units", "1"]):
        said = etoropy("buy", *words, "--yes")
        assert (said.status, "how much" in said.err) == (2, True)
    assert etoropy("buy", "BTC", "-5", "--yes").status == 2
    assert desk.simulator.requests == []


def test_a_limit_order_that_waits_is_what_was_wanted(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "AAPL", "100", "--limit", "50", "--yes")
    assert said.status == 0
    assert "once it costs 50.00; now" in said.out
    assert "is placed and waits" in said.out
    assert len(desk.simulator.account().orders) == 1


def test_not_waiting_returns_once_it_is_placed(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "BTC", "100", "--yes", "--wait", "0")
    assert (said.status, "is placed. Reference" in said.out) == (0, True)


@pytest.mark.parametrize("words", [["buy", "BTC", "100"], ["buy", "AAPL", "100", "--limit", "50"]])
def test_an_order_that_is_placed_and_cannot_be_followed_is_told_as_such(
    words: list[str], desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: EToroTrading, *_: Any, **__: Any) -> None:
        raise EToroAuthError("eToro answered 403.", status=403)

    monkeypatch.setattr(EToroTrading, "wait_for_order", refused)
    said = etoropy(*words, "--yes")
    (order,) = desk.simulator.account().orders
    assert said.status == 5
    assert f"Order {order.id}" in said.out
    assert "placed, but it could not be followed: eToro answered 403." in said.out
    told = etoropy(*words, "--yes", "--json").json
    assert told["order"]["order_id"] == desk.simulator.account().orders[-1].id
    assert "could not be followed" in told["result"]["reason"]


class Broken(io.StringIO):
    """Standard output that fails once a certain word is written to it."""

    def __init__(self, error: OSError, word: str) -> None:
        super().__init__()
        self._error, self._word = error, word

    def write(self, text: str, /) -> int:
        if self._word in text:
            raise self._error
        return super().write(text)


BROKEN = [OSError(28, "No space left on device"), BrokenPipeError(32, "Broken pipe")]


@pytest.mark.parametrize("error", BROKEN)
@pytest.mark.parametrize("words", [["--json"], [], ["--wait", "0"], ["--limit", "50"]])
def test_an_order_whose_answer_cannot_be_written_does_not_pass_for_a_failed_one(
    error: OSError, words: list[str], desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Broken(error, "reference_id" if "--json" in words else "Order "))
    said = etoropy("buy", "AAPL", "100", "--yes", *words)
    (order,) = desk.simulator.account().orders
    assert said.status == 5
    assert str(order.id) in said.err
    assert str(order.reference_id) in said.err
    assert "Look before you send it again" in said.err
    if "--json" in words:
        assert orjson.loads(said.err)["status"] == 5


def test_closing_and_cancelling_whose_answer_cannot_be_written_end_with_5_too(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    position = position_of(bought(desk, etoropy, "BTC", "100"))
    limit = etoropy("buy", "AAPL", "100", "--limit", "50", "--yes", "--json").json["order"]["order_id"]
    desk.later()
    monkeypatch.setattr("sys.stdout", Broken(BROKEN[0], f"{position}: Order"))
    said = etoropy("close", position, "--yes")
    assert (said.status, "order_id" in said.err, "reference_id" in said.err) == (5, True, True)
    assert desk.simulator.account().positions == []
    monkeypatch.setattr("sys.stdout", Broken(BROKEN[0], "state"))
    said = etoropy("cancel", limit, "--yes", "--json")
    assert (said.status, str(limit) in said.err) == (5, True)


def test_output_that_fails_before_the_order_is_sent_keeps_it_from_being_sent(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", Broken(BROKEN[0], "Buy AAPL"))
    said = etoropy("buy", "AAPL", "100", "--yes")
    assert (said.status, orders_sent(desk)) == (1, [])
    assert "cannot be written: No space left on device" in said.err


def test_where_nothing_at_all_can_be_written_the_status_still_tells(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", Broken(BROKEN[0], ""))
    monkeypatch.setattr("sys.stdout", None)
    assert etoropy("buy", "AAPL", "100", "--yes", "--json").status == 5
    assert len(desk.simulator.account().orders) == 1


def test_the_real_account_wants_it_said_twice(desk: Desk, etoropy: Etoropy) -> None:
    desk.mode = "real"
    for command in (["buy", "BTC", "100"], ["sell", "BTC", "100"], ["close", "--all"], ["cancel", "--all"]):
        said = etoropy(*command, "--yes")
        assert said.status == 2, command
        assert "--live" in said.err
    assert desk.simulator.requests == []
    said = etoropy("buy", "BTC", "100", "--live", typed="y\n")
    assert said.status == 0
    assert "REAL account" in said.out
    assert "on the REAL account?" in said.err
    assert len(desk.simulator.account("real").positions) == 1


def test_a_read_only_client_is_told_before_it_is_asked(desk: Desk, etoropy: Etoropy) -> None:
    desk.settings["read_only"] = True
    said = etoropy("buy", "BTC", "100", typed="y\n")
    assert (said.status, "read-only" in said.err) == (2, True)
    assert etoropy("buy", "BTC", "100", "--preview").status == 0


def test_selling_short_wants_a_stop_and_says_that_it_closes_nothing(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("sell", "BTC", "200", "--yes")
    assert (said.status, "--stop" in said.err) == (2, True)
    bought(desk, etoropy, "BTC", "100")
    said = etoropy("sell", "BTC", "200", "--stop", "999999", "--yes")
    assert said.status == 0
    assert "You hold 1 long position of it, which this does not close" in said.out
    assert sorted(it.is_buy for it in desk.simulator.account().positions) == [False, True]
    said = etoropy("sell", "BTC", "--units", "0.01", "--stop", "999999", "--yes")
    assert "filled" in said.out


def test_an_order_that_comes_to_nothing_ends_with_6(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("buy", "BTC", "5000000", "--yes")
    assert said.status == 6
    assert "rejected (604" in said.out


def test_a_cap_on_orders_holds_here_too(desk: Desk, etoropy: Etoropy) -> None:
    desk.settings["max_order_amount"] = 100.0
    said = etoropy("buy", "BTC", "250", "--yes")
    assert (said.status, "max_order_amount" in said.err) == (2, True)
    assert orders_sent(desk) == []


def test_an_order_that_is_not_settled_ends_with_5_and_its_reference(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(self: EToroTrading, *_: Any, **__: Any) -> None:
        raise EToroOrderUnknownError("It is unknown whether the order exists.", reference_id="6f")

    monkeypatch.setattr(EToroTrading, "buy_by_amount", lost)
    said = etoropy("buy", "BTC", "100", "--yes", "--json")
    assert said.status == 5
    assert '"reference_id": "6f"' in said.err


def test_an_order_whose_answer_is_lost_is_found_again(desk: Desk, etoropy: Etoropy) -> None:
    desk.simulator.faults.set(lost_reply_after=1.0)
    desk.simulator.faults.only = "^POST .*/execution/demo/orders$"
    said = etoropy("buy", "BTC", "100", "--yes")
    assert "lost_reply_after" in {it.fault for it in desk.simulator.requests}
    assert (said.status, "filled at" in said.out) == (0, True)
    assert len(desk.simulator.account().positions) == 1


def test_interrupting_tells_under_which_reference_the_order_went(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: EToroTrading, *_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EToroTrading, "wait_for_order", interrupted)
    said = etoropy("buy", "BTC", "100", "--yes")
    assert said.status == 130
    (order,) = desk.simulator.account().orders
    assert f"etoropy orders find {order.reference_id}" in said.err


# Closing.


def test_a_position_is_closed_by_its_id_in_part_or_as_a_whole(desk: Desk, etoropy: Etoropy) -> None:
    position = position_of(bought(desk, etoropy, "BTC", "1000"))
    units = desk.simulator.account().positions[0].units
    said = etoropy("close", position, "--units", str(units / 2), typed="y\n")
    assert said.status == 0
    assert "units of it on the demo account?" in said.err
    desk.later()
    assert desk.simulator.account().positions[0].units == pytest.approx(units / 2, abs=1e-6)
    said = etoropy("close", position, "--yes", "--json")
    assert [it["result"]["state"] for it in said.json] == ["filled"]
    assert desk.simulator.account().positions == []


def test_all_positions_of_a_symbol_are_closed_or_all_there_are(desk: Desk, etoropy: Etoropy) -> None:
    for symbol in ("BTC", "BTC", "ETH", "AAPL"):
        bought(desk, etoropy, symbol, "100")
    said = etoropy("close", "btc", typed="y\n")
    assert "Close 2 of them on the demo account?" in said.err
    assert said.out.count("filled at") == 2
    desk.later()
    assert etoropy("close", "--all", "--yes").status == 0
    desk.later()
    assert desk.simulator.account().positions == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "Say which"),
        (["--all", "BTC"], "Say which"),
        (["999"], "no open position 999"),
        (["BTC"], "no open position BTC"),
        (["--all"], "no positions"),
        (["NOPE"], "No instrument"),
    ],
)
def test_what_cannot_be_closed_is_said_with_2(words: list[str], why: str, desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("close", *words, "--yes")
    assert (said.status, why in said.err) == (2, True)


def test_units_are_for_a_single_position(desk: Desk, etoropy: Etoropy) -> None:
    for _ in range(2):
        bought(desk, etoropy, "BTC", "100")
    said = etoropy("close", "BTC", "--units", "0.001", "--yes")
    assert (said.status, "single position" in said.err) == (2, True)


def test_one_position_that_cannot_be_closed_does_not_keep_the_others(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = position_of(bought(desk, etoropy, "BTC", "100"))
    bought(desk, etoropy, "ETH", "100")
    close = EToroTrading.close_position

    def failing(self: EToroTrading, position_id: int, **options: Any) -> Any:
        if str(position_id) == first:
            raise EToroOrderUnknownError("Lost.", reference_id="6f")
        return close(self, position_id, **options)

    monkeypatch.setattr(EToroTrading, "close_position", failing)
    said = etoropy("close", "--all", "--yes")
    assert said.status == 5
    assert said.out.count("filled at") == 1
    assert "Lost." in said.err


def test_an_unsettled_close_outranks_one_that_came_to_nothing(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for symbol in ("BTC", "ETH"):
        bought(desk, etoropy, symbol, "100")
    states: list[Any] = ["timed_out", "rejected"]
    monkeypatch.setattr(
        EToroTrading, "wait_for_order", lambda self, order, **_: OrderResult(state=states.pop(0), order_id=1)
    )
    assert etoropy("close", "--all", "--yes").status == 5


# Cancelling.


def waiting(desk: Desk, etoropy: Etoropy) -> str:
    order = etoropy("buy", "AAPL", "100", "--limit", "50", "--yes", "--json").json["order"]
    desk.later()
    return str(order["order_id"])


def test_an_order_that_waits_is_cancelled(desk: Desk, etoropy: Etoropy) -> None:
    order = waiting(desk, etoropy)
    said = etoropy("cancel", order, typed="y\n")
    assert (said.status, "Cancel it on the demo account?" in said.err) == (0, True)
    assert "cancelled" in said.out
    desk.later()
    assert "No orders wait." in etoropy("orders").out


def test_all_orders_are_cancelled_at_once(desk: Desk, etoropy: Etoropy) -> None:
    assert "No orders wait." in etoropy("cancel", "--all", "--yes").out
    assert etoropy("cancel", "--all", "--yes", "--json").json == []
    for _ in range(2):
        waiting(desk, etoropy)
    said: Said = etoropy("cancel", "--all", "--yes", "--json")
    assert [it["state"] for it in said.json] == ["cancelled", "cancelled"]


def test_an_order_that_is_not_there_ends_with_6(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("cancel", "1", "--yes")
    assert said.status == 6
    assert "1 is not among the orders that wait." in said.out
    assert "refused" in said.out
    assert etoropy("cancel").status == 2
