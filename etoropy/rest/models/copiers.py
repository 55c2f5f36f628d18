# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .copier import Copier

_new = object.__new__
_copier_list = Copier.from_dicts
_FIELDS = (Field("copiers", "copiers", False, True, write_list(write_model)),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Copiers(Model):
    """The people who copy one's portfolio."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    copiers: list[Copier] | None = None
    """One entry for each copier; null where there is no list."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("copiers")
        if value is None:
            absent += 1
            self.copiers = None
        else:
            self.copiers = _copier_list(value)
        self._rest = None if len(d) == 1 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
