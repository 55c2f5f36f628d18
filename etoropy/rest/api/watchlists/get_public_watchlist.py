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
from ...models.watchlist import Watchlist

OPERATION = Operation(
    "get_public_watchlist",
    "GET",
    "/api/v1/watchlists/public/{userId}/{watchlistId}",
    pool=Pool("watchlist-reads", 60, 60.0),
    retry="safe",
)
_parse = Watchlist.from_dict


def call(
    user_id: int,
    watchlist_id: str,
    *,
    page_number: int | None = None,
    items_per_page: int | None = None,
) -> Call[Watchlist]:
    """Read one public watchlist, a page of items at a time.

    Unlike `get_watchlist`, the answer is the watchlist itself, with nothing around it. Pages count from 0; the list
    is read to its end when `totalItems` items have been seen.

    Args:
        user_id: Id of the owner, as for `get_public_watchlists`.
        watchlist_id: Id of the watchlist.
        page_number: Which page of items, counted from 0; the first when left out.
        items_per_page: Items on a page; 100 when left out.

    Returns:
        The watchlist with the page of items asked for.

    GET /api/v1/watchlists/public/{userId}/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to
    repeat.
    """
    target = f"/api/v1/watchlists/public/{segment('user_id', user_id)}/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        _parse,
        query(target, ("pageNumber", page_number), ("itemsPerPage", items_per_page)),
    )


sync, asyncio = shells(call)
