# Made by `python -m codegen` from tests/_async/test_orders.py; edit that file instead.
"""The order desk on the simulator: nothing is lost, nothing is placed twice, and each end is told apart."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import formatdate
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from etoropy import (
    EToroApiError,
    EToroAuthError,
    EToroConnectionError,
    EToroOrderNotPlacedError,
    EToroOrderUnknownError,
    EToroRateLimitError,
    EToroValidationError,
    EToroWebSocketError,
    OrderOptions,
    Simulator,
)
from etoropy.orders.decision import CostPreview, Intent, PlacedOrder
from etoropy.orders.journal import Journal, Outcome
from etoropy.orders.ledger import Ledger
from etoropy.simulator import Quirks
from tests.desks import desk_on
from tests.support import SimulatedClock, still_simulator

pytestmark = [pytest.mark.anyio, pytest.mark.filterwarnings("ignore:eToro has deprecated")]

AAPL, TSLA = 1001, 1111
V1 = OrderOptions(api="v1")
REFERENCE = "11111111-1111-4111-8111-111111111111"


def without_references(**quirks: Any) -> Simulator:
    return still_simulator(quirks=Quirks(reference_lookup=False, **quirks))


def fail_orders(sim: Simulator, *kinds: str) -> None:
    sim.faults.only = "POST .*/execution/"
    for kind in kinds:
        sim.faults.next(kind)


def sent(sim: Simulator) -> int:
    return sum(it.method == "POST" and "/execution/" in it.path for it in sim.requests)


class TestPlacing:
    def test_an_order_is_placed_under_its_reference(self) -> None:
        sim = still_simulator()
        order = desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        (taken,) = sim.account().orders
        assert (order.order_id, order.reference_id, order.found) == (taken.id, taken.reference_id, "answer")
        assert (taken.api, taken.amount, taken.is_buy) == ("v2", 100.0, True)

    def test_a_short_order_and_its_stops_arrive(self) -> None:
        sim = still_simulator()
        options = OrderOptions(stop_loss_rate=400.0, take_profit_rate=50.0, trailing=True)
        desk_on(sim).open(AAPL, is_buy=False, units=2.0, options=options)
        (taken,) = sim.account().orders
        assert (taken.is_buy, taken.units, taken.stop_loss, taken.take_profit) == (False, 2.0, 400.0, 50.0)
        assert taken.is_trailing

    def test_the_older_routes_are_there_by_choice(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        by_amount = desk.open(AAPL, is_buy=True, amount=100.0, options=V1)
        by_units = desk.open(AAPL, is_buy=True, units=1.5, options=V1)
        limit = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0, options=V1)
        taken = sim.account().orders
        assert [it.api for it in taken] == ["v1", "v1", "v1"]
        assert [by_amount.order_id, by_units.order_id, limit.order_id] == [it.id for it in taken]
        assert [it.trigger_rate for it in taken] == [None, None, 50.0]

    def test_orders_go_to_the_account_that_was_chosen(self) -> None:
        sim = still_simulator()
        desk_on(sim, mode="real").open(AAPL, is_buy=True, amount=100.0)
        assert [len(sim.account(mode).orders) for mode in ("demo", "real")] == [0, 1]

    def test_a_reference_of_ones_own_is_used_once(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        options = OrderOptions(reference_id=REFERENCE)
        order = desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        assert order.reference_id == REFERENCE == sim.account().orders[0].reference_id
        with pytest.raises(EToroValidationError) as refused:
            desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        assert refused.value.field == "reference_id"
        assert sent(sim) == 1

    def test_references_may_be_uuids_and_ids_numbers_of_a_data_frame(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        options = OrderOptions(reference_id=UUID(REFERENCE))
        order = desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        assert order.reference_id == REFERENCE
        assert desk.find(UUID(REFERENCE)) == order

        class Whole:
            """As numpy's integers are."""

            def __index__(self) -> int:
                return order.order_id or 0

        number: Any = Whole()
        assert (desk.wait(number)).state == "filled"
        nothing: Any = None
        with pytest.raises(EToroValidationError):
            desk.wait(nothing)

    def test_a_refusal_is_raised_as_it_came(self) -> None:
        sim = still_simulator()
        with pytest.raises(EToroApiError) as refused:
            desk_on(sim).open(987654, is_buy=True, amount=100.0)
        assert refused.value.status == 404
        assert sent(sim) == 1


class TestGuards:
    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"amount": -1.0}, "amount"),
            ({"amount": 100.0, "options": OrderOptions(leverage=0)}, "leverage"),
            ({"amount": 100.0, "options": OrderOptions(stop_loss_rate=9_000.0)}, "stop_loss_rate"),
            ({"amount": 100.0, "options": OrderOptions(take_profit_rate=1.0)}, "take_profit_rate"),
            ({"amount": 501.0}, "amount"),
            ({"units": 100.0}, "units"),
            (
                {"amount": 100.0, "options": OrderOptions(leverage=3, stop_loss_rate=1.0, check="eligibility")},
                "leverage",
            ),
        ],
    )
    def test_what_cannot_be_right_is_refused_unsent(self, given: dict[str, Any], field: str) -> None:
        sim = still_simulator()
        with pytest.raises(EToroValidationError) as refused:
            desk_on(sim, max_order_amount=500.0).open(AAPL, is_buy=True, **given)
        assert refused.value.field == field
        assert sent(sim) == 0

    def test_the_rate_is_asked_for_only_where_it_matters(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        desk.open(AAPL, is_buy=True, amount=100.0)
        assert not any("rates" in it.path for it in sim.requests)
        desk.open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(stop_loss_rate=1.0))
        assert sum("rates" in it.path for it in sim.requests) == 1

    def test_an_instrument_without_terms_is_refused(self) -> None:
        sim = still_simulator()
        with pytest.raises(EToroValidationError) as refused:
            desk_on(sim).open(987654, is_buy=True, amount=100.0, options=OrderOptions(check="eligibility"))
        assert refused.value.field == "instrument_id"

    def test_a_read_only_client_asks_and_changes_nothing(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim, read_only=True)
        for attempt in (
            lambda: desk.open(AAPL, is_buy=True, amount=100.0),
            lambda: desk.close(1),
            lambda: desk.close_all(),
            lambda: desk.cancel(1),
            lambda: desk.cancel_limit(1),
            lambda: desk.cancel_all(),
            lambda: desk.cancel_all_limits(),
        ):
            with pytest.raises(EToroValidationError) as refused:
                attempt()
            assert refused.value.field == "read_only"
        assert sim.requests == []
        assert isinstance(desk.open(AAPL, is_buy=True, amount=100.0, preview=True), CostPreview)

    def test_a_preview_gives_costs_and_sends_nothing(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        asked = desk.open(AAPL, is_buy=True, amount=100.0, preview=True)
        chosen: Any = desk.open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(preview=True))
        limit = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0, preview=True)
        assert asked == chosen == desk.preview(AAPL, amount=100.0)
        assert asked["transactionFee"] == 1.0
        assert limit.symbol == "AAPL"
        assert sim.account().orders == []


