# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    float_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
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

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.title = value = get("title")
        if value is None:
            absent += 1
        self.url = value = get("url")
        if value is None:
            absent += 1
        value = get("rating")
        if value is None:
            absent += 1
            self.rating = None
        else:
            self.rating = _post_article_rating(value)
        value = get("featuredImage")
        if value is None:
            absent += 1
            self.featured_image = None
        else:
            self.featured_image = _post_attachment(value)
        self.body = value = get("body")
        if value is None:
            absent += 1
        self.body_preview = value = get("bodyPreview")
        if value is None:
            absent += 1
        self.ai_summary = value = get("aiSummary")
        if value is None:
            absent += 1
        self.language_code = value = get("languageCode")
        if value is None:
            absent += 1
        value = get("status")
        if value is None:
            absent += 1
            self.status = None
        else:
            self.status = _post_article_status(value)
        value = get("editStatus")
        if value is None:
            absent += 1
            self.edit_status = None
        else:
            self.edit_status = _post_edit_status(value)
        self.owner_id = value = get("ownerId")
        if value is None:
            absent += 1
        value = get("created")
        if value is None:
            self.created = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.created = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.created = moment
            else:
                self.created = in_utc(moment)
                ticks += tick_of(value)
        value = get("updated")
        if value is None:
            self.updated = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.updated = moment
                ticks += DIGITS[value[26]] * 10
            elif length < 28 and moment.tzinfo is UTC:
                self.updated = moment
            else:
                self.updated = in_utc(moment)
                ticks += tick_of(value) * 10
        value = get("published")
        if value is None:
            self.published = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.published = moment
                ticks += DIGITS[value[26]] * 100
            elif length < 28 and moment.tzinfo is UTC:
                self.published = moment
            else:
                self.published = in_utc(moment)
                ticks += tick_of(value) * 100
        value = get("readingTimeMinutes")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.reading_time_minutes = value
        self.word_count = value = get("wordCount")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 17 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
