# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostVideoSource(OpenStrEnum):
    """Providers of videos."""

    NONE = "None"
    YOUTUBE = "YouTube"
    VIMEO = "Vimeo"
