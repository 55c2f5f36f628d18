# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("instrument_id", "instrumentID", False, False),
    Field("width", "width", False, False),
    Field("height", "height", False, False),
    Field("uri", "uri", True, False),
    Field("background_color", "backgroundColor", False, False),
    Field("text_color", "textColor", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class InstrumentImage(Model):
    """A logo of an instrument."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int | None = None
    """Id of the instrument."""
    width: float | None = None
    """Width in pixels; a float on the wire."""
    height: float | None = None
    """Height in pixels; a float on the wire."""
    uri: str
    """Address of the image."""
    background_color: str | None = None
    """Colour that suits behind it, such as "#E5E5E5"."""
    text_color: str | None = None
    """Colour for text on that background."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.instrument_id = value = get("instrumentID")
        if value is None:
            absent += 1
        value = get("width")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.width = value
        value = get("height")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.height = value
        self.uri = value = d["uri"]
        if value is None:
            absent += 1
        self.background_color = value = get("backgroundColor")
        if value is None:
            absent += 1
        self.text_color = value = get("textColor")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 6 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
