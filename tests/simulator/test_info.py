import pytest

from etoropy.simulator.records import Status

from .desk import START, Desk, fresh_reference


@pytest.fixture(params=["demo", "real"])
def desk(request):
    return Desk(request.param)


# -- what became of an order


def test_just_after_it_was_taken_an_order_is_out_of_sight(desk):
    reference = fresh_reference()
    order_id = desk.order_v2(reference=reference).json["orderId"]
    desk.wait(0.5)
    assert desk.account.orders[0].status == Status.FILLED
    answer = desk.lookup(orderId=order_id)
    assert (answer.status, answer.json) == (404, {"message": "Order not found"})
    assert desk.lookup(referenceId=reference).status == 404
    assert desk.read_v1(order_id).status == 404
    desk.wait(0.15)
    assert desk.lookup(orderId=order_id).status == 200
    assert desk.lookup(referenceId=reference).status == 200
    assert desk.read_v1(order_id).status == 200


def test_a_look_up_takes_exactly_one_of_id_and_reference(desk):
    assert desk.ask("GET", f"/api/v2/{desk._info}/orders:lookup").status == 400
    assert desk.lookup(orderId=1, referenceId=fresh_reference()).status == 400
    assert desk.lookup(orderId="abc").status == 400
    assert desk.lookup(orderId=1).status == 404
    assert desk.lookup(referenceId=fresh_reference()).status == 404


def test_the_look_up_by_reference_can_be_switched_off(desk):
    desk.sim.quirks.reference_lookup = False
    reference = fresh_reference()
    order_id = desk.order_v2(reference=reference).json["orderId"]
    desk.wait(5)
    assert desk.lookup(referenceId=reference).status == 404
    assert desk.lookup(orderId=order_id).status == 200


def test_a_v1_order_is_found_by_id_and_by_reference_only_where_that_is_switched_on(desk):
    reference = fresh_reference()
    order_id = desk.order_v1(reference=reference).json["orderForOpen"]["orderID"]
    desk.wait(1)
    assert desk.lookup(orderId=order_id).status == 200
    assert desk.lookup(referenceId=reference).status == 404
    desk.sim.quirks.v1_reference_lookup = True
    assert desk.lookup(referenceId=reference.upper()).json["orderId"] == order_id


def test_a_filled_order_shows_its_execution(desk):
    position = desk.bought(amount=1000.0, stopLossRate=50.0)
    details = desk.lookup(orderId=position.order_id).json
    assert details["status"] == {"id": 3, "name": "Filled", "errorCode": 0, "errorMessage": None}
    assert (details["requestedAmount"], details["requestedUnits"], details["requestType"]) == (1000.0, None, "byAmount")
    assert details["asset"]["settlementType"] == "REAL"
    assert (details["stopLossType"], details["openTakeProfitRate"]) == ("fixed", None)
    execution = details["positionExecutions"][0]
    assert (execution["positionId"], execution["state"]) == (position.id, "open")
    assert execution["openingData"]["avgPrice"] == position.open_rate
    assert execution["openingData"]["fees"] == 1.0


def test_a_short_sale_reads_back_as_sell_and_short(desk):
    desk.order_v2(transaction="sellShort", stopLossRate=9999.0, stopLossType="trailing", amount=None, units=4.0)
    desk.wait(1)
    details = desk.lookup(orderId=desk.last_order().id).json
    assert (details["transaction"], details["asset"]["side"], details["asset"]["settlementType"]) == (
        "sell",
        "short",
        "CFD",
    )
    assert (details["requestType"], details["requestedUnits"], details["stopLossType"]) == ("byUnits", 4.0, "trailing")


def test_a_waiting_order_shows_no_execution(desk):
    desk.sim.market.close_market("AAPL")
    desk.order_v2()
    desk.wait(1)
    details = desk.lookup(orderId=desk.last_order().id).json
    assert (details["status"]["id"], details["status"]["name"]) == (11, "WaitingForMarket")
    assert details["positionExecutions"] == []
    assert details["frozenAmount"] == 1001.0


def test_a_close_order_can_be_looked_up_too(desk):
    position = desk.bought()
    desk.close(position)
    desk.wait(1)
    details = desk.lookup(orderId=desk.last_order().id).json
    assert (details["action"], details["transaction"], details["positionsToClose"]) == ("close", "sell", [position.id])
    assert desk.read_v1(desk.last_order().id).status == 404


