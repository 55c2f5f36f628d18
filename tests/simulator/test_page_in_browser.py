"""The simulator's page as a user meets it, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from etoropy.simulator.server import Server
from etoropy.simulator.simulator import Simulator

from .browser import CHROMIUM, Browser
from .desk import Desk

pytestmark = [
    pytest.mark.port,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
]

TAB, ENTER, SPACE, RIGHT = 9, 13, 32, 39


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An account with something in it: a position, a waiting order, a refused one, and a closed trade."""
    desk = Desk(limits=True)
    desk.bought("AAPL", 1000.0)
    desk.bought("NVDA", 700.0)
    desk.close(desk.bought("BTC", 250.0))
    desk.order_v2(symbol="GOLD", amount=500.0, orderType="mit", triggerRate=1000.0)
    desk.order_v2(symbol="TSLA", amount=1.0)
    desk.wait(1.0)
    with desk.sim:
        yield desk


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Browser]:
    browser.screen(1440)
    browser.open(f"{desk.sim.base_url}/")
    browser.wait_for("document.querySelector('#connection.live')")
    yield browser
    assert browser.complaints == []


def rows(page: Browser, body: str) -> list[list[str]]:
    listed = f"[...document.querySelector('#{body}').rows].map(row => [...row.cells].map(cell => cell.innerText))"
    found: list[list[str]] = json.loads(page.js(f"JSON.stringify({listed})"))
    return found


def ask(sim: Simulator, path: str) -> None:
    httpx.get(f"{sim.base_url}{path}", headers=sim.headers())


def test_the_page_shows_prices_and_follows_them(page: Browser, desk: Desk) -> None:
    assert {row[0].split("\n")[0] for row in rows(page, "price-rows")} >= {"AAPL", "BTC", "EURUSD"}
    desk.sim.market.set_price("AAPL", 500.0)
    page.wait_for("document.querySelector('#price-rows td.up')")
    page.wait_for("document.querySelector('#price-rows').rows[0].innerText.includes('500.')")


def test_the_page_shows_positions_orders_and_trades_of_the_account(page: Browser, desk: Desk) -> None:
    (apple, nvidia) = rows(page, "position-rows")
    assert apple[1].strip() == "AAPL"
    assert apple[3] == "1,000.00"
    assert nvidia[1].strip() == "NVDA"
    orders = page.text("#order-rows")
    assert "pending triggered rate" in orders
    assert "rejected" in orders
    assert "720" in orders  # eToro's code for an amount under the minimum
    assert rows(page, "trade-rows")[0][2] == "BTC"


def test_a_position_that_is_opened_appears_without_reloading(page: Browser, desk: Desk) -> None:
    desk.bought("MSFT", 400.0)
    page.wait_for("document.querySelector('#position-rows').innerText.includes('MSFT')")


def test_the_account_is_chosen_with_the_keyboard_and_survives_reloading(page: Browser, desk: Desk) -> None:
    desk.sim.world.accounts["real"].place_position("TSLA", 300.0)
    page.js("document.querySelector('#accounts input:checked').focus()")
    page.press("ArrowRight", RIGHT)
    page.wait_for("document.querySelector('#position-rows').innerText.includes('TSLA')")
    assert "AAPL" not in page.text("#position-rows")
    page.open(f"{desk.sim.base_url}/{page.js('location.hash')}")
    page.wait_for("document.querySelector('#position-rows').innerText.includes('TSLA')")
    assert page.js("document.querySelector('#accounts input:checked').value") == "real"


def test_a_symbol_is_added_to_the_prices_and_an_unknown_one_is_said_to_be(page: Browser, desk: Desk) -> None:
    for symbol in ("msft", "NOPE"):
        page.js("document.querySelector('#symbol').focus()")
        page.type(symbol)
        page.press("Enter", ENTER, "\r")
    page.wait_for("document.querySelector('#price-rows').innerText.includes('MSFT')")
    page.wait_for("document.querySelector('#unknown').innerText.includes('NOPE')")


def test_requests_are_listed_and_filtered(page: Browser, desk: Desk) -> None:
    ask(desk.sim, "/api/v1/me")
    ask(desk.sim, "/api/v1/nowhere/<img src=x onerror=alert(1)>")
    page.wait_for("document.querySelector('#request-rows').innerText.includes('/nowhere/')")
    assert page.js("document.querySelectorAll('#request-rows img').length") == 0
    page.click("#log-failures")
    page.wait_for("!document.querySelector('#request-rows').innerText.includes('/api/v1/me')")
    page.click("#log-failures")
    page.js("document.querySelector('#log-text').focus()")
    page.type("v1/me")
    page.wait_for("document.querySelector('#request-rows').rows.length === 1")


def test_the_limits_show_what_is_used_and_can_be_switched_off(page: Browser, desk: Desk) -> None:
    # Six orders were sent, a second apart each; the clock stands still since.
    assert [[cell.strip() for cell in row] for row in rows(page, "pool-rows")] == [
        ["execution-demo", "6 of 20", "56 s"]
    ]
    page.js("document.querySelector('#limits-on').focus()")
    page.press(" ", SPACE, " ")
    page.wait_for("!document.querySelector('#limits-on').checked")
    page.wait_for("fetch('/page/state').then(it => it.json()).then(it => !it.limits.is_on)")
    assert not desk.sim.limits.is_on


