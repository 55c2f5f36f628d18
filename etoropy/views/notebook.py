"""Live prices in a notebook.

Nothing here needs asyncio, so it works in a cell although the notebook runs an event loop of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ..arguments import several
from ..errors import EToroTimeoutError, EToroValidationError
from .board import Board
from .frames import Rows

if TYPE_CHECKING:
    from .._sync.trading import EToroTrading
    from ..ws import Quote

Symbols = str | int | Iterable[str | int]
Redraw = Callable[[Board], None]

# Seconds between two redrawings: more often, nobody can read.
_REDRAW: Final = 0.25


def live_table(
    etoro: EToroTrading,
    instruments: Symbols,
    *,
    seconds: float | None = 30.0,
    show: Callable[[Board], Redraw] | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> Rows[Quote]:
    """Show live quotes as a table that changes in place, for so many ``seconds`` (None: until interrupted).

    Returns the newest quote of each instrument, in the order asked, as in the table. Interrupting the cell ends it
    as well, without an error. Outside of a notebook the table is printed once, at the end. ``show`` draws elsewhere: it
    is given the board to begin with, and returns what redraws it.
    """
    from ..ws import Quote

    named = several(instruments)
    board = Board(named)
    newest: dict[int, Quote] = {}
    draw = show or _in_place()
    redraw = draw(board) if draw else _silent
    drawn = monotonic()
    try:
        for quote in follow(etoro, named, seconds=seconds, monotonic=monotonic):
            if quote is not None:
                board.add(quote)
                newest[quote.instrument_id] = quote
            if monotonic() - drawn >= _REDRAW:
                redraw(board)
                drawn = monotonic()
    except KeyboardInterrupt:
        # The stop button of the cell: how a table without end is ended.
        pass
    if draw:
        redraw(board)
    else:
        print(board)
    return Rows((newest[line.instrument_id] for line in board.lines()), Quote)


def follow(
    etoro: EToroTrading,
    instruments: Symbols,
    *,
    seconds: float | None,
    pause: float = _REDRAW,
    monotonic: Callable[[], float] = time.monotonic,
) -> Iterator[Quote | None]:
    """Live quotes for so many ``seconds`` (None: without end), and None whenever ``pause`` seconds brought nothing.

    Raises EToroValidationError, EToroSymbolError, and what ends a stream.
    """
    if seconds is not None and not seconds > 0:
        raise EToroValidationError("seconds must be above zero.", field="seconds", value=seconds)
    if not etoro.ws.connected:
        etoro.connect()
    until = None if seconds is None else monotonic() + seconds
    with etoro.stream(instruments, timeout=pause) as quotes:
        while until is None or monotonic() < until:
            try:
                quote = next(quotes, None)
            except EToroTimeoutError:
                # Silence is no failure here: markets close.
                yield None
                continue
            if quote is None:
                return
            yield quote


def _in_place() -> Callable[[Board], Redraw] | None:
    """How to draw in the notebook that this runs in; None where there is none."""
    try:
        ipython, displays = import_module("IPython"), import_module("IPython.display")
    except ImportError:
        return None
    if not hasattr(ipython.get_ipython(), "kernel"):
        return None

    def begin(board: Board) -> Redraw:
        redraw: Redraw = displays.display(board, display_id=True).update
        return redraw

    return begin


def _silent(_: Board) -> None:
    """Where nothing can be drawn in place."""
