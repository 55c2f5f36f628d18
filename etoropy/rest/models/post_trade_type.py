# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostTradeType(OpenStrEnum):
    """Which end of a trade a post is about."""

    OPEN = "Open"
    CLOSE = "Close"
