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
    "remove_items",
    "DELETE",
    "/api/v1/watchlists/{watchlistId}/items",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="safe",
)


def call(
    watchlist_id: str,
    *,
    items: Iterable[WatchlistItem],
) -> Call[None]:
    """Take items out of a watchlist.

    A DELETE that carries a body: a bare JSON array of what to take out, each by id and type. The answer is empty.

    Args:
        watchlist_id: Id of the watchlist.
        items: The items to take out.

    DELETE /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
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
