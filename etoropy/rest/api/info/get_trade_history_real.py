# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from datetime import date

from ....call import (
    Call,
    Operation,
    Pool,
    list_of,
    query,
    shells,
)
from ....model import day_text
from ...models.closed_trade import ClosedTrade

OPERATION = Operation(
    "get_trade_history_real",
    "GET",
    "/api/v1/trading/info/trade/history",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = list_of(ClosedTrade.from_dicts)


def call(
    *,
    min_date: date,
    page: int | None = None,
    page_size: int | None = None,
) -> Call[list[ClosedTrade]]:
    """Closed trades since a day.

    Trades closed on or after `min_date`, a page at a time; pages count from 1 and the answer is a bare list, so a
    page with fewer entries than `page_size` is the last one. Pages of up to 100 are safe; 500 went through once.

    Args:
        min_date: First day of interest, UTC, as YYYY-MM-DD.
        page: Which page, from 1.
        page_size: Trades on a page.

    Returns:
        Closed trades, as a bare list; empty past the last page.

    GET /api/v1/trading/info/trade/history · pool default, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("minDate", day_text(min_date)), ("page", page), ("pageSize", page_size)),
    )


sync, asyncio = shells(call)
