# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.gain_history import GainHistory

OPERATION = Operation(
    "get_user_performance",
    "GET",
    "/api/v1/user-info/people/{username}/gain",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = GainHistory.from_dict


def call(
    username: str,
) -> Call[GainHistory]:
    """Read somebody's gains, month by month and year by year.

    Gains are percentages of the period they stand for, so 7.5 means that the account grew by 7.5 %.

    Args:
        username: The person's user name.

    Returns:
        The gains.

    GET /api/v1/user-info/people/{username}/gain · pool default, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/user-info/people/{segment('username', username)}/gain"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
