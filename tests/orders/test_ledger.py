"""Whose is what among orders that look alike."""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import Any

from etoropy.orders.decision import Intent, Sighting, placed_from
from etoropy.orders.journal import Outcome
from etoropy.orders.ledger import Ledger, shared_ledger

from .test_decision import NOON, OTHER, OURS, closing, intent, position, trade


def holding(*intents: Intent) -> Ledger:
    ledger = Ledger()
    for it in intents:
        ledger.begin(it)
    return ledger


def place(ledger: Ledger, it: Intent, order_id: int | None = 7) -> None:
    ledger.placed(placed_from(it, order_id=order_id, found="answer"))


def test_the_only_order_that_fits_has_a_claim() -> None:
    judged = holding(intent()).judge(intent(), [position()])
    assert judged.claims == (position(),)
    assert judged.doubts == ()


def test_two_lost_orders_alike_leave_each_other_in_doubt() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    judged = ledger.judge(intent(), [position()])
    assert judged.claims == ()
    assert judged.doubts == (position(),)


def test_neither_of_two_can_claim_even_if_it_asks_first() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    assert not ledger.claim(intent(), position(), placed_from(intent(), order_id=7, found="portfolio"))


def test_once_the_other_is_settled_the_rest_is_ours() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    place(ledger, intent(reference_id=OTHER), 8)
    assert ledger.judge(intent(), [position(), position(order_id=8)]).claims == (position(),)


def test_an_order_that_never_existed_competes_no_longer() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    ledger.absent(OTHER)
    assert ledger.judge(intent(), [position()]).claims == (position(),)


def test_an_order_whose_fate_stays_unknown_goes_on_competing() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    ledger.unknown(OTHER)
    assert ledger.judge(intent(), [position()]).doubts == (position(),)


def test_what_belongs_to_another_is_not_even_doubtful() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    place(ledger, intent(reference_id=OTHER), 7)
    assert ledger.judge(intent(), [position()]) == ((), ())


def test_an_order_that_exists_without_a_known_id_competes() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    place(ledger, intent(reference_id=OTHER), None)
    assert ledger.judge(intent(), [position()]).doubts == (position(),)


def test_its_own_reference_outranks_every_rival() -> None:
    ledger = holding(intent(), intent(reference_id=OTHER))
    ours = position(reference_id=OURS)
    assert ledger.judge(intent(), [ours]).claims == (ours,)
    assert ledger.claim(intent(), ours, placed_from(intent(), order_id=7, found="reference"))


def test_a_position_and_its_closed_part_are_one_order() -> None:
    part = position(where="history", units=(0.1,))
    judged = holding(intent()).judge(intent(), [part, position()])
    assert (judged.claims, judged.doubts) == ((position(),), ())


def test_a_trade_can_be_what_a_close_that_is_known_to_exist_did() -> None:
    ledger = holding(closing(units=0.5), closing(units=0.5, reference_id=OTHER))
    place(ledger, closing(units=0.5, reference_id=OTHER), 8)
    judged = ledger.judge(closing(units=0.5), [trade(0.5)])
    assert judged.claims == ()
    assert len(judged.doubts) == 1


def test_a_reference_is_worth_trying_once_it_has_had_time_to_show() -> None:
    ledger = holding(intent())
    assert ledger.sample("v2", NOON + timedelta(minutes=1)) is None
    place(ledger, intent())
    assert ledger.sample("v2", NOON + timedelta(seconds=1)) is None
    assert ledger.sample("v2", NOON + timedelta(minutes=1)) == OURS
    assert ledger.sample("v1", NOON + timedelta(minutes=1)) is None


def test_look_ups_are_trusted_by_route() -> None:
    ledger = Ledger()
    ledger.trust("v2")
    assert ledger.trusts("v2")
    assert not ledger.trusts("v1")
    assert not ledger.trusts("close")


def test_an_order_that_somebody_is_at_work_on_is_not_unsettled() -> None:
    ledger = holding(intent())
    assert ledger.unsettled() == []
    ledger.unknown(OURS)
    assert ledger.unsettled() == [intent()]