class TestLostAnswers:
    @pytest.mark.parametrize("kind", ["lost_reply_after", "error_after", "malformed_json"])
    @pytest.mark.parametrize("options", [OrderOptions(), V1], ids=["v2", "v1"])
    @pytest.mark.parametrize("reference_lookup", [True, False])
    def test_an_order_that_arrived_is_found(self, kind: str, options: OrderOptions, reference_lookup: bool) -> None:
        sim = still_simulator(reference_lookup=reference_lookup)
        fail_orders(sim, kind)
        order = desk_on(sim).open(AAPL, is_buy=True, amount=100.0, options=options)
        (taken,) = sim.account().orders
        assert order.order_id == taken.id
        assert order.found == "reference" if reference_lookup and options.api == "v2" else order.found != "answer"
        assert sent(sim) == 1

    @pytest.mark.parametrize("kind", ["lost_reply_before", "error_before"])
    @pytest.mark.parametrize("reference_lookup", [True, False])
    def test_an_order_that_never_arrived_is_known_not_to_exist(self, kind: str, reference_lookup: bool) -> None:
        sim = still_simulator(reference_lookup=reference_lookup)
        desk = desk_on(sim)
        desk.open(TSLA, is_buy=True, amount=100.0)
        began = sim.clock.wall()
        fail_orders(sim, kind)
        with pytest.raises(EToroOrderNotPlacedError) as absent:
            desk.open(AAPL, is_buy=True, amount=100.0)
        assert absent.value.__cause__ is not None
        # Sooner, where look-ups by reference are known to find what exists.
        assert 30 <= sim.clock.wall() - began < (45 if reference_lookup else 130)
        assert (sim.clock.wall() - began >= 90) == (not reference_lookup)
        assert sent(sim) == 2

    def test_without_a_proof_that_references_work_a_404_is_not_believed(self) -> None:
        sim = still_simulator()
        began = sim.clock.wall()
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderNotPlacedError):
            desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        assert sim.clock.wall() - began >= 90

    def test_a_page_in_the_way_of_a_look_up_is_not_an_answer(self) -> None:
        sim = still_simulator()

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method == "POST" and "/execution/" in request.url.path:
                return httpx.Response(500)
            if "orders:lookup" in request.url.path:
                return httpx.Response(404, text="<html>Not Found</html>")
            return sim.transport().handle_request(request)

        with pytest.raises(EToroOrderUnknownError):
            desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)

    def test_it_is_sent_again_only_if_that_is_wanted_and_it_is_known_not_to_exist(self) -> None:
        sim = still_simulator()
        fail_orders(sim, "lost_reply_before", "error_before")
        options = OrderOptions(retry_unplaced=True)
        order = desk_on(sim).open(AAPL, is_buy=True, amount=100.0, options=options)
        (taken,) = sim.account().orders
        assert (order.order_id, order.reference_id) == (taken.id, taken.reference_id)
        assert sent(sim) == 3

    def test_sending_again_has_an_end(self) -> None:
        sim = still_simulator()
        fail_orders(sim, *["error_before"] * 9)
        with pytest.raises(EToroOrderNotPlacedError):
            desk_on(sim).open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(retry_unplaced=True))
        assert sent(sim) == 3

    def test_a_connection_that_is_refused_is_tried_again_under_the_same_reference(self) -> None:
        sim = still_simulator()
        seen: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append(request.headers["x-request-id"])
            if len(seen) < 3:
                raise httpx.ConnectError("refused")
            return sim.transport().handle_request(request)

        desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert len(set(seen)) == 1
        assert len(sim.account().orders) == 1

    def test_what_could_not_be_sent_at_all_does_not_exist(self) -> None:
        sim = still_simulator()

        def answer(_: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("refused")

        with pytest.raises(EToroOrderNotPlacedError) as absent:
            desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert isinstance(absent.value.__cause__, EToroConnectionError)

    def test_a_429_is_waited_out(self) -> None:
        sim = still_simulator()
        fail_orders(sim, "empty_429", "empty_429")
        desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        fail_orders(sim, *["empty_429"] * 3)
        with pytest.raises(EToroRateLimitError):
            desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        assert len(sim.account().orders) == 1

    def test_orders_wait_for_the_budget_without_being_lost(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        for number in range(25):
            desk.open(AAPL, is_buy=True, amount=100.0 + number)
        assert len(sim.account().orders) == 25
        assert all(it.status == 200 for it in sim.requests)

    def test_an_answer_that_no_one_understands_is_a_lost_one(self) -> None:
        sim = still_simulator()
        calls = iter(range(100))

        def answer(request: httpx.Request) -> httpx.Response:
            response = sim.transport().handle_request(request)
            if next(calls) == 0:
                raise RuntimeError("a bug in somebody's transport")
            return response

        order = desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert order.order_id == sim.account().orders[0].id

    def test_a_late_order_is_found_when_it_arrives(self) -> None:
        sim = without_references()
        late: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method == "POST" and not late:
                late.append(request)
                raise httpx.ReadTimeout("silence")
            if late and sim.clock.wall() > 20 and not sim.account().orders:
                sim.transport().handle_request(late[0])
            return sim.transport().handle_request(request)

        order = desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert order.order_id == sim.account().orders[0].id
        assert sim.clock.wall() > 20

    def test_numbers_of_any_kind_last_until_a_lost_order_is_found(self) -> None:
        sim = without_references()
        fail_orders(sim, "error_after")
        numbers: Any = {"deadline": Decimal(120), "additional_margin": Decimal("0.5")}
        order = desk_on(sim).open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(**numbers))
        assert order.order_id == sim.account().orders[0].id

    def test_an_answer_about_another_order_is_no_answer(self) -> None:
        sim = still_simulator()

        def answer(request: httpx.Request) -> httpx.Response:
            reply = sim.transport().handle_request(request)
            if request.method == "POST":
                said = {"token": "t", "orderId": 7, "referenceId": REFERENCE}
                return httpx.Response(200, json=said, headers=reply.headers)
            return reply

        order = desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert (order.order_id, order.found) == (sim.account().orders[0].id, "reference")

    @pytest.mark.parametrize("minutes", [10, -10])
    def test_a_clock_that_is_set_meanwhile_makes_no_order_absent(self, minutes: int) -> None:
        sim = without_references()

        class Jumps(SimulatedClock):
            since = float("inf")

            def now(self) -> datetime:
                jumped = self.monotonic() > self.since + 1.5
                return super().now() + timedelta(minutes=0 if jumped else minutes)

        clock = Jumps(sim)

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method == "POST":
                clock.since = clock.monotonic()
            return sim.transport().handle_request(request)

        desk = desk_on(sim, transport=httpx.MockTransport(answer), clock=clock)
        fail_orders(sim, "error_after")
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk.open(AAPL, is_buy=True, amount=100.0)
        assert [it.order_id for it in unknown.value.candidates] == [sim.account().orders[0].id]

    @pytest.mark.parametrize("ahead", [timedelta(minutes=20), timedelta(hours=26), timedelta(hours=-26)])
    def test_a_clock_that_is_wrong_all_along_hides_no_trade(self, ahead: timedelta) -> None:
        """Just before midnight, so that by our clock the order was sent on another day."""
        sim = without_references()
        sim.clock.advance(8 * 3600 + 55 * 60)

        class Wrong(SimulatedClock):
            def now(self) -> datetime:
                return super().now() + ahead

        def answer(request: httpx.Request) -> httpx.Response:
            reply = sim.transport().handle_request(request)
            reply.headers["date"] = formatdate(sim.clock.now(), usegmt=True)
            if request.method == "POST" and "/execution/" in request.url.path:
                # Filled, and closed again by a stop.
                sim.clock.advance(1.0)
                sim.world.advance()
                (position,) = sim.account().positions
                sim.account().take_close(position, None, reference_id=REFERENCE, api="v1", now=sim.clock.now())
                sim.clock.advance(1.0)
                return httpx.Response(500)
            return reply

        desk = desk_on(sim, transport=httpx.MockTransport(answer), clock=Wrong(sim))
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        assert (order.found, order.order_id) == ("history", sim.account().orders[0].id)

    def test_a_history_that_takes_its_time_moves_nothing(self) -> None:
        sim = without_references()

        def answer(request: httpx.Request) -> httpx.Response:
            if "history" in request.url.path:
                sim.clock.advance(12.0)
            reply = sim.transport().handle_request(request)
            reply.headers["date"] = formatdate(sim.clock.now(), usegmt=True)
            return reply

        desk_on(sim, ledger=Ledger()).open(AAPL, is_buy=True, amount=100.0)
        sim.clock.advance(12.0)
        fail_orders(sim, "error_before")
        with pytest.raises(EToroOrderUnknownError):
            desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)

    def test_whatever_goes_wrong_while_it_is_looked_for_it_may_be_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: Any) -> None:
            raise RuntimeError("no such thing")

        sim = still_simulator()
        desk = desk_on(sim)
        fail_orders(sim, "error_after")
        monkeypatch.setattr(desk._sender.search, "settle", broken)
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk.open(AAPL, is_buy=True, amount=100.0)
        assert isinstance(unknown.value.__cause__, RuntimeError)
        monkeypatch.undo()
        sim.clock.advance(5.0)
        (outcome,) = desk.reconcile()
        assert outcome.state == "placed"


