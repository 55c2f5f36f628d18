# Made by `python -m codegen` from openapi/discovery.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.recommendations import Recommendations

OPERATION = Operation(
    "get_market_recommendations",
    "GET",
    "/api/v1/market-recommendations/{itemsCount}",
    pool=Pool("market-recommendations", 60, 60.0),
    retry="safe",
)
_parse = Recommendations.from_dict


def call(
    items_count: int,
) -> Call[Recommendations | None]:
    """Ask which instruments eToro recommends to this user.

    Answers instrument ids alone, at most as many as asked for; `get_instruments` tells more about them. Where there
    is nothing to recommend, the answer is an empty 204.

    Args:
        items_count: How many to answer at most, 1 to 100.

    Returns:
        The recommended instruments.

    GET /api/v1/market-recommendations/{itemsCount} · pool market-recommendations, 60 requests in 60 s. Safe to
    repeat.
    """
    target = f"/api/v1/market-recommendations/{segment('items_count', items_count)}"
    return Call(
        OPERATION,
        _parse,
        target,
        may_be_empty=True,
    )


sync, asyncio = shells(call)
