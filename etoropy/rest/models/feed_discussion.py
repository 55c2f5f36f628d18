# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    names_in,
    rest_of,
    wire_names,
    write_model,
)
from .emotions import Emotions
from .feed_comments import FeedComments
from .feed_reason import FeedReason
from .post import Post
from .post_requester_context import PostRequesterContext
from .post_summary import PostSummary

_new = object.__new__
_emotions = Emotions.from_dict
_feed_comments = FeedComments.from_dict
_feed_reason = FeedReason.from_dict
_post = Post.from_dict
_post_requester_context = PostRequesterContext.from_dict
_post_summary = PostSummary.from_dict
_FIELDS = (
    Field("id", "id", True, False),
    Field("post", "post", False, False, write_model),
    Field("comments_data", "commentsData", False, False, write_model),
    Field("emotions_data", "emotionsData", False, False, write_model),
    Field("requester_context", "requesterContext", False, False, write_model),
    Field("summary", "summary", False, False, write_model),
    Field("reason", "reason", False, True, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class FeedDiscussion(Model):
    """A post with what others made of it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str
    """Id of the discussion, the same as that of its post."""
    post: Post | None = None
    """The post."""
    comments_data: FeedComments | None = None
    """The first comments on it."""
    emotions_data: Emotions | None = None
    """Who liked it."""
    requester_context: PostRequesterContext | None = None
    """How the one who asks stands to it."""
    summary: PostSummary | None = None
    """How often it was commented on and shared."""
    reason: FeedReason | None = None
    """Why it is in a feed chosen for the reader; null elsewhere."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = d["id"]
        if value is None:
            absent += 1
        value = get("post")
        if value is None:
            absent += 1
            self.post = None
        else:
            self.post = _post(value)
        value = get("commentsData")
        if value is None:
            absent += 1
            self.comments_data = None
        else:
            self.comments_data = _feed_comments(value)
        value = get("emotionsData")
        if value is None:
            absent += 1
            self.emotions_data = None
        else:
            self.emotions_data = _emotions(value)
        value = get("requesterContext")
        if value is None:
            absent += 1
            self.requester_context = None
        else:
            self.requester_context = _post_requester_context(value)
        value = get("summary")
        if value is None:
            absent += 1
            self.summary = None
        else:
            self.summary = _post_summary(value)
        value = get("reason")
        if value is None:
            absent += 1
            self.reason = None
        else:
            self.reason = _feed_reason(value)
        self._rest = None if len(d) == 7 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 7
        [n1, n2, n3, n4, n5, n6, n7] = names_in(items, _WIRES)
        for d in items:
            if size - 6 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                try:
                    self.id = v1 = d[n1]
                    value = d.get(n2)
                    if value is None:
                        absent += 1
                        self.post = None
                    else:
                        self.post = _post(value)
                    value = d.get(n3)
                    if value is None:
                        absent += 1
                        self.comments_data = None
                    else:
                        self.comments_data = _feed_comments(value)
                    value = d.get(n4)
                    if value is None:
                        absent += 1
                        self.emotions_data = None
                    else:
                        self.emotions_data = _emotions(value)
                    value = d.get(n5)
                    if value is None:
                        absent += 1
                        self.requester_context = None
                    else:
                        self.requester_context = _post_requester_context(value)
                    value = d.get(n6)
                    if value is None:
                        absent += 1
                        self.summary = None
                    else:
                        self.summary = _post_summary(value)
                    value = d.get(n7)
                    if value is None:
                        absent += 1
                        self.reason = None
                    else:
                        self.reason = _feed_reason(value)
                    self._rest = None
                    if len(d) == size - absent and v1 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
