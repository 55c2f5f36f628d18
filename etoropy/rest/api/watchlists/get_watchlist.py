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
    "get_watchlist",
    "GET",
    "/api/v1/watchlists/{watchlistId}",
    pool=Pool("watchlist-reads", 60, 60.0),
    retry="safe",
)
_parse = Watchlists.from_dict


def call(
    watchlist_id: str,
    *,
    page_number: int | None = None,
    items_per_page: int | None = None,
) -> Call[Watchlists]:
    """Read one of one's own watchlists, a page of items at a time.

    The answer has the shape of a list of watchlists that holds just this one. Pages count from 0; the list is read
    to its end when `totalItems` items have been seen.

    Args:
        watchlist_id: Id of the watchlist.
        page_number: Which page of items, counted from 0; the first when left out.
        items_per_page: Items on a page, 1 to 1000; 100 when left out.

    Returns:
        The watchlist, alone in `watchlists`, with the page of items asked for.

    GET /api/v1/watchlists/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/watchlists/{segment('watchlist_id', watchlist_id)}"
    return Call(
        OPERATION,
        _parse,
        query(target, ("pageNumber", page_number), ("itemsPerPage", items_per_page)),
    )


sync, asyncio = shells(call)
