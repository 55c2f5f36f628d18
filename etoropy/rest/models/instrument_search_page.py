# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
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
from .found_instrument import FoundInstrument

_new = object.__new__
_found_instrument_list = FoundInstrument.from_dicts
_FIELDS = (
    Field("page", "page", False, False),
    Field("page_size", "pageSize", False, False),
    Field("total_items", "totalItems", False, False),
    Field("items", "items", True, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class InstrumentSearchPage(Model):
    """One page of found instruments."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    page: int | None = None
    """Number of this page, from 1."""
    page_size: int | None = None
    """Items that fit on a page."""
    total_items: int | None = None
    """Items on all pages together."""
    items: list[FoundInstrument]
    """The instruments on this page."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.page = value = get("page")
        if value is None:
            absent += 1
        self.page_size = value = get("pageSize")
        if value is None:
            absent += 1
        self.total_items = value = get("totalItems")
        if value is None:
            absent += 1
        self.items = _found_instrument_list(d["items"])
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
