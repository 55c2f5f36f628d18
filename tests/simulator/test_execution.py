import uuid

import pytest

from etoropy.simulator.records import Status

from .desk import Desk, fresh_reference


@pytest.fixture(params=["demo", "real"])
def desk(request):
    return Desk(request.param)


def is_uuid(text):
    return str(uuid.UUID(text)) == text


# -- v1 opening


def test_a_v1_order_by_amount_is_accepted_and_not_filled(desk):
    reply = desk.order_v1(StopLossRate=100.0, TakeProfitRate=400.0, IsTslEnabled=True).json
    taken = reply["orderForOpen"]
    assert is_uuid(reply["token"])
    assert (taken["statusID"], taken["orderType"], taken["amount"]) == (1, 17, 1000.0)
    assert (taken["stopLossRate"], taken["takeProfitRate"], taken["isTslEnabled"]) == (100.0, 400.0, True)
    assert taken["CID"] == desk.account.cid
    assert desk.account.positions == []
    desk.wait(1)
    assert desk.account.positions[0].stop_loss is not None


def test_a_v1_order_by_units_has_no_amount(desk):
    taken = desk.order_v1("by-units", AmountInUnits=2.5).json["orderForOpen"]
    assert (taken["orderType"], taken["amount"], taken["amountInUnits"]) == (18, 0.0, 2.5)
    desk.wait(1)
    assert desk.account.positions[0].units == 2.5


def test_rates_of_zero_or_switched_off_are_no_rates(desk):
    desk.order_v1(StopLossRate=0, TakeProfitRate=0)
    desk.order_v1(StopLossRate=150.0, IsNoStopLoss=True, TakeProfitRate=400.0, IsNoTakeProfit=True)
    assert [(o.stop_loss, o.take_profit) for o in desk.account.orders] == [(None, None)] * 2


def test_a_v1_order_on_an_unknown_instrument_is_not_found(desk):
    answer = desk.order_v1(InstrumentID=987_654)
    assert answer.status == 404
    assert "errorCode" in answer.json
    assert desk.account.orders == []


@pytest.mark.parametrize(
    "fields",
    [{"InstrumentID": "AAPL"}, {"Amount": -1}, {"Amount": 0}, {"Leverage": 0}, {"IsBuy": None}, {"IsBuy": "true"}],
)
def test_a_v1_body_that_the_document_does_not_allow_is_refused(desk, fields):
    answer = desk.order_v1(**fields)
    assert answer.status == 400
    assert next(iter(fields)) in answer.json["errorMessage"]
    assert desk.account.orders == []


def test_v1_bodies_are_pascal_case(desk):
    target = f"/api/v1/{desk._execution}/market-open-orders/by-amount"
    body = {"instrumentId": 1001, "isBuy": True, "leverage": 1, "amount": 100}
    assert desk.ask("POST", target, body).status == 400


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'"text"'])
def test_a_body_that_is_no_json_object_is_refused(desk, content):
    assert desk.ask("POST", f"/api/v1/{desk._execution}/market-open-orders/by-amount", content).status == 400


# -- v1 limit orders


def test_a_v1_limit_order_is_answered_with_a_token_alone(desk):
    reply = desk.limit_v1(100.0).json
    assert list(reply) == ["token"]
    desk.wait(1)
    assert desk.last_order().status == Status.PENDING_TRIGGERED_RATE
    assert [entry["orderID"] for entry in desk.portfolio()["orders"]] == [desk.last_order().id]


@pytest.mark.parametrize("size", [{"Amount": 100.0, "AmountInUnits": 1.0}, {"Amount": None}])
def test_a_v1_limit_order_needs_exactly_one_size(desk, size):
    target = f"/api/v1/{desk._execution}/limit-orders"
    body = {"InstrumentID": 1001, "IsBuy": True, "Leverage": 1, "Rate": 100.0} | size
    assert desk.ask("POST", target, {k: v for k, v in body.items() if v is not None}).status == 400


