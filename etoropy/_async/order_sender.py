"""Sending orders: each is written down before it leaves, and settled when its answer is lost."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from ..call import Call
from ..errors import (
    EToroError,
    EToroOrderNotPlacedError,
    EToroOrderUnknownError,
    EToroRateLimitError,
    EToroResponseError,
    EToroValidationError,
)
from ..forking import LockPerProcess
from ..log import logger
from ..orders.calls import accepted_id, accepted_reference
from ..orders.checks import refuse
from ..orders.decision import (
    SEND_WITHIN,
    SETTLING,
    Intent,
    ItemOutcome,
    NotPlaced,
    OrderOptions,
    PlacedOrder,
    Unknown,
    is_refusal,
    never_left,
    order_id_in,
    placed_from,
)
from ..orders.journal import Journal, Outcome, Verdict
from ..orders.ledger import Ledger
from ..retry import RetryPolicy
from .order_search import AsyncOrderSearch, Case

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient

_log: Final = logger("orders")

# The phases of a request that each may take the timeout: waiting for a connection, making one, sending.
_PHASES: Final = 3
# A v1 limit order is accepted without an id; for so long it is looked for right away.
_IDENTIFYING: Final = 3.0


class AsyncOrderSender:
    """Sends orders of one account, and keeps ledger and journal about them."""

    def __init__(self, rest: AsyncRestClient, ledger: Ledger, journal: Journal | None) -> None:
        config = rest.http.config
        self._clock = rest.http.clock
        self._config = config
        self._ledger = ledger
        self._journal = journal
        # How far the journal was read, and how that journal begins.
        self._heard_to, self._heard_of = 0, b""
        self._hearing = LockPerProcess()
        self.search = AsyncOrderSearch(rest, ledger, self.hear)
        # One try at a time: whether to send again is decided here, where each try is written down first.
        self._once = rest.http.with_options(retry=RetryPolicy(attempts=1), patience=SEND_WITHIN)
        self._policy = RetryPolicy(config.retry_attempts, config.retry_delay, max_delay=config.retry_max_delay)

    async def place(self, intent: Intent, call: Call[Any], options: OrderOptions) -> PlacedOrder:
        """Send, settle what was lost, and send again only what is established not to exist, if that is wanted."""
        tries, again = max(self._config.retry_attempts, 1) if options.retry_unplaced else 1, False
        while True:
            tries -= 1
            sent = await self.send(intent, call, is_chosen=options.reference_id is not None, again=again)
            again = True
            if isinstance(sent, PlacedOrder):
                return sent
            try:
                await self.settle([sent], options.deadline)
            except Exception as error:
                # Whatever went wrong while it was looked for: it may be there.
                raise unknown_error(sent) from error
            if sent.order is not None:
                return sent.order
            if not isinstance(sent.verdict, NotPlaced):
                raise unknown_error(sent) from sent.cause
            if not tries:
                raise not_placed_error(sent) from sent.cause

    async def send(
        self, intent: Intent, call: Call[Any], *, is_chosen: bool = False, again: bool = False
    ) -> PlacedOrder | Case:
        """Send until eToro answers or the answer is lost. Raises when it is refused, or provably never left.

        ``is_chosen``: its reference was not made here, so that others may know it, too. ``again``: it was sent before,
        and established not to exist.
        """
        intent = self._begin(intent, first=not again, is_shared=is_chosen or again)
        try:
            return await self._send_begun(intent, call)
        except BaseException:
            # Cancelled, or stopped by Ctrl-C, wherever it was: reconcile takes over.
            self._leave(intent)
            raise

    async def _send_begun(self, intent: Intent, call: Call[Any]) -> PlacedOrder | Case:
        began, attempt = self._clock.monotonic(), 0
        while True:
            try:
                answer = await self._once.send(call, request_id=intent.reference_id)
            except Exception as error:  # noqa: BLE001 - whatever it was, the order may have been sent
                if not (is_refusal(error) or never_left(error)):
                    return self._lost(intent, error)
                attempt += not _is_our_budget(error)
                pause = self._pause_after(error, attempt, self._clock.monotonic() - began)
                if pause is None:
                    raise self._refused(intent, error) from _cause(error)
                intent = await self._begin_again(intent, pause)
            else:
                return await self._accepted(intent, answer)

    def _leave(self, intent: Intent) -> None:
        """Nobody is at work on an order any more, and whoever asked for it hears nothing of it but that."""
        if self._ledger.has_in_hand(intent.reference_id):
            self._ledger.unknown(intent.reference_id)
        known = self._ledger.order(intent.reference_id)
        # One that another process sent under the reference was told there.
        if known is not None and known.sent_at == intent.sent_at:
            self.untold([known])

    def _begin(self, intent: Intent, *, first: bool, is_shared: bool) -> Intent:
        """Write down what is about to be sent: nothing leaves before. ``is_shared``: others may know its reference."""
        now = self._clock.now()
        longest = SEND_WITHIN + _PHASES * self._config.timeout + SETTLING
        intent = intent.sent_again(now, now + timedelta(seconds=longest), self._ahead(), self._ledger.identity)
        if self._journal is None or not is_shared:
            self._write_intent(intent, first=first)
            return intent
        # All but the last lines are read before others have to wait.
        self.hear()
        # As one step, or another process could take the reference, or declare the order absent, between look and line.
        with self._journal.alone():
            self.hear()
            self._write_intent(intent, first=first)
        return intent

    def _write_intent(self, intent: Intent, *, first: bool) -> None:
        if not self._ledger.begin(intent, first=first):
            if self._ledger.standing(intent.reference_id) == "absent":
                raise absent_elsewhere(intent.reference_id)
            raise sent_before(intent.reference_id)
        if self._journal is not None:
            try:
                self._journal.intend(intent)
            except BaseException:
                self._ledger.absent(intent.reference_id)
                raise

    async def _begin_again(self, intent: Intent, pause: float) -> Intent:
        """A further try of what did not get through."""
        try:
            await self._clock.asleep(pause)
            # Whoever settles what the journal tells knows its reference by now.
            return self._begin(intent, first=False, is_shared=True)
        except BaseException as error:
            # The last try was refused, so there is no order, unless somebody else sent one.
            if self._ledger.has_in_hand(intent.reference_id):
                self._conclude(intent, "not_placed", reason=f"it was not sent again: {str(error) or 'cancelled'}")
            raise

    def _ahead(self) -> float:
        """By how many seconds the clock on the wall is ahead of the monotonic one; this changes when it is set."""
        return self._clock.now().timestamp() - self._clock.monotonic()

    def _pause_after(self, error: Exception, attempt: int, elapsed: float) -> float | None:
        """Seconds before sending again what provably did not get through; None when it is enough."""
        deadline = self._config.deadline
        if _is_our_budget(error):
            wait = getattr(error, "retry_after", None) or 1.0
            return None if deadline is not None and elapsed + wait >= deadline else wait
        if not self._policy.repeats(error, "never-blind"):
            return None
        wait = self._policy.wait(attempt, error, random.uniform(-1.0, 1.0))
        policy = self._policy._replace(deadline=deadline)
        return None if policy.gives_up(attempt, elapsed, wait) else wait

    async def _accepted(self, intent: Intent, answer: Any) -> PlacedOrder | Case:
        named = accepted_reference(answer)
        if named is not None and named != intent.reference_id:
            what = f"The answer is about another order, {named}, as if connections had been mixed up."
            return self._lost(intent, EToroResponseError(what, request_id=intent.reference_id))
        order = placed_from(intent, order_id=accepted_id(answer), found="answer")
        if order.order_id is None and intent.kind == "limit":
            self.placed(order, is_told=False)
            order = await self.identified(order)
        self.placed(order)
        return order

    async def identified(self, order: PlacedOrder) -> PlacedOrder:
        """An order that exists, with its id if that can be had within some seconds."""
        intent = self._ledger.intent(order.reference_id)
        if order.order_id is not None or intent is None:
            return order
        try:
            return await self.search.identify(intent, _IDENTIFYING) or order
        except EToroError:
            return order

    def _lost(self, intent: Intent, error: Exception) -> Case:
        _log.warning("The answer to order %s is lost (%s); it is looked for.", intent.reference_id, error)
        given_up = intent.given_up(self._clock.monotonic())
        self._ledger.begin(given_up)
        # Should this call be cancelled while it looks, reconcile takes over.
        self._ledger.unknown(given_up.reference_id)
        return Case(given_up, hint=order_id_in(error), cause=error)

    def _refused(self, intent: Intent, error: Exception) -> Exception:
        """What to raise for an order that does not exist: eToro's own refusal, or that it never left."""
        refused = is_refusal(error)
        self._conclude(intent, "refused" if refused else "not_placed", reason=str(error))
        if refused:
            return error
        what = f"The order could not be sent, so it does not exist: {error}"
        return EToroOrderNotPlacedError(what, reference_id=intent.reference_id)

    # Settling.

    async def settle(self, cases: Sequence[Case], deadline: float) -> None:
        """Look for lost orders until each is settled, and write the outcomes down.

        Who looks for an order that another call is at work on, which may send it again, can find it, but never
        establish that it is not there.
        """
        if not cases:
            return
        at_work = {case for case in cases if self._ledger.take_up(case.intent.reference_id)}
        try:
            await self.search.settle(cases, deadline)
        except BaseException:
            for case in cases:
                self._write_down(case, at_work=case in at_work)
            # Nobody will hear of what was found so far.
            self.untold([case.order for case in at_work if case.order is not None])
            raise
        for case in cases:
            self._write_down(case, at_work=case in at_work)

    def _write_down(self, case: Case, *, at_work: bool) -> None:
        intent = case.intent
        known = self._ledger.order(intent.reference_id)
        if case.order is not None:
            self.placed(case.order)
        elif known is not None:
            # Somebody else found it meanwhile.
            case.order, case.verdict = known, None
        elif not at_work:
            if self._ledger.standing(intent.reference_id) != "absent":
                case.verdict = Unknown("another call is at work on it")
        elif isinstance(case.verdict, NotPlaced):
            self._write_absence(case, case.verdict)
        else:
            why = case.verdict.why if case.verdict is not None else "interrupted while looking for it"
            self._conclude(intent, "unknown", reason=why)

    def _write_absence(self, case: Case, verdict: NotPlaced) -> None:
        """Conclude that an order does not exist, unless somebody else has sent it again or found it by now."""
        try:
            self.hear()
            with self._journal.alone() if self._journal is not None else nullcontext():
                self.hear()
                latest = self._ledger.intent(case.intent.reference_id)
                case.order = self._ledger.order(case.intent.reference_id)
                if case.order is not None:
                    case.verdict = None
                elif latest is not None and latest.sent_at != case.intent.sent_at:
                    case.verdict = Unknown("it was sent again by another process")
                    self._ledger.unknown(case.intent.reference_id)
                else:
                    self._conclude(case.intent, "not_placed", reason=verdict.why)
        except EToroValidationError as error:
            # Whoever does not hear that it is absent may be about to send it again.
            case.verdict = Unknown(f"that it is not there cannot be told to other processes: {error}")
            self._conclude(case.intent, "unknown", reason=case.verdict.why)

    def placed(self, order: PlacedOrder, *, is_told: bool = True) -> None:
        """Write down that an order exists; unless ``is_told``, whoever asked for it is yet to hear so."""
        self._ledger.placed(order)
        self._write_placed(order, is_told=is_told)

    def _write_placed(self, order: PlacedOrder, *, is_told: bool) -> None:
        self._journalise(
            order.reference_id,
            "placed",
            sent_at=order.sent_at,
            order_id=order.order_id,
            position_ids=order.position_ids,
            found=order.found,
            is_told=is_told,
        )

    def untold(self, orders: Iterable[PlacedOrder]) -> None:
        """Whoever asked for these was interrupted before hearing of them: reconcile tells, here or elsewhere."""
        untold = list(orders)
        for order in untold:
            self._ledger.placed(order)
            self._ledger.untell(order.reference_id)
        for order in untold:
            self._write_placed(order, is_told=False)

    def _conclude(self, intent: Intent, verdict: Verdict, *, reason: str) -> None:
        if verdict == "unknown":
            self._ledger.unknown(intent.reference_id)
        else:
            self._ledger.absent(intent.reference_id)
        self._journalise(intent.reference_id, verdict, sent_at=intent.sent_at, reason=reason)

    def _journalise(self, reference_id: str, verdict: Verdict, **more: Any) -> None:
        if self._journal is None:
            return
        outcome = Outcome(
            reference_id=reference_id,
            at=self._clock.now(),
            verdict=verdict,
            by=self._ledger.identity,
            mode=self._config.mode,
            **more,
        )
        try:
            self._journal.conclude(outcome)
        except OSError as error:
            # The order is what it is; a journal without its outcome is settled again by reconcile.
            _log.error("The journal %s cannot be written: %s", self._journal.path, error)

    def hear(self) -> None:
        """Take in what the journal tells of other processes."""
        if self._journal is None:
            return
        with self._hearing.lock:
            try:
                pages = self._journal.read(self._heard_to, self._heard_of)
            except OSError as error:
                _log.error("The journal %s cannot be read: %s", self._journal.path, error)
                return
            self._ledger.hear(pages.entries, self._config.mode)
            self._heard_to, self._heard_of = pages.position, pages.head
        if pages.unreadable:
            _log.warning("%d lines of the journal %s hold no order.", pages.unreadable, self._journal.path)


