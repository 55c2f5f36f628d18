# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    shells,
)
from ...models.watchlist_create_type import WatchlistCreateType
from ...models.watchlists import Watchlists

OPERATION = Operation(
    "create_watchlist",
    "POST",
    "/api/v1/watchlists",
    pool=Pool("watchlist-writes", 20, 60.0),
    retry="never-blind",
)
_parse = Watchlists.from_dict


def call(
    *,
    name: str,
    watchlist_type: WatchlistCreateType | str | None = None,
    dynamic_query: str | None = None,
) -> Call[Watchlists]:
    """Create an empty watchlist.

    Takes everything in the query and has no body; items are put in afterwards with `add_items`. The number of lists
    is capped (`meta.maxWatchlistsLimit`). Not to be repeated blindly: each call may make one more list.

    Args:
        name: The name to show, at most 100 characters.
        watchlist_type: Static for a list kept by hand, which is meant when left out; Dynamic for one that a query
            fills.
        dynamic_query: For a dynamic list, the query URL that fills it.

    Returns:
        The new watchlist, alone in `watchlists`.

    POST /api/v1/watchlists · pool watchlist-writes, 20 requests in 60 s. Never repeated blindly.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("name", name), ("type", watchlist_type), ("dynamicQuery", dynamic_query)),
    )


sync, asyncio = shells(call)
