# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from ...model import OpenStrEnum


class PositionState(OpenStrEnum):
    """Whether the position that an order opened is still there."""

    OPEN = "open"
    CLOSED = "closed"
