# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from ...model import OpenStrEnum


class CopierSince(OpenStrEnum):
    """Brackets for how long somebody has been copying."""

    LESS_THAN_1_DAY = "less than 1 day"
    LESS_THAN_1_WEEK = "less than 1 week"
    LESS_THAN_1_MONTH = "less than 1 month"
    LESS_THAN_1_YEAR = "less than 1 year"
    MORE_THAN_1_YEAR = "more than 1 year"
