"""What the page shows, as JSON values: prices, both accounts, what is open and what is over, the requests, the limits,
the faults.

Nothing here changes the simulator. Money is in USD, rates in the instrument's currency, times as the API writes them.
Keys are in none of these values.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..clock import wire_time
from ..deals import closing_rate, profit
from ..faults import SOCKET, Faults
from ..records import Order, Position, Trade

if TYPE_CHECKING:
    from ..account import Account
    from ..instruments import Instrument
    from ..limits import Verdict
    from ..market import Market
    from ..messages import Mode
    from ..simulator import Received, Simulator

T = TypeVar("T")
Json = dict[str, Any]

BOARD: Final = ("AAPL", "NVDA", "TSLA", "SPX500", "EURUSD", "GOLD", "BTC", "ETH")
"""Symbols that are always quoted; whatever the accounts hold or wait for comes on top."""
REQUESTS: Final = 200
"""How many of the newest requests are shown."""
_PAPERS: Final = 100  # how many orders and trades
_ADDED: Final = 40  # how many symbols a caller may add to the board
_DAY: Final = 86_400.0
_CHART_BARS: Final = 60

MEANINGS: Final = {
    "lost_reply_before": "No answer, and nothing was done",
    "lost_reply_after": "No answer, though it was done",
    "error_before": "500, and nothing was done",
    "error_after": "500, though it was done",
    "empty_429": "429 without a body",
    "slow": "The answer comes late",
    "malformed_json": "Half of the answer's body",
    "reset": "The connection breaks, before or after",
    "cdn_page": "An HTML page with 502, before or after",
    "ws_drop": "A stream connection is cut",
    "ws_mute": "A stream connection falls silent",
}


def overview(simulator: Simulator, mode: Mode, added: Sequence[str] = ()) -> Json:
    """All of the page but the charts: `mode` is the account whose papers are shown, `added` are further symbols."""
    now = simulator.settle()
    market, accounts = simulator.market, simulator.world.accounts
    shown, unknown = board(market, accounts.values(), added)
    account = accounts[mode]
    return {
        "clock": clock(simulator, now),
        "prices": [price(market, instrument, now) for instrument in shown],
        "unknown": unknown,
        "accounts": {name: balance(each, market, now) for name, each in accounts.items()},
        "account": mode,
        "positions": [position(it, market, now) for it in account.positions],
        "orders": [order(it) for it in newest_orders(account.orders)],
        "trades": [trade(it, market) for it in newest(account.history, _PAPERS)],
        "requests": [request(it) for it in newest(simulator.requests, REQUESTS)],
        "limits": limits(simulator, mode),
        "faults": faults(simulator.faults),
    }


def clock(simulator: Simulator, now: float) -> Json:
    """The simulated moment, how fast it passes, and the seed that everything follows from."""
    time = simulator.clock
    return {"now": wire_time(now), "speed": time.speed, "by_hand": time.is_manual, "seed": simulator.world.seed}


# -- the market


def board(market: Market, accounts: Iterable[Account], added: Sequence[str]) -> tuple[list[Instrument], list[str]]:
    """The instruments to quote, and those of the added symbols that nothing goes by."""
    wanted: dict[str, Instrument | None] = {symbol: market.by_symbol(symbol) for symbol in BOARD}
    for instrument_id in itertools.chain.from_iterable(map(_concerned, accounts)):
        instrument = market.named(instrument_id)
        wanted[instrument.symbol] = instrument
    asked = {symbol: market.by_symbol(symbol) for symbol in added[:_ADDED]}
    shown = {it.id: it for it in (*wanted.values(), *asked.values()) if it is not None}
    return list(shown.values()), [symbol for symbol, found in asked.items() if found is None]


def _concerned(account: Account) -> Iterable[int]:
    """Instruments of everything that an account holds or waits for."""
    yield from (it.instrument_id for it in account.positions)
    yield from (it.instrument_id for it in account.orders if it.is_pending)


def price(market: Market, instrument: Instrument, now: float) -> Json:
    """One instrument's quote; `change` is the per cent by which the bid moved in a day."""
    quote = market.quote(instrument, now)
    return {
        "id": instrument.id,
        "symbol": instrument.symbol,
        "name": instrument.name,
        "currency": instrument.currency,
        "precision": instrument.precision,
        "bid": quote.bid,
        "ask": quote.ask,
        "change": market.change(instrument, _DAY, now),
        "is_open": market.is_open(instrument, now),
    }


def charts(market: Market, ids: Iterable[int], now: float) -> dict[str, list[float]]:
    """Closes of the last hour, minute by minute, by instrument id; ids that nothing goes by are left out."""
    found = {number: market.find(number) for number in ids}
    return {
        str(number): [bar.close for bar in market.candles(it, "OneMinute", _CHART_BARS, now) if bar.close is not None]
        for number, it in found.items()
        if it is not None
    }


# -- the accounts


