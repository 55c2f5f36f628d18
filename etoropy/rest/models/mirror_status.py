# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from ...model import OpenIntEnum


class MirrorStatus(OpenIntEnum):
    """State of a copy relation."""

    ACTIVE = 0
    PAUSED = 1
    PENDING_CLOSURE = 2
    IN_ALIGNMENT = 3
