"""The order desk: checks, sends and settles orders, and follows them to their end."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, overload
from uuid import uuid4

from ..call import Call
from ..errors import (
    EToroError,
    EToroOrderNotPlacedError,
    EToroOrderUnknownError,
    EToroRateLimitError,
)
from ..journal import Journal, Outcome, Verdict
from ..ledger import Ledger, shared_ledger
from ..log import logger
from ..order_calls import accepted_id, close_call, open_call, terms_of
from ..order_checks import (
    Draft,
    Prices,
    check_against,
    check_eligible,
    check_options,
    check_units_held,
    check_writable,
    draft,
    identity,
    needs_prices,
    positive,
    reference,
    refuse,
)
from ..orders import (
    PORTFOLIO_LAG,
    SEND_WITHIN,
    SETTLING,
    Api,
    AsyncWaker,
    CostPreview,
    Intent,
    ItemOutcome,
    Loss,
    NotPlaced,
    OrderOptions,
    OrderResult,
    PlacedOrder,
    Sighting,
    is_refusal,
    loss_from,
    never_left,
    order_from,
    placed_from,
)
from ..retry import RetryPolicy
from ..sightings import all_positions, closing_already, position_in, preview_of
from .order_search import AsyncOrderSearch, Case
from .order_watch import AsyncOrderWatch

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient
    from ..rest.models import Portfolio, Position

_log: Final = logger("orders")

# The phases of a request that each may take the timeout: waiting for a connection, making one, sending.
_PHASES: Final = 3
# A v1 limit order is accepted without an id; for so long it is looked for right away.
_IDENTIFYING: Final = 3.0
# Added to the time in which everything must have shown, when a journal is settled.
_MARGIN: Final = 30.0

_DEFAULTS: Final = OrderOptions()


class AsyncOrderDesk:
    """Places, closes and cancels orders so that none is lost and none is placed twice.

    What opens or closes ends in one of three ways: it returns a ``PlacedOrder``; it raises what establishes that there
    is no order (``EToroValidationError``: never sent; another ``EToroApiError``: refused; ``EToroOrderNotPlacedError``:
    lost on the way); or it raises ``EToroOrderUnknownError``, and then nothing may be sent again before ``find`` or
    ``reconcile`` settles it. A cancelled task leaves its order unknown in the same way.

    ``waker`` hears private events of the stream, so that ``wait`` looks earlier. ``journal`` defaults to the file that
    the configuration names. ``ledger`` is shared by all desks of an account in this process unless given.
    """

    def __init__(
        self,
        rest: AsyncRestClient,
        *,
        waker: AsyncWaker | None = None,
        journal: Journal | str | Path | None = None,
        ledger: Ledger | None = None,
    ) -> None:
        config = rest.http.config
        self._rest = rest
        self._clock = rest.http.clock
        self._config = config
        self._waker = waker
        path = journal if journal is not None else config.journal
        self._journal = path if isinstance(path, Journal) else None if path is None else Journal(path)
        self._hearing = threading.Lock()
        self._heard_to = 0
        self._ledger = ledger or shared_ledger(config.user_key.reveal(), config.base_url, config.mode)
        self._search = AsyncOrderSearch(rest, self._ledger, self._hear)
        # One try at a time: whether to send again is decided here, where each try is written down first.
        self._once = rest.http.with_options(retry=RetryPolicy(attempts=1, deadline=SEND_WITHIN))
        self._policy = RetryPolicy(config.retry_attempts, config.retry_delay, max_delay=config.retry_max_delay)

    # Opening.

    @overload
    async def open(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: Literal[False] = False,
    ) -> PlacedOrder: ...

    @overload
    async def open(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: Literal[True],
    ) -> CostPreview: ...

    async def open(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: bool = False,
    ) -> PlacedOrder | CostPreview:
        """Open a position at the going rate: long with ``is_buy``, else short.

        ``amount`` is the money to put in, in account currency, before leverage; or give ``units`` of the asset. With
        ``preview``, here or in the options, nothing is sent and the costs come back.
        """
        return await self._open(instrument_id, is_buy, amount, units, None, _chosen(options, preview))

    @overload
    async def open_limit(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        rate: float,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: Literal[False] = False,
    ) -> PlacedOrder: ...

    @overload
    async def open_limit(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        rate: float,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: Literal[True],
    ) -> CostPreview: ...

    async def open_limit(
        self,
        instrument_id: int,
        *,
        is_buy: bool,
        rate: float,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
        preview: bool = False,
    ) -> PlacedOrder | CostPreview:
        """Open a position once the price touches ``rate`` (instrument's currency); otherwise as ``open``."""
        checked = positive("rate", rate)
        return await self._open(instrument_id, is_buy, amount, units, checked, _chosen(options, preview))

    async def preview(
        self,
        instrument_id: int,
        *,
        is_buy: bool = True,
        rate: float | None = None,
        amount: float | None = None,
        units: float | None = None,
        options: OrderOptions | None = None,
    ) -> CostPreview:
        """What opening this position would cost. Nothing is sent to market."""
        asked = draft(instrument_id, is_buy, amount, units, rate, options or _DEFAULTS, self._config.max_order_amount)
        return await self._preview(asked)

    async def _open(
        self, instrument_id: int, is_buy: bool, amount: Any, units: Any, rate: float | None, options: OrderOptions
    ) -> PlacedOrder | CostPreview:
        cap = self._config.max_order_amount
        asked = draft(instrument_id, is_buy, amount, units, rate, options, cap)
        if not options.preview:
            check_writable(self._config.read_only)
        if needs_prices(asked, cap):
            check_against(asked, await self._prices(asked.instrument_id), cap)
        if options.check == "eligibility":
            await self._check_eligible(asked)
        if options.preview:
            return await self._preview(asked)
        intent = self._intent_to_open(asked)
        return await self._place(intent, open_call(self._config.mode, asked), options)

    async def _preview(self, asked: Draft) -> CostPreview:
        return preview_of(await self._rest.info.get_costs(**terms_of(asked)))

    async def _prices(self, instrument_id: int) -> Prices:
        reply = await self._rest.market_data.get_rates(instrument_ids=[instrument_id])
        rate = next((it for it in reply.rates if it.instrument_id == instrument_id), None)
        if rate is None:
            what = f"eToro has no rate for instrument {instrument_id} to hold the order against."
            raise refuse(what, "instrument_id", instrument_id)
        return Prices(rate.ask, rate.bid, rate.conversion_rate_ask)

    async def _check_eligible(self, asked: Draft) -> None:
        reply = await self._rest.info.get_eligibility(instrument_ids=[asked.instrument_id])
        terms = next((it for it in reply.eligibilities if it.instrument_id == asked.instrument_id), None)
        if terms is None:
            what = f"eToro knows no instrument {asked.instrument_id}."
            raise refuse(what, "instrument_id", asked.instrument_id)
        check_eligible(asked, terms)

    def _intent_to_open(self, asked: Draft) -> Intent:
        options = asked.options
        now = self._clock.now()
        return Intent(
            reference_id=self._new_reference(options),
            mode=self._config.mode,
            kind="open" if asked.rate is None else "limit",
            api=options.api,
            instrument_id=asked.instrument_id,
            is_buy=asked.is_buy,
            sent_at=now,
            arrives_by=now,
            amount=asked.amount,
            units=asked.units,
            leverage=options.leverage,
            rate=asked.rate,
            currency=(options.order_currency or "usd").lower(),
            additional_margin=options.additional_margin or 0.0,
        )

    def _new_reference(self, options: OrderOptions) -> str:
        if options.reference_id is None:
            return str(uuid4())
        chosen = reference(options.reference_id)
        self._hear()
        if self._ledger.standing(chosen) not in (None, "absent"):
            what = f"An order was sent under reference {chosen} before; find_order tells what became of it."
            raise refuse(what, "reference_id", chosen)
        return chosen

    # Closing.

    async def close(
        self, position_id: int, *, units: float | None = None, options: OrderOptions | None = None
    ) -> PlacedOrder:
        """Close a position at the going rate, or ``units`` of it."""
        check_writable(self._config.read_only)
        chosen = check_options(options or _DEFAULTS)
        portfolio = await self._portfolio()
        position = position_in(portfolio, identity("position_id", position_id))
        if position is None:
            what = f"There is no open position {position_id} (the portfolio shows a new one up to a minute late)."
            raise refuse(what, "position_id", position_id)
        intent = self._intent_to_close(position, check_units_held(units, position.units), chosen)
        return await self._place(intent, close_call(intent), chosen)

    async def close_all(self, *, copied: bool = False, options: OrderOptions | None = None) -> list[ItemOutcome]:
        """Close every open position, each with an outcome of its own. Positions that copy another trader are left alone
        unless ``copied`` is set; those that are being closed already count as placed."""
        check_writable(self._config.read_only)
        chosen = check_options(options or _DEFAULTS).replace(reference_id=None)
        portfolio = await self._portfolio()
        outcomes: dict[int, ItemOutcome] = {}
        lost: dict[int, tuple[Case, Loss]] = {}
        for position in all_positions(portfolio, copied=copied):
            sent = await self._close_one(portfolio, position, chosen)
            if isinstance(sent, ItemOutcome):
                outcomes[position.position_id] = sent
            else:
                outcomes[position.position_id] = ItemOutcome(id=position.position_id, state="unknown")
                lost[position.position_id] = sent
        await self._settle([case for case, _ in lost.values()], chosen.deadline)
        for position_id, (case, loss) in lost.items():
            outcomes[position_id] = self._item_of(position_id, case, loss)
        return list(outcomes.values())

    async def _close_one(
        self, portfolio: Portfolio, position: Position, options: OrderOptions
    ) -> ItemOutcome | tuple[Case, Loss]:
        intent = self._intent_to_close(position, None, options)
        under_way = closing_already(portfolio, position)
        if under_way is not None:
            order = placed_from(intent, order_id=under_way.order_id, found="portfolio")
            return ItemOutcome(id=position.position_id, state="placed", order=order)
        try:
            sent = await self._send(intent, close_call(intent))
        except EToroError as error:
            return _failed(position.position_id, intent.reference_id, error)
        if isinstance(sent, PlacedOrder):
            return ItemOutcome(id=position.position_id, state="placed", order=sent, reference_id=intent.reference_id)
        return sent

    def _intent_to_close(self, position: Position, units: float | None, options: OrderOptions) -> Intent:
        now = self._clock.now()
        return Intent(
            reference_id=self._new_reference(options),
            mode=self._config.mode,
            kind="close",
            api="v1",
            instrument_id=position.instrument_id,
            is_buy=position.is_buy,
            sent_at=now,
            arrives_by=now,
            units=units,
            position_id=position.position_id,
            held=position.units,
        )

    async def _portfolio(self) -> Portfolio:
        return (await self._rest.info.get_portfolio()).client_portfolio

    # Cancelling.

    async def cancel(self, order_id: int, *, api: Api = "v2") -> None:
        """Cancel a market order that is not filled yet. Cancelling twice does no harm; an order can be filled first."""
        check_writable(self._config.read_only)
        identity("order_id", order_id)
        if api == "v2":
            await self._rest.execution.cancel_order(order_id)
        else:
            await self._rest.execution.cancel_market_open_order(order_id)

    async def cancel_limit(self, order_id: int, *, api: Api = "v2") -> None:
        """Cancel a limit order that is not triggered yet; otherwise as ``cancel``."""
        check_writable(self._config.read_only)
        identity("order_id", order_id)
        if api == "v2":
            await self._rest.execution.cancel_order(order_id)
        else:
            await self._rest.execution.cancel_limit_order(order_id)

    async def cancel_all(self) -> list[ItemOutcome]:
        """Cancel every order that waits to open a position, limit orders included; an outcome each. Orders that close
        positions are left alone."""
        check_writable(self._config.read_only)
        portfolio = await self._portfolio()
        waiting = [it.order_id for it in portfolio.orders_for_open]
        return await self._cancel_each([*waiting, *(it.order_id for it in portfolio.orders)])

    async def cancel_all_limits(self) -> list[ItemOutcome]:
        """Cancel every limit order; an outcome each."""
        check_writable(self._config.read_only)
        return await self._cancel_each([it.order_id for it in (await self._portfolio()).orders])

    async def _cancel_each(self, order_ids: Iterable[int | None]) -> list[ItemOutcome]:
        outcomes = []
        for order_id in order_ids:
            if order_id is None:
                continue
            try:
                await self._rest.execution.cancel_order(order_id)
            except EToroError as error:
                outcomes.append(_failed(order_id, None, error))
            else:
                outcomes.append(ItemOutcome(id=order_id, state="cancelled"))
        return outcomes

    # What became of an order.

    async def find(self, reference_id: str, *, deadline: float | None = None) -> PlacedOrder | None:
        """The order that was sent under a reference, by this process or, with a journal, by another.

        None when it is established that there is none. Raises EToroOrderUnknownError when that cannot be told within
        ``deadline`` seconds. Without a journal nothing but the reference is known of another process's order: then it
        is found where look-ups by reference work, and its absence counts only where they were seen to.
        """
        wanted = reference(reference_id)
        self._hear()
        known = self._ledger.order(wanted)
        if known is not None:
            return known
        intent = self._ledger.intent(wanted)
        if intent is None:
            return await self._find_bare(wanted)
        if self._ledger.standing(wanted) == "absent":
            return await self._find_absent(wanted)
        case = Case(intent)
        await self._settle([case], self._patience([intent]) if deadline is None else deadline)
        if case.order is not None or isinstance(case.verdict, NotPlaced):
            return case.order
        raise _unknown(case)

    async def _find_absent(self, wanted: str) -> PlacedOrder | None:
        """An order that is known not to exist, unless eToro knows better."""
        seen = await self._search.by_reference(wanted)
        return None if isinstance(seen, str) else self._found(seen, wanted)

    async def _find_bare(self, wanted: str) -> PlacedOrder | None:
        """An order of which only the reference is known."""
        seen = await self._search.settled_by_reference(wanted)
        if seen is not None:
            return self._found(seen, wanted)
        if self._ledger.trusts("v2"):
            return None
        raise EToroOrderUnknownError(
            f"Nothing is known here of an order under reference {wanted}, and eToro finds none by it, which it may not "
            "do for any order of this account. Look into the portfolio, or keep a journal.",
            reference_id=wanted,
        )

    def _found(self, seen: Sighting, reference_id: str) -> PlacedOrder:
        order = order_from(seen, reference_id, self._config.mode)
        self._settled(order)
        return order

    async def wait(self, order: PlacedOrder | int | str, *, timeout: float = 60.0) -> OrderResult:
        """Follow an order (as placed, its id, or its reference) to its end, for at most ``timeout`` seconds.

        Raises what eToro refuses to tell (``EToroAuthError``); failures to read only delay the result.
        """
        known = await self._known(order, timeout)
        order_id = known.order_id if known is not None else order if isinstance(order, int) else None
        reference_id = known.reference_id if known is not None else order if isinstance(order, str) else None
        watch = AsyncOrderWatch(self._rest, self._waker, order_id=order_id, reference_id=reference_id, order=known)
        return await watch.follow(positive("timeout", timeout))

    async def _known(self, order: PlacedOrder | int | str, timeout: float) -> PlacedOrder | None:
        """What is known of how an order was placed, its id included where that can be had."""
        known = order if isinstance(order, PlacedOrder) else None
        if isinstance(order, str):
            self._hear()
            known = self._ledger.order(reference(order))
        elif isinstance(order, int):
            known = self._ledger.order_by_id(identity("order", order))
        if known is None or known.order_id is not None or known.kind == "close":
            return known
        intent = self._ledger.intent(known.reference_id)
        found = None if intent is None else await self._search.identify(intent, timeout)
        return found or known

    async def reconcile(self, *, deadline: float | None = None) -> list[ItemOutcome]:
        """Settle what was left open: by a crash (from the journal), by cancelled tasks, or as unknown.

        Sends nothing. Each outcome is written into the journal; what stays unknown can be settled later.
        """
        self._hear()
        cases = [Case(intent) for intent in self._ledger.unsettled()]
        patience = self._patience([case.intent for case in cases]) if deadline is None else deadline
        await self._settle(cases, patience)
        return [self._item_of(case.order.order_id if case.order else None, case, None) for case in cases]

    def _patience(self, intents: Sequence[Intent]) -> float:
        """Seconds after which everything that arrived must have shown."""
        now = self._clock.now()
        under_way = max(((it.arrives_by - now).total_seconds() for it in intents), default=0.0)
        return max(under_way, 0.0) + PORTFOLIO_LAG + _MARGIN

    # Sending.

    async def _place(self, intent: Intent, call: Call[Any], options: OrderOptions) -> PlacedOrder:
        """Send, settle what was lost, and send again only what is established not to exist, if that is wanted."""
        tries = max(self._config.retry_attempts, 1) if options.retry_unplaced else 1
        while True:
            tries -= 1
            sent = await self._send(intent, call)
            if isinstance(sent, PlacedOrder):
                return sent
            case, loss = sent
            await self._settle([case], options.deadline)
            if case.order is not None:
                return case.order
            if not isinstance(case.verdict, NotPlaced):
                raise _unknown(case) from loss.error
            if not tries:
                raise _not_placed(case) from loss.error

    async def _send(self, intent: Intent, call: Call[Any]) -> PlacedOrder | tuple[Case, Loss]:
        """Send until eToro answers or the answer is lost. Raises when it is refused, or provably never left."""
        began, attempt = self._clock.monotonic(), 0
        while True:
            intent = self._begin(intent)
            try:
                answer = await self._once.send(call, request_id=intent.reference_id)
            except Exception as error:  # noqa: BLE001 - whatever it was, the order may have been sent
                if not (is_refusal(error) or never_left(error)):
                    return self._lost(intent, loss_from(error))
                attempt += 1
                pause = self._pause_after(error, attempt, self._clock.monotonic() - began)
                if pause is None:
                    raise self._refused(intent, error) from _cause(error)
                await self._sleep_between(intent, pause)
            except BaseException:
                self._ledger.unknown(intent.reference_id)
                raise
            else:
                return await self._accepted(intent, answer)

    def _begin(self, intent: Intent) -> Intent:
        """Write down what is about to be sent: nothing leaves before."""
        now = self._clock.now()
        longest = SEND_WITHIN + _PHASES * self._config.timeout + SETTLING
        intent = intent.sent_again(now, now + timedelta(seconds=longest))
        if self._journal is not None:
            self._journal.intend(intent)
        self._ledger.begin(intent)
        return intent

    def _pause_after(self, error: Exception, attempt: int, elapsed: float) -> float | None:
        """Seconds before sending again what provably did not get through; None when it is enough."""
        deadline = self._config.deadline
        if isinstance(error, EToroRateLimitError) and not error.sent:
            wait = error.retry_after or 1.0
            return None if deadline is not None and elapsed + wait >= deadline else wait
        if not self._policy.repeats(error, "never-blind"):
            return None
        wait = self._policy.wait(attempt, error, random.uniform(-1.0, 1.0))
        policy = self._policy._replace(deadline=deadline)
        return None if policy.gives_up(attempt, elapsed, wait) else wait

    async def _sleep_between(self, intent: Intent, seconds: float) -> None:
        try:
            await self._clock.asleep(seconds)
        except BaseException:
            # Cancelled between two tries, of which the last one was refused: there is no order.
            self._conclude(intent, "not_placed", reason="cancelled before it was sent again")
            raise

    async def _accepted(self, intent: Intent, answer: Any) -> PlacedOrder:
        order = placed_from(intent, order_id=accepted_id(answer), found="answer")
        self._settled(order)
        if order.order_id is not None or intent.kind != "limit":
            return order
        try:
            identified = await self._search.identify(intent, _IDENTIFYING)
        except EToroError:
            return order
        if identified is None:
            return order
        self._settled(identified)
        return identified

    def _lost(self, intent: Intent, loss: Loss) -> tuple[Case, Loss]:
        _log.warning("The answer to order %s is lost (%s); it is looked for.", intent.reference_id, loss.error)
        given_up = intent.given_up(self._clock.now())
        self._ledger.begin(given_up)
        return Case(given_up, loss.order_id), loss

    def _refused(self, intent: Intent, error: Exception) -> Exception:
        """What to raise for an order that does not exist: eToro's own refusal, or that it never left."""
        refused = is_refusal(error)
        self._conclude(intent, "refused" if refused else "not_placed", reason=str(error))
        if refused:
            return error
        what = f"The order could not be sent, so it does not exist: {error}"
        return EToroOrderNotPlacedError(what, reference_id=intent.reference_id)

    # Settling.

    async def _settle(self, cases: Sequence[Case], deadline: float) -> None:
        """Look for lost orders until each is settled, and write the outcomes down."""
        if not cases:
            return
        try:
            await self._search.settle(cases, deadline)
        finally:
            for case in cases:
                self._write_down(case)

    def _write_down(self, case: Case) -> None:
        intent = case.intent
        if case.order is not None:
            self._settled(case.order)
        elif isinstance(case.verdict, NotPlaced):
            self._conclude(intent, "not_placed", reason=case.verdict.why)
        else:
            why = case.verdict.why if case.verdict is not None else "interrupted while looking for it"
            self._conclude(intent, "unknown", reason=why)

    def _settled(self, order: PlacedOrder) -> None:
        self._ledger.placed(order)
        self._journalise(
            Outcome(
                reference_id=order.reference_id,
                at=self._clock.now(),
                verdict="placed",
                order_id=order.order_id,
                position_ids=order.position_ids,
                found=order.found,
            )
        )

    def _conclude(self, intent: Intent, verdict: Verdict, *, reason: str) -> None:
        if verdict == "unknown":
            self._ledger.unknown(intent.reference_id)
        else:
            self._ledger.absent(intent.reference_id)
        now = self._clock.now()
        self._journalise(Outcome(reference_id=intent.reference_id, at=now, verdict=verdict, reason=reason))

    def _journalise(self, outcome: Outcome) -> None:
        if self._journal is None:
            return
        try:
            self._journal.conclude(outcome)
        except OSError as error:
            # The order is what it is; a journal without its outcome is settled again by reconcile.
            _log.error("The journal %s cannot be written: %s", self._journal.path, error)

    def _hear(self) -> None:
        """Take in what the journal tells of other processes."""
        if self._journal is None:
            return
        with self._hearing:
            try:
                pages = self._journal.read(self._heard_to)
            except OSError as error:
                _log.error("The journal %s cannot be read: %s", self._journal.path, error)
                return
            self._heard_to = pages.position
            self._ledger.hear(pages.entries, self._config.mode)
        if pages.unreadable:
            _log.warning("%d lines of the journal %s hold no order.", pages.unreadable, self._journal.path)

    def _item_of(self, number: int | None, case: Case, loss: Loss | None) -> ItemOutcome:
        reference_id = case.intent.reference_id
        if case.order is not None:
            return ItemOutcome(id=number, state="placed", order=case.order, reference_id=reference_id)
        is_absent = isinstance(case.verdict, NotPlaced)
        error = _not_placed(case) if is_absent else _unknown(case)
        error.__cause__ = None if loss is None else loss.error
        return ItemOutcome(
            id=number, state="not_placed" if is_absent else "unknown", error=error, reference_id=reference_id
        )


def _chosen(options: OrderOptions | None, preview: bool) -> OrderOptions:
    chosen = options or _DEFAULTS
    return chosen.replace(preview=True) if preview else chosen


def _cause(error: Exception) -> BaseException | None:
    """A refusal is raised as it is; what never left becomes the cause of what is raised."""
    return error if never_left(error) else error.__cause__


def _failed(number: int, reference_id: str | None, error: EToroError) -> ItemOutcome:
    if isinstance(error, EToroOrderNotPlacedError):
        return ItemOutcome(id=number, state="not_placed", error=error, reference_id=reference_id)
    refused = is_refusal(error)
    return ItemOutcome(id=number, state="refused" if refused else "failed", error=error, reference_id=reference_id)


def _not_placed(case: Case) -> EToroOrderNotPlacedError:
    why = case.verdict.why if case.verdict is not None else ""
    what = f"The order was lost on the way and does not exist: {why}. Sending it again is safe."
    return EToroOrderNotPlacedError(what, reference_id=case.intent.reference_id)


def _unknown(case: Case) -> EToroOrderUnknownError:
    why = case.verdict.why if case.verdict is not None else "the search was interrupted"
    reference_id = case.intent.reference_id
    what = (
        f"It is unknown whether the order exists: {why}. Do not send it again before that is settled: "
        f"find_order({reference_id!r}) asks once more, and the candidates are what it could be."
    )
    return EToroOrderUnknownError(what, reference_id=reference_id, candidates=case.candidates)
