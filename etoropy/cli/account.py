"""The account: what it holds, which orders wait, what was traded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from .session import CAME_TO_NOTHING, UNSETTLED, Listing, Session, command

if TYPE_CHECKING:
    from .. import EToroTrading, ItemOutcome, OrderResult, Rows
    from ..rest.models import ClosedTrade, Portfolio, Position


@command()
@click.option("--png", type=click.Path(dir_okay=False), help="Draw where the money is into a file.")
def portfolio(session: Session, png: str | None) -> None:
    """Show cash, positions and profit.

    Profit is as eToro reckoned it last, about ten seconds ago at most.
    """
    with session.client() as etoro:
        held = etoro.get_pnl()
        symbol_of = etoro.resolver.symbol_of
        if png:
            from ..views.plot import allocation
            from .pictures import drawn

            drawn(session, png, lambda: allocation(held, symbol_of=symbol_of, path=png))
        if session.json:
            session.tell(_told(etoro, held))
        else:
            _show_account(session, etoro, held)


def _told(etoro: EToroTrading, held: Portfolio) -> dict[str, Any]:
    from ..rest.models import Position
    from ..views.frames import Rows
    from ..views.tabular import plain

    rows = Rows(held.positions, Position, symbol_of=etoro.resolver.symbol_of)
    told: dict[str, Any] = plain(held)
    return told | {"mode": etoro.mode, "positions": rows.records()}


def _show_account(session: Session, etoro: EToroTrading, held: Portfolio) -> None:
    from rich.text import Text

    from .output import money, move, texts, words

    own = sum(position.amount + _profit(position) for position in held.positions)
    copied = sum((it.available_amount or 0.0) + sum(p.amount + _profit(p) for p in it.positions) for it in held.mirrors)
    profit = held.unrealized_pnl
    if profit is None:
        profit = sum(map(_profit, held.positions))
    session.out.line(f"{etoro.mode.upper()} account", "bold")
    session.out.line(f"cash {held.credit:,.2f} · positions {own:,.2f} · copied {copied:,.2f} USD")
    session.out.line(
        Text.assemble(f"all {held.credit + own + copied:,.2f} USD, profit not realized ", move(profit), "\n")
    )
    show_positions(session, etoro, held.positions)
    if held.mirrors:
        session.out.line()
        session.out.table(
            [
                words("copied trader", (it.parent_username for it in held.mirrors)),
                money("put in", (it.initial_investment for it in held.mirrors)),
                money("free", (it.available_amount for it in held.mirrors)),
                texts("positions", (len(it.positions) for it in held.mirrors)),
            ]
        )


def _profit(position: Position) -> float:
    return position.unrealized_pnl.pnl if position.unrealized_pnl is not None else 0.0


def show_positions(session: Session, etoro: EToroTrading, positions: list[Position]) -> None:
    """Positions as a table."""
    from .output import money, moves, prices, sides, texts

    session.out.table(
        [
            texts("symbol", (etoro.resolver.symbol_of(it.instrument_id) for it in positions)),
            sides("side", (it.is_buy for it in positions)),
            prices("units", (it.units for it in positions)),
            prices("opened at", (it.open_rate for it in positions)),
            prices("now", (it.unrealized_pnl.close_rate if it.unrealized_pnl else None for it in positions)),
            money("USD in it", (it.amount for it in positions)),
            texts("×", (it.leverage for it in positions)),
            moves("profit", (it.unrealized_pnl.pnl if it.unrealized_pnl else None for it in positions)),
            texts("position", (it.position_id for it in positions)),
        ],
        when_empty="No open positions.",
    )


@command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day, YYYY-MM-DD; 90 days back unless said.")
@click.option("--most", "-n", type=click.IntRange(min=1), help="How many to show, the newest first.")
@click.option("--png", type=click.Path(dir_okay=False), help="Draw what they earned into a file.")
def history(session: Session, since: datetime | None, most: int | None, png: str | None) -> None:
    """Show closed trades."""
    with session.client() as etoro:
        first = None if since is None else since.replace(tzinfo=UTC)
        with session.out.waiting("Reading closed trades …"):
            trades = etoro.get_trade_history(first, most=most)
        named = [etoro.resolver.symbol_of(trade.instrument_id) for trade in trades]
    if png:
        from ..views.plot import equity
        from .pictures import drawn

        drawn(session, png, lambda: equity(trades, path=png))
    if session.json:
        session.tell(trades.records())
    else:
        _show_trades(session, trades, named)


def _show_trades(session: Session, trades: Rows[ClosedTrade], named: list[str]) -> None:
    from .output import money, move, moves, prices, sides, texts

    session.out.table(
        [
            texts("closed, UTC", (it.close_timestamp for it in trades)),
            texts("symbol", named),
            sides("side", (it.is_buy for it in trades)),
            prices("units", (it.units for it in trades)),
            prices("opened at", (it.open_rate for it in trades)),
            prices("closed at", (it.close_rate for it in trades)),
            money("fees", (it.fees for it in trades)),
            moves("profit", (it.net_profit for it in trades)),
            texts("position", (it.position_id for it in trades)),
        ],
        when_empty="No closed trades.",
    )
    if trades:
        total = move(sum(it.net_profit for it in trades))
        session.out.line(f"\n{len(trades)} trades, profit {total.plain} USD")


@click.group(cls=Listing)
def orders() -> None:
    """Show, follow and settle orders.

    `etoropy orders` alone lists those that wait.
    """


@orders.add_command
@command(name="list")
def list_orders(session: Session) -> None:
    """List orders that wait: to open, at a limit, to close."""
    with session.client() as etoro:
        waiting = etoro.get_pending_orders()
        if session.json:
            session.tell(waiting.records())
            return
        show_orders(session, etoro, waiting)


def show_orders(session: Session, etoro: EToroTrading, waiting: list[Any]) -> None:
    """Waiting orders as a table."""
    from .output import money, prices, sides, texts, words

    def first(order: Any, *names: str) -> Any:
        return next((value for name in names if (value := getattr(order, name, None))), None)

    session.out.table(
        [
            texts("order", (it.order_id for it in waiting)),
            words("what", (_KINDS[type(it).__name__] for it in waiting)),
            texts("symbol", (etoro.resolver.symbol_of(it.instrument_id or 0) for it in waiting)),
            sides("side", (getattr(it, "is_buy", None) for it in waiting)),
            money("USD", (first(it, "amount") for it in waiting)),
            prices("units", (first(it, "units", "amount_in_units", "units_to_deduct") for it in waiting)),
            prices("at", (first(it, "rate") for it in waiting)),
            texts("since, UTC", (it.open_date_time for it in waiting)),
        ],
        when_empty="No orders wait.",
    )


_KINDS = {
    "OpenOrder": "open",
    "LimitOrder": "open at a limit",
    "CloseOrder": "close",
    "CloseMultipleOrder": "close several",
}


@orders.add_command
@command()
@click.argument("reference")
def find(session: Session, reference: str) -> int | None:
    """Find the order that was sent under a reference.

    Ends with 5 where it cannot be told whether there is one.
    """
    with session.client() as etoro, session.out.waiting("Looking for the order …"):
        order = etoro.find_order(reference)
    if session.json:
        session.tell(order)
    elif order is None:
        session.out.line("There is no such order: it is safe to send it again.")
    else:
        session.out.line(f"Order {order.order_id or 'without an id'}, found by {order.found}: {order.kind}.")
    return None if order is not None else CAME_TO_NOTHING


@orders.add_command
@command()
@click.argument("order")
@click.option("--timeout", default=60.0, show_default=True, help="Seconds to follow it for.")
def wait(session: Session, order: str, timeout: float) -> int | None:
    """Follow an order, by its id or reference, to its end."""
    with session.client() as etoro, session.out.waiting("Following the order …"):
        result = etoro.wait_for_order(int(order) if order.isdecimal() else order, timeout=timeout)
    if session.json:
        session.tell(result)
    else:
        session.out.line(sentence(result))
    return status_of(result)


def sentence(result: OrderResult) -> str:
    """How far an order came, for people."""
    from .output import move, number

    said = result.state.replace("_", " ")
    at = "" if result.average_price is None else f" at {number(result.average_price)}"
    why = " · ".join(part for part in (result.code, result.reason) if part)
    positions = ", ".join(map(str, result.position_ids))
    profit = "" if result.net_profit is None else f" · profit {move(result.net_profit).plain} USD"
    which = f"Order {result.order_id}" if result.order_id is not None else "The order"
    return f"{which}: {said}{at}{f' ({why})' if why else ''}{f' · position {positions}' if positions else ''}{profit}"


def status_of(result: OrderResult) -> int | None:
    """The exit status that the end of an order is."""
    if result.state in ("rejected", "cancelled", "expired"):
        return CAME_TO_NOTHING
    return UNSETTLED if result.state == "timed_out" else None


@orders.add_command
@command()
def reconcile(session: Session) -> int | None:
    """Settle what a crash left open, from the journal.

    The journal is the file that ETORO_JOURNAL names. Sends nothing: it looks
    up what became of orders whose answer never arrived. Takes up to two
    minutes where an order has to be shown not to exist.
    """
    with session.client() as etoro:
        if etoro.config.journal is None:
            what = "The simulated account has none" if session.is_simulated else "ETORO_JOURNAL names none"
            raise click.UsageError(f"There is no journal: {what}.")
        with session.out.waiting("Looking for orders that were left open …"):
            outcomes = etoro.reconcile()
    if session.json:
        session.tell(outcomes)
    else:
        show_outcomes(session, outcomes, when_empty="Nothing was left open.")
    return UNSETTLED if any(outcome.state == "unknown" for outcome in outcomes) else None


def show_outcomes(session: Session, outcomes: list[ItemOutcome], *, when_empty: str) -> None:
    """What became of each of several orders."""
    from .output import texts, words

    session.out.table(
        [
            texts("id", (it.id for it in outcomes)),
            words("outcome", (it.state.replace("_", " ") for it in outcomes)),
            texts("reference", (it.reference_id for it in outcomes)),
            words("why", (it.error for it in outcomes)),
        ],
        when_empty=when_empty,
    )
