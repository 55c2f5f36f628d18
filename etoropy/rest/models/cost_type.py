# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from ...model import OpenStrEnum


class CostType(OpenStrEnum):
    """Kind of cost. sdrt is the stamp duty on shares of the United Kingdom."""

    MARKUP = "markup"
    MARKET_SPREAD = "marketSpread"
    TRANSACTION_FEE = "transactionFee"
    OVERNIGHT_FEE = "overnightFee"
    OVER_WEEKEND_FEE = "overWeekendFee"
    SDRT = "sdrt"
