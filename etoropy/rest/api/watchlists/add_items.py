# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    dicts_of,
    encode,
    nothing,
    segment,
    shells,
)
from ...models.watchlist_item import WatchlistItem

OPERATION = Operation(
    "add_items",
    "POST",
    "/api/v1/watchlists/{watchlistId}/items",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="never-blind",
)


def call(
    watchlist_id: str,
    *,
    items: Iterable[WatchlistItem],
) -> Call[None]:
    """Add instruments or people to a watchlist.

    The body is a bare JSON array. An entry needs its id and type; the other fields of an item are what the service
    tells about it and need not be sent. The answer is empty.

    Args:
        watchlist_id: Id of the watchlist.
        items: The items to add.

    POST /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Never repeated
    blindly.
    """
    target = f"/api/v1/watchlists/{segment('watchlist_id', watchlist_id)}/items"
    return Call(
        OPERATION,
        nothing,
        target,
        body=encode(dicts_of("items", items)),
        may_be_empty=True,
    )


sync, asyncio = shells(call)
