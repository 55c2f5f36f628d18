# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostDraftMediaType(OpenStrEnum):
    """What can be attached; videos cannot."""

    NONE = "None"
    LINK = "Link"
    IMAGE = "Image"
