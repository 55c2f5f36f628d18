"""Watchlists: everybody's named, ranked lists of instruments and people, and the rules about changing one's own.

The owner of the keys begins with a default list, a list of recently invested instruments that follows the accounts, and
one list of their own. Some others show lists in public.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from .instruments import mix
from .market import Market
from .members import Person
from .world import stable_uuid

MAX_ITEMS: Final = 1_000
"""The most items a list may hold."""
MAX_LISTS: Final = 10
"""The most lists that one user may have."""

INSTRUMENT, PERSON = "Instrument", "Person"
STATIC, DYNAMIC, RECENTLY_INVESTED, DEFAULT = "Static", "Dynamic", "RecentlyInvested", "Default"
BUILT_IN: Final = (DEFAULT, RECENTLY_INVESTED)

_EXAMPLE_OWN = "b1f0c2a4-6d3e-4f57-9a81-2c7e5d0b9f13"
_EXAMPLE_PUBLIC = {19_034_427: "d47a0b6e-95c8-4e21-a3f7-60b2c81e9d54"}
_PUBLIC_NAMES = ("Long haul", "Ideas", "Dividends", "Radar")
_FIRST_ITEMS = ("AAPL", "TSLA", "NVDA", "BTC", "EURUSD", "GOLD", "SPX500")

ItemKey = tuple[str, int]
"""Type and id of an item: what tells it from the others of its list."""


class ListsExhausted(Exception):
    """The user has as many lists as are allowed."""


class ListFull(Exception):
    """The list holds as many items as are allowed, or would hold more."""


@dataclass(slots=True)
class Item:
    """An instrument or a person on a list. `rank` orders the items."""

    type: str
    id: int
    rank: int
    added: float
    reason: str = "Manual"

    @property
    def key(self) -> ItemKey:
        return self.type, self.id


@dataclass(slots=True)
class Watchlist:
    """One list. `rank` orders the lists of a user, the lowest first."""

    id: str
    name: str
    owner_gcid: int
    type: str
    rank: int
    query: str | None = None
    is_selected: bool = False
    items: dict[ItemKey, Item] = field(default_factory=dict)

    @property
    def is_built_in(self) -> bool:
        return self.type in BUILT_IN

    def in_order(self) -> list[Item]:
        """The items by rank, those of equal rank as they were added."""
        return sorted(self.items.values(), key=lambda item: item.rank)

    def put(self, items: Iterable[Item]) -> None:
        """Add items; one that is there already takes the new rank. ListFull, and nothing added, if too many."""
        added = {item.key: item for item in items}
        if len(self.items.keys() | added.keys()) > MAX_ITEMS:
            raise ListFull
        for key, item in added.items():
            if key in self.items:
                self.items[key].rank = item.rank
            else:
                self.items[key] = item

    def remove(self, keys: Iterable[ItemKey]) -> None:
        """Take items out; what is not there stays out."""
        for key in keys:
            self.items.pop(key, None)


class Shelf:
    """One user's lists."""

    def __init__(self, seed: int, owner_gcid: int) -> None:
        self.owner_gcid = owner_gcid
        self._seed = seed
        self._lists: dict[str, Watchlist] = {}
        self._made = 0

    def in_order(self) -> list[Watchlist]:
        """The lists by rank; of equal rank, the one ranked last comes first."""
        return sorted(self._lists.values(), key=lambda found: found.rank)

    def find(self, watchlist_id: str) -> Watchlist | None:
        """The list with this id."""
        return self._lists.get(watchlist_id.lower())

    @property
    def selected(self) -> Watchlist | None:
        """The list that is the default."""
        return next((found for found in self._lists.values() if found.is_selected), None)

    def create(self, name: str, kind: str, *, query: str | None = None, identity: str | None = None) -> Watchlist:
        """A new, empty list, ranked behind the others. ListsExhausted when there are too many."""
        if len(self._lists) >= MAX_LISTS:
            raise ListsExhausted
        self._made += 1
        found = Watchlist(
            id=identity or stable_uuid(self._seed, "watchlist", self.owner_gcid, self._made),
            name=name,
            owner_gcid=self.owner_gcid,
            type=kind,
            rank=max((other.rank for other in self._lists.values()), default=-1) + 1,
            query=query,
        )
        self._lists[found.id] = found
        return found

    def select(self, chosen: Watchlist) -> None:
        """Make a list the default, and no other."""
        for found in self._lists.values():
            found.is_selected = found is chosen

    def rank(self, watchlist: Watchlist, rank: int) -> None:
        """Give a list a rank; it comes before others of the same rank."""
        del self._lists[watchlist.id]
        self._lists = {watchlist.id: watchlist, **self._lists}
        watchlist.rank = rank

    def delete(self, watchlist: Watchlist) -> None:
        """Away with a list; when it was the default, eToro's own default is it again."""
        del self._lists[watchlist.id]
        standard = next((found for found in self._lists.values() if found.type == DEFAULT), None)
        if watchlist.is_selected and standard is not None:
            self.select(standard)


def own_shelf(seed: int, owner_gcid: int, market: Market, began: float) -> Shelf:
    """What the owner of the keys begins with."""
    shelf = Shelf(seed, owner_gcid)
    standard = shelf.create("My Watchlist", DEFAULT)
    shelf.select(standard)
    standard.put(_items(market, _FIRST_ITEMS, began))
    shelf.create("Recently Invested", RECENTLY_INVESTED)
    shelf.create("Chip makers", STATIC, identity=_EXAMPLE_OWN).put(_items(market, ("NVDA", "AMD", "AAPL"), began))
    return shelf


def public_shelf(seed: int, person: Person, market: Market, began: float) -> Shelf:
    """What somebody shows of their lists: none, one or two."""
    shelf = Shelf(seed, person.gcid)
    dice = random.Random(f"{seed}/shelf/{person.username}")
    example = _EXAMPLE_PUBLIC.get(person.gcid)
    for number in range(dice.randrange(3) or int(example is not None)):
        shown = shelf.create(dice.choice(_PUBLIC_NAMES), STATIC, identity=example if number == 0 else None)
        symbols = [market.instruments[holding.instrument_id].symbol for holding in person.holdings]
        shown.put(_items(market, symbols, began - 86_400.0 * dice.randrange(300)))
    return shelf


def found_by(query: str, market: Market, count: int = 20) -> Iterator[int]:
    """Instruments that a dynamic list shows: some of those that trade, the same ones for the same query."""
    tradable = [
        instrument.id for instrument in market.instruments.values() if instrument.is_active and instrument.id > 0
    ]
    start = mix(*query.encode()) % len(tradable)
    yield from tradable[start : start + count]


def _items(market: Market, symbols: Iterable[str], added: float) -> Iterator[Item]:
    for rank, symbol in enumerate(symbols):
        instrument = market.by_symbol(symbol)
        if instrument is not None:
            yield Item(INSTRUMENT, instrument.id, rank, added)
