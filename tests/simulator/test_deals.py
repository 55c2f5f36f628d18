from dataclasses import replace

import pytest

from etoropy.simulator.deals import (
    can_rest,
    close_refusal,
    closed,
    is_touched,
    opened,
    proceeds,
    profit,
    stop_reason,
    trailed,
)
from etoropy.simulator.instruments import table
from etoropy.simulator.market import Quote
from etoropy.simulator.records import Order, Position, Refusal, Ticket
from etoropy.simulator.terms import (
    default_settlement,
    open_costs,
    overnight_fees,
    refusal,
    sizes,
    stop_refusal,
    terms_of,
)

AAPL, EURUSD, BTC, LONDON, USDJPY = (table()[i] for i in (1001, 1, 100_000, 2000, 5))
QUOTE = Quote(1001, bid=99.0, ask=101.0, last=99.0, time=0.0, rate_id=77, conversion_bid=1.0, conversion_ask=1.0)
YEN = replace(QUOTE, bid=150.0, ask=150.1, conversion_bid=0.0066, conversion_ask=0.0067)
DAY = 86_400.0


def ticket(**fields):
    return Ticket(
        **{"instrument_id": 1001, "is_buy": True, "leverage": 1, "settlement": "real", "amount": 1010.0} | fields
    )


def order(**fields):
    taken = {
        "id": 1,
        "reference_id": "r",
        "token": "t",
        "api": "v2",
        "type": 17,
        "instrument_id": 1001,
        "symbol": "AAPL",
    }
    asked = {"is_buy": True, "leverage": 1, "settlement": "real", "amount": 1010.0}
    return Order(**taken | asked | {"taken_at": 0.0, "updated_at": 0.0, "due_at": 0.1} | fields)


def position(**fields):
    made = opened(order(), terms_of(AAPL), QUOTE, 1e6, 9, 0.0)
    assert isinstance(made, Position)
    return replace(made, **fields)


# -- opening


def test_a_long_position_opens_at_the_ask_and_a_short_one_at_the_bid():
    assert position().open_rate == 101.0
    short = opened(order(is_buy=False, settlement="cfd"), terms_of(AAPL), QUOTE, 1e6, 9, 0.0)
    assert short.open_rate == 99.0


def test_an_amount_buys_its_worth_in_units_times_the_leverage():
    assert sizes(ticket(), QUOTE) == (1010.0, 10.0)
    assert sizes(ticket(leverage=5), QUOTE) == (1010.0, 50.0)


def test_units_need_their_worth_in_margin_divided_by_the_leverage():
    assert sizes(ticket(amount=None, units=10.0), QUOTE) == (1010.0, 10.0)
    assert sizes(ticket(amount=None, units=10.0, leverage=5), QUOTE) == (202.0, 10.0)


def test_prices_in_another_currency_are_converted():
    amount, units = sizes(ticket(amount=1000.0), YEN)
    assert units == pytest.approx(1000 / (150.1 * 0.0067), abs=1e-6)
    assert amount == 1000.0


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"amount": 3_000_000.0}, 721),
        ({"amount": 9.0}, 720),
        ({"amount": 90_000.0}, 604),
        ({"settlement": "marginTrade"}, 2011),
        ({"settlement": "real", "leverage": 2}, 731),
        ({"settlement": "cfd", "leverage": 3, "stop_loss": 50.0}, 731),
        ({"stop_loss": 99.5}, 735),
        ({"stop_loss": 98.5}, None),
        ({"take_profit": 98.0}, 735),
        ({"take_profit": 120.0}, None),
        ({"is_buy": False, "settlement": "cfd", "stop_loss": 90.0}, 735),
        ({"is_buy": False, "settlement": "cfd", "stop_loss": 110.0, "take_profit": 80.0}, None),
    ],
)
def test_an_order_is_refused_for_one_reason_at_a_time(fields, code):
    why = refusal(terms_of(AAPL), ticket(**fields), QUOTE, 50_000.0)
    assert (why.code if why else None) == code


def test_the_fee_counts_when_the_funds_are_checked():
    assert refusal(terms_of(AAPL), ticket(), QUOTE, 1011.0) is None
    assert refusal(terms_of(AAPL), ticket(), QUOTE, 1010.5).code == 604


def test_a_retired_instrument_opens_nothing():
    retired = next(i for i in table().values() if not i.is_active)
    assert refusal(terms_of(retired), ticket(), QUOTE, 1e9).code == 814


def test_currencies_need_a_thousand_dollars_in_the_market():
    assert refusal(terms_of(EURUSD), ticket(settlement="cfd", amount=999.0), QUOTE, 1e6).code == 720
    assert refusal(terms_of(EURUSD), ticket(settlement="cfd", amount=100.0, leverage=10), QUOTE, 1e6) is None


def test_what_is_bought_without_leverage_becomes_the_asset_itself():
    assert default_settlement(AAPL, True, 1) == "real"
    assert default_settlement(BTC, True, 1) == "real"
    assert default_settlement(AAPL, True, 2) == "cfd"
    assert default_settlement(AAPL, False, 1) == "cfd"
    assert default_settlement(EURUSD, True, 1) == "cfd"


# -- costs


def test_stocks_cost_a_dollar_contracts_cost_interest_and_london_a_stamp_duty():
    assert open_costs(AAPL, "real", True, 1000.0).charged_at_once == 1.0
    assert open_costs(AAPL, "cfd", True, 1000.0).charged_at_once == 0.0
    assert open_costs(AAPL, "cfd", True, 1000.0).overnight_fee > 0
    assert open_costs(AAPL, "real", True, 1000.0).overnight_fee == 0
    assert open_costs(LONDON, "real", True, 1000.0).sdrt == 5.0
    assert open_costs(BTC, "real", True, 1000.0).charged_at_once == 0.0


