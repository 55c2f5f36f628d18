# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    shells,
)
from ...models.copiers import Copiers

OPERATION = Operation(
    "get_copiers_public_info",
    "GET",
    "/api/v1/pi-data/copiers",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = Copiers.from_dict


def call() -> Call[Copiers]:
    """List the people who copy one's portfolio, without their names.

    Describes every copier of the key's owner by coarse brackets (age, amount, time) and gives no ids. The two
    amounts of money come as text. The list may be null.

    Returns:
        The copiers.

    GET /api/v1/pi-data/copiers · pool default, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
    )


sync, asyncio = shells(call)
