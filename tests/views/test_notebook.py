"""What a notebook shows: answers as bounded tables, and a board of live quotes that changes in place."""

import asyncio
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any, Self

import pytest

from etoropy import (
    Board,
    EToroTimeoutError,
    EToroTrading,
    EToroValidationError,
    HttpClient,
    OrderResult,
    PlacedOrder,
    Quote,
    Rows,
    live_table,
)
from etoropy.models import Candle, FoundInstrument, Portfolio, Rate
from etoropy.orders.decision import FilledPosition
from etoropy.views.board import sparkline
from etoropy.views.display import card, number, table
from etoropy.views.notebook import follow
from tests.support import SimulatedClock, still_simulator


def a_quote(symbol: str, bid: float, ask: float, number: int = 1001) -> Quote:
    return Quote.of(number, {"Bid": str(bid), "Ask": str(ask)}, symbol=symbol, received=1_772_636_400.0)


@pytest.fixture
def etoro() -> Iterator[EToroTrading]:
    simulator = still_simulator()
    http = HttpClient(simulator.config, transport=simulator.transport(), clock=SimulatedClock(simulator))
    with EToroTrading(http=http) as etoro:
        yield etoro


# Answers.


def test_an_answer_shows_its_fields_and_its_lists_as_tables(etoro: EToroTrading) -> None:
    etoro.wait_for_order(etoro.buy_by_amount("AAPL", 500))
    etoro.http.clock.sleep(2)
    html = etoro.get_pnl()._repr_html_()
    assert "Portfolio" in html
    assert '<th class="t">credit</th>' in html
    assert ">positions · 1 row<" in html
    assert ">AAPL<" in html


def test_rows_show_what_people_look_at_first(etoro: EToroTrading) -> None:
    html = etoro.get_rates(["AAPL", "BTC"])._repr_html_()
    assert re.findall(r"<th[^>]*>(\w+)</th>", html)[:3] == ["symbol", "bid", "ask"]
    assert "Rate · 2 rows" in html
    assert "more columns" in html


def test_long_answers_show_their_beginning_and_their_end() -> None:
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    rows = Rows([Candle(from_date=moment, open=float(n)) for n in range(1000)], Candle)
    html = rows._repr_html_()
    assert html.count("<tr>") == 22
    assert "… 980 more" in html
    assert ">0.00<" in html
    assert ">999.00<" in html
    assert len(html) < 5_000


def test_nothing_is_shown_as_nothing_and_one_as_one() -> None:
    assert "Candle · 0 rows" in Rows([], Candle)._repr_html_()
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    assert "· 1 row<" in Rows([Candle(from_date=moment)], Candle)._repr_html_()


def test_text_of_strangers_is_escaped_and_cut() -> None:
    evil = FoundInstrument(instrument_id=1, internal_symbol_full="<script>alert(1)</script>", display_name="x" * 5_000)
    for html in (evil._repr_html_(), Rows([evil], FoundInstrument)._repr_html_()):
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
        assert len(html) < 3_000


def test_keys_never_show(etoro: EToroTrading) -> None:
    config = etoro.config
    shown = "".join(
        [
            etoro.rest.identity.get_me()._repr_html_(),
            etoro.get_portfolio()._repr_html_(),
            etoro.get_rates("AAPL")._repr_html_(),
            repr(etoro),
            repr(config),
        ]
    )
    assert config.api_key.reveal() not in shown
    assert config.user_key.reveal() not in shown


def test_quotes_and_orders_have_a_card() -> None:
    html = card(a_quote("AAPL", 187.12, 187.15))
    assert ">187.12<" in html
    assert ">AAPL<" in html
    result = OrderResult(
        state="filled", order_id=7, status=3, positions=(FilledPosition(position_id=9, rate=187.15, units=2.0),)
    )
    html = card(result)
    assert ">filled<" in html
    assert "positions · 1 row" in html
    order = PlacedOrder(
        reference_id="6f", order_id=7, kind="open", api="v2", mode="demo", instrument_id=1001, is_buy=True
    )
    assert ">6f<" in card(order)


