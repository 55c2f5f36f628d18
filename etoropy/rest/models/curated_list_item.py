# Made by `python -m codegen` from openapi/discovery.yaml; edit that file instead.
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
_FIELDS = (Field("instrument_id", "instrumentId", True, False),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CuratedListItem(Model):
    """An instrument on a curated list."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        self = _new(cls)
        absent = 0
        self.instrument_id = value = d["instrumentId"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 1 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
