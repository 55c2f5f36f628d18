"""What eToro shows of orders, positions and trades, in the words that ``orders`` decides in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import evolve

from .decision import CostLine, CostPreview, FilledPosition, Intent, PlacedOrder, Progress, Sighting

if TYPE_CHECKING:
    from ..rest.models import (
        ClosedTrade,
        CloseMultipleOrder,
        CloseOrder,
        Costs,
        LimitOrder,
        OpenOrder,
        OpenOrderInfo,
        OrderDetails,
        Portfolio,
        Position,
    )

_SHORT: Final = "short"
_CLOSE: Final = "close"
_MARKET_IF_TOUCHED: Final = "mit"
_NOBODY: Final = "00000000-0000-0000-0000-000000000000"
_FILLED: Final = 3
# Our clock and eToro's may be apart; history and orders round units a little.
_SKEW: Final = timedelta(seconds=5)
_UNITS_TOLERANCE: Final = 1e-5


def _sizes(*values: float | None) -> tuple[float, ...]:
    return tuple(value for value in values if value)


# The account.


def in_account(intent: Intent, portfolio: Portfolio, trades: Iterable[ClosedTrade]) -> list[Sighting]:
    """Everything in the account that the intent could have led to: what it opened, or what it took off."""
    if intent.kind != _CLOSE:
        return [*_openings(portfolio), *(_opened_and_closed(trade) for trade in trades)]
    return [*_closings(intent, portfolio), *(_trade(trade) for trade in trades)]


def _openings(portfolio: Portfolio) -> Iterator[Sighting]:
    for waiting in portfolio.orders:
        yield _limit(waiting)
    # What copies another trader is nobody's order.
    for opening in portfolio.orders_for_open:
        if not opening.mirror_id:
            yield _opening(opening)
    for position in all_positions(portfolio, copied=False):
        yield _position(position)


def _limit(order: LimitOrder) -> Sighting:
    return Sighting(
        where="orders",
        order_id=order.order_id,
        instrument_id=order.instrument_id,
        is_buy=order.is_buy,
        amounts=_sizes(order.amount),
        units=_sizes(order.units),
        leverage=order.leverage,
        rate=order.rate,
        is_limit=True,
        at=order.open_date_time,
        is_order=True,
    )


def _opening(order: OpenOrder) -> Sighting:
    return Sighting(
        where="orders",
        order_id=order.order_id,
        instrument_id=order.instrument_id,
        is_buy=order.is_buy,
        amounts=_sizes(order.amount),
        units=_sizes(order.amount_in_units),
        leverage=order.leverage,
        at=order.open_date_time,
        is_order=True,
    )


def _position(position: Position) -> Sighting:
    return Sighting(
        where="positions",
        order_id=position.order_id,
        position_id=position.position_id,
        instrument_id=position.instrument_id,
        is_buy=position.is_buy,
        amounts=_sizes(position.initial_amount_in_dollars, position.amount),
        units=_sizes(position.initial_units, position.units),
        leverage=position.leverage,
        at=position.open_date_time,
    )


def _opened_and_closed(trade: ClosedTrade) -> Sighting:
    """A closed trade as what its opening order had opened."""
    return Sighting(
        where="history",
        order_id=trade.order_id,
        position_id=trade.position_id,
        instrument_id=trade.instrument_id,
        is_buy=trade.is_buy,
        amounts=_sizes(trade.initial_investment, trade.investment),
        units=_sizes(trade.units),
        leverage=trade.leverage,
        at=trade.open_timestamp,
    )


def _trade(trade: ClosedTrade) -> Sighting:
    """A closed trade as what its closing order took off. The id in it is that of the opening order."""
    return Sighting(
        where="history",
        closes=trade.position_id,
        position_id=trade.position_id,
        units=_sizes(trade.units),
        at=trade.close_timestamp,
    )


def _closings(intent: Intent, portfolio: Portfolio) -> Iterator[Sighting]:
    for order in portfolio.orders_for_close:
        yield _closing(order, order.position_id)
    for several in portfolio.orders_for_close_multiple:
        if intent.position_id in (several.pending_close_position_ids or ()):
            yield _closing(several, intent.position_id)
    held = position_in(portfolio, intent.position_id)
    if held is None:
        yield Sighting(where="gone", closes=intent.position_id, position_id=intent.position_id)
    elif intent.held is not None and held.units < intent.held:
        # No time is known of it, so that it makes the close likely at best; the history will tell.
        taken = _sizes(intent.held - held.units)
        yield Sighting(where="positions", closes=held.position_id, position_id=held.position_id, units=taken)


def _closing(order: CloseOrder | CloseMultipleOrder, closes: int | None) -> Sighting:
    return Sighting(
        where="orders",
        order_id=order.order_id,
        closes=closes,
        position_id=closes,
        units=_sizes(order.units_to_deduct),
        at=order.open_date_time,
        is_order=True,
    )


def position_in(portfolio: Portfolio, position_id: int | None) -> Position | None:
    """A position by its id, own or copied."""
    return next((it for it in all_positions(portfolio, copied=True) if it.position_id == position_id), None)


def all_positions(portfolio: Portfolio, *, copied: bool) -> Iterator[Position]:
    """The open positions of one's own; with ``copied`` those of copied traders too."""
    yield from (it for it in portfolio.positions if copied or not it.mirror_id)
    if copied:
        for mirror in portfolio.mirrors:
            yield from mirror.positions


def closing_already(portfolio: Portfolio, position: Position) -> CloseOrder | None:
    """An order that is on its way to close all of a position."""
    for order in portfolio.orders_for_close:
        takes_all = not order.units_to_deduct or order.units_to_deduct >= position.units
        if order.position_id == position.position_id and takes_all:
            return order
    return None


