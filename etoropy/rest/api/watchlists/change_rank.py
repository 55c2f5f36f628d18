# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    nothing,
    query,
    segment,
    shells,
)

OPERATION = Operation(
    "change_rank",
    "PUT",
    "/api/v1/watchlists/rank/{watchlistId}",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="safe",
)


def call(
    watchlist_id: str,
    *,
    new_rank: int,
) -> Call[None]:
    """Move a watchlist to another place among one's watchlists.

    Sets the number by which lists are ordered when shown; it orders the lists, not the items within one (see
    `update_items`). No body is sent, none comes back.

    Args:
        watchlist_id: Id of the watchlist.
        new_rank: The rank it shall have in the display order.

    PUT /api/v1/watchlists/rank/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/watchlists/rank/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        nothing,
        query(target, ("newRank", new_rank)),
        may_be_empty=True,
    )


sync, asyncio = shells(call)
