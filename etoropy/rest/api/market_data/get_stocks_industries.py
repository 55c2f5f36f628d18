# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    listed,
    query,
    shells,
)
from ...models.stocks_industries import StocksIndustries

OPERATION = Operation(
    "get_stocks_industries",
    "GET",
    "/api/v1/market-data/stocks-industries",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = StocksIndustries.from_dict


def call(
    *,
    stocks_industry_ids: Iterable[int] | None = None,
) -> Call[StocksIndustries]:
    """The industries of stocks and their ids.

    What the stocksIndustryID of an instrument stands for. Changes seldom; worth keeping for a day.

    Args:
        stocks_industry_ids: Only these industries; all of them when left out.

    Returns:
        The industries.

    GET /api/v1/market-data/stocks-industries · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path, ("stocksIndustryIds", None if stocks_industry_ids is None else listed(stocks_industry_ids))
        ),
    )


sync, asyncio = shells(call)
