# Made by `python -m codegen` from openapi/identity.yaml; edit that file instead.
from ...model import OpenIntEnum


class Gender(OpenIntEnum):
    """Gender that the user gave."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2
