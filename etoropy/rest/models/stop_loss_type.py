# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenStrEnum


class StopLossType(OpenStrEnum):
    """A fixed stop stays; a trailing one follows the price at the same distance when it moves in favour."""

    FIXED = "fixed"
    TRAILING = "trailing"
