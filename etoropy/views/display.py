"""Answers for people, as HTML: what a notebook shows of them.

Everything is bounded, whatever eToro sends: so many rows, so many columns, so many letters. Everything is escaped.
Keys are part of no answer, so none can show.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from math import floor, log10
from typing import Any, Final

from .tabular import columns_of, kinds_of, layout, values

MOST_ROWS: Final = 20
MOST_COLUMNS: Final = 14
_MOST_LETTERS: Final = 80

# What people look at first; the rest of such rows is in their frames.
_FIRST: Final[dict[str, tuple[str, ...]]] = {
    "Position": (
        *("symbol", "is_buy", "units", "open_rate", "amount", "leverage", "unrealized_pnl_pnl"),
        *("unrealized_pnl_close_rate", "stop_loss_rate", "take_profit_rate", "open_date_time", "position_id"),
    ),
    "ClosedTrade": (
        *("symbol", "is_buy", "units", "open_rate", "close_rate", "net_profit", "fees", "investment", "leverage"),
        *("open_timestamp", "close_timestamp", "position_id"),
    ),
    "Rate": ("symbol", "bid", "ask", "last_execution", "date", "conversion_rate_bid", "conversion_rate_ask"),
    "Candle": ("from_date", "open", "high", "low", "close", "volume"),
    "FoundInstrument": (
        *("internal_symbol_full", "display_name", "instrument_id", "instrument_type", "current_rate"),
        *("daily_price_change", "is_currently_tradable", "is_exchange_open"),
    ),
    "Quote": ("symbol", "bid", "ask", "spread", "last", "date", "received_at", "is_market_open", "instrument_id"),
}

_STYLE: Final = (
    "<style scoped>.etoropy{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    ".etoropy th,.etoropy td{padding:.2em .7em;text-align:right;border-bottom:1px solid #8883}"
    ".etoropy th{font-weight:600}.etoropy .t{text-align:left}"
    ".etoropy .up{color:#0a8a4a}.etoropy .down{color:#d0342c}.etoropy caption{text-align:left;opacity:.7}</style>"
)
_MOVES: Final = ("pnl", "profit", "change")


def card(value: Any) -> str:
    """One answer: its name, its fields, and a table for each list in it."""
    name = escape(type(value).__name__)
    fields = []
    lists = []
    for column in columns_of(type(value)):
        (read,) = values(column, [value])
        if column.kind == "object" and len(column.path) == 1:
            lists.append((column.name, getattr(value, column.path[0])))
        elif read is not None and read != "":
            fields.append((column.name, read))
    body = "".join(f'<tr><th class="t">{escape(name)}</th>{_cell(name, read)}</tr>' for name, read in fields)
    head = f'{_STYLE}<table class="etoropy"><caption>{name}</caption>{body}</table>'
    return head + "".join(_listed(name, items) for name, items in lists if items)


def _listed(name: str, items: Any) -> str:
    if isinstance(items, (list, tuple)) and hasattr(items[0], "__attrs_attrs__"):
        table_of_them = {column.name: values(column, items, symbol_of) for column in _layout(kinds_of(items))}
        return table(items, table_of_them, of=kinds_of(items), caption=name)
    text = ", ".join(map(str, items[:MOST_ROWS])) if isinstance(items, (list, tuple)) else str(items)
    return f'<div class="etoropy"><b>{escape(name)}</b> {escape(_clipped(text))}</div>'


def _layout(kinds: Sequence[type[Any]]) -> Iterable[Any]:
    return layout(kinds, symbols=True)


def symbol_of(instrument_id: int) -> str:
    from ..symbols import bundled

    return bundled().symbol_of(instrument_id) or str(instrument_id)


def table(
    rows: Sequence[Any], columns: Mapping[str, Sequence[Any]], *, of: Sequence[type[Any]] = (), caption: str = ""
) -> str:
    """Rows as a table: the first and the last of them if there are many, and the columns that say something."""
    chosen = _chosen(columns, of)
    count = len(rows)
    shown = range(count) if count <= MOST_ROWS else [*range(MOST_ROWS - 5), *range(count - 5, count)]
    said = caption or (of[0].__name__ if len(of) == 1 else "")
    out = [f'{_STYLE}<table class="etoropy"><caption>{escape(said)}{_count(count)}</caption><tr>']
    out += [f'<th class="{_side(columns[name])}">{escape(name)}</th>' for name in chosen]
    out.append("</tr>")
    for place, index in enumerate(shown):
        if place and index != place and index == count - 5:
            out.append(f'<tr><td class="t" colspan="{len(chosen)}">… {count - MOST_ROWS:,} more</td></tr>')
        out.append(f"<tr>{''.join(_cell(name, columns[name][index]) for name in chosen)}</tr>")
    out.append("</table>")
    left_out = len(columns) - len(chosen)
    return "".join(out) + (f"<small>{left_out} more columns: columns() has them all</small>" if left_out else "")


def _count(count: int) -> str:
    return f" · {count:,} row{'' if count == 1 else 's'}"


def _chosen(columns: Mapping[str, Sequence[Any]], of: Sequence[type[Any]]) -> list[str]:
    """The columns to show: what people look at first in rows of this kind, else those that hold something."""
    first = [name for name in _FIRST.get(of[0].__name__, ()) if name in columns] if len(of) == 1 else []
    wanted = first or list(columns)
    holding = [name for name in wanted if any(value is not None for value in columns[name])]
    return (holding or wanted)[:MOST_COLUMNS]


def _side(values: Sequence[Any]) -> str:
    return "" if any(map(_is_figure, values)) else "t"


def _is_figure(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _cell(name: str, value: Any) -> str:
    kind = "" if _is_figure(value) else "t"
    if _is_figure(value) and name.endswith(_MOVES):
        kind = "up" if value > 0 else "down" if value < 0 else ""
    return f'<td class="{kind}">{escape(_clipped(text_of(value)))}</td>'


def _clipped(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1]}…"


def text_of(value: Any) -> str:
    """A value as people read it: prices with the digits that they have, times in UTC."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}Z"
    return str(value)


def digits_of(value: float, significant: int) -> int:
    """How many digits behind the point show so many that count; of a small price the first ones are noughts."""
    return max(0, significant - 1 - floor(log10(abs(value)))) if value else 0


def number(value: float) -> str:
    """A figure with thousands apart and as many digits as it has: two at least, eight at most below a hundredth."""
    digits = 6 if abs(value) >= 0.01 or value == 0 else 8
    whole, point, fraction = f"{value:,.{digits}f}".partition(".")
    return f"{whole}{point}{fraction.rstrip('0').ljust(2, '0')}" if point else whole
