import math
import statistics
from itertools import pairwise

import pytest

from etoropy.simulator.clock import SimClock
from etoropy.simulator.hours import Week
from etoropy.simulator.market import BEAT, INTERVALS, Market, UnknownInstrument
from etoropy.simulator.prices import Walk, scatter
from etoropy.simulator.world import Quirks

from .desk import START

DAY = 86_400


@pytest.fixture
def clock():
    return SimClock.manual(START)


@pytest.fixture
def market(clock):
    return Market(7, clock)


# -- the price function


def test_the_price_depends_on_seed_instrument_and_moment_alone(market):
    again = Market(7, SimClock.manual(START + 999))
    other = Market(8, SimClock.manual(START))
    aapl = market.named("AAPL")
    assert market.quote(aapl, START) == again.quote(aapl, START)
    assert market.quote(aapl, START) != other.quote(aapl, START)
    assert market.quote(aapl, START) != market.quote(aapl, START + 60)


def test_many_moments_at_once_give_the_prices_that_single_ones_give():
    walk = Walk(scatter(7), 5, 100.0, 0.02)
    moments = [START + 37.3 * n for n in range(500)]
    assert walk.along(moments) == [walk.at(moment) for moment in moments]


def test_prices_stay_in_their_magnitude_over_years():
    walk = Walk(scatter(7), 5, 100.0, 0.02)
    prices = walk.along([START + DAY * n for n in range(3000)])
    assert min(prices) > 25
    assert max(prices) < 400


def test_a_days_changes_are_about_as_wide_as_the_instrument_says():
    walk = Walk(scatter(7), 11, 100.0, 0.02)
    prices = walk.along([START + DAY * n for n in range(2000)])
    changes = [math.log(after / before) for before, after in zip(prices, prices[1:], strict=False)]
    assert 0.01 < statistics.pstdev(changes) < 0.04


# -- quotes


@pytest.mark.parametrize("symbol", ["EURUSD", "USDJPY", "GOLD", "SPX500", "AAPL", "AAL.L", "BTC", "SPY"])
def test_the_ask_is_above_the_bid_at_every_moment(market, symbol):
    instrument = market.named(symbol)
    for beat in range(400):
        quote = market.quote(instrument, START + beat * BEAT)
        assert 0 < quote.bid < quote.ask


def test_no_instrument_is_quoted_at_nothing(market):
    for instrument in market.instruments.values():
        quote = market.quote(instrument)
        assert 0 < quote.bid < quote.ask


def test_within_a_beat_the_quote_stands_still(market):
    aapl = market.named("AAPL")
    assert market.quote(aapl, START + 0.01) == market.quote(aapl, START + 0.49)


def test_most_beats_move_no_price_and_of_those_that_do_most_move_one_side(market):
    aapl = market.named("AAPL")
    quotes = [market.quote(aapl, START + beat * BEAT) for beat in range(3000)]
    moves = [(a.bid != b.bid) + (a.ask != b.ask) for a, b in zip(quotes, quotes[1:], strict=False)]
    assert moves.count(0) > 0.5 * len(moves)
    assert moves.count(1) > 2 * moves.count(2) > 0


def test_each_beat_has_a_later_date_and_a_rate_id_that_is_no_sequence(market):
    aapl = market.named("AAPL")
    quotes = [market.quote(aapl, START + beat * BEAT) for beat in range(200)]
    dates = [quote.time for quote in quotes]
    assert dates == sorted(set(dates))
    assert all(quote.time <= START + beat * BEAT for beat, quote in enumerate(quotes))
    ids = [quote.rate_id for quote in quotes]
    assert len(set(ids)) == len(ids)
    assert ids != sorted(ids)


def test_the_last_execution_follows_the_bid_and_is_0_for_some(market):
    quotes = [market.quote(instrument) for instrument in market.instruments.values()]
    assert {quote.last for quote in quotes if quote.last != quote.bid} == {0.0}
    assert 0 < sum(quote.last == 0 for quote in quotes) < len(quotes) / 10


def test_conversion_rates_come_from_the_pairs_that_are_quoted(market):
    euro = market.quote(market.named("EURUSD"))
    yen = market.quote(market.named("USDJPY"))
    pound = market.quote(market.named("GBPUSD"))
    assert market.conversion("USD", START) == (1.0, 1.0)
    assert market.conversion("EUR", START) == (euro.bid, euro.ask)
    assert market.conversion("JPY", START) == (round(1 / yen.ask, 8), round(1 / yen.bid, 8))
    assert market.conversion("GBX", START) == (round(pound.bid / 100, 8), round(pound.ask / 100, 8))
    assert market.conversion("ZZZ", START) == (1.0, 1.0)


