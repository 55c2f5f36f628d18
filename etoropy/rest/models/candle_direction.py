# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from ...model import OpenStrEnum


class CandleDirection(OpenStrEnum):
    """Order of candles, asc for oldest first, desc for newest first. It sorts and does not choose a period."""

    ASC = "asc"
    DESC = "desc"
