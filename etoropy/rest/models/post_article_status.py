# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from ...model import OpenStrEnum


class PostArticleStatus(OpenStrEnum):
    """Whether an article is out."""

    DRAFT = "Draft"
    PUBLISHED = "Published"
    DELETED = "Deleted"
