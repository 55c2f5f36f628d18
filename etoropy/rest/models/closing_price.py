# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
    is_sentinel,
    rest_of,
    wire_names,
    write_model,
)
from .closing_prices import ClosingPrices

_new = object.__new__
_closing_prices = ClosingPrices.from_dict
_FIELDS = (
    Field("instrument_id", "instrumentId", True, False),
    Field("official_closing_price", "officialClosingPrice", False, False),
    Field("is_market_open", "isMarketOpen", False, False),
    Field("closing_prices", "closingPrices", True, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_NONE = {
    "officialClosingPrice": -1,
}


@define(kw_only=True, weakref_slot=False)
class ClosingPrice(Model):
    """The last closing prices of an instrument."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""
    official_closing_price: float | None = None
    """Latest official closing rate, in the instrument's currency. None where eToro sends -1."""
    is_market_open: bool | None = None
    """Obsolete at eToro and not to be relied on."""
    closing_prices: ClosingPrices
    """Closing prices of the last day, week and month."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        self.instrument_id = d["instrumentId"]
        value = get("officialClosingPrice")
        self.official_closing_price = None if value is None or is_sentinel(value, -1) else float_of(value)
        self.is_market_open = get("isMarketOpen")
        self.closing_prices = _closing_prices(d["closingPrices"])
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, none=_NONE)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
