# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    Field,
    Model,
    date_text,
    float_of,
    in_utc,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("pnl", "pnL", True, False),
    Field("pnl_asset_currency", "pnlAssetCurrency", False, False),
    Field("exposure_in_account_currency", "exposureInAccountCurrency", False, False),
    Field("exposure_in_asset_currency", "exposureInAssetCurrency", False, False),
    Field("margin_in_account_currency", "marginInAccountCurrency", False, False),
    Field("margin_in_asset_currency", "marginInAssetCurrency", False, False),
    Field("margin_currency_id", "marginCurrencyId", False, False),
    Field("asset_currency_id", "assetCurrencyId", False, False),
    Field("close_rate", "closeRate", False, False),
    Field("close_conversion_rate", "closeConversionRate", False, False),
    Field("timestamp", "timestamp", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UnrealizedPnl(Model):
    """What a position has gained or lost so far, and at which rate that was reckoned."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    pnl: float
    """Profit (negative, loss), account currency (USD)."""
    pnl_asset_currency: float | None = None
    """Profit (negative, loss), in the instrument's currency."""
    exposure_in_account_currency: float | None = None
    """What the units are worth now, account currency (USD)."""
    exposure_in_asset_currency: float | None = None
    """What the units are worth now, in the instrument's currency."""
    margin_in_account_currency: float | None = None
    """Money that secures it, account currency (USD)."""
    margin_in_asset_currency: float | None = None
    """Money that secures it, in the instrument's currency."""
    margin_currency_id: int | None = None
    """Id of the currency that the margin is kept in; 1 is USD."""
    asset_currency_id: int | None = None
    """Id of the instrument's currency; 1 is USD."""
    close_rate: float | None = None
    """Rate at which it could be closed, in the instrument's currency."""
    close_conversion_rate: float | None = None
    """USD for one unit of the instrument's currency at that moment."""
    timestamp: datetime | None = None
    """When it was reckoned, UTC."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        value = d["pnL"]
        self.pnl = value if value.__class__ is float else float_of(value)
        value = get("pnlAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.pnl_asset_currency = value
        value = get("exposureInAccountCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.exposure_in_account_currency = value
        value = get("exposureInAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.exposure_in_asset_currency = value
        value = get("marginInAccountCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.margin_in_account_currency = value
        value = get("marginInAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.margin_in_asset_currency = value
        self.margin_currency_id = value = get("marginCurrencyId")
        if value is None:
            absent += 1
        self.asset_currency_id = value = get("assetCurrencyId")
        if value is None:
            absent += 1
        value = get("closeRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.close_rate = value
        value = get("closeConversionRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.close_conversion_rate = value
        value = get("timestamp")
        if value is None:
            self.timestamp = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.timestamp = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.timestamp = moment
            else:
                self.timestamp = in_utc(moment)
                ticks += tick_of(value)
        self._rest = None if len(d) == 11 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
