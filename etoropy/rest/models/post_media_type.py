# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostMediaType(OpenStrEnum):
    """Kinds of attachment."""

    NONE = "None"
    LINK = "Link"
    IMAGE = "Image"
    VIDEO = "Video"