def test_gains_and_losses_are_told_apart() -> None:
    html = table([1, 2], {"net_profit": [3.5, -1.0], "kind": ["a", "b"]})
    assert '<td class="up">3.50</td>' in html
    assert '<td class="down">-1.00</td>' in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (187.1, "187.10"),
        (1.11136, "1.11136"),
        (134647.41, "134,647.41"),
        (0.0, "0.00"),
        (0.00001234, "0.00001234"),
        (-0.5, "-0.50"),
        (2.0, "2.00"),
    ],
)
def test_prices_have_the_digits_that_they_came_with(value: float, shown: str) -> None:
    assert number(value) == shown


def test_models_within_models_show_as_text_and_empty_lists_not_at_all() -> None:
    portfolio = Portfolio.from_dict(
        {
            "credit": 5,
            "positions": [],
            "mirrors": [],
            "orders": [],
            "ordersForOpen": [],
            "ordersForClose": [],
            "ordersForCloseMultiple": [],
        }
    )
    html = portfolio._repr_html_()
    assert ">5.00<" in html
    assert "positions" not in html


# The board.


def test_a_board_shows_the_newest_quote_and_how_far_it_moved() -> None:
    board = Board(["BTC", "aapl"])
    board.add(a_quote("AAPL", 99, 101))
    board.add(a_quote("BTC", 10, 10, 100000))
    board.add(a_quote("AAPL", 100, 102))
    first, second = board.lines()
    assert (first.symbol, second.symbol) == ("BTC", "AAPL")
    assert (second.bid, second.ask, second.spread, second.quotes) == (100, 102, 2, 2)
    assert second.change == pytest.approx(1.0)
    assert (first.direction, second.direction) == (0, 1)
    assert second.trail == (100, 101)
    html = board._repr_html_()
    assert html.index("BTC") < html.index("AAPL")
    assert str(board).splitlines()[2].split() == ["AAPL", "100.00", "102.00", "+1.000", "%", "2"]


def test_a_board_keeps_the_order_of_ids_and_symbols_alike() -> None:
    board = Board([1001, " btc", 1])
    for quote in (a_quote("ZZZ", 1, 2, 9), a_quote("EURUSD", 1, 2, 1), a_quote("BTC", 1, 2, 100000)):
        board.add(quote)
    board.add(a_quote("AAPL", 1, 2))
    assert [line.symbol for line in board.lines()] == ["AAPL", "BTC", "EURUSD", "ZZZ"]


def test_a_trail_is_drawn_between_its_lowest_and_its_highest() -> None:
    assert sparkline([]) == ""
    assert sparkline([1, 1, 1]) == "▄▄▄"
    assert sparkline([0, 7, 3.5], width=2) == "█▁"
    assert len(sparkline(range(100))) == 24


# Live.


class Scripted:
    """A client whose stream is what the test says: quotes, None for silence, exceptions to raise. Looking at the
    time moves it."""

    def __init__(self, *script: Any) -> None:
        self._script = iter(script)
        self._now = 0.0
        self.ws = SimpleNamespace(connected=False)
        self.closed = False

    def connect(self) -> None:
        self.ws.connected = True

    def monotonic(self) -> float:
        self._now += 0.1
        return self._now

    def stream(self, instruments: Any, *, timeout: float) -> Self:
        assert self.ws.connected
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Quote:
        step = next(self._script, None)
        if step is None:
            raise EToroTimeoutError("Nothing came.")
        if isinstance(step, BaseException):
            raise step
        return step


def live(script: Scripted, **options: Any) -> Any:
    return live_table(script, "AAPL", monotonic=script.monotonic, **options)  # type: ignore[arg-type]


class Drawn:
    """A place to draw on: keeps what it was shown."""

    def __init__(self) -> None:
        self.boards: list[str] = []

    def begin(self, board: Board) -> Any:
        self.boards.append(str(board))
        return lambda board: self.boards.append(str(board))


def test_a_live_table_is_redrawn_in_place_and_gives_the_newest_quotes() -> None:
    drawn, script = Drawn(), Scripted(a_quote("AAPL", 1, 2), a_quote("AAPL", 2, 3), None, a_quote("MSFT", 5, 6, 1004))
    quotes = live(script, seconds=3, show=drawn.begin)
    assert [quote.bid for quote in quotes] == [2, 5]
    assert list(quotes.columns()["symbol"]) == ["AAPL", "MSFT"]
    assert len(drawn.boards) > 2
    assert "MSFT" in drawn.boards[-1]
    assert script.closed