def test_while_a_close_is_in_flight_reading_the_opening_order_fails_a_few_times(desk):
    position = desk.bought()
    desk.close(position)
    desk.wait(0.5)
    statuses = [desk.lookup(orderId=position.order_id).status for _ in range(4)]
    assert statuses == [500, 500, 200, 200]
    details = desk.lookup(orderId=position.order_id).json
    assert details["status"]["id"] == 3
    assert details["positionExecutions"][0]["state"] == "closed"
    assert details["positionExecutions"][0]["remainingUnits"] == 0


def test_each_close_brings_its_own_failures(desk):
    position = desk.bought()
    for units in (0.1, None):
        desk.close(position, units)
        desk.wait(0.5)
        assert [desk.lookup(orderId=position.order_id).status for _ in range(3)] == [500, 500, 200]
        desk.wait(10)


def test_some_seconds_after_the_close_reading_the_opening_order_works_at_once(desk):
    position = desk.bought()
    desk.close(position)
    desk.wait(7.1)
    assert desk.read_v1(position.order_id).status == 200
    assert desk.read_v1(position.order_id).json["positions"][0]["isOpen"] is False


def test_the_v1_read_fails_with_the_gateways_shape_while_a_close_is_in_flight(desk):
    position = desk.bought()
    desk.close(position)
    assert desk.read_v1(position.order_id).status == 500
    assert "errorCode" in desk.read_v1(position.order_id).json


def test_the_v1_read_shows_zeros_for_the_reference_and_a_date_without_a_zone(desk):
    reference = fresh_reference()
    desk.order_v1(reference=reference)
    desk.wait(1)
    info = desk.read_v1(desk.last_order().id).json
    assert set(info["referenceID"]) == {"0", "-"}
    assert not info["requestOccurred"].endswith("Z")
    assert (info["statusID"], len(info["positions"]), info["errorCode"]) == (3, 1, None)
    desk.sim.quirks.v1_reference_zeroed = False
    desk.sim.quirks.unzoned_dates = False
    info = desk.read_v1(desk.last_order().id).json
    assert info["referenceID"] == reference
    assert info["requestOccurred"].endswith("Z")


def test_the_v1_read_of_an_order_that_is_not_filled_has_no_positions(desk):
    desk.sim.market.close_market("AAPL")
    desk.order_v1("by-units", AmountInUnits=3.0)
    desk.wait(1)
    info = desk.read_v1(desk.last_order().id).json
    assert (info["statusID"], info["positions"], info["units"], info["amount"]) == (11, [], 3.0, 0.0)


def test_the_v1_read_tells_why_an_order_was_refused(desk):
    desk.order_v1(Amount=1.0)
    desk.wait(1)
    info = desk.read_v1(desk.last_order().id).json
    assert (info["statusID"], info["errorCode"]) == (4, 720)


# -- portfolio


def test_the_portfolio_lags_behind_a_fill(desk):
    desk.sim.quirks.portfolio_lag = 30.0
    desk.bought()
    assert desk.portfolio()["positions"] == []
    desk.wait(30)
    assert len(desk.portfolio()["positions"]) == 1


def test_the_portfolio_still_lists_what_was_just_closed(desk):
    desk.sim.quirks.portfolio_lag = 30.0
    position = desk.bought()
    desk.wait(60)
    desk.close(position)
    desk.wait(5)
    assert [p["positionID"] for p in desk.portfolio()["positions"]] == [position.id]
    desk.wait(30)
    assert desk.portfolio()["positions"] == []


def test_rates_that_are_not_set_show_as_their_placeholders(desk):
    desk.bought()
    shown = desk.portfolio()["positions"][0]
    assert (shown["stopLossRate"], shown["takeProfitRate"]) == (0.0001, 0)
    assert (shown["isNoStopLoss"], shown["isNoTakeProfit"]) == (True, True)
    assert shown["settlementTypeID"] == 1


def test_a_partial_close_keeps_the_id_shrinks_the_units_and_says_so(desk):
    position = desk.bought()
    desk.close(position, round(position.units / 2, 6))
    desk.wait(1)
    shown = desk.portfolio()["positions"][0]
    assert shown["positionID"] == position.id
    assert shown["units"] < shown["initialUnits"]
    assert shown["isPartiallyAltered"] is True


