# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
)
from .feed_reason_type import FeedReasonType

_new = object.__new__
_feed_reason_type = enum_of(FeedReasonType)
_FIELDS = (
    Field("reason_type", "type", False, False, write_enum),
    Field("source_id", "sourceId", False, False),
    Field("owner", "owner", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class FeedReason(Model):
    """Why a post was chosen for the reader."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    reason_type: FeedReasonType | None = None
    """Kind of reason."""
    source_id: str | None = None
    """Id of the person or instrument that was the reason."""
    owner: str | None = None
    """User name of whoever was the reason."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("type")
        if value is None:
            absent += 1
            self.reason_type = None
        else:
            self.reason_type = _feed_reason_type(value)
        self.source_id = value = get("sourceId")
        if value is None:
            absent += 1
        self.owner = value = get("owner")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
