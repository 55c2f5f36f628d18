# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    list_of,
    shells,
)
from ...models.closing_price import ClosingPrice

OPERATION = Operation(
    "get_closing_prices",
    "GET",
    "/api/v1/market-data/instruments/history/closing-price",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = list_of(ClosingPrice.from_dicts)


def call() -> Call[list[ClosingPrice]]:
    """Last closing prices of every instrument.

    Closing prices of the last day, week and month, for all instruments in one answer of some megabytes; there is no
    filter. A price that eToro does not have is -1 with the date 0001-01-01.

    Returns:
        One entry for each instrument, as a bare list.

    GET /api/v1/market-data/instruments/history/closing-price · pool market-data, 120 requests in 60 s. Safe to
    repeat.
    """
    return Call(
        OPERATION,
        _parse,
    )


sync, asyncio = shells(call)
