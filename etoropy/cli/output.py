"""How people see answers: tables, colours where the terminal has them, bars for what takes long.

Prices have the digits that eToro sent, money two, times are UTC. No figure is cut, however narrow the terminal. Without
one there are no colours, and ``NO_COLOR`` is obeyed.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ..model import date_text
from ..views.display import number as number
from ..views.tabular import plain

# Without a terminal, nothing may be cut to fit one.
_WIDE: Final = 240
# Wider than any table.
_ANY_WIDTH: Final = 10_000

UP: Final = "green"
DOWN: Final = "red"


class Column(NamedTuple):
    """A column of a table: its heading and its cells; text to the left, figures to the right.

    Where there is little room, ``may_fold`` puts what is in a cell on several lines.
    """

    head: str
    cells: Sequence[str | Text]
    is_text: bool = False
    may_fold: bool = False


class Output:
    """Standard output and standard error, for people."""

    def __init__(self) -> None:
        self.console = _console(stderr=False)
        self.aside = _console(stderr=True)

    def line(self, text: str | Text = "", style: str = "") -> None:
        """One line of the answer."""
        self.console.print(text, style=style, markup=False, highlight=False)

    def table(self, columns: Sequence[Column], *, title: str = "", when_empty: str = "Nothing.") -> None:
        """A table; a sentence where it has no rows."""
        if title:
            self.line(title, "bold")
        if not columns or not columns[0].cells:
            self.line(when_empty, "dim")
            return
        self.console.print(_Whole(columns), crop=False)

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """A sign of life on standard error while something takes its time."""
        with self.aside.status(what):
            yield

    @contextmanager
    def progress(self, what: str, total: float | None = None) -> Iterator[Callable[[float], None]]:
        """A bar on standard error; call what it gives with how far things are."""
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:.0f}"))
        with Progress(*columns, TimeElapsedColumn(), console=self.aside, transient=True) as progress:
            task = progress.add_task(what, total=total)
            yield lambda done: progress.update(task, completed=done)


class _Screen(Console):
    """A console that says when nobody reads it any more: rich would end the process as failed, whatever was done."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, "nobody reads it")


def _console(*, stderr: bool) -> Console:
    console = _Screen(stderr=stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        console = _Screen(stderr=stderr, highlight=False, emoji=False, width=_WIDE)
    return console


class _Whole:
    """A table that nothing is cut from: words fold, columns move together, and in the end it is wider than the
    terminal. An id or a price without its end is worse than a line that breaks."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        is_narrow = least_width(self._columns) > options.max_width
        room = max(options.max_width, least_width(self._columns, is_narrow=is_narrow))
        yield from console.render(table_of(self._columns, is_narrow=is_narrow), options.update_width(room))


def least_width(columns: Sequence[Column], *, is_narrow: bool = False) -> int:
    """The letters in a line of a table when all that may fold is folded."""
    wide = Console(width=_ANY_WIDTH)
    return Measurement.get(wide, wide.options, table_of(columns, is_narrow=is_narrow)).minimum


def table_of(columns: Sequence[Column], *, is_narrow: bool = False) -> Table:
    """Columns as rich draws them."""
    padding = (0, 0) if is_narrow else (0, 1)
    table = Table(box=SIMPLE_HEAD, padding=padding, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        side: JustifyMethod = "left" if column.is_text else "right"
        # rich would take a time apart at its blank.
        least = None if column.may_fold else max(cell_len(str(cell)) for cell in (column.head, *column.cells))
        table.add_column(column.head, justify=side, no_wrap=not column.may_fold, overflow="fold", min_width=least)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def texts(head: str, cells: Iterable[Any]) -> Column:
    """A column of symbols, ids and times."""
    return Column(head, [text_of(cell) for cell in cells], is_text=True)


def words(head: str, cells: Iterable[Any]) -> Column:
    """A column of names and sentences, which may take several lines."""
    return Column(head, [text_of(cell) for cell in cells], is_text=True, may_fold=True)


def prices(head: str, cells: Iterable[float | None]) -> Column:
    """A column of rates and units, with the digits that they have."""
    return Column(head, ["" if cell is None else number(cell) for cell in cells])


def money(head: str, cells: Iterable[float | None]) -> Column:
    """A column of sums, two digits each."""
    return Column(head, ["" if cell is None else f"{cell:,.2f}" for cell in cells])


def counts(head: str, cells: Iterable[float | None]) -> Column:
    """A column of whole numbers."""
    return Column(head, ["" if cell is None else f"{cell:,.0f}" for cell in cells])


def moves(head: str, cells: Iterable[float | None], unit: str = "") -> Column:
    """A column of gains and losses: signed, and coloured where there are colours."""
    return Column(head, [move(cell, unit) for cell in cells])


def move(value: float | None, unit: str = "", digits: int = 2) -> Text:
    """A gain or a loss."""
    if value is None:
        return Text("")
    style = UP if value > 0 else DOWN if value < 0 else ""
    return Text(f"{value:+,.{digits}f}{unit}", style=style)


def sides(head: str, cells: Iterable[bool | None]) -> Column:
    """A column of long and short."""
    return Column(head, ["" if cell is None else "long" if cell else "short" for cell in cells], is_text=True)


def text_of(value: Any) -> str:
    """A word, an id or a time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return str(value)


def json_of(value: Any, *, on_one_line: bool = False) -> str:
    """An answer for programs: names as in Python, times as eToro writes them."""
    options = orjson.OPT_PASSTHROUGH_DATETIME | (0 if on_one_line else orjson.OPT_INDENT_2)
    return orjson.dumps(plain(value), default=_json_time, option=options).decode()


def _json_time(value: Any) -> str:
    if isinstance(value, datetime):
        return date_text(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
