"""Pictures: what is drawn, from which figures; how they look was looked at."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etoropy import EToroTrading, EToroValidationError, HttpClient, plot
from etoropy.models import Candle, ClosedTrade
from tests.support import SimulatedClock, still_simulator

pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plot)")

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def bars(count: int = 30, **changes: Any) -> list[Candle]:
    told: dict[str, Any] = {"volume": 1_000.0} | changes
    return [
        Candle(from_date=START + timedelta(hours=n), open=10.0 + n, high=12.0 + n, low=9.0 + n, close=11.0 + n, **told)
        for n in range(count)
    ]


def trade(profit: float, hours: float) -> ClosedTrade:
    return ClosedTrade(
        net_profit=profit,
        close_rate=1.0,
        close_timestamp=START + timedelta(hours=hours),
        position_id=1,
        instrument_id=1001,
        is_buy=True,
        open_rate=1.0,
        open_timestamp=START,
        units=1.0,
    )


def texts(figure: Any) -> str:
    """Everything that is written on a picture."""
    figure.canvas.draw()
    found = [text.get_text() for text in figure.texts]
    for axes in figure.axes:
        found += [text.get_text() for text in (*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels())]
    return "\n".join(found).replace("\\$", "$")


def test_candles_stand_side_by_side_with_their_volume_below() -> None:
    figure = plot.candles(bars(30), title="AAPL")
    prices, volume = figure.axes
    assert len(prices.patches) == len(volume.patches) == 30
    assert [round(bar.get_x() + bar.get_width() / 2) for bar in prices.patches] == list(range(30))
    assert "AAPL" in texts(figure)
    assert "40.00" in texts(figure)


def test_volume_that_is_not_told_or_not_wanted_takes_no_room() -> None:
    assert len(plot.candles(bars(volume=None)).axes) == 1
    assert len(plot.candles(bars(), volume=False).axes) == 1


def test_closed_markets_leave_no_holes() -> None:
    closed = Candle(from_date=START - timedelta(days=1))
    figure = plot.candles([*bars(3), closed])
    assert len(figure.axes[0].patches) == 3


def test_a_single_candle_and_a_flat_one_can_be_drawn() -> None:
    flat = Candle(from_date=START, open=5.0, high=5.0, low=5.0, close=5.0)
    (axes,) = plot.candles([flat]).axes
    assert axes.patches[0].get_height() > 0
    low, high = axes.get_ylim()
    assert low < 5.0 < high


def test_candles_are_drawn_oldest_first_however_they_come() -> None:
    newest_first = bars(5)[::-1]
    assert texts(plot.candles(newest_first)) == texts(plot.candles(bars(5)))


@pytest.mark.parametrize(
    ("draw", "field"), [(plot.candles, "bars"), (plot.equity, "trades"), (plot.allocation, "portfolio")]
)
def test_a_data_frame_is_refused_with_what_is_wanted_instead(draw: Any, field: str) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra pandas)")
    with pytest.raises(EToroValidationError, match=f"{field} must be .*, not DataFrame") as refused:
        draw(pandas.DataFrame({"open": [1.0], "net_profit": [2.0]}))
    assert refused.value.field == field


@pytest.mark.parametrize("odd", [5, None, ["AAPL"]])
def test_what_is_no_candle_is_refused(odd: Any) -> None:
    with pytest.raises(EToroValidationError, match="get_candles"):
        plot.candles(odd)


@pytest.mark.parametrize(("price", "shown"), [(0.0000512, "0.0000512"), (0.468109, "0.468109"), (1.11136, "1.11136")])
def test_small_prices_are_told_to_the_digits_that_count(price: float, shown: str) -> None:
    bar = Candle(from_date=START, open=price, high=price, low=price, close=price)
    assert shown in texts(plot.candles([bar])).split("\n")


def test_the_curve_adds_up_what_trades_earned() -> None:
    figure = plot.equity([trade(-30, 2), trade(100, 1), trade(5, 3)], start=1000)
    line = figure.axes[0].lines[0]
    assert list(line.get_ydata()) == [1000, 1100, 1070, 1075]
    written = texts(figure)
    assert "Balance" in written
    assert "+$75.00 over 3 trades, 67% won · deepest fall −$30.00" in written


def test_what_is_closed_at_one_moment_is_one_step() -> None:
    figure = plot.equity([trade(-30, 1), trade(40, 1)])
    assert list(figure.axes[0].lines[0].get_ydata()) == [0, 10]


def test_allocation_counts_positions_at_their_worth_and_copies_and_cash() -> None:
    simulator = still_simulator()
    account = simulator.account()
    account.place_position("AAPL", 20_000)
    account.place_position("AAPL", 10_000)
    account.place_position("BTC", 10_000)
    account.copy_trader("price$keeper$of$the$north", 20_000, ["MSFT"])
    simulator.clock.advance(60)
    http = HttpClient(simulator.config, transport=simulator.transport(), clock=SimulatedClock(simulator))
    with EToroTrading(http=http) as etoro:
        portfolio = etoro.get_pnl()
        figure = plot.allocation(portfolio, symbol_of=etoro.resolver.symbol_of)
    (axes,) = figure.axes
    written = texts(figure)
    assert written.index("AAPL") < written.index("copies price$ke…") < written.index("BTC") < written.index("cash")
    widths = [bar.get_width() for bar in axes.patches]
    assert len(widths) == 4
    assert sum(widths) == pytest.approx(100_000, rel=0.01)
    assert "40.0%" in written
    assert "AAPL" in texts(plot.allocation(portfolio))


def test_many_small_parts_go_together() -> None:
    simulator = still_simulator()
    ids = [row.id for row in simulator.market.instruments.values() if row.type_id == 5 and row.id > 0][:20]
    for number in ids:
        simulator.account().place_position(number, 500)
    simulator.clock.advance(60)
    http = HttpClient(simulator.config, transport=simulator.transport(), clock=SimulatedClock(simulator))
    with EToroTrading(http=http) as etoro:
        figure = plot.allocation(etoro.get_portfolio())
    assert len(figure.axes[0].patches) == 15
    assert "7 others" in texts(figure)


@pytest.mark.parametrize("draw", [lambda: plot.candles([Candle(from_date=START)]), lambda: plot.equity([])])
def test_nothing_to_draw_is_said(draw: Any) -> None:
    with pytest.raises(EToroValidationError, match="to draw"):
        draw()


def test_a_picture_is_written_where_it_is_told_and_shown_by_notebooks(tmp_path: Path) -> None:
    path = tmp_path / "candles.png"
    figure: Any = plot.candles(bars(5), path=path)
    assert path.read_bytes().startswith(PNG)
    assert figure._repr_png_().startswith(PNG)


def test_figures_have_as_many_digits_as_the_lines_are_apart() -> None:
    small = [
        Candle(from_date=START + timedelta(days=n), open=1.1, high=1.1 + n / 500, low=1.09, close=1.1) for n in range(9)
    ]
    assert "1.105" in texts(plot.candles(small))
    big = [
        Candle(from_date=START + timedelta(days=n), open=150_000, high=160_000, low=140_000, close=151_000)
        for n in range(9)
    ]
    assert "150,000\n" in texts(plot.candles(big))


def test_without_matplotlib_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "etoropy.views.figure", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(ImportError, match=r"etoropy\[plot\]"):
        plot.equity([trade(1, 1)])


def test_the_global_state_of_matplotlib_is_left_alone() -> None:
    code = (
        "import sys, datetime\n"
        "from etoropy import plot\n"
        "from etoropy.models import Candle\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "plot.candles([Candle(from_date=now, open=1.0, high=2.0, low=1.0, close=2.0)])._repr_png_()\n"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
