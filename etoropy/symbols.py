"""Symbols and ids: the bundled table, and what counts as a match.

A symbol stands for an instrument only if it is the same, case aside. Near matches never resolve; they become the
candidates of the error, for a person to choose from.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from .errors import EToroSymbolError, EToroValidationError

_TABLE: Final = "data/instruments.csv"
_MOST_CANDIDATES: Final = 8


class Found(Protocol):
    """An instrument as the search gives it."""

    @property
    def instrument_id(self) -> int | None: ...
    @property
    def internal_symbol_full(self) -> str | None: ...
    @property
    def display_name(self) -> str | None: ...
    @property
    def popularity_uniques_7_day(self) -> int | None: ...


F = TypeVar("F", bound=Found)

_lock = threading.Lock()
_bundled: SymbolTable | None = None


class SymbolTable:
    """Symbol ↔ id, case aside, remembering how eToro writes the symbol. Learning is safe from any thread."""

    __slots__ = ("_ids", "_symbols")

    def __init__(self, rows: Iterable[tuple[str, int]] = ()) -> None:
        self._ids: dict[str, int] = {}
        self._symbols: dict[int, str] = {}
        for symbol, instrument_id in rows:
            self.learn(symbol, instrument_id)

    def learn(self, symbol: str, instrument_id: int) -> None:
        """Remember a pair that eToro vouched for. A symbol that is known keeps its instrument: what a program trades
        under a name must not change while it runs."""
        self._ids.setdefault(symbol.upper(), instrument_id)
        self._symbols[instrument_id] = symbol

    def id_of(self, symbol: str) -> int | None:
        """The id that goes by exactly this symbol, case aside."""
        return self._ids.get(symbol.upper())

    def symbol_of(self, instrument_id: int) -> str | None:
        """The symbol of an id, as eToro writes it."""
        return self._symbols.get(instrument_id)

    def near(self, symbol: str) -> list[str]:
        """Symbols that hold ``symbol``, those that begin with it first; where none does, those spelt most like it."""
        wanted = symbol.upper()
        hits = [self._symbols[i] for text, i in self._ids.items() if wanted in text and i in self._symbols]
        if not hits:
            # Needed only for the text of an error, and not cheap to import.
            from difflib import get_close_matches

            return [self._symbols[self._ids[text]] for text in get_close_matches(wanted, self._ids, _MOST_CANDIDATES)]
        hits.sort(key=lambda hit: (not hit.upper().startswith(wanted), len(hit), hit))
        return hits[:_MOST_CANDIDATES]

    def symbols(self) -> list[str]:
        """Every symbol, as eToro writes it, in the order of the table."""
        return list(self._symbols.values())

    def beginning(self, text: str) -> list[str]:
        """Symbols that begin with ``text``, in order: what a prompt completes."""
        wanted = text.upper()
        return sorted(symbol for symbol in self._symbols.values() if symbol.upper().startswith(wanted))

    def copy(self) -> SymbolTable:
        """A table with the same pairs that learns by itself."""
        other = SymbolTable()
        other._ids, other._symbols = self._ids.copy(), self._symbols.copy()
        return other

    def __len__(self) -> int:
        return len(self._symbols)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> SymbolTable:
        """A table from a file such as ``etoropy instruments update`` writes, for ``EToroTrading(symbols=…)``.

        Raises EToroValidationError where there is none.
        """
        try:
            return cls.parse(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            what = f"{os.fspath(path)} is no table of symbols ({error})."
            raise EToroValidationError(what, field="symbols", value=os.fspath(path)) from error

    @classmethod
    def parse(cls, text: str) -> SymbolTable:
        """A table from the lines of ``data/instruments.csv``: symbol, id, ISIN, after one line of headings."""
        table = cls()
        ids, symbols = table._ids, table._symbols
        for line in text.splitlines()[1:]:
            symbol, number, _ = line.split(",", 2)
            instrument_id = int(number)
            ids[symbol.upper()] = instrument_id
            symbols[instrument_id] = symbol
        return table


def table_text(pairs: Mapping[str, int]) -> str:
    """Symbols with their ids as the lines that ``SymbolTable.parse`` reads. ISINs are those of the bundled table: what
    eToro tells of instruments has none."""
    isins = {}
    for line in _package_data(_TABLE).decode("utf-8").splitlines()[1:]:
        symbol, number, isin = line.split(",", 2)
        isins[symbol, int(number)] = isin
    lines = (f"{symbol},{number},{isins.get((symbol, number), '')}" for symbol, number in pairs.items())
    return "\n".join(("symbol,instrument_id,isin", *lines, ""))


def bundled() -> SymbolTable:
    """The table that ships with the package, read at the first look-up."""
    global _bundled
    with _lock:
        if _bundled is None:
            _bundled = SymbolTable.parse(_package_data(_TABLE).decode("utf-8"))
        return _bundled


def _package_data(name: str) -> bytes:
    # importlib.resources takes 35 ms to import; the loader that loaded this module can read a file beside it as well.
    import etoropy

    loader: Any = etoropy.__loader__
    folder = etoropy.__path__[0]
    data: bytes = loader.get_data(f"{folder}/{name}")
    return data


def checked(instrument: object, field: str = "instrument") -> str | int:
    """A symbol without blanks around it, or an id. Raises EToroValidationError for anything else."""
    if isinstance(instrument, str) and instrument.strip():
        return instrument.strip()
    if isinstance(instrument, int) and not isinstance(instrument, bool) and instrument > 0:
        return instrument
    index = getattr(instrument, "__index__", None)
    if index is not None and not isinstance(instrument, (bool, int)):
        # Ids out of a data frame are numpy's integers.
        return checked(index(), field)
    raise EToroValidationError(
        f"{field} must be a symbol ('AAPL') or a positive id (1001), not {instrument!r}.", field=field, value=instrument
    )


def exact(symbol: str, found: Iterable[tuple[str, int]]) -> int | None:
    """The id of the one instrument whose symbol is ``symbol``, case aside; None where there is none.

    Raises EToroSymbolError when several tradable instruments go by it.
    """
    ids = {instrument_id for text, instrument_id in found if text.upper() == symbol.upper() and instrument_id > 0}
    if len(ids) > 1:
        listed = [str(instrument_id) for instrument_id in sorted(ids)]
        raise EToroSymbolError(
            f"{symbol!r} is the symbol of {len(ids)} instruments; pass one of the ids {', '.join(listed)}.",
            value=symbol,
            candidates=listed,
        )
    return ids.pop() if ids else None


def ranked(text: str, found: Iterable[F]) -> list[F]:
    """Found instruments, each once, best first: the symbol itself, symbols and names that begin with the text, names
    that have a word beginning with it, and the rest; within each, the most looked at first. What cannot be traded
    (ids below 1) or does not hold the text after all is left out."""
    wanted = text.upper()
    by_id: dict[int, F] = {}
    for item in found:
        names = f"{item.internal_symbol_full or ''}\n{item.display_name or ''}".upper()
        if item.instrument_id is not None and item.instrument_id > 0 and wanted in names:
            by_id.setdefault(item.instrument_id, item)
    return sorted(by_id.values(), key=lambda item: _rank(wanted, item))


def _rank(wanted: str, item: Found) -> tuple[int, bool, int]:
    # Other listings of a thing (AAPL.EUR) come after the thing.
    is_variant = "." in (item.internal_symbol_full or "")
    return _distance(wanted, item), is_variant, -(item.popularity_uniques_7_day or 0)


def _distance(wanted: str, item: Found) -> int:
    symbol, name = (item.internal_symbol_full or "").upper(), (item.display_name or "").upper()
    if symbol == wanted:
        return 0
    if name == wanted:
        return 1
    if symbol.startswith(wanted) or name.startswith(wanted):
        return 2
    return 3 if f" {wanted}" in name else 4


def unknown(symbol: str, candidates: Iterable[str]) -> EToroSymbolError:
    """The error for a symbol that nothing matches exactly."""
    listed = list(dict.fromkeys(candidates))[:_MOST_CANDIDATES]
    hint = f" Did you mean {', '.join(listed)}?" if listed else " Check the spelling, or pass the instrument's id."
    return EToroSymbolError(f"No instrument has the symbol {symbol!r}.{hint}", value=symbol, candidates=listed)