def showing(sim: Simulator, part: str, change: Callable[[Any], Any]) -> httpx.MockTransport:
    """Answers to requests of this part of the API are shown differently."""

    def answer(request: httpx.Request) -> httpx.Response:
        reply = sim.transport().handle_request(request)
        if part not in str(request.url) or reply.status_code != 200:
            return reply
        reply.read()
        return httpx.Response(200, json=change(reply.json()))

    return httpx.MockTransport(answer)


def absence(intent: Intent) -> Outcome:
    """What another process concluded."""
    return Outcome(
        reference_id=intent.reference_id,
        at=intent.sent_at,
        verdict="not_placed",
        by="another process",
        mode=intent.mode,
        sent_at=intent.sent_at,
    )


class TestUnknowns:
    @pytest.mark.parametrize("figures", [{"leverage": 5}, {"amount": 92.1}, {"amount": 100.0}])
    def test_what_lists_show_a_little_differently_is_not_absent(self, figures: dict[str, Any]) -> None:
        """An order that waits for its market, on an account whose orders cannot be read by themselves."""
        sim = without_references()
        sim.market.close_market(AAPL)
        fail_orders(sim, "lost_reply_after")

        def change(said: Any) -> Any:
            for it in said["clientPortfolio"]["ordersForOpen"]:
                it |= figures
            return said

        shown = showing(sim, "/portfolio", change)
        hidden = httpx.MockTransport(
            lambda it: (
                httpx.Response(500)
                if "orders" in it.url.path and it.method == "GET" and "lookup" not in it.url.path
                else httpx.Response(404, json={"message": "no"})
                if "lookup" in it.url.path
                else shown.handle_request(it)
            )
        )
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk_on(sim, transport=hidden).open(AAPL, is_buy=True, amount=100.4)
        assert [it.order_id for it in unknown.value.candidates] == [sim.account().orders[0].id]

    def test_what_copies_another_trader_is_nobodys_order(self) -> None:
        sim = without_references()
        desk_on(sim).open(AAPL, is_buy=True, amount=100.0)

        def change(said: Any) -> Any:
            portfolio = said["clientPortfolio"]
            for it in [*portfolio["ordersForOpen"], *portfolio["positions"]]:
                it["mirrorID"] = 5
            return said

        fail_orders(sim, "lost_reply_before")
        desk = desk_on(sim, transport=showing(sim, "/portfolio", change))
        with pytest.raises(EToroOrderNotPlacedError):
            desk.open(AAPL, is_buy=True, amount=100.0)

    def test_an_answer_about_another_order_of_ours_is_none(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        other = desk.open(AAPL, is_buy=True, amount=5000.0)
        sim.clock.advance(60.0)

        def answer(request: httpx.Request) -> httpx.Response:
            if "lookup" in request.url.path:
                request = httpx.Request(
                    "GET", request.url.copy_set_param("referenceId", other.reference_id), headers=request.headers
                )
            return sim.transport().handle_request(request)

        fail_orders(sim, "lost_reply_before")
        mistaken = desk_on(sim, transport=httpx.MockTransport(answer), ledger=desk._ledger)
        with pytest.raises(EToroOrderUnknownError):
            mistaken.open(AAPL, is_buy=True, amount=100.0)
        assert desk._ledger.order_by_id(other.order_id or 0) == other

    def test_two_lost_orders_alike_may_not_both_take_what_one_of_them_became(self) -> None:
        sim = without_references()
        ledger = Ledger()
        fail_orders(sim, "lost_reply_before")
        options = OrderOptions(deadline=10.0)
        with pytest.raises(EToroOrderUnknownError) as first:
            desk_on(sim, ledger=ledger).open(AAPL, is_buy=True, amount=100.0, options=options)
        assert first.value.candidates == ()
        fail_orders(sim, "lost_reply_after")
        with pytest.raises(EToroOrderUnknownError) as second:
            desk_on(sim, ledger=ledger).open(AAPL, is_buy=True, amount=100.0)
        (taken,) = sim.account().orders
        assert [it.order_id for it in second.value.candidates] == [taken.id]
        assert second.value.reference_id == taken.reference_id
        assert "find_order" in str(second.value)

    def test_an_account_that_cannot_be_read_proves_nothing(self) -> None:
        sim = still_simulator()

        def answer(_: httpx.Request) -> httpx.Response:
            return httpx.Response(503)

        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk_on(sim, transport=httpx.MockTransport(answer)).open(AAPL, is_buy=True, amount=100.0)
        assert "not answered" in str(unknown.value)
        assert isinstance(unknown.value.__cause__, EToroApiError)

    def test_an_order_that_somebody_else_placed_is_not_taken_for_ours(self) -> None:
        sim = without_references(v1_reference_zeroed=False)
        desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderNotPlacedError):
            desk_on(sim).open(AAPL, is_buy=True, amount=100.0)

    def test_without_any_reference_shown_it_stays_unknown_whose_it_is(self) -> None:
        sim = without_references()
        desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        sim.clock.advance(60.0)
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        assert len(unknown.value.candidates) == 1


