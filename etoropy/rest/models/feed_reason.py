# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
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

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 3
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.reason_type = _feed_reason_type(d["type"])
                    self.source_id = v2 = d["sourceId"]
                    self.owner = v3 = d["owner"]
                    self._rest = None
                    if v2 is not None and v3 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
