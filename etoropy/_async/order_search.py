"""Looking for orders whose answer was lost, until ``orders.decide`` can say what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from attrs import evolve

from ..errors import EToroApiError, EToroError
from ..ledger import Judged, Ledger
from ..order_calls import portfolio_call
from ..orders import (
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
from ..sightings import clock_error, in_account, inspected, looked_up, on_our_clock, reference_in

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient
    from ..rest.models import ClosedTrade, Portfolio

_NOT_FOUND: Final = 404
# Histories longer than this are not read to the end, and then prove nothing.
_MOST_TRADES: Final = 2000
# Trades are asked for from this long before an order was sent: clocks differ.
_BEFORE: Final = timedelta(minutes=10)
# Seconds before looking again when somebody else took what had been found.
_MEANWHILE: Final = 1.0
# So many things are read one by one for each order; the rest stays doubtful.
_MOST_INSPECTED: Final = 8
# The least that a look-up is allowed, even where time is almost up.
_LEAST_PATIENCE: Final = 5.0


class Account(NamedTuple):
    """What was read of the account in one round of looking, from the monotonic time ``began`` on; eToro's clock is
    ``ahead`` of ours by so much."""

    began: float
    ahead: timedelta
    portfolio: Portfolio
    trades: list[ClosedTrade]


class Case:
    """One lost order: what is known of it, and how far the search has come."""

    __slots__ = (
        "arrives_by",
        "candidates",
        "evidence",
        "hint",
        "inspected",
        "intent",
        "late_rounds",
        "order",
        "verdict",
    )

    def __init__(self, intent: Intent, hint: int | None = None) -> None:
        self.intent = intent
        # An order id that could be made out in a torn answer.
        self.hint = hint
        self.arrives_by = 0.0
        self.late_rounds = 0
        self.inspected: dict[int, Sighting] = {}
        self.candidates: tuple[Sighting, ...] = ()
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

    async def settle(self, cases: Sequence[Case], deadline: float) -> None:
        """Look until each case has its order or its verdict, at most ``deadline`` seconds from now.

        All cases share one reading of the account in each round.
        """
        start, now = self._clock.monotonic(), self._clock.now()
        for case in cases:
            case.arrives_by = start + max((case.intent.arrives_by - now).total_seconds(), 0.0)
        rounds, open_cases = 0, [case for case in cases if case.is_open]
        while open_cases:
            rounds += 1
            await self._look(open_cases, start + deadline)
            pauses = [self._conclude(case, start + deadline, rounds) for case in open_cases]
            open_cases = [case for case in open_cases if case.is_open]
            if open_cases:
                await self._clock.asleep(min(pause for pause in pauses if pause is not None))

    def _conclude(self, case: Case, until: float, rounds: int) -> float | None:
        """Draw the conclusion from a round; returns the seconds to the next one while the case is open."""
        evidence = case.evidence or Evidence(began=self._clock.monotonic())
        case.candidates = evidence.candidates or case.candidates
        case.late_rounds += evidence.began >= until
        decision = decide(
            evidence, arrives_by=case.arrives_by, deadline=until, rounds=rounds, late_rounds=case.late_rounds
        )
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

    async def _look(self, cases: Sequence[Case], until: float) -> None:
        rest = self._patient(until)
        account: Account | None = None
        for case in cases:
            began = self._clock.monotonic()
            case.evidence = evidence = await self._asked(rest, case, began)
            if evidence.found is not None or not self._needs_account(case, began, until):
                continue
            if account is None:
                account = await self._account(rest, min(case.intent.sent_at for case in cases))
            if account is not None:
                judged = await self._judged(rest, case, account)
                case.evidence = _with_account(evidence, judged, account.began)

    def _patient(self, until: float) -> AsyncRestClient:
        """The sub-clients with patience that ends when time is up. Until a lost order is settled, other reads wait."""
        from ..rest.clients import AsyncRestClient

        left = max(until - self._clock.monotonic(), _LEAST_PATIENCE)
        return AsyncRestClient(http=self._rest.http.with_options(deadline=left, priority="order"))

    def _needs_account(self, case: Case, began: float, until: float) -> bool:
        """Where references work, the account is read at the end only: to confirm that nothing is there, or for what
        could be it."""
        return not self._ledger.trusts(case.intent.route) or began >= min(case.arrives_by, until)

    async def _asked(self, rest: AsyncRestClient, case: Case, began: float) -> Evidence:
        """What the look-ups of the order itself say."""
        intent = case.intent
        answered = await self.by_reference(intent.reference_id, rest)
        if isinstance(answered, Sighting) and not contradicts(intent, answered):
            self._ledger.trust(intent.route)
            return Evidence(began=began, found=answered)
        named = await self._by_hint(rest, case)
        if named is not None:
            return Evidence(began=began, found=named, found_by="order_id")
        absent = answered == "absent"
        if absent and not self._ledger.trusts(intent.route):
            await self._try_sample(rest, intent.route)
        trusted = self._ledger.trusts(intent.route)
        return Evidence(began=began, by_reference="absent" if absent else "unread", trusted=trusted)

    async def by_reference(
        self, reference_id: str, rest: AsyncRestClient | None = None
    ) -> Sighting | Literal["absent", "unread"]:
        """What eToro says is under a reference: an order, nothing, or no answer that can be used."""
        try:
            order = await (rest or self._rest).info.lookup_order(reference_id=reference_id)
        except EToroApiError as error:
            # A page instead of JSON comes from something in front of eToro, which knows of no order anyway.
            return "absent" if error.status == _NOT_FOUND and not isinstance(error.body, str) else "unread"
        except EToroError:
            return "unread"
        return looked_up(order, reference_id)

    async def _by_hint(self, rest: AsyncRestClient, case: Case) -> Sighting | None:
        """The order whose id was made out in a torn answer, unless it is a different one after all."""
        if case.hint is None:
            return None
        found = await self._by_id(rest, case.hint)
        if found is None or fit(case.intent, found) == "no":
            return None
        # The answer to this very request named it, so no other order has a claim to it.
        return evolve(found, reference_id=case.intent.reference_id)

    async def _by_id(self, rest: AsyncRestClient, order_id: int) -> Sighting | None:
        try:
            return looked_up(await rest.info.lookup_order(order_id=order_id))
        except EToroError:
            return None

    async def _try_sample(self, rest: AsyncRestClient, route: str) -> None:
        """See whether an order that is known to exist is found by its reference: only then does a 404 mean anything."""
        sample = self._ledger.sample(route, self._clock.now())
        known = None if sample is None else self._ledger.order(sample)
        if sample is None or known is None:
            return
        answered = await self.by_reference(sample, rest)
        if isinstance(answered, Sighting) and answered.order_id == known.order_id:
            self._ledger.trust(route)

    async def _account(self, rest: AsyncRestClient, since: datetime) -> Account | None:
        """Portfolio and history since shortly before a moment; None unless both were read whole."""
        began = self._clock.monotonic()
        trades: list[ClosedTrade] = []
        try:
            answer = await rest.http.exchange(portfolio_call(rest.http.mode))
            async for trade in rest.info.iter_trade_history(min_date=(since - _BEFORE).date()):
                trades.append(trade)
                if len(trades) > _MOST_TRADES:
                    return None
        except EToroError:
            return None
        return Account(began, clock_error(answer.headers, self._clock.now()), answer.value.client_portfolio, trades)

    async def _judged(self, rest: AsyncRestClient, case: Case, account: Account) -> Judged:
        """What in the account can be this order, told more exactly by reading the orders behind it."""
        # After the account was read: whatever is in it was written down before it was sent.
        self._hear()
        ahead = account.ahead
        seen = [on_our_clock(it, ahead) for it in in_account(case.intent, account.portfolio, account.trades)]
        judged = self._ledger.judge(case.intent, seen)
        if case.intent.kind == "close":
            return judged
        for it in (*judged.claims, *judged.doubts):
            if it.order_id is not None and it.order_id not in case.inspected and len(case.inspected) < _MOST_INSPECTED:
                await self._inspect(rest, case, it, it.order_id, ahead)
        return self._ledger.judge(case.intent, [case.inspected.get(it.order_id or 0, it) for it in seen])

    async def _inspect(
        self, rest: AsyncRestClient, case: Case, seen: Sighting, order_id: int, ahead: timedelta
    ) -> None:
        order = await self._by_id(rest, order_id)
        reference_id = await self._reference_of(rest, order_id)
        if order is not None or reference_id is not None:
            order = None if order is None else on_our_clock(order, ahead)
            case.inspected[order_id] = inspected(seen, order, reference_id)

    async def _reference_of(self, rest: AsyncRestClient, order_id: int) -> str | None:
        """The reference of an order as the v1 read shows it, which for many accounts is zeros."""
        if not self._ledger.v1_shows_references:
            return None
        try:
            order = await rest.info.get_order(order_id)
        except EToroError:
            return None
        shown = reference_in(order)
        if shown is None:
            self._ledger.v1_shows_references = False
        return shown

    # Orders whose id alone is missing.

    async def identify(self, intent: Intent, seconds: float) -> PlacedOrder | None:
        """The id of an order that is known to exist; None if it cannot be told within some seconds."""
        until = self._clock.monotonic() + seconds
        case = Case(intent)
        while True:
            await self._look([case], until)
            seen = None if case.evidence is None else case.evidence.found or case.evidence.only_claim
            if seen is not None:
                self._take(case, Placed(seen, "answer"))
            if case.order is not None or self._clock.monotonic() >= until:
                return case.order
            await self._clock.asleep(1.0)

    async def settled_by_reference(self, reference_id: str) -> Sighting | None:
        """The order under a reference of which nothing else is known; None once it is too late for it to arrive.

        Raises nothing; whether None means that there is no such order depends on ``Ledger.trusts``.
        """
        until = self._clock.monotonic() + SETTLING
        while True:
            began = self._clock.monotonic()
            answered = await self.by_reference(reference_id, self._patient(until))
            if isinstance(answered, Sighting):
                return answered
            if began >= until:
                return None
            await self._clock.asleep(3.0)


def _with_account(evidence: Evidence, judged: Judged, began: float) -> Evidence:
    return Evidence(
        began=min(evidence.began, began),
        by_reference=evidence.by_reference,
        trusted=evidence.trusted,
        claims=judged.claims,
        doubts=judged.doubts,
    )