def test_a_v1_limit_order_on_an_unknown_instrument_is_not_found(desk):
    assert desk.limit_v1(100.0, InstrumentID=987_654).status == 404


# -- closing


def test_a_close_is_accepted_and_then_carried_out(desk):
    position = desk.bought()
    reply = desk.close(position).json
    taken = reply["orderForClose"]
    assert (taken["positionID"], taken["orderType"], taken["statusID"], taken["unitsToDeduct"]) == (
        position.id,
        19,
        1,
        None,
    )
    assert [p.id for p in desk.account.positions] == [position.id]
    desk.wait(1)
    assert desk.account.positions == []


def test_each_account_has_its_own_spelling_of_the_instrument(desk):
    position = desk.bought()
    wrong = "InstrumentId" if desk.mode == "demo" else "InstrumentID"
    target = f"/api/v1/{desk._execution}/market-close-orders/positions/{position.id}"
    assert desk.ask("POST", target, {wrong: 1001, "UnitsToDeduct": None}).status == 400


def test_a_close_must_say_null_to_close_everything(desk):
    position = desk.bought()
    key = "InstrumentID" if desk.mode == "demo" else "InstrumentId"
    target = f"/api/v1/{desk._execution}/market-close-orders/positions/{position.id}"
    assert desk.ask("POST", target, {key: 1001}).status == 400


def test_a_close_on_the_wrong_instrument_or_of_no_units_is_refused(desk):
    from dataclasses import replace

    position = desk.bought()
    assert desk.close(replace(position, instrument_id=1002)).status == 400
    assert desk.close(position, 0).status == 400
    assert desk.close(position, -1).status == 400


def test_what_is_not_open_cannot_be_closed(desk):
    from dataclasses import replace

    position = desk.bought()
    assert desk.close(replace(position, id=1)).status == 404
    desk.close(position)
    desk.wait(1)
    assert desk.close(position).status == 404


def test_partial_closes_can_be_accepted_and_never_executed(desk):
    desk.sim.quirks.partial_close_works = False
    position = desk.bought()
    assert desk.close(position, 1.0).status == 200
    desk.wait(3600)
    assert desk.account.positions[0].units == position.units
    assert desk.last_order().status == Status.RECEIVED
    assert desk.portfolio()["ordersForClose"][0]["positionID"] == position.id
    desk.close(position)
    desk.wait(1)
    assert desk.account.positions == []


# -- v1 cancelling


def paths_of(desk):
    return {
        "open": f"/api/v1/{desk._execution}/market-open-orders",
        "limit": f"/api/v1/{desk._execution}/limit-orders",
        "close": f"/api/v1/{desk._execution}/market-close-orders",
    }


def test_a_waiting_order_of_each_kind_is_cancelled_under_its_own_path(desk):
    position = desk.bought()
    desk.order_v1()
    opening = desk.last_order()
    desk.limit_v1(100.0)
    limit = desk.last_order()
    desk.close(position)
    closing = desk.last_order()
    for kind, order in (("open", opening), ("limit", limit), ("close", closing)):
        for other, path in paths_of(desk).items():
            if other != kind:
                assert desk.ask("DELETE", f"{path}/{order.id}").status == 404
        answer = desk.ask("DELETE", f"{paths_of(desk)[kind]}/{order.id}")
        assert answer.status == 200
        assert is_uuid(answer.json["token"])
    desk.wait(1)
    assert {desk.account.order(o.id).status for o in (opening, limit, closing)} == {Status.CANCELED}
    assert [p.id for p in desk.account.positions] == [position.id]


def test_cancelling_twice_is_harmless_and_a_filled_order_is_past_cancelling(desk):
    desk.order_v1()
    path = f"{paths_of(desk)['open']}/{desk.last_order().id}"
    assert desk.ask("DELETE", path).status == 200
    assert desk.ask("DELETE", path).status == 200
    desk.order_v1()
    desk.wait(1)
    assert desk.ask("DELETE", f"{paths_of(desk)['open']}/{desk.last_order().id}").status == 400


