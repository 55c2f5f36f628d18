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
from .exchange import Exchange

_new = object.__new__
_exchange_list = Exchange.from_dicts
_FIELDS = (Field("exchanges", "exchangeInfo", True, False, write_list(write_model)),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Exchanges(Model):
    """Wrapper around the exchanges."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    exchanges: list[Exchange]
    """The exchanges."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        self.exchanges = _exchange_list(d["exchangeInfo"])
        self._rest = None if len(d) == 1 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
