# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostType(OpenStrEnum):
    """Kinds of post."""

    DEFAULT = "Default"
    SHARE = "Share"
    MARKET_EVENT = "MarketEvent"
    TRADE = "Trade"
    ORDER = "Order"
    COPY = "Copy"
    POLL = "Poll"
    ARTICLE = "Article"
