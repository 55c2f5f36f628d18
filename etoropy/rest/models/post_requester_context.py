# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
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
    Field("is_following", "isFollowing", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostRequesterContext(Model):
    """How the one who asks stands to a post."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    is_owner: bool | None = None
    """They published it."""
    is_flagging_as_spam: bool | None = None
    """They reported it as spam."""
    is_subscribed: bool | None = None
    """They are notified of what happens to it."""
    is_liking: bool | None = None
    """They like it."""
    is_saved: bool | None = None
    """They saved it."""
    is_pinned: bool | None = None
    """It is pinned for them."""
    is_requester_blocking: bool | None = None
    """They block its author."""
    is_interaction_restricted: bool | None = None
    """Its author blocks them."""
    is_following: bool | None = None
    """They follow it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
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
        self.is_following = value = get("isFollowing")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 9 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
