# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .feed_discussion import FeedDiscussion
from .feed_metadata import FeedMetadata
from .feed_paging import FeedPaging

_new = object.__new__
_feed_discussion_list = FeedDiscussion.from_dicts
_feed_metadata = FeedMetadata.from_dict
_feed_paging = FeedPaging.from_dict
_FIELDS = (
    Field("discussions", "discussions", True, False, write_list(write_model)),
    Field("paging", "paging", False, False, write_model),
    Field("metadata", "metadata", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Feed(Model):
    """One page of a feed."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    discussions: list[FeedDiscussion]
    """The posts, each with its comments and likes."""
    paging: FeedPaging | None = None
    """Where this page lies, and where the next one is."""
    metadata: FeedMetadata | None = None
    """How eToro chose what to show."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.discussions = _feed_discussion_list(d["discussions"])
        value = get("paging")
        if value is None:
            absent += 1
            self.paging = None
        else:
            self.paging = _feed_paging(value)
        value = get("metadata")
        if value is None:
            absent += 1
            self.metadata = None
        else:
            self.metadata = _feed_metadata(value)
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
