"""Pictures of markets and accounts: candles with their volume, what trading has earned, where the money is.

Each function returns a matplotlib figure, which a notebook shows as it is, and writes it to ``path`` where one is
given. matplotlib is imported when a picture is asked for, and not before; its global state is never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from importlib import import_module
from math import floor, log10
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any, Final, Protocol

from ..errors import EToroValidationError
from .display import digits_of
from .display import symbol_of as bundled_symbol

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Path = str | PathLike[str]

_UP: Final = "#0b9e6b"
_DOWN: Final = "#d6404c"
_LINE: Final = "#2563a8"
_INK: Final = "#1d2733"
_FAINT: Final = "#6b7785"
_GRID: Final = "#e6eaef"
_CASH: Final = "#a9b4c0"
_COPIED: Final = "#8a6fc2"
# A bare one begins a formula.
_DOLLAR: Final = r"\$"
# Inches: what fits a notebook's cell and a page alike.
_WIDE: Final = (10.0, 5.6)
_DPI: Final = 140
# So many parts of an account are drawn, the smaller ones together.
_MOST_BARS: Final = 14
# Letters for which there is room at the left.
_SHORT_NAME: Final = 9


class Bar(Protocol):
    """What a picture needs of a candle."""

    @property
    def from_date(self) -> datetime: ...
    @property
    def open(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def low(self) -> float | None: ...
    @property
    def close(self) -> float | None: ...
    @property
    def volume(self) -> float | None: ...


class Closed(Protocol):
    """What a picture needs of a closed trade."""

    @property
    def close_timestamp(self) -> datetime: ...
    @property
    def net_profit(self) -> float: ...


def candles(bars: Iterable[Bar], *, title: str = "", volume: bool = True, path: Path | None = None) -> Figure:
    """Candles, with the volume below them.

    Bars stand side by side, so that nights and weekends leave no holes; those without prices (the market was closed)
    are left out. ``volume`` False, or bars that tell none, leave the lower part away.
    """
    told = _given(
        bars, ("from_date", "open", "high", "low", "close", "volume"), "bars", "candles, as get_candles gives"
    )
    drawn: list[Any] = sorted((bar for bar in told if _is_priced(bar)), key=lambda bar: bar.from_date)
    if not drawn:
        raise EToroValidationError("There is no candle with prices to draw.", field="bars")
    volumes = [bar.volume or 0.0 for bar in drawn]
    has_volume = volume and any(volumes)
    figure = _figure(title or "Candles")
    grid = figure.add_gridspec(2 if has_volume else 1, 1, height_ratios=(4, 1) if has_volume else (1,), hspace=0.06)
    prices = figure.add_subplot(grid[0])
    colours = [_UP if bar.close >= bar.open else _DOWN for bar in drawn]
    _draw_candles(prices, drawn, colours)
    lowest = prices
    if has_volume:
        lowest = figure.add_subplot(grid[1], sharex=prices)
        lowest.bar(range(len(drawn)), volumes, width=0.7, color=colours, alpha=0.55, linewidth=0)
        _dress(lowest, "volume", _short)
        lowest.locator_params(axis="y", nbins=3)
        prices.tick_params(labelbottom=False)
    _date_below(lowest, [bar.from_date for bar in drawn])
    return _written(figure, path)


def _given(rows: object, names: Sequence[str], field: str, what: str) -> list[Any]:
    """The rows, if they have what a picture needs. Raises EToroValidationError for anything else: a data frame has the
    same figures, but is none of them."""
    listed = list(rows) if isinstance(rows, Iterable) else [rows]
    if not all(hasattr(row, name) for row in listed for name in names):
        kinds = ", ".join(dict.fromkeys(type(row).__name__ for row in (listed if isinstance(rows, list) else [rows])))
        raise EToroValidationError(f"{field} must be {what} them, not {kinds}.", field=field)
    return listed


def _is_priced(bar: Bar) -> bool:
    return None not in (bar.open, bar.high, bar.low, bar.close)


def _draw_candles(axes: Axes, bars: Sequence[Any], colours: Sequence[str]) -> None:
    places = range(len(bars))
    low, high = min(bar.low for bar in bars), max(bar.high for bar in bars)
    span = (high - low) or abs(low) / 100 or 1.0
    # A body without height, open and close alike, would not be seen.
    least = span / 400
    bodies = [max(abs(bar.close - bar.open), least) for bar in bars]
    bottoms = [min(bar.open, bar.close) - (body - abs(bar.close - bar.open)) / 2 for bar, body in zip(bars, bodies)]  # noqa: B905
    wick = min(1.1, 150 / len(bars))
    axes.vlines(places, [bar.low for bar in bars], [bar.high for bar in bars], colors=colours, linewidth=wick)
    axes.bar(places, bodies, width=0.7, bottom=bottoms, color=colours, linewidth=0)
    last = bars[-1].close
    axes.axhline(last, color=_FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.annotate(
        _price(last), (1, last), xycoords=("axes fraction", "data"), xytext=(6, 0), textcoords="offset points",
        va="center", fontsize=9, color="white", annotation_clip=False,
        bbox={"boxstyle": "round,pad=0.25", "facecolor": colours[-1], "edgecolor": "none"},
    )  # fmt: skip
    axes.set_xlim(-0.8, len(bars) - 0.2)
    axes.set_ylim(low - span * 0.05, high + span * 0.05)
    _dress(axes, "")


def equity(trades: Iterable[Closed], *, start: float = 0.0, title: str = "", path: Path | None = None) -> Figure:
    """What closed trades have earned, one after the other, and how far that was below its best.

    ``start`` (account currency) is the balance to begin from; 0 draws the profit alone. What is still open is not in
    it: closed trades tell nothing of that.
    """
    closed = _given(trades, ("close_timestamp", "net_profit"), "trades", "closed trades, as get_trade_history gives")
    if not closed:
        raise EToroValidationError("There is no closed trade to draw.", field="trades")
    # What was closed at one moment is one step.
    steps: dict[datetime, float] = {}
    for trade in sorted(closed, key=lambda it: it.close_timestamp):
        steps[trade.close_timestamp] = steps.get(trade.close_timestamp, 0.0) + trade.net_profit
    times = list(steps)
    curve, falls = _curve(list(steps.values()), start)
    figure = _figure(title or ("Balance" if start else "Profit of closed trades"), _equity_summary(closed, falls))
    grid = figure.add_gridspec(2, 1, height_ratios=(3, 1), hspace=0.08)
    above = figure.add_subplot(grid[0])
    # The line begins at the start, a little before the first trade was closed.
    begin = times[0] - ((times[-1] - times[0]) / 40 or timedelta(hours=1))
    days = _days([begin, *times])
    _draw_curve(above, days, [start, *curve], start)
    below = figure.add_subplot(grid[1], sharex=above)
    below.fill_between(days, [0.0, *falls], step="post", color=_DOWN, alpha=0.35, linewidth=0)
    below.set_ylim(min(min(falls) * 1.15, -0.01), 0)
    _dress(below, "below best", dollars=True)
    below.locator_params(axis="y", nbins=3)
    above.tick_params(labelbottom=False)
    _time_below(below)
    return _written(figure, path)


def _curve(profits: Sequence[float], start: float) -> tuple[list[float], list[float]]:
    """Running balance, and by how much each point lies below the best one so far (0 or negative)."""
    curve, falls, best = [], [], start
    balance = start
    for profit in profits:
        balance += profit
        best = max(best, balance)
        curve.append(balance)
        falls.append(balance - best)
    return curve, falls


def _equity_summary(closed: Sequence[Closed], falls: Sequence[float]) -> str:
    profits = [trade.net_profit for trade in closed]
    won = sum(profit > 0 for profit in profits)
    trades = f"{len(profits)} trade{'' if len(profits) == 1 else 's'}, {won / len(profits):.0%} won"
    return f"{_money(sum(profits), signed=True)} over {trades} · deepest fall {_money(min(falls))}"


def _days(moments: Sequence[datetime]) -> list[float]:
    """Moments as matplotlib counts them."""
    dates: Any = import_module("matplotlib.dates")
    return [float(dates.date2num(moment)) for moment in moments]


def _draw_curve(axes: Axes, days: Sequence[float], heights: Sequence[float], start: float) -> None:
    colour = _UP if heights[-1] >= start else _DOWN
    axes.plot(days, heights, drawstyle="steps-post", color=_LINE, linewidth=1.8)
    axes.fill_between(days, heights, start, step="post", color=_LINE, alpha=0.10, linewidth=0)
    axes.axhline(start, color=_FAINT, linewidth=0.8)
    axes.plot([days[-1]], [heights[-1]], "o", color=colour, markersize=5, clip_on=False)
    axes.annotate(
        _money(heights[-1]), (days[-1], heights[-1]), xytext=(8, 0), textcoords="offset points",
        va="center", fontsize=10, color=colour, fontweight="bold", annotation_clip=False,
    )  # fmt: skip
    _dress(axes, "", dollars=True)


def allocation(
    portfolio: Any, *, symbol_of: Callable[[int], str] | None = None, title: str = "", path: Path | None = None
) -> Figure:
    """Where an account's money is: by instrument, copied trader, and cash.

    A ``Portfolio`` from ``get_pnl`` counts positions at what they are worth now, one from ``get_portfolio`` at what was
    put in. Positions count with their own money, leverage left out. ``symbol_of`` names instruments
    (``etoro.resolver.symbol_of``); without it, the bundled table does.
    """
    _given([portfolio], ("positions", "mirrors", "credit"), "portfolio", "a portfolio, as get_pnl gives")
    parts = _parts(portfolio, symbol_of or bundled_symbol)
    total = sum(amount for _, amount, _ in parts)
    if total <= 0:
        raise EToroValidationError("The account holds nothing to draw.", field="portfolio")
    figure = _figure(title or "Allocation", f"{_money(total)} in all")
    if max(len(name) for name, _, _ in parts) > _SHORT_NAME:
        figure.subplots_adjust(left=0.17)
    axes = figure.add_subplot()
    _dress(axes, "")
    places = range(len(parts))[::-1]
    axes.barh(places, [amount for _, amount, _ in parts], color=[colour for _, _, colour in parts], height=0.66)
    axes.set_yticks(list(places), [_clipped(name).replace("$", _DOLLAR) for name, _, _ in parts])
    for place, (_, amount, _) in zip(places, parts, strict=True):
        axes.annotate(
            f"{amount / total:.1%}   {_money(amount)}", (max(amount, 0), place), xytext=(6, 0),
            textcoords="offset points", va="center", fontsize=9.5, color=_INK,
        )  # fmt: skip
    axes.set_xlim(0, max(amount for _, amount, _ in parts) * 1.22)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(labelbottom=False)
    axes.tick_params(axis="y", labelsize=10.5, labelcolor=_INK)
    return _written(figure, path)


def _parts(portfolio: Any, symbol_of: Callable[[int], str]) -> list[tuple[str, float, str]]:
    """Name, money and colour of each part, the largest first; the small ones together, cash last."""
    held: dict[str, float] = {}
    for position in portfolio.positions:
        name = symbol_of(position.instrument_id)
        held[name] = held.get(name, 0.0) + _worth(position)
    copied = {f"copies {it.parent_username or it.mirror_id}": _worth_of_copy(it) for it in portfolio.mirrors}
    parts = [(name, money, _LINE) for name, money in held.items()] + [(n, m, _COPIED) for n, m in copied.items()]
    parts = sorted((part for part in parts if part[1] > 0), key=lambda part: -part[1])
    if len(parts) > _MOST_BARS:
        rest = parts[_MOST_BARS - 1 :]
        parts = [*parts[: _MOST_BARS - 1], (f"{len(rest)} others", sum(part[1] for part in rest), _FAINT)]
    return [*parts, ("cash", portfolio.credit, _CASH)] if portfolio.credit > 0 else parts


def _worth(position: Any) -> float:
    """A position's own money: what was put in, and what it has gained or lost where that is known."""
    gained: float = position.unrealized_pnl.pnl if position.unrealized_pnl is not None else 0.0
    amount: float = position.amount
    return amount + gained


