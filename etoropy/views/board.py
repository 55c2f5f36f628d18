"""A board of live quotes: the newest of each instrument, and how far it has moved since the board was put up.

A board is told quotes and shows itself; where they come from is its user's business::

    board = Board()
    for quote in etoro.stream(["AAPL", "BTC"]):
        board.add(quote)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from attrs import frozen

from .display import number, table

_TRAIL: Final = 40
_BARS: Final = "▁▂▃▄▅▆▇█"


class Priced(Protocol):
    """What a board needs of a quote."""

    @property
    def symbol(self) -> str: ...
    @property
    def instrument_id(self) -> int: ...
    @property
    def bid(self) -> float: ...
    @property
    def ask(self) -> float: ...
    @property
    def mid(self) -> float: ...
    @property
    def received_at(self) -> datetime: ...


@frozen(kw_only=True)
class Line:
    """One instrument on a board.

    ``change`` is the move of the middle since the first quote, in percent; ``direction`` 1, 0 or -1 for the move that
    the newest quote made; ``quotes`` how many came; ``trail`` the newest middles, oldest first.
    """

    symbol: str
    instrument_id: int
    bid: float
    ask: float
    change: float
    direction: int
    quotes: int
    received_at: datetime
    trail: tuple[float, ...]

    @property
    def spread(self) -> float:
        """Ask minus bid."""
        return self.ask - self.bid


class Board:
    """The newest quote of each instrument, in the order in which they first came, or in that of ``symbols``, which may
    be ids as well."""

    def __init__(self, symbols: Sequence[str | int] = ()) -> None:
        self._order = [str(symbol).strip().upper() for symbol in symbols]
        self._newest: dict[int, Priced] = {}
        self._first: dict[int, float] = {}
        self._trails: dict[int, deque[float]] = {}
        self._counts: dict[int, int] = {}
        self._directions: dict[int, int] = {}

    def add(self, quote: Priced) -> None:
        """Take in a quote."""
        which = quote.instrument_id
        before = self._newest.get(which)
        self._newest[which] = quote
        self._first.setdefault(which, quote.mid)
        self._trails.setdefault(which, deque(maxlen=_TRAIL)).append(quote.mid)
        self._counts[which] = self._counts.get(which, 0) + 1
        self._directions[which] = 0 if before is None else _sign(quote.mid - before.mid)

    def lines(self) -> list[Line]:
        """The board as it stands."""
        return sorted(map(self._line, self._newest), key=self._place)

    def _line(self, which: int) -> Line:
        quote, first = self._newest[which], self._first[which]
        return Line(
            symbol=quote.symbol,
            instrument_id=which,
            bid=quote.bid,
            ask=quote.ask,
            change=(quote.mid / first - 1) * 100 if first else 0.0,
            direction=self._directions[which],
            quotes=self._counts[which],
            received_at=quote.received_at,
            trail=tuple(self._trails[which]),
        )

    def _place(self, line: Line) -> int:
        places = [self._order.index(it) for it in (line.symbol.upper(), str(line.instrument_id)) if it in self._order]
        return min(places, default=len(self._order))

    def __str__(self) -> str:
        rows = [
            (line.symbol, number(line.bid), number(line.ask), f"{line.change:+.3f} %", str(line.quotes))
            for line in self.lines()
        ]
        heads = ("symbol", "bid", "ask", "change", "quotes")
        widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
        return "\n".join(
            "  ".join(
                f"{cell:<{width}}" if place == 0 else f"{cell:>{width}}" for place, (cell, width) in enumerate(it)
            )
            for it in (zip(row, widths, strict=True) for row in (heads, *rows))
        )

    def _repr_html_(self) -> str:
        lines = self.lines()
        columns: dict[str, list[Any]] = {
            "symbol": [line.symbol for line in lines],
            "bid": [line.bid for line in lines],
            "ask": [line.ask for line in lines],
            "spread": [round(line.spread, 8) for line in lines],
            "% change": [round(line.change, 3) for line in lines],
            "quotes": [line.quotes for line in lines],
            "trail": [sparkline(line.trail) for line in lines],
            "received": [line.received_at for line in lines],
        }
        return table(lines, columns, caption="Live quotes")


def sparkline(values: Sequence[float], width: int = 24) -> str:
    """The newest values as a row of bars, scaled between the lowest and the highest of them."""
    shown = values[-width:]
    if not shown:
        return ""
    low, high = min(shown), max(shown)
    if low == high:
        return _BARS[3] * len(shown)
    return "".join(_BARS[round((value - low) / (high - low) * (len(_BARS) - 1))] for value in shown)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
