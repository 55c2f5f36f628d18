# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostApplication(OpenStrEnum):
    """Applications whose instruments appear on the feeds."""

    E_TORO = "eToro"
    DELTA = "Delta"
    GATSBY = "Gatsby"
