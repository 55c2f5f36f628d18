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
    "rename_watchlist",
    "PUT",
    "/api/v1/watchlists/{watchlistId}",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="safe",
)


def call(
    watchlist_id: str,
    *,
    new_name: str,
) -> Call[None]:
    """Give a watchlist another name.

    The new name goes in the query; there is no body, and the answer is empty.

    Args:
        watchlist_id: Id of the watchlist.
        new_name: The name it shall have, at most 100 characters.

    PUT /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/watchlists/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        nothing,
        query(target, ("newName", new_name)),
        may_be_empty=True,
    )


sync, asyncio = shells(call)