def _is_our_budget(error: Exception) -> bool:
    """Whether it was not even tried, as the rate budget is used up for longer than one try may wait."""
    return isinstance(error, EToroRateLimitError) and not error.sent


def _cause(error: Exception) -> BaseException | None:
    """A refusal is raised as it is; what never left becomes the cause of what is raised."""
    return error if never_left(error) else error.__cause__


def outcome_of(number: int | None, case: Case) -> ItemOutcome:
    """What became of a lost order, as one item among many."""
    reference_id = case.intent.reference_id
    if case.order is not None:
        return ItemOutcome(id=number, state="placed", order=case.order, reference_id=reference_id)
    is_absent = isinstance(case.verdict, NotPlaced)
    error = not_placed_error(case) if is_absent else unknown_error(case)
    error.__cause__ = case.cause
    state: Literal["not_placed", "unknown"] = "not_placed" if is_absent else "unknown"
    return ItemOutcome(id=number, state=state, error=error, reference_id=reference_id)


def failure_of(number: int, reference_id: str | None, error: EToroError) -> ItemOutcome:
    """What a request that failed comes to, as one item among many."""
    if isinstance(error, EToroOrderNotPlacedError):
        return ItemOutcome(id=number, state="not_placed", error=error, reference_id=reference_id)
    refused = is_refusal(error)
    return ItemOutcome(id=number, state="refused" if refused else "failed", error=error, reference_id=reference_id)