class TestClosing:
    def test_a_position_is_closed_whole_or_in_part(self) -> None:
        sim = still_simulator()
        position = sim.account().place_position("AAPL", 1000.0)
        sim.clock.advance(1.0)
        desk = desk_on(sim)
        part = desk.close(position.id, units=1.0)
        done = desk.wait(part)
        assert (done.state, done.positions[0].units, done.positions[0].is_open) == ("filled", 1.0, True)
        whole = desk.close(position.id)
        done = desk.wait(whole)
        assert (done.state, done.positions[0].is_open, done.is_final) == ("filled", False, True)
        assert done.average_price == sim.account().history[-1].close_rate
        assert done.net_profit == sim.account().history[-1].net_profit

    def test_both_accounts_get_the_spelling_they_want(self) -> None:
        sim = still_simulator()
        position = sim.account("real").place_position("AAPL", 1000.0)
        sim.clock.advance(1.0)
        order = desk_on(sim, mode="real").close(position.id)
        assert order.position_ids == (position.id,)

    def test_a_position_that_the_portfolio_does_not_show_yet_is_closed_all_the_same(self) -> None:
        sim = still_simulator(quirks=Quirks(portfolio_lag=50.0))
        desk = desk_on(sim)
        filled = desk.wait(desk.open(AAPL, is_buy=True, amount=100.0))
        order = desk.close(filled.position_ids[0])
        assert (desk.wait(order)).state == "filled"
        assert len(sim.account().history) == 1

    @pytest.mark.parametrize("units", [0.0411522633, 0.00123456])
    def test_a_lost_close_is_found_though_its_units_come_back_rounded(self, units: float) -> None:
        sim = without_references()
        desk = desk_on(sim)
        result = desk.wait(desk.open(AAPL, is_buy=True, amount=100.0))
        sim.clock.advance(90.0)
        fail_orders(sim, "error_after")
        order = desk.close(result.position_ids[0], units=units)
        assert (order.found, order.position_ids) == ("history", result.position_ids)

    def test_a_close_has_no_preview(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        result = desk.wait(desk.open(AAPL, is_buy=True, amount=100.0))
        before = sent(sim)
        with pytest.raises(EToroValidationError) as refused:
            desk.close(result.position_ids[0], options=OrderOptions(preview=True))
        assert refused.value.field == "preview"
        with pytest.raises(EToroValidationError):
            desk.close_all(options=OrderOptions(preview=True))
        assert sent(sim) == before

    def test_a_position_that_is_not_there_is_named(self) -> None:
        sim = still_simulator()
        with pytest.raises(EToroValidationError) as refused:
            desk_on(sim).close(4711)
        assert refused.value.field == "position_id"

    @pytest.mark.parametrize("units", [None, 1.0])
    @pytest.mark.parametrize("kind", ["lost_reply_after", "malformed_json"])
    def test_a_close_that_arrived_is_found_by_its_effect(self, units: float | None, kind: str) -> None:
        sim = still_simulator()
        position = sim.account().place_position("AAPL", 1000.0)
        sim.clock.advance(1.0)
        fail_orders(sim, kind)
        desk = desk_on(sim)
        order = desk.close(position.id, units=units)
        assert order.found in ("history", "portfolio", "order_id")
        assert len(sim.account().history) == 1
        done = desk.wait(order)
        assert (done.state, done.net_profit) == ("filled", sim.account().history[0].net_profit)

    def test_a_lost_partial_close_is_not_repeated(self) -> None:
        sim = still_simulator()
        position = sim.account().place_position("AAPL", 1000.0)
        sim.clock.advance(1.0)
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderNotPlacedError):
            desk_on(sim).close(position.id, units=1.0)
        assert sent(sim) == 1

    def test_a_partial_close_that_was_known_to_happen_is_not_taken_for_the_lost_one(self) -> None:
        sim = still_simulator()
        position = sim.account().place_position("AAPL", 1000.0)
        sim.clock.advance(1.0)
        desk = desk_on(sim)
        desk.close(position.id, units=1.0)
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk.close(position.id, units=1.0)
        assert unknown.value.candidates[0].closes == position.id

    def test_each_position_has_an_outcome_of_its_own(self) -> None:
        sim = still_simulator()
        account = sim.account()
        positions = [account.place_position("AAPL", 100.0 + number) for number in range(4)]
        account.copy_trader("somebody", 1000.0, ["AAPL"])
        sim.clock.advance(1.0)
        fail_orders(sim, "error_before", "lost_reply_after")
        outcomes = desk_on(sim).close_all()
        assert [it.id for it in outcomes] == [it.id for it in positions]
        assert [it.state for it in outcomes] == ["not_placed", "placed", "placed", "placed"]
        assert [it.ok for it in outcomes] == [False, True, True, True]
        assert isinstance(outcomes[0].error, EToroOrderNotPlacedError)
        assert isinstance(outcomes[0].error.__cause__, EToroApiError)
        assert len(sim.account().history) == 3
        assert [it.mirror_id > 0 for it in sim.account().positions] == [False, True]

    def test_copied_positions_are_closed_when_asked(self) -> None:
        sim = still_simulator()
        sim.account().copy_trader("somebody", 1000.0, ["AAPL", "TSLA"])
        sim.clock.advance(1.0)
        outcomes = desk_on(sim).close_all(copied=True)
        assert [it.state for it in outcomes] == ["placed", "placed"]

    def test_what_is_being_closed_already_is_not_closed_again(self) -> None:
        sim = still_simulator(fill_delay=30.0)
        position = sim.account().place_position("AAPL", 100.0)
        sim.clock.advance(1.0)
        desk = desk_on(sim)
        first = desk.close(position.id)
        sim.clock.advance(1.0)
        (again,) = desk.close_all()
        assert again.order is not None
        assert again.order.order_id == first.order_id
        assert sent(sim) == 1

    def test_a_refusal_of_one_does_not_stop_the_others(self) -> None:
        sim = still_simulator()
        for number in range(3):
            sim.account().place_position("AAPL", 100.0 + number)
        sim.clock.advance(1.0)

        def answer(request: httpx.Request) -> httpx.Response:
            if request.method == "POST" and sent(sim) == 1 and not refusals:
                refusals.append(request)
                return httpx.Response(403)
            return sim.transport().handle_request(request)

        refusals: list[httpx.Request] = []
        outcomes = desk_on(sim, transport=httpx.MockTransport(answer)).close_all()
        assert [it.state for it in outcomes] == ["placed", "refused", "placed"]
        assert isinstance(outcomes[1].error, EToroAuthError)


