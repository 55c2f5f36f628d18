"""Answers as a table: which columns a kind of row has, of what type, and what stands in them.

A row is any object of this library: a model, a quote, an order. Its columns are its public attributes; what is nested
in it becomes columns of its own, joined by an underscore (``unrealized_pnl.pnl`` is ``unrealized_pnl_pnl``).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple

Kind = Literal["float", "int", "bool", "str", "time", "object"]

#: The time that orders rows of a kind, by the name of its column; the first one that a row has counts.
TIMES: Final = ("from_date", "close_timestamp", "open_date_time", "sent_at", "date", "received_at", "timestamp")

_KINDS: Final[dict[str, Kind]] = {
    "float": "float",
    "int": "int",
    "bool": "bool",
    "str": "str",
    "datetime": "time",
}
# What lies deeper stays an object: nobody looks for it in a table.
_DEEPEST: Final = 2


class Column(NamedTuple):
    """A column: its name, the type of its values, where in a row they are, and whether some may be None."""

    name: str
    kind: Kind
    path: tuple[str, ...]
    is_optional: bool


_known: dict[type[Any], tuple[Column, ...]] = {}


def columns_of(kind: type[Any]) -> tuple[Column, ...]:
    """The columns of one kind of row, in the order of its attributes."""
    columns = _known.get(kind)
    if columns is None:
        columns = _known[kind] = tuple(_walk(kind, (), is_optional=False))
    return columns


def _walk(kind: type[Any], path: tuple[str, ...], *, is_optional: bool) -> Iterator[Column]:
    for name, said in _attributes(kind):
        bare = said.removesuffix(" | None")
        optional = is_optional or bare != said
        within = (*path, name)
        nested = _KINDS.get(bare) or _named(kind, bare)
        if isinstance(nested, str):
            yield Column("_".join(within), nested, within, optional)
        elif len(path) < _DEEPEST:
            yield from _walk(nested, within, is_optional=optional)
        else:
            yield Column("_".join(within), "object", within, optional)


def _attributes(kind: type[Any]) -> Iterator[tuple[str, str]]:
    """Public attributes with their type as it is written: those that are stored, then those that are computed."""
    seen = set()
    for base in reversed(kind.__mro__):
        for name, said in vars(base).get("__annotations__", {}).items():
            if name.startswith("_") or str(said).startswith(("ClassVar", "Final")) or name in seen:
                continue
            seen.add(name)
            yield name, said if isinstance(said, str) else getattr(said, "__name__", "object")
    for base in reversed(kind.__mro__):
        for name, value in vars(base).items():
            if isinstance(value, property) and not name.startswith("_") and name not in seen:
                said = getattr(value.fget, "__annotations__", {}).get("return", "object")
                # Computed collections are views of something else: the raw fields, what has changed.
                if str(said).removesuffix(" | None") in _KINDS:
                    seen.add(name)
                    yield name, str(said)


def _named(kind: type[Any], name: str) -> Kind | type[Any]:
    """What a name in an annotation stands for: a simple kind, or a class whose attributes are columns."""
    if name.startswith("Literal["):
        return "str"
    found: Any = getattr(sys.modules[kind.__module__], name, None)
    if isinstance(found, type):
        if issubclass(found, Enum):
            return "int" if issubclass(found, int) else "str"
        return found if hasattr(found, "__attrs_attrs__") else "object"
    return "str" if "Literal[" in str(found) else "object"


def kinds_of(rows: Iterable[Any]) -> tuple[type[Any], ...]:
    """The kinds of row among these, in the order of their first appearance."""
    return tuple(dict.fromkeys(map(type, rows)))


def layout(kinds: Sequence[type[Any]], *, symbols: bool = False) -> tuple[Column, ...]:
    """The columns of a table that holds rows of these kinds.

    Rows of several kinds share a table: it has every column of each, and ``kind`` says which row is what. With
    ``symbols``, a ``symbol`` stands before the instrument's id where the rows have none of their own.
    """
    merged: dict[str, Column] = {}
    for kind in kinds:
        for column in columns_of(kind):
            known = merged.setdefault(column.name, column)
            if known.is_optional is not column.is_optional or len(kinds) > 1:
                merged[column.name] = known._replace(is_optional=True)
    table = list(merged.values())
    if symbols and "instrument_id" in merged and "symbol" not in merged:
        table.insert(table.index(merged["instrument_id"]), _SYMBOL)
    return (_KIND, *table) if len(kinds) > 1 else tuple(table)


_SYMBOL: Final[Column] = Column("symbol", "str", ("instrument_id",), True)
_KIND: Final[Column] = Column("kind", "str", (), False)


def values(column: Column, rows: Iterable[Any], symbol_of: Callable[[int], str] = str) -> list[Any]:
    """What stands in a column: plain Python values, None where a row has none."""
    if column is _KIND:
        return [type(row).__name__ for row in rows]
    if column is _SYMBOL:
        return [None if (number := _read(row, column.path)) is None else symbol_of(number) for row in rows]
    if len(column.path) > 1 or column.is_optional or column.kind in ("object", "str"):
        return [_plain(_read(row, column.path)) for row in rows]
    return [_plain(value) for value in map(attrgetter(*column.path), rows)]


def _read(row: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        row = getattr(row, name, None)
        if row is None:
            return None
    return row


def _plain(value: Any) -> Any:
    """A value without the library's own types: what a file or another program takes."""
    if value is None or value.__class__ in _SIMPLE:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, int, float, str)):
        return value
    return plain(value)


_SIMPLE: Final = frozenset({float, int, bool, str})


def plain(value: Any) -> Any:
    """Anything of this library as numbers, texts, times, lists and dicts, under the names it has in Python."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (date, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, BaseException):
        return f"{type(value).__name__}: {value}"
    named = [name for name, _ in _attributes(type(value))]
    return {name: plain(getattr(value, name)) for name in named} if named else str(value)
