# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    float_of,
    names_in,
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
_WIRES = tuple(f.wire for f in _FIELDS)


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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
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

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 6
        [n1, n2, n3, n4, n5, n6] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_id = v1 = d[n1]
                    self.width = v2 = d[n2]
                    self.height = v3 = d[n3]
                    self.uri = v4 = d[n4]
                    self.background_color = v5 = d[n5]
                    self.text_color = v6 = d[n6]
                    self._rest = None
                    if (
                        v1 is not None
                        and v2.__class__ is float
                        and v3.__class__ is float
                        and v4 is not None
                        and v5 is not None
                        and v6 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
