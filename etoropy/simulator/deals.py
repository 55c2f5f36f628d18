"""What a price does to an order or a position: fills, triggers, stops, profit. Pure: papers and a quote in, papers
out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .market import Quote
from .records import Order, Position, Refusal, Ticket, Trade
from .terms import OVER_MAXIMUM, UNDER_MINIMUM, Terms, open_costs, overnight_fees, refusal, sizes, ticket_fee

_SMALLEST_UNIT = 1e-9
# Units are kept to six decimals: less than half of the last is nothing.
_NO_UNITS = 5e-7


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a position's stop and target that takes effect at `due_at`."""

    position_id: int
    due_at: float
    stop_loss: float | None
    take_profit: float | None
    is_trailing: bool


def changed(position: Position, change: Change) -> Position:
    """The position once a change has taken effect."""
    return replace(
        position,
        stop_loss=change.stop_loss,
        take_profit=change.take_profit,
        is_trailing=change.is_trailing,
        stop_version=position.stop_version + (change.stop_loss != position.stop_loss),
    )


def closing_rate(position: Position, quote: Quote) -> float:
    """The rate at which this position would close: bid for a long one, ask for a short one."""
    return quote.bid if position.is_buy else quote.ask


def profit(position: Position, quote: Quote) -> float:
    """Unrealised profit in USD, before fees."""
    moved = closing_rate(position, quote) - position.open_rate
    return round(position.units * moved * (1 if position.is_buy else -1) * quote.conversion_bid, 2)


def charge(terms: Terms, ticket: Ticket, quote: Quote) -> float:
    """USD that opening this takes from the credit: margin, fee and tax."""
    amount, _ = sizes(ticket, quote)
    costs = open_costs(terms.instrument, ticket.settlement, ticket.is_buy, amount * ticket.leverage)
    return round(amount + costs.charged_at_once, 2)


def opened(order: Order, terms: Terms, quote: Quote, credit: float, position_id: int, at: float) -> Position | Refusal:
    """The position that an order opens at these prices, or why it does not."""
    ticket = order.ticket
    why_not = refusal(terms, ticket, quote, credit)
    if why_not is not None:
        return why_not
    amount, units = sizes(ticket, quote)
    costs = open_costs(terms.instrument, ticket.settlement, ticket.is_buy, amount * ticket.leverage)
    return Position(
        id=position_id,
        order_id=order.id,
        order_type=order.type,
        instrument_id=order.instrument_id,
        is_buy=order.is_buy,
        leverage=order.leverage,
        settlement=order.settlement,
        amount=amount,
        initial_amount=amount,
        units=units,
        initial_units=units,
        open_rate=quote.ask if order.is_buy else quote.bid,
        open_conversion=quote.conversion_ask,
        opened_at=at,
        rate_id=quote.rate_id,
        stop_loss=order.stop_loss,
        take_profit=order.take_profit,
        is_trailing=order.is_trailing,
        external_fees=costs.transaction_fee,
        external_taxes=costs.sdrt,
    )


def can_rest(order: Order, terms: Terms, quote: Quote, credit: float) -> Refusal | None:
    """Whether a limit order may wait for its rate: judged as if the price stood there already."""
    rate = order.trigger_rate or quote.ask
    return refusal(terms, order.ticket, replace(quote, bid=rate, ask=rate), credit)


def is_touched(order: Order, quote: Quote) -> bool:
    """Whether the price has come to a limit order's rate: the ask from above when buying, the bid from below when
    selling."""
    if order.trigger_rate is None:
        return False
    return quote.ask <= order.trigger_rate if order.is_buy else quote.bid >= order.trigger_rate


def stop_reason(position: Position, quote: Quote) -> str | None:
    """`StopLoss` or `TakeProfit` when the price has come to it; where a loss has used up the margin, nothing is left to
    hold the position with."""
    if position.amount + profit(position, quote) <= 0:
        return "StopLoss"
    rate, sign = closing_rate(position, quote), 1 if position.is_buy else -1
    if position.stop_loss is not None and (rate - position.stop_loss) * sign <= 0:
        return "StopLoss"
    if position.take_profit is not None and (rate - position.take_profit) * sign >= 0:
        return "TakeProfit"
    return None


def trailed(position: Position, best: float, quote: Quote) -> tuple[Position, float]:
    """A trailing stop moved along with the best rate seen so far; returns the position and that rate."""
    rate = closing_rate(position, quote)
    gain = (rate - best) * (1 if position.is_buy else -1)
    if position.stop_loss is None or gain <= 0:
        return position, best
    return replace(position, stop_loss=round(position.stop_loss + rate - best, 6)), rate


def close_refusal(position: Position | None, units: float | None) -> Refusal | None:
    """Why a position cannot be closed by so many units."""
    if units is not None and units < _NO_UNITS:
        return Refusal(UNDER_MINIMUM, f"{units:g} units are too few to close")
    if position is not None and units is not None and units > position.units + _SMALLEST_UNIT:
        return Refusal(OVER_MAXIMUM, f"{units:g} units are more than the position's {position.units:g}")
    return None


def closed(
    position: Position, terms: Terms, quote: Quote, units: float | None, order_id: int, at: float, reason: str
) -> tuple[Trade, Position]:
    """What is realised by closing so many units (None: all), and the position as it is afterwards."""
    share = 1.0 if units is None or units >= position.units - _NO_UNITS else units / position.units
    closing = replace(position, units=position.units * share, amount=position.amount * share)
    fees = overnight_fees(closing, at) + ticket_fee(terms.instrument, position.settlement)
    trade = Trade(
        position=position,
        close_order_id=order_id,
        close_rate=closing_rate(position, quote),
        closed_at=at,
        units=round(closing.units, 6),
        amount=round(closing.amount, 2),
        # A position never loses more than its margin.
        net_profit=max(round(profit(closing, quote) - fees, 2), -round(closing.amount, 2)),
        fees=round(fees, 2),
        reason=reason,
    )
    if share == 1.0:
        return trade, replace(position, closed_at=at)
    return trade, replace(
        position, units=round(position.units - trade.units, 6), amount=round(position.amount - trade.amount, 2)
    )


def proceeds(trade: Trade) -> float:
    """USD that come back to the credit."""
    return round(trade.amount + trade.net_profit, 2)
