# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("is_owner", "isOwner", False, False),
    Field("is_flagging_as_spam", "isFlaggingAsSpam", False, False),
    Field("is_subscribed", "isSubscribed", False, False),
    Field("is_liking", "isLiking", False, False),
    Field("is_saved", "isSaved", False, False),
    Field("is_pinned", "isPinned", False, False),
    Field("is_requester_blocking", "isRequesterBlocking", False, False),
    Field("is_interaction_restricted", "isInteractionRestricted", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CommentRequesterContext(Model):
    """How the one who asks stands to a comment."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    is_owner: bool | None = None
    """They wrote it."""
    is_flagging_as_spam: bool | None = None
    """They reported it as spam."""
    is_subscribed: bool | None = None
    """They are notified of what happens to it."""
    is_liking: bool | None = None
    """They like it."""
    is_saved: bool | None = None
    """They saved it."""
    is_pinned: bool | None = None
    """It is pinned."""
    is_requester_blocking: bool | None = None
    """They block its author."""
    is_interaction_restricted: bool | None = None
    """Its author blocks them."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.is_owner = value = get("isOwner")
        if value is None:
            absent += 1
        self.is_flagging_as_spam = value = get("isFlaggingAsSpam")
        if value is None:
            absent += 1
        self.is_subscribed = value = get("isSubscribed")
        if value is None:
            absent += 1
        self.is_liking = value = get("isLiking")
        if value is None:
            absent += 1
        self.is_saved = value = get("isSaved")
        if value is None:
            absent += 1
        self.is_pinned = value = get("isPinned")
        if value is None:
            absent += 1
        self.is_requester_blocking = value = get("isRequesterBlocking")
        if value is None:
            absent += 1
        self.is_interaction_restricted = value = get("isInteractionRestricted")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 8 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 8
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.is_owner = v1 = d["isOwner"]
                    self.is_flagging_as_spam = v2 = d["isFlaggingAsSpam"]
                    self.is_subscribed = v3 = d["isSubscribed"]
                    self.is_liking = v4 = d["isLiking"]
                    self.is_saved = v5 = d["isSaved"]
                    self.is_pinned = v6 = d["isPinned"]
                    self.is_requester_blocking = v7 = d["isRequesterBlocking"]
                    self.is_interaction_restricted = v8 = d["isInteractionRestricted"]
                    self._rest = None
                    if (
                        v1 is not None
                        and v2 is not None
                        and v3 is not None
                        and v4 is not None
                        and v5 is not None
                        and v6 is not None
                        and v7 is not None
                        and v8 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
