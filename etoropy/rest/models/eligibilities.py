# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
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
from .eligibility import Eligibility

_new = object.__new__
_eligibility_list = Eligibility.from_dicts
_FIELDS = (
    Field("currency", "currency", False, False),
    Field("eligibilities", "eligibilities", True, False, write_list(write_model)),
    Field("not_found_instrument_ids", "notFoundInstrumentIds", False, False),
    Field("not_found_symbols", "notFoundSymbols", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Eligibilities(Model):
    """What the account may do with instruments."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    currency: str | None = None
    """Currency of the money in this answer."""
    eligibilities: list[Eligibility]
    """One entry for each known instrument."""
    not_found_instrument_ids: list[int] | None = None
    """Ids that eToro does not know."""
    not_found_symbols: list[str] | None = None
    """Symbols that eToro does not know."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.currency = value = get("currency")
        if value is None:
            absent += 1
        self.eligibilities = _eligibility_list(d["eligibilities"])
        value = get("notFoundInstrumentIds")
        if value is None:
            absent += 1
            self.not_found_instrument_ids = None
        else:
            self.not_found_instrument_ids = list(value)
        value = get("notFoundSymbols")
        if value is None:
            absent += 1
            self.not_found_symbols = None
        else:
            self.not_found_symbols = list(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
