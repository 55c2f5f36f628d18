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
        self.instrument_id = get("instrumentID")
        value = get("width")
        self.width = value if value.__class__ is float or value is None else float_of(value)
        value = get("height")
        self.height = value if value.__class__ is float or value is None else float_of(value)
        self.uri = d["uri"]
        self.background_color = get("backgroundColor")
        self.text_color = get("textColor")
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
