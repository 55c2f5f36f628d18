# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostEditStatus(OpenStrEnum):
    """None as first published, Edited by the author, Moderated by eToro."""

    NONE = "None"
    EDITED = "Edited"
    MODERATED = "Moderated"