def balance(account: Account, market: Market, now: float) -> Json:
    """What an account is worth: cash, money in positions and copies, and the profit of what is open."""
    positions = account.positions
    gains = sum(profit(it, market.quote(market.named(it.instrument_id), now)) for it in positions)
    invested = sum(it.amount for it in positions) + sum(it.available for it in account.mirrors)
    return {
        "cash": account.credit,
        "invested": round(invested, 2),
        "profit": round(gains, 2),
        "equity": round(account.credit + invested + gains, 2),
        "realised": round(sum(it.net_profit for it in account.history), 2),
        "positions": len(positions),
        "pending": sum(it.is_pending for it in account.orders),
    }


def position(held: Position, market: Market, now: float) -> Json:
    """An open position at the price it would close at now. Its profit is before fees."""
    instrument = market.named(held.instrument_id)
    quote = market.quote(instrument, now)
    gain = profit(held, quote)
    return {
        "id": held.id,
        "symbol": instrument.symbol,
        "precision": instrument.precision,
        "side": _side(held.is_buy),
        "leverage": held.leverage,
        "amount": held.amount,
        "units": held.units,
        "open_rate": held.open_rate,
        "rate": closing_rate(held, quote),
        "profit": gain,
        "profit_percent": round(gain / held.amount * 100, 2) if held.amount else 0.0,
        "stop_loss": held.stop_loss,
        "take_profit": held.take_profit,
        "opened": wire_time(held.opened_at),
        "is_copied": held.mirror_id != 0,
    }


def order(it: Order) -> Json:
    """An order, whatever became of it."""
    return {
        "id": it.id,
        "reference": it.reference_id,
        "symbol": it.symbol,
        "kind": "close" if it.is_close else "limit" if it.is_limit else "market",
        "side": _side(it.is_buy),
        "amount": it.amount,
        "units": it.units_to_close if it.is_close else it.units,
        "rate": it.trigger_rate,
        "position": it.position_id,
        "status": it.status.wire_name,
        "is_pending": it.is_pending,
        "why": f"{it.refusal.code} {it.refusal.message}" if it.refusal else "",
        "taken": wire_time(it.taken_at),
        "api": it.api,
    }


def trade(it: Trade, market: Market) -> Json:
    """What was closed, and what it brought."""
    instrument = market.named(it.position.instrument_id)
    return {
        "key": f"{it.position.id}/{it.closed_at}",
        "position": it.position.id,
        "symbol": instrument.symbol,
        "precision": instrument.precision,
        "side": _side(it.position.is_buy),
        "amount": it.amount,
        "units": it.units,
        "open_rate": it.position.open_rate,
        "close_rate": it.close_rate,
        "net_profit": it.net_profit,
        "fees": it.fees,
        "reason": it.reason,
        "closed": wire_time(it.closed_at),
    }


def newest_orders(orders: Sequence[Order]) -> list[Order]:
    """Every order that waits, then the newest of those that are over."""
    pending = [it for it in reversed(orders) if it.is_pending]
    return [*pending, *itertools.islice((it for it in reversed(orders) if not it.is_pending), _PAPERS)]


def newest(listed: Sequence[T], most: int) -> list[T]:
    """The last so many, the newest first."""
    return list(itertools.islice(reversed(listed), most))


def _side(is_buy: bool) -> str:
    return "buy" if is_buy else "sell"


# -- the door


def request(it: Received) -> Json:
    """One request that was received. `seconds` counts from the simulator's beginning, in the caller's time."""
    return {
        "key": f"{it.wall}/{it.headers.get('x-request-id', '')}",
        "at": wire_time(it.at),
        "seconds": round(it.wall, 3),
        "method": it.method,
        "target": f"{it.path}?{it.raw_query}" if it.raw_query else it.path,
        "operation": it.operation_id,
        "status": it.status,
        "fault": it.fault,
        "reference": it.headers.get("x-request-id", ""),
    }


def limits(simulator: Simulator, mode: Mode) -> Json:
    """How much of each pool the account's key has used in the window that ends now."""
    verdicts = simulator.limits.standing(simulator.world.keys[mode].user_key, simulator.clock.wall())
    return {"is_on": simulator.limits.is_on, "pools": [pool(it) for it in verdicts]}


def pool(it: Verdict) -> Json:
    """One pool; `reset` is the seconds until a place becomes free."""
    used = it.pool.limit - it.remaining
    return {"name": it.pool.name, "limit": it.pool.limit, "used": used, "window": it.pool.window, "reset": it.reset}


def faults(it: Faults) -> Json:
    """Every kind of fault with its rate and how often it is forced to strike."""
    kinds = [
        {
            "kind": kind,
            "meaning": MEANINGS[kind],
            "rate": rate,
            "forced": it.forced.count(kind),
            "on": "stream" if kind in SOCKET else "requests",
        }
        for kind, rate in it.rates().items()
    ]
    only = it.only if it.only is None or isinstance(it.only, str) else "a function of the test's"
    return {"kinds": kinds, "only": only, "only_is_text": not callable(it.only), "slow_seconds": it.slow_seconds}