def test_interest_is_due_for_each_night_and_only_on_contracts():
    contract = position(settlement="cfd", leverage=5, opened_at=15 * 3600.0)
    assert overnight_fees(contract, 20 * 3600.0) == 0
    assert overnight_fees(contract, 22 * 3600.0) == round(1010 * 5 * 0.0002, 2)
    assert overnight_fees(contract, 22 * 3600.0 + 2 * DAY) == round(3 * 1010 * 5 * 0.0002, 2)
    assert overnight_fees(replace(contract, settlement="real"), 9 * DAY) == 0


# -- triggers and stops


def test_a_limit_order_is_touched_by_the_side_it_would_fill_at():
    assert is_touched(order(trigger_rate=101.0), QUOTE)
    assert not is_touched(order(trigger_rate=100.9), QUOTE)
    assert is_touched(order(is_buy=False, trigger_rate=99.0), QUOTE)
    assert not is_touched(order(is_buy=False, trigger_rate=99.1), QUOTE)
    assert not is_touched(order(), QUOTE)


def test_a_limit_order_is_judged_as_if_its_rate_were_there():
    waiting = order(trigger_rate=80.0, stop_loss=70.0, take_profit=90.0)
    assert can_rest(waiting, terms_of(AAPL), QUOTE, 1e6) is None
    assert can_rest(replace(waiting, stop_loss=85.0), terms_of(AAPL), QUOTE, 1e6).code == 735


@pytest.mark.parametrize(
    ("is_buy", "stop", "target", "reason"),
    [
        (True, 99.0, None, "StopLoss"),
        (True, 98.9, None, None),
        (True, None, 99.0, "TakeProfit"),
        (True, None, 99.1, None),
        (False, 101.0, None, "StopLoss"),
        (False, 101.1, None, None),
        (False, None, 101.0, "TakeProfit"),
        (False, 120.0, 80.0, None),
    ],
)
def test_a_stop_or_target_strikes_at_the_rate_at_which_the_position_would_close(is_buy, stop, target, reason):
    assert stop_reason(position(is_buy=is_buy, stop_loss=stop, take_profit=target), QUOTE) == reason


def test_a_trailing_stop_follows_a_better_price_and_never_a_worse_one():
    held = position(stop_loss=90.0, is_trailing=True)
    moved, best = trailed(held, 95.0, QUOTE)
    assert (moved.stop_loss, best) == (94.0, 99.0)
    assert trailed(moved, best, replace(QUOTE, bid=96.0)) == (moved, 99.0)
    short, best = trailed(position(is_buy=False, stop_loss=110.0), 105.0, QUOTE)
    assert (short.stop_loss, best) == (106.0, 101.0)


@pytest.mark.parametrize(("stop", "target", "is_fine"), [(98.0, 120.0, True), (None, None, True), (99.0, None, False)])
def test_a_stop_that_would_strike_at_once_is_on_the_wrong_side(stop, target, is_fine):
    assert (stop_refusal(True, stop, target, QUOTE) is None) is is_fine


# -- closing


def test_profit_is_what_the_price_moved_converted():
    held = position()
    assert profit(held, replace(QUOTE, bid=111.0)) == 100.0
    assert profit(replace(held, is_buy=False, open_rate=99.0), replace(QUOTE, ask=89.0)) == 100.0
    assert profit(held, replace(QUOTE, bid=111.0, conversion_bid=0.5)) == 50.0


def test_closing_gives_back_the_margin_with_the_profit_less_the_fees():
    trade, after = closed(position(), terms_of(AAPL), replace(QUOTE, bid=111.0), None, 5, 60.0, "Manual")
    assert (trade.net_profit, trade.fees, trade.units, trade.close_order_id) == (99.0, 1.0, 10.0, 5)
    assert after.closed_at == 60.0
    assert proceeds(trade) == 1010.0 + 99.0


def test_closing_a_part_leaves_the_rest_under_the_same_id():
    trade, after = closed(position(), terms_of(AAPL), QUOTE, 4.0, 5, 60.0, "Manual")
    assert (trade.units, trade.amount) == (4.0, 404.0)
    assert (after.id, after.units, after.amount, after.closed_at) == (9, 6.0, 606.0, None)
    assert after.is_partially_altered
    assert after.initial_units == 10.0


def test_no_position_loses_more_than_its_margin():
    trade, _ = closed(
        position(leverage=5, units=50.0), terms_of(AAPL), replace(QUOTE, bid=1.0), None, 5, 60.0, "StopLoss"
    )
    assert trade.net_profit == -1010
    assert proceeds(trade) == 0


def test_a_loss_that_uses_up_the_margin_closes_the_position():
    held = position(leverage=5, units=50.0)
    assert stop_reason(held, replace(QUOTE, bid=held.open_rate - 20.0)) is None
    assert stop_reason(held, replace(QUOTE, bid=held.open_rate - 21.0)) == "StopLoss"


def test_what_is_left_after_rounding_is_no_position():
    _, after = closed(position(), terms_of(AAPL), QUOTE, 10.0 - 1e-7, 5, 60.0, "Manual")
    assert after.closed_at == 60.0
    assert isinstance(close_refusal(position(), 1e-7), Refusal)


def test_more_units_than_there_are_cannot_be_closed():
    assert isinstance(close_refusal(position(), 10.1), Refusal)
    assert close_refusal(position(), 10.0) is None
    assert close_refusal(position(), None) is None
