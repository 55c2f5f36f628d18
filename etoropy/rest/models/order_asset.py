# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
)
from .position_side import PositionSide

_new = object.__new__
_position_side = enum_of(PositionSide)
_FIELDS = (
    Field("symbol", "symbol", False, False),
    Field("instrument_id", "instrumentId", True, False),
    Field("currency", "currency", False, False),
    Field("settlement_type", "settlementType", False, False),
    Field("leverage", "leverage", False, False),
    Field("side", "side", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OrderAsset(Model):
    """What a v2 order trades, and how."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    symbol: str | None = None
    """Symbol of the instrument."""
    instrument_id: int
    """Id of the instrument."""
    currency: str | None = None
    """The instrument's currency."""
    settlement_type: str | None = None
    """What the position consists of, in upper case on the wire (REAL, CFD); compare case aside."""
    leverage: int | None = None
    """Multiplier of the money put in."""
    side: PositionSide | None = None
    """Direction of the position."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.symbol = value = get("symbol")
        if value is None:
            absent += 1
        self.instrument_id = value = d["instrumentId"]
        if value is None:
            absent += 1
        self.currency = value = get("currency")
        if value is None:
            absent += 1
        self.settlement_type = value = get("settlementType")
        if value is None:
            absent += 1
        self.leverage = value = get("leverage")
        if value is None:
            absent += 1
        value = get("side")
        if value is None:
            absent += 1
            self.side = None
        else:
            self.side = _position_side(value)
        self._rest = None if len(d) == 6 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
