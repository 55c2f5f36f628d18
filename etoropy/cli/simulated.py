"""An account for commands without keys: simulated, in this process, with a few months of trading behind it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from uuid import uuid4

if TYPE_CHECKING:
    from .. import EToroTrading, Simulator

_SEED: Final = 7
_DAY: Final = 86_400.0

# What was traded, one after the other: symbol, USD, long or short, and for how many days (None: still held).
_PAST: Final[tuple[tuple[str, float, bool, float | None], ...]] = (
    ("BTC", 12500, True, 3.2),
    ("AAPL", 7500, True, None),
    ("ETH", 9000, True, 2.5),
    ("NVDA", 10000, True, 4.1),
    ("BTC", 15000, False, 1.7),
    ("TSLA", 6000, True, 5.0),
    ("GOLD", 12500, True, None),
    ("ETH", 11000, False, 3.3),
    ("MSFT", 10000, True, 6.2),
    ("BTC", 14000, True, 4.4),
    ("NVDA", 16000, True, None),
    ("ETH", 7500, True, 2.9),
    ("AMZN", 9000, True, 3.6),
    ("BTC", 20000, True, None),
)
# Days after the last trade, so that positions have moved.
_SINCE: Final = 2.0


@contextmanager
def account(*, on_a_port: bool = False) -> Iterator[EToroTrading]:
    """A client of a simulated account. ``on_a_port`` also gives it a stream, which needs the extra ``simulator``."""
    from .. import EToroTrading, HttpClient

    sim = _with_a_past()
    if on_a_port:
        with _served(sim), EToroTrading(sim.config) as etoro:
            yield etoro
        return
    with HttpClient(sim.config, transport=sim.transport()) as http, EToroTrading(http=http) as etoro:
        yield etoro


def _served(sim: Simulator) -> Simulator:
    import click

    try:
        return sim.start()
    except ImportError as error:
        raise click.ClickException(str(error)) from error


def _with_a_past() -> Simulator:
    from ..simulator import Simulator
    from ..simulator.clock import SimClock

    days = sum(held or 1.0 for *_, held in _PAST) + _SINCE
    clock = SimClock(start=time.time() - days * _DAY)
    sim = Simulator(_SEED, clock=clock)
    for symbol, amount, is_long, held in _PAST:
        own = sim.account()
        position = own.place_position(symbol, amount, is_buy=is_long)
        clock.advance((held or 1.0) * _DAY)
        if held is not None:
            now = sim.settle()
            own.take_close(position, None, reference_id=str(uuid4()), api="v2", now=now)
    clock.advance(_SINCE * _DAY)
    sim.settle()
    return sim
