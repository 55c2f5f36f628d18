"""One account: its cash, every order it ever took, its positions, and the trades that are over.

Nothing happens by itself. Whoever asks first lets the account `advance` to the moment of asking, and it settles what
came due since the last time, in order: fills, refusals, changes, limit orders whose rate was touched, stops that were
hit. So a clock that is moved by hand gives the same account every time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from .deals import (
    Change,
    can_rest,
    changed,
    charge,
    close_refusal,
    closed,
    closing_rate,
    is_touched,
    opened,
    proceeds,
    stop_reason,
    trailed,
)
from .instruments import mix
from .market import Market
from .messages import Mode
from .private_events import order_event, position_event
from .records import CLOSE, OPEN_BY_AMOUNT, OPEN_BY_UNITS, Mirror, Order, Position, Refusal, Status, Ticket, Trade
from .terms import ALREADY_CLOSED, ENTRY_DISALLOWED, default_settlement, terms_of
from .world import Quirks, stable_uuid

Emit = Callable[[str, dict[str, Any]], None]
_WAITING = (Status.WAITING_FOR_MARKET, Status.PENDING_TRIGGERED_RATE)


@dataclass(frozen=True, slots=True)
class State:
    """What the account consisted of from a moment on."""

    since: float
    credit: float
    positions: Mapping[int, Position]
    pending: Mapping[int, Order]
    mirrors: tuple[Mirror, ...]


class Account:
    """The truth about one account; what the API shows of it may lag behind."""

    def __init__(
        self, mode: Mode, cid: int, market: Market, quirks: Quirks, *, credit: float, seed: int, emit: Emit
    ) -> None:
        self.mode = mode
        self.cid = cid
        self.market = market
        self.quirks = quirks
        self.seed = seed
        self._credit = credit
        self._emit = emit
        self._orders: dict[int, Order] = {}
        self._pending: dict[int, Order] = {}
        self._by_reference: dict[str, list[int]] = {}
        self._positions: dict[int, Position] = {}
        self._guarded: dict[int, Position] = {}
        self._gone: dict[int, Position] = {}
        self._best: dict[int, float] = {}
        self._changes: list[Change] = []
        self._trades: list[Trade] = []
        self._mirrors: list[Mirror] = []
        self._closes: dict[int, list[int]] = {}
        self._closing_errors: dict[int, int] = {}
        self.pnl_answer: tuple[float, Any] | None = None
        """when the profit and loss read was last answered, and what was said"""
        self._settled_until = market.clock.now()
        self._last_order_id = 13_000_000 + mix(seed, cid) % 800_000
        self._last_position_id = 2_150_000_000 + mix(seed, cid, 1) % 40_000_000
        self._past: deque[State] = deque([self._state(float("-inf"))])

    # -- the truth

    @property
    def orders(self) -> list[Order]:
        """Every order ever taken, the oldest first."""
        return list(self._orders.values())

    @property
    def positions(self) -> list[Position]:
        """The open positions, those of copied traders included."""
        return list(self._positions.values())

    @property
    def history(self) -> list[Trade]:
        """Everything that was closed, the oldest first."""
        return list(self._trades)

    @property
    def mirrors(self) -> list[Mirror]:
        """The traders that are copied."""
        return list(self._mirrors)

    @property
    def credit(self) -> float:
        """USD that are free to trade with."""
        return self._credit

    def order(self, order_id: int) -> Order | None:
        """An order by its id."""
        return self._orders.get(order_id)

    def orders_with_reference(self, reference_id: str) -> list[Order]:
        """The orders taken under a reference: more than one when a request was repeated."""
        return [self._orders[order_id] for order_id in self._by_reference.get(reference_id.lower(), ())]

    def position(self, position_id: int) -> Position | None:
        """A position by its id, open or closed."""
        return self._positions.get(position_id) or self._gone.get(position_id)

    def as_seen(self, now: float) -> State:
        """The account as the portfolio shows it: as it was `portfolio_lag` seconds ago."""
        self._forget_before(now - self.quirks.portfolio_lag)
        return self._past[0]

    # -- what a caller may ask for

    def take_open(self, ticket: Ticket, *, reference_id: str, api: Literal["v1", "v2"], now: float) -> Order:
        """Accept an order to open. Whether it executes is settled when it comes due."""
        instrument = self.market.named(ticket.instrument_id)
        kind = OPEN_BY_AMOUNT if ticket.amount is not None else OPEN_BY_UNITS
        order = self._new_order(kind, instrument.symbol, reference_id, api, now, ticket)
        reserved = charge(terms_of(instrument), ticket, self.market.quote(instrument, now))
        return self._file(replace(order, frozen=reserved), now)

    def take_close(
        self, position: Position, units: float | None, *, reference_id: str, api: Literal["v1", "v2"], now: float
    ) -> Order:
        """Accept an order to close a position, or so many units of it."""
        ticket = Ticket(position.instrument_id, position.is_buy, position.leverage, position.settlement)
        symbol = self.market.named(position.instrument_id).symbol
        order = self._new_order(CLOSE, symbol, reference_id, api, now, ticket)
        order = replace(order, position_id=position.id, units_to_close=units)
        if units is not None and not self.quirks.partial_close_works:
            order = replace(order, due_at=None)
        self._closes.setdefault(position.id, []).append(order.id)
        return self._file(order, now)

    def cancel(self, order: Order, now: float) -> bool:
        """Cancel an order that waits; False when it is over already."""
        if not order.is_pending:
            return False
        self._update(replace(order, status=Status.CANCELED, due_at=None), now)
        return True

    def planned(self, position: Position) -> Position:
        """The position as it will be once all changes that were accepted have taken effect."""
        for change in self._changes:
            if change.position_id == position.id:
                position = changed(position, change)
        return position

    def change(self, change: Change) -> None:
        """Change a position's stop and target when the change comes due."""
        self._changes.append(change)

    def closing_error(self, order: Order, now: float) -> bool:
        """Whether reading this order fails now because its position is being closed; counts as one reading."""
        recent = now - self.quirks.closing_lookup_window
        closing = [o.id for o in self._closes_of(order) if o.taken_at > recent and o.status != Status.CANCELED]
        if not closing:
            return False
        met = self._closing_errors.get(closing[-1], 0)
        self._closing_errors[closing[-1]] = met + 1
        return met < self.quirks.closing_lookup_errors

    # -- what tests and demonstrations may do to it

    def deposit(self, amount: float) -> None:
        """Add USD to the credit; a negative amount takes them away."""
        self._credit = round(self._credit + amount, 2)
        self._remember(self.market.clock.now())

    def place_position(
        self, instrument: int | str, amount: float, *, is_buy: bool = True, leverage: int = 1, mirror_id: int = 0
    ) -> Position:
        """Put a position into the account without an order of its own: as if it had been opened now."""
        now = self.market.clock.now()
        found = self.market.named(instrument)
        settlement = default_settlement(found, is_buy, leverage)
        ticket = Ticket(found.id, is_buy, leverage, settlement, amount=amount)
        order = self._new_order(
            OPEN_BY_AMOUNT, found.symbol, stable_uuid(self.seed, self._last_order_id), "v2", now, ticket
        )
        quote = self.market.quote(found, now)
        match opened(order, terms_of(found), quote, float("inf"), self._position_id(), now):
            case Refusal(message=why):
                raise ValueError(why)
            case position:
                position = replace(position, mirror_id=mirror_id, parent_id=position.id + 7 if mirror_id else 0)
        self._hold(position)
        self._credit = round(self._credit - (0.0 if mirror_id else amount), 2)
        self._remember(now)
        return position

    def copy_trader(self, username: str, amount: float, instruments: Iterable[int | str] = ()) -> Mirror:
        """Copy a trader with so many USD, half of them in equal positions in these instruments."""
        chosen = list(instruments)
        now = self.market.clock.now()
        mirror_id = 1_840_000 + len(self._mirrors) * 17 + 1
        invested = amount / 2 if chosen else 0.0
        parent_cid = 14_000_000 + mix(*username.encode()) % 1_000_000
        mirror = Mirror(mirror_id, username, parent_cid, amount, round(amount - invested, 2), now)
        self._mirrors.append(mirror)
        self._credit = round(self._credit - amount, 2)
        for instrument in chosen:
            self.place_position(instrument, round(invested / len(chosen), 2), mirror_id=mirror_id)
        self._remember(now)
        return mirror

    # -- how time passes

    def advance(self, now: float) -> None:
        """Settle everything that came due up to now, in order."""
        for at in self._moments(now):
            self._settle(at)
        self._settled_until = max(self._settled_until, now)

    def _moments(self, now: float) -> list[float]:
        """When something is due, and when prices must be looked at because an order or a position waits for them."""
        dues = {o.due_at for o in self._pending.values() if o.due_at is not None and o.due_at <= now}
        dues.update(change.due_at for change in self._changes if change.due_at <= now)
        for instrument_id in self._watched():
            dues.add(now)
            dues.update(self.market.moments_between(self.market.named(instrument_id), self._settled_until, now))
        return sorted(dues)

    def _watched(self) -> set[int]:
        guarded = {p.instrument_id for p in self._guarded.values()}
        waiting = {o.instrument_id for o in self._pending.values() if o.status in _WAITING or _brings_watching(o)}
        return guarded | waiting | {p.instrument_id for c in self._changes if (p := self._positions.get(c.position_id))}

    def _settle(self, at: float) -> None:
        due = [o for o in self._pending.values() if o.due_at is not None and o.due_at <= at]
        for order in sorted(due, key=lambda o: o.due_at or at):
            self._execute(order, order.due_at or at)
        for change in [c for c in self._changes if c.due_at <= at]:
            self._apply(change, at)
        for order in [o for o in self._pending.values() if o.status in _WAITING]:
            self._look_at_waiting(order, at)
        for position in list(self._guarded.values()):
            self._look_at_stops(position, at)

    def _execute(self, order: Order, at: float) -> None:
        instrument = self.market.named(order.instrument_id)
        if not self.market.is_open(instrument, at):
            self._wait_for_market(order, at)
        elif order.is_close:
            self._fill_close(order, at)
        elif order.is_limit and order.status == Status.RECEIVED:
            self._rest(order, at)
        else:
            self._fill_open(order, at)

    def _wait_for_market(self, order: Order, at: float) -> None:
        terms = terms_of(self.market.named(order.instrument_id))
        if order.is_limit:
            self._rest(order, at)
        elif not order.is_close and not terms.allow_entry:
            self._refuse(
                order, Refusal(ENTRY_DISALLOWED, "Entry orders are not allowed while the market is closed"), at
            )
        else:
            self._update(replace(order, status=Status.WAITING_FOR_MARKET, due_at=None), at)

    def _rest(self, order: Order, at: float) -> None:
        instrument = self.market.named(order.instrument_id)
        why_not = can_rest(order, terms_of(instrument), self.market.quote(instrument, at), self._credit)
        if why_not is not None:
            self._refuse(order, why_not, at)
        else:
            self._update(replace(order, status=Status.PENDING_TRIGGERED_RATE, due_at=None), at)

    def _look_at_waiting(self, order: Order, at: float) -> None:
        instrument = self.market.named(order.instrument_id)
        if self.market.is_open(instrument, at) and (
            not order.is_limit or is_touched(order, self.market.quote(instrument, at))
        ):
            self._execute(order, at)

    def _fill_open(self, order: Order, at: float) -> None:
        instrument = self.market.named(order.instrument_id)
        quote, terms = self.market.quote(instrument, at), terms_of(instrument)
        outcome = opened(order, terms, quote, self._credit, self._last_position_id + 1, at)
        if isinstance(outcome, Refusal):
            self._refuse(order, outcome, at)
            return
        position = replace(outcome, id=self._position_id())
        self._hold(position)
        self._best[position.id] = closing_rate(position, quote)
        self._credit = round(self._credit - charge(terms, order.ticket, quote), 2)
        self._update(replace(order, status=Status.FILLED, due_at=None, position_id=position.id), at)
        self._emit(*position_event(position, self.cid, None))

    def _fill_close(self, order: Order, at: float) -> None:
        position = self._positions.get(order.position_id or 0)
        why_not = close_refusal(position, order.units_to_close)
        if position is None or why_not is not None:
            self._refuse(order, why_not or Refusal(ALREADY_CLOSED, "The position is closed already"), at)
            return
        trade = self._realise(position, order.units_to_close, order.id, "Manual", at)
        self._update(replace(order, status=Status.FILLED, due_at=None), at, trade)
        self._emit(*position_event(position, self.cid, trade))

    def _look_at_stops(self, position: Position, at: float) -> None:
        instrument = self.market.named(position.instrument_id)
        if not self.market.is_open(instrument, at):
            return
        quote = self.market.quote(instrument, at)
        reason = stop_reason(position, quote)
        if reason is not None:
            trade = self._realise(position, None, 0, reason, at)
            self._emit(*position_event(position, self.cid, trade))
        elif position.is_trailing:
            best = self._best.get(position.id, closing_rate(position, quote))
            moved, self._best[position.id] = trailed(position, best, quote)
            if moved is not position:
                self._hold(moved)
                self._remember(at)

    def _realise(self, position: Position, units: float | None, order_id: int, reason: str, at: float) -> Trade:
        instrument = self.market.named(position.instrument_id)
        quote = self.market.quote(instrument, at)
        trade, after = closed(position, terms_of(instrument), quote, units, order_id, at, reason)
        self._hold(after)
        self._trades.append(trade)
        self._pay_back(position, proceeds(trade))
        self._remember(at)
        return trade

    def _pay_back(self, position: Position, amount: float) -> None:
        """Money from a copied position stays with the copy relation."""
        if not position.mirror_id:
            self._credit = round(self._credit + amount, 2)
        self._mirrors = [
            replace(mirror, available=round(mirror.available + amount, 2))
            if mirror.id == position.mirror_id
            else mirror
            for mirror in self._mirrors
        ]

    def _apply(self, change: Change, at: float) -> None:
        self._changes.remove(change)
        position = self._positions.get(change.position_id)
        if position is None:
            return
        quote = self.market.quote(self.market.named(position.instrument_id), at)
        self._best[position.id] = closing_rate(position, quote)
        self._hold(changed(position, change))
        self._remember(at)

    # -- how it is written down

    def _new_order(
        self, kind: int, symbol: str, reference_id: str, api: Literal["v1", "v2"], now: float, ticket: Ticket
    ) -> Order:
        self._last_order_id += 1 + mix(self.seed, self._last_order_id) % 9
        return Order(
            id=self._last_order_id,
            reference_id=reference_id,
            token=stable_uuid(self.seed, self.mode, self._last_order_id),
            api=api,
            type=kind,
            instrument_id=ticket.instrument_id,
            symbol=symbol,
            is_buy=ticket.is_buy,
            leverage=ticket.leverage,
            settlement=ticket.settlement,
            taken_at=now,
            updated_at=now,
            due_at=now + self.quirks.fill_delay,
            amount=ticket.amount,
            units=ticket.units,
            trigger_rate=ticket.trigger_rate,
            stop_loss=ticket.stop_loss,
            take_profit=ticket.take_profit,
            is_trailing=ticket.is_trailing,
        )

    def _file(self, order: Order, now: float) -> Order:
        self._by_reference.setdefault(order.reference_id.lower(), []).append(order.id)
        self._update(order, now)
        return order

    def _refuse(self, order: Order, why: Refusal, at: float) -> None:
        self._update(replace(order, status=Status.REJECTED, due_at=None, refusal=why), at)

    def _update(self, order: Order, at: float, trade: Trade | None = None) -> None:
        order = replace(order, updated_at=at)
        self._orders[order.id] = order
        if order.is_pending:
            self._pending[order.id] = order
        else:
            self._pending.pop(order.id, None)
        self._remember(at)
        self._emit(*order_event(order, self.cid, self.position(order.position_id or 0), trade))

    def _hold(self, position: Position) -> None:
        """Put a position, new or changed, where it belongs: with the open, the guarded, or those that are gone."""
        is_open = position.closed_at is None
        for shelf, belongs in (
            (self._positions, is_open),
            (self._guarded, is_open and position.is_guarded),
            (self._gone, not is_open),
        ):
            if belongs:
                shelf[position.id] = position
            else:
                shelf.pop(position.id, None)

    def _position_id(self) -> int:
        self._last_position_id += 1 + mix(self.seed, self._last_position_id) % 9
        return self._last_position_id

    def _closes_of(self, order: Order) -> list[Order]:
        if order.position_id is None or order.is_close:
            return []
        return [self._orders[order_id] for order_id in self._closes.get(order.position_id, ())]

    def _remember(self, at: float) -> None:
        self._past.append(self._state(at))
        self._forget_before(at - self.quirks.portfolio_lag)

    def _forget_before(self, horizon: float) -> None:
        """Drop the states that a later one had replaced by then."""
        while len(self._past) > 1 and self._past[1].since <= horizon:
            self._past.popleft()

    def _state(self, since: float) -> State:
        return State(since, self._credit, dict(self._positions), dict(self._pending), tuple(self._mirrors))


def _brings_watching(order: Order) -> bool:
    """Whether what this order turns into will wait for a price."""
    return not order.is_close and (order.is_limit or order.stop_loss is not None or order.take_profit is not None)
