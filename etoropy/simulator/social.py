"""The social side of the simulated network: made from the seed, and changed by what the owner of the keys does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from .board import Board
from .clock import SimClock, moment
from .instruments import mix
from .market import Market
from .members import Members, Person, owner_as_person
from .portfolios import PublicPortfolio, portfolio_of
from .shelves import Shelf, own_shelf, public_shelf
from .track_record import TrackRecord
from .traders import Trader
from .world import World, stable_uuid

_THEMES: Final = (
    (
        "Magnificent Seven",
        "The largest technology companies of the United States",
        "AAPL META MSFT AMZN TSLA NVDA GOOG",
    ),
    ("Crypto majors", "Coins with the highest market value", "BTC ETH XRP SOL ADA"),
    ("Chips", "Who designs and makes semiconductors", "NVDA AMD INTC AVGO TSM QCOM"),
    ("Payday", "Shares known for their dividends", "KO JNJ PG XOM JPM"),
    ("Safe harbours", "What people turn to when shares fall", "GOLD SILVER USDJPY TLT"),
)


_OWNER_NAMES: Final = ("Sam", "Simulated")  # as `/me` has them


@dataclass(frozen=True, slots=True)
class Theme:
    """A list that eToro's editors put together."""

    id: str
    name: str
    description: str
    instrument_ids: tuple[int, ...]


class Social:
    """People with their records, portfolios and lists, the board they write on, and what eToro recommends.

    `themes` and `recommended` may be emptied, to see how a client takes it that there are none.
    """

    def __init__(self, seed: int, market: Market, clock: SimClock) -> None:
        self.seed = seed
        self.market = market
        self.clock = clock
        self.began = clock.now()
        self.members = Members(seed, market)
        self.board = Board(seed, market, self.members, self.began)
        self.themes = [theme for theme in map(self._theme, range(len(_THEMES))) if theme.instrument_ids]
        self.recommended = self._popular_instruments()
        self._shelves: dict[int, Shelf] = {}
        self._records: dict[str, TrackRecord] = {}
        self._trader = lru_cache(maxsize=2_000)(self._build_trader)

    def today(self) -> date:
        """The UTC day."""
        return moment(self.clock.now()).date()

    def record(self, person: Person) -> TrackRecord:
        """How somebody has done."""
        return self._records.setdefault(person.username, TrackRecord(self.seed, person))

    def trader(self, person: Person, period: str) -> Trader:
        """Somebody's figures over one of the named periods."""
        return self._trader(person, period, self.today())

    def portfolio(self, person: Person) -> PublicPortfolio:
        """What somebody holds now."""
        return portfolio_of(person, self.members, self.market, self.began, self.clock.now())

    def introduce(self, owner: Person) -> None:
        """Let the owner of the keys join, with lists of their own."""
        self.members.add(owner)
        self._shelves[owner.gcid] = own_shelf(self.seed, owner.gcid, self.market, self.began)

    def shelf(self, person: Person) -> Shelf:
        """Somebody's watchlists: all of them for the owner of the keys, the public ones for others."""
        if person.gcid not in self._shelves:
            self._shelves[person.gcid] = public_shelf(self.seed, person, self.market, self.began)
        return self._shelves[person.gcid]

    def _build_trader(self, person: Person, period: str, today: date) -> Trader:
        return Trader(person, self.record(person), self.market, period, today)

    def _theme(self, number: int) -> Theme:
        name, description, symbols = _THEMES[number]
        found = (self.market.by_symbol(symbol) for symbol in symbols.split())
        ids = tuple(instrument.id for instrument in found if instrument is not None)
        return Theme(stable_uuid(self.seed, "theme", name), name, description, ids)

    def _popular_instruments(self) -> list[int]:
        """What most people hold comes first; behind it whatever else trades, in an order of the seed's."""
        held = Counter(holding.instrument_id for person in self.members for holding in person.holdings)
        others = sorted(
            (i.id for i in self.market.instruments.values() if i.is_active and not i.search_only and i.id not in held),
            key=lambda instrument_id: mix(self.seed, instrument_id),
        )
        return [instrument_id for instrument_id, _ in held.most_common()] + others[:200]


def social_of(world: World) -> Social:
    """The world's social side, with the owner of its keys introduced."""
    social: Social = world.social
    if social.members.numbered(world.owner.gcid) is None:
        social.introduce(owner_as_person(world.owner, _OWNER_NAMES))
    return social
