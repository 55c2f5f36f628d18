# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    enum_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_model,
)
from .avatar import Avatar
from .post_application import PostApplication
from .post_asset_type import PostAssetType

_new = object.__new__
_avatar = Avatar.from_dict
_post_application = enum_of(PostApplication)
_post_asset_type = enum_of(PostAssetType)
_FIELDS = (
    Field("id", "id", False, False),
    Field("symbol_name", "symbolName", False, False),
    Field("display_name", "displayName", False, False),
    Field("updated", "updated", False, True, date_text),
    Field("asset_type", "assetType", False, False, write_enum),
    Field("internal_id", "internalId", False, False),
    Field("avatar", "avatar", False, False, write_model),
    Field("application", "application", False, False, write_enum),
    Field("metadata", "metadata", False, False),
    Field("asset_type_id", "assetTypeId", False, False),
    Field("asset_type_sub_category_id", "assetTypeSubCategoryId", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostMarket(Model):
    """What a post tells about an instrument."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str | None = None
    """Id of the market; text such as TSLA, and not the numeric instrument id."""
    symbol_name: str | None = None
    """Ticker symbol."""
    display_name: str | None = None
    """Name as shown."""
    updated: datetime | None = None
    """UTC time of the last change to this entry, if known."""
    asset_type: PostAssetType | None = None
    """Asset class."""
    internal_id: int | None = None
    """Numeric id of the market."""
    avatar: Avatar | None = None
    """The instrument's logo."""
    application: PostApplication | None = None
    """Which of eToro's applications it comes from."""
    metadata: str | None = None
    """JSON inside text, for eToro's own use."""
    asset_type_id: int | None = None
    """Id of the asset class."""
    asset_type_sub_category_id: int | None = None
    """Id of the subdivision of the asset class."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.symbol_name = value = get("symbolName")
        if value is None:
            absent += 1
        self.display_name = value = get("displayName")
        if value is None:
            absent += 1
        value = get("updated")
        if value is None:
            self.updated = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.updated = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.updated = moment
            else:
                self.updated = in_utc(moment)
                ticks += tick_of(value)
        value = get("assetType")
        if value is None:
            absent += 1
            self.asset_type = None
        else:
            self.asset_type = _post_asset_type(value)
        self.internal_id = value = get("internalId")
        if value is None:
            absent += 1
        value = get("avatar")
        if value is None:
            absent += 1
            self.avatar = None
        else:
            self.avatar = _avatar(value)
        value = get("application")
        if value is None:
            absent += 1
            self.application = None
        else:
            self.application = _post_application(value)
        self.metadata = value = get("metadata")
        if value is None:
            absent += 1
        self.asset_type_id = value = get("assetTypeId")
        if value is None:
            absent += 1
        self.asset_type_sub_category_id = value = get("assetTypeSubCategoryId")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 11 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