def sent_before(reference_id: str) -> EToroValidationError:
    """What to raise for a reference that is taken."""
    what = f"An order was sent under reference {reference_id} before; find_order tells what became of it."
    return refuse(what, "reference_id", reference_id)


def absent_elsewhere(reference_id: str) -> EToroOrderNotPlacedError:
    """What to raise for an order that does not exist, and is not sent again as others act upon that."""
    what = "The order does not exist, and as another process was told so, it was not sent again."
    return EToroOrderNotPlacedError(what, reference_id=reference_id)


def not_placed_error(case: Case) -> EToroOrderNotPlacedError:
    """What to raise for an order that is established not to exist."""
    why = case.verdict.why if case.verdict is not None else ""
    what = f"The order was lost on the way and does not exist: {why}. Sending it again is safe."
    return EToroOrderNotPlacedError(what, reference_id=case.intent.reference_id)


def unknown_error(case: Case) -> EToroOrderUnknownError:
    """What to raise for an order whose fate stays open."""
    why = case.verdict.why if case.verdict is not None else "the search was interrupted"
    reference_id = case.intent.reference_id
    what = (
        f"It is unknown whether the order exists: {why}. Do not send it again before that is settled: "
        f"find_order({reference_id!r}) asks once more, and the candidates are what it could be."
    )
    return EToroOrderUnknownError(what, reference_id=reference_id, candidates=case.candidates)
