"""How people see answers: tables, colours where the terminal has them, bars for what takes long.

Prices have the digits that eToro sent, money two, times are UTC. Without a terminal there are no colours and no cut
lines, and ``NO_COLOR`` is obeyed.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..model import date_text
from ..views.display import number as number
from ..views.tabular import plain

# Without a terminal, nothing may be cut to fit one.
_WIDE: Final = 240

UP: Final = "green"
DOWN: Final = "red"


class Column(NamedTuple):
    """A column of a table: its heading and its cells; text to the left, figures to the right."""

    head: str
    cells: Sequence[str | Text]
    is_text: bool = False


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
        self.console.print(table_of(columns))

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


def table_of(columns: Sequence[Column]) -> Table:
    """Columns as rich draws them."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.head, justify="left" if column.is_text else "right", no_wrap=True)
    for row in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*row)
    return table


def texts(head: str, cells: Iterable[Any]) -> Column:
    """A column of words, ids and times."""
    return Column(head, [text_of(cell) for cell in cells], is_text=True)


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
