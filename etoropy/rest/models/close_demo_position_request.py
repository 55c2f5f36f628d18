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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        self = _new(cls)
        self.instrument_id = d["InstrumentID"]
        value = d["UnitsToDeduct"]
        self.units_to_deduct = value if value.__class__ is float or value is None else float_of(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
