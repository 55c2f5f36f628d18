# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostMarketEventTag(OpenStrEnum):
    """Kinds of event in a company's calendar."""

    REPORTS = "Reports"
    DIVIDENDS = "Dividends"
    SPLIT = "Split"
    REVERSE_SPLIT = "ReverseSplit"
