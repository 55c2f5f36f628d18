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
_FIELDS = (Field("token", "token", False, False),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Cancellation(Model):
    """Answer to a v2 cancellation; it may be empty."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    token: str | None = None
    """Id by which eToro traces the request, a UUID. Not an order id and good for no other call."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.token = value = get("token")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 1 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
