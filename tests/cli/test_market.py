"""Quotes, candles and search, for people and for programs."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etoropy.cli.chart import rows_of
from etoropy.models import Candle
from tests.cli.conftest import Desk, Etoropy


def test_quotes_come_as_a_table_in_the_order_asked(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("quote", "btc", "AAPL", "1")
    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()[2:]] == ["BTC", "AAPL", "EURUSD"]
    quote = desk.simulator.market.quote(desk.simulator.market.named("AAPL"))
    assert f"{quote.bid:.2f}" in said.out


def test_programs_get_the_same_as_json(desk: Desk, etoropy: Etoropy) -> None:
    (rate,) = etoropy("quote", "AAPL", "--json").json
    assert (rate["symbol"], rate["instrument_id"]) == ("AAPL", 1001)
    assert isinstance(rate["bid"], float)
    assert datetime.fromisoformat(rate["date"]).utcoffset() == timedelta(0)


def test_an_unknown_symbol_ends_with_2_and_names_what_may_be_meant(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("quote", "AAPLE")
    assert said.status == 2
    assert "No instrument has the symbol 'AAPLE'" in said.err
    assert said.out == ""
    told = etoropy("quote", "GOLDB", "--json")
    assert told.out == ""
    assert '"candidates"' in told.err
    assert '"status": 2' in told.err


@pytest.mark.parametrize("interval", ["1h", "1H", "OneHour", "onehour"])
def test_candles_come_by_either_name_of_their_length(interval: str, desk: Desk, etoropy: Etoropy) -> None:
    candles = etoropy("candles", "AAPL", "-i", interval, "-n", "3", "--json").json
    times = [datetime.fromisoformat(candle["from_date"]) for candle in candles]
    assert times[1] - times[0] == timedelta(hours=1)


def test_a_month_is_not_taken_for_a_minute(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("candles", "AAPL", "-i", "1M")
    assert (said.status, said.out) == (2, "")
    assert "no bars of a month" in " ".join(said.err.split())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    ("line", "why"),
    [
        (">/dev/full", "cannot be written: No space left on device"),
        (">&-", "cannot be written: standard output is closed"),
        ("| true", ""),
    ],
)
def test_an_answer_that_cannot_be_written_is_said_in_a_sentence(line: str, why: str) -> None:
    command = f'"{sys.executable}" -m etoropy.cli quote AAPL --json --simulator {line}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == bool(why)
    assert why in done.stderr


def test_candles_come_as_a_table_with_their_moves(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("candles", "AAPL", "-n", "4")
    assert len(said.out.splitlines()) == 6
    assert said.out.count(" %") == 4


def test_a_chart_is_drawn_in_the_terminal(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("candles", "BTC", "--chart", "-n", "500")
    lines = said.out.splitlines()
    assert lines[0] == "BTC · OneDay"
    assert len(lines) == 20
    assert max(map(len, lines)) <= 102
    assert "◂" in said.out


def test_a_picture_is_drawn_into_a_file(desk: Desk, etoropy: Etoropy, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plot)")
    path = tmp_path / "candles.png"
    said = etoropy("candles", "AAPL", "--png", str(path))
    assert (said.status, said.out) == (0, "")
    assert str(path) in said.err
    assert path.read_bytes().startswith(b"\x89PNG")
    refused = etoropy("candles", "AAPL", "--png", str(tmp_path / "nowhere" / "x.png"))
    assert refused.status == 1
    assert "cannot be written" in refused.err


def test_without_matplotlib_a_picture_names_the_extra(
    desk: Desk, etoropy: Etoropy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "etoropy.views.figure", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    said = etoropy("candles", "AAPL", "--png", "x.png")
    assert said.status == 1
    assert "etoropy[plot]" in said.err


def test_search_finds_by_symbol_and_by_name_and_puts_the_thing_itself_first(desk: Desk, etoropy: Etoropy) -> None:
    symbols = [hit["internal_symbol_full"] for hit in etoropy("search", "apple", "--json").json]
    assert symbols[0] == "AAPL"
    assert "AAPL.EUR" in symbols
    assert "AAPL" in etoropy("search", "AAPL").out
    assert "Nothing goes by that" in etoropy("search", "no", "such", "thing").out
    assert len(etoropy("search", "a", "-n", "4", "--json").json) == 4


# The chart itself.


def bar(day: int, open_: float, high: float, low: float, close: float) -> Candle:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    return Candle(from_date=start + timedelta(days=day), open=open_, high=high, low=low, close=close)


def plain(rows: Any) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def test_rising_and_falling_bodies_differ_in_letter_and_in_colour() -> None:
    rows = rows_of([bar(0, 1, 5, 1, 3), bar(1, 3, 3, 1, 2)], width=40, height=5)
    assert [line[:2] for line in plain(rows)[:5]] == ["│ ", "│ ", "▒█", "▒█", "▒│"]
    styles = {text[0]: style for row in rows[:5] for text, style in row if text[0] in "▒█"}
    assert styles == {"▒": "green", "█": "red"}


def test_the_scale_tells_highest_lowest_and_the_last_price() -> None:
    lines = plain(rows_of([bar(0, 10, 20, 5, 15)], width=40, height=7))
    assert lines[0].endswith("20.00")
    assert lines[6].endswith("5.00")
    assert sum("15.00 ◂" in line for line in lines) == 1
    assert lines[7] == "02 Mar 2026 – 02 Mar 2026"


def test_small_prices_are_told_to_the_digits_that_count() -> None:
    lines = plain(rows_of([bar(0, 0.0000512, 0.0000531, 0.0000498, 0.0000517)], width=40, height=7))
    assert lines[0].endswith(" 0.0000531")
    assert sum("0.0000517 ◂" in line for line in lines) == 1
    lines = plain(rows_of([bar(0, 0.41, 0.53, 0.41, 0.468109)], width=40, height=7))
    assert (lines[0].split()[-1], lines[6].split()[-1]) == ("0.53", "0.41")
    assert sum("0.468109 ◂" in line for line in lines) == 1
    assert "0.0000512 ◂" in "".join(plain(rows_of([bar(0, *[0.0000512] * 4)], width=40, height=3)))


def test_only_the_newest_bars_that_fit_are_drawn_and_those_without_prices_left_out() -> None:
    bars = [bar(n, 1, 2, 1, 2) for n in range(50)]
    hole = Candle(from_date=datetime(2026, 5, 1, tzinfo=UTC))
    lines = plain(rows_of([*bars, hole], width=44, height=3))
    assert lines[1].startswith("▒" * 30 + " ")
    assert lines[-1].endswith("20 Apr 2026")


def test_a_flat_market_and_an_empty_one_can_be_drawn() -> None:
    assert plain(rows_of([bar(0, 3, 3, 3, 3)], width=40, height=4))[0].startswith("▒")
    assert plain(rows_of([], width=40, height=4)) == ["No prices."]
