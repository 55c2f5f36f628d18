"""Symbols and ids: the bundled table, and what counts as a match.

A symbol stands for an instrument only if it is the same, case aside. Near matches never resolve; they become the
candidates of the error, for a person to choose from.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from .arguments import integer_of
from .errors import EToroSymbolError, EToroValidationError
from .forking import LockPerProcess

_TABLE: Final = "data/instruments.csv"
_MOST_CANDIDATES: Final = 8
# Looks through the text of a table, each some dozen microseconds, before it is taken apart, which takes thirty times
# as long.
_LOOKS: Final = 16


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

_reading = LockPerProcess()
_bundled: SymbolTable | None = None


class SymbolTable:
    """Symbol ↔ id, case aside, remembering how eToro writes the symbol. Learning is safe from any thread."""

    __slots__ = ("_by_id", "_by_symbol", "_learned", "_learned_by_id", "_looks", "_rows")

    def __init__(self, rows: Iterable[tuple[str, int]] = ()) -> None:
        # What came from a file, a line for each. Most programs ask for a few symbols, written as eToro writes them: the
        # first looks go through the text, which takes microseconds. Only many make it worth while to take it apart.
        self._rows = "\n"
        self._looks = 0
        self._by_symbol: dict[str, int] | None = {}
        self._by_id: dict[int, str] | None = {}
        # What was learned: by symbol in capitals, and by id.
        self._learned: dict[str, int] = {}
        self._learned_by_id: dict[int, str] = {}
        for symbol, instrument_id in rows:
            self.learn(symbol, instrument_id)

    def learn(self, symbol: str, instrument_id: int) -> None:
        """Remember a pair that eToro vouched for. A symbol that is known keeps its instrument: what a program trades
        under a name must not change while it runs."""
        if self.id_of(symbol) is None:
            self._learned.setdefault(symbol.upper(), instrument_id)
        self.name(instrument_id, symbol)

    def name(self, instrument_id: int, symbol: str) -> None:
        """Remember how eToro calls an instrument, which does not mean that no other goes by the same symbol."""
        self._learned_by_id[instrument_id] = symbol

    def id_of(self, symbol: str) -> int | None:
        """The id that goes by exactly this symbol, case aside."""
        known = self._learned.get(symbol.upper())
        if known is not None:
            return known
        if self._by_symbol is None and self._looks < _LOOKS and (line := self._line(f"\n{symbol},")):
            return int(line[1])
        return self._in_capitals().get(symbol.upper())

    def symbol_of(self, instrument_id: int) -> str | None:
        """The symbol of an id, as eToro writes it."""
        learned = self._learned_by_id.get(instrument_id)
        if learned is not None:
            return learned
        # Only an id stands between two commas.
        if self._by_id is None and self._looks < _LOOKS and (line := self._line(f",{instrument_id},")):
            return line[0]
        return self._in_file().get(instrument_id)

    def _line(self, part: str) -> list[str] | None:
        """The cells of the first line that holds ``part``."""
        rows = self._rows
        self._looks += 1
        at = rows.find(part)
        # Two marks hold the cell that is wanted: a third would stand inside it, as in "EURUSD,1", which is no symbol.
        if at < 0 or part.count("\n") + part.count(",") > 2:
            return None
        return rows[rows.rfind("\n", 0, at + 1) + 1 : rows.index("\n", at + 1)].split(",")

    def _in_capitals(self) -> dict[str, int]:
        if self._by_symbol is None:
            self._by_symbol = {symbol.upper(): number for number, symbol in self._in_file().items()}
        return self._by_symbol

    def _in_file(self) -> dict[int, str]:
        if self._by_id is None:
            cells = self._rows[1:-1].replace("\n", ",").split(",")
            self._by_id = dict(zip(map(int, cells[1::3]), cells[::3], strict=True))
        return self._by_id

    def _all(self) -> dict[int, str]:
        return self._in_file() | self._learned_by_id

    def near(self, symbol: str) -> list[str]:
        """Symbols that hold ``symbol``, those that begin with it first; where none does, those spelt most like it."""
        wanted = symbol.upper()
        by_id = self._all()
        ids = self._in_capitals() | self._learned
        hits = [by_id[number] for text, number in ids.items() if wanted in text and number in by_id]
        if not hits:
            # Needed only for the text of an error, and not cheap to import.
            from difflib import get_close_matches

            return [by_id[ids[text]] for text in get_close_matches(wanted, ids, _MOST_CANDIDATES)]
        hits.sort(key=lambda hit: (not hit.upper().startswith(wanted), len(hit), hit))
        return hits[:_MOST_CANDIDATES]

    def symbols(self) -> list[str]:
        """Every symbol, as eToro writes it, in the order of the table."""
        return list(self._all().values())

    def beginning(self, text: str) -> list[str]:
        """Symbols that begin with ``text``, in order: what a prompt completes."""
        wanted = text.upper()
        return sorted(symbol for symbol in self._all().values() if symbol.upper().startswith(wanted))

    def copy(self) -> SymbolTable:
        """A table with the same pairs that learns by itself."""
        other = SymbolTable()
        # What came from a file never changes.
        other._rows, other._by_symbol, other._by_id = self._rows, self._by_symbol, self._by_id
        other._learned, other._learned_by_id = self._learned.copy(), self._learned_by_id.copy()
        return other

    def __len__(self) -> int:
        return len(self._all())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> SymbolTable:
        """A table from a file such as ``etoropy instruments update`` writes, for ``EToroTrading(symbols=…)``.

        Raises EToroValidationError where there is none.
        """
        try:
            table = cls.parse(Path(path).read_text(encoding="utf-8"))
            table._check()
            # Looks through the text and looks into a dictionary agree where no two lines tell of the same symbol or id.
            # Of somebody's file nobody knows that.
            table._in_capitals()
        except (OSError, ValueError) as error:
            what = f"{os.fspath(path)} is no table of symbols ({error})."
            raise EToroValidationError(what, field="symbols", value=os.fspath(path)) from error
        return table

    @classmethod
    def parse(cls, text: str) -> SymbolTable:
        """A table from the lines of ``data/instruments.csv``: symbol, id, ISIN, after one line of headings."""
        _, _, body = text.strip("\n").partition("\n")
        table = cls()
        if body:
            table._rows, table._by_symbol, table._by_id = f"\n{body}\n", None, None
        return table

    def _check(self) -> None:
        """Raises ValueError where a line is not as it should be."""
        ids: dict[str, str] = {}
        for number, line in enumerate(self._rows[1:-1].split("\n") if self._by_id is None else (), start=2):
            cells = line.split(",")
            if len(cells) != 3 or not cells[1].isdecimal():
                raise ValueError(f"line {number} is {line!r}, not a symbol, a number and an ISIN")
            if ids.setdefault(cells[0].upper(), cells[1]) != cells[1]:
                raise ValueError(
                    f"line {number} has {cells[0]} as {cells[1]}, an earlier one as {ids[cells[0].upper()]}"
                )


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
    with _reading.lock:
        if _bundled is None:
            _bundled = read_bundled()
        return _bundled


def read_bundled() -> SymbolTable:
    """The table that ships with the package, read anew."""
    return SymbolTable.parse(_package_data(_TABLE).decode("utf-8"))


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
    number = integer_of(instrument)
    if number is not None and number > 0:
        return number
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
    if symbol.isdecimal():
        what = f"No instrument has the symbol {symbol!r}. Ids are ints: pass {int(symbol)}, without quotes."
        return EToroSymbolError(what, value=symbol, candidates=listed)
    hint = f" Did you mean {', '.join(listed)}?" if listed else " Check the spelling, or pass the instrument's id."
    return EToroSymbolError(f"No instrument has the symbol {symbol!r}.{hint}", value=symbol, candidates=listed)
