"""What can be traded: eToro's symbol table, enriched with the facts that the table lacks.

Symbols, ids and ISINs are eToro's. Everything else (names of lesser instruments, industries, typical prices, spreads)
is made up here, the same for the same id every time, in plausible magnitudes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from .known import (
    COMMODITY,
    CRYPTO,
    CURRENCIES,
    ETF,
    ETF_SYMBOLS,
    EXCHANGE_NAMES,
    FOREX,
    INDEX,
    KNOWN,
    MONEY,
    PRICE_RANGES,
    PRICE_SCALES,
    STOCK,
    TEMPER,
    TYPE_NAMES,
    VENUES,
)

_INDEX = re.compile(r"[A-Za-z]{2}\d\d|^VIX|^RTY|^SGX|^USDOLLAR|^MSCI")
_VARIANTS = [(1001, ".24-7", "USD"), (1001, ".EUR", "EUR"), (18, ".24-7", "USD"), (18, ".FUT26", "USD")]
_VARIANTS += [(1111, ".24-7", "USD"), (100_000, ".EUR", "EUR")]
_RETIRED = re.compile(r"^Drm\.|^ETORIAN|CryptoOps|_old|_OLD|[ -]old|_olddd|_conversion$|^[A-Z]{2}\.[A-Z]{3}\d\d$")


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument. `price` is its typical price in `currency`; `daily_move` and `spread` are fractions of it."""

    id: int
    symbol: str
    isin: str
    name: str
    type_id: int
    exchange_id: int
    industry_id: int | None
    currency: str
    price: float
    daily_move: float
    spread: float
    precision: int
    is_active: bool = True
    search_only: bool = False
    """found by the search, but by nothing that goes by ids"""
    like: int | None = None
    """id of the instrument whose price it follows; None when it moves by itself"""

    @property
    def type_name(self) -> str:
        return TYPE_NAMES[self.type_id]

    @property
    def exchange_name(self) -> str:
        return EXCHANGE_NAMES[self.exchange_id]

    @property
    def currency_id(self) -> int:
        return CURRENCIES[self.currency]


def mix(*numbers: int) -> int:
    """A 64-bit number that is scattered by the given ones: the same for the same numbers on every machine."""
    state = 0x9E3779B97F4A7C15
    for number in numbers:
        state = ((state ^ (number & 0xFFFFFFFFFFFFFFFF)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 29
        state = (state * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        state ^= state >> 32
    return state


@lru_cache(maxsize=1)
def table() -> dict[int, Instrument]:
    """Every instrument by id, those that only the search knows (ids of their own, some negative) included."""
    rows = {instrument.id: instrument for instrument in _read_table()}
    for extra in _search_only(rows):
        rows[extra.id] = extra
    return rows


def _read_table() -> Iterator[Instrument]:
    path = Path(__file__).resolve().parent.parent / "data" / "instruments.csv"
    for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
        yield enrich(row["symbol"], int(row["instrument_id"]), row["isin"])


def _search_only(rows: dict[int, Instrument]) -> Iterator[Instrument]:
    """Variants that share a letter sequence with a plain symbol: what makes the search's containment matching bite."""
    for number, (base, suffix, currency) in enumerate(_VARIANTS):
        yield _variant(rows[base], id=14_000 + number, symbol=rows[base].symbol + suffix, currency=currency)
    yield _variant(rows[1001], id=-1_274_310, symbol="AAPL.RTH", is_active=False)


def _variant(base: Instrument, **changes: Any) -> Instrument:
    in_euro = changes.get("currency") == "EUR"
    price = base.price / KNOWN["EURUSD"][1] if in_euro else base.price
    return replace(base, price=price, isin="", search_only=True, like=base.id, **changes)


def enrich(symbol: str, instrument_id: int, isin: str) -> Instrument:
    """An instrument with everything that the symbol table does not say about it."""
    type_id = _type_of(symbol, instrument_id)
    exchange_id, currency = _venue_of(symbol, type_id, instrument_id)
    made_up = _made_up_name(symbol, type_id, exchange_id), _made_up_price(instrument_id, type_id, currency)
    name, price = KNOWN.get(symbol, made_up)
    daily_move, spread = TEMPER[type_id]
    return Instrument(
        id=instrument_id,
        symbol=symbol,
        isin=isin,
        name=name,
        type_id=type_id,
        exchange_id=exchange_id,
        industry_id=1 + mix(instrument_id, 3) % 9 if type_id == STOCK else None,
        currency=currency,
        price=price,
        daily_move=daily_move * (0.7 + (mix(instrument_id, 4) % 1000) / 1000),
        spread=spread,
        precision=_precision(price, type_id),
        is_active=_RETIRED.search(symbol) is None,
    )


def _type_of(symbol: str, instrument_id: int) -> int:
    if instrument_id >= 100_000:
        return CRYPTO
    if instrument_id < 1000:
        return _type_of_low_id(symbol)
    if "." not in symbol and (3000 <= instrument_id < 3600 or symbol in ETF_SYMBOLS):
        return ETF
    return STOCK


def _type_of_low_id(symbol: str) -> int:
    pair = symbol.replace("/", "")
    if pair[:3] in MONEY and pair[3:6] in MONEY:
        return FOREX
    if symbol.startswith("Drm.Index") or (_INDEX.search(symbol) and not _RETIRED.search(symbol)):
        return INDEX
    return COMMODITY


def _venue_of(symbol: str, type_id: int, instrument_id: int) -> tuple[int, str]:
    if type_id == FOREX:
        quoted = symbol.replace("/", "")[3:6]
        return 1, quoted if quoted in CURRENCIES else "USD"
    if type_id in (COMMODITY, INDEX):
        return (2 if type_id == COMMODITY else 3), "USD"
    if type_id == CRYPTO:
        return 8, "USD"
    return VENUES.get(symbol.rpartition(".")[2] if "." in symbol else "", (4 + mix(instrument_id, 1) % 2, "USD"))


def _made_up_name(symbol: str, type_id: int, exchange_id: int) -> str:
    stem = symbol.partition(".")[0]
    if type_id == FOREX and len(symbol) == 6:
        return f"{symbol[:3]}/{symbol[3:]}"
    if type_id in (STOCK, ETF) and "." in symbol:
        return f"{stem} ({EXCHANGE_NAMES[exchange_id]})"
    return stem


def _made_up_price(instrument_id: int, type_id: int, currency: str) -> float:
    """Between a few and a few hundred, evenly in proportion; pence and crowns count higher."""
    share = (mix(instrument_id, 2) % 10_000) / 10_000
    low, high = PRICE_RANGES[type_id]
    scale = PRICE_SCALES.get(currency, 1.0) if type_id in (STOCK, ETF) else 1.0
    return float(round(low * (high / low) ** share * scale, 4))


def _precision(price: float, type_id: int) -> int:
    if type_id == FOREX:
        return 3 if price > 20 else 5
    if price >= 20:
        return 2
    return 4 if price >= 0.5 else 6