# Single orders.


def looked_up(order: OrderDetails, reference_id: str | None = None) -> Sighting:
    """An order as the look-up shows it. ``reference_id`` is the reference that it was looked up by, if so."""
    asset = order.asset
    closes = order.positions_to_close or []
    executions = order.position_executions or []
    return Sighting(
        where="lookup",
        order_id=order.order_id,
        position_id=executions[0].position_id if executions else None,
        closes=closes[0] if order.action == _CLOSE and closes else None,
        instrument_id=asset.instrument_id if asset else None,
        is_buy=None if asset is None or asset.side is None else asset.side.lower() != _SHORT,
        amounts=_sizes(order.requested_amount),
        units=_sizes(order.requested_units),
        leverage=asset.leverage if asset else None,
        rate=order.requested_trigger_rate or None,
        is_limit=None if order.order_type is None else order.order_type == _MARKET_IF_TOUCHED,
        at=order.request_time,
        is_order=True,
        is_exact=True,
        reference_id=reference_id,
    )


def clock_error(headers: Mapping[str, str], now: datetime) -> timedelta:
    """By how much eToro's clock is ahead of ours, going by the Date of an answer; 0 where it is too little to tell."""
    # Imported here, as it takes longer than the rest of this package and few orders are ever lost.
    from email.utils import parsedate_to_datetime

    try:
        ahead = parsedate_to_datetime(headers.get("date", "")) - now
    except (TypeError, ValueError):
        return timedelta(0)
    return ahead if abs(ahead) > _SKEW else timedelta(0)


def on_our_clock(seen: Sighting, ahead: timedelta) -> Sighting:
    """The same with its time told by our clock, which eToro's is ahead of by so much."""
    return seen if seen.at is None or not ahead else evolve(seen, at=seen.at - ahead)


def inspected(seen: Sighting, order: Sighting | None, reference_id: str | None) -> Sighting:
    """What was seen in the account, told more exactly by reading the order that it names. ``reference_id`` is the
    reference that eToro shows for that order, if it shows one."""
    if order is None:
        return evolve(seen, reference_id=reference_id)
    if order.closes is not None:
        # The id was that of the order that closed it: what opened it remains unknown.
        return evolve(seen, order_id=None)
    return evolve(order, where=seen.where, position_id=seen.position_id or order.position_id, reference_id=reference_id)


def reference_in(order: OpenOrderInfo) -> str | None:
    """The reference that the v1 read shows; None where it shows zeros or nothing."""
    text = (order.reference_id or "").lower()
    return text if text and text != _NOBODY else None


def progress_of(order: OrderDetails) -> Progress:
    """How far a v2 order has come."""
    status = order.status
    return Progress(
        status=int(status.id),
        order_id=order.order_id,
        positions=tuple(
            FilledPosition(
                position_id=it.position_id,
                rate=it.opening_data.avg_price if it.opening_data else None,
                units=it.opening_data.units if it.opening_data else it.remaining_units,
                amount=it.invested_amount_currency,
                is_open=it.state != "closed",
            )
            for it in order.position_executions or ()
        ),
        code=str(status.error_code) if status.error_code else "",
        reason=status.error_message or "",
        closes=tuple(order.positions_to_close or ()) if order.action == _CLOSE else (),
        requested_at=order.request_time,
        requested_units=order.requested_units,
    )


def progress_of_v1(order: OpenOrderInfo) -> Progress:
    """How far a v1 order to open has come."""
    return Progress(
        status=int(order.status_id),
        order_id=order.order_id,
        positions=tuple(
            FilledPosition(
                position_id=it.position_id, rate=it.rate, units=it.units, amount=it.amount, is_open=it.is_open
            )
            for it in order.positions or ()
        ),
        code=str(order.error_code) if order.error_code else "",
        reason=order.error_message or "",
    )


class Closing(NamedTuple):
    """A close, as its trade in the history can be recognised by."""

    position_id: int
    units: float | None
    since: datetime | None

    def trade_in(self, trades: Iterable[ClosedTrade]) -> ClosedTrade | None:
        """The newest trade that can be this close."""
        fitting = [it for it in trades if it.position_id == self.position_id and self._fits(it)]
        return max(fitting, key=lambda it: it.close_timestamp, default=None)

    def _fits(self, trade: ClosedTrade) -> bool:
        in_time = self.since is None or trade.close_timestamp >= self.since - _SKEW
        return in_time and (self.units is None or abs(trade.units - self.units) <= _UNITS_TOLERANCE * self.units)


def closing_of(order: PlacedOrder | None, progress: Progress | None) -> Closing | None:
    """What an order closes, from how it was placed or from how it reads; None for one that opens."""
    if order is not None and order.kind == _CLOSE and order.position_ids:
        return Closing(order.position_ids[0], order.units, order.sent_at)
    if progress is not None and progress.closes:
        return Closing(progress.closes[0], progress.requested_units or None, progress.requested_at)
    return None


def progress_of_close(trade: ClosedTrade, order_id: int | None, is_open: bool) -> Progress:
    """A close that the history shows to be done."""
    position = FilledPosition(
        position_id=trade.position_id,
        rate=trade.close_rate,
        units=trade.units,
        amount=trade.investment,
        is_open=is_open,
    )
    return Progress(
        status=_FILLED,
        order_id=order_id,
        positions=(position,),
        closes=(trade.position_id,),
        net_profit=trade.net_profit,
    )


def preview_of(costs: Costs) -> CostPreview:
    """The costs of an order as a preview."""
    return CostPreview(
        instrument_id=costs.instrument_id,
        symbol=costs.symbol,
        lines=tuple(CostLine(str(it.cost_type), it.amount, it.currency) for it in costs.costs),
        as_of=costs.last_updated,
    )
