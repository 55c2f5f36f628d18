# Made by `python -m codegen` from tests/_async/test_every_operation.py; edit that file instead.
"""Every operation of the document, called as a user would, on both accounts; and what of it reached the simulator."""

import warnings
from datetime import date

import pytest
from etoropy import HttpClient, RestClient, Simulator
from etoropy.config import Mode
from etoropy.models import PostDraftAttachment, WatchlistItem, WatchlistItemType
from tests.document.wire import OPERATIONS, unexpected
from tests.support import SimulatedClock, still_simulator

pytestmark = pytest.mark.anyio

LONG_AGO = date(2020, 1, 1)
AAPL, BTC = 1001, 100000


def a_client(sim: Simulator, mode: Mode) -> HttpClient:
    config = sim.config_for(mode, rate_limit=False)
    return HttpClient(config, transport=sim.transport(), clock=SimulatedClock(sim))


def see_the_market(rest: RestClient) -> None:
    market = rest.market_data
    fields = ["instrumentId", "internalSymbolFull", "displayname"]
    page = market.search_instruments(fields=fields, internal_symbol_full="AAPL", page=1, page_size=3)
    assert 0 < len(page.items) <= 3
    everything = [it.instrument_id for it in market.iter_search_instruments(fields=fields, search_text="App")]
    assert len(everything) == len(set(everything))
    assert (market.get_instruments(instrument_ids=[AAPL, BTC])).instruments[0].instrument_id == AAPL
    assert len((market.get_rates(instrument_ids=[AAPL, BTC])).rates) == 2
    assert (market.get_candles(AAPL, "desc", "FifteenMinutes", 5)).candles
    assert (market.get_instrument_types()).instrument_types
    assert market.get_closing_prices()
    assert (market.get_stocks_industries(stocks_industry_ids=[1, 2])).stocks_industries
    assert (market.get_exchanges(exchange_ids=[4, 5])).exchanges


def trade_the_older_way(rest: RestClient, sim: Simulator) -> None:
    execution, info = rest.execution, rest.info
    bid = (rest.market_data.get_rates(instrument_ids=[AAPL])).rates[0].bid
    opened = execution.open_market_order_by_amount(instrument_id=AAPL, is_buy=True, leverage=1, amount=100)
    execution.open_market_order_by_units(instrument_id=BTC, is_buy=True, leverage=1, amount_in_units=0.01)
    sim.clock.advance(2)
    order = info.get_order(opened.order_for_open.order_id)
    assert order.positions
    position_id = order.positions[0].position_id
    execution.open_limit_order(instrument_id=AAPL, is_buy=True, leverage=1, rate=round(bid / 2, 2), amount=50)
    sim.clock.advance(2)
    (limit,) = (info.get_portfolio()).client_portfolio.orders
    assert limit.order_id is not None
    execution.cancel_limit_order(limit.order_id)
    waiting = execution.open_market_order_by_amount(instrument_id=AAPL, is_buy=True, leverage=1, amount=100)
    execution.cancel_market_open_order(waiting.order_for_open.order_id)
    sim.clock.advance(2)
    closing = execution.close_position(position_id, instrument_id=AAPL)
    execution.cancel_close_order(closing.order_for_close.order_id)
    execution.close_position(position_id, instrument_id=AAPL)
    sim.clock.advance(2)
    assert position_id in {it.position_id for it in info.get_trade_history(min_date=LONG_AGO, page=1)}


def trade_the_newer_way(rest: RestClient, sim: Simulator) -> None:
    execution, info = rest.execution, rest.info
    bid = (rest.market_data.get_rates(instrument_ids=[AAPL])).rates[0].bid
    costs = info.get_costs(
        action="open", transaction="buy", instrument_id=AAPL, order_type="mkt", leverage=1, amount=100
    )
    assert costs.costs
    assert (info.get_eligibility(instrument_ids=[AAPL])).eligibilities[0].allow_open_position
    receipt = execution.create_order(
        action="open", transaction="buy", order_type="mkt", leverage=2, instrument_id=AAPL, amount=100,
        stop_loss_rate=round(bid * 0.8, 2), stop_loss_type="fixed",
    )  # fmt: skip
    sim.clock.advance(2)
    order = info.lookup_order(order_id=receipt.order_id)
    assert order == info.lookup_order(reference_id=receipt.reference_id)
    assert order.position_executions
    position_id = order.position_executions[0].position_id
    execution.update_position(position_id, take_profit_rate=round(bid * 1.5, 2), clear_stop_loss=False)
    limit = execution.create_order(
        action="open", transaction="buy", order_type="mit", leverage=1, instrument_id=AAPL, units=1,
        trigger_rate=round(bid / 2, 2),
    )  # fmt: skip
    execution.cancel_order(limit.order_id)
    sim.clock.advance(2)
    pnl = (info.get_pnl()).client_portfolio
    assert position_id in {it.position_id for it in pnl.positions}
    assert [it.position_id for it in info.iter_trade_history(min_date=LONG_AGO, page_size=1)]


