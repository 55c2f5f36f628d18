# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    date_of,
    date_text,
    enum_of,
    float_of,
    rest_of,
    wire_names,
    write_enum,
    write_model,
)
from .post_article_rating import PostArticleRating
from .post_article_status import PostArticleStatus
from .post_attachment import PostAttachment
from .post_edit_status import PostEditStatus

_new = object.__new__
_post_attachment = PostAttachment.from_dict
_post_article_rating = enum_of(PostArticleRating)
_post_article_status = enum_of(PostArticleStatus)
_post_edit_status = enum_of(PostEditStatus)
_FIELDS = (
    Field("id", "id", False, False),
    Field("title", "title", False, False),
    Field("url", "url", False, False),
    Field("rating", "rating", False, True, write_enum),
    Field("featured_image", "featuredImage", False, False, write_model),
    Field("body", "body", False, False),
    Field("body_preview", "bodyPreview", False, False),
    Field("ai_summary", "aiSummary", False, False),
    Field("language_code", "languageCode", False, False),
    Field("status", "status", False, False, write_enum),
    Field("edit_status", "editStatus", False, False, write_enum),
    Field("owner_id", "ownerId", False, False),
    Field("created", "created", False, False, date_text),
    Field("updated", "updated", False, True, date_text),
    Field("published", "published", False, True, date_text),
    Field("reading_time_minutes", "readingTimeMinutes", False, False),
    Field("word_count", "wordCount", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostArticle(Model):
    """An article."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: int | None = None
    """Id of the article."""
    title: str | None = None
    """Title."""
    url: str | None = None
    """Address at which it stands for good."""
    rating: PostArticleRating | None = None
    """Where the analyst sees the price going, if they say."""
    featured_image: PostAttachment | None = None
    """The picture at its head."""
    body: str | None = None
    """The whole text as HTML. Written by others, so clean it before showing it."""
    body_preview: str | None = None
    """The beginning as plain text, some 200 characters."""
    ai_summary: str | None = None
    """A summary that a machine wrote."""
    language_code: str | None = None
    """Language it is written in, as a BCP 47 code."""
    status: PostArticleStatus | None = None
    """Whether it is out."""
    edit_status: PostEditStatus | None = None
    """Whether it was changed since, and by whom."""
    owner_id: int | None = None
    """Id of the author within eToro."""
    created: datetime | None = None
    """UTC time at which it was begun."""
    updated: datetime | None = None
    """UTC time of the last edit; null when never edited."""
    published: datetime | None = None
    """UTC time of publishing; null for a draft."""
    reading_time_minutes: float | None = None
    """Time it takes to read, in minutes."""
    word_count: int | None = None
    """Count of words."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.id = get("id")
        self.title = get("title")
        self.url = get("url")
        value = get("rating")
        self.rating = None if value is None else _post_article_rating(value)
        value = get("featuredImage")
        self.featured_image = None if value is None else _post_attachment(value)
        self.body = get("body")
        self.body_preview = get("bodyPreview")
        self.ai_summary = get("aiSummary")
        self.language_code = get("languageCode")
        value = get("status")
        self.status = None if value is None else _post_article_status(value)
        value = get("editStatus")
        self.edit_status = None if value is None else _post_edit_status(value)
        self.owner_id = get("ownerId")
        value = get("created")
        self.created = None if value is None else date_of(value)
        value = get("updated")
        self.updated = None if value is None else date_of(value)
        value = get("published")
        self.published = None if value is None else date_of(value)
        value = get("readingTimeMinutes")
        self.reading_time_minutes = value if value.__class__ is float or value is None else float_of(value)
        self.word_count = get("wordCount")
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
