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
    Field("url", "url", False, False),
    Field("background_color", "backgroundColor", False, False),
    Field("text_color", "textColor", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class AvatarSvg(Model):
    """A drawn picture with the colours that go with it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    url: str | None = None
    """Address of the SVG file."""
    background_color: str | None = None
    """Colour behind it, as a hex code such as "#CC0000"."""
    text_color: str | None = None
    """Colour of writing on it, as a hex code."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.url = value = get("url")
        if value is None:
            absent += 1
        self.background_color = value = get("backgroundColor")
        if value is None:
            absent += 1
        self.text_color = value = get("textColor")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
