# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenStrEnum


class Transaction(OpenStrEnum):
    """Direction of an order: buy opens a long position and sell closes it, sellShort opens a short one and buyToCover
    closes it. An order sent as sellShort reads back as sell, with asset.side short."""

    BUY = "buy"
    SELL = "sell"
    SELL_SHORT = "sellShort"
    BUY_TO_COVER = "buyToCover"
