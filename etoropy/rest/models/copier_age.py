# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from ...model import OpenStrEnum


class CopierAge(OpenStrEnum):
    """Brackets for the age of a copier, in years."""

    UNDER_18 = "Under 18"
    FROM_18_TO_29 = "18-29"
    FROM_30_TO_44 = "30-44"
    FROM_45_TO_59 = "45-59"
    FROM_60 = "60+"