def test_an_order_id_is_a_number(desk):
    assert desk.ask("DELETE", f"{paths_of(desk)['open']}/abc").status == 400
    assert desk.ask("DELETE", f"{paths_of(desk)['open']}/1").status == 404


# -- v2 orders


def test_a_v2_order_echoes_its_reference(desk):
    reference = fresh_reference()
    reply = desk.order_v2(reference=reference).json
    assert reply["referenceId"] == reference
    assert reply["orderId"] == desk.last_order().id
    assert is_uuid(reply["token"])


def test_an_instrument_is_named_by_symbol_or_by_id(desk):
    desk.order_v2(symbol="aapl")
    desk.order_v2(instrumentId=1001)
    assert [order.instrument_id for order in desk.account.orders] == [1001, 1001]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"action": "close"}, "reserved"),
        ({"transaction": "sell"}, "sellShort"),
        ({"transaction": "buyToCover"}, "sellShort"),
        ({"symbol": "AAPL", "instrumentId": 1001}, "Exactly one of symbol"),
        ({"symbol": None}, "Exactly one of symbol"),
        ({"amount": 100.0, "units": 1.0}, "Exactly one of amount"),
        ({"amount": None}, "Exactly one of amount"),
        ({"contracts": 1.0}, "futures"),
        ({"orderCurrency": "eur"}, "usd"),
        ({"orderType": "mit"}, "triggerRate"),
        ({"triggerRate": 100.0}, "triggerRate"),
        ({"leverage": 2}, "stopLossRate"),
        ({"transaction": "sellShort"}, "stopLossRate"),
        ({"stopLossType": "trailing"}, "stopLossRate"),
        ({"amount": -5.0}, "amount"),
        ({"leverage": 1.5}, "leverage"),
        ({"orderType": "limit"}, "orderType"),
    ],
)
def test_what_a_v2_order_may_not_say_is_answered_with_problem_details(desk, fields, word):
    answer = desk.order_v2(**fields)
    assert answer.status == 400
    assert word in answer.json["detail"]
    assert answer.json["instance"].endswith("/orders")
    assert desk.account.orders == []


def test_a_v2_order_on_an_unknown_instrument_is_not_found(desk):
    assert desk.order_v2(symbol="NOSUCH").status == 404
    assert desk.order_v2(instrumentId=987_654).status == 404


@pytest.mark.parametrize(
    ("fields", "settlement"),
    [
        ({}, "real"),
        ({"symbol": "BTC"}, "real"),
        ({"symbol": "EURUSD"}, "cfd"),
        ({"leverage": 2, "stopLossRate": 10.0}, "cfd"),
        ({"transaction": "sellShort", "stopLossRate": 9999.0}, "cfd"),
        ({"settlementType": "cfd"}, "cfd"),
    ],
)
def test_a_settlement_that_was_left_out_is_chosen(desk, fields, settlement):
    desk.order_v2(**fields)
    assert desk.last_order().settlement == settlement


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount": 5.0}, 720),
        ({"amount": 1_000_000.0, "symbol": "EURUSD"}, 604),
        ({"symbol": "CL.JUL20"}, 814),
        ({"settlementType": "realFutures"}, 2011),
        ({"leverage": 50, "stopLossRate": 10.0}, 731),
        ({"stopLossRate": 9999.0}, 735),
    ],
)
def test_what_is_wrong_with_the_deal_itself_is_refused_only_after_acceptance(desk, fields, code):
    answer = desk.order_v2(**fields)
    assert answer.status == 200
    desk.wait(1)
    status = desk.lookup(orderId=answer.json["orderId"]).json["status"]
    assert (status["id"], status["name"], status["errorCode"]) == (4, "Rejected", code)
    assert status["errorMessage"]
    assert desk.account.positions == []