def test_a_variant_that_only_the_search_knows_moves_with_its_base(market):
    variant = next(i for i in market.instruments.values() if i.symbol == "AAPL.24-7")
    assert abs(market.quote(variant).bid / market.quote(market.named("AAPL")).bid - 1) < 0.01


# -- candles


@pytest.mark.parametrize("interval", INTERVALS)
def test_bars_lie_one_interval_apart_and_each_begins_where_the_last_ended(market, interval):
    bars = market.candles(market.named("AAPL"), interval, 50)
    assert len(bars) == 50
    for bar, following in zip(bars, bars[1:], strict=False):
        assert following.start - bar.start == INTERVALS[interval]
        assert following.open == bar.close


@pytest.mark.parametrize("interval", INTERVALS)
def test_the_last_bar_is_still_forming_and_closes_at_the_current_bid(market, interval):
    aapl = market.named("AAPL")
    last = market.candles(aapl, interval, 3, START + 17.3)[-1]
    assert last.start <= START + 17.3 < last.start + INTERVALS[interval]
    assert last.close == market.quote(aapl, START + 17.3).bid


def test_high_and_low_enclose_open_and_close(market):
    for bar in market.candles(market.named("BTC"), "OneHour", 300):
        assert bar.low <= min(bar.open, bar.close) <= max(bar.open, bar.close) <= bar.high


def test_a_finished_bar_is_the_same_whenever_and_however_it_is_asked_for(market):
    aapl = market.named("AAPL")
    early = market.candles(aapl, "OneHour", 10, START)
    late = market.candles(aapl, "OneHour", 200, START + 50 * 3600)
    assert set(early[:-1]) <= set(late)


def test_bars_of_different_lengths_agree_where_they_meet(market):
    aapl = market.named("AAPL")
    hours = {bar.start: bar for bar in market.candles(aapl, "OneHour", 100)}
    for quarter in market.candles(aapl, "FifteenMinutes", 300):
        if quarter.start in hours:
            assert quarter.open == hours[quarter.start].open


def test_weeks_begin_on_monday(market):
    assert all((bar.start / DAY + 3) % 7 == 0 for bar in market.candles(market.named("AAPL"), "OneWeek", 5))


def test_nobody_traded_before_the_epoch():
    young = Market(7, SimClock.manual(3 * DAY + 5.0))
    bars = young.candles(young.named("AAPL"), "OneDay", 10)
    assert [bar.start for bar in bars] == [0, DAY, 2 * DAY, 3 * DAY]


def test_volume_is_zero_for_forex_missing_for_crypto_and_a_number_otherwise(market):
    volumes = {s: market.candles(market.named(s), "OneDay", 2)[0].volume for s in ("EURUSD", "BTC", "AAPL")}
    assert volumes["EURUSD"] == 0.0
    assert volumes["BTC"] is None
    assert volumes["AAPL"] > 1000


# -- closing prices and changes


def test_closing_prices_are_where_the_last_full_day_week_and_month_ended(market):
    aapl = market.named("AAPL")
    closes = market.closing_prices(aapl)
    today = market.candles(aapl, "OneDay", 1)[0]
    assert closes["daily"] == (today.open, today.start - DAY)
    week = market.candles(aapl, "OneWeek", 1)[0]
    assert closes["weekly"] == (week.open, week.start - DAY)


def test_for_some_instruments_a_close_is_missing(market):
    missing = [i for i in market.instruments.values() if market.closing_prices(i)["monthly"] is None]
    assert 0 < len(missing) < len(market.instruments) / 10


def test_the_change_over_no_time_is_nothing(market):
    assert market.change(market.named("AAPL"), 0) == 0
    assert market.change(market.named("AAPL"), 7 * DAY) != 0


# -- names


def test_a_symbol_is_found_exactly_case_aside(market):
    assert market.by_symbol("aapl").id == 1001
    assert market.by_symbol("AAPLE") is None
    assert market.by_symbol("AAPL.24-7") is None


def test_an_unknown_instrument_is_named_in_the_error(market):
    with pytest.raises(UnknownInstrument, match="987654321"):
        market.named(987654321)
    with pytest.raises(UnknownInstrument, match="NOPE"):
        market.named("NOPE")


# -- what tests may do


