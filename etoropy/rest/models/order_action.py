# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenStrEnum


class OrderAction(OpenStrEnum):
    """What an order does to a position. close is reserved at eToro for the time being."""

    OPEN = "open"
    CLOSE = "close"
