"""What the simulator's page shows and may change, and who may ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from etoropy.simulator import page
from etoropy.simulator.faults import KINDS, Faults
from etoropy.simulator.limits import Limits
from etoropy.simulator.page import views
from etoropy.simulator.page.door import foreign, is_json
from etoropy.simulator.page.switches import Senseless, clear_faults, set_faults, set_limits, strike
from etoropy.simulator.routes import Pool

from .desk import Desk

FILES = Path(page.__file__).parent


@pytest.fixture
def desk() -> Desk:
    return Desk()


def overview(desk: Desk, *added: str) -> dict[str, Any]:
    return views.overview(desk.sim, desk.mode, added)


# -- prices


def test_the_board_quotes_what_everybody_knows_and_what_the_accounts_hold(desk: Desk) -> None:
    desk.bought("AIR.PA")
    symbols = [it["symbol"] for it in overview(desk)["prices"]]
    assert symbols == [*views.BOARD, "AIR.PA"]


def test_a_waiting_order_puts_its_instrument_on_the_board(desk: Desk) -> None:
    desk.order_v2(symbol="MSFT", orderType="mit", triggerRate=1.0)
    assert "MSFT" in [it["symbol"] for it in overview(desk)["prices"]]


def test_a_price_on_the_board_is_the_one_that_the_api_tells(desk: Desk) -> None:
    quote = desk.quote("AAPL")
    apple = next(it for it in overview(desk)["prices"] if it["symbol"] == "AAPL")
    assert (apple["bid"], apple["ask"]) == (quote.bid, quote.ask)


def test_symbols_can_be_added_and_unknown_ones_are_named(desk: Desk) -> None:
    shown = overview(desk, "meta", "AAPL", "NO-SUCH-THING")
    symbols = [it["symbol"] for it in shown["prices"]]
    assert symbols.count("AAPL") == 1
    assert "META" in symbols
    assert shown["unknown"] == ["NO-SUCH-THING"]


def test_nobody_can_ask_for_the_whole_table_at_once(desk: Desk) -> None:
    many = [it.symbol for it in desk.sim.market.instruments.values()][:500]
    assert len(overview(desk, *many)["prices"]) < 100


def test_a_closed_market_shows_as_closed(desk: Desk) -> None:
    desk.sim.market.close_market("AAPL")
    assert [it["symbol"] for it in overview(desk)["prices"] if not it["is_open"]] == ["AAPL"]


def test_a_chart_is_the_last_hour_up_to_now(desk: Desk) -> None:
    closes = views.charts(desk.sim.market, [1001, 999_999_999], desk.sim.clock.now())
    assert closes.keys() == {"1001"}
    assert len(closes["1001"]) == 60
    assert closes["1001"][-1] == desk.quote("AAPL").bid


# -- the accounts


def test_an_account_is_worth_its_cash_its_positions_and_their_profit(desk: Desk) -> None:
    desk.bought("AAPL", 1000.0)
    desk.sim.market.set_price("AAPL", desk.quote("AAPL").bid * 2)
    balance = overview(desk)["accounts"]["demo"]
    assert balance["invested"] == 1000.0
    assert balance["profit"] > 900
    assert balance["equity"] == pytest.approx(balance["cash"] + 1000.0 + balance["profit"])


def test_money_in_a_copied_trader_counts_once(desk: Desk) -> None:
    before = overview(desk)["accounts"]["demo"]["equity"]
    desk.account.copy_trader("someone", 2000.0, ["AAPL"])
    after = overview(desk)["accounts"]["demo"]
    assert after["invested"] == 2000.0
    assert after["equity"] == pytest.approx(before, abs=5)  # the spread of what was bought
    assert overview(desk)["positions"][0]["is_copied"]


def test_both_accounts_are_shown_and_the_papers_are_of_one(desk: Desk) -> None:
    desk.sim.account("real").place_position("TSLA", 300.0)
    shown = overview(desk)
    assert shown["accounts"]["real"]["positions"] == 1
    assert shown["positions"] == []
    assert [it["symbol"] for it in views.overview(desk.sim, "real")["positions"]] == ["TSLA"]


def test_a_position_is_shown_at_the_rate_it_would_close_at(desk: Desk) -> None:
    desk.bought("TSLA", 500.0, transaction="sellShort", stopLossRate=100_000.0)
    (shown,) = overview(desk)["positions"]
    assert (shown["side"], shown["rate"], shown["stop_loss"]) == ("sell", desk.quote("TSLA").ask, 100_000.0)


def test_orders_that_wait_come_first_then_the_newest(desk: Desk) -> None:
    desk.order_v2(symbol="GOLD", orderType="mit", triggerRate=1000.0)
    desk.wait(1.0)
    desk.bought("AAPL")
    desk.bought("NVDA")
    assert [it["symbol"] for it in overview(desk)["orders"]] == ["GOLD", "NVDA", "AAPL"]


def test_a_refused_order_says_why(desk: Desk) -> None:
    desk.order_v2(symbol="TSLA", amount=1.0)
    desk.wait(1.0)
    (shown,) = overview(desk)["orders"]
    assert shown["status"] == "Rejected"
    assert shown["why"].startswith("720 ")


def test_a_close_names_its_position_and_leaves_a_trade(desk: Desk) -> None:
    position = desk.bought("AAPL")
    desk.close(position)
    desk.wait(1.0)
    shown = overview(desk)
    assert (shown["orders"][0]["kind"], shown["orders"][0]["position"]) == ("close", position.id)
    assert shown["trades"][0]["position"] == position.id
    assert shown["accounts"]["demo"]["realised"] == shown["trades"][0]["net_profit"]


# -- requests and limits


def test_requests_are_shown_newest_first_and_not_without_end(desk: Desk) -> None:
    for _ in range(views.REQUESTS):
        desk.get("/api/v1/me")
    desk.ask("GET", "/api/v1/nowhere?x=1")
    shown = overview(desk)["requests"]
    assert len(shown) == views.REQUESTS
    assert (shown[0]["target"], shown[0]["status"], shown[0]["operation"]) == ("/api/v1/nowhere?x=1", 404, None)


def test_a_fault_is_named_beside_the_request_that_it_struck(desk: Desk) -> None:
    desk.sim.faults.next("error_after")
    desk.ask("GET", "/api/v1/me")
    assert overview(desk)["requests"][0]["fault"] == "error_after"


def test_no_key_is_ever_part_of_what_is_shown(desk: Desk) -> None:
    desk.get("/api/v1/me")
    shown = str(overview(desk))
    for pair in desk.sim.world.keys.values():
        assert pair.api_key not in shown
        assert pair.user_key not in shown


def test_a_pool_is_shown_with_what_is_used_and_when_the_next_place_comes() -> None:
    desk = Desk(limits=True)
    desk.get("/api/v1/me")
    desk.wait(20.0)
    desk.get("/api/v1/me")
    expected = {"name": "default", "limit": 60, "used": 2, "window": 60, "reset": 40.0}
    assert overview(desk)["limits"] == {"is_on": True, "pools": [expected]}
    desk.wait(45.0)
    assert overview(desk)["limits"]["pools"][0]["used"] == 1


def test_looking_at_the_limits_uses_none_of_them() -> None:
    limits, pool = Limits(), Pool("orders", 3, 60)
    limits.admit("key", pool, 0.0)
    for _ in range(10):
        (standing,) = limits.standing("key", 1.0)
    assert (standing.remaining, standing.is_admitted) == (2, True)
    assert limits.standing("another key", 1.0) == []


# -- switches


def test_every_fault_is_explained(desk: Desk) -> None:
    assert views.MEANINGS.keys() == set(KINDS)
    assert [it["kind"] for it in overview(desk)["faults"]["kinds"]] == list(KINDS)


def test_rates_are_set_one_by_one() -> None:
    faults = Faults(reset=0.5)
    set_faults(faults, {"rates": {"slow": 0.25}, "only": "POST", "slow_seconds": 2})
    assert (faults.reset, faults.slow, faults.only, faults.slow_seconds) == (0.5, 0.25, "POST", 2.0)
    set_faults(faults, {"only": ""})
    assert faults.only is None


def test_a_fault_can_be_told_to_strike_and_all_can_be_cleared() -> None:
    faults = Faults(reset=0.5)
    strike(faults, {"kind": "slow"})
    assert faults.forced == ("slow",)
    clear_faults(faults, {})
    assert not faults.forced
    assert faults.reset == 0.0


@pytest.mark.parametrize(
    "change",
    [
        {"rates": {"reset": 1.5}},
        {"rates": {"reset": True}},
        {"rates": {"reset": "1"}},
        {"rates": {"reset": float("nan")}},
        {"rates": {"seed": 1}},
        {"rates": {"slow": 0.5, "reset": -1}},
        {"rates": []},
        {"only": "("},
        {"only": 3},
        {"slow_seconds": -1},
        {"slow_seconds": 1e9},
        {"seed": 3},
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing(change: dict[str, Any]) -> None:
    faults = Faults(only="GET")
    with pytest.raises(Senseless):
        set_faults(faults, change)
    assert (set(faults.rates().values()), faults.only, faults.slow_seconds) == ({0.0}, "GET", 0.25)


def test_limits_are_switched_by_true_and_false_only() -> None:
    limits = Limits()
    set_limits(limits, {"is_on": False})
    assert not limits.is_on
    with pytest.raises(Senseless):
        set_limits(limits, {"is_on": 1})


# -- who may ask


@pytest.mark.parametrize(
    ("headers", "is_foreign"),
    [
        ({"host": "127.0.0.1:8765"}, False),
        ({"host": "127.0.0.1:8765", "origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}, False),
        ({"host": "LocalHost:8765", "origin": "http://localhost:8765"}, False),
        ({"host": "127.0.0.1:8765", "sec-fetch-site": "none"}, False),
        ({"host": "127.0.0.1:8765", "sec-fetch-site": "cross-site"}, True),
        ({"host": "127.0.0.1:8765", "sec-fetch-site": "same-site"}, True),
        ({"host": "127.0.0.1:8765", "origin": "http://127.0.0.1:9999"}, True),
        ({"host": "127.0.0.1:8765", "origin": "https://bad.example"}, True),
        ({"host": "127.0.0.1:8765", "origin": "null"}, True),
    ],
)
def test_what_another_site_sends_is_foreign(headers: Mapping[str, str], is_foreign: bool) -> None:
    assert (foreign(headers) is not None) is is_foreign


def test_only_json_counts_as_json() -> None:
    assert is_json({"content-type": "application/json; charset=utf-8"})
    assert not is_json({"content-type": "text/plain"})
    assert not is_json({})


# -- over the port


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    with desk.sim, httpx.Client(base_url=desk.sim.base_url, timeout=10.0) as client:
        yield client


@pytest.mark.port
def test_the_page_loads_nothing_from_elsewhere_and_cannot_be_framed(client: httpx.Client) -> None:
    answer = client.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    for name in ("page.css", "page.js"):
        assert f"/{name}" in answer.text
        assert client.get(f"/{name}").status_code == 200
    for file in FILES.glob("page.*"):
        assert "//" not in file.read_text(encoding="utf-8").replace("// ", "").replace("//\n", "").replace(
            "http://www.w3.org/2000/svg", ""
        )


@pytest.mark.port
def test_state_and_charts_are_served_and_the_requests_for_them_are_not_logged(desk: Desk, client: httpx.Client) -> None:
    assert client.get("/page/state", params={"account": "real"}).json()["account"] == "real"
    assert client.get("/page/charts", params={"ids": "1001"}).json().keys() == {"1001"}
    assert client.get("/page/charts", params={"ids": "1001;drop"}).status_code == 400
    assert desk.sim.requests == []


@pytest.mark.port
def test_a_switch_is_posted_as_json(desk: Desk, client: httpx.Client) -> None:
    assert client.post("/page/faults", json={"rates": {"reset": 0.5}}).status_code == 204
    assert desk.sim.faults.reset == 0.5
    assert client.post("/page/faults/strike", json={"kind": "slow"}).status_code == 204
    assert client.post("/page/faults/clear", json={}).status_code == 204
    assert (desk.sim.faults.reset, desk.sim.faults.forced) == (0.0, ())
    assert client.post("/page/limits", json={"is_on": True}).status_code == 204
    assert desk.sim.limits.is_on


@pytest.mark.port
@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b'{"rates": {"reset": 1}}', {"content-type": "text/plain"}, 415),
        (b'{"rates": {"reset": 1}}', {"origin": "http://bad.example"}, 403),
        (b'{"rates": {"reset": 1}}', {"sec-fetch-site": "cross-site"}, 403),
        (b'{"rates": {"reset": 1}}', {"host": "bad.example"}, 421),
        (b'{"rates": {"reset": 1}', {}, 400),
        (b'["reset"]', {}, 400),
        (b'{"rates": {"reset": 7}}', {}, 400),
        (b" " * 20_000, {}, 413),
    ],
)
def test_what_must_not_change_anything_does_not(
    desk: Desk, client: httpx.Client, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.post("/page/faults", content=content, headers={"content-type": "application/json"} | headers)
    assert answer.status_code == status
    assert desk.sim.faults.reset == 0.0


@pytest.mark.port
@pytest.mark.parametrize("path", ["/page/state", "/page/charts?ids=1001"])
def test_another_site_reads_nothing(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.port
def test_reading_changes_nothing(desk: Desk, client: httpx.Client) -> None:
    assert client.get("/page/faults").status_code == 405
    assert client.put("/page/limits", json={"is_on": True}).status_code == 405
    assert client.get("/somewhere/else").status_code == 404
