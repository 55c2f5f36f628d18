# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class FeedReasonType(OpenStrEnum):
    """Reasons for which a post is chosen for a reader."""

    FOLLOWED_USER = "followed-user"
    INSTRUMENT_TRENDING = "instrument-trending"
