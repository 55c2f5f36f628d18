# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    nothing,
    segment,
    shells,
)

OPERATION = Operation(
    "set_default_watchlist",
    "PUT",
    "/api/v1/watchlists/setUserSelectedUserDefault/{watchlistId}",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="safe",
)


def call(
    watchlist_id: str,
) -> Call[None]:
    """Make a watchlist one's default.

    The list that was the default until now stops being it. No body is sent, and a 200 without one comes back.

    Args:
        watchlist_id: Id of the watchlist.

    PUT /api/v1/watchlists/setUserSelectedUserDefault/{watchlistId} · pool watchlist-writes, 20 requests in 60 s.
    Safe to repeat.
    """
    target = f"/api/v1/watchlists/setUserSelectedUserDefault/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        nothing,
        target,
        may_be_empty=True,
    )


sync, asyncio = shells(call)
