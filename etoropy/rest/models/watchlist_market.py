# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .avatar import Avatar

_new = object.__new__
_avatar = Avatar.from_dict
_FIELDS = (
    Field("id", "id", False, False),
    Field("symbol_name", "symbolName", False, False),
    Field("display_name", "displayName", False, False),
    Field("asset_type_id", "assetTypeId", False, False),
    Field("asset_type_sub_category_id", "assetTypeSubCategoryId", False, True),
    Field("exchange_id", "exchangeId", False, False),
    Field("has_expiration_date", "hasExpirationDate", False, False),
    Field("avatar", "avatar", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class WatchlistMarket(Model):
    """What a watchlist tells about an instrument beyond its id."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str | None = None
    """Id of the market; text, and not the numeric instrument id."""
    symbol_name: str | None = None
    """Ticker symbol."""
    display_name: str | None = None
    """Name as shown."""
    asset_type_id: int | None = None
    """Id of the asset class."""
    asset_type_sub_category_id: int | None = None
    """Id of the subdivision of the asset class, if there is one."""
    exchange_id: int | None = None
    """Id of the exchange."""
    has_expiration_date: bool | None = None
    """Whether the instrument expires, as a future does."""
    avatar: Avatar | None = None
    """The instrument's logo."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.symbol_name = value = get("symbolName")
        if value is None:
            absent += 1
        self.display_name = value = get("displayName")
        if value is None:
            absent += 1
        self.asset_type_id = value = get("assetTypeId")
        if value is None:
            absent += 1
        self.asset_type_sub_category_id = value = get("assetTypeSubCategoryId")
        if value is None:
            absent += 1
        self.exchange_id = value = get("exchangeId")
        if value is None:
            absent += 1
        self.has_expiration_date = value = get("hasExpirationDate")
        if value is None:
            absent += 1
        value = get("avatar")
        if value is None:
            absent += 1
            self.avatar = None
        else:
            self.avatar = _avatar(value)
        self._rest = None if len(d) == 8 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
