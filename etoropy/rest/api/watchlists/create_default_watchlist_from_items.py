# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    dicts_of,
    encode,
    shells,
)
from ...models.watchlist_item import WatchlistItem
from ...models.watchlists import Watchlists

OPERATION = Operation(
    "create_default_watchlist_from_items",
    "POST",
    "/api/v1/watchlists/default-watchlist/selected-items",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="never-blind",
)
_parse = Watchlists.from_dict


def call(
    *,
    items: Iterable[WatchlistItem],
) -> Call[Watchlists]:
    """Create a default watchlist out of chosen items.

    The list gets its name from the service. The body is a bare JSON array of items, of which only id and type are
    needed.

    Args:
        items: The items the list shall hold.

    Returns:
        The new watchlist with its items, alone in `watchlists`.

    POST /api/v1/watchlists/default-watchlist/selected-items · pool watchlist-writes, 20 requests in 60 s. Never
    repeated blindly.
    """
    return Call(
        OPERATION,
        _parse,
        body=encode(dicts_of("items", items)),
    )


sync, asyncio = shells(call)