def test_a_pinned_price_shows_in_quotes_candles_and_closes_until_released(market, clock):
    aapl = market.named("AAPL")
    before = market.quote(aapl)
    clock.advance(60)
    market.set_price("AAPL", 500.0)
    quote = market.quote(aapl)
    assert quote.bid < 500 < quote.ask
    assert market.quote(aapl, START) == before
    clock.advance(60)
    assert market.candles(aapl, "OneMinute", 1)[0].close == quote.bid
    market.release_price(1001)
    clock.advance(30)
    assert market.quote(aapl).ask < 400


def test_a_price_must_be_above_zero(market):
    with pytest.raises(ValueError, match="above zero"):
        market.set_price("AAPL", 0)


def test_a_closed_market_stands_still_until_it_is_opened(market, clock):
    aapl = market.named("AAPL")
    market.close_market("AAPL")
    clock.advance(1)
    standing = market.quote(aapl)
    clock.advance(DAY)
    assert not market.is_open(aapl)
    assert (market.quote(aapl).bid, market.quote(aapl).ask) == (standing.bid, standing.ask)
    market.open_market("AAPL")
    clock.advance(DAY)
    assert market.is_open(aapl)
    assert market.quote(aapl).bid != standing.bid


def test_opening_a_market_keeps_a_price_that_was_pinned(market):
    market.set_price("AAPL", 500.0)
    market.open_market("AAPL")
    assert 499 < market.quote(market.named("AAPL")).bid < 501


def test_the_moments_between_include_the_end_and_every_pin(market, clock):
    aapl = market.named("AAPL")
    clock.advance(10.123)
    market.set_price("AAPL", 500.0)
    clock.advance(DAY)
    moments = list(market.moments_between(aapl, START, clock.now()))
    assert START + 10.123 in moments
    assert moments[-1] == clock.now()
    assert moments == sorted(moments)
    assert max(later - earlier for earlier, later in pairwise(moments)) <= 60.0
    assert list(market.moments_between(aapl, START, START)) == []


# -- hours


@pytest.fixture
def weekly():
    return Market(7, SimClock.manual(START), Quirks(market_hours=True))


SATURDAY = START + 3 * DAY


def test_without_hours_every_market_is_open_at_the_weekend(market):
    assert all(market.is_open(market.named(s), SATURDAY) for s in ("EURUSD", "AAPL", "BTC"))


@pytest.mark.parametrize(("symbol", "open_at_weekend"), [("EURUSD", False), ("AAPL", False), ("BTC", True)])
def test_with_hours_only_crypto_trades_at_the_weekend(weekly, symbol, open_at_weekend):
    instrument = weekly.named(symbol)
    assert weekly.is_open(instrument, START)
    assert weekly.is_open(instrument, SATURDAY) is open_at_weekend


@pytest.mark.parametrize(
    ("hour", "is_open"), [(8, False), (13, False), (14, True), (19.9, True), (20, False), (23, False)]
)
def test_american_stocks_trade_in_the_afternoon_utc(weekly, hour, is_open):
    midnight = START - 15 * 3600
    assert weekly.is_open(weekly.named("AAPL"), midnight + hour * 3600) is is_open


def test_while_a_market_is_closed_its_price_stands_where_it_closed(weekly):
    aapl = weekly.named("AAPL")
    assert weekly.quote(aapl, SATURDAY).bid == weekly.quote(aapl, SATURDAY + 3600).bid
    assert weekly.quote(aapl, SATURDAY).time != weekly.quote(aapl, SATURDAY + 3600).time


def test_bars_in_a_closure_have_no_prices(weekly):
    bars = weekly.candles(weekly.named("AAPL"), "OneHour", 24, START)
    closed = [bar for bar in bars if bar.open is None]
    assert closed
    assert all((bar.high, bar.low, bar.close, bar.volume) == (None, None, None, 0.0) for bar in closed)
    assert bars[-1].open is not None


def test_a_market_that_never_closes_was_last_open_now():
    assert Week.ALWAYS.last_open(SATURDAY) == SATURDAY


def test_before_the_first_span_of_a_week_the_market_was_last_open_in_the_week_before():
    mornings = Week(((8 * 3600, 9 * 3600),))
    monday = SATURDAY - 15 * 3600 + 2 * DAY
    assert not mornings.is_open(monday + 7 * 3600)
    assert mornings.last_open(monday + 7 * 3600) == monday - 7 * DAY + 9 * 3600
    assert mornings.touches(monday, monday + 9 * 3600)
    assert not mornings.touches(monday, monday + 8 * 3600)


def test_a_market_may_be_opened_out_of_hours(weekly):
    weekly.open_market("AAPL")
    assert weekly.is_open(weekly.named("AAPL"), SATURDAY)
