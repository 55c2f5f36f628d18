# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
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
    Field("instrument_id", "InstrumentID", True, False),
    Field("units_to_deduct", "UnitsToDeduct", True, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CloseDemoPositionRequest(Model):
    """A v1 order to close a position of the demo account. Differs from the real one in the spelling of one key."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the position's instrument, as the demo account spells the key."""
    units_to_deduct: float | None = None
    """Units to close; null, which is sent as such, closes them all."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        absent = 0
        self.instrument_id = value = d["InstrumentID"]
        if value is None:
            absent += 1
        value = d["UnitsToDeduct"]
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.units_to_deduct = value
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
