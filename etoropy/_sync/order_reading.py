# Made by `python -m codegen` from etoropy/_async/order_reading.py; edit that file instead.
"""Reading what eToro shows of orders: by reference, by id, and in the account. No answer is no answer, never a no."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ..errors import EToroApiError, EToroError
from ..orders.calls import portfolio_call
from ..orders.decision import Intent, Sighting
from ..orders.ledger import Ledger
from ..orders.sightings import clock_error, in_account, inspected, looked_up, on_our_clock, reference_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..rest.clients import RestClient
    from ..rest.models import ClosedTrade, Portfolio

_NOT_FOUND: Final = 404
# Histories longer than this are not read to the end, and then prove nothing.
_MOST_TRADES: Final = 2000
# Trades are asked for from this long before an order was sent: clocks differ, at times by whole time zones.
_BEFORE: Final = timedelta(days=1, minutes=10)
# The least that a look-up is allowed, even where time is almost up.
_LEAST_PATIENCE: Final = 5.0


class Account(NamedTuple):
    """What was read of the account, from the monotonic time ``began`` on; eToro's clock is ``ahead`` of ours by so
    much."""

    began: float
    ahead: timedelta
    portfolio: Portfolio
    trades: list[ClosedTrade]

    def seen_for(self, intent: Intent) -> list[Sighting]:
        """Everything in it that the intent could have led to, with times by our clock."""
        return [on_our_clock(it, self.ahead) for it in in_account(intent, self.portfolio, self.trades)]


class Details(NamedTuple):
    """An order as its own reads show it: as it was asked for, and its reference where eToro shows one."""

    order: Sighting | None
    reference_id: str | None


class OrderReader:
    """Reads orders and the account until a moment ``until`` (monotonic). Until a lost order is settled, other reads
    wait. What one order is does not change, so it is read once."""

    def __init__(self, rest: RestClient, ledger: Ledger, until: float) -> None:
        self._http = rest.http
        self._clock = rest.http.clock
        self._ledger = ledger
        self._until = until
        self._details: dict[int, Details] = {}
        self._tried: set[str] = set()

    def begin_round(self) -> None:
        """What may have changed is to be read again."""
        self._tried.clear()

    @property
    def _rest(self) -> RestClient:
        """The sub-clients with patience that ends when time is up."""
        from ..rest.clients import RestClient

        left = max(self._until - self._clock.monotonic(), _LEAST_PATIENCE)
        return RestClient(self._http.with_options(deadline=left, priority="order"))

    def by_reference(self, reference_id: str) -> Sighting | Literal["absent", "unread"]:
        """What eToro says is under a reference: an order, nothing, or no answer that can be used."""
        try:
            order = self._rest.info.lookup_order(reference_id=reference_id)
        except EToroApiError as error:
            # A page instead of JSON comes from something in front of eToro, which knows of no order anyway.
            return "absent" if error.status == _NOT_FOUND and not isinstance(error.body, str) else "unread"
        except EToroError:
            return "unread"
        # An order that went out under another reference is no answer to this question.
        is_anothers = self._ledger.owner(order.order_id) not in (None, reference_id)
        return "unread" if is_anothers else looked_up(order, reference_id)

    def by_id(self, order_id: int) -> Sighting | None:
        """The order with this id, as it was asked for; None if that cannot be read."""
        try:
            return looked_up(self._rest.info.lookup_order(order_id=order_id))
        except EToroError:
            return None

    def references_work(self, route: str) -> bool:
        """Whether look-ups find orders of this route by their reference: only then does a 404 mean anything.

        Where that was not seen yet, an order that is known to exist is looked up, once in a round.
        """
        if self._ledger.trusts(route) or route in self._tried:
            return self._ledger.trusts(route)
        self._tried.add(route)
        sample = self._ledger.sample(route, self._clock.now())
        known = None if sample is None else self._ledger.order(sample)
        if sample is not None and known is not None:
            answered = self.by_reference(sample)
            if isinstance(answered, Sighting) and answered.order_id == known.order_id:
                self._ledger.trust(route)
        return self._ledger.trusts(route)

    def account(self, since: datetime) -> Account | None:
        """Portfolio, and history since shortly before a moment; None unless both were read whole."""
        began, rest = self._clock.monotonic(), self._rest
        trades: list[ClosedTrade] = []
        try:
            answer = rest.http.exchange(portfolio_call(rest.http.mode))
            # Now, and not after the history, which may have to wait for its turn.
            ahead = clock_error(answer.headers, self._clock.now())
            for trade in rest.info.iter_trade_history(min_date=(since + ahead - _BEFORE).date()):
                trades.append(trade)
                if len(trades) > _MOST_TRADES:
                    return None
        except EToroError:
            return None
        return Account(began, ahead, answer.value.client_portfolio, trades)

    def inspect(self, things: Iterable[Sighting], ahead: timedelta, most: int) -> dict[int, Sighting]:
        """Things seen in the account, told more exactly by reading the orders that they name; by the order's id."""
        told: dict[int, Sighting] = {}
        for it in things:
            if it.order_id is None or it.order_id in told or len(told) >= most:
                continue
            details = self._details_of(it.order_id)
            if details is not None:
                order = None if details.order is None else on_our_clock(details.order, ahead)
                told[it.order_id] = inspected(it, order, details.reference_id)
        return told

    def _details_of(self, order_id: int) -> Details | None:
        """What an order is; None while that cannot be read."""
        if order_id in self._details:
            return self._details[order_id]
        order = self.by_id(order_id)
        try:
            details = Details(order, self._reference_of(order_id))
        except EToroError:
            return None
        if order is not None:
            self._details[order_id] = details
        return details if details != (None, None) else None

    def _reference_of(self, order_id: int) -> str | None:
        """The reference of an order as the v1 read shows it, which for many accounts is zeros."""
        if not self._ledger.v1_shows_references:
            return None
        shown = reference_in(self._rest.info.get_order(order_id))
        if shown is None:
            self._ledger.v1_shows_references = False
        return shown
