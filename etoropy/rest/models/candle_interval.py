# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from ...model import OpenStrEnum


class CandleInterval(OpenStrEnum):
    """How long a candle lasts."""

    ONE_MINUTE = "OneMinute"
    FIVE_MINUTES = "FiveMinutes"
    TEN_MINUTES = "TenMinutes"
    FIFTEEN_MINUTES = "FifteenMinutes"
    THIRTY_MINUTES = "ThirtyMinutes"
    ONE_HOUR = "OneHour"
    FOUR_HOURS = "FourHours"
    ONE_DAY = "OneDay"
    ONE_WEEK = "OneWeek"
