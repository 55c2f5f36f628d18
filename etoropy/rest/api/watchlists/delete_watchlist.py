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
    "delete_watchlist",
    "DELETE",
    "/api/v1/watchlists/{watchlistId}",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="safe",
)


def call(
    watchlist_id: str,
) -> Call[None]:
    """Delete a watchlist together with its items.

    Cannot be undone. Repeating it leaves things as they are, though a repeat may be answered 404.

    Args:
        watchlist_id: Id of the watchlist.

    DELETE /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/watchlists/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        nothing,
        target,
        may_be_empty=True,
    )


sync, asyncio = shells(call)
