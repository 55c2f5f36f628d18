# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
    write_list,
    write_model,
)
from .instrument_image import InstrumentImage
from .instrument_type_id import InstrumentTypeId

_new = object.__new__
_instrument_image_list = InstrumentImage.from_dicts
_instrument_type_id = enum_of(InstrumentTypeId)
_FIELDS = (
    Field("instrument_id", "instrumentID", True, False),
    Field("instrument_display_name", "instrumentDisplayName", True, False),
    Field("instrument_type_id", "instrumentTypeID", True, False, write_enum),
    Field("exchange_id", "exchangeID", False, False),
    Field("symbol_full", "symbolFull", True, False),
    Field("stocks_industry_id", "stocksIndustryID", False, False, also="stocksIndustryId"),
    Field("price_source", "priceSource", False, False),
    Field("has_expiration_date", "hasExpirationDate", False, False),
    Field("is_internal_instrument", "isInternalInstrument", False, False),
    Field("images", "images", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "stocksIndustryId": "stocksIndustryID",
}


@define(kw_only=True, weakref_slot=False)
class Instrument(Model):
    """What an instrument is called and where it belongs."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""
    instrument_display_name: str
    """Full name, such as Apple."""
    instrument_type_id: InstrumentTypeId
    """Id of the kind of instrument."""
    exchange_id: int | None = None
    """Id of the exchange, as in get_exchanges."""
    symbol_full: str
    """The symbol, such as AAPL."""
    stocks_industry_id: int | None = None
    """Id of the industry, as in get_stocks_industries; stocks only. This is the spelling seen live."""
    price_source: str | None = None
    """Who supplies the prices, such as Nasdaq."""
    has_expiration_date: bool | None = None
    """Whether it ends on a date, as futures do."""
    is_internal_instrument: bool | None = None
    """Whether it is closed to the public; orders on it are refused with code 814."""
    images: list[InstrumentImage] | None = None
    """Logos in several sizes."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        self.instrument_id = d["instrumentID"]
        self.instrument_display_name = d["instrumentDisplayName"]
        self.instrument_type_id = _instrument_type_id(d["instrumentTypeID"])
        self.exchange_id = get("exchangeID")
        self.symbol_full = d["symbolFull"]
        value = get("stocksIndustryID")
        if value is None:
            value = get("stocksIndustryId")
        self.stocks_industry_id = value
        self.price_source = get("priceSource")
        self.has_expiration_date = get("hasExpirationDate")
        self.is_internal_instrument = get("isInternalInstrument")
        value = get("images")
        self.images = None if value is None else _instrument_image_list(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
