"""The library as its users write it. Never run: mypy --strict and pyright must find nothing to say."""

from datetime import date
from typing import assert_type

from etoropy import (
    AsyncEToroTrading,
    AsyncHttpClient,
    AsyncRestClient,
    EToroConfig,
    EToroError,
    EToroOrderUnknownError,
    EToroTrading,
    HttpClient,
    OrderOptions,
    OrderResult,
    PlacedOrder,
    Quote,
    RestClient,
    Rows,
    Simulator,
)
from etoropy.models import Candle, ClosedTrade, Instrument, Portfolio, Rate, Rates, Watchlists
from etoropy.rest.api.market_data import get_rates


def blocking() -> None:
    with Simulator(seed=7) as sim, EToroTrading(sim.config) as etoro:
        assert_type(etoro.get_rates(["AAPL", 1001]), Rows[Rate])
        assert_type(etoro.get_rates("AAPL")[0].bid, float)
        assert_type(etoro.get_candles("AAPL", "OneHour", 10), Rows[Candle])
        assert_type(etoro.get_portfolio(), Portfolio)
        assert_type(etoro.get_trade_history(date(2026, 1, 1)), Rows[ClosedTrade])
        assert_type(etoro.get_instrument_info("BTC"), Instrument)
        order = etoro.buy_by_amount("AAPL", 100, options=OrderOptions(leverage=2), stop_loss_rate=150)
        assert_type(order, PlacedOrder)
        assert_type(etoro.wait_for_order(order), OrderResult)
        for quote in etoro.stream(["AAPL"]):
            assert_type(quote, Quote)
            assert_type(quote.bid, float)
        for trade in etoro.rest.info.iter_trade_history(min_date=date(2026, 1, 1)):
            assert_type(trade, ClosedTrade)
        etoro.on("price", lambda symbol, instrument_id, quote: None)
        try:
            etoro.close_position(1)
        except EToroOrderUnknownError as error:
            assert_type(error.reference_id, str)
        except EToroError:
            pass


async def awaited() -> None:
    config = EToroConfig(api_key="a", user_key="b", mode="demo", timeout=5, rate_limit_pools={"market-data": 60})
    async with AsyncEToroTrading(config) as etoro:
        assert_type(await etoro.get_rates(["AAPL", 1001]), Rows[Rate])
        order = await etoro.sell_by_units("AAPL", 2, stop_loss_rate=300)
        assert_type(await etoro.wait_for_order(order, timeout=10), OrderResult)
        async for quote in etoro.stream("AAPL"):
            assert_type(quote, Quote)
        async for trade in etoro.rest.info.iter_trade_history(min_date=date(2026, 1, 1)):
            assert_type(trade, ClosedTrade)
        assert_type(await etoro.rest.watchlists.get_user_watchlists(), Watchlists)


def lower_level() -> None:
    with HttpClient() as http:
        assert_type(http.send(get_rates.call(instrument_ids=[1001])), Rates)
        assert_type(http.exchange(get_rates.call(instrument_ids=[1001])).value, Rates)
        assert_type(get_rates.sync(http, instrument_ids=[1001]), Rates)
        assert_type(RestClient(http).market_data.get_rates(instrument_ids=[1001]), Rates)


async def lower_level_awaited() -> None:
    async with AsyncHttpClient() as http:
        assert_type(await http.send(get_rates.call(instrument_ids=[1001])), Rates)
        assert_type(await get_rates.asyncio(http, instrument_ids=[1001]), Rates)
        assert_type(await AsyncRestClient(http).market_data.get_rates(instrument_ids=[1001]), Rates)