def outcome(**changes: Any) -> Outcome:
    fields: dict[str, Any] = {"reference_id": OURS, "at": NOON, "verdict": "placed", "order_id": 7}
    return Outcome(**fields | changes)


class TestHearing:
    def test_an_intent_without_outcome_is_unsettled(self) -> None:
        ledger = Ledger()
        ledger.hear([intent()], "demo")
        assert ledger.unsettled() == [intent()]
        assert ledger.standing(OURS) == "unknown"

    def test_an_outcome_settles_it(self) -> None:
        ledger = Ledger()
        ledger.hear([intent(), outcome()], "demo")
        assert ledger.standing(OURS) == "placed"
        found = ledger.order_by_id(7)
        assert found is not None
        assert found.reference_id == OURS
        ledger.hear([intent(reference_id=OTHER), outcome(reference_id=OTHER, verdict="refused", order_id=None)], "demo")
        assert ledger.standing(OTHER) == "absent"
        assert ledger.unsettled() == []

    def test_sent_again_it_is_open_again(self) -> None:
        ledger = Ledger()
        ledger.hear([intent(), outcome(verdict="not_placed", order_id=None), intent()], "demo")
        assert ledger.standing(OURS) == "unknown"

    def test_the_other_account_is_another_matter(self) -> None:
        ledger = Ledger()
        ledger.hear([intent(mode="real"), outcome()], "demo")
        assert ledger.standing(OURS) is None
        assert ledger.order_by_id(7) is None

    def test_of_its_own_orders_a_process_knows_better(self) -> None:
        ledger = holding(intent())
        place(ledger, intent())
        ledger.hear([intent()], "demo")
        assert ledger.standing(OURS) == "placed"

    def test_orders_of_other_processes_compete(self) -> None:
        ledger = holding(intent())
        ledger.hear([intent(reference_id=OTHER)], "demo")
        assert ledger.judge(intent(), [position()]).claims == ()


def test_everything_on_one_account_shares_a_ledger() -> None:
    first = shared_ledger("key", "https://public-api.etoro.com", "demo")
    assert shared_ledger("key", "https://public-api.etoro.com", "demo") is first
    assert shared_ledger("key", "https://public-api.etoro.com", "real") is not first
    assert shared_ledger("other", "https://public-api.etoro.com", "demo") is not first


def test_what_is_known_of_an_account_outlives_its_clients() -> None:
    shared_ledger("a third", "https://public-api.etoro.com", "demo").begin(intent())
    gc.collect()
    assert not shared_ledger("a third", "https://public-api.etoro.com", "demo").begin(intent(), first=True)


def test_simulators_on_this_machine_do_not() -> None:
    first = shared_ledger("key", "http://127.0.0.1:1", "demo")
    assert shared_ledger("key", "http://127.0.0.1:1", "demo") is not first


def test_nothing_is_known_of_what_was_never_heard_of() -> None:
    ledger = Ledger()
    assert ledger.standing(OURS) is ledger.intent(OURS) is ledger.order(OURS) is ledger.order_by_id(1) is None
    seen: list[Sighting] = []
    assert ledger.judge(intent(), seen) == ((), ())

    def test_what_was_given_up_here_may_be_sent_again_elsewhere(self) -> None:
        ledger = holding(intent())
        ledger.absent(OURS)
        # Its own lines say nothing new.
        ledger.hear([intent(), outcome(verdict="not_placed", order_id=None)], "demo")
        assert ledger.standing(OURS) == "absent"
        ledger.hear([intent(sent_at=NOON + timedelta(minutes=2))], "demo")
        assert ledger.standing(OURS) == "unknown"
        ledger.hear([outcome()], "demo")
        assert ledger.standing(OURS) == "placed"

    def test_what_was_given_up_here_may_be_found_elsewhere(self) -> None:
        ledger = holding(intent())
        ledger.absent(OURS)
        ledger.hear([outcome()], "demo")
        assert ledger.standing(OURS) == "placed"

    def test_what_is_being_settled_here_stays_in_these_hands(self) -> None:
        ledger = holding(intent())
        later = intent(sent_at=NOON + timedelta(minutes=2))
        ledger.hear([later, outcome(verdict="not_placed", order_id=None)], "demo")
        assert (ledger.standing(OURS), ledger.intent(OURS)) == ("open", intent())


