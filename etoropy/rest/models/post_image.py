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
    Field("width", "width", False, False),
    Field("height", "height", False, False),
    Field("url", "url", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostImage(Model):
    """A picture's address and size."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    width: int | None = None
    """Width in pixels."""
    height: int | None = None
    """Height in pixels."""
    url: str | None = None
    """Address."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.width = value = get("width")
        if value is None:
            absent += 1
        self.height = value = get("height")
        if value is None:
            absent += 1
        self.url = value = get("url")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
