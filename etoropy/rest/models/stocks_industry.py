# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
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
    Field("industry_id", "industryID", True, False),
    Field("industry_name", "industryName", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class StocksIndustry(Model):
    """An industry that stocks belong to."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    industry_id: int
    """Id of the industry."""
    industry_name: str
    """Name of the industry in English."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        self = _new(cls)
        absent = 0
        self.industry_id = value = d["industryID"]
        if value is None:
            absent += 1
        self.industry_name = value = d["industryName"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