def _worth_of_copy(mirror: Any) -> float:
    return float(mirror.available_amount or 0.0) + sum(map(_worth, mirror.positions))


# How pictures look.


def _figure(title: str, subtitle: str = "") -> Figure:
    try:
        from .figure import Picture
    except ImportError as error:
        raise ImportError("This needs matplotlib: pip install 'etoropy[plot]'", name="matplotlib") from error
    figure = Picture(figsize=_WIDE, dpi=_DPI, facecolor="white")
    figure.subplots_adjust(left=0.10, right=0.90, top=0.86 if subtitle else 0.90, bottom=0.11)
    figure.text(0.10, 0.945, title.replace("$", _DOLLAR), fontsize=14, fontweight="bold", color=_INK, va="center")
    if subtitle:
        figure.text(0.10, 0.895, subtitle, fontsize=10, color=_FAINT, va="center")
    return figure


def _dress(axes: Axes, label: str, text_of: Callable[[float], str] | None = None, *, dollars: bool = False) -> None:
    """Few lines, thousands apart, and as many digits as the distance of the lines needs."""
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_GRID)
    axes.grid(axis="y", color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_FAINT, labelsize=9, length=0)
    axes.set_ylabel(label, fontsize=9, color=_FAINT)

    def digits() -> int:
        low, high = axes.get_ylim()
        return max(0, -floor(log10(abs(high - low) / 8 or 1)))

    named = text_of or (lambda value: _figures(value, digits(), dollars=dollars))
    axes.yaxis.set_major_formatter(lambda value, _: named(value))