def test_waiting_orders_stand_in_their_own_lists(desk):
    position = desk.bought()
    desk.limit_v1(100.0)
    limit = desk.last_order()
    desk.sim.market.close_market("AAPL")
    desk.order_v2()
    opening = desk.last_order()
    desk.close(position)
    closing = desk.last_order()
    desk.wait(1)
    shown = desk.portfolio()
    assert [o["orderID"] for o in shown["orders"]] == [limit.id]
    assert [(o["orderID"], o["statusID"]) for o in shown["ordersForOpen"]] == [(opening.id, 11)]
    assert [(o["orderID"], o["positionID"]) for o in shown["ordersForClose"]] == [(closing.id, position.id)]


def test_the_profit_read_spells_the_ids_of_waiting_orders_differently(desk):
    desk.limit_v1(100.0)
    desk.wait(1)
    entry = desk.pnl()["orders"][0]
    assert (entry["orderId"], entry["instrumentId"], entry["cid"]) == (desk.last_order().id, 1001, desk.account.cid)
    assert "orderID" not in entry


def test_profits_add_up_and_agree_with_the_rates(desk):
    for symbol in ("AAPL", "BTC", "USDJPY", "AAL.L"):
        desk.bought(symbol)
    desk.wait(3600)
    shown = desk.pnl()
    assert shown["unrealizedPnL"] == pytest.approx(sum(p["unrealizedPnL"]["pnL"] for p in shown["positions"]))
    for entry in shown["positions"]:
        rate = desk.get(f"/api/v1/market-data/instruments/rates?instrumentIds={entry['instrumentID']}")["rates"][0]
        expected = entry["units"] * (rate["bid"] - entry["openRate"]) * rate["conversionRateBid"]
        assert entry["unrealizedPnL"]["closeRate"] == rate["bid"]
        assert entry["unrealizedPnL"]["pnL"] == pytest.approx(expected, abs=0.011)


def test_one_profit_answer_is_served_again_for_a_while(desk):
    desk.sim.quirks.pnl_cache = 10.0
    desk.bought()
    first = desk.pnl()
    desk.wait(9)
    assert desk.pnl() == first
    desk.wait(2)
    assert desk.pnl() != first


def test_interest_shows_as_fees_of_the_position_and_of_the_trade(desk):
    desk.bought("EURUSD", leverage=10, stopLossRate=0.5)
    desk.wait(3 * 86_400)
    assert desk.portfolio()["positions"][0]["totalFees"] == 6.0
    desk.close(desk.account.positions[0])
    desk.wait(1)
    assert desk.account.history[0].fees == 6.0


# -- history


def test_history_begins_at_the_day_asked_for_newest_first(desk):
    for _ in range(3):
        position = desk.bought()
        desk.close(position)
        desk.wait(86_400)
    entries = desk.history("minDate=2026-03-05")
    assert [e["positionId"] for e in entries] == [t.position.id for t in reversed(desk.account.history)][:2]
    assert len(desk.history("minDate=2026-03-04")) == 3
    assert desk.history("minDate=2026-04-01") == []


def test_history_pages_begin_at_one(desk):
    for _ in range(5):
        desk.close(desk.bought())
        desk.wait(1)
    everything = [e["positionId"] for e in desk.history()]
    pages = [[e["positionId"] for e in desk.history(f"minDate=2026-01-01&page={n}&pageSize=2")] for n in (1, 2, 3, 4)]
    assert pages == [everything[:2], everything[2:4], everything[4:], []]


@pytest.mark.parametrize("query", ["", "minDate=soon", "minDate=2026-01-01&page=0", "minDate=2026-01-01&pageSize=x"])
def test_history_needs_a_date_and_sound_pages(desk, query):
    middle = "trade/demo" if desk.mode == "demo" else "trade"
    assert desk.ask("GET", f"/api/v1/trading/info/{middle}/history?{query}").status == 400


def test_a_history_entry_tells_the_whole_trade(desk):
    position = desk.bought(stopLossRate=50.0)
    desk.close(position)
    desk.wait(1)
    entry = desk.history()[0]
    trade = desk.account.history[0]
    assert (entry["netProfit"], entry["closeRate"], entry["units"]) == (trade.net_profit, trade.close_rate, trade.units)
    assert (entry["stopLossRate"], entry["takeProfitRate"], entry["orderId"]) == (50.0, 0, position.order_id)
    assert entry["openTimestamp"].endswith("Z")
    assert not entry["closeTimestamp"].endswith("Z")


# -- costs and eligibility


def costs(desk, **body):
    known = {"action": "open", "transaction": "buy", "orderType": "mkt", "leverage": 1}
    return desk.ask("POST", f"/api/v2/{desk._info}/costs", known | body)


