# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenStrEnum


class OrderKind(OpenStrEnum):
    """When an order goes to market, mkt at once, mit (market if touched) when triggerRate is reached."""

    MARKET = "mkt"
    MARKET_IF_TOUCHED = "mit"
