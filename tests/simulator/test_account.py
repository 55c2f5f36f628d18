import pytest

from etoropy.simulator.records import Status

from .desk import Desk, fresh_reference


@pytest.fixture
def desk():
    return Desk()


def hear(desk):
    heard = []
    desk.sim.world.subscribe(lambda mode, kind, content: heard.append((mode, kind, content)))
    return heard


# -- fills


def test_an_order_fills_after_the_delay_and_not_before(desk):
    desk.order_v2()
    desk.wait(0.11)
    assert desk.account.orders[0].status == Status.RECEIVED
    assert desk.account.positions == []
    desk.wait(0.02)
    assert desk.account.orders[0].status == Status.FILLED
    assert desk.account.positions[0].opened_at == pytest.approx(desk.account.orders[0].taken_at + 0.12)


def test_the_fill_has_the_price_of_its_own_moment_however_late_it_is_looked_at(desk):
    desk.order_v2()
    desk.wait(3600)
    position = desk.account.positions[0]
    assert position.open_rate == desk.sim.market.quote(desk.sim.market.named("AAPL"), position.opened_at).ask


def test_without_a_delay_an_order_fills_at_the_next_look(desk):
    desk.sim.quirks.fill_delay = 0.0
    desk.order_v2()
    assert desk.account.orders[0].status == Status.FILLED


def test_cash_goes_down_by_amount_and_fee_and_comes_back_with_the_profit(desk):
    start = desk.account.credit
    position = desk.bought(amount=1000.0)
    assert desk.account.credit == start - 1001.0
    desk.close(position)
    desk.wait(1)
    assert desk.account.credit == round(start - 1.0 + desk.account.history[0].net_profit, 2)


def test_the_same_seed_and_the_same_moves_give_the_same_account():
    def story():
        desk = Desk()
        for number in range(5):
            desk.order_v2(amount=100.0 + number, reference=f"00000000-0000-4000-8000-{number:012d}")
            desk.wait(7.3)
        return desk.account.orders, desk.account.positions, desk.account.credit

    assert story() == story()


def test_orders_settle_in_the_order_in_which_they_come_due(desk):
    start = desk.account.credit
    desk.order_v2(amount=start - 50_000)
    desk.wait(0.05)
    desk.order_v2(amount=60_000.0)
    desk.wait(0.05)
    desk.order_v2(amount=40_000.0)
    desk.wait(60)
    assert [order.status for order in desk.account.orders] == [Status.FILLED, Status.REJECTED, Status.FILLED]


def test_two_accounts_know_nothing_of_each_other():
    desk = Desk()
    desk.bought()
    assert desk.sim.account("real").orders == []
    assert desk.sim.account("real").credit == 10_000.0


# -- repeated requests


def test_a_request_repeated_with_the_same_id_places_a_second_order(desk):
    reference = fresh_reference()
    first, second = desk.order_v2(reference=reference), desk.order_v2(reference=reference)
    assert first.json["orderId"] != second.json["orderId"]
    assert len(desk.account.orders_with_reference(reference)) == 2
    desk.wait(1)
    assert len(desk.account.positions) == 2


def test_a_partial_close_repeated_takes_another_part_off(desk):
    position = desk.bought()
    reference = fresh_reference()
    desk.close(position, 1.0, reference=reference)
    desk.close(position, 1.0, reference=reference)
    desk.wait(1)
    assert desk.account.positions[0].units == pytest.approx(position.units - 2)


def test_the_truth_knows_reference_size_side_and_time_of_every_order(desk):
    reference = fresh_reference()
    desk.order_v2(symbol="BTC", amount=250.0, reference=reference)
    order = desk.account.orders[0]
    assert (order.reference_id, order.symbol, order.is_buy, order.amount) == (reference, "BTC", True, 250.0)
    assert order.taken_at == desk.sim.clock.now()


# -- markets that are closed


def test_out_of_hours_an_order_waits_and_fills_when_the_market_opens(desk):
    desk.sim.market.close_market("AAPL")
    desk.order_v2()
    desk.wait(10)
    waiting = desk.account.orders[0]
    assert (waiting.status, waiting.position_id) == (Status.WAITING_FOR_MARKET, None)
    desk.sim.market.open_market("AAPL")
    desk.wait(1)
    assert desk.account.orders[0].status == Status.FILLED


