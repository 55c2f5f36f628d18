"""The order desk: checks, sends and settles orders, and follows them to their end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, overload
from uuid import UUID, uuid4

from ..errors import EToroError, EToroOrderUnknownError
from ..orders.calls import close_call, open_call, terms_of
from ..orders.checks import (
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
    span,
)
from ..orders.decision import (
    PORTFOLIO_LAG,
    Api,
    AsyncWaker,
    CostPreview,
    Intent,
    ItemOutcome,
    NotPlaced,
    OrderOptions,
    OrderResult,
    PlacedOrder,
    Sighting,
    order_from,
    placed_from,
)
from ..orders.journal import Journal
from ..orders.ledger import Ledger, shared_ledger
from ..orders.sightings import all_positions, closing_already, position_in, preview_of
from .order_search import Case
from .order_sender import AsyncOrderSender, failure_of, outcome_of, sent_before, unknown_error
from .order_watch import AsyncOrderWatch

if TYPE_CHECKING:
    from ..rest.clients import AsyncRestClient
    from ..rest.models import Portfolio, Position

# Added to the time in which everything must have shown, when a journal is settled.
_MARGIN: Final = 30.0

# So many positions are remembered from the orders that opened them.
_MOST_FRESH: Final = 500

_DEFAULTS: Final = OrderOptions()


class Held(NamedTuple):
    """A position as far as closing it needs to know it."""

    position_id: int
    instrument_id: int
    is_buy: bool
    units: float


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
        self._ledger = ledger or shared_ledger(config.user_key.reveal(), config.base_url, config.mode)
        self._fresh: dict[int, Held] = {}
        path = journal if journal is not None else config.journal
        kept = path if isinstance(path, Journal) else None if path is None else Journal(path)
        self._sender = AsyncOrderSender(rest, self._ledger, kept)

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
        return await self._sender.place(intent, open_call(self._config.mode, asked), asked.options)

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
        self._sender.hear()
        if self._ledger.standing(chosen) not in (None, "absent"):
            raise sent_before(chosen)
        return chosen

    # Closing.

    async def close(
        self, position_id: int, *, units: float | None = None, options: OrderOptions | None = None
    ) -> PlacedOrder:
        """Close a position at the going rate, or ``units`` of it."""
        check_writable(self._config.read_only)
        chosen = _to_close(options)
        shown = position_in(await self._portfolio(), identity("position_id", position_id))
        held = self._fresh.get(position_id) if shown is None else _held(shown)
        if held is None:
            what = f"There is no open position {position_id} (the portfolio shows a new one up to a minute late)."
            raise refuse(what, "position_id", position_id)
        intent = self._intent_to_close(held, check_units_held(units, held.units), chosen)
        return await self._sender.place(intent, close_call(intent), chosen)

    async def close_all(self, *, copied: bool = False, options: OrderOptions | None = None) -> list[ItemOutcome]:
        """Close every open position, each with an outcome of its own. Positions that copy another trader are left alone
        unless ``copied`` is set; those that are being closed already count as placed."""
        check_writable(self._config.read_only)
        chosen = _to_close(options).replace(reference_id=None)
        portfolio = await self._portfolio()
        sent: dict[int, ItemOutcome | Case] = {}
        try:
            for it in all_positions(portfolio, copied=copied):
                sent[it.position_id] = await self._close_one(portfolio, it, chosen)
            # The lost ones are looked for together, when all have been sent.
            await self._sender.settle([it for it in sent.values() if isinstance(it, Case)], chosen.deadline)
        except BaseException:
            # Cancelled: reconcile tells what was closed so far.
            outcomes = [it for it in sent.values() if isinstance(it, ItemOutcome) and it.reference_id is not None]
            self._sender.untold([it.order for it in outcomes if it.order is not None])
            raise
        return [outcome_of(number, it) if isinstance(it, Case) else it for number, it in sent.items()]

    async def _close_one(self, portfolio: Portfolio, position: Position, options: OrderOptions) -> ItemOutcome | Case:
        intent = self._intent_to_close(_held(position), None, options)
        under_way = closing_already(portfolio, position)
        if under_way is not None:
            order = placed_from(intent, order_id=under_way.order_id, found="portfolio")
            return ItemOutcome(id=position.position_id, state="placed", order=order)
        try:
            sent = await self._sender.send(intent, close_call(intent))
        except EToroError as error:
            return failure_of(position.position_id, intent.reference_id, error)
        if isinstance(sent, PlacedOrder):
            return ItemOutcome(id=position.position_id, state="placed", order=sent, reference_id=intent.reference_id)
        return sent

    def _intent_to_close(self, held: Held, units: float | None, options: OrderOptions) -> Intent:
        now = self._clock.now()
        return Intent(
            reference_id=self._new_reference(options),
            mode=self._config.mode,
            kind="close",
            api="v1",
            instrument_id=held.instrument_id,
            is_buy=held.is_buy,
            sent_at=now,
            arrives_by=now,
            units=units,
            position_id=held.position_id,
            held=held.units,
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
        # What copies another trader is that trader's to cancel.
        waiting = [it.order_id for it in portfolio.orders_for_open if not it.mirror_id]
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
                outcomes.append(failure_of(order_id, None, error))
            else:
                outcomes.append(ItemOutcome(id=order_id, state="cancelled"))
        return outcomes

    # What became of an order.

    async def find(self, reference_id: str | UUID, *, deadline: float | None = None) -> PlacedOrder | None:
        """The order that was sent under a reference, by this process or, with a journal, by another.

        None when it is established that there is none. Raises EToroOrderUnknownError when that cannot be told within
        ``deadline`` seconds. Without a journal nothing but the reference is known of another process's order: then it
        is found where look-ups by reference work, and its absence counts only where they were seen to.
        """
        wanted = reference(reference_id)
        self._sender.hear()
        known = self._ledger.order(wanted)
        if known is not None:
            return known
        intent = self._ledger.intent(wanted)
        if intent is None:
            return await self._find_bare(wanted)
        if self._ledger.standing(wanted) == "absent":
            return await self._find_absent(wanted)
        case = Case(intent)
        await self._sender.settle([case], self._patience([intent]) if deadline is None else deadline)
        if case.order is not None or isinstance(case.verdict, NotPlaced):
            return case.order
        raise unknown_error(case)

    async def _find_absent(self, wanted: str) -> PlacedOrder | None:
        """An order that is known not to exist, unless eToro knows better."""
        seen = await self._sender.search.reader(self._clock.monotonic()).by_reference(wanted)
        return None if isinstance(seen, str) else self._found(seen, wanted)

    async def _find_bare(self, wanted: str) -> PlacedOrder | None:
        """An order of which only the reference is known."""
        seen = await self._sender.search.settled_by_reference(wanted)
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
        self._sender.placed(order)
        return order

    async def wait(self, order: PlacedOrder | int | str, *, timeout: float = 60.0) -> OrderResult:
        """Follow an order (as placed, its id, or its reference) to its end, for at most ``timeout`` seconds.

        Raises what eToro refuses to tell (``EToroAuthError``); failures to read only delay the result.
        """
        patience = span("timeout", timeout)
        until = self._clock.monotonic() + patience
        if not isinstance(order, (PlacedOrder, str)):
            order = identity("order", order)
        known = await self._known(order, patience)
        order_id = known.order_id if known is not None else order if isinstance(order, int) else None
        reference_id = known.reference_id if known is not None else order if isinstance(order, str) else None
        watch = AsyncOrderWatch(self._rest, self._waker, order_id=order_id, reference_id=reference_id, order=known)
        result = await watch.follow(max(until - self._clock.monotonic(), 0.0))
        self._remember(known, result)
        return result

    def _remember(self, order: PlacedOrder | None, result: OrderResult) -> None:
        """Keep what the portfolio may not show for a minute yet, so that it can be closed at once."""
        if order is None or order.kind == "close":
            return
        for it in result.positions:
            if it.is_open and it.units is not None:
                self._fresh[it.position_id] = Held(it.position_id, order.instrument_id, order.is_buy, it.units)
        for old in list(self._fresh)[:-_MOST_FRESH]:
            del self._fresh[old]

    async def _known(self, order: PlacedOrder | int | str, timeout: float) -> PlacedOrder | None:
        """What is known of how an order was placed, its id included where that can be had."""
        known = order if isinstance(order, PlacedOrder) else None
        if isinstance(order, str):
            self._sender.hear()
            known = self._ledger.order(reference(order))
        elif isinstance(order, int):
            known = self._ledger.order_by_id(order)
        if known is None or known.order_id is not None or known.kind == "close":
            return known
        intent = self._ledger.intent(known.reference_id)
        found = None if intent is None else await self._sender.search.identify(intent, timeout)
        return found or known

    async def reconcile(self, *, deadline: float | None = None) -> list[ItemOutcome]:
        """Settle what was left open: by a crash (from the journal), by cancelled tasks, or as unknown.

        Orders that are known to exist, but whose caller was interrupted before hearing so, are among the outcomes.
        Sends nothing. Each outcome is written into the journal; what stays unknown can be settled later.
        """
        self._sender.hear()
        untold = self._ledger.untold()
        cases = [Case(intent) for intent in self._ledger.unsettled()]
        patience = self._patience([case.intent for case in cases]) if deadline is None else deadline
        await self._sender.settle(cases, patience)
        settled = [case.order for case in cases if case.order is not None]
        try:
            named = [await self._sender.identified(it) for it in untold]
            for it in named:
                self._sender.placed(it)
        except BaseException:
            self._sender.untold([*settled, *untold])
            raise
        outcomes = [outcome_of(case.order.order_id if case.order else None, case) for case in cases]
        told = [ItemOutcome(id=it.order_id, state="placed", order=it, reference_id=it.reference_id) for it in named]
        return [*outcomes, *told]

    def _patience(self, intents: Sequence[Intent]) -> float:
        """Seconds after which everything that arrived must have shown."""
        wall, now = self._clock.now(), self._clock.monotonic()
        under_way = max((it.arrival_ends(now, wall) - now for it in intents), default=0.0)
        return max(under_way, 0.0) + PORTFOLIO_LAG + _MARGIN


def _to_close(options: OrderOptions | None) -> OrderOptions:
    chosen = check_options(options or _DEFAULTS)
    if chosen.preview:
        raise refuse("eToro tells no costs of a close beforehand.", "preview", True)
    return chosen


def _held(position: Position) -> Held:
    return Held(position.position_id, position.instrument_id, position.is_buy, position.units)


def _chosen(options: OrderOptions | None, preview: bool) -> OrderOptions:
    chosen = options or _DEFAULTS
    return chosen.replace(preview=True) if preview else chosen
