"""Answers as data frames.

Lists that the entry point answers are ``Rows``: lists that know what they hold, so that even an empty one has its
columns. For any other list of answers, such as the items of a page, there are ``columns``, ``to_pandas`` and
``to_polars``. pandas and polars are imported when a frame is asked for, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self, SupportsIndex, TypeVar, overload

import orjson

from ..errors import EToroValidationError
from .tabular import TIMES, Column, kinds_of, layout, plain, values

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T")
Kinds = type[Any] | tuple[type[Any], ...]
Symbols = Callable[[int], str]

#: Stands for "the time that orders these rows, where they have one".
BY_TIME: Final = "time"


class Rows(list[T]):
    """A list of answers that is a table as well.

    ``of`` is the kind of row (or the kinds, where it holds several), ``symbol_of`` names instruments: with it, tables
    have a ``symbol`` beside each id. Slices are Rows too; whatever else makes a list of it makes a plain one.
    """

    __slots__ = ("_of", "_symbol_of")

    def __init__(self, rows: Iterable[T] = (), of: Kinds = (), *, symbol_of: Symbols | None = None) -> None:
        super().__init__(rows)
        self._of = of
        self._symbol_of = symbol_of

    def columns(self) -> dict[str, list[Any]]:
        """The rows as columns of plain values: name to list, None where a row has no value."""
        return columns(self, of=self._of, symbol_of=self._symbol_of)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain values, all with the same keys."""
        table = self.columns()
        return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]

    def to_pandas(self, *, index: str | None = BY_TIME) -> pd.DataFrame:
        """The rows as a pandas frame; see ``etoropy.to_pandas``."""
        return to_pandas(self, of=self._of, index=index, symbol_of=self._symbol_of)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame; see ``etoropy.to_polars``."""
        return to_polars(self, of=self._of, symbol_of=self._symbol_of)

    def _repr_html_(self) -> str:
        from .display import table

        return table(self, self.columns(), of=_kinds(self, self._of))

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, index: slice, /) -> Self: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> T | Self:
        if isinstance(index, slice):
            return type(self)(super().__getitem__(index), self._of, symbol_of=self._symbol_of)
        return super().__getitem__(index)

    def __reduce_ex__(self, protocol: SupportsIndex, /) -> tuple[Any, ...]:
        # The names travel, the client that knows them stays: it holds keys.
        return (_rebuilt, (type(self), list(self), self._of, self._known_symbols()))

    def _known_symbols(self) -> dict[int, str] | None:
        if self._symbol_of is None:
            return None
        numbers = {getattr(row, "instrument_id", None) for row in self}
        return {number: self._symbol_of(number) for number in numbers if number is not None}


class _Names(dict[int, str]):
    """Symbols by id; an id that is not there goes by its digits."""

    def __call__(self, instrument_id: int) -> str:
        return self.get(instrument_id) or str(instrument_id)


def _rebuilt(cls: type[Rows[T]], rows: list[T], of: Kinds, symbols: dict[int, str] | None) -> Rows[T]:
    return cls(rows, of, symbol_of=None if symbols is None else _Names(symbols))


def columns(rows: Iterable[Any], *, of: Kinds = (), symbol_of: Symbols | None = None) -> dict[str, list[Any]]:
    """Answers as columns of plain values: name to list, None where a row has no value.

    Names are those of the attributes; nested ones are joined (``unrealized_pnl_pnl``), and what is nested in lists is
    dicts within a list. ``of`` says what kind of row it is (or kinds, as a tuple), so that no rows have columns too.
    """
    listed = list(rows)
    return {column.name: read for column, read in _read(listed, of, symbol_of)}


def to_pandas(
    rows: Iterable[Any], *, of: Kinds = (), index: str | None = BY_TIME, symbol_of: Symbols | None = None
) -> pd.DataFrame:
    """Answers as a pandas frame with typed columns.

    Times are UTC, to the microsecond; numbers that may be missing are NaN, whole ones and truths ``Int64`` and
    ``boolean``. ``index``: ``"time"`` takes the time that orders such rows (candles: when they began; closed trades:
    when they were closed), where there is one; else the name of a column; None leaves the rows numbered. A frame that
    is indexed by a time runs from the oldest to the newest; otherwise rows stand as they came. ``of`` as for
    ``columns``. Raises ImportError without pandas (extra ``pandas``), EToroValidationError for an index that is no
    column.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    data = {column.name: _series(column, read, pd) for column, read in _read(list(rows), of, symbol_of)}
    frame = pd.DataFrame(data)
    named = _index_among(list(data), index)
    if named is None:
        return frame
    indexed = frame.set_index(named)
    # A column of another type holds something that eToro never sent before, which may have no order.
    is_time = str(frame[named].dtype).startswith("datetime64")
    return indexed.sort_index(kind="stable") if is_time else indexed


def to_polars(rows: Iterable[Any], *, of: Kinds = (), symbol_of: Symbols | None = None) -> pl.DataFrame:
    """Answers as a polars frame with typed columns.

    Rows stand as they came. Times are UTC, to the microsecond; missing values are null; what is nested in lists is JSON
    text. ``of`` as for
    ``columns``. Raises ImportError without polars (extra ``polars``).
    """
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    types: dict[str, Any] = {
        "float": pl.Float64(),
        "int": pl.Int64(),
        "bool": pl.Boolean(),
        "str": pl.String(),
        "time": pl.Datetime("us", "UTC"),
        "object": pl.String(),
    }
    series = []
    for column, read in _read(list(rows), of, symbol_of):
        fitting = [_json_text(value) for value in read] if column.kind == "object" else read
        series.append(pl.Series(column.name, fitting, dtype=types[column.kind], strict=False))
    return pl.DataFrame(series)


def _json_text(value: Any) -> str | None:
    return None if value is None else orjson.dumps(plain(value), default=str).decode()


def _read(rows: list[Any], of: Kinds, symbol_of: Symbols | None) -> list[tuple[Column, list[Any]]]:
    table = layout(_kinds(rows, of), symbols=symbol_of is not None)
    if rows and not table:
        what = f"Rows must be answers of this library, not {type(rows[0]).__name__}."
        raise EToroValidationError(what, field="rows", value=type(rows[0]).__name__)
    return [(column, values(column, rows, symbol_of or str)) for column in table]


def _kinds(rows: Sequence[Any], of: Kinds) -> tuple[type[Any], ...]:
    said = of if isinstance(of, tuple) else (of,)
    return said or kinds_of(rows)


def _series(column: Column, read: list[Any], pd: Any) -> Any:
    optional = {"int": "Int64", "bool": "boolean"}
    always = {"int": "int64", "bool": "bool"}
    either = {"float": "float64", "str": "string", "time": "datetime64[us, UTC]", "object": "object"}
    kinds = either | (optional if column.is_optional else always)
    try:
        return pd.Series(read, dtype=kinds[column.kind])
    except (TypeError, ValueError):
        # eToro sent something else than it ever said; one such value must not cost the whole frame.
        return pd.Series(read, dtype="object")


def _index_among(names: list[str], index: str | None) -> str | None:
    """The column to index by; None for none."""
    if index is None or index in names:
        return index
    if index == BY_TIME:
        return next((name for name in TIMES if name in names), None)
    raise EToroValidationError(
        f"There is no column {index!r} to index by; there are {', '.join(names)}.", field="index", value=index
    )


def _missing(package: str) -> ImportError:
    return ImportError(f"This needs {package}: pip install 'etoropy[{package}]'", name=package)
