"""Answer of the one operation about the keys' owner."""

from __future__ import annotations

from .messages import Reply, Request
from .world import Handler, World

_AVATARS = "https://etoro-cdn.etorostatic.com/avatars/150X150"
_GOLD = 3


def get_me(world: World, request: Request) -> Reply:
    """Who the caller is. The scopes name the account that the keys open."""
    owner, mode = world.owner, request.mode or "demo"
    return Reply(
        200,
        {
            "gcid": owner.gcid,
            "realCid": owner.cids["real"],
            "demoCid": owner.cids["demo"],
            "username": owner.username,
            "firstName": "Sam",
            "middleName": None,
            "lastName": "Simulated",
            "playerLevel": _GOLD,
            "gender": 0,
            "language": 1,
            "dateOfBirth": "1990-01-01",
            "avatarUrl": f"{_AVATARS}/{owner.username}.jpg",
            "scopes": [
                f"etoro-public:trade.{mode}:read",
                f"etoro-public:trade.{mode}:write",
                "etoro-public:market-data:read",
            ],
        },
    )


OPERATIONS: dict[str, Handler] = {"get_me": get_me}
