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
from .post_parent_type import PostParentType

_new = object.__new__
_post_parent_type = enum_of(PostParentType)
_FIELDS = (
    Field("id", "id", False, False),
    Field("obsolete_id", "obsoleteId", False, False),
    Field("parent_type", "type", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostParent(Model):
    """What a comment, reply or like belongs to."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str | None = None
    """Its id; a UUID as text."""
    obsolete_id: str | None = None
    """Its id in the older numeric scheme, as text."""
    parent_type: PostParentType | None = None
    """What it is."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.obsolete_id = value = get("obsoleteId")
        if value is None:
            absent += 1
        value = get("type")
        if value is None:
            absent += 1
            self.parent_type = None
        else:
            self.parent_type = _post_parent_type(value)
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
