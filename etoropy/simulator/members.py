"""The people of the simulated network: who they are and what they hold, all made up, the same for the same seed.

Two of them are the ones that the document's examples speak of, so that those examples can be run as they stand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .market import Market
from .world import Owner

COUNT: Final = 48
"""How many people there are besides the owner of the keys."""

_FIRST_NAMES = (
    "Aino", "Amir", "Bianca", "Carlos", "Chloe", "Daan", "Elif", "Emil", "Farah", "Felix", "Giulia", "Hugo", "Ines",
    "Ivan", "Jonas", "Kaia", "Liam", "Lucia", "Mads", "Maya", "Nadia", "Noah", "Olga", "Oscar", "Petra", "Rafael",
    "Rosa", "Samir", "Sofia", "Tomas", "Uma", "Viktor", "Wen", "Yara", "Yusuf", "Zoe",
)  # fmt: skip
_LAST_NAMES = (
    "Abramov", "Almeida", "Berg", "Blanc", "Castro", "Dahl", "Demir", "Eriksen", "Ferrari", "Fischer", "Garcia",
    "Haddad", "Ito", "Jansen", "Keller", "Kovac", "Larsen", "Marin", "Moreau", "Novak", "Okafor", "Olsen", "Peeters",
    "Rossi", "Santos", "Schmidt", "Silva", "Tanaka", "Virtanen", "Weber", "Wood", "Zhang",
)  # fmt: skip
_HANDLES = ("trades", "capital", "growth", "value", "invest", "charts", "income", "macro", "tech", "slowmoney")
_SAYINGS = (
    "Long-term growth, low turnover.",
    "Dividends first, headlines last.",
    "Technology and a pinch of crypto.",
    "I write down why I buy before I buy.",
    "Momentum with strict stops.",
    "A little of everything, rebalanced monthly.",
)
_FAVOURITES = (
    "AAPL", "MSFT", "NVDA", "TSLA", "AMZN", "META", "BTC", "ETH", "SPY", "NSDQ100", "SPX500", "EURUSD", "GOLD", "GOOG",
    "NFLX", "AMD", "DIS", "KO", "JPM", "XOM",
)  # fmt: skip
_EARLIEST_REGISTRATION: Final = date(2021, 1, 1)
_REGISTRATION_SPAN: Final = 365 * 4


@dataclass(frozen=True, slots=True)
class Country:
    """A country by eToro's id and by ISO's number, with the language its people have set."""

    id: int
    name: str
    iso_number: int
    locale: str


GERMANY, ITALY = Country(79, "Germany", 276, "de-DE"), Country(101, "Italy", 380, "it-IT")
_COUNTRIES = (
    GERMANY,
    ITALY,
    Country(218, "United Kingdom", 826, "en-GB"),
    Country(12, "Australia", 36, "en-GB"),
    Country(72, "France", 250, "fr-FR"),
    Country(191, "Spain", 724, "es-ES"),
    Country(57, "Denmark", 208, "da-DK"),
    Country(143, "Netherlands", 528, "nl-NL"),
    Country(164, "Poland", 616, "pl-PL"),
    Country(167, "Portugal", 620, "pt-PT"),
)


@dataclass(frozen=True, slots=True)
class Holding:
    """An instrument in somebody's portfolio: `share` is the percentage of their money that is in it."""

    instrument_id: int
    share: float
    is_buy: bool
    leverage: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `cid` is the real account's customer id, `demo_cid` the demo one's, if there is one.

    `drift` and `swing` are the mean and the spread of a day's gain in per cent; `copies` are the user names of those
    they copy.
    """

    username: str
    gcid: int
    cid: int
    demo_cid: int | None
    first_name: str
    last_name: str
    country: Country
    registered: date
    saying: str
    pi_level: int
    shows_name: bool
    is_verified: bool
    is_private: bool
    is_blocked: bool
    is_test: bool
    is_fund: bool
    copiers: int
    drift: float
    swing: float
    holdings: tuple[Holding, ...]
    copies: tuple[str, ...] = ()

    @property
    def is_popular_investor(self) -> bool:
        return self.pi_level > 0

    @property
    def full_name(self) -> str:
        """Empty for who keeps it to themselves."""
        return f"{self.first_name} {self.last_name}" if self.shows_name else ""

    @property
    def risk_score(self) -> int:
        """1 to 10, by how much their days swing."""
        return max(1, min(10, round(self.swing * 4)))

    def share_of(self, instrument_id: int) -> float:
        """Per cent of their money in an instrument, 0 without any."""
        return sum(holding.share for holding in self.holdings if holding.instrument_id == instrument_id)


class Members:
    """Everybody, to be found by user name (case aside) or by any of their ids."""

    def __init__(self, seed: int, market: Market) -> None:
        self._by_name: dict[str, Person] = {}
        self._by_id: dict[int, Person] = {}
        for person in _people(seed, market):
            self.add(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_name.values())

    def add(self, person: Person) -> None:
        """Let somebody join."""
        self._by_name[person.username.lower()] = person
        self._by_id |= {number: person for number in (person.gcid, person.cid, person.demo_cid) if number is not None}

    def named(self, username: str) -> Person | None:
        """Who goes by this user name."""
        return self._by_name.get(username.lower())

    def numbered(self, number: int) -> Person | None:
        """Who has this global customer id, or an account with this customer id."""
        return self._by_id.get(number)


def owner_as_person(owner: Owner, names: tuple[str, str] = ("", "")) -> Person:
    """The owner of the keys among the others: somebody without a public record."""
    return Person(
        username=owner.username,
        gcid=owner.gcid,
        cid=owner.cids["real"],
        demo_cid=owner.cids["demo"],
        first_name=names[0],
        last_name=names[1],
        country=_COUNTRIES[2],
        registered=date(2024, 5, 6),
        saying="",
        pi_level=0,
        shows_name=False,
        is_verified=True,
        is_private=False,
        is_blocked=False,
        is_test=False,
        is_fund=False,
        copiers=12,
        drift=0.01,
        swing=0.5,
        holdings=(),
    )


def _people(seed: int, market: Market) -> Iterator[Person]:
    """Each copies only people who came before, so nobody copies themselves through others."""
    dice = random.Random(f"{seed}/members")
    popular: list[str] = []
    handles = _usernames(dice)
    for number in range(COUNT):
        person = _person(dice, number, next(handles), market, tuple(popular))
        if person.is_popular_investor:
            popular.append(person.username)
        yield person


def _usernames(dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """User name, first and last name, each user name once."""
    yield "lena_invests", "Lena", "Brandt"
    yield "marco_growth", "Marco", "Conti"
    firsts = dice.sample(_FIRST_NAMES, len(_FIRST_NAMES))
    for number in range(COUNT):
        first, last = firsts[number % len(firsts)], dice.choice(_LAST_NAMES)
        styles = (f"{first}{last}", f"{first.lower()}_{dice.choice(_HANDLES)}", f"{last}{first[0]}{number + 70}")
        yield f"{dice.choice(styles)}{number // len(firsts) or ''}", first, last


_EXAMPLES = {0: (24_876_510, 23_561_094, 23_561_095, GERMANY, 2), 1: (19_034_427, 18_220_361, None, ITALY, 0)}


def _person(
    dice: random.Random, number: int, names: tuple[str, str, str], market: Market, popular: tuple[str, ...]
) -> Person:
    base = 2_000_000 + number * 7_919 + dice.randrange(7_000)
    made_up = base + 9_000_000, base + 4_000_000, base + 31_000_000, dice.choice(_COUNTRIES), dice.choice((0, 0, 1, 3))
    gcid, cid, demo_cid, country, pi_level = _EXAMPLES.get(number, made_up)
    is_known = number in _EXAMPLES
    return Person(
        username=names[0],
        gcid=gcid,
        cid=cid,
        demo_cid=demo_cid,
        first_name=names[1],
        last_name=names[2],
        country=country,
        registered=_EARLIEST_REGISTRATION + timedelta(days=dice.randrange(_REGISTRATION_SPAN)),
        saying=dice.choice(_SAYINGS),
        pi_level=pi_level,
        shows_name=pi_level > 0,
        is_verified=pi_level > 0 or dice.random() < 0.6,
        is_private=not is_known and dice.random() < 0.1,
        is_blocked=not is_known and dice.random() < 0.05,
        is_test=not is_known and dice.random() < 0.06,
        is_fund=not is_known and dice.random() < 0.05,
        copiers=dice.randrange(40, 4_000) if pi_level else dice.randrange(3),
        drift=round(dice.uniform(-0.03, 0.09), 4),
        swing=round(dice.uniform(0.3, 1.9), 4),
        holdings=tuple(_holdings(dice, market, ("AAPL",) if is_known else ())),
        copies=tuple(dice.sample(popular, min(len(popular), dice.choice((0, 0, 1, 2))))),
    )


def _holdings(dice: random.Random, market: Market, always: tuple[str, ...]) -> Iterator[Holding]:
    """Four to nine instruments that share what is not kept in cash, and what is not put into copying others."""
    symbols = list(dict.fromkeys((*always, *dice.sample(_FAVOURITES, dice.randrange(4, 9)))))
    weights = [dice.uniform(1, 4) for _ in symbols]
    invested = dice.uniform(40, 75)
    for symbol, weight in zip(symbols, weights, strict=True):
        instrument = market.by_symbol(symbol)
        if instrument is not None:
            share = round(invested * weight / sum(weights), 4)
            yield Holding(instrument.id, share, dice.random() < 0.92, dice.choice((1, 1, 1, 2, 5)))