def keep_watchlists(rest: RestClient) -> None:
    lists = rest.watchlists
    item = WatchlistItem(item_id=AAPL, item_type=WatchlistItemType.INSTRUMENT)
    created = (lists.create_watchlist(name="Mine & yours")).watchlists
    mine = next(it.watchlist_id for it in created if it.name == "Mine & yours")
    lists.add_items(mine, items=[item, WatchlistItem(item_id=BTC, item_type=WatchlistItemType.INSTRUMENT)])
    lists.update_items(mine, items=[item])
    lists.remove_items(mine, items=[item])
    assert [it.item_id for it in lists.iter_watchlist(mine, page_size=1)] == [BTC]
    assert (lists.get_watchlist(mine, page_number=0, items_per_page=10)).watchlists[0].total_items == 1
    lists.rename_watchlist(mine, new_name="Renamed, with a comma")
    lists.change_rank(mine, new_rank=0)
    lists.set_default_watchlist(mine)
    everything = (lists.get_user_watchlists()).watchlists
    assert "Renamed, with a comma" in {it.name for it in everything}
    lists.create_default_watchlist(name="Another")
    lists.create_default_watchlist_from_items(items=[item])
    assert isinstance(lists.get_default_watchlist_items(items_limit=5), list)
    lists.delete_watchlist(mine)
    assert mine not in {it.watchlist_id for it in (lists.get_user_watchlists()).watchlists}


def meet_people(rest: RestClient) -> None:
    people = rest.users_info
    me = rest.identity.get_me()
    hits = (people.search_users(period="CurrMonth", page=1, page_size=5)).items
    assert len([it for it in people.iter_search_users(period="CurrMonth")]) >= len(hits)
    name = hits[0].username
    profile = (people.get_users(usernames=[name, me.username])).users[0]
    assert profile.username == name
    assert (people.get_user_performance(name)).monthly
    span = {"min_date": date(2026, 1, 1), "max_date": date(2026, 1, 31)}
    assert isinstance(people.get_user_daily_gain(name, gain_type="Daily", **span), list)
    assert not isinstance(people.get_user_daily_gain(name, gain_type="Period", **span), list)
    people.get_user_portfolio(name)
    people.get_user_trade_info(name, period="CurrYear")
    rest.pi_data.get_copiers_public_info()
    for hit in hits:
        assert hit.customer_id is not None
        shared = (rest.watchlists.get_public_watchlists(hit.customer_id)).watchlists
        if shared:
            one = rest.watchlists.get_public_watchlist(hit.customer_id, shared[0].watchlist_id)
            listed = [it for it in rest.watchlists.iter_public_watchlist(hit.customer_id, one.watchlist_id)]
            assert len(listed) == one.total_items
            return
    raise AssertionError("nobody shares a watchlist")


def talk(rest: RestClient) -> None:
    me = rest.identity.get_me()
    attachment = PostDraftAttachment(url="https://example.com/a.png", title="A picture")
    post = rest.feeds.create_post(message="Hello, $AAPL", attachments=[attachment])
    rest.reactions.create_comment(post.id, message="And hello again")
    feed = rest.feeds.get_user_feed(str(me.gcid), take=10, offset=0)
    assert post.id in {it.id for it in feed.discussions}
    assert [it.id for it in rest.feeds.iter_user_feed(str(me.gcid), page_size=1)][0] == post.id
    rest.feeds.get_instrument_feed(str(AAPL), take=2)
    assert [it for it in rest.feeds.iter_instrument_feed(str(AAPL), page_size=2)]
    rest.discovery.get_curated_lists()
    rest.discovery.get_market_recommendations(3)


def do_everything(sim: Simulator, mode: Mode) -> None:
    with a_client(sim, mode) as http:
        rest = RestClient(http)
        see_the_market(rest)
        trade_the_older_way(rest, sim)
        trade_the_newer_way(rest, sim)
        keep_watchlists(rest)
        meet_people(rest)
        talk(rest)


def test_every_operation_is_called_and_every_request_is_the_documents() -> None:
    sim = still_simulator(limits=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for mode in ("demo", "real"):
            do_everything(sim, mode)
    assert {it.operation_id for it in sim.requests} == set(OPERATIONS)
    assert [it.path for it in sim.requests if it.status >= 400 and it.status != 404] == []
    assert [line for it in sim.requests for line in unexpected(it)] == []


def test_a_deprecated_operation_says_once_what_replaces_it() -> None:
    sim = still_simulator(limits=False)
    with a_client(sim, "demo") as http:
        from etoropy import call

        call._warned.clear()
        rest = RestClient(http)
        with pytest.warns(DeprecationWarning, match="get_instrument_feed") as said:
            rest.feeds.get_instrument_feed(str(AAPL), take=1)
        assert said[0].filename == __file__
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            rest.feeds.get_instrument_feed(str(AAPL), take=1)