class TestCancelling:
    def test_waiting_orders_are_cancelled_each_with_an_outcome(self) -> None:
        sim = still_simulator(fill_delay=1000.0)
        desk = desk_on(sim)
        market = desk.open(AAPL, is_buy=True, amount=100.0)
        limit = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        sim.clock.advance(1.0)
        outcomes = desk.cancel_all()
        assert {it.id: it.state for it in outcomes} == {market.order_id: "cancelled", limit.order_id: "cancelled"}
        assert all(it.status.name == "CANCELED" for it in sim.account().orders)

    def test_limit_orders_alone_are_cancelled(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        limit = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        sim.clock.advance(1.0)
        sim.faults.only = "DELETE"
        sim.faults.next("error_before", times=3)
        (failed,) = desk.cancel_all_limits()
        assert (failed.state, failed.ok) == ("failed", False)
        (outcome,) = desk.cancel_all_limits()
        assert (outcome.id, outcome.state) == (limit.order_id, "cancelled")

    @pytest.mark.parametrize("api", ["v2", "v1"])
    def test_one_order_is_cancelled_by_either_route(self, api: Any) -> None:
        sim = still_simulator(fill_delay=1000.0)
        desk = desk_on(sim)
        market = desk.open(AAPL, is_buy=True, amount=100.0)
        limit = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        desk.cancel(market.order_id or 0, api=api)
        desk.cancel_limit(limit.order_id or 0, api=api)
        desk.cancel(market.order_id or 0)
        assert [it.is_canceled for it in sim.account().orders] == [True, True]
        assert (desk.wait(market)).state == "cancelled"


class Bell:
    """A stream that rings when the test says so."""

    def __init__(self, sim: Simulator, *, rings_after: float | None = None, dies: bool = False) -> None:
        self._sim = sim
        self._rings_after = rings_after
        self._dies = dies
        self.waits: list[float] = []

    def mark(self) -> int:
        return len(self.waits)

    def wait(self, mark: int, timeout: float) -> bool:
        self.waits.append(timeout)
        if self._dies:
            raise EToroWebSocketError("the socket is gone")
        pause = timeout if self._rings_after is None else min(timeout, self._rings_after)
        self._sim.clock.advance(pause)
        return pause < timeout


class TestWaiting:
    def test_a_fill_comes_with_positions_and_price(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        for wanted in (order, order.order_id or 0, order.reference_id):
            result = desk.wait(wanted)
            (position,) = sim.account().positions
            assert (result.state, result.is_final, result.order_id) == ("filled", True, order.order_id)
            assert result.position_ids == (position.id,)
            assert result.average_price == position.open_rate

    def test_an_order_of_the_older_route_is_followed_alike(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        result = desk.wait(desk.open(AAPL, is_buy=True, amount=100.0, options=V1))
        assert (result.state, len(result.positions)) == ("filled", 1)

    def test_a_rejection_carries_code_and_reason(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        result = desk.wait(desk.open(AAPL, is_buy=True, amount=5.0))
        assert (result.state, result.code) == ("rejected", "720")
        assert "minimum" in result.reason

    def test_an_order_that_waits_for_its_market_is_said_to(self) -> None:
        sim = still_simulator(quirks=Quirks(market_hours=True))
        sim.clock.advance(3 * 86_400.0)
        desk = desk_on(sim)
        result = desk.wait(desk.open(AAPL, is_buy=True, amount=100.0), timeout=120.0)
        assert (result.state, result.is_final, result.status) == ("waiting_for_market", False, 11)

    def test_a_limit_order_times_out_while_its_rate_is_not_reached(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        order = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        began = sim.clock.wall()
        result = desk.wait(order, timeout=100.0)
        assert (result.state, result.status) == ("timed_out", 12)
        assert sim.clock.wall() - began == pytest.approx(100.0, abs=1.0)

    def test_an_order_nobody_knows_times_out(self) -> None:
        sim = still_simulator()
        result = desk_on(sim).wait(4711, timeout=5.0)
        assert (result.state, result.status, result.order_id) == ("timed_out", None, 4711)
        assert result.reason == "eToro shows no such order"
        assert (desk_on(sim).wait(4711, timeout=0)).state == "timed_out"
        result = desk_on(sim).wait(REFERENCE, timeout=5.0)
        assert (result.state, result.reference_id) == ("timed_out", REFERENCE)

    def test_an_order_that_could_never_be_read_says_why(self) -> None:
        sim = still_simulator()
        down = httpx.MockTransport(lambda _: httpx.Response(503))
        result = desk_on(sim, transport=down).wait(4711, timeout=5.0)
        assert result.state == "timed_out"
        assert "503" in result.reason

    def test_failures_to_read_are_no_ends(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        for kind in ("error_before", "reset", "cdn_page", "empty_429", "malformed_json", "lost_reply_before"):
            sim.faults.next(kind)
        assert (desk.wait(order, timeout=120.0)).state == "filled"

    def test_the_500s_during_a_close_are_none_either(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        filled = desk.wait(order)
        closing = desk.close(filled.position_ids[0])
        assert (desk.wait(order)).state == "filled"
        assert (desk.wait(closing)).state == "filled"

    def test_bad_keys_are_raised(self) -> None:
        sim = still_simulator()
        with pytest.raises(EToroAuthError):
            desk_on(sim, api_key="wrong").wait(4711)

    def test_an_event_is_a_prompt_to_look(self) -> None:
        sim = still_simulator(fill_delay=20.0)
        bell = Bell(sim, rings_after=0.01)
        desk = desk_on(sim, waker=bell)
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        sim.clock.advance(20.0)
        began = sim.clock.wall()
        assert (desk.wait(order)).state == "filled"
        assert sim.clock.wall() - began < 0.2

    def test_a_silent_stream_changes_nothing(self) -> None:
        sim = still_simulator(fill_delay=20.0)
        desk = desk_on(sim, waker=Bell(sim))
        began = sim.clock.wall()
        assert (desk.wait(desk.open(AAPL, is_buy=True, amount=100.0))).state == "filled"
        assert sim.clock.wall() - began < 26.0

    def test_a_stream_that_dies_changes_nothing(self) -> None:
        sim = still_simulator(fill_delay=20.0)
        bell = Bell(sim, dies=True)
        desk = desk_on(sim, waker=bell)
        assert (desk.wait(desk.open(AAPL, is_buy=True, amount=100.0))).state == "filled"
        assert len(bell.waits) == 1

    def test_a_flood_of_events_stays_within_the_budget(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim, waker=Bell(sim, rings_after=0.0))
        order = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        sim.forget_requests()
        desk.wait(order, timeout=30.0)
        assert len(sim.requests) < 45


class Crash(BaseException):
    """The process ends."""


class EndsOnce(SimulatedClock):
    """A process that ends the first time it sleeps."""

    ends = True

    def sleep(self, seconds: float) -> None:
        if self.ends:
            self.ends = False
            raise Crash
        super().sleep(seconds)


@contextmanager
def held_by_another_process(path: Path) -> Iterator[None]:
    """The lock belongs to who opened the file, be it in this process."""
    import fcntl

    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class TestJournal:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "orders.jsonl"

    def crashing(self, sim: Simulator, *, arrives: bool) -> httpx.MockTransport:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.method != "POST":
                return sim.transport().handle_request(request)
            if arrives:
                sim.transport().handle_request(request)
            raise Crash

        return httpx.MockTransport(answer)

    def test_intent_and_outcome_are_written(self, path: Path) -> None:
        sim = still_simulator()
        order = desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0)
        intent, outcome = Journal(path).read().entries
        assert intent.reference_id == outcome.reference_id == order.reference_id
        assert isinstance(outcome, Outcome)
        assert (outcome.verdict, outcome.order_id) == ("placed", order.order_id)
        text = path.read_text()
        assert sim.api_key not in text
        assert sim.user_key not in text

    def test_every_end_is_written(self, path: Path) -> None:
        sim = still_simulator()
        desk = desk_on(sim, desk_journal=path)
        with pytest.raises(EToroApiError):
            desk.open(987654, is_buy=True, amount=100.0)
        fail_orders(sim, "error_before")
        with pytest.raises(EToroOrderNotPlacedError):
            desk.open(AAPL, is_buy=True, amount=100.0)
        fail_orders(sim, "error_before")
        with pytest.raises(EToroOrderUnknownError):
            desk.open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(deadline=5.0))
        verdicts = [it.verdict for it in Journal(path).read().entries if isinstance(it, Outcome)]
        assert verdicts == ["refused", "not_placed", "unknown"]

    def test_the_journal_of_the_configuration_is_used(self, path: Path) -> None:
        sim = still_simulator()
        desk_on(sim, journal=path).open(AAPL, is_buy=True, amount=100.0)
        desk_on(sim).open(AAPL, is_buy=True, amount=100.0)
        assert len(Journal(path).read().entries) == 2

    def test_what_cannot_be_written_down_is_not_sent(self, tmp_path: Path) -> None:
        sim = still_simulator()
        with pytest.raises(EToroValidationError) as refused:
            desk_on(sim, desk_journal=tmp_path / "nowhere" / "x").open(AAPL, is_buy=True, amount=100.0)
        assert refused.value.field == "journal"
        assert sim.requests == []

    @pytest.mark.parametrize("reference_lookup", [True, False])
    def test_a_crash_after_the_order_arrived_is_settled(self, path: Path, reference_lookup: bool) -> None:
        sim = still_simulator(reference_lookup=reference_lookup)
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, transport=self.crashing(sim, arrives=True)).open(
                AAPL, is_buy=True, amount=100.0
            )
        sim.clock.advance(60.0)
        desk = desk_on(sim, desk_journal=path)
        (outcome,) = desk.reconcile()
        (taken,) = sim.account().orders
        assert (outcome.state, outcome.id, outcome.reference_id) == ("placed", taken.id, taken.reference_id)
        assert desk.reconcile() == []
        assert desk_on(sim, desk_journal=path).reconcile() == []
        assert sent(sim) == 1

    def test_a_crash_before_it_arrived_is_settled(self, path: Path) -> None:
        sim = still_simulator()
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, transport=self.crashing(sim, arrives=False)).open(
                AAPL, is_buy=True, amount=100.0
            )
        (outcome,) = desk_on(sim, desk_journal=path).reconcile()
        assert (outcome.state, outcome.order) == ("not_placed", None)
        assert sim.account().orders == []

    def test_what_cannot_be_settled_in_time_stays_open(self, path: Path) -> None:
        sim = still_simulator()
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, transport=self.crashing(sim, arrives=False)).open(
                AAPL, is_buy=True, amount=100.0
            )
        (outcome,) = desk_on(sim, desk_journal=path).reconcile(deadline=5.0)
        assert (outcome.state, outcome.ok) == ("unknown", False)
        (outcome,) = desk_on(sim, desk_journal=path).reconcile()
        assert outcome.state == "not_placed"

    def test_another_process_finds_an_order_by_its_reference(self, path: Path) -> None:
        sim = without_references()
        options = OrderOptions(reference_id=REFERENCE)
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, transport=self.crashing(sim, arrives=True)).open(
                AAPL, is_buy=True, amount=100.0, options=options
            )
        found = desk_on(sim, desk_journal=path).find(REFERENCE)
        assert found is not None
        assert (found.order_id, found.found) == (sim.account().orders[0].id, "portfolio")
        with pytest.raises(EToroValidationError):
            desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0, options=options)

    def test_an_order_that_is_not_there_is_found_to_be_none(self, path: Path) -> None:
        sim = without_references()
        fail_orders(sim, "lost_reply_before")
        with pytest.raises(EToroOrderUnknownError) as unknown:
            desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0, options=OrderOptions(deadline=5.0))
        assert desk_on(sim, desk_journal=path).find(unknown.value.reference_id) is None

    def test_an_order_that_was_cancelled_in_flight_is_settled_by_the_same_process(self) -> None:
        sim = still_simulator()
        crashes = self.crashing(sim, arrives=True)
        desk = desk_on(
            sim,
            transport=httpx.MockTransport(
                lambda it: crashes.handler(it) if not sim.account().orders else sim.transport().handle_request(it)
            ),
        )
        with pytest.raises(Crash):
            desk.open(AAPL, is_buy=True, amount=100.0)
        sim.clock.advance(5.0)
        (outcome,) = desk.reconcile()
        assert (outcome.state, outcome.id) == ("placed", sim.account().orders[0].id)

    def test_an_order_that_was_cancelled_between_two_tries_does_not_exist(self, path: Path) -> None:
        sim = still_simulator()

        class EndsWhileSleeping(SimulatedClock):
            def sleep(self, seconds: float) -> None:
                raise Crash

        fail_orders(sim, "empty_429")
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, clock=EndsWhileSleeping(sim)).open(AAPL, is_buy=True, amount=100.0)
        verdicts = [it.verdict for it in Journal(path).read().entries if isinstance(it, Outcome)]
        assert verdicts == ["not_placed"]

    def test_an_order_whose_caller_was_cancelled_before_hearing_of_it_is_told_later(self) -> None:
        sim = still_simulator(quirks=Quirks(portfolio_lag=20.0))
        desk = desk_on(sim, clock=EndsOnce(sim))
        with pytest.raises(Crash):
            desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0, options=V1)
        (outcome,) = desk.reconcile()
        assert (outcome.state, outcome.id) == ("placed", None)
        assert desk.reconcile() == []

    def test_an_order_that_was_not_told_before_a_crash_is_told_by_another_process(self, path: Path) -> None:
        sim = still_simulator(quirks=Quirks(portfolio_lag=20.0))
        with pytest.raises(Crash):
            desk_on(sim, desk_journal=path, clock=EndsOnce(sim)).open_limit(
                AAPL, is_buy=True, rate=50.0, amount=100.0, options=V1
            )
        sim.clock.advance(60.0)
        (outcome,) = desk_on(sim, desk_journal=path).reconcile()
        assert (outcome.state, outcome.id) == ("placed", sim.account().orders[0].id)
        assert desk_on(sim, desk_journal=path).reconcile() == []

    def test_who_is_interrupted_while_telling_tells_again(self, path: Path) -> None:
        sim = still_simulator(quirks=Quirks(portfolio_lag=20.0))
        clock = EndsOnce(sim)
        desk = desk_on(sim, desk_journal=path, clock=clock)
        for rate in (50.0, 60.0):
            clock.ends = True
            with pytest.raises(Crash):
                desk.open_limit(AAPL, is_buy=True, rate=rate, amount=100.0, options=V1)
        clock.ends = True
        with pytest.raises(Crash):
            desk.reconcile()
        sim.clock.advance(60.0)
        assert sorted(it.id or 0 for it in desk.reconcile()) == [it.id for it in sim.account().orders]

    @pytest.mark.parametrize("crashes", [False, True])
    def test_what_was_closed_before_a_cancellation_is_told_later(self, path: Path, crashes: bool) -> None:
        sim = still_simulator()
        positions = [sim.account().place_position(AAPL, 1000.0) for _ in range(3)]
        sim.clock.advance(60.0)
        posts = 0

        def answer(request: httpx.Request) -> httpx.Response:
            nonlocal posts
            reply = sim.transport().handle_request(request)
            posts += request.method == "POST"
            if posts == 2 and request.method == "POST":
                raise Crash
            return reply

        desk = desk_on(sim, desk_journal=path, transport=httpx.MockTransport(answer))
        with pytest.raises(Crash):
            desk.close_all()
        if crashes:
            desk = desk_on(sim, desk_journal=path)
        outcomes = desk.reconcile()
        assert [it.state for it in outcomes] == ["placed", "placed"]
        assert {it.order.position_ids for it in outcomes if it.order is not None} <= {(it.id,) for it in positions} | {
            ()
        }
        assert desk.reconcile() == []

    def test_two_processes_cannot_take_one_reference_at_the_same_moment(self, path: Path) -> None:
        """The other one takes it after this one looked, and before it writes its line."""
        options = OrderOptions(reference_id=REFERENCE)
        elsewhere = path.with_name("elsewhere")
        desk_on(still_simulator(), desk_journal=elsewhere).open(AAPL, is_buy=True, amount=100.0, options=options)

        class Late(Journal):
            def alone(self) -> AbstractContextManager[None]:
                path.write_bytes(elsewhere.read_bytes())
                return super().alone()

        sim = still_simulator()
        with pytest.raises(EToroValidationError, match="was sent under reference"):
            desk_on(sim, desk_journal=Late(path)).open(AAPL, is_buy=True, amount=100.0, options=options)
        assert sim.account().orders == []

    def test_what_another_process_was_told_is_absent_is_not_sent_again(self, path: Path) -> None:
        """The other one comes in while this one waits to try again."""

        class Heard(Journal):
            def alone(self) -> AbstractContextManager[None]:
                latest = [it for it in self.read().entries if isinstance(it, Intent)]
                if latest:
                    self.conclude(absence(latest[-1]))
                return super().alone()

        sim = still_simulator()
        fail_orders(sim, "empty_429")
        with pytest.raises(EToroOrderNotPlacedError, match="another process was told"):
            desk_on(sim, desk_journal=Heard(path)).open(AAPL, is_buy=True, amount=100.0)
        assert sim.account().orders == []

    def test_what_another_process_sends_again_meanwhile_is_not_declared_absent(self, path: Path) -> None:
        class SentAgain(Journal):
            def alone(self) -> AbstractContextManager[None]:
                latest = [it for it in self.read().entries if isinstance(it, Intent)][-1]
                now = latest.sent_at + timedelta(seconds=100)
                self.intend(latest.sent_again(now, now, 0.0, "another process"))
                return super().alone()

        sim = still_simulator()
        fail_orders(sim, "lost_reply_before")
        desk = desk_on(sim, desk_journal=SentAgain(path))
        with pytest.raises(EToroOrderUnknownError, match="sent again by another process"):
            desk.open(AAPL, is_buy=True, amount=100.0)
        assert desk._ledger.unsettled() != []

    def test_ctrl_c_while_an_order_is_written_down_leaves_it_to_reconcile(self, path: Path) -> None:
        class Stopped(Journal):
            stops = True

            def conclude(self, outcome: Outcome) -> None:
                super().conclude(outcome)
                if self.stops:
                    raise Crash

        sim, journal = still_simulator(), Stopped(path)
        desk = desk_on(sim, desk_journal=journal)
        with pytest.raises(Crash):
            desk.open(AAPL, is_buy=True, amount=100.0)
        journal.stops = False
        (outcome,) = desk.reconcile()
        assert (outcome.state, outcome.id) == ("placed", sim.account().orders[0].id)

    @pytest.mark.skipif(os.name == "nt", reason="this system has no such locks")
    def test_a_journal_that_another_process_does_not_let_go_of_lets_nothing_out(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sim = still_simulator()
        monkeypatch.setattr("etoropy.orders.journal._TRIES", 1)
        monkeypatch.setattr("etoropy.orders.journal._BETWEEN_TRIES", 0.0)
        options = OrderOptions(reference_id=REFERENCE)
        with held_by_another_process(path), pytest.raises(EToroValidationError, match="another process holds it"):
            desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0, options=options)
        assert sim.account().orders == []
        desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0, options=options)
        assert len(sim.account().orders) == 1

    def test_what_another_process_did_under_a_reference_given_up_here_counts(self, path: Path) -> None:
        sim = still_simulator()
        options = OrderOptions(reference_id=REFERENCE)
        desk = desk_on(sim, desk_journal=path)
        fail_orders(sim, "error_before")
        with pytest.raises(EToroOrderNotPlacedError):
            desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        order = desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0, options=options)
        found = desk.find(REFERENCE)
        assert found is not None
        assert found.order_id == order.order_id
        with pytest.raises(EToroValidationError):
            desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        assert len(sim.account().orders) == 1

    def test_who_looks_for_an_order_that_is_being_settled_does_not_declare_it_absent(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """``find`` and ``reconcile`` in the midst of a call that sends again what is not there."""
        sim = still_simulator()
        desk = desk_on(sim, desk_journal=path)
        heard: list[Any] = []
        settle = desk._sender.search.settle

        def meddled(cases: Any, deadline: float) -> None:
            monkeypatch.undo()
            heard.extend(desk.reconcile())
            with pytest.raises(EToroOrderUnknownError):
                desk.find(REFERENCE)
            settle(cases, deadline)

        monkeypatch.setattr(desk._sender.search, "settle", meddled)
        fail_orders(sim, "error_before")
        options = OrderOptions(reference_id=REFERENCE, retry_unplaced=True)
        order = desk.open(AAPL, is_buy=True, amount=100.0, options=options)
        assert heard == []
        assert order.order_id == sim.account().orders[0].id
        assert desk.find(REFERENCE) == order
        verdicts = [it.verdict for it in Journal(path).read().entries if isinstance(it, Outcome)]
        assert verdicts == ["not_placed", "placed"]

    def test_a_journal_that_cannot_be_read_or_understood_is_logged(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        sim = still_simulator()
        with pytest.raises(EToroOrderUnknownError):
            desk_on(sim, desk_journal=tmp_path).find(REFERENCE)
        assert "cannot be read" in caplog.text
        torn = tmp_path / "torn.jsonl"
        torn.write_text('{"v":1,"event":"int\n')
        assert desk_on(sim, desk_journal=torn).reconcile() == []
        assert "hold no order" in caplog.text

    def test_a_journal_that_fails_afterwards_does_not_hide_the_order(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: Journal, outcome: Outcome) -> None:
            raise OSError("no space left on device")

        monkeypatch.setattr(Journal, "conclude", full)
        sim = still_simulator()
        order = desk_on(sim, desk_journal=path).open(AAPL, is_buy=True, amount=100.0)
        assert order.order_id is not None


class TestFinding:
    def test_by_reference_alone_where_look_ups_work(self) -> None:
        sim = still_simulator()
        order = desk_on(sim).open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0)
        found = desk_on(sim).find(order.reference_id)
        assert found is not None
        assert (found.order_id, found.kind, found.rate, found.amount) == (order.order_id, "limit", 50.0, 100.0)

    def test_nothing_known_and_nothing_found_is_not_nothing_there(self) -> None:
        sim = still_simulator()
        with pytest.raises(EToroOrderUnknownError):
            desk_on(sim).find(REFERENCE)

    def test_where_look_ups_were_seen_to_work_nothing_found_is_nothing_there(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        fail_orders(sim, "lost_reply_after")
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        assert order.found == "reference"
        assert desk.find(REFERENCE) is None

    def test_what_is_known_is_not_asked_for(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        order = desk.open(AAPL, is_buy=True, amount=100.0)
        sim.forget_requests()
        assert desk.find(order.reference_id.upper()) == order
        assert sim.requests == []

    def test_an_order_refused_before_is_looked_for_once(self) -> None:
        sim = still_simulator()
        desk = desk_on(sim)
        with pytest.raises(EToroApiError):
            desk.open(987654, is_buy=True, amount=100.0, options=OrderOptions(reference_id=REFERENCE))
        assert desk.find(REFERENCE) is None

    def test_a_v1_limit_order_without_an_id_is_known_all_the_same(self) -> None:
        sim = still_simulator(quirks=Quirks(portfolio_lag=20.0))
        desk = desk_on(sim)
        order = desk.open_limit(AAPL, is_buy=True, rate=50.0, amount=100.0, options=V1)
        assert (order.order_id, order.found) == (None, "answer")
        result = desk.wait(order, timeout=60.0)
        assert (result.order_id, result.status) == (sim.account().orders[0].id, 12)


def test_the_clock_of_this_machine_may_be_wrong() -> None:
    sim = without_references()

    def answer(request: httpx.Request) -> httpx.Response:
        response = sim.transport().handle_request(request)
        response.headers["date"] = formatdate(sim.clock.now(), usegmt=True)
        return response

    class WrongClock(SimulatedClock):
        def now(self) -> datetime:
            return super().now() + timedelta(hours=2)

    fail_orders(sim, "error_after")
    desk = desk_on(sim, transport=httpx.MockTransport(answer), clock=WrongClock(sim))
    order = desk.open(AAPL, is_buy=True, amount=100.0)
    assert order.order_id == sim.account().orders[0].id


def test_a_placed_order_is_a_value() -> None:
    order = PlacedOrder(
        reference_id=REFERENCE, order_id=1, kind="open", api="v2", mode="demo", instrument_id=AAPL, is_buy=True
    )
    assert order == PlacedOrder(
        reference_id=REFERENCE, order_id=1, kind="open", api="v2", mode="demo", instrument_id=AAPL, is_buy=True
    )
