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
    "get_pnl_demo",
    "GET",
    "/api/v1/trading/info/demo/pnl",
    pool=Pool("pnl-demo", 60, 60.0),
    retry="safe",
)
_parse = PortfolioReply.from_dict


def call() -> Call[PortfolioReply]:
    """The portfolio with its unrealised profit and loss.

    As get_portfolio, with unrealizedPnL on each position and summed up for the account. Cached for about ten
    seconds, so two reads in quick succession agree although the market moved; timestamp tells when it was reckoned.
    Equity is credit plus the amounts of the positions plus unrealizedPnL, copied traders included.

    Returns:
        The account's holdings with their profits.

    GET /api/v1/trading/info/demo/pnl · pool pnl-demo, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
    )


sync, asyncio = shells(call)
