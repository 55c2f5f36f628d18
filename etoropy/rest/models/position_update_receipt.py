# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
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
    Field("operation_id", "operationId", True, False),
    Field("position_id", "positionId", True, False),
    Field("reference_id", "referenceId", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PositionUpdateReceipt(Model):
    """Answer to a change of a position. Queued, not done."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    operation_id: str
    """Id by which eToro traces the change, a UUID."""
    position_id: int
    """Id of the position."""
    reference_id: str
    """The x-request-id that the change was sent with, a UUID."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        absent = 0
        self.operation_id = value = d["operationId"]
        if value is None:
            absent += 1
        self.position_id = value = d["positionId"]
        if value is None:
            absent += 1
        self.reference_id = value = d["referenceId"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