def test_a_v2_cancellation_takes_any_order_and_repeats_harmlessly(desk):
    path = f"/api/v2/{desk._execution}/orders"
    desk.order_v2()
    first = desk.last_order().id
    assert desk.ask("DELETE", f"{path}/{first}").status == 200
    assert desk.ask("DELETE", f"{path}/{first}").status == 200
    desk.order_v2()
    desk.wait(1)
    assert desk.ask("DELETE", f"{path}/{desk.last_order().id}").status == 200
    assert [order.status for order in desk.account.orders] == [Status.CANCELED, Status.FILLED]
    assert desk.ask("DELETE", f"{path}/1").status == 404


def test_a_cancellation_can_be_answered_as_it_is_live(desk):
    desk.sim.quirks.cancel_status = 202
    desk.order_v2()
    assert desk.ask("DELETE", f"/api/v2/{desk._execution}/orders/{desk.last_order().id}").status == 202


# -- changing a position


def update(desk, position_id, **body):
    middle = "demo/" if desk.mode == "demo" else ""
    return desk.ask("PATCH", f"/api/v2/trading/{middle}positions/{position_id}", body)


def test_a_change_is_queued_and_then_seen(desk):
    position = desk.bought()
    stop, target = round(position.open_rate * 0.8, 2), round(position.open_rate * 1.4, 2)
    answer = update(desk, position.id, stopLossRate=stop, takeProfitRate=target, stopLossType="trailing")
    assert answer.status == 202
    assert is_uuid(answer.json["operationId"])
    assert desk.account.positions[0].stop_loss is None
    desk.wait(0.15)
    changed = desk.account.positions[0]
    assert (changed.take_profit, changed.is_trailing, changed.stop_version) == (target, True, 1)
    assert changed.stop_loss >= stop


def test_changes_that_are_still_queued_are_not_undone_by_the_next(desk):
    position = desk.bought()
    update(desk, position.id, stopLossRate=100.0)
    update(desk, position.id, takeProfitRate=400.0)
    desk.wait(1)
    assert (desk.account.positions[0].stop_loss, desk.account.positions[0].take_profit) == (100.0, 400.0)


def test_fewer_units_than_are_counted_cannot_be_closed(desk):
    position = desk.bought()
    assert desk.close(position, 1e-7).status == 400
    assert desk.close(position, position.units - 1e-7).status == 200
    desk.wait(1)
    assert desk.account.positions == []


def test_a_stop_and_a_target_are_cleared(desk):
    position = desk.bought(stopLossRate=50.0, takeProfitRate=900.0)
    update(desk, position.id, clearStopLoss=True)
    desk.wait(1)
    assert (desk.account.positions[0].stop_loss, desk.account.positions[0].take_profit) == (None, 900.0)
    update(desk, position.id, clearTakeProfit=True)
    desk.wait(1)
    assert desk.account.positions[0].take_profit is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"stopLossRate": 50.0, "clearStopLoss": True},
        {"takeProfitRate": 900.0, "clearTakeProfit": True},
        {"stopLossRate": 9999.0},
        {"takeProfitRate": 1.0},
        {"stopLossType": "trailing"},
        {"stopLossType": "sliding"},
    ],
)
def test_a_change_that_makes_no_sense_is_refused(desk, body):
    assert update(desk, desk.bought().id, **body).status == 400


def test_a_closed_position_cannot_be_changed_and_an_unknown_one_is_not_found(desk):
    position = desk.bought()
    desk.close(position)
    desk.wait(1)
    assert update(desk, position.id, stopLossRate=50.0).status == 409
    assert update(desk, 1, stopLossRate=50.0).status == 404


def test_a_change_that_comes_due_after_the_close_changes_nothing(desk):
    position = desk.bought()
    desk.close(position)
    desk.wait(0.05)
    assert update(desk, position.id, stopLossRate=50.0).status == 202
    desk.wait(1)
    assert desk.account.positions == []
