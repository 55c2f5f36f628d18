# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    segment,
    shells,
)
from ...models.gain_period import GainPeriod
from ...models.user_trade_info import UserTradeInfo

OPERATION = Operation(
    "get_user_trade_info",
    "GET",
    "/api/v1/user-info/people/{username}/tradeinfo",
    pool=Pool("user-trade-info", 60, 60.0),
    retry="safe",
)
_parse = UserTradeInfo.from_dict


def call(
    username: str,
    *,
    period: GainPeriod | str,
) -> Call[UserTradeInfo]:
    """Read somebody's trading statistics over a period.

    The figures that `search_users` gives for many, for one person. Percentages are in percent, so 12.5 means 12.5
    %.

    Args:
        username: The person's user name.
        period: The stretch of time that the figures are about.

    Returns:
        The statistics.

    GET /api/v1/user-info/people/{username}/tradeinfo · pool user-trade-info, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/user-info/people/{segment('username', username)}/tradeinfo"
    return Call(
        OPERATION,
        _parse,
        query(target, ("period", period)),
    )


sync, asyncio = shells(call)