def _date_below(axes: Axes, moments: Sequence[datetime]) -> None:
    """Dates under bars that stand side by side: about seven of them, as exact as the bars need."""
    wanted = min(7, len(moments))
    places = sorted({round(step * (len(moments) - 1) / max(wanted - 1, 1)) for step in range(wanted)})
    span = (moments[-1] - moments[0]).days
    within_a_day = len(moments) > 1 and (moments[1] - moments[0]).days < 1
    pattern = "%d %b %Y" if span > 300 else "%d %b %H:%M" if within_a_day else "%d %b"
    axes.set_xticks(places, [f"{moments[place]:{pattern}}" for place in places])


def _time_below(axes: Axes) -> None:
    dates: Any = import_module("matplotlib.dates")
    locator = dates.AutoDateLocator(minticks=4, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def _price(value: float) -> str:
    digits = 2 if abs(value) >= 100 else 3 if abs(value) >= 10 else max(5, digits_of(value, 6))
    whole, _, fraction = _figures(value, digits).partition(".")
    return f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"


def _money(value: float, *, signed: bool = False) -> str:
    return _figures(value, 2 if abs(value) < 100_000 else 0, dollars=True, signed=signed)


def _figures(value: float, digits: int, *, dollars: bool = False, signed: bool = False) -> str:
    text = f"{abs(value):,.{digits}f}"
    is_zero = not text.strip("0.,")
    sign = "" if is_zero else "−" if value < 0 else "+" if signed else ""
    return f"{sign}{_DOLLAR if dollars else ''}{text}"


def _clipped(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"


def _short(value: float) -> str:
    for size, unit in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size:
            return f"{value / size:g}{unit}"
    # A nought would sit on the dates.
    return f"{value:g}" if value else ""


def _written(figure: Figure, path: Path | None) -> Figure:
    if path is not None:
        figure.savefig(fspath(path))
    return figure
