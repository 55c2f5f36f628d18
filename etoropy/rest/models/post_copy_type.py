# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostCopyType(OpenStrEnum):
    """Whether a copy starts or ends."""

    START = "Start"
    STOP = "Stop"