def test_out_of_hours_a_close_waits_too(desk):
    position = desk.bought()
    desk.sim.market.close_market("AAPL")
    desk.close(position)
    desk.wait(10)
    assert desk.last_order().status == Status.WAITING_FOR_MARKET
    assert desk.account.positions == [position]
    desk.sim.market.open_market("AAPL")
    desk.wait(1)
    assert desk.account.positions == []


def test_some_instruments_take_no_orders_while_they_are_closed(desk):
    from etoropy.simulator.terms import terms_of

    closed_to_entry = next(
        i
        for i in desk.sim.market.instruments.values()
        if i.is_active and not i.search_only and not terms_of(i).allow_entry
    )
    desk.sim.market.close_market(closed_to_entry.id)
    desk.order_v2(symbol=None, instrumentId=closed_to_entry.id)
    desk.wait(1)
    assert desk.last_order().status == Status.REJECTED
    assert desk.last_order().refusal.code == 749


# -- limit orders, stops, targets


def test_a_limit_order_waits_for_its_rate_and_fills_there(desk):
    rate = round(desk.quote().ask * 0.9, 2)
    desk.order_v2(orderType="mit", triggerRate=rate)
    desk.wait(5)
    assert desk.last_order().status == Status.PENDING_TRIGGERED_RATE
    desk.sim.market.set_price("AAPL", rate * 0.999)
    desk.wait(0.5)
    assert desk.last_order().status == Status.FILLED
    assert desk.account.positions[0].open_rate <= rate


def test_a_short_limit_order_waits_for_a_higher_rate(desk):
    rate = round(desk.quote().bid * 1.1, 2)
    desk.order_v2(orderType="mit", transaction="sellShort", triggerRate=rate, stopLossRate=rate * 1.2)
    desk.wait(5)
    assert desk.account.positions == []
    desk.sim.market.set_price("AAPL", rate * 1.001)
    desk.wait(0.5)
    assert desk.account.positions[0].open_rate >= rate


def test_a_price_that_came_and_went_between_two_looks_still_triggers(desk):
    rate = round(desk.quote().ask * 0.9, 2)
    desk.order_v2(orderType="mit", triggerRate=rate)
    desk.wait(5)
    desk.sim.market.set_price("AAPL", rate * 0.99)
    desk.wait(3)
    desk.sim.market.release_price("AAPL")
    desk.wait(3600)
    assert desk.last_order().status == Status.FILLED
    assert desk.account.positions[0].open_rate < rate


def test_a_pinned_price_triggers_even_when_no_time_passes(desk):
    rate = round(desk.quote().ask * 0.9, 2)
    desk.order_v2(orderType="mit", triggerRate=rate)
    desk.wait(5)
    assert desk.last_order().status == Status.PENDING_TRIGGERED_RATE
    desk.sim.market.set_price("AAPL", rate * 0.99)
    assert desk.last_order().status == Status.FILLED


def test_a_limit_order_waits_while_the_market_is_closed(desk):
    rate = round(desk.quote().ask * 0.9, 2)
    desk.sim.market.close_market("AAPL")
    desk.order_v2(orderType="mit", triggerRate=rate)
    desk.wait(5)
    assert desk.last_order().status == Status.PENDING_TRIGGERED_RATE
    desk.sim.market.set_price("AAPL", rate * 0.99)
    desk.wait(5)
    assert desk.last_order().status == Status.PENDING_TRIGGERED_RATE
    desk.sim.market.open_market("AAPL")
    desk.sim.market.set_price("AAPL", rate * 0.99)
    desk.wait(5)
    assert desk.last_order().status == Status.FILLED


def test_a_limit_order_under_the_minimum_is_refused_and_does_not_wait(desk):
    desk.order_v2(orderType="mit", triggerRate=100.0, amount=1.0)
    desk.wait(1)
    assert desk.last_order().refusal.code == 720


def test_funds_that_ran_out_meanwhile_refuse_a_limit_order_when_it_triggers(desk):
    rate = round(desk.quote().ask * 0.9, 2)
    desk.order_v2(orderType="mit", triggerRate=rate, amount=5000.0)
    desk.wait(1)
    desk.account.deposit(-desk.account.credit)
    desk.sim.market.set_price("AAPL", rate * 0.99)
    desk.wait(1)
    assert desk.last_order().refusal.code == 604