def amounts(answer):
    return {cost["costType"]: cost["amount"] for cost in answer.json["costs"]}


def test_the_preview_names_what_the_execution_then_charges(desk):
    before = desk.account.credit
    preview = amounts(costs(desk, symbol="AAL.L", amount=1000.0))
    assert (preview["transactionFee"], preview["sdrt"]) == (1.0, 5.0)
    desk.bought("AAL.L", 1000.0)
    assert desk.account.credit == before - 1000.0 - preview["transactionFee"] - preview["sdrt"]


def test_the_previewed_interest_is_what_a_night_costs(desk):
    preview = amounts(costs(desk, symbol="EURUSD", amount=1000.0, leverage=10))
    desk.bought("EURUSD", leverage=10, stopLossRate=0.5)
    desk.wait(86_400)
    assert desk.portfolio()["positions"][0]["totalFees"] == preview["overnightFee"]
    assert preview["overWeekendFee"] == 3 * preview["overnightFee"]


def test_the_costs_of_a_close_are_those_of_its_positions(desk):
    position = desk.bought()
    answer = costs(desk, action="close", transaction="sell", positionIds=[position.id])
    assert amounts(answer)["transactionFee"] == 1.0
    desk.close(position)
    desk.wait(1)
    assert desk.account.history[0].fees == 1.0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"symbol": "AAPL"}, 400),
        ({"amount": 100.0}, 400),
        ({"symbol": "NOSUCH", "amount": 100.0}, 404),
        ({"action": "close", "transaction": "sell"}, 400),
        ({"action": "close", "transaction": "sell", "positionIds": [1]}, 404),
        ({"symbol": "AAPL", "amount": 100.0, "leverage": 0}, 400),
    ],
)
def test_costs_of_what_cannot_be_are_refused(desk, body, status):
    assert costs(desk, **body).status == status


def eligibility(desk, **body):
    return desk.ask("POST", f"/api/v2/{desk._info}/eligibility", body)


def test_eligibility_is_what_the_execution_goes_by(desk):
    terms = eligibility(desk, symbols=["EURUSD"]).json["eligibilities"][0]
    least = terms["minPositionExposure"]
    desk.order_v2(symbol="EURUSD", amount=least - 1)
    desk.order_v2(symbol="EURUSD", amount=least)
    desk.wait(1)
    assert [order.status for order in desk.account.orders] == [Status.REJECTED, Status.FILLED]


def test_every_leverage_on_offer_is_taken_and_the_next_one_is_not(desk):
    terms = eligibility(desk, instrumentIds=[1001]).json["eligibilities"][0]
    long_cfd = next(c for c in terms["leverageConfigs"] if (c["settlementType"], c["direction"]) == ("CFD", "LONG"))
    for leverage in [*long_cfd["leverageValues"], max(long_cfd["leverageValues"]) + 1]:
        desk.order_v2(leverage=leverage, settlementType="cfd", stopLossRate=10.0)
    desk.wait(1)
    statuses = [order.status for order in desk.account.orders]
    assert statuses == [Status.FILLED] * len(long_cfd["leverageValues"]) + [Status.REJECTED]


def test_unknown_instruments_are_listed_apart(desk):
    answer = eligibility(desk, instrumentIds=[1001, 987_654], symbols=["AAPL", "NOSUCH"]).json
    assert [terms["instrumentId"] for terms in answer["eligibilities"]] == [1001]
    assert (answer["notFoundInstrumentIds"], answer["notFoundSymbols"]) == ([987_654], ["NOSUCH"])


def test_a_retired_instrument_is_listed_and_may_not_be_opened(desk):
    assert eligibility(desk, symbols=["CL.JUL20"]).json["eligibilities"][0]["allowOpenPosition"] is False


def test_between_one_and_a_hundred_instruments_may_be_asked_for(desk):
    assert eligibility(desk).status == 400
    assert eligibility(desk, instrumentIds=list(range(60)), symbols=[str(n) for n in range(60)]).status == 400
    assert eligibility(desk, instrumentIds=list(range(101))).status == 400


# -- identity


def test_me_names_both_accounts_and_the_one_that_the_keys_open(desk):
    me = desk.get("/api/v1/me")
    assert desk.account.cid == me[f"{desk.mode}Cid"]
    assert f"etoro-public:trade.{desk.mode}:write" in me["scopes"]


def test_the_simulated_day_is_the_one_that_the_clock_shows(desk):
    assert desk.sim.clock.now() == START
