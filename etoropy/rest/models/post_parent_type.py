# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostParentType(OpenStrEnum):
    """What a comment, reply or like can belong to."""

    UNKNOWN = "Unknown"
    POST = "Post"
    COMMENT = "Comment"
    REPLY = "Reply"
