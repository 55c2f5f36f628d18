# Made by `python -m codegen` from openapi/identity.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    shells,
)
from ...models.me import Me

OPERATION = Operation(
    "get_me",
    "GET",
    "/api/v1/me",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = Me.from_dict


def call() -> Call[Me]:
    """The user behind the keys.

    Names and ids of the user, the accounts the user has, and what the keys may do. A cheap way to find out whether
    the keys work: wrong ones are answered with 401.

    Returns:
        The user.

    GET /api/v1/me · pool default, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
    )


sync, asyncio = shells(call)
