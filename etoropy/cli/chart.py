"""Candles in a terminal: a column of letters each, scaled to so many lines.

Rising bodies are hollow and falling ones full, so that the chart reads without colours too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from ..views.display import digits_of, number
from .output import DOWN, UP

Span = tuple[str, str]

_WICK: Final = "│"
_FALLING: Final = "█"
_RISING: Final = "▒"
# Room for the scale at the right.
_SCALE: Final = 14


def rows_of(bars: Iterable[Any], *, width: int, height: int) -> list[list[Span]]:
    """The chart as lines of (text, style), the scale at the right, dates below. The newest bars that fit."""
    room = max(width - _SCALE, 10)
    shown = [bar for bar in bars if None not in (bar.open, bar.high, bar.low, bar.close)][-room:]
    if not shown:
        return [[("No prices.", "dim")]]
    low, high = min(bar.low for bar in shown), max(bar.high for bar in shown)
    # In a market that stood still, the price itself says how many digits count.
    digits = digits_of(high - low or high, 3)
    rows = [_row(shown, level, height, low, high) for level in range(height)]
    labelled = {0: high, height // 2: high - (high - low) * (height // 2) / max(height - 1, 1), height - 1: low}
    for level, rate in labelled.items():
        rows[level].append((f"  {_rate(rate, digits)}", "dim"))
    last = shown[-1].close
    marked = _level(last, height, low, high)
    if marked in labelled:
        rows[marked].pop()
    rows[marked].append((f"  {_rate(last, digits_of(last, 6))} ◂", _style(shown[-1])))
    return [*rows, [(_dates(shown), "dim")]]


def _row(bars: Sequence[Any], level: int, height: int, low: float, high: float) -> list[Span]:
    letters = [(_letter(bar, level, height, low, high), _style(bar)) for bar in bars]
    styled = ((letter, style if letter != " " else "") for letter, style in letters)
    return [("".join(letter for letter, _ in run), style) for style, run in groupby(styled, key=lambda it: it[1])]


def _letter(bar: Any, level: int, height: int, low: float, high: float) -> str:
    top, bottom = (
        _level(max(bar.open, bar.close), height, low, high),
        _level(min(bar.open, bar.close), height, low, high),
    )
    if top <= level <= bottom:
        return _RISING if bar.close >= bar.open else _FALLING
    within = _level(bar.high, height, low, high) <= level <= _level(bar.low, height, low, high)
    return _WICK if within else " "


def _level(rate: float, height: int, low: float, high: float) -> int:
    """On which line, counted from the top, a rate lies."""
    return 0 if high == low else round((high - rate) / (high - low) * (height - 1))


def _style(bar: Any) -> str:
    return UP if bar.close >= bar.open else DOWN


def _rate(rate: float, digits: int) -> str:
    return number(round(rate, max(2, digits)))


def _dates(bars: Sequence[Any]) -> str:
    """The first and the last moment, under the first and the last bar."""
    daily = len(bars) < 2 or (bars[1].from_date - bars[0].from_date).days >= 1
    pattern = "%d %b %Y" if daily else "%d %b %H:%M"
    first, last = f"{bars[0].from_date:{pattern}}", f"{bars[-1].from_date:{pattern}}"
    if len(bars) < len(first) + len(last) + 2:
        return f"{first} – {last}"
    return first + last.rjust(len(bars) - len(first))
