# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from ...model import OpenStrEnum


class PositionSide(OpenStrEnum):
    """Direction of a position; long gains when the rate rises, short when it falls."""

    LONG = "long"
    SHORT = "short"
