"""Looking for orders whose answer was lost, until ``orders.decide`` can say what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from attrs import evolve

from ..orders.decision import (
    SETTLING,
    Evidence,
    Intent,
    LookAgain,
    NotPlaced,
    Placed,
    PlacedOrder,
    Sighting,
    Unknown,
    contradicts,
    decide,
    fit,
    placed_from,
)
from ..orders.ledger import Judged, Ledger
from .order_reading import Account, AsyncOrderReader

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient

# Seconds before looking again when somebody else took what had been found.
_MEANWHILE: Final = 1.0
# So many things are read one by one for each order; the rest stays doubtful.
_MOST_INSPECTED: Final = 8
# Each further order takes some reads of a budget of one in a second.
_FOR_EACH: Final = 3.0


class Case:
    """One lost order: what is known of it, and how far the search has come."""

    __slots__ = (
        "arrives_by",
        "candidates",
        "cause",
        "evidence",
        "hint",
        "intent",
        "order",
        "resembled",
        "verdict",
    )

    def __init__(self, intent: Intent, *, hint: int | None = None, cause: Exception | None = None) -> None:
        self.intent = intent
        # Why the answer is lost.
        self.cause = cause
        # An order id that could be made out in a torn answer.
        self.hint = hint
        self.arrives_by = 0.0
        self.candidates: tuple[Sighting, ...] = ()
        # When something last resembled it.
        self.resembled: float | None = None
        self.evidence: Evidence | None = None
        self.order: PlacedOrder | None = None
        self.verdict: NotPlaced | Unknown | None = None

    @property
    def is_open(self) -> bool:
        return self.order is None and self.verdict is None


class AsyncOrderSearch:
    """Settles lost orders by reference, by id, and among what the account shows.

    ``hear`` takes in what a journal tells of other processes.
    """

    def __init__(self, rest: AsyncRestClient, ledger: Ledger, hear: Callable[[], None]) -> None:
        self._rest = rest
        self._clock = rest.http.clock
        self._ledger = ledger
        self._hear = hear

    def reader(self, until: float) -> AsyncOrderReader:
        """Something to read orders with, until a moment (monotonic)."""
        return AsyncOrderReader(self._rest, self._ledger, until)

    async def settle(self, cases: Sequence[Case], deadline: float) -> None:
        """Look until each case has its order or its verdict: ``deadline`` seconds for one, a little more for several.

        All cases share one reading of the account in each round.
        """
        start, now = self._clock.monotonic(), self._clock.now()
        until = start + deadline + _FOR_EACH * (len(cases) - 1)
        for case in cases:
            case.arrives_by = max(case.intent.arrival_ends(start, now), start)
        rounds, open_cases, reader = 0, [case for case in cases if case.is_open], self.reader(until)
        while open_cases:
            rounds += 1
            await self._look(open_cases, reader, until)
            pauses = [self._conclude(case, until, rounds) for case in open_cases]
            open_cases = [case for case in open_cases if case.is_open]
            if open_cases:
                await self._clock.asleep(min(pause for pause in pauses if pause is not None))

    def _conclude(self, case: Case, until: float, rounds: int) -> float | None:
        """Draw the conclusion from a round; returns the seconds to the next one while the case is open."""
        evidence = case.evidence or Evidence(began=self._clock.monotonic())
        if evidence.candidates:
            case.candidates, case.resembled = evidence.candidates, evidence.began
        evidence = evolve(evidence, resembled=case.resembled)
        decision = decide(evidence, arrives_by=case.arrives_by, deadline=until, rounds=rounds)
        if isinstance(decision, Placed):
            if self._take(case, decision):
                return None
            if evidence.began < until:
                return _MEANWHILE
            decision = Unknown("what was found may just as well be another order")
        if isinstance(decision, LookAgain):
            return decision.seconds
        case.verdict = decision
        return None

    def _take(self, case: Case, decision: Placed) -> bool:
        seen = decision.seen
        positions = () if seen.position_id is None else (seen.position_id,)
        order = placed_from(case.intent, order_id=seen.order_id, found=decision.found, position_ids=positions)
        if self._ledger.claim(case.intent, seen, order):
            case.order = order
        return case.order is not None

    # One round.

    async def _look(self, cases: Sequence[Case], reader: AsyncOrderReader, until: float) -> None:
        reader.begin_round()
        account: Account | None = None
        for case in cases:
            began = self._clock.monotonic()
            case.evidence = evidence = await self._asked(case, reader, began)
            if evidence.found is not None or not self._needs_account(case, began, until):
                continue
            if account is None:
                account = await reader.account(min(self._as_of_now(case.intent).sent_at for case in cases))
            if account is not None:
                judged = await self._judged(case, reader, account)
                case.evidence = _with_account(evidence, judged, account.began)

    def _needs_account(self, case: Case, began: float, until: float) -> bool:
        """Where references work, the account is read at the end only: to confirm that nothing is there, or for what
        could be it."""
        return not self._ledger.trusts(case.intent.route) or began >= min(case.arrives_by, until)

    async def _asked(self, case: Case, reader: AsyncOrderReader, began: float) -> Evidence:
        """What the look-ups of the order itself say."""
        intent = case.intent
        answered = await reader.by_reference(intent.reference_id)
        if isinstance(answered, Sighting) and not contradicts(intent, answered):
            self._ledger.trust(intent.route)
            return Evidence(began=began, found=answered)
        named = await self._by_hint(case, reader)
        if named is not None:
            return Evidence(began=began, found=named, found_by="order_id")
        if answered != "absent":
            return Evidence(began=began, trusted=self._ledger.trusts(intent.route))
        return Evidence(began=began, by_reference="absent", trusted=await reader.references_work(intent.route))

    async def _by_hint(self, case: Case, reader: AsyncOrderReader) -> Sighting | None:
        """The order whose id was made out in a torn answer, unless it is a different one after all."""
        found = None if case.hint is None else await reader.by_id(case.hint)
        if found is None or fit(case.intent, found) == "no":
            return None
        # The answer to this very request named it, so no other order has a claim to it.
        return evolve(found, reference_id=case.intent.reference_id)

    def _as_of_now(self, intent: Intent) -> Intent:
        return intent.by_clock(self._clock.now().timestamp() - self._clock.monotonic())

    async def _judged(self, case: Case, reader: AsyncOrderReader, account: Account) -> Judged:
        """What in the account can be this order, told more exactly by reading the orders behind it."""
        # After the account was read: whatever is in it was written down before it was sent.
        self._hear()
        intent = self._as_of_now(case.intent)
        seen = account.seen_for(intent)
        judged = self._ledger.judge(intent, seen)
        if intent.kind == "close":
            return judged
        told = await reader.inspect((*judged.claims, *judged.doubts), account.ahead, _MOST_INSPECTED)
        return self._ledger.judge(intent, [told.get(it.order_id or 0, it) for it in seen])

    # Orders of which little is known.

    async def identify(self, intent: Intent, seconds: float) -> PlacedOrder | None:
        """The id of an order that is known to exist; None if it cannot be told within some seconds."""
        until = self._clock.monotonic() + seconds
        case, reader = Case(intent), self.reader(until)
        while True:
            await self._look([case], reader, until)
            seen = None if case.evidence is None else case.evidence.found or case.evidence.only_claim
            if seen is not None:
                self._take(case, Placed(seen, "answer"))
            if case.order is not None or self._clock.monotonic() >= until:
                return case.order
            await self._clock.asleep(_MEANWHILE)

    async def settled_by_reference(self, reference_id: str) -> Sighting | None:
        """The order under a reference of which nothing else is known; None once it is too late for it to arrive.

        Raises nothing; whether None means that there is no such order depends on ``Ledger.trusts``.
        """
        until = self._clock.monotonic() + SETTLING
        reader = self.reader(until)
        while True:
            began = self._clock.monotonic()
            answered = await reader.by_reference(reference_id)
            if isinstance(answered, Sighting):
                return answered
            if began >= until:
                return None
            await self._clock.asleep(_FOR_EACH)


def _with_account(evidence: Evidence, judged: Judged, began: float) -> Evidence:
    return Evidence(
        began=min(evidence.began, began),
        by_reference=evidence.by_reference,
        trusted=evidence.trusted,
        claims=judged.claims,
        doubts=judged.doubts,
    )
