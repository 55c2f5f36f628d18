"""What somebody's portfolio looks like from outside: shares of their money in per cent, never amounts.

Positions were opened before the simulation began, at the price of that moment, and gain or lose with the market. Who
copies somebody holds that person's positions over again, scaled to what they put into the copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .instruments import mix
from .market import Market
from .members import Members, Person

_DAY: Final = 86_400.0
_COPY_SHARE: Final = 12.0
"""Per cent of their money that goes into copying one person."""


@dataclass(frozen=True, slots=True)
class PublicPosition:
    """A position as others see it; `invested` and `profit` are per cent. A copied one names copy and original."""

    id: int
    instrument_id: int
    is_buy: bool
    leverage: int
    opened_at: float
    open_rate: float
    stop_rate: float
    target_rate: float
    invested: float
    profit: float
    copy_id: int = 0
    parent_id: int = 0


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """A copy of somebody, with the positions it opened."""

    id: int
    parent_username: str
    opened_at: float
    invested: float
    positions: tuple[PublicPosition, ...]

    @property
    def in_positions(self) -> float:
        """Per cent of the copier's money that is in the copy's positions; the rest of the copy is cash."""
        return sum(position.invested for position in self.positions)

    @property
    def profit(self) -> float:
        """Per cent that the copy has gained on what was put into it."""
        return sum(position.invested * position.profit / 100 for position in self.positions) / self.invested * 100


@dataclass(frozen=True, slots=True)
class PublicPortfolio:
    """Everything of somebody's that is open at one moment."""

    positions: tuple[PublicPosition, ...]
    copies: tuple[PublicCopy, ...]

    @property
    def realized_credit(self) -> float:
        """Per cent of their money that is in cash, profits aside."""
        return 100 - sum(p.invested for p in self.positions) - sum(c.invested for c in self.copies)

    @property
    def unrealized_credit(self) -> float:
        """The same share of what everything is worth now."""
        profits = sum(p.invested * p.profit / 100 for p in self.positions)
        profits += sum(c.invested * c.profit / 100 for c in self.copies)
        return self.realized_credit / (100 + profits) * 100


def portfolio_of(person: Person, members: Members, market: Market, began: float, now: float) -> PublicPortfolio:
    """What somebody holds now; `began` is the moment before which all of it was opened."""
    return PublicPortfolio(
        positions=tuple(_positions(person, market, began, now)),
        copies=tuple(_copies(person, members, market, began, now)),
    )


def _positions(person: Person, market: Market, began: float, now: float) -> Iterator[PublicPosition]:
    for number, holding in enumerate(person.holdings):
        instrument = market.instruments[holding.instrument_id]
        identity = mix(person.gcid, number)
        opened_at = began - _DAY * (1 + identity % 400) - identity % 7_919
        then, quote = market.quote(instrument, opened_at), market.quote(instrument, now)
        open_rate = then.ask if holding.is_buy else then.bid
        moved = quote.bid / open_rate - 1 if holding.is_buy else 1 - quote.ask / open_rate
        direction, digits = (1 if holding.is_buy else -1), instrument.precision
        has_target = identity % 3 == 0
        yield PublicPosition(
            id=2_500_000_000 + identity % 400_000_000,
            instrument_id=instrument.id,
            is_buy=holding.is_buy,
            leverage=holding.leverage,
            opened_at=opened_at,
            open_rate=open_rate,
            stop_rate=round(open_rate * (1 - direction * 0.4 / holding.leverage), digits),
            target_rate=round(open_rate * (1 + direction * 0.9), digits) if has_target else 0.0,
            invested=holding.share,
            profit=round(moved * holding.leverage * 100, 4),
        )


def _copies(person: Person, members: Members, market: Market, began: float, now: float) -> Iterator[PublicCopy]:
    parents = [parent for username in person.copies if (parent := members.named(username)) is not None]
    for number, parent in enumerate(parents):
        copy_id = 3_000_000 + mix(person.gcid, parent.gcid) % 900_000
        yield PublicCopy(
            id=copy_id,
            parent_username=parent.username,
            opened_at=began - _DAY * (20 + mix(copy_id) % 300),
            invested=_COPY_SHARE / (number + 1),
            positions=tuple(
                replace(
                    position,
                    id=position.id + copy_id,
                    invested=position.invested * _COPY_SHARE / (number + 1) / 100,
                    copy_id=copy_id,
                    parent_id=position.id,
                )
                for position in _positions(parent, market, began, now)
            ),
        )
