# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.user_portfolio import UserPortfolio

OPERATION = Operation(
    "get_user_portfolio",
    "GET",
    "/api/v1/user-info/people/{username}/portfolio/live",
    pool=Pool("user-portfolio", 60, 60.0),
    retry="safe",
)
_parse = UserPortfolio.from_dict


def call(
    username: str,
) -> Call[UserPortfolio]:
    """Read what somebody holds at present.

    Sizes and profits are percentages, never amounts of money: nobody's wealth can be read from it. Positions of
    their own and positions copied from others are listed apart.

    Args:
        username: The person's user name.

    Returns:
        The holdings.

    GET /api/v1/user-info/people/{username}/portfolio/live · pool user-portfolio, 60 requests in 60 s. Safe to
    repeat.
    """
    target = f"/api/v1/user-info/people/{segment('username', username)}/portfolio/live"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
