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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.id = get("id")
        self.obsolete_id = get("obsoleteId")
        value = get("type")
        self.parent_type = None if value is None else _post_parent_type(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
