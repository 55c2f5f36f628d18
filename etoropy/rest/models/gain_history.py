# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
from .gain_entry import GainEntry

_new = object.__new__
_gain_entry_list = GainEntry.from_dicts
_FIELDS = (
    Field("monthly", "monthly", True, False, write_list(write_model)),
    Field("yearly", "yearly", True, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class GainHistory(Model):
    """Gains month by month and year by year."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    monthly: list[GainEntry]
    """One entry for each month."""
    yearly: list[GainEntry]
    """One entry for each year."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        self.monthly = _gain_entry_list(d["monthly"])
        self.yearly = _gain_entry_list(d["yearly"])
        self._rest = None if len(d) == 2 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