THEIRS = "the ledger of another process"


class TestOthers:
    """Lines that say whose they are: what several processes know of one order."""

    def ledger(self) -> Ledger:
        ledger = Ledger()
        assert ledger.begin(intent(by=ledger.identity), first=True)
        return ledger

    def test_ones_own_lines_tell_nothing(self) -> None:
        ledger = self.ledger()
        own = outcome(by=ledger.identity, verdict="refused", order_id=None)
        ledger.hear([intent(by=ledger.identity), own], "demo")
        assert ledger.has_in_hand(OURS)

    def test_what_others_send_under_a_reference_is_out_of_our_hands(self) -> None:
        ledger = self.ledger()
        theirs = intent(by=THEIRS, sent_at=NOON - timedelta(minutes=1))
        ledger.hear([theirs], "demo")
        assert (ledger.has_in_hand(OURS), ledger.intent(OURS)) == (False, theirs)
        assert not ledger.begin(intent(by=ledger.identity))
        ledger.unknown(OURS)
        assert ledger.unsettled() == [theirs]

    def test_what_others_were_told_is_absent_is_not_sent_again(self) -> None:
        ledger = self.ledger()
        ledger.hear([outcome(by=THEIRS, verdict="not_placed", order_id=None, sent_at=NOON)], "demo")
        assert ledger.standing(OURS) == "absent"
        assert not ledger.begin(intent(by=ledger.identity))
        # Who chooses the reference anew knows what it does.
        assert ledger.begin(intent(by=ledger.identity), first=True)

    def test_what_is_established_here_may_be_sent_again(self) -> None:
        ledger = self.ledger()
        ledger.absent(OURS)
        assert ledger.begin(intent(by=ledger.identity))

    def test_what_exists_is_not_sent_again(self) -> None:
        ledger = self.ledger()
        ledger.hear([outcome(by=THEIRS)], "demo")
        assert ledger.standing(OURS) == "placed"
        assert not ledger.begin(intent(by=ledger.identity))

    def test_an_outcome_of_another_attempt_says_nothing(self) -> None:
        ledger = self.ledger()
        earlier = NOON - timedelta(seconds=1)
        ledger.hear([outcome(by=THEIRS, verdict="not_placed", order_id=None, sent_at=earlier)], "demo")
        assert ledger.has_in_hand(OURS)

    def test_an_outcome_on_the_other_account_says_nothing(self) -> None:
        ledger = self.ledger()
        ledger.hear([outcome(by=THEIRS, verdict="refused", order_id=None, mode="real")], "demo")
        assert ledger.has_in_hand(OURS)

    def test_an_order_is_untold_until_somebody_tells_of_it(self) -> None:
        ledger = Ledger()
        ledger.hear([intent(by=THEIRS), outcome(by=THEIRS), outcome(by=THEIRS, is_told=False)], "demo")
        assert [it.order_id for it in ledger.untold()] == [7]
        ledger.hear([outcome(by=THEIRS)], "demo")
        assert ledger.untold() == []

    def test_a_forked_process_is_another_one(self) -> None:
        ledger = self.ledger()
        before = ledger.identity
        ledger._renew()
        assert ledger.identity != before
        ledger.hear([outcome(by=before)], "demo")
        assert ledger.standing(OURS) == "placed"


def test_a_reference_is_taken_once() -> None:
    ledger = Ledger()
    assert ledger.begin(intent(), first=True)
    assert not ledger.begin(intent(), first=True)
    assert ledger.begin(intent())
    ledger.absent(OURS)
    assert ledger.begin(intent(), first=True)


def test_one_at_a_time_is_at_work_on_an_order() -> None:
    ledger = holding(intent())
    assert not ledger.take_up(OURS)
    ledger.unknown(OURS)
    assert ledger.take_up(OURS)
    assert not ledger.take_up(OURS)
    assert ledger.take_up(OTHER)


def test_what_exists_does_not_cease_to() -> None:
    ledger = holding(intent())
    place(ledger, intent())
    ledger.absent(OURS)
    ledger.unknown(OURS)
    assert ledger.standing(OURS) == "placed"
