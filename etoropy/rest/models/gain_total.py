# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
_FIELDS = (Field("gain", "gain", True, False),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class GainTotal(Model):
    """The gain over a whole stretch of time."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    gain: float
    """Gain in percent; negative for a loss."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        value = d["gain"]
        self.gain = value if value.__class__ is float else float_of(value)
        self._rest = None if len(d) == 1 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
