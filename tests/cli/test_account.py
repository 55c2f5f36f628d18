"""The account for people and for programs: portfolio, waiting orders, history, and what became of an order."""

import io
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from rich.console import Console

from etoropy import OrderResult
from etoropy.cli.account import sentence
from etoropy.cli.output import Output, texts, words
from etoropy.orders.decision import FilledPosition, Intent
from etoropy.orders.journal import Journal
from tests.cli.conftest import Desk, Etoropy


def traded(desk: Desk) -> None:
    """One position held, one trade over, one limit order waiting, one trader copied."""
    with desk.client() as etoro:
        etoro.wait_for_order(etoro.buy_by_amount("AAPL", 500))
        over = etoro.wait_for_order(etoro.buy_by_amount("BTC", 300))
        etoro.wait_for_order(etoro.close_position(over.position_ids[0]))
        etoro.place_limit_order("AAPL", 100, amount=100)
    desk.simulator.account().copy_trader("jeppe", 2_000, ["MSFT"])
    desk.later()


def test_the_portfolio_shows_cash_positions_and_copied_traders(desk: Desk, etoropy: Etoropy) -> None:
    traded(desk)
    said = etoropy("portfolio")
    assert said.status == 0
    assert "DEMO account" in said.out
    (row,) = [line for line in said.out.splitlines() if line.startswith("AAPL")]
    assert "long" in row
    assert "500.00" in row
    assert "jeppe" in said.out
    told = etoropy("portfolio", "--json").json
    assert told["mode"] == "demo"
    assert told["positions"][0]["symbol"] == "AAPL"
    assert told["mirrors"][0]["parent_username"] == "jeppe"


def test_an_empty_account_is_no_error(desk: Desk, etoropy: Etoropy) -> None:
    assert "No open positions." in etoropy("portfolio").out
    assert "No orders wait." in etoropy("orders").out
    assert "No closed trades." in etoropy("history").out
    assert etoropy("orders", "--json").json == []
    assert etoropy("history", "--json").json == []


def test_pictures_of_the_account_are_drawn_into_files(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plot)")
    traded(desk)
    for command in ("portfolio", "history"):
        path = tmp_path / f"{command}.png"
        assert etoropy(command, "--png", str(path)).status == 0
        assert path.read_bytes().startswith(b"\x89PNG")


def test_drawing_nothing_is_said_with_2(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plot)")
    said = etoropy("history", "--png", str(tmp_path / "x.png"))
    assert said.status == 2
    assert "no closed trade" in said.err


def test_orders_alone_lists_those_that_wait(desk: Desk, etoropy: Etoropy) -> None:
    traded(desk)
    said = etoropy("orders")
    assert said.out == etoropy("orders", "list").out
    assert "open at a limit" in said.out
    assert "100.00" in said.out
    (order,) = etoropy("orders", "--json").json
    assert (order["kind"], order["rate"]) == ("LimitOrder", 100.0)


def test_history_shows_closed_trades_and_what_they_earned(desk: Desk, etoropy: Etoropy) -> None:
    traded(desk)
    said = etoropy("history", "--since", "2026-01-01")
    assert "BTC" in said.out
    assert "1 trades, profit" in said.out
    (trade,) = etoropy("history", "-n", "5", "--json").json
    assert trade["symbol"] == "BTC"
    assert etoropy("history", "--since", "yesterday").status == 2


def test_an_order_is_found_by_its_reference_and_followed_by_it(desk: Desk, etoropy: Etoropy) -> None:
    with desk.client() as etoro:
        order = etoro.buy_by_amount("BTC", 100)
    said = etoropy("orders", "find", order.reference_id)
    assert (said.status, f"Order {order.order_id}" in said.out) == (0, True)
    followed = etoropy("orders", "wait", order.reference_id)
    assert (followed.status, "filled" in followed.out) == (0, True)
    assert etoropy("orders", "wait", str(order.order_id), "--json").json["state"] == "filled"


def test_an_order_of_which_nothing_is_known_is_not_called_absent(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("orders", "find", str(uuid4()))
    assert said.status == 5
    assert "Nothing is known" in said.err


def test_an_order_that_does_not_exist_may_be_sent_again(desk: Desk, etoropy: Etoropy) -> None:
    with desk.client() as etoro:
        # A look-up that found something shows that look-ups work on this account.
        order = etoro.buy_by_amount("BTC", 100)
        assert etoro.find_order(order.reference_id) is not None
    etoropy("orders", "find", order.reference_id)
    said = etoropy("orders", "find", str(uuid4()))
    assert (said.status, "safe to send it again" in said.out) in ((6, True), (5, False))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_terminal_is_too_narrow_for_ids_and_figures(
    width: int, desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = desk.simulator.account()
    position = own.place_position("BTC", 12_345.67)
    order = etoropy("buy", "AAPL", "1500", "--limit", "50", "--yes", "--json").json["order"]["order_id"]
    desk.later()
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": str(width)}.items():
        monkeypatch.setenv(name, value)
    shown = etoropy("portfolio").out
    assert "…" not in shown
    for whole in (str(position.id), "12,345.67", "position"):
        assert whole in shown
    shown = etoropy("orders").out
    for whole in (str(order), "1,500.00", "50.00"):
        assert whole in shown


def test_words_fold_where_figures_must_not() -> None:
    out = Output()
    out.console = Console(width=40, file=io.StringIO())
    out.table([words("why", ["because of something long that was said"]), texts("id", [2167578003123456])])
    assert isinstance(out.console.file, io.StringIO)
    lines = out.console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= 40
    assert "2167578003123456" in lines[2]
    assert " ".join(line.replace("2167578003123456", "").strip() for line in lines[2:]).split() == (
        ["because", "of", "something", "long", "that", "was", "said"]
    )


def test_a_simulated_account_has_no_journal_whatever_the_settings_name(
    etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ETORO_JOURNAL", str(tmp_path / "journal"))
    said = etoropy("orders", "reconcile", "--simulator")
    assert (said.status, "The simulated account has none" in said.err) == (2, True)


def test_reconcile_settles_what_the_journal_left_open(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    assert etoropy("orders", "reconcile").status == 2
    journal = tmp_path / "journal"
    desk.settings["journal"] = str(journal)
    assert "Nothing was left open." in etoropy("orders", "reconcile").out
    now = datetime.fromtimestamp(desk.simulator.clock.now(), UTC)
    lost = Intent(
        reference_id=str(uuid4()),
        mode="demo",
        kind="open",
        api="v2",
        instrument_id=100000,
        is_buy=True,
        sent_at=now,
        arrives_by=now,
        amount=100.0,
        leverage=1,
    )
    Journal(journal).intend(lost)
    desk.later(200)
    said = etoropy("orders", "reconcile", "--json")
    assert said.status == 0
    assert [(it["reference_id"], it["state"]) for it in said.json] == [(lost.reference_id, "not_placed")]


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (
            OrderResult(
                state="filled", order_id=7, status=3, positions=(FilledPosition(position_id=9, rate=1.5, units=2),)
            ),
            "Order 7: filled at 1.50 · position 9",
        ),
        (
            OrderResult(state="rejected", order_id=7, status=4, code="604", reason="Insufficient funds"),
            "Order 7: rejected (604 · Insufficient funds)",
        ),
        (OrderResult(state="timed_out", order_id=None), "The order: timed out"),
        (
            OrderResult(state="filled", order_id=7, status=3, net_profit=-1.5),
            "Order 7: filled · profit -1.50 USD",
        ),
    ],
)
def test_the_end_of_an_order_is_a_sentence(result: OrderResult, said: str) -> None:
    assert sentence(result) == said
