# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from ...model import OpenStrEnum


class OrderSizing(OpenStrEnum):
    """How the size of an order was given."""

    BY_AMOUNT = "byAmount"
    BY_UNITS = "byUnits"
    BY_CONTRACTS = "byContracts"
