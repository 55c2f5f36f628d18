"""Buying, selling, closing, cancelling: shown with its costs, asked about, and only then sent."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import uuid4

import click

from ..errors import EToroApiError, EToroAuthError, EToroError
from .account import sentence, show_orders, show_outcomes, show_positions, status_of
from .session import CAME_TO_NOTHING, UNSETTLED, Instrument, Session, command, complain

if TYPE_CHECKING:
    from .. import CostPreview, EToroTrading, ItemOutcome, OrderOptions, OrderResult, PlacedOrder
    from ..rest.models import Position, Rate

_AFTERWARDS: Final = """\b
Asks before it sends unless --yes is given. On the real account
(ETORO_MODE=real) it also wants --live.
"""


def _asking(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that changes the account."""
    for option in (
        click.option("--live", is_flag=True, help="Yes, on the real account, with real money."),
        click.option("--yes", "-y", is_flag=True, help="Send without asking."),
    ):
        function = option(function)
    return function


def _opening(function: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments of buying and selling."""
    for option in (
        click.option("--wait", type=float, help="Seconds to follow it for; 30, or 3 with --limit. 0: not at all."),
        click.option("--preview", is_flag=True, help="Show what it would cost, and send nothing."),
        click.option("--trailing", is_flag=True, help="Let the stop follow the price."),
        click.option("--target", type=float, metavar="RATE", help="Close with a profit at this rate."),
        click.option("--stop", type=float, metavar="RATE", help="Close with a loss at this rate."),
        click.option("--leverage", "-l", default=1, show_default=True, help="Multiplier; above 1 needs --stop."),
        click.option("--limit", type=float, metavar="RATE", help="Wait until the price touches this rate."),
        click.option("--units", type=float, help="Size in units of the asset, instead of AMOUNT."),
        click.argument("amount", type=float, required=False),
        click.argument("symbol", type=Instrument()),
    ):
        function = option(function)
    return function


class Wish(NamedTuple):
    """A position that somebody wants to open."""

    symbol: str | int
    is_buy: bool
    amount: float | None
    units: float | None
    limit: float | None
    options: OrderOptions


@command(epilog=_AFTERWARDS)
@_opening
@_asking
def buy(session: Session, **said: Any) -> int | None:
    """Open a long position for AMOUNT dollars, before leverage.

    \b
    etoropy buy AAPL 250                 at the going rate
    etoropy buy BTC --units 0.01         sized in units
    etoropy buy AAPL 250 --limit 180     once it costs 180
    """
    return _open(session, is_buy=True, **said)


@command(epilog=_AFTERWARDS)
@_opening
@_asking
def sell(session: Session, **said: Any) -> int | None:
    """Open a short position for AMOUNT dollars: a bet that the price falls.

    It closes nothing. To sell what you hold, use `etoropy close`. eToro wants
    a stop for shorts: --stop RATE, above the price.
    """
    return _open(session, is_buy=False, **said)


def _open(
    session: Session,
    *,
    is_buy: bool,
    symbol: str | int,
    amount: float | None,
    units: float | None,
    limit: float | None,
    leverage: int,
    stop: float | None,
    target: float | None,
    trailing: bool,
    preview: bool,
    wait: float | None,
    yes: bool,
    live: bool,
) -> int | None:
    from .. import OrderOptions

    if (amount is None) == (units is None):
        raise click.UsageError("Say how much: AMOUNT in dollars, or --units.")
    options = OrderOptions(leverage=leverage, stop_loss_rate=stop, take_profit_rate=target, trailing=trailing)
    # Known before it is sent, so that it can be found whatever happens to this process.
    wish = Wish(symbol, is_buy, amount, units, limit, options.replace(reference_id=str(uuid4())))
    with session.client() as etoro:
        if not preview:
            _check_allowed(session, etoro, yes=yes, live=live)
        costs, rate = _costs(etoro, wish)
        _show_wish(session, etoro, wish, costs, rate, alone=preview)
        if preview:
            return None
        _ask(etoro, "Buy" if is_buy else "Sell short", yes=yes)
        return _send(session, etoro, wish, wait if wait is not None else 30.0 if limit is None else 3.0)


def _check_allowed(session: Session, etoro: EToroTrading, *, yes: bool, live: bool) -> None:
    """Refuse before anything is shown what would be refused in the end."""
    if session.json and not yes:
        raise click.UsageError("Programs cannot be asked: --json needs --yes.")
    if etoro.mode == "real" and not live:
        raise click.UsageError("This is the REAL account (ETORO_MODE=real). Say so too: add --live.")
    if etoro.config.read_only:
        raise click.UsageError("This client is read-only (ETORO_READ_ONLY).")


def _ask(etoro: EToroTrading, what: str, *, yes: bool) -> None:
    """Have it confirmed; click.Abort where it is not, or nobody is there to ask."""
    if not yes:
        where = "on the REAL account" if etoro.mode == "real" else f"on the {etoro.mode} account"
        click.confirm(f"{what} {where}?", abort=True, err=True)


def _costs(etoro: EToroTrading, wish: Wish) -> tuple[CostPreview | EToroApiError, Rate]:
    """What it would cost, or why eToro does not say; and what it costs to buy at the moment."""
    number = etoro.resolve_instrument(wish.symbol)
    rate = etoro.get_rates(number)[0]
    try:
        costs = etoro.orders.preview(
            number, is_buy=wish.is_buy, rate=wish.limit, amount=wish.amount, units=wish.units, options=wish.options
        )
    except EToroAuthError:
        raise
    except EToroApiError as error:
        return error, rate
    return costs, rate


def _show_wish(
    session: Session, etoro: EToroTrading, wish: Wish, costs: CostPreview | EToroApiError, rate: Rate, *, alone: bool
) -> None:
    if isinstance(costs, EToroApiError) and alone:
        raise costs
    if session.json:
        if alone:
            session.tell({"preview": {"mode": etoro.mode, "rate": _opening_rate(wish, rate), "costs": costs}})
        return
    from .output import number

    going = _opening_rate(wish, rate)
    size = f"{wish.amount:,.2f} USD" if wish.amount is not None else f"{wish.units:,g} units"
    about = _about(wish, going, rate)
    symbol = etoro.resolver.symbol_of(rate.instrument_id)
    session.out.line(f"{etoro.mode.upper()} account", "bold")
    session.out.line(f"{'Buy' if wish.is_buy else 'Sell short'} {symbol} for {size}{about}")
    when = f"once it costs {number(wish.limit)}; now" if wish.limit is not None else "at the going rate, now"
    session.out.line(f"{when} {number(rate.ask if wish.is_buy else rate.bid)}")
    for name, guard in (("stop", wish.options.stop_loss_rate), ("target", wish.options.take_profit_rate)):
        if guard is not None:
            session.out.line(f"{name} at {number(guard)} ({(guard / going - 1) * 100:+.2f} %)")
    _show_costs(session, costs)
    _warn_of_longs(session, etoro, wish, rate.instrument_id)


def _opening_rate(wish: Wish, rate: Rate) -> float:
    return wish.limit if wish.limit is not None else rate.ask if wish.is_buy else rate.bid


def _about(wish: Wish, going: float, rate: Rate) -> str:
    """The other way to say the size, and what leverage makes of it."""
    of_one = going * rate.conversion_rate_ask
    leverage = wish.options.leverage
    times = f", {leverage} times leveraged" if leverage > 1 else ""
    if wish.amount is not None:
        return f" (about {wish.amount * leverage / of_one:,.6g} units{times})"
    return f" (about {(wish.units or 0.0) * of_one / leverage:,.2f} USD{times})"


def _show_costs(session: Session, costs: CostPreview | EToroApiError) -> None:
    if isinstance(costs, EToroApiError):
        session.out.line(f"costs: not known, {costs.message}", "yellow")
        return
    said = [f"{_words(line.kind)} {line.amount:,.2f} {line.currency.upper()}" for line in costs.lines if line.amount]
    session.out.line(f"costs: {', '.join(said)}" if said else "costs: eToro names none")


def _words(camel: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in camel).strip()


def _warn_of_longs(session: Session, etoro: EToroTrading, wish: Wish, instrument_id: int) -> None:
    """Who says sell may mean close."""
    if wish.is_buy:
        return
    longs = [it for it in etoro.get_positions(instrument_id) if it.is_buy]
    if longs:
        held = f"You hold {len(longs)} long position{'' if len(longs) == 1 else 's'} of it, which this does not close"
        session.out.line(f"{held}: `etoropy close` does.", "yellow")


def _send(session: Session, etoro: EToroTrading, wish: Wish, wait: float) -> int | None:
    reference = wish.options.reference_id or ""
    try:
        placed = _place(etoro, wish)
        result = _followed(etoro, placed, wait)
    except KeyboardInterrupt:
        complain(
            f"\nInterrupted, and the order may exist. Look before you send it again:\n  etoropy orders find {reference}"
        )
        raise
    is_limit = wish.limit is not None
    lost = _lost(session, lambda: _tell_end(session, placed, result, is_limit=is_limit), [_ids(placed)])
    # A limit order that still waits is what was wanted.
    if result is None or _waits(result, is_limit=is_limit):
        return lost
    return lost or status_of(result)


def _lost(session: Session, tell: Callable[[], None], sent: Sequence[dict[str, Any]]) -> int | None:
    """Tell what became of what was sent. The exit status where that cannot be written: no order has failed by it."""
    try:
        tell()
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        return session.lost(error, sent)
    return None


def _ids(placed: PlacedOrder) -> dict[str, Any]:
    return {"order_id": placed.order_id, "reference_id": placed.reference_id}


def _followed(etoro: EToroTrading, placed: PlacedOrder, wait: float) -> OrderResult | None:
    """How far the order came in so many seconds. It is placed whatever eToro answers now."""
    from .. import OrderResult

    if wait <= 0:
        return None
    try:
        return etoro.wait_for_order(placed, timeout=wait)
    except EToroError as error:
        why = f"placed, but it could not be followed: {error}"
        return OrderResult(state="timed_out", order_id=placed.order_id, reference_id=placed.reference_id, reason=why)


def _place(etoro: EToroTrading, wish: Wish) -> PlacedOrder:
    symbol, options = wish.symbol, wish.options
    if wish.limit is not None:
        return etoro.place_limit_order(
            symbol, wish.limit, is_buy=wish.is_buy, amount=wish.amount, units=wish.units, options=options
        )
    if wish.amount is not None:
        by_amount = etoro.buy_by_amount if wish.is_buy else etoro.sell_by_amount
        return by_amount(symbol, wish.amount, options=options)
    by_units = etoro.buy_by_units if wish.is_buy else etoro.sell_by_units
    return by_units(symbol, wish.units or 0.0, options=options)


def _tell_end(session: Session, placed: PlacedOrder, result: OrderResult | None, *, is_limit: bool) -> None:
    if session.json:
        session.tell({"order": placed, "result": result})
    elif result is None or _waits(result, is_limit=is_limit):
        which = "" if placed.order_id is None else f" {placed.order_id}"
        session.out.line(f"Order{which} is placed{' and waits' if is_limit else ''}. Reference {placed.reference_id}")
    else:
        session.out.line(sentence(result))


def _waits(result: OrderResult, *, is_limit: bool) -> bool:
    return is_limit and result.state == "timed_out" and not result.reason


@command(epilog=_AFTERWARDS)
@click.argument("what", nargs=-1, metavar="[POSITION|SYMBOL]...")
@click.option("--all", "everything", is_flag=True, help="Every position, copied ones left alone.")
@click.option("--units", type=float, help="Only so many units, of a single position.")
@click.option("--wait", default=30.0, show_default=True, help="Seconds to follow each order for; 0: not at all.")
@_asking
def close(
    session: Session,
    what: tuple[str, ...],
    everything: bool,
    units: float | None,
    wait: float,
    yes: bool,
    live: bool,
) -> int | None:
    """Close positions: sell what you hold, at the going rate.

    By the position's id, or all positions of a symbol. `etoropy portfolio`
    shows the ids.
    """
    if bool(what) == everything:
        raise click.UsageError("Say which positions: by id, by symbol, or --all.")
    with session.client() as etoro:
        _check_allowed(session, etoro, yes=yes, live=live)
        chosen = _chosen(etoro, what)
        if units is not None and len(chosen) != 1:
            raise click.UsageError(f"--units is for a single position, and these are {len(chosen)}.")
        if not chosen:
            raise click.UsageError("There are no positions to close.")
        if not session.json:
            session.out.line(f"{etoro.mode.upper()} account", "bold")
            show_positions(session, etoro, chosen)
        part = f"{units:g} units of it" if units is not None else f"{len(chosen)} of them" if len(chosen) > 1 else "it"
        _ask(etoro, f"Close {part}", yes=yes)
        return _close_each(session, etoro, chosen, units, wait)


def _chosen(etoro: EToroTrading, what: Sequence[str]) -> list[Position]:
    """The positions that are meant. Raises click.UsageError for one that is not there."""
    held = etoro.get_pnl().positions
    if not what:
        return held
    chosen: dict[int, Position] = {}
    for word in what:
        number = int(word) if word.isdecimal() else etoro.resolve_instrument(word)
        found = [it for it in held if number == (it.position_id if word.isdecimal() else it.instrument_id)]
        if not found:
            raise click.UsageError(f"There is no open position {word}.")
        chosen.update((it.position_id, it) for it in found)
    return list(chosen.values())


def _close_each(
    session: Session, etoro: EToroTrading, chosen: Sequence[Position], units: float | None, wait: float
) -> int | None:
    """Close one after the other; the worst status of all. One that fails does not keep the others."""
    statuses = [0]
    told: list[Any] = []
    lost: int | None = None
    try:
        with session.out.progress("Closing", len(chosen)) as advance:
            for done, position in enumerate(chosen, 1):
                try:
                    placed = etoro.close_position(position.position_id, units=units)
                    result = _followed(etoro, placed, wait)
                except EToroError as error:
                    statuses.append(session.fail(error))
                else:
                    told.append({"position_id": position.position_id, "order": placed, "result": result})
                    statuses.append((status_of(result) if result is not None else None) or 0)
                advance(done)
    except KeyboardInterrupt:
        complain("\nInterrupted; `etoropy portfolio` shows what is still open.")
        raise
    except OSError as error:
        lost = session.lost(error, [_ids(it["order"]) for it in told])
    finally:
        lost = _lost(session, lambda: _tell_closed(session, told), [_ids(it["order"]) for it in told]) or lost
    if lost is not None:
        return lost
    return UNSETTLED if UNSETTLED in statuses else max(statuses) or None


def _tell_closed(session: Session, told: list[Any]) -> None:
    if session.json:
        session.tell(told)
        return
    for item in told:
        result = item["result"]
        end = "the order is placed" if result is None else sentence(result)
        session.out.line(f"{item['position_id']}: {end}")


@command(epilog=_AFTERWARDS)
@click.argument("order_ids", type=int, nargs=-1, metavar="[ORDER]...")
@click.option("--all", "everything", is_flag=True, help="Every order that waits to open a position.")
@_asking
def cancel(session: Session, order_ids: tuple[int, ...], everything: bool, yes: bool, live: bool) -> int | None:
    """Cancel orders that wait.

    An order can be filled before eToro gets to cancelling it. `etoropy orders`
    shows the ids.
    """
    if bool(order_ids) == everything:
        raise click.UsageError("Say which orders: by id, or --all.")
    with session.client() as etoro:
        _check_allowed(session, etoro, yes=yes, live=live)
        waiting = etoro.get_pending_orders()
        opening = [it for it in waiting if type(it).__name__ in ("OpenOrder", "LimitOrder")]
        chosen = [it for it in opening if everything or it.order_id in order_ids]
        if everything and not chosen:
            if session.json:
                session.tell([])
            else:
                session.out.line("No orders wait.")
            return None
        if not session.json:
            session.out.line(f"{etoro.mode.upper()} account", "bold")
            known = {it.order_id for it in chosen}
            if chosen:
                show_orders(session, etoro, chosen)
            for number in (it for it in order_ids if it not in known):
                session.out.line(f"{number} is not among the orders that wait.", "yellow")
        count = len(chosen) if everything else len(order_ids)
        _ask(etoro, f"Cancel {f'{count} orders' if count > 1 else 'it'}", yes=yes)
        outcomes = etoro.cancel_all_orders() if everything else [_cancelled(etoro, it) for it in order_ids]
    lost = _lost(session, lambda: _tell_outcomes(session, outcomes), [{"order_id": it.id} for it in outcomes])
    return lost or _status_of_all(outcomes)


def _tell_outcomes(session: Session, outcomes: list[ItemOutcome]) -> None:
    if session.json:
        session.tell(outcomes)
    else:
        show_outcomes(session, outcomes, when_empty="No orders wait.")


def _cancelled(etoro: EToroTrading, order_id: int) -> ItemOutcome:
    from .. import ItemOutcome

    try:
        etoro.cancel_order(order_id)
    except EToroError as error:
        return ItemOutcome(id=order_id, state="refused", error=error)
    return ItemOutcome(id=order_id, state="cancelled")


def _status_of_all(outcomes: Sequence[ItemOutcome]) -> int | None:
    if any(it.state in ("unknown", "failed") for it in outcomes):
        return UNSETTLED
    return None if all(it.ok for it in outcomes) else CAME_TO_NOTHING
