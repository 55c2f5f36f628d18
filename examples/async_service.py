"""A small service: watches a basket, keeps bars of its own, and buys once when a price has fallen far enough.

It shows what a long-running program needs: one client for everything, quotes and order events at the same time, gaps
taken seriously, an order that ends in one of a few ways, and an orderly end.

Runs on the simulator. With ETORO_API_KEY and ETORO_USER_KEY set it runs on your demo account; it refuses a real one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from etoropy import (
    AsyncEToroTrading,
    EToroConfig,
    EToroError,
    EToroOrderUnknownError,
    OrderResult,
    PrivateEvent,
    Quote,
    Simulator,
)

BASKET = ["BTC", "ETH", "AAPL", "EURUSD"]
TRADED = "BTC"
AMOUNT = 100.0
# Bought when the price is so much below the highest one seen; a demonstration wants to see it happen.
FALL = 0.0
# A service runs for ever; this one is over once it has traded, or after so many seconds.
SECONDS = 30.0


@contextmanager
def account() -> Iterator[EToroConfig]:
    """The demo account of the keys that are set, or a simulated one."""
    if os.environ.get("ETORO_API_KEY"):
        config = EToroConfig()
        if config.mode == "real":
            sys.exit("This example buys by itself; it will not do so on a real account. Unset ETORO_MODE.")
        yield config
        return
    with Simulator(seed=7) as sim:
        yield sim.config


@dataclass
class Watch:
    """What is known of one instrument since the service began."""

    quotes: int = 0
    highest: float = 0.0
    last: float = 0.0

    def add(self, quote: Quote) -> None:
        self.quotes += 1
        self.last = quote.mid
        self.highest = max(self.highest, quote.mid)

    @property
    def fallen(self) -> float:
        """How far the price is below its highest, as a fraction."""
        return 1 - self.last / self.highest if self.highest else 0.0


@dataclass
class Service:
    """Follows the basket until told to stop."""

    etoro: AsyncEToroTrading
    watches: dict[str, Watch] = field(default_factory=dict)
    events: int = 0
    result: OrderResult | None = None
    is_cheap: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, seconds: float) -> None:
        """Follow quotes and order events side by side; the first failure ends both."""
        self.etoro.on("order:update", self.on_order)
        await self.etoro.connect()
        await self.etoro.subscribe_to_private_events()
        try:
            async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
                following = tasks.create_task(self.follow())
                await self.trade()
                following.cancel()
        except TimeoutError:
            print(f"{seconds:g} seconds are over")

    async def follow(self) -> None:
        async with self.etoro.stream(BASKET) as quotes:
            async for quote in quotes:
                for gap in quotes.gaps:
                    print(f"nothing is known from {gap.since:%H:%M:%S} to {gap.until:%H:%M:%S}")
                watch = self.watches.setdefault(quote.symbol, Watch())
                watch.add(quote)
                if quote.symbol == TRADED and watch.fallen >= FALL:
                    self.is_cheap.set()

    def on_order(self, event: PrivateEvent) -> None:
        self.events += 1

    async def trade(self) -> None:
        """Buy once it is cheap, follow the order to its end, and close what it opened."""
        await self.is_cheap.wait()
        try:
            order = await self.etoro.buy_by_amount(TRADED, AMOUNT)
        except EToroOrderUnknownError as error:
            # Never send it again: somebody has to look, under this reference.
            print(f"order {error.reference_id} is not settled: {error}")
            return
        self.result = await self.etoro.wait_for_order(order)
        print(f"bought {TRADED}: {self.result.state} at {self.result.average_price}")
        for position_id in self.result.position_ids:
            closed = await self.etoro.wait_for_order(await self.etoro.close_position(position_id))
            print(f"closed again: {closed.state}")

    def report(self) -> None:
        for symbol, watch in self.watches.items():
            print(f"{symbol:<8}{watch.quotes:>5} quotes   last {watch.last:>14,.4f}   fallen {watch.fallen:.3%}")
        print(f"{self.events} order events")


async def main() -> int:
    with account() as config:
        async with AsyncEToroTrading(config) as etoro:
            service = Service(etoro)
            failed = 0
            try:
                await service.run(SECONDS)
            except* EToroError as failures:
                failed = 1
                for failure in failures.exceptions:
                    print(f"{type(failure).__name__}: {failure}", file=sys.stderr)
            service.report()
            return failed


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main()))
    except KeyboardInterrupt:
        sys.exit(130)
