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
    Field("experiment_name", "experimentName", False, False),
    Field("stream_type", "streamType", False, False),
    Field("designated_stream_type", "designatedStreamType", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class FeedMetadata(Model):
    """How eToro chose what a feed shows."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    experiment_name: str | None = None
    """Name of the experiment that is running on the feed."""
    stream_type: str | None = None
    """Kind of feed that was served."""
    designated_stream_type: str | None = None
    """Kind of feed that was meant; an experiment may make it differ."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.experiment_name = value = get("experimentName")
        if value is None:
            absent += 1
        self.stream_type = value = get("streamType")
        if value is None:
            absent += 1
        self.designated_stream_type = value = get("designatedStreamType")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
