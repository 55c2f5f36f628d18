"""Answers as columns and frames: typed, in UTC, and with their columns even when there is nothing in them."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from etoropy import (
    EToroTrading,
    EToroValidationError,
    HttpClient,
    PlacedOrder,
    Quote,
    Rows,
    Simulator,
    columns,
    to_pandas,
    to_polars,
)
from etoropy.models import Candle, ClosedTrade, ClosingPrice, Instrument, Position, Rate
from tests.support import SimulatedClock, still_simulator

pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra pandas)")
polars = pytest.importorskip("polars", reason="polars is not installed (extra polars)")

Ask = Callable[[EToroTrading], Rows[Any]]

ANSWERS: dict[str, Ask] = {
    "candles": lambda etoro: etoro.get_candles("AAPL", "OneHour", 5),
    "rates": lambda etoro: etoro.get_rates(["AAPL", "BTC"]),
    "positions": lambda etoro: etoro.get_positions(),
    "history": lambda etoro: etoro.get_trade_history(),
    "closing prices": lambda etoro: etoro.get_closing_prices(["AAPL", "BTC"]),
    "search": lambda etoro: etoro.search("apple"),
    "instruments": lambda etoro: etoro.get_instrument_info_batch(["AAPL"]),
    "waiting orders": lambda etoro: etoro.get_pending_orders(),
}
PANDAS_TYPES = {
    "float": "float64",
    "Int": "Int64",
    "int": "int64",
    "bool": "bool",
    "Bool": "boolean",
    "str": "string",
    "time": "datetime64[us, UTC]",
}


@pytest.fixture(scope="module")
def simulator() -> Simulator:
    return still_simulator()


@pytest.fixture(scope="module")
def etoro(simulator: Simulator) -> Iterator[EToroTrading]:
    """A client of an account with a position, a closed trade and an order that waits."""
    config = simulator.config.replace(rate_limit=False)
    http = HttpClient(config, transport=simulator.transport(), clock=SimulatedClock(simulator))
    with EToroTrading(http=http) as etoro:
        etoro.wait_for_order(etoro.buy_by_amount("AAPL", 500))
        result = etoro.wait_for_order(etoro.buy_by_amount("BTC", 300))
        etoro.wait_for_order(etoro.close_position(result.position_ids[0]))
        rate = etoro.get_rates("AAPL")[0]
        etoro.place_limit_order("AAPL", round(rate.bid / 2, 2), amount=100)
        simulator.clock.advance(2)
        yield etoro


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_is_a_list_that_becomes_columns_and_frames(etoro: EToroTrading, what: str) -> None:
    rows = ANSWERS[what](etoro)
    assert isinstance(rows, list)
    assert len(rows) > 0
    table = rows.columns()
    assert {len(values) for values in table.values()} == {len(rows)}
    frame = rows.to_pandas(index=None)
    assert list(frame.columns) == list(table)
    assert len(frame) == len(rows)
    assert rows.to_polars().columns == list(table)
    assert [list(record) for record in rows.records()] == [list(table)] * len(rows)


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_with_nothing_in_it_keeps_columns_and_types(etoro: EToroTrading, what: str) -> None:
    rows = ANSWERS[what](etoro)
    nothing = rows[:0]
    assert len(nothing) == 0
    assert list(nothing.columns()) == list(rows.columns())
    assert all(values == [] for values in nothing.columns().values())
    empty, full = nothing.to_pandas(), rows.to_pandas()
    assert dict(empty.dtypes) == dict(full.dtypes)
    assert empty.index.name == full.index.name
    assert empty.index.name is None or empty.index.dtype == full.index.dtype
    assert nothing.to_polars().schema == rows.to_polars().schema


@pytest.mark.parametrize(
    ("what", "time"),
    [("candles", "from_date"), ("history", "close_timestamp"), ("rates", "date"), ("positions", "open_date_time")],
)
def test_where_rows_have_a_time_of_their_own_it_is_the_index_in_utc(etoro: EToroTrading, what: str, time: str) -> None:
    frame = ANSWERS[what](etoro).to_pandas()
    assert frame.index.name == time
    assert str(frame.index.dtype) == "datetime64[us, UTC]"
    assert time not in frame.columns


def test_a_frame_that_is_indexed_by_time_runs_from_the_oldest_to_the_newest(etoro: EToroTrading) -> None:
    newest_first = etoro.get_candles("AAPL", "OneHour", 5, direction="desc")
    assert newest_first[0].from_date > newest_first[-1].from_date
    frame = newest_first.to_pandas()
    assert frame.index.is_monotonic_increasing
    assert frame.equals(etoro.get_candles("AAPL", "OneHour", 5).to_pandas())
    assert newest_first.to_pandas(index="from_date").equals(frame)
    # Numbered, rows stand as they came; so they do in polars.
    assert list(newest_first.to_pandas(index=None)["close"]) == [bar.close for bar in newest_first]
    assert list(newest_first.to_polars()["close"]) == [bar.close for bar in newest_first]


def test_what_happened_at_one_time_keeps_its_order() -> None:
    moment = datetime(2026, 3, 4, tzinfo=UTC)
    bars = [Candle(from_date=moment + timedelta(days=n % 2), open=float(n)) for n in range(40)]
    assert list(Rows(bars, Candle).to_pandas()["open"]) == [*map(float, range(0, 40, 2)), *map(float, range(1, 40, 2))]


def test_rows_without_a_time_are_numbered_and_any_column_can_be_the_index(etoro: EToroTrading) -> None:
    prices = etoro.get_closing_prices(["AAPL", "BTC"])
    assert list(prices.to_pandas().index) == [0, 1]
    assert list(prices.to_pandas(index="symbol").index) == ["AAPL", "BTC"]
    with pytest.raises(EToroValidationError, match="'simbol'") as refused:
        prices.to_pandas(index="simbol")
    assert refused.value.field == "index"


def test_columns_have_the_types_that_the_document_gives_them(etoro: EToroTrading) -> None:
    types = {name: str(kind) for name, kind in etoro.get_positions().to_pandas(index=None).dtypes.items()}
    assert types["position_id"] == PANDAS_TYPES["int"]
    assert types["units"] == PANDAS_TYPES["float"]
    assert types["is_buy"] == PANDAS_TYPES["bool"]
    assert types["order_id"] == PANDAS_TYPES["Int"]
    assert types["is_tsl_enabled"] == PANDAS_TYPES["Bool"]
    assert types["symbol"] == PANDAS_TYPES["str"]
    assert types["open_date_time"] == PANDAS_TYPES["time"]
    assert types["settlement_type_id"] == PANDAS_TYPES["Int"]
    assert types["unrealized_pnl_pnl"] == PANDAS_TYPES["float"]
    assert etoro.get_candles("AAPL", "OneDay", 3).to_polars().schema == {
        "symbol": polars.String,
        "instrument_id": polars.Int64,
        "from_date": polars.Datetime("us", "UTC"),
        **dict.fromkeys(("open", "high", "low", "close", "volume"), polars.Float64),
    }


def test_values_survive_the_way_into_a_frame(etoro: EToroTrading) -> None:
    candles = etoro.get_candles("AAPL", "OneHour", 4)
    frame = candles.to_pandas()
    assert list(frame["close"]) == [candle.close for candle in candles]
    assert [moment.to_pydatetime() for moment in frame.index] == [candle.from_date for candle in candles]
    assert candles.to_polars()["high"].to_list() == [candle.high for candle in candles]
    assert candles.to_polars()["from_date"].to_list() == [candle.from_date for candle in candles]


def test_instruments_are_named_beside_their_ids(etoro: EToroTrading) -> None:
    assert etoro.get_rates([100000, "aapl"]).columns()["symbol"] == ["BTC", "AAPL"]
    assert etoro.get_positions().columns()["symbol"] == ["AAPL"]


def test_missing_values_are_none_nan_and_null() -> None:
    hole = Candle(from_date=datetime(2026, 1, 1, tzinfo=UTC))
    assert columns([hole])["open"] == [None]
    assert to_pandas([hole])["open"].isna().all()
    assert to_pandas([hole])["instrument_id"].isna().all()
    assert to_polars([hole])["open"].null_count() == 1


def test_what_is_nested_has_columns_of_its_own() -> None:
    price = ClosingPrice.from_dict(
        {
            "instrumentId": 1001,
            "officialClosingPrice": -1,
            "isMarketOpen": False,
            "closingPrices": {
                "daily": {"price": 187.1, "date": "2026-03-03T00:00:00Z"},
                "weekly": {"price": -1, "date": "0001-01-01T00:00:00"},
                "monthly": {"price": 180, "date": "2026-02-27T00:00:00Z"},
            },
        }
    )
    table = columns([price])
    assert table["closing_prices_daily_price"] == [187.1]
    assert table["closing_prices_weekly_date"] == [None]
    frame = to_pandas([price])
    assert frame["closing_prices_monthly_date"][0] == pandas.Timestamp("2026-02-27", tz="UTC")


def test_lists_within_rows_stay_objects_and_are_json_in_polars(etoro: EToroTrading) -> None:
    rows = etoro.get_instrument_info_batch(["AAPL"])
    (images,) = rows.columns()["images"]
    assert isinstance(images[0]["uri"], str)
    assert rows.to_pandas()["images"][0] == images
    assert '"uri":' in rows.to_polars()["images"][0]


def test_rows_of_several_kinds_share_a_table_that_says_which_is_which(etoro: EToroTrading) -> None:
    waiting = etoro.get_pending_orders()
    table = waiting.columns()
    assert table["kind"] == ["LimitOrder"]
    assert {"rate", "units_to_deduct", "pending_close_position_ids"} <= set(table)
    assert str(waiting.to_pandas(index=None)["is_buy"].dtype) == "boolean"


def test_a_value_of_another_type_than_ever_seen_does_not_cost_the_frame(etoro: EToroTrading) -> None:
    rows = list(etoro.get_positions())
    odd = Position.from_dict(rows[0].to_dict() | {"leverage": "two"})
    frame = to_pandas([*rows, odd])
    assert str(frame["leverage"].dtype) == "object"
    assert str(frame["units"].dtype) == "float64"
    assert to_polars([*rows, odd])["leverage"].to_list()[1] is None


def test_other_lists_of_answers_become_frames_too(etoro: EToroTrading) -> None:
    page = etoro.rest.market_data.search_instruments(fields=["instrumentId"], internal_symbol_full="AAPL")
    assert to_pandas(page.items)["instrument_id"][0] == columns(page.items)["instrument_id"][0]
    assert list(to_pandas([], of=Rate).columns) == [name for name in columns([], of=Rate) if name != "date"]
    assert columns([]) == {}
    assert to_pandas([]).empty
    assert to_polars([]).is_empty()


def test_quotes_and_orders_are_rows_as_well() -> None:
    quote = Quote.of(1001, {"Bid": "187.12", "Ask": "187.15", "Date": "2026-03-04T15:00:00Z"}, symbol="AAPL")
    table = columns([quote])
    assert (table["symbol"], table["mid"], table["last"]) == (["AAPL"], [187.135], [None])
    assert "fields" not in table
    assert to_pandas([quote]).index[0] == pandas.Timestamp("2026-03-04T15:00:00", tz="UTC")
    order = PlacedOrder(
        reference_id="6f", order_id=7, kind="open", api="v2", mode="demo", instrument_id=1001, is_buy=True
    )
    assert columns([order])["position_ids"] == [[]]
    assert str(to_pandas([order], index=None)["kind"].dtype) == "string"


def test_rows_are_lists_and_slices_of_them_are_rows() -> None:
    trades = [_trade(1.0), _trade(-2.0)]
    rows = Rows(trades, ClosedTrade, symbol_of=lambda number: f"#{number}")
    assert rows == trades
    assert rows[1] is trades[1]
    assert rows[::-1].columns()["net_profit"] == [-2.0, 1.0]
    assert rows[:1].columns()["symbol"] == ["#1001"]


def test_rows_travel_to_other_processes_without_the_client_that_made_them(etoro: EToroTrading) -> None:
    rates = etoro.get_rates(["AAPL", "BTC"])
    travelled = pickle.loads(pickle.dumps(rates))
    assert isinstance(travelled, Rows)
    assert travelled == rates
    assert travelled.columns()["symbol"] == ["AAPL", "BTC"]
    assert etoro.config.user_key.reveal().encode() not in pickle.dumps(rates)


@pytest.mark.parametrize(("package", "convert"), [("pandas", to_pandas), ("polars", to_polars)])
def test_without_the_package_the_error_names_the_extra(
    package: str, convert: Callable[[list[Any]], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=rf"etoropy\[{package}\]"):
        convert([])


def test_neither_package_is_loaded_before_a_frame_is_asked_for() -> None:
    code = (
        "import sys, etoropy\n"
        "from etoropy.models import Rate\n"
        "etoropy.Rows([], Rate).columns(), etoropy.EToroTrading, etoropy.live_table, etoropy.Board\n"
        "from etoropy import plot\n"
        "print(*{'pandas', 'polars', 'numpy', 'matplotlib', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_instruments_have_columns_although_their_logos_are_a_list() -> None:
    assert "images" in columns([], of=Instrument)


def _trade(profit: float) -> ClosedTrade:
    moment = datetime(2026, 3, 4, 15, tzinfo=UTC)
    return ClosedTrade(
        net_profit=profit,
        close_rate=1.0,
        close_timestamp=moment,
        position_id=1,
        instrument_id=1001,
        is_buy=True,
        open_rate=1.0,
        open_timestamp=moment,
        units=1.0,
    )
