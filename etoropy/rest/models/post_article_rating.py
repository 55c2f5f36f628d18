# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostArticleRating(OpenStrEnum):
    """Where an analyst sees a price going: Bearish is down, Bullish up."""

    BEARISH = "Bearish"
    BULLISH = "Bullish"