def test_a_fault_is_set_with_the_keyboard_and_all_are_cleared(page: Browser, desk: Desk) -> None:
    page.js("document.querySelector('#rate-reset').focus()")
    page.press("ArrowRight", RIGHT)
    page.wait_for("document.querySelector('#fault-reset.on')")
    assert desk.sim.faults.reset == pytest.approx(0.05)
    assert "5 %" in page.text("#fault-reset")
    page.click("#clear")
    page.wait_for("!document.querySelector('.fault.on')")
    assert desk.sim.faults.reset == 0.0


def test_a_fault_that_is_to_strike_next_strikes_once_and_is_in_the_log(page: Browser, desk: Desk) -> None:
    page.click("#fault-error_after button")
    page.wait_for("document.querySelector('#fault-error_after.on')")
    ask(desk.sim, "/api/v1/me")
    page.wait_for("document.querySelector('#request-rows').innerText.includes('error_after')")
    page.wait_for("!document.querySelector('#fault-error_after.on')")


def test_which_requests_are_struck_is_typed_in_and_nonsense_is_refused(page: Browser, desk: Desk) -> None:
    page.js("document.querySelector('#only').focus()")
    page.type("POST .*/orders")
    page.press("Enter", ENTER, "\r")
    page.wait_for("fetch('/page/state').then(it => it.json()).then(it => it.faults.only)")
    assert desk.sim.faults.only == "POST .*/orders"
    page.type("(")
    page.press("Enter", ENTER, "\r")
    page.wait_for("document.querySelector('#refused').innerText.includes('regular expression')")
    assert desk.sim.faults.only == "POST .*/orders"
    page.complaints.clear()  # Chromium notes every 400


def test_the_first_stop_of_the_keyboard_leads_past_the_header(page: Browser) -> None:
    page.press("Tab", TAB)
    assert page.js("document.activeElement.className") == "skip"
    page.press("Enter", ENTER, "\r")
    page.wait_for("document.activeElement.id === 'prices'")


def test_every_control_has_a_name(page: Browser) -> None:
    page.wait_for("document.querySelectorAll('.fault').length === 11")
    tree = page.call("Accessibility.getFullAXTree")["nodes"]
    controls = {"button", "checkbox", "switch", "radio", "slider", "spinbutton", "textbox", "searchbox"}
    found = [node for node in tree if node.get("role", {}).get("value") in controls]
    assert {node["role"]["value"] for node in found} == controls
    assert [node for node in found if not node.get("name", {}).get("value")] == []


@pytest.mark.parametrize("width", [360, 800, 1440])
def test_nothing_sticks_out_sideways(page: Browser, width: int) -> None:
    page.screen(width)
    page.wait_for("document.querySelector('#order-rows').rows.length > 2")
    assert page.js("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_light_and_dark(page: Browser, scheme: str) -> None:
    page.screen(1440, scheme=scheme)
    page.wait_for("document.querySelector('#order-rows').rows.length > 2")
    weakest = page.js(
        """(() => {
        const light = (text) => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map((it) => it / 255)
            .map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = (it) => { for (; it; it = it.parentElement) { const found = getComputedStyle(it).backgroundColor;
            if (!found.endsWith(', 0)')) return found; } return 'rgb(255, 255, 255)'; };
        const contrast = (it) => { const [a, b] = [getComputedStyle(it).color, ground(it)].map(light);
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
        const shown = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility() &&
            [...it.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
        return Math.min(...shown.map(contrast)); })()"""
    )
    assert weakest >= 4.5


def test_the_page_says_so_when_the_simulator_is_gone(browser: Browser) -> None:
    desk = Desk()
    with desk.sim:
        browser.open(f"{desk.sim.base_url}/")
        browser.wait_for("document.querySelector('#connection.live')")
    browser.wait_for("document.querySelector('#connection.lost')")
    assert browser.text("#connection") == "The simulator does not answer"


def test_a_page_of_another_site_changes_nothing(browser: Browser, desk: Desk) -> None:
    async def elsewhere(_: Request) -> Response:
        return HTMLResponse("<title>Elsewhere</title>")

    with Server(Desk().sim, pages=[Route("/", elsewhere)]) as other:
        browser.open(f"{other.base_url}/")
        target = f"{desk.sim.base_url}/page/faults"
        body = '{"rates": {"reset": 1.0}}'
        # The first asks beforehand and is not let; the second is sent, and refused.
        for kind, mode in (("application/json", "cors"), ("text/plain", "no-cors")):
            said = browser.js(
                f"fetch({target!r}, {{method: 'POST', mode: {mode!r}, body: {body!r}, "
                f"headers: {{'content-type': {kind!r}}}}}).then(() => 'sent', () => 'failed')"
            )
            assert said == "failed"
    assert desk.sim.faults.reset == 0.0
