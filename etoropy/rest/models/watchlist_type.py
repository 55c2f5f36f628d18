# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from ...model import OpenStrEnum


class WatchlistType(OpenStrEnum):
    """Static is kept by hand, Dynamic filled by a query, RecentlyInvested kept by the service from one's trades,
    Default one of the service's own."""

    STATIC = "Static"
    DYNAMIC = "Dynamic"
    RECENTLY_INVESTED = "RecentlyInvested"
    DEFAULT = "Default"
