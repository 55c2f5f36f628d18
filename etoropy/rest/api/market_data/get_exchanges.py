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
from ...models.exchanges import Exchanges

OPERATION = Operation(
    "get_exchanges",
    "GET",
    "/api/v1/market-data/exchanges",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = Exchanges.from_dict


def call(
    *,
    exchange_ids: Iterable[int] | None = None,
) -> Call[Exchanges]:
    """The exchanges and their ids.

    What the exchangeID of an instrument stands for. Changes seldom; worth keeping for a day.

    Args:
        exchange_ids: Only these exchanges; all of them when left out.

    Returns:
        The exchanges.

    GET /api/v1/market-data/exchanges · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("exchangeIds", None if exchange_ids is None else listed(exchange_ids))),
    )


sync, asyncio = shells(call)