@pytest.mark.parametrize(("factor", "reason"), [(0.8, "StopLoss"), (1.3, "TakeProfit")])
def test_a_stop_or_a_target_closes_the_position(desk, factor, reason):
    rate = desk.quote().ask
    position = desk.bought(stopLossRate=round(rate * 0.9, 2), takeProfitRate=round(rate * 1.2, 2))
    desk.sim.market.set_price("AAPL", rate * factor)
    desk.wait(1)
    assert desk.account.positions == []
    trade = desk.account.history[0]
    assert (trade.reason, trade.position.id, trade.close_order_id) == (reason, position.id, 0)


def test_a_stop_does_not_strike_while_the_market_is_closed(desk):
    rate = desk.quote().ask
    desk.bought(stopLossRate=round(rate * 0.9, 2))
    desk.sim.market.close_market("AAPL")
    desk.sim.market.set_price("AAPL", rate * 0.5)
    desk.wait(60)
    assert len(desk.account.positions) == 1


def test_a_trailing_stop_follows_the_price_up_and_strikes_on_the_way_down(desk):
    rate = desk.quote().ask
    desk.bought(stopLossRate=round(rate * 0.9, 2), stopLossType="trailing")
    desk.sim.market.set_price("AAPL", rate * 1.5)
    desk.wait(1)
    assert desk.account.positions[0].stop_loss > rate
    assert desk.portfolio()["positions"][0]["stopLossRate"] > rate
    desk.sim.market.set_price("AAPL", rate * 1.3)
    desk.wait(1)
    assert desk.account.history[0].reason == "StopLoss"
    assert desk.account.history[0].net_profit > 0


def test_a_position_that_opened_during_a_long_wait_is_guarded_from_then_on(desk):
    rate = desk.quote().ask
    desk.order_v2(stopLossRate=round(rate * 0.9, 2))
    desk.wait(10)
    desk.sim.market.set_price("AAPL", rate * 0.5)
    desk.wait(3600)
    assert desk.account.history[0].closed_at < desk.sim.clock.now() - 3000


# -- closing


def test_a_second_close_of_the_same_position_is_accepted_and_refused(desk):
    position = desk.bought()
    assert desk.close(position).status == 200
    assert desk.close(position).status == 200
    desk.wait(1)
    assert [order.status for order in desk.account.orders[1:]] == [Status.FILLED, Status.REJECTED]
    assert len(desk.account.history) == 1


def test_closing_more_units_than_there_are_is_refused_after_acceptance(desk):
    position = desk.bought()
    desk.close(position, position.units + 1)
    desk.wait(1)
    assert desk.last_order().status == Status.REJECTED
    assert len(desk.account.positions) == 1


def test_history_and_account_remember_a_partial_close(desk):
    position = desk.bought()
    desk.close(position, position.units / 2)
    desk.wait(1)
    rest = desk.account.positions[0]
    assert rest.id == position.id
    assert rest.is_partially_altered
    assert desk.account.history[0].units + rest.units == pytest.approx(position.units)


# -- events


def test_an_order_tells_of_its_acceptance_and_its_fill(desk):
    heard = hear(desk)
    reference = fresh_reference()
    desk.order_v2(reference=reference)
    desk.wait(1)
    position = desk.account.positions[0]
    assert [(mode, kind, content.get("StatusID")) for mode, kind, content in heard] == [
        ("demo", "Trading.OrderForOpen.Update", 1),
        ("demo", "Trading.OrderForOpen.Update", 3),
        ("demo", "Trading.Position.Opened", None),
    ]
    filled = heard[1][2]
    assert filled["PositionID"] == position.id
    assert filled["RequestGuid"] == reference
    assert filled["StatusID"] == filled["StatusId"]
    assert filled["Rate"] == position.open_rate


def test_a_refusal_is_told_with_its_code(desk):
    heard = hear(desk)
    desk.order_v2(amount=1.0)
    desk.wait(1)
    desk.sim.settle()
    assert (heard[-1][2]["StatusID"], heard[-1][2]["ErrorCode"]) == (4, 720)
    assert "minimum" in heard[-1][2]["ErrorMessage"]


