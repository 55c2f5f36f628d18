# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from ...model import OpenStrEnum


class WatchlistCreateType(OpenStrEnum):
    """The kinds of watchlist that can be created: Static is kept by hand, Dynamic filled by a query."""

    STATIC = "Static"
    DYNAMIC = "Dynamic"
