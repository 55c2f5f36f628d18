# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from ...model import OpenStrEnum


class CopierAmount(OpenStrEnum):
    """Brackets for the amount of money in a copy."""

    UNDER_100 = "\u003c100"
    FROM_100_TO_500 = "100-500"
    FROM_500_TO_1000 = "500-1000"
    FROM_1000_TO_5000 = "1000-5000"
    OVER_5000 = "\u003e5000"
