# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    list_of,
    query,
    shells,
)
from ...models.watchlist_item import WatchlistItem

OPERATION = Operation(
    "get_default_watchlist_items",
    "GET",
    "/api/v1/watchlists/default-watchlists/items",
    pool=Pool("watchlist-reads", 60, 60.0),
    retry="safe",
)
_parse = list_of(WatchlistItem.from_dicts)


def call(
    *,
    items_limit: int | None = None,
    items_per_page: int | None = None,
) -> Call[list[WatchlistItem]]:
    """Read the items of one's default watchlists.

    A bare array of items, without the lists around them. There is a page size but no page number: ask for as many
    as are wanted at once.

    Args:
        items_limit: The most items to answer; no limit of one's own when left out.
        items_per_page: Items on a page; 100 when left out.

    Returns:
        The items.

    GET /api/v1/watchlists/default-watchlists/items · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("itemsLimit", items_limit), ("itemsPerPage", items_per_page)),
    )


sync, asyncio = shells(call)
