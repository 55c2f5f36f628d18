# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostDirection(OpenStrEnum):
    """Long was bought, Short sold short."""

    LONG = "Long"
    SHORT = "Short"
