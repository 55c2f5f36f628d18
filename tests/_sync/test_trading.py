# Made by `python -m codegen` from tests/_async/test_trading.py; edit that file instead.
"""The entry point on the simulator: prices, instruments, the account. Orders have tests of their own."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from typing import Any

import pytest
from etoropy import (
    EToroSymbolError,
    EToroTrading,
    EToroValidationError,
    HttpClient,
    OrderOptions,
    Simulator,
)
from etoropy.simulator import Quirks
from tests.support import SimulatedClock, still_simulator

pytestmark = pytest.mark.anyio


def an_entry(sim: Simulator) -> EToroTrading:
    config = sim.config.replace(rate_limit=False)
    return EToroTrading(http=HttpClient(config, transport=sim.transport(), clock=SimulatedClock(sim)))


def test_rates_come_by_symbol_or_id_in_the_order_asked() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        rates = etoro.get_rates(["BTC", 1001, "eurusd", "BTC"])
        assert [rate.instrument_id for rate in rates] == [100000, 1001, 1, 100000]
        assert (etoro.get_rates("AAPL"))[0].bid == rates[1].bid
    quote = sim.market.quote(sim.market.named("AAPL"))
    assert (rates[1].bid, rates[1].ask) == (quote.bid, quote.ask)


def test_any_number_of_rates_takes_as_few_requests_as_etoro_allows() -> None:
    sim = still_simulator()
    ids = [row.id for row in sim.market.instruments.values() if row.is_active and not row.search_only][:250]
    with an_entry(sim) as etoro:
        rates = etoro.get_rates(reversed(ids))
    assert [rate.instrument_id for rate in rates] == ids[::-1]
    assert len(sim.requests) == 3


def test_instruments_without_a_rate_are_named() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        with pytest.raises(EToroSymbolError, match="999999") as refused:
            etoro.get_rates(["AAPL", 999999])
    assert refused.value.value == [999999]


def test_no_instruments_is_refused_unsent() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        with pytest.raises(EToroValidationError, match="at least one"):
            etoro.get_rates([])
    assert sim.requests == []


def test_candles_are_whole_bars_oldest_first() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        candles = etoro.get_candles("AAPL", "OneHour", 24)
        newest_first = etoro.get_candles("AAPL", "OneHour", 24, direction="desc")
    assert len(candles) == 24
    assert candles == newest_first[::-1]
    for candle in candles:
        assert candle.low is not None
        assert candle.high is not None
        assert candle.low <= candle.high


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_a_count_that_etoro_would_clamp_is_refused(count: int) -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        with pytest.raises(EToroValidationError) as refused:
            etoro.get_candles("AAPL", "OneDay", count)
    assert refused.value.field == "count"
    assert sim.requests == []


def test_candles_of_an_unknown_instrument_are_an_error_that_names_it() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        with pytest.raises(EToroSymbolError, match="999999"):
            etoro.get_candles(999999)


def test_closing_prices_that_are_missing_are_none() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        everything = etoro.get_closing_prices()
        some = etoro.get_closing_prices(["BTC", "AAPL"])
    assert [it.instrument_id for it in some] == [100000, 1001]
    closes = [close for it in everything for close in (it.closing_prices.daily, it.closing_prices.monthly)]
    assert any(close.price is None and close.date is None for close in closes)
    assert all(close.price is None or close.price > 0 for close in closes)


def test_names_and_details_are_fetched_once() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        etoro.preload_instrument_metadata(["AAPL", "BTC"])
        assert etoro.get_display_name("aapl") == "Apple"
        assert (etoro.get_instrument_info(100000)).symbol_full == "BTC"
        batch = etoro.get_instrument_info_batch(["BTC", "AAPL"])
        assert [it.instrument_id for it in batch] == [100000, 1001]
        assert etoro.preload_instruments(["AAPL", 1]) == {"AAPL": 1001, 1: 1}
    assert len(sim.requests) == 1


def test_search_finds_by_symbol_and_name_and_puts_the_thing_itself_first() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        by_symbol = etoro.search("aapl")
        by_name = etoro.search("Apple", most=2)
        assert etoro.search("no such thing") == []
    assert by_symbol[0].internal_symbol_full == by_name[0].internal_symbol_full == "AAPL"
    assert len(by_name) == 2
    ids = [it.instrument_id or 0 for it in by_symbol]
    assert len(set(ids)) == len(ids)
    assert min(ids) > 0


@pytest.mark.parametrize("symbol", ["A", "C", "T", "u"])
def test_a_symbol_of_one_letter_is_found_first_among_the_thousand_that_hold_it(symbol: str) -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        found = etoro.search(symbol, most=3)
        wanted = etoro.resolve_instrument(symbol)
    assert found[0].instrument_id == wanted
    assert found[0].internal_symbol_full == symbol.upper()
    assert len(found) == 3


def test_a_symbol_that_only_its_name_finds_comes_with_what_other_hits_have() -> None:
    sim = still_simulator()
    agilent = next(it for it in sim.market.instruments.values() if it.symbol == "A")
    sim.market.instruments[agilent.id] = replace(agilent, name="Agilent Technologies")
    with an_entry(sim) as etoro:
        (found,) = etoro.search("a", most=1)
    assert (found.display_name, found.is_currently_tradable) == ("Agilent Technologies", True)
    assert found.current_rate


def test_a_search_reads_on_until_it_has_as_many_as_are_wanted_or_nothing_is_left() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        assert len(etoro.search("EUR", most=250)) == 250
        everything = etoro.search("EUR", most=10_000)
    there = [it for it in sim.market.instruments.values() if it.id > 0 and "EUR" in f"{it.symbol}\n{it.name}".upper()]
    assert {it.instrument_id for it in everything} == {it.id for it in there}


@pytest.mark.parametrize(
    ("text", "most", "field"),
    [(" ", 5, "text"), (None, 5, "text"), ("AAPL", 0, "most"), ("AAPL", "3", "most"), ("AAPL", None, "most")],
)
def test_a_search_for_nothing_is_refused_unsent(text: Any, most: Any, field: str) -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        with pytest.raises(EToroValidationError) as refused:
            etoro.search(text, most=most)
    assert refused.value.field == field
    assert sim.requests == []


def test_one_instrument_by_itself_is_not_taken_for_its_letters() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        assert (etoro.get_closing_prices("KO")).columns()["symbol"] == ["KO"]
        assert etoro.preload_instruments("KO") == {"KO": etoro.resolver._table.id_of("KO")}
        (info,) = etoro.get_instrument_info_batch("AAPL")
        assert info.instrument_id == 1001
        etoro.preload_instrument_metadata(1001)
        assert (etoro.resolver.resolve_many("AAPL")) == [1001]
        nothing: Any
        for nothing in (None, b"AAPL"):
            with pytest.raises(EToroValidationError):
                etoro.get_rates(nothing)


def test_intervals_go_by_their_short_names_too() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        hours = etoro.get_candles("AAPL", "1h", 3)
        assert hours == etoro.get_candles("AAPL", "OneHour", 3)
        assert (etoro.get_candles("AAPL", "5M", 1))[0].from_date.minute % 5 == 0
        asked = len(sim.requests)
        with pytest.raises(EToroValidationError, match="no bars of a month"):
            etoro.get_candles("AAPL", "1M", 2)
        odd: Any
        for field, odd in (("interval", {"interval": "2h"}), ("count", {"count": "5"}), ("count", {"count": True})):
            with pytest.raises(EToroValidationError) as refused:
                etoro.get_candles("AAPL", **odd)
            assert refused.value.field == field
        assert len(sim.requests) == asked


def test_history_begins_at_a_moment_in_whatever_zone() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        closed = []
        for _ in range(2):
            position = (etoro.wait_for_order(etoro.buy_by_amount("BTC", 250))).position_ids[0]
            result = etoro.wait_for_order(etoro.close_position(position))
            # However late the portfolio is: of what was closed whole nothing is left.
            assert [it.is_open for it in result.positions] == [False]
            closed.append(position)
            sim.clock.advance(3600)
        newer, older = etoro.get_trade_history()
        assert [older.position_id, newer.position_id] == closed
        between = older.close_timestamp + timedelta(minutes=1)
        for since in (between, between.astimezone(timezone(timedelta(hours=13))), between.replace(tzinfo=None)):
            assert [it.position_id for it in etoro.get_trade_history(since)] == closed[1:]
        odd: Any
        for odd in ("2026-01-01", 5):
            with pytest.raises(EToroValidationError):
                etoro.get_trade_history(odd)
        with pytest.raises(EToroValidationError):
            etoro.get_trade_history(most=-1)


def test_a_closed_client_stays_closed() -> None:
    sim = still_simulator()
    etoro = an_entry(sim)
    etoro.close()
    with pytest.raises(EToroValidationError, match="closed"):
        etoro.stream_prices([1001])
    with pytest.raises(EToroValidationError, match="closed"):
        etoro.connect()


def test_settings_come_from_one_place() -> None:
    sim = still_simulator()
    http = HttpClient(sim.config, transport=sim.transport())
    with pytest.raises(EToroValidationError) as refused:
        EToroTrading(sim.config.replace(read_only=True), http=http)
    assert refused.value.field == "config"
    assert EToroTrading(sim.config, http=http).config == http.config
    http.close()


def test_lists_of_answers_become_tables() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        assert (etoro.get_rates(["BTC", "AAPL"])).columns()["symbol"] == ["BTC", "AAPL"]
        assert "net_profit" in (etoro.get_trade_history()).columns()
        assert "unrealized_pnl_pnl" in (etoro.get_positions()).columns()


def test_a_trade_goes_through_on_a_bad_day_of_the_live_service() -> None:
    sim = still_simulator(quirks=Quirks.live(reference_lookup=False))
    with an_entry(sim) as etoro:
        bought = etoro.wait_for_order(etoro.buy_by_amount("BTC", 250))
        assert etoro.get_positions() == []
        closed = etoro.wait_for_order(etoro.close_position(bought.position_ids[0]))
        assert (bought.state, closed.state, closed.net_profit is not None) == ("filled", "filled", True)
        limit = etoro.place_limit_order("BTC", 1000.0, amount=100)
        sim.clock.advance(61)
        etoro.cancel_limit_order(limit.order_id or 0)
        assert (etoro.wait_for_order(limit)).state == "cancelled"
    assert sim.account().positions == []


def test_a_trade_from_order_to_history() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        order = etoro.buy_by_amount("BTC", 250)
        result = etoro.wait_for_order(order)
        assert (result.state, result.order_id) == ("filled", order.order_id)
        assert result.average_price is not None
        sim.clock.advance(1)
        (position,) = etoro.get_positions("BTC")
        assert position.position_id == result.position_ids[0]
        assert etoro.get_positions("AAPL") == []
        table = (etoro.get_positions(profit=True)).columns()
        assert table["symbol"] == ["BTC"]
        assert isinstance(table["unrealized_pnl_pnl"][0], float)
        pnl = etoro.get_pnl()
        assert pnl.positions[0].unrealized_pnl is not None
        closed = etoro.wait_for_order(etoro.close_position(position.position_id))
        assert closed.state == "filled"
        sim.clock.advance(1)
        assert etoro.get_positions() == []
        (trade,) = etoro.get_trade_history()
        assert trade.position_id == position.position_id
        assert etoro.get_trade_history(date(2020, 1, 1), most=0) == []
    assert [it.reference_id for it in sim.account("demo").orders][0] == order.reference_id


def test_a_limit_order_waits_can_be_listed_and_cancelled() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        rate = (etoro.get_rates("AAPL"))[0]
        order = etoro.place_limit_order("AAPL", round(rate.bid * 0.5, 2), amount=100)
        sim.clock.advance(1)
        assert len(etoro.get_pending_orders()) == 1
        assert order.order_id is not None
        etoro.cancel_limit_order(order.order_id)
        sim.clock.advance(1)
        assert etoro.get_pending_orders() == []
        assert etoro.cancel_all_orders() == []


def test_arguments_outrank_the_options_beside_them() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        rate = (etoro.get_rates("AAPL"))[0]
        chosen = OrderOptions(leverage=5, stop_loss_rate=round(rate.bid * 0.9, 2))
        result = etoro.wait_for_order(etoro.buy_by_amount("AAPL", 500, leverage=2, options=chosen))
        sim.clock.advance(1)
        (position,) = etoro.get_positions()
    assert (result.state, position.leverage, position.stop_loss_rate) == ("filled", 2, chosen.stop_loss_rate)


def test_a_handed_in_client_is_left_open() -> None:
    sim = still_simulator()
    http = HttpClient(sim.config, transport=sim.transport())
    with EToroTrading(http=http) as etoro:
        assert etoro.mode == "demo"
        assert sim.user_key not in repr(etoro)
        etoro.get_rates("AAPL")
        assert etoro.limits["market-data"].used == 1
    http.request("GET", "/api/v1/me")
    http.close()


def test_listeners_are_added_and_removed_before_anything_is_connected() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        etoro.on("price", print)
        etoro.once("connected", print)
        etoro.off("price", print)
        etoro.remove_all_listeners()
        with pytest.raises(EToroValidationError):
            etoro.on("prices", print)


def test_shorts_need_a_stop_and_units_are_units() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        rate = (etoro.get_rates("AAPL"))[0]
        stop = round(rate.ask * 1.2, 2)
        orders = [
            etoro.buy_by_units("AAPL", 2),
            etoro.sell_by_amount("AAPL", 300, stop_loss_rate=stop),
            etoro.sell_by_units("AAPL", 3, stop_loss_rate=stop),
        ]
        results = [etoro.wait_for_order(order) for order in orders]
        sim.clock.advance(1)
        positions = {it.position_id: it for it in etoro.get_positions()}
        held = [positions[result.position_ids[0]] for result in results]
        assert [it.is_buy for it in held] == [True, False, False]
        assert (held[0].units, held[2].units) == (2.0, 3.0)
        outcomes = etoro.close_all_positions()
        assert [outcome.ok for outcome in outcomes] == [True, True, True]
        sim.clock.advance(2)
        assert etoro.get_positions() == []


def test_what_an_order_would_cost_is_told_without_placing_it() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        preview = etoro.preview_order("AAPL", amount=100)
        assert preview.lines
        with pytest.raises(EToroValidationError, match="preview_order"):
            etoro.buy_by_amount("AAPL", 100, options=OrderOptions(preview=True))
    assert sim.account("demo").orders == []


def test_an_order_is_found_and_cancelled_and_nothing_is_left_to_reconcile() -> None:
    sim = still_simulator()
    with an_entry(sim) as etoro:
        rate = (etoro.get_rates("AAPL"))[0]
        order = etoro.place_limit_order("AAPL", round(rate.bid / 2, 2), units=1)
        sim.clock.advance(1)
        found = etoro.find_order(order.reference_id)
        assert found is not None
        assert found.order_id == order.order_id
        assert order.order_id is not None
        etoro.cancel_order(order.order_id)
        sim.clock.advance(1)
        assert etoro.cancel_all_limit_orders() == []
        assert etoro.reconcile() == []
