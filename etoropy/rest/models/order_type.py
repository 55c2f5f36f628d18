# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenIntEnum


class OrderType(OpenIntEnum):
    """What an order is, as eToro numbers it."""

    OPEN_BY_AMOUNT = 17
    OPEN_BY_UNITS = 18
    CLOSE = 19
    CLOSE_MULTIPLE = 20
