# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from ...model import OpenStrEnum


class EmotionType(OpenStrEnum):
    """Feelings that can be shown; so far only one."""

    LIKE = "Like"
