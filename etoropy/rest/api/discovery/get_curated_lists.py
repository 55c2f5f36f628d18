# Made by `python -m codegen` from openapi/discovery.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    shells,
)
from ...models.curated_lists import CuratedLists

OPERATION = Operation(
    "get_curated_lists",
    "GET",
    "/api/v1/curated-lists",
    pool=Pool("curated-lists", 60, 60.0),
    retry="safe",
)
_parse = CuratedLists.from_dict


def call() -> Call[CuratedLists | None]:
    """List the investment themes that eToro has put together.

    Each theme names its instruments by id alone; `get_instruments` tells more about them. Where there is none for
    this user, the answer is an empty 204.

    Returns:
        The lists.

    GET /api/v1/curated-lists · pool curated-lists, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        may_be_empty=True,
    )


sync, asyncio = shells(call)
