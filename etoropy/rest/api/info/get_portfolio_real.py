# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    shells,
)
from ...models.portfolio_reply import PortfolioReply

OPERATION = Operation(
    "get_portfolio_real",
    "GET",
    "/api/v1/trading/info/portfolio",
    pool=Pool("portfolio-real", 60, 60.0),
    retry="safe",
)
_parse = PortfolioReply.from_dict


def call() -> Call[PortfolioReply]:
    """Cash, open positions, copied traders and waiting orders.

    Everything the account holds, without profits (get_pnl has those). It can lag behind a fill by up to a minute: a
    position that is not here yet may exist, and one that was closed may still be listed. To follow an order read
    the order itself. In the rates, stopLossRate 0.0001 and takeProfitRate 0 mean that none is set.

    Returns:
        The account's holdings.

    GET /api/v1/trading/info/portfolio · pool portfolio-real, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
    )


sync, asyncio = shells(call)
