# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    shells,
)
from ...models.watchlists import Watchlists

OPERATION = Operation(
    "get_user_watchlists",
    "GET",
    "/api/v1/watchlists",
    pool=Pool("watchlist-reads", 60, 60.0),
    retry="safe",
)
_parse = Watchlists.from_dict


def call(
    *,
    items_per_watchlist: int | None = None,
    ensure_builtin_watchlists: bool | None = None,
    add_related_assets: bool | None = None,
) -> Call[Watchlists]:
    """List one's own watchlists with their items.

    Answers all watchlists of the key's owner, each with at most `itemsPerPageForSingle` of its items. A list that
    holds more than that is read to its end with `get_watchlist`; compare `totalItems` with the items received.

    Args:
        items_per_watchlist: How many items to include from each watchlist, 1 to 1000; 100 when left out.
        ensure_builtin_watchlists: True, the value assumed when left out, makes the service add its built-in lists
            (such as the recently invested one) where they are missing.
        add_related_assets: True fills `relatedAssets` of every watchlist; false when left out.

    Returns:
        The watchlists, and the limits that hold for them.

    GET /api/v1/watchlists · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path,
            ("itemsPerPageForSingle", items_per_watchlist),
            ("ensureBuiltinWatchlists", ensure_builtin_watchlists),
            ("addRelatedAssets", add_related_assets),
        ),
    )


sync, asyncio = shells(call)
