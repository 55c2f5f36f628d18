"""The fixtures that etoropy gives to other people's tests: used here as there, and tried in a test run of their own."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from importlib.metadata import entry_points
from textwrap import dedent
from typing import Any

import pytest

import etoropy.pytest_plugin
from etoropy import AsyncEToroTrading, EToroOrderNotPlacedError, EToroTrading, OrderResult, Quote, Simulator
from etoropy.simulator.clock import SimClock

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.port


# -- being loaded


def test_pytest_finds_the_plugin_by_itself() -> None:
    found = [it for it in entry_points(group="pytest11") if it.value == etoropy.pytest_plugin.__name__]
    assert len(found) == 1


def test_starting_pytest_loads_nothing_but_the_plugin() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import etoropy.pytest_plugin; print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(loaded) == ["etoropy", "etoropy.pytest_plugin"]


# -- trading


def test_a_bot_trades_blocking_and_follows_prices(etoro: EToroTrading, etoro_simulator: Simulator) -> None:
    result = etoro.wait_for_order(etoro.buy_by_amount("AAPL", 100))
    assert result.state == "filled"
    assert [it.id for it in etoro_simulator.account().positions] == list(result.position_ids)
    assert next(iter(etoro.stream("AAPL"))).symbol == "AAPL"


async def trade(etoro: AsyncEToroTrading) -> tuple[OrderResult, Quote]:
    result = await etoro.wait_for_order(await etoro.buy_by_amount("AAPL", 100))
    async for quote in etoro.stream("AAPL"):
        return result, quote
    raise AssertionError("the stream ended")


def test_a_bot_trades_async(async_etoro: AsyncEToroTrading) -> None:
    result, quote = asyncio.run(trade(async_etoro))
    assert (result.state, quote.symbol) == ("filled", "AAPL")


def test_the_async_client_may_be_closed_in_its_loop(async_etoro: AsyncEToroTrading) -> None:
    async def main() -> str:
        async with async_etoro as etoro:
            return (await trade(etoro))[0].state

    assert asyncio.run(main()) == "filled"


@pytest.mark.anyio
async def test_the_async_client_works_under_a_plugin_that_runs_the_loop(async_etoro: AsyncEToroTrading) -> None:
    assert (await trade(async_etoro))[0].state == "filled"


@pytest.fixture
def keys_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"MODE": "real", "API_KEY": "precious", "READ_ONLY": "1"}.items():
        monkeypatch.setenv(f"ETORO_{name}", value)


@pytest.mark.usefixtures("keys_of_the_machine")
def test_clients_that_the_bot_makes_itself_reach_the_simulator_and_nothing_else(etoro_simulator: Simulator) -> None:
    with EToroTrading() as client:
        assert (client.mode, client.config.read_only) == ("demo", False)
        client.wait_for_order(client.buy_by_amount("BTC", 100))
    assert etoro_simulator.requests
    assert "precious" not in [it.headers["x-api-key"] for it in etoro_simulator.requests]


_KEYS: set[str] = set()


@pytest.mark.parametrize("time", [1, 2])
def test_each_test_has_an_account_and_keys_of_its_own(
    etoro: EToroTrading, etoro_simulator: Simulator, time: int
) -> None:
    assert etoro_simulator.account().orders == []
    etoro.buy_by_amount("AAPL", 100)
    _KEYS.add(etoro_simulator.user_key)
    assert len(_KEYS) == time


def test_limits_hold_no_test_up_unless_they_are_wanted(etoro: EToroTrading, etoro_simulator: Simulator) -> None:
    for _ in range(130):
        etoro.get_rates("AAPL")
    assert {it.status for it in etoro_simulator.requests} == {200}


class TestASuiteWithOptionsOfItsOwn:
    @pytest.fixture
    def etoro_simulator_options(self) -> dict[str, Any]:
        return {"credit": {"demo": 50.0}, "limits": True}

    def test_has_a_simulator_that_was_made_with_them(self, etoro: EToroTrading, etoro_simulator: Simulator) -> None:
        assert etoro.get_portfolio().credit == 50.0
        assert etoro.config.rate_limit
        assert etoro_simulator.limits.is_on


# -- time and faults


class TestOnAClockMovedByHand:
    @pytest.fixture
    def etoro_simulator_options(self) -> dict[str, Any]:
        return {"clock": SimClock.manual()}

    @pytest.mark.faults(lost_reply_before=1.0, only="POST")
    def test_half_a_minute_of_looking_for_an_order_takes_no_time(
        self, etoro: EToroTrading, etoro_simulator: Simulator
    ) -> None:
        before = etoro_simulator.clock.now()
        with pytest.raises(EToroOrderNotPlacedError):
            etoro.buy_by_amount("AAPL", 100)
        assert etoro_simulator.clock.now() - before > 25
        assert etoro_simulator.account().orders == []

    @pytest.mark.faults(lost_reply_after=1.0, only="POST")
    def test_a_lost_answer_is_survived(self, etoro: EToroTrading, etoro_simulator: Simulator) -> None:
        assert etoro.buy_by_amount("AAPL", 100).found == "reference"
        assert len(etoro_simulator.account().orders) == 1

    def test_awaiting_moves_the_clock_too(self, async_etoro: AsyncEToroTrading, etoro_simulator: Simulator) -> None:
        async def main() -> OrderResult:
            return await async_etoro.wait_for_order(await async_etoro.buy_by_amount("AAPL", 100))

        assert asyncio.run(main()).state == "filled"


@pytest.mark.faults(reset=0.5, slow=0.25, slow_seconds=3)
class TestMarkersOnAClass:
    @pytest.mark.faults(reset=0.75)
    def test_give_way_to_the_one_on_the_test(self, etoro_simulator: Simulator) -> None:
        faults = etoro_simulator.faults
        assert (faults.reset, faults.slow, faults.slow_seconds, faults.only) == (0.75, 0.25, 3, None)


# -- in a run of its own


def test_a_marker_that_makes_no_sense_fails_its_test_and_says_why(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        dedent(
            """
            import pytest

            @pytest.mark.faults(lost=1.0)
            def test_a_fault_that_there_is_not(etoro_simulator):
                pass

            @pytest.mark.faults(reset=2)
            def test_a_rate_that_is_none(etoro_simulator):
                pass

            @pytest.mark.faults("reset")
            def test_no_name(etoro_simulator):
                pass
            """
        )
    )
    result = pytester.runpytest_inprocess("-W", "error", "-p", "no:xdist", "--strict-markers")
    result.assert_outcomes(errors=3)
    for complaint in ("there is no fault 'lost'", "reset is a rate from 0 to 1", "takes names only"):
        result.stdout.fnmatch_lines([f"*@pytest.mark.faults*{complaint}*"])


def test_the_fixtures_and_the_marker_are_listed(pytester: pytest.Pytester) -> None:
    shown = pytester.runpytest_inprocess("-p", "no:xdist", "--markers").stdout.str()
    assert "@pytest.mark.faults(only=..., slow_seconds=..., **rates)" in shown
    shown = pytester.runpytest_inprocess("-p", "no:xdist", "--fixtures").stdout.str()
    for name in ("etoro_simulator", "etoro_simulator_options", "etoro", "async_etoro"):
        assert f"\n{name} -- " in shown
