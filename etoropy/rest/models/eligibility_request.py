# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
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
    Field("instrument_ids", "instrumentIds", False, False),
    Field("symbols", "symbols", False, False),
    Field("currency", "currency", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class EligibilityRequest(Model):
    """Instruments to ask about, by id, symbol or both; at least one and at most 100 in all."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_ids: list[int] | None = None
    """Ids of instruments."""
    symbols: list[str] | None = None
    """Symbols of instruments."""
    currency: str | None = None
    """Currency for the money in the answer; USD, the only one supported, when left out."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("instrumentIds")
        if value is None:
            absent += 1
            self.instrument_ids = None
        else:
            self.instrument_ids = list(value)
        value = get("symbols")
        if value is None:
            absent += 1
            self.symbols = None
        else:
            self.symbols = list(value)
        self.currency = value = get("currency")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
