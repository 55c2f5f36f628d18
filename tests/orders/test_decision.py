"""What may be concluded about an order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import (
    EToroApiError,
    EToroAuthError,
    EToroConnectionError,
    EToroRateLimitError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
)
from etoropy.orders.decision import (
    LOOKUP_LAG,
    PORTFOLIO_LAG,
    SETTLING,
    CostLine,
    CostPreview,
    Evidence,
    FilledPosition,
    Intent,
    LookAgain,
    NotPlaced,
    OrderOptions,
    OrderResult,
    Placed,
    Progress,
    Sighting,
    Unknown,
    competes,
    contradicts,
    decide,
    ended,
    fit,
    is_refusal,
    least_pause,
    never_left,
    next_look,
    order_id_in,
    result_of,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
OURS, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


def intent(**changes: Any) -> Intent:
    given_up = NOON + timedelta(seconds=SETTLING)
    fields: dict[str, Any] = {
        "reference_id": OURS, "mode": "demo", "kind": "open", "api": "v2", "instrument_id": 1001, "is_buy": True,
        "sent_at": NOON, "arrives_by": given_up, "amount": 100.0, "leverage": 1,
    }  # fmt: skip
    return Intent(**fields | changes)


def position(**changes: Any) -> Sighting:
    fields: dict[str, Any] = {
        "where": "positions", "order_id": 7, "position_id": 70, "instrument_id": 1001, "is_buy": True,
        "amounts": (100.0,), "units": (0.5,), "leverage": 1, "at": NOON + timedelta(seconds=1),
    }  # fmt: skip
    return Sighting(**fields | changes)


class TestWhatAnAnswerProves:
    @pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 415, 422, 451])
    def test_a_refusal_proves_that_there_is_no_order(self, status: int) -> None:
        assert is_refusal(EToroApiError("no", status=status))

    @pytest.mark.parametrize("status", [300, 302, 307, 408, 409, 425, 499, 500, 502, 503, 504, 520])
    def test_a_failure_proves_nothing(self, status: int) -> None:
        error = EToroApiError("?", status=status)
        assert not is_refusal(error)
        assert not never_left(error)

    def test_a_429_and_bad_keys_are_refusals(self) -> None:
        assert is_refusal(EToroRateLimitError("slow down"))
        assert is_refusal(EToroRateLimitError("our own budget", sent=False))
        assert is_refusal(EToroAuthError("no", status=403))

    def test_what_this_library_refuses_was_never_sent(self) -> None:
        assert is_refusal(EToroValidationError("no", field="path"))

    def test_a_connection_that_was_never_made_carried_nothing(self) -> None:
        assert never_left(EToroConnectionError("refused", sent=False))
        assert never_left(EToroTimeoutError("connecting", sent=False))

    @pytest.mark.parametrize(
        "error",
        [
            EToroConnectionError("reset"),
            EToroTimeoutError("silence"),
            EToroResponseError("torn", status=200, transient=True),
            EToroResponseError("a field is missing", status=200),
            RuntimeError("something else"),
        ],
    )
    def test_silence_and_unreadable_successes_prove_nothing(self, error: Exception) -> None:
        assert not is_refusal(error)
        assert not never_left(error)

    @pytest.mark.parametrize(
        ("torn", "order_id"),
        [
            ('{"token": "x", "orderId": 13000001, "refer', 13000001),
            ('{"orderForOpen": {"orderID": 42}', 42),
            ('{"token": "x", "orderId": 1300', None),
            ('{"token": "x", "ord', None),
            ("", None),
        ],
    )
    def test_an_id_is_made_out_in_a_torn_answer_only_if_it_is_whole(self, torn: str, order_id: int | None) -> None:
        assert order_id_in(EToroResponseError("torn", excerpt=torn)) == order_id

    def test_other_losses_name_no_id(self) -> None:
        assert order_id_in(EToroTimeoutError("silence")) is None


class TestLikeness:
    def test_a_position_like_it_in_every_respect_fits(self) -> None:
        assert fit(intent(), position()) == "yes"
        assert fit(intent(amount=None, units=0.5), position()) == "yes"

    @pytest.mark.parametrize(
        "changes",
        [
            {"instrument_id": 1002},
            {"is_buy": False},
            {"amounts": (250.0,)},
            {"amounts": (150.0,), "is_order": True, "is_exact": True},
            {"closes": 70},
            {"is_limit": True},
            {"at": NOON - timedelta(minutes=6)},
            {"reference_id": OTHER},
        ],
    )
    def test_one_difference_rules_it_out(self, changes: dict[str, Any]) -> None:
        assert fit(intent(), position(**changes)) == "no"

    @pytest.mark.parametrize(
        "changes",
        [
            {"leverage": 2},
            {"amounts": (92.1,), "is_order": True},
            {"order_id": None},
            {"at": None},
            {"at": NOON - timedelta(seconds=20)},
            {"at": NOON + timedelta(hours=3)},
            {"amounts": (40.0,)},
            {"amounts": ()},
            {"where": "history"},
        ],
    )
    def test_what_is_not_certain_is_only_a_maybe(self, changes: dict[str, Any]) -> None:
        assert fit(intent(), position(**changes)) == "maybe"

    def test_an_amount_may_come_back_rounded(self) -> None:
        assert fit(intent(), position(amounts=(99.98,))) == "yes"

    def test_an_order_as_it_was_asked_for_is_held_against_exactly(self) -> None:
        assert fit(intent(), position(is_order=True, is_exact=True, amounts=(99.0,))) == "no"
        assert fit(intent(), position(is_order=True, where="history")) == "yes"
        assert fit(intent(), position(is_order=True, at=NOON + timedelta(hours=3))) == "no"

    def test_an_amount_in_another_currency_cannot_be_compared(self) -> None:
        assert fit(intent(currency="eur"), position()) == "maybe"

    def test_margin_on_top_counts_or_does_not(self) -> None:
        assert fit(intent(additional_margin=20.0), position(amounts=(120.0,))) == "yes"
        assert fit(intent(additional_margin=20.0), position(amounts=(100.0,))) == "yes"

    def test_its_own_reference_settles_everything(self) -> None:
        assert fit(intent(), position(reference_id=OURS, amounts=(3.0,), at=None)) == "yes"

    def test_limit_orders_are_told_apart_by_their_rate(self) -> None:
        asked = intent(kind="limit", rate=150.0)
        waiting = position(where="orders", position_id=None, is_limit=True, rate=150.0, is_order=True)
        assert fit(asked, waiting) == "yes"
        assert fit(asked, position(where="orders", is_limit=True, rate=151.0, is_order=True)) == "no"

    def test_a_rate_or_units_with_fewer_digits_are_not_ruled_out(self) -> None:
        waiting = position(where="orders", position_id=None, is_limit=True, is_order=True)
        asked = intent(kind="limit", rate=123.4567)
        assert fit(asked, evolve(waiting, rate=123.46)) == "maybe"
        asked = intent(kind="limit", rate=150.0, amount=None, units=1 / 3)
        assert fit(asked, evolve(waiting, rate=150.0, units=(0.333333,))) == "yes"
        assert fit(asked, evolve(waiting, rate=150.0, units=(0.3333,))) == "maybe"
        assert fit(asked, evolve(waiting, rate=150.0, units=(0.34,))) == "maybe"
        assert fit(asked, evolve(waiting, rate=150.0, units=(0.34,), is_exact=True)) == "no"
        assert fit(asked, evolve(waiting, rate=150.0, units=(0.7,))) == "no"

    @pytest.mark.parametrize("jump", [600.0, -600.0])
    def test_a_clock_that_jumped_since_rules_out_little(self, jump: float) -> None:
        sent = intent(ahead=1000.0)
        for at in (NOON, NOON + timedelta(seconds=jump)):
            assert fit(sent.by_clock(1000.0 + jump), position(at=at)) == "maybe"
        early = position(at=NOON - timedelta(minutes=20))
        for ahead in (1000.2, 1000.0 + jump):
            assert fit(sent.by_clock(ahead), early) == "no"
        assert fit(intent().by_clock(1000.0), early) == "no"

    def test_after_a_restart_the_clock_rules_out_little(self) -> None:
        early = position(at=NOON - timedelta(hours=2))
        assert fit(intent(), early) == "no"
        assert fit(intent(is_remembered=True), early) == "maybe"


def closing(**changes: Any) -> Intent:
    return intent(**{"kind": "close", "amount": None, "position_id": 70, "held": 2.0} | changes)


def trade(units: float | None, **changes: Any) -> Sighting:
    fields: dict[str, Any] = {
        "where": "history", "closes": 70, "position_id": 70, "units": () if units is None else (units,),
        "at": NOON + timedelta(seconds=1),
    }  # fmt: skip
    return Sighting(**fields | changes)


class TestCloses:
    def test_a_trade_of_the_right_size_is_the_close(self) -> None:
        assert fit(closing(), trade(2.0)) == "yes"
        assert fit(closing(units=0.5), trade(0.5)) == "yes"

    def test_a_trade_of_another_size_is_not_a_partial_close(self) -> None:
        assert fit(closing(units=0.5), trade(1.2)) == "no"
        assert fit(closing(units=0.126), trade(0.13)) == "maybe"

    def test_a_trade_with_fewer_digits_is_it_all_the_same(self) -> None:
        assert fit(closing(units=0.0411522633), trade(0.041152)) == "yes"
        assert fit(closing(units=0.0411522633), trade(0.0411)) == "maybe"

    def test_a_whole_close_may_show_as_the_rest_of_a_position(self) -> None:
        assert fit(closing(), trade(1.5)) == "maybe"

    def test_another_position_is_another_matter(self) -> None:
        assert fit(closing(), trade(2.0, closes=71)) == "no"

    def test_an_earlier_trade_is_not_it(self) -> None:
        assert fit(closing(), trade(2.0, at=NOON - timedelta(hours=1))) == "no"

    def test_a_position_that_is_gone_makes_it_likely(self) -> None:
        assert fit(closing(), Sighting(where="gone", closes=70)) == "maybe"

    def test_a_waiting_order_to_close_is_compared_by_its_units(self) -> None:
        whole = trade(None, where="orders", order_id=9, is_order=True)
        assert fit(closing(), whole) == "yes"
        assert fit(closing(units=0.5), whole) == "no"
        assert fit(closing(units=0.5), trade(0.5, where="orders", order_id=9, is_order=True)) == "yes"

    def test_units_that_are_missing_tell_no_time(self) -> None:
        assert fit(closing(units=0.5), trade(0.5, where="positions", at=None)) == "maybe"


class TestRivals:
    def test_what_can_be_another_order_is_contested(self) -> None:
        assert competes(intent(reference_id=OTHER), position())
        assert not competes(intent(reference_id=OTHER, instrument_id=5), position())

    def test_an_order_of_long_ago_contests_nothing(self) -> None:
        old = intent(reference_id=OTHER, sent_at=NOON - timedelta(hours=2), arrives_by=NOON - timedelta(hours=2))
        assert not competes(old, position())

    def test_a_limit_order_can_be_filled_any_time(self) -> None:
        old = intent(reference_id=OTHER, kind="limit", rate=150.0, sent_at=NOON - timedelta(hours=2))
        assert competes(old, position())

    def test_a_look_up_that_gives_something_else_is_not_believed(self) -> None:
        assert contradicts(intent(), position(instrument_id=5))
        assert contradicts(intent(), position(closes=70))
        assert contradicts(closing(), trade(2.0, closes=71))
        assert not contradicts(intent(), position(instrument_id=None, is_buy=None))
        assert not contradicts(closing(), trade(2.0))


ABSENT: dict[str, Any] = {"by_reference": "absent", "claims": (), "doubts": ()}


def decided(began: float, *, deadline: float = 120.0, rounds: int = 4, **fields: Any) -> object:
    return decide(Evidence(began=began, **fields), arrives_by=30.0, deadline=deadline, rounds=rounds)


class TestDecisions:
    def test_an_order_under_its_reference_is_placed(self) -> None:
        seen = position()
        assert decided(0.0, found=seen) == Placed(seen, "reference")
        assert decided(0.0, found=seen, found_by="order_id") == Placed(seen, "order_id")

    def test_the_one_thing_that_is_like_it_is_the_order(self) -> None:
        seen = position()
        assert decided(1.0, **ABSENT | {"claims": (seen,)}) == Placed(seen, "portfolio")
        assert decided(1.0, **ABSENT | {"claims": (seen,), "doubts": (position(order_id=8),)}) == Placed(
            seen, "portfolio"
        )

    def test_a_likeness_is_not_taken_while_the_order_itself_may_yet_show(self) -> None:
        assert isinstance(decided(1.0, rounds=3, **ABSENT | {"claims": (position(),)}), LookAgain)

    def test_a_likeness_in_the_history_says_so(self) -> None:
        seen = position(where="history", is_order=True)
        assert decided(1.0, **ABSENT | {"claims": (seen,)}) == Placed(seen, "history")

    def test_of_two_alike_neither_is_taken(self) -> None:
        two = (position(), position(order_id=8))
        assert isinstance(decided(100.0, **ABSENT | {"claims": two}), LookAgain)
        assert isinstance(decided(120.0, **ABSENT | {"claims": two}), Unknown)

    def test_where_references_work_a_likeness_is_not_needed(self) -> None:
        assert isinstance(decided(100.0, **ABSENT | {"claims": (position(),), "trusted": True}), LookAgain)

    def test_nothing_is_absent_before_the_settling_time_is_over(self) -> None:
        assert isinstance(decided(29.9 + LOOKUP_LAG, **ABSENT, trusted=True), LookAgain)
        assert isinstance(decided(30.0 + LOOKUP_LAG, **ABSENT, trusted=True), NotPlaced)

    def test_a_404_by_reference_alone_proves_nothing(self) -> None:
        assert isinstance(decided(30.0 + PORTFOLIO_LAG - 0.1, **ABSENT), LookAgain)
        assert isinstance(decided(30.0 + PORTFOLIO_LAG, **ABSENT), NotPlaced)

    def test_what_was_there_a_moment_ago_may_be_between_two_lists(self) -> None:
        gone = ABSENT | {"resembled": 50.0}
        assert isinstance(decided(49.9 + PORTFOLIO_LAG, **gone), LookAgain)
        assert isinstance(decided(50.0 + PORTFOLIO_LAG, **gone), NotPlaced)

    @pytest.mark.parametrize("trusted", [True, False])
    @pytest.mark.parametrize(
        "changes",
        [
            {"by_reference": "unread"},
            {"doubts": (position(),)},
        ],
    )
    def test_what_was_not_answered_or_is_doubtful_is_never_absent(self, changes: dict[str, Any], trusted: bool) -> None:
        fields = ABSENT | changes | {"trusted": trusted}
        assert isinstance(decided(119.0, **fields), LookAgain)
        assert isinstance(decided(120.0, **fields), Unknown)

    def test_an_account_that_was_not_read_is_asked_a_little_longer(self) -> None:
        assert isinstance(decided(179.0, by_reference="absent", trusted=True), LookAgain)
        assert isinstance(decided(180.0, by_reference="absent", trusted=True), Unknown)

    def test_time_is_up_for_an_order_that_could_still_come(self) -> None:
        assert isinstance(decided(10.0, deadline=10.0, **ABSENT, trusted=True), Unknown)

    def test_the_next_look_is_not_later_than_the_deadline(self) -> None:
        again = decide(Evidence(began=119.5), arrives_by=30.0, deadline=120.0, rounds=9)
        assert again == LookAgain(0.5)

    @given(
        began=st.floats(0, 300), deadline=st.floats(1, 300), trusted=st.booleans(), rounds=st.integers(0, 50),
        by_reference=st.sampled_from(["absent", "unread"]), claims=st.integers(-1, 3), doubts=st.integers(0, 2),
    )  # fmt: skip
    def test_absence_is_never_concluded_early_nor_from_silence(
        self, began: float, deadline: float, trusted: bool, rounds: int, by_reference: Any, claims: int, doubts: int
    ) -> None:
        evidence = Evidence(
            began=began,
            by_reference=by_reference,
            trusted=trusted,
            claims=None if claims < 0 else tuple(position(order_id=it) for it in range(claims)),
            doubts=None if claims < 0 else tuple(position(order_id=9 + it) for it in range(doubts)),
        )
        decision = decide(evidence, arrives_by=30.0, deadline=deadline, rounds=rounds)
        if isinstance(decision, NotPlaced):
            assert by_reference == "absent"
            assert claims == doubts == 0
            assert began >= (30.0 if trusted else 30.0 + PORTFOLIO_LAG)
        if isinstance(decision, LookAgain):
            assert decision.seconds > 0
            assert began < deadline or claims < 0


class TestResults:
    @pytest.mark.parametrize(
        ("status", "state", "is_final"),
        [
            (3, "filled", True),
            (4, "rejected", True),
            (7, "cancelled", True),
            (8, "expired", True),
            (9, "partly_filled", True),
            (10, "partly_filled", True),
            (5, "partly_filled", False),
            (11, "waiting_for_market", False),
            (1, "timed_out", False),
            (12, "timed_out", False),
            (99, "timed_out", False),
        ],
    )
    def test_each_end_is_told_apart(self, status: int, state: str, is_final: bool) -> None:
        result = result_of(Progress(status=status), 7, OURS)
        assert (result.state, result.is_final) == (state, is_final)

    def test_an_order_that_was_never_seen_timed_out(self) -> None:
        result = result_of(None, 7, OURS)
        assert (result.state, result.status, result.is_final) == ("timed_out", None, False)

    def test_the_average_price_weighs_by_units(self) -> None:
        first, second = (
            FilledPosition(position_id=1, rate=10.0, units=3.0),
            FilledPosition(position_id=2, rate=20.0, units=1.0),
        )
        result = OrderResult(state="filled", order_id=7, positions=(first, second))
        assert result.average_price == 12.5
        assert result.position_ids == (1, 2)
        assert OrderResult(state="filled", order_id=7).average_price is None

    def test_a_fill_waits_a_little_for_its_positions(self) -> None:
        assert not ended(Progress(status=3), reads=1)
        assert ended(Progress(status=3), reads=5)
        assert ended(Progress(status=3, positions=(FilledPosition(position_id=1),)), reads=1)

    def test_looks_become_rarer(self) -> None:
        pauses = [next_look(looks, waiting=False) for looks in range(12)]
        assert pauses == sorted(pauses)
        assert pauses[-1] == 5.0
        assert next_look(12, waiting=True) == 30.0

    def test_a_flood_of_events_does_not_eat_the_budget(self) -> None:
        assert least_pause(1) == 0.0
        assert least_pause(20) == 1.0


class TestOptions:
    def test_they_are_changed_by_making_others(self) -> None:
        options = OrderOptions(leverage=2)
        assert options.replace(stop_loss_rate=1.5) == OrderOptions(leverage=2, stop_loss_rate=1.5)
        with pytest.raises(AttributeError):
            options.leverage = 3  # type: ignore[misc]

    def test_a_name_that_is_none_is_refused(self) -> None:
        with pytest.raises(EToroValidationError) as caught:
            OrderOptions().replace(stop=1.0)
        assert caught.value.field == "stop"


def test_a_preview_adds_up_costs_of_one_kind() -> None:
    preview = CostPreview(
        instrument_id=1, symbol="X", lines=(CostLine("markup", 0.5, "USD"), CostLine("markup", 0.25, "USD"))
    )
    assert preview["markup"] == 0.75
    assert preview["sdrt"] == 0
