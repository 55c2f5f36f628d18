# Made by `python -m codegen` from openapi/identity.yaml; edit that file instead.
from ...model import OpenIntEnum


class PlayerLevel(OpenIntEnum):
    """Tier in eToro's club; the numbers do not rise with the tier."""

    BRONZE = 1
    PLATINUM = 2
    GOLD = 3
    INTERNAL = 4
    SILVER = 5
    PLATINUM_PLUS = 6
    DIAMOND = 7
