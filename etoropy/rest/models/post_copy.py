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
    write_model,
)
from .author import Author
from .post_copy_type import PostCopyType

_new = object.__new__
_author = Author.from_dict
_post_copy_type = enum_of(PostCopyType)
_FIELDS = (
    Field("copy_type", "type", False, False, write_enum),
    Field("user", "user", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostCopy(Model):
    """The start or end of copying somebody."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    copy_type: PostCopyType | None = None
    """Start or end."""
    user: Author | None = None
    """Who is copied."""

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
            self.copy_type = None
        else:
            self.copy_type = _post_copy_type(value)
        value = get("user")
        if value is None:
            absent += 1
            self.user = None
        else:
            self.user = _author(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
