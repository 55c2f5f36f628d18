"""The main job, twice: resolve, look, stream, buy, follow, close. First blocking, then async with a dozen symbols.

Runs on the simulator. With ETORO_API_KEY and ETORO_USER_KEY set it runs on your demo account (or on whatever
ETORO_BASE_URL and ETORO_WS_URL point to); it never trades on a real account.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from etoropy import AsyncEToroTrading, EToroConfig, EToroError, EToroTrading, Quote, Simulator
from etoropy.models import Candle, Portfolio

SYMBOLS = ["AAPL", "BTC", "EURUSD", "GOLD", "NVDA"]
DOZEN = ["AAPL", "MSFT", "META", "AMZN", "TSLA", "NVDA", "SPY", "BTC", "ETH", "EURUSD", "GOLD", "SPX500"]
# Crypto trades around the clock, so that the story does not depend on the hour.
TRADED = "BTC"
AMOUNT = 250.0
SECONDS = 3.0
BARS = "▁▂▃▄▅▆▇█"


@contextmanager
def account() -> Iterator[EToroConfig]:
    """The demo account of the keys that are set, or a simulated one."""
    if os.environ.get("ETORO_API_KEY"):
        config = EToroConfig()
        if config.mode == "real":
            sys.exit("This demo buys and sells; it will not do so on a real account. Unset ETORO_MODE.")
        print(f"On the demo account at {config.base_url}\n")
        yield config
        return
    with Simulator(seed=7) as sim:
        print("On the simulator: no keys are set, no money moves.\n")
        yield sim.config


def title(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}")


def sparkline(candles: list[Candle]) -> str:
    """Closing prices as a row of bars."""
    closes = [candle.close for candle in candles if candle.close is not None]
    low, high = min(closes), max(closes)
    scale = (len(BARS) - 1) / (high - low or 1)
    return "".join(BARS[round((close - low) * scale)] for close in closes)


def price(value: float) -> str:
    return f"{value:,.4f}" if value < 10 else f"{value:,.2f}"


def show_ticks(ticks: dict[str, list[Quote]]) -> None:
    for symbol, quotes in ticks.items():
        first, last = quotes[0], quotes[-1]
        move = (last.mid / first.mid - 1) * 10_000
        print(f"  {symbol:<8}{len(quotes):>4} quotes   {price(first.mid):>12} → {price(last.mid):<12} {move:+.2f} bp")


def blocking(config: EToroConfig) -> None:
    with EToroTrading(config) as etoro:
        title("Blocking: symbols, prices and a day of candles")
        rates = etoro.get_rates(SYMBOLS)
        for symbol, rate in zip(SYMBOLS, rates, strict=True):
            candles = etoro.get_candles(symbol, "OneHour", 24)
            prices = f"{price(rate.bid):>12} {price(rate.ask):>12}"
            print(f"  {symbol:<8}{etoro.resolve_instrument(symbol):>7} {prices}   {sparkline(candles)}")

        title(f"{SECONDS:g} seconds of the stream")
        ticks: dict[str, list[Quote]] = {}
        until = time.monotonic() + SECONDS
        with etoro.stream(SYMBOLS, timeout=10) as quotes:
            for quote in quotes:
                ticks.setdefault(quote.symbol, []).append(quote)
                if time.monotonic() > until:
                    break
        show_ticks(ticks)
        trade(etoro)


def trade(etoro: EToroTrading) -> None:
    title(f"Buying {AMOUNT:,.0f} USD of {TRADED}")
    order = etoro.buy_by_amount(TRADED, AMOUNT)
    print(f"  order {order.order_id} taken, reference {order.reference_id}")
    result = etoro.wait_for_order(order)
    print(f"  {result.state} at {price(result.average_price or 0)}")
    for position_id in result.position_ids:
        held = {it.position_id: it for it in etoro.get_pnl().positions}
        if position_id in held:
            position = held[position_id]
            profit = position.unrealized_pnl.pnl if position.unrealized_pnl else 0.0
            print(f"  position {position_id}: {position.units:.6f} units, profit {profit:+.2f} USD")
        closed = etoro.wait_for_order(etoro.close_position(position_id))
        print(f"  closed: {closed.state}")
    portfolio = settled_portfolio(etoro, result.position_ids)
    print(f"  account: {portfolio.credit:,.2f} USD in cash, {len(portfolio.positions)} positions")


def settled_portfolio(etoro: EToroTrading, closed: tuple[int, ...]) -> Portfolio:
    """The portfolio once it shows that these positions are gone: it lags behind for up to a minute."""
    portfolio = etoro.get_portfolio()
    for _ in range(30):
        if not any(position.position_id in closed for position in portfolio.positions):
            break
        time.sleep(2)
        portfolio = etoro.get_portfolio()
    return portfolio


async def concurrent(config: EToroConfig) -> None:
    async with AsyncEToroTrading(config) as etoro:
        title("Async: a dozen symbols at once")
        rates = await etoro.get_rates(DOZEN)
        days = await asyncio.gather(*(etoro.get_candles(symbol, "OneDay", 30) for symbol in DOZEN[:6]))
        for symbol, rate, candles in zip(DOZEN, rates, [*days, *([[]] * 6)], strict=True):
            print(f"  {symbol:<8}{price(rate.bid):>12} {price(rate.ask):>12}   {sparkline(candles) if candles else ''}")

        title(f"{SECONDS:g} seconds of the stream, twelve topics, one task")
        ticks: dict[str, list[Quote]] = {}
        loop = asyncio.get_running_loop()
        until = loop.time() + SECONDS
        async with etoro.stream(DOZEN, timeout=10) as quotes:
            async for quote in quotes:
                ticks.setdefault(quote.symbol, []).append(quote)
                if loop.time() > until:
                    break
        show_ticks(ticks)

        title(f"Buying {TRADED} and ETH at the same time")
        orders = await asyncio.gather(*(etoro.buy_by_amount(symbol, AMOUNT) for symbol in (TRADED, "ETH")))
        results = await asyncio.gather(*(etoro.wait_for_order(order) for order in orders))
        for result in results:
            print(f"  order {result.order_id}: {result.state} at {price(result.average_price or 0)}")
        opened = [position_id for result in results for position_id in result.position_ids]
        closing = [await etoro.close_position(position_id) for position_id in opened]
        closed = await asyncio.gather(*(etoro.wait_for_order(order) for order in closing))
        print(f"  {sum(result.state == 'filled' for result in closed)} of {len(opened)} positions closed again")
        print(f"  account: {(await etoro.get_portfolio()).credit:,.2f} USD in cash")


def main() -> int:
    try:
        with account() as config:
            blocking(config)
            asyncio.run(concurrent(config))
    except EToroError as error:
        print(f"\n{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("\nThat was the main job. README.md has the same in ten lines.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