def test_a_partial_close_tells_of_the_part(desk):
    position = desk.bought()
    heard = hear(desk)
    desk.close(position, 0.1)
    desk.wait(1)
    assert desk.account.history[0].units == 0.1
    assert (heard[-1][1], heard[-1][2]["Units"]) == ("Trading.Position.Closed", 0.1)


def test_small_parts_cost_no_more_than_they_bring(desk):
    position = desk.bought()
    credit = desk.account.credit
    for _ in range(5):
        desk.close(position, 0.0001)
        desk.wait(1)
    trades = desk.account.history
    assert round(desk.account.credit - credit, 2) == round(sum(it.amount + it.net_profit for it in trades), 2)


def test_a_close_tells_what_was_realised(desk):
    position = desk.bought()
    heard = hear(desk)
    desk.close(position)
    desk.wait(1)
    trade = desk.account.history[0]
    kinds = [kind for _, kind, _ in heard]
    assert kinds == ["Trading.OrderForClose.Update"] * 2 + ["Trading.Position.Closed"]
    assert heard[2][2]["Units"] == trade.units
    assert heard[0][2]["PendingClosePositionIDs"] == [position.id]
    assert (heard[1][2]["EndRate"], heard[1][2]["NetProfit"]) == (trade.close_rate, trade.net_profit)
    assert heard[2][2]["CloseReason"] == "Manual"


def test_a_stop_tells_that_the_position_closed(desk):
    rate = desk.quote().ask
    desk.bought(stopLossRate=round(rate * 0.9, 2))
    heard = hear(desk)
    desk.sim.market.set_price("AAPL", rate * 0.5)
    desk.wait(1)
    desk.sim.settle()
    assert [(kind, content["CloseReason"]) for _, kind, content in heard] == [("Trading.Position.Closed", "StopLoss")]


def test_whoever_unsubscribed_hears_nothing_more(desk):
    heard = []
    stop = desk.sim.world.subscribe(lambda mode, kind, content: heard.append(kind))
    desk.order_v2()
    stop()
    stop()
    desk.wait(1)
    desk.sim.settle()
    assert len(heard) == 1


# -- what tests may do


def test_a_copied_traders_positions_stand_under_the_mirror(desk):
    start = desk.account.credit
    mirror = desk.account.copy_trader("steadyhands", 1000.0, ["AAPL", "MSFT"])
    desk.wait(1)
    shown = desk.portfolio()
    assert shown["positions"] == []
    assert [p["instrumentID"] for p in shown["mirrors"][0]["positions"]] == [1001, 1004]
    assert shown["mirrors"][0]["parentUsername"] == "steadyhands"
    assert shown["mirrors"][0]["availableAmount"] == mirror.available == 500.0
    assert desk.account.credit == start - 1000.0
    assert desk.account.mirrors == [mirror]


def test_closing_a_copied_position_pays_the_copy_relation_and_not_the_account(desk):
    mirror = desk.account.copy_trader("steadyhands", 1000.0, ["BTC"])
    before = desk.account.credit
    desk.close(desk.account.positions[0])
    desk.wait(1)
    assert desk.account.credit == before
    assert desk.account.mirrors[0].available == mirror.available + 500.0 + desk.account.history[0].net_profit


def test_a_trader_can_be_copied_with_nothing_invested_yet(desk):
    assert desk.account.copy_trader("patient", 200.0).available == 200.0


def test_a_position_can_be_placed_without_an_order(desk):
    position = desk.account.place_position("EURUSD", 100.0, is_buy=False, leverage=30)
    assert desk.account.positions == [position]
    assert desk.account.orders == []
    desk.wait(1)
    assert desk.pnl()["positions"][0]["unrealizedPnL"]["pnL"] < 0


def test_a_position_that_no_order_could_open_cannot_be_placed(desk):
    with pytest.raises(ValueError, match="minimum"):
        desk.account.place_position("EURUSD", 1.0)


def test_a_deposit_can_be_taken_away_again(desk):
    desk.account.deposit(500.0)
    desk.account.deposit(-200.5)
    assert desk.account.credit == 100_299.5


def test_old_states_are_forgotten(desk):
    for _ in range(300):
        desk.order_v2(amount=10.0)
        desk.wait(0.5)
    assert len(desk.account._past) < 10
