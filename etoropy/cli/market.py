"""Prices, candles and search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..arguments import SHORT, interval_of
from ..errors import EToroValidationError
from .session import Instrument, Parameter, Session, command

if TYPE_CHECKING:
    from ..rest.models import Candle
    from ..views.frames import Rows


class Interval(Parameter):
    """A candle's length: ``1h`` or eToro's own word for it."""

    name = "interval"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return interval_of(value)
        except EToroValidationError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in SHORT if word.startswith(incomplete)]


@command()
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
def quote(session: Session, symbols: tuple[str | int, ...]) -> None:
    """Show current prices.

    Symbols match exactly, case aside; an id will do as well. `etoropy search`
    finds what you do not know by its symbol.
    """
    with session.client() as etoro:
        rates = etoro.get_rates(symbols)
        if session.json:
            session.tell(rates.records())
            return
        named = [etoro.resolver.symbol_of(rate.instrument_id) for rate in rates]
    from .output import prices, texts

    session.out.table(
        [
            texts("symbol", named),
            prices("bid", (rate.bid for rate in rates)),
            prices("ask", (rate.ask for rate in rates)),
            prices("spread", (round(rate.ask - rate.bid, 8) for rate in rates)),
            prices("last", (rate.last_execution or None for rate in rates)),
            texts("time, UTC", (rate.date for rate in rates)),
        ]
    )


@command()
@click.argument("symbol", type=Instrument())
@click.option(
    "--interval",
    "-i",
    type=Interval(),
    default="1d",
    show_default=True,
    metavar="LENGTH",
    help="1m … 30m, 1h 4h 1d 1w.",
)
@click.option(
    "--count",
    "-n",
    type=click.IntRange(1, 1000),
    default=60,
    show_default=True,
    help="How many; the newest is forming.",
)
@click.option("--chart", is_flag=True, help="Draw them in the terminal.")
@click.option("--png", type=click.Path(dir_okay=False), help="Draw them, with volume, into a file.")
def candles(session: Session, symbol: str | int, interval: str, count: int, chart: bool, png: str | None) -> None:
    """Show candles, as a table, a chart or a picture."""
    with session.client() as etoro:
        bars = etoro.get_candles(symbol, interval, count)
        named = etoro.resolver.symbol_of(etoro.resolve_instrument(symbol))
    if png:
        _draw(session, bars, f"{named} · {interval}", png)
    if session.json:
        session.tell(bars.records())
    elif chart:
        _chart(session, bars, f"{named} · {interval}")
    elif not png:
        _candle_table(session, bars)


def _draw(session: Session, bars: Rows[Candle], title: str, path: str) -> None:
    from ..views.plot import candles as picture
    from .pictures import drawn

    drawn(session, path, lambda: picture(bars, title=title, path=path))


def _chart(session: Session, bars: Rows[Candle], title: str) -> None:
    from rich.text import Text

    from .chart import rows_of

    console = session.out.console
    width = console.width if console.is_terminal else 100
    session.out.line(title, "bold")
    for row in rows_of(bars, width=width, height=18):
        session.out.line(Text.assemble(*row))


def _candle_table(session: Session, bars: Rows[Candle]) -> None:
    from .output import counts, moves, prices, texts

    session.out.table(
        [
            texts("from, UTC", (bar.from_date for bar in bars)),
            prices("open", (bar.open for bar in bars)),
            prices("high", (bar.high for bar in bars)),
            prices("low", (bar.low for bar in bars)),
            prices("close", (bar.close for bar in bars)),
            moves("move", (_move(bar) for bar in bars), " %"),
            counts("volume", (bar.volume for bar in bars)),
        ]
    )


def _move(bar: Candle) -> float | None:
    return None if not bar.open or bar.close is None else (bar.close / bar.open - 1) * 100


@command()
@click.argument("text", nargs=-1, required=True)
@click.option("--most", "-n", type=click.IntRange(1, 100), default=15, show_default=True, help="How many to show.")
def search(session: Session, text: tuple[str, ...], most: int) -> None:
    """Find instruments by symbol or name.

    Orders take exact symbols only; this is how to find them.
    """
    with session.client() as etoro:
        found = etoro.search(" ".join(text), most=most)
    if session.json:
        session.tell([_said(record) for record in found.records()])
        return
    from .output import moves, prices, texts, words

    session.out.table(
        [
            texts("symbol", (item.internal_symbol_full for item in found)),
            words("name", (item.display_name for item in found)),
            words("kind", (item.instrument_type for item in found)),
            prices("price", (item.current_rate for item in found)),
            moves("day", (item.daily_price_change for item in found), " %"),
            texts("tradable", (item.is_currently_tradable for item in found)),
            texts("id", (item.instrument_id for item in found)),
        ],
        when_empty="Nothing goes by that. Try a part of the name.",
    )


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """A hit without the many fields that were not asked for."""
    return {name: value for name, value in record.items() if value is not None}
