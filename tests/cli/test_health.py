"""Limits, the doctor, and what happens without keys, with wrong ones, and without a network."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from etoropy import Simulator
from etoropy.cli import session as sessions
from etoropy.cli.health import _clock
from tests.cli.conftest import Desk, Etoropy

NOW = datetime(2026, 3, 4, 15, 0, 0, 400_000, tzinfo=UTC)


@pytest.fixture(scope="module")
def served() -> Iterator[Simulator]:
    with Simulator(seed=7) as simulator:
        yield simulator


@pytest.fixture
def environment(served: Simulator, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("base_url", "ws_url", "api_key", "user_key"):
        monkeypatch.setenv(f"ETORO_{name.upper()}", getattr(served, name))
    monkeypatch.setenv("ETORO_RETRY_ATTEMPTS", "1")
    return monkeypatch


def test_without_keys_the_simulator_is_offered(etoropy: Etoropy) -> None:
    said = etoropy("quote", "AAPL")
    assert said.status == 3
    assert "ETORO_API_KEY is not set" in said.err
    assert "--simulator" in said.err
    told = etoropy("quote", "AAPL", "--json")
    assert (told.out, '"field": "api_key"' in told.err) == ("", True)


def test_with_simulator_every_command_has_something_to_show(etoropy: Etoropy) -> None:
    assert "nothing here is real" in etoropy("quote", "AAPL", "--simulator").err
    held = etoropy("portfolio", "--simulator", "--json")
    assert held.err == ""
    assert len(held.json["positions"]) == 4
    assert len(etoropy("history", "--simulator", "--json").json) == 10


@pytest.mark.port
def test_the_environment_says_which_account(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    assert etoropy("portfolio", "--json").json["mode"] == "demo"
    environment.setenv("ETORO_MODE", "practice")
    said = etoropy("portfolio")
    assert (said.status, "ETORO_MODE" in said.err) == (2, True)


@pytest.mark.port
def test_wrong_keys_end_with_3(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    environment.setenv("ETORO_USER_KEY", "wrong")
    assert etoropy("portfolio").status == 3


def test_nobody_there_ends_with_4(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    environment.setenv("ETORO_BASE_URL", "http://127.0.0.1:9")
    said = etoropy("portfolio")
    assert (said.status, "Could not connect" in said.err) == (4, True)


def test_limits_tell_what_is_left_of_each_pool(desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "client", with_limits)
    said = etoropy("limits")
    assert said.status == 0
    assert "119 of 120" in said.out
    pools = {pool["name"]: pool for pool in etoropy("limits", "--json").json}
    assert pools["portfolio-demo"]["server"]["limit"] == 60


def with_limits(desk: Desk) -> object:
    from etoropy.cli.simulated import account

    return account()


@pytest.mark.port
def test_the_doctor_finds_a_healthy_account_well(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    said = etoropy("doctor")
    assert (said.status, "All is well." in said.out) == (0, True)
    assert said.out.count("✓") >= 8
    told = etoropy("doctor", "--json").json
    assert told["healthy"]
    assert [it["what"] for it in told["findings"]] == (
        ["installation", "symbols", "settings", "eToro", "clock", "keys", "account", "stream", "limits"]
    )


def test_the_doctor_says_which_keys_are_missing_and_how_to_get_them(etoropy: Etoropy) -> None:
    said = etoropy("doctor")
    assert said.status == 1
    assert "✗ settings     not set: ETORO_API_KEY, ETORO_USER_KEY" in said.out
    assert "API key management" in said.out


@pytest.mark.port
def test_the_doctor_tells_wrong_keys_from_a_dead_network(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    environment.setenv("ETORO_USER_KEY", "wrong")
    said = etoropy("doctor")
    assert (said.status, "Check both keys" in said.out) == (1, True)
    environment.setenv("ETORO_BASE_URL", "http://127.0.0.1:9")
    said = etoropy("doctor")
    assert (said.status, "Check network" in said.out) == (1, True)


@pytest.mark.port
def test_the_doctor_finds_a_dead_stream_behind_a_living_api(environment: pytest.MonkeyPatch, etoropy: Etoropy) -> None:
    environment.setenv("ETORO_WS_URL", "ws://127.0.0.1:9/ws")
    environment.setenv("ETORO_TIMEOUT", "2")
    findings = {it["what"]: it["state"] for it in etoropy("doctor", "--json").json["findings"]}
    assert (findings["account"], findings["stream"], findings["limits"]) == ("ok", "bad", "ok")


@pytest.mark.port
def test_the_doctor_looks_after_guards_journal_and_table(
    environment: pytest.MonkeyPatch, served: Simulator, etoropy: Etoropy, tmp_path: Path
) -> None:
    environment.setenv("ETORO_MODE", "real")
    environment.setenv("ETORO_API_KEY", served.real_api_key)
    environment.setenv("ETORO_USER_KEY", served.real_user_key)
    environment.setenv("ETORO_JOURNAL", str(tmp_path / "nowhere" / "journal"))
    sessions.table_path().parent.mkdir(parents=True)
    sessions.table_path().write_text("this is no table\nat all\n", encoding="utf-8")
    said = etoropy("doctor")
    assert said.status == 1
    assert "ETORO_MAX_ORDER_AMOUNT bounds" in said.out
    assert "✗ symbols" in said.out
    environment.setenv("ETORO_JOURNAL", str(tmp_path / "journal"))
    sessions.table_path().write_text("symbol,instrument_id,isin\nAAPL,1001,\n", encoding="utf-8")
    said = etoropy("doctor")
    assert (said.status, "1 in your own table" in said.out, "✓ journal" in said.out) == (0, True, True)


@pytest.mark.parametrize(
    ("off", "state", "said"),
    [(0, "ok", "agrees"), (10, "look", "10 s ahead of"), (-10, "look", "10 s behind"), (600, "bad", "600 s ahead of")],
)
def test_the_clock_is_held_against_etoros(off: float, state: str, said: str) -> None:
    theirs = format_datetime(NOW.replace(microsecond=0), usegmt=True)
    finding = _clock(theirs, NOW + timedelta(seconds=off))
    assert finding.state == state
    assert said in finding.said


@pytest.mark.parametrize("header", [None, "", "yesterday"])
def test_an_answer_without_a_time_says_nothing_of_the_clock(header: str | None) -> None:
    assert _clock(header, NOW).state == "ok"
