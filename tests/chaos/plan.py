"""What is ordered in a campaign: the kinds of account, and the orders, drawn from seeded dice."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Literal, NamedTuple
from uuid import UUID

from etoropy.orders.decision import Api, OrderOptions

Colour = Literal["blocking", "async"]
Mode = Literal["demo", "real"]


class Terrain(NamedTuple):
    """An account as it may be, and how it is traded on."""

    colour: Colour
    api: Api
    reference_lookup: bool
    mode: Mode
    portfolio_lag: float
    kills: bool
    v1_references: bool
    workers: int


class Order(NamedTuple):
    """One intent. ``size`` is money, ``units`` units; a close names no position: it takes one that is there."""

    reference_id: str
    action: Literal["open", "limit", "close", "close_part"]
    instrument_id: int
    is_buy: bool
    amount: float | None
    units: float | None
    options: OrderOptions


_RATES = {1001: 185.0, 1111: 230.0, 100000: 60_000.0}


def terrains(seed: int) -> Iterator[Terrain]:
    """Accounts of every kind, without end: each combination of colour, API and look-up in turn, the rest by dice."""
    dice = random.Random(seed)
    axes = itertools.product(("blocking", "async"), ("v2", "v1"), (True, False))
    for colour, api, reference_lookup in itertools.cycle(list(axes)):
        yield Terrain(
            colour=colour,  # type: ignore[arg-type]
            api=api,  # type: ignore[arg-type]
            reference_lookup=reference_lookup,
            mode=dice.choice(("demo", "real")),
            portfolio_lag=dice.choice((0.2, 0.2, 20.0, 55.0)),
            kills=dice.random() < 0.5,
            v1_references=dice.random() < 0.25,
            workers=dice.choice((1, 1, 2)),
        )


def batches(dice: random.Random, terrain: Terrain, count: int, at_once: int) -> Iterator[list[Order]]:
    """Orders in batches. Many look the same, in some batches all: that is what makes a lost one hard to tell."""
    for _ in range(0, count, at_once):
        first = _order(dice, terrain)
        alike = dice.random() < 0.35
        yield [_like(first, dice) if alike else _order(dice, terrain) for _ in range(at_once)]


def _like(order: Order, dice: random.Random) -> Order:
    return order._replace(reference_id=_reference(dice))


def _reference(dice: random.Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def _order(dice: random.Random, terrain: Terrain) -> Order:
    action = dice.choices(("open", "limit", "close", "close_part"), (6, 2, 1, 1))[0]
    instrument_id = dice.choice(tuple(_RATES))
    is_buy = dice.random() < 0.8
    by_amount = dice.random() < 0.7
    rate = _RATES[instrument_id]
    return Order(
        reference_id=_reference(dice),
        action=action,  # type: ignore[arg-type]
        instrument_id=instrument_id,
        is_buy=is_buy,
        # The smallest is under the minimum: eToro accepts it and refuses it afterwards.
        amount=dice.choice((50.0, 50.0, 50.0, 75.0, 200.0, 5.0)) if by_amount else None,
        units=None if by_amount else dice.choice((100.0, 100.0, 250.0)) / rate,
        options=OrderOptions(
            api=terrain.api,
            # A short needs a stop; far away, so that no price reaches it.
            stop_loss_rate=None if is_buy else rate * 10,
            retry_unplaced=dice.random() < 0.3,
        ),
    )


def trigger_rate(order: Order) -> float:
    """A rate that is not reached: the order stays where it can be counted."""
    return _RATES[order.instrument_id] * (0.2 if order.is_buy else 5.0)