def test_quotes_come_in_the_order_asked_whoever_is_first() -> None:
    class Int64:
        def __str__(self) -> str:
            return "1004"

    script = Scripted(a_quote("AAPL", 1, 2), a_quote("MSFT", 5, 6, 1004))
    options: Any = {"monotonic": script.monotonic, "seconds": 2, "show": Drawn().begin}
    quotes = live_table(script, [Int64(), "AAPL"], **options)  # type: ignore[arg-type, list-item]
    assert [quote.symbol for quote in quotes] == ["MSFT", "AAPL"]


def test_one_id_of_a_data_frame_is_an_instrument_by_itself() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed (extra pandas)")
    script = Scripted(a_quote("AAPL", 1, 2))
    options: Any = {"monotonic": script.monotonic, "seconds": 2, "show": Drawn().begin}
    assert len(live_table(script, numpy.int64(1001), **options)) == 1  # type: ignore[arg-type]


def test_a_silent_market_ends_when_the_time_is_up() -> None:
    assert live(Scripted(), seconds=2, show=Drawn().begin) == []


def test_interrupting_the_cell_ends_the_table_without_an_error() -> None:
    script = Scripted(a_quote("AAPL", 1, 2), KeyboardInterrupt())
    (quote,) = live(script, seconds=None, show=Drawn().begin)
    assert quote.ask == 2
    assert script.closed


def test_the_end_of_the_stream_ends_the_table() -> None:
    assert len(live(Scripted(a_quote("AAPL", 1, 2), StopIteration()), seconds=None, show=Drawn().begin)) == 1


def test_a_time_that_is_none_is_refused_before_anything_is_connected() -> None:
    script = Scripted()
    with pytest.raises(EToroValidationError, match="seconds"):
        live(script, seconds=0, show=Drawn().begin)
    assert not script.ws.connected


def test_in_a_notebook_it_draws_with_the_notebooks_display(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Board] = []

    def display(board: Board, *, display_id: bool) -> Any:
        assert display_id
        shown.append(board)
        return SimpleNamespace(update=shown.append)

    pretend_notebook(monkeypatch, display, SimpleNamespace(kernel=object()))
    live(Scripted(a_quote("AAPL", 1, 2)), seconds=2)
    assert len(shown) > 1
    assert "AAPL" in shown[-1]._repr_html_()


@pytest.mark.parametrize("shell", [None, SimpleNamespace()])
def test_without_a_notebook_the_table_is_printed_once_at_the_end(
    shell: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend_notebook(monkeypatch, None, shell)
    live(Scripted(a_quote("AAPL", 1, 2)), seconds=2)
    assert capsys.readouterr().out.count("AAPL") == 1
    monkeypatch.setitem(sys.modules, "IPython", None)
    live(Scripted(a_quote("AAPL", 1, 2)), seconds=2)
    assert capsys.readouterr().out.count("AAPL") == 1


def pretend_notebook(monkeypatch: pytest.MonkeyPatch, display: Any, shell: Any) -> None:
    ipython, displays = ModuleType("IPython"), ModuleType("IPython.display")
    ipython.get_ipython = lambda: shell  # type: ignore[attr-defined]
    displays.display = display  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", displays)


@pytest.mark.port
def test_everything_that_blocks_works_while_an_event_loop_runs() -> None:
    from etoropy import Simulator

    async def cell() -> tuple[Rows[Rate], Rows[Quote]]:
        # A cell is run by a loop that it must neither need nor disturb.
        with Simulator(seed=7) as simulator, EToroTrading(simulator.config) as etoro:
            rates = etoro.get_rates(["AAPL", "BTC"])
            etoro.wait_for_order(etoro.buy_by_amount("BTC", 100))
            quotes = []
            for quote in follow(etoro, ["BTC"], seconds=5):
                quotes.append(quote)
                if quote is not None:
                    break
            return rates, Rows([it for it in quotes if it is not None], Quote)

    rates, quotes = asyncio.run(cell())
    assert len(rates) == 2
    assert [quote.symbol for quote in quotes] == ["BTC"]
