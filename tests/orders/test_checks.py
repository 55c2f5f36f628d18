"""What an order is held against before it is sent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from etoropy.errors import EToroValidationError
from etoropy.orders.checks import (
    Draft,
    Prices,
    check_against,
    check_eligible,
    check_units_held,
    check_writable,
    draft,
    needs_prices,
    reference,
    span,
)
from etoropy.orders.decision import OrderOptions
from etoropy.rest.models import Eligibility

PRICES = Prices(ask=101.0, bid=100.0, conversion=1.0)


def asked(
    *,
    is_buy: Any = True,
    amount: Any = 100.0,
    units: Any = None,
    rate: Any = None,
    cap: float | None = None,
    **options: Any,
) -> Draft:
    return draft(1001, is_buy, amount, units, rate, OrderOptions(**options), cap)


def refused_field(**given: Any) -> str:
    with pytest.raises(EToroValidationError) as caught:
        asked(**given)
    assert "Nothing was sent" in str(caught.value)
    return caught.value.field


@pytest.mark.parametrize("amount", [0, -1, float("nan"), float("inf"), True, "100", None])
def test_an_amount_is_a_finite_number_above_zero(amount: Any) -> None:
    assert refused_field(amount=amount) == "amount"


def test_units_are_checked_alike() -> None:
    assert refused_field(amount=None, units=-1) == "units"


def test_size_is_given_in_one_way() -> None:
    assert refused_field(amount=100, units=1) == "amount"
    assert asked(amount=None, units=Decimal("0.5")).units == 0.5


@pytest.mark.parametrize("leverage", [0, -1, 1.5, True, "2", float("nan")])
def test_leverage_is_a_whole_number(leverage: Any) -> None:
    assert refused_field(leverage=leverage) == "leverage"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stop_loss_rate", 0),
        ("take_profit_rate", float("inf")),
        ("additional_margin", -5),
        ("deadline", 0),
        ("api", "v3"),
        ("check", "all"),
        ("settlement_type", "cash"),
        ("reference_id", "order-1"),
    ],
)
def test_each_option_is_checked_by_itself(field: str, value: Any) -> None:
    assert refused_field(**{field: value}) == field


def test_a_direction_is_said_outright() -> None:
    assert refused_field(is_buy=1) == "is_buy"


def test_whole_numbers_of_data_frames_are_leverage_and_travel_as_plain_ones() -> None:
    class Int64:
        def __index__(self) -> int:
            return 2

    leverage = asked(leverage=Int64(), stop_loss_rate=90.0).options.leverage
    assert (leverage, type(leverage)) == (2, int)


def test_leverage_and_shorts_need_a_stop() -> None:
    assert refused_field(leverage=2) == "stop_loss_rate"
    assert refused_field(is_buy=False) == "stop_loss_rate"
    assert asked(leverage=2, api="v1").options.leverage == 2


def test_a_trailing_stop_starts_somewhere() -> None:
    assert refused_field(trailing=True) == "stop_loss_rate"


@pytest.mark.parametrize("field", ["settlement_type", "order_currency", "additional_margin"])
def test_the_older_routes_know_less(field: str) -> None:
    value: Any = {"settlement_type": "cfd", "order_currency": "usd", "additional_margin": 5.0}[field]
    assert refused_field(api="v1", **{field: value}) == field


@pytest.mark.parametrize(
    ("is_buy", "options", "field"),
    [
        (True, {"stop_loss_rate": 100.0}, "stop_loss_rate"),
        (True, {"take_profit_rate": 99.0}, "take_profit_rate"),
        (False, {"stop_loss_rate": 101.0}, "stop_loss_rate"),
        (False, {"stop_loss_rate": 120.0, "take_profit_rate": 101.5}, "take_profit_rate"),
    ],
)
def test_stop_and_target_lie_on_the_right_side_of_the_price(
    is_buy: bool, options: dict[str, float], field: str
) -> None:
    order = asked(is_buy=is_buy, **options)
    assert needs_prices(order, None)
    with pytest.raises(EToroValidationError) as caught:
        check_against(order, PRICES, None)
    assert caught.value.field == field


def test_stops_that_fit_pass() -> None:
    check_against(asked(stop_loss_rate=90.0, take_profit_rate=120.0), PRICES, None)
    check_against(asked(is_buy=False, stop_loss_rate=120.0, take_profit_rate=90.0), PRICES, None)


def test_the_price_is_needed_only_where_something_is_held_against_it() -> None:
    assert not needs_prices(asked(), None)
    assert not needs_prices(asked(), 500.0)
    assert needs_prices(asked(amount=None, units=1.0), 500.0)


def test_a_limit_order_is_judged_by_its_own_rate() -> None:
    assert refused_field(rate=50.0, stop_loss_rate=60.0) == "stop_loss_rate"
    assert not needs_prices(asked(rate=50.0, stop_loss_rate=40.0), None)
    assert refused_field(rate=-1) == "rate"


def test_no_order_is_larger_than_allowed() -> None:
    assert refused_field(amount=100.01, cap=100.0) == "amount"
    assert refused_field(amount=90.0, additional_margin=20.0, cap=100.0) == "amount"
    assert asked(amount=100.0, cap=100.0).amount == 100.0


def test_units_are_held_against_the_bound_at_the_going_rate() -> None:
    order = asked(amount=None, units=2.0)
    check_against(order, PRICES, 202.0)
    with pytest.raises(EToroValidationError) as caught:
        check_against(order, PRICES, 201.9)
    assert caught.value.field == "units"
    check_against(asked(amount=None, units=2.0, leverage=2, stop_loss_rate=90.0), PRICES, 101.0)


def test_an_amount_in_another_currency_cannot_be_held_against_the_bound() -> None:
    assert refused_field(order_currency="eur", cap=100.0) == "order_currency"


def test_a_read_only_client_changes_nothing() -> None:
    check_writable(read_only=False)
    with pytest.raises(EToroValidationError) as caught:
        check_writable(read_only=True)
    assert caught.value.field == "read_only"


def test_closing_as_many_units_as_there_are_closes_all() -> None:
    assert check_units_held(None, 2.0) is None
    assert check_units_held(2.0, 2.0) is None
    assert check_units_held(0.5, 2.0) == 0.5
    with pytest.raises(EToroValidationError) as caught:
        check_units_held(2.1, 2.0)
    assert caught.value.field == "units"


def test_no_time_at_all_is_a_time() -> None:
    assert span("timeout", 0) == 0.0
    assert span("timeout", 1.5) == 1.5
    for wrong in (False, -1, "5"):
        with pytest.raises(EToroValidationError):
            span("timeout", wrong)


def test_a_reference_is_a_uuid_in_one_spelling() -> None:
    text = "AAAAAAAA-1111-4111-8111-111111111111"
    assert reference(text) == text.lower()
    for wrong in ("", "x", None, 5):
        with pytest.raises(EToroValidationError):
            reference(wrong)


def terms(**changes: Any) -> Eligibility:
    rule = {
        "settlementType": "CFD", "direction": "LONG", "leverageValues": [1, 2, 5], "minPositionAmount": 50.0,
    }  # fmt: skip
    said = {
        "instrumentId": 1001, "symbol": "AAPL", "allowOpenPosition": True, "allowMitOrders": True,
        "allowTrailingStopLoss": True, "maxUnitsPerOrder": 10.0, "minPositionExposure": 80.0, "leverageConfigs": [rule],
    }  # fmt: skip
    return Eligibility.from_dict(said | changes)


def ineligible_field(order: Draft, **changes: Any) -> str:
    with pytest.raises(EToroValidationError) as caught:
        check_eligible(order, terms(**changes))
    return caught.value.field


def test_what_the_account_may_do_passes() -> None:
    check_eligible(asked(), terms())
    check_eligible(asked(amount=50.0, leverage=2, stop_loss_rate=1.0), terms())
    check_eligible(asked(settlement_type="cfd"), terms())


def test_what_it_may_not_do_is_named() -> None:
    assert ineligible_field(asked(), allowOpenPosition=False) == "instrument_id"
    assert ineligible_field(asked(rate=50.0), allowMitOrders=False) == "rate"
    assert ineligible_field(asked(stop_loss_rate=1.0, trailing=True), allowTrailingStopLoss=False) == "trailing"
    assert ineligible_field(asked(amount=None, units=11.0)) == "units"
    assert ineligible_field(asked(amount=None, units=11.0), maxUnitsPerOrder=5.0) == "units"
    assert ineligible_field(asked(leverage=3, stop_loss_rate=1.0)) == "leverage"
    assert ineligible_field(asked(amount=60.0)) == "amount"
    assert ineligible_field(asked(is_buy=False, stop_loss_rate=500.0)) == "is_buy"
    assert ineligible_field(asked(settlement_type="real")) == "settlement_type"
