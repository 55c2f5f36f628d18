# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    listed,
    query,
    shells,
)
from ...models.user_profiles import UserProfiles

OPERATION = Operation(
    "get_users",
    "GET",
    "/api/v1/user-info/people",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = UserProfiles.from_dict


def call(
    *,
    usernames: Iterable[str] | None = None,
    cids: Iterable[int] | None = None,
) -> Call[UserProfiles]:
    """Look up profiles by user name or customer id.

    Give user names, customer ids or both. How many names a call may carry is capped without the cap being
    published: too many are answered 400, and a name that nobody bears can turn the whole answer into a 404.

    Args:
        usernames: User names, sent as one comma-joined value.
        cids: Customer ids, sent as one comma-joined value.

    Returns:
        The profiles found.

    GET /api/v1/user-info/people · pool default, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path,
            ("usernames", None if usernames is None else listed(usernames)),
            ("cidList", None if cids is None else listed(cids)),
        ),
    )


sync, asyncio = shells(call)
