# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
)
from .instrument_type_id import InstrumentTypeId

_new = object.__new__
_instrument_type_id = enum_of(InstrumentTypeId)
_FIELDS = (
    Field("instrument_type_id", "instrumentTypeID", True, False, write_enum),
    Field("instrument_type_description", "instrumentTypeDescription", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class InstrumentType(Model):
    """A kind of instrument."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_type_id: InstrumentTypeId
    """Id of the type."""
    instrument_type_description: str
    """Name of the type in English, such as Stocks."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        absent = 0
        self.instrument_type_id = _instrument_type_id(d["instrumentTypeID"])
        self.instrument_type_description = value = d["instrumentTypeDescription"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 2
        [n1, n2] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_type_id = _instrument_type_id(d[n1])
                    self.instrument_type_description = v2 = d[n2]
                    self._rest = None
                    if v2 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
