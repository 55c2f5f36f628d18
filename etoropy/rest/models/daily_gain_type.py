# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from ...model import OpenStrEnum


class DailyGainType(OpenStrEnum):
    """Daily asks for each day's gain, Period for the gain over the whole stretch."""

    DAILY = "Daily"
    PERIOD = "Period"
