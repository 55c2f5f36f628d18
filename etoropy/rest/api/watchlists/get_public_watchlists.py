# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    segment,
    shells,
)
from ...models.watchlists import Watchlists

OPERATION = Operation(
    "get_public_watchlists",
    "GET",
    "/api/v1/watchlists/public/{userId}",
    pool=Pool("watchlist-reads", 60, 60.0),
    retry="safe",
)
_parse = Watchlists.from_dict


def call(
    user_id: int,
    *,
    items_per_watchlist: int | None = None,
) -> Call[Watchlists]:
    """List the watchlists that somebody shows in public.

    Each list comes with at most `itemsPerPageForSingle` of its items; `get_public_watchlist` reads a longer one to
    its end.

    Args:
        user_id: Id of the person. eToro does not say which of a person's ids it means; watchlists name their owner
            by the global customer id (gcid).
        items_per_watchlist: How many items to include from each watchlist; 100 when left out.

    Returns:
        The public watchlists.

    GET /api/v1/watchlists/public/{userId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/watchlists/public/{segment('user_id', user_id)}"
    return Call(
        OPERATION,
        _parse,
        query(target, ("itemsPerPageForSingle", items_per_watchlist)),
    )


sync, asyncio = shells(call)
