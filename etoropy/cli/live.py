"""The stream: a live board, and recordings."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import click

from .session import Instrument, Session, command

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from .. import EToroTrading
    from ..views.board import Board, Line

# Redrawings in a second: more often, nobody can read.
_REDRAWS: Final = 5
# The symbol and its two prices.
_FEWEST_COLUMNS: Final = 3
# Letters of a trail, and those that set it apart from the figures.
_LONGEST_TRAIL: Final = 24
_SHORTEST_TRAIL: Final = 4
_BESIDE: Final = 3
# Seconds for which a price that moved stays lit.
_LIT: Final = 1.0


@command()
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
@click.option("--seconds", type=float, help="Stop after so many seconds; otherwise at Ctrl-C.")
def watch(session: Session, symbols: tuple[str | int, ...], seconds: float | None) -> None:
    """Show prices as they move.

    With --json, or into a pipe, each quote is a line of its own.
    """
    with session.client(streams=True) as etoro:
        if session.json or not session.out.console.is_terminal:
            _lines(session, etoro, symbols, seconds)
        else:
            _board(session, etoro, symbols, seconds)


def _lines(session: Session, etoro: EToroTrading, symbols: tuple[str | int, ...], seconds: float | None) -> None:
    from ..views.notebook import follow
    from .output import json_of, number, text_of

    for quote in follow(etoro, symbols, seconds=seconds):
        if quote is None:
            continue
        if session.json:
            click.echo(json_of(quote, on_one_line=True))
        else:
            when = text_of(quote.received_at)
            click.echo(f"{when}  {quote.symbol:<10} {number(quote.bid):>14} {number(quote.ask):>14}")


def _board(session: Session, etoro: EToroTrading, symbols: tuple[str | int, ...], seconds: float | None) -> None:
    from rich.live import Live

    from ..views.board import Board
    from ..views.notebook import follow

    board = Board(symbols)
    console = session.out.console
    with Live(_drawn(board, console.width), console=console, refresh_per_second=_REDRAWS) as live:
        for quote in follow(etoro, symbols, seconds=seconds, pause=1 / _REDRAWS):
            if quote is not None:
                board.add(quote)
            live.update(_drawn(board, console.width))


def _drawn(board: Board, width: int) -> Table:
    """The board in lines of ``width`` letters: trails as long as there is room for them, and no figure that is cut. A
    board that changes in place cannot be wider than the terminal."""
    from ..views.board import sparkline
    from .output import Column, least_width, moves, prices, table_of, texts

    lines = board.lines()
    columns = [
        texts("symbol", (line.symbol for line in lines)),
        Column("bid", [_lit(line, line.bid) for line in lines]),
        Column("ask", [_lit(line, line.ask) for line in lines]),
        prices("spread", (round(line.spread, 8) for line in lines)),
        moves("since start", (line.change for line in lines), " %"),
        texts("quotes", (line.quotes for line in lines)),
    ]
    is_narrow = least_width(columns) > width
    while least_width(columns, is_narrow=is_narrow) > width and len(columns) > _FEWEST_COLUMNS:
        columns.pop()
    room = width - least_width(columns, is_narrow=is_narrow) - _BESIDE
    if room >= _SHORTEST_TRAIL:
        trails = texts("", (sparkline(line.trail, min(room, _LONGEST_TRAIL)) for line in lines))
        columns.append(trails)
    return table_of(columns, is_narrow=is_narrow)


def _lit(line: Line, rate: float) -> Text:
    """A price in the colour of its newest move, for a moment."""
    from rich.text import Text

    from .output import DOWN, UP, number

    fresh = time.time() - line.received_at.timestamp() < _LIT
    style = {1: UP, -1: DOWN}.get(line.direction, "") if fresh else ""
    return Text(number(rate), style=style)


@command()
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
@click.option(
    "--out",
    "path",
    type=click.Path(dir_okay=False, writable=True),
    required=True,
    help="The file, such as quotes.jsonl.gz.",
)
@click.option("--seconds", type=float, help="Stop after so many seconds; otherwise at Ctrl-C.")
def record(session: Session, path: str, symbols: tuple[str | int, ...], seconds: float | None) -> None:
    """Write the stream to a file.

    Every frame as it came, with its time, as gzipped lines of JSON that
    `etoropy.ws.read_recording` reads. A file that is there is replaced. What
    was written before Ctrl-C can be read.
    """
    from ..views.notebook import follow

    quotes = 0
    with session.client(streams=True) as etoro:
        etoro.connect()
        with etoro.ws.record(path) as tape, session.out.progress(f"Recording to {path}", seconds) as advance:
            began = time.monotonic()
            for quote in follow(etoro, symbols, seconds=seconds):
                quotes += quote is not None
                advance(time.monotonic() - began if seconds else tape.frames)
                if tape.error is not None:
                    break
    # What is left is written when the tape is closed, which may fail, too.
    if tape.error is not None:
        raise click.ClickException(f"{path} cannot be written: {tape.error}")
    if session.json:
        session.tell({"path": path, "frames": tape.frames, "quotes": quotes})
    else:
        session.out.line(f"{tape.frames} frames, {quotes} quotes: {path}")
