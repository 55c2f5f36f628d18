# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .leverage_rule import LeverageRule

_new = object.__new__
_leverage_rule = LeverageRule.from_dict
_FIELDS = (
    Field("instrument_id", "instrumentId", True, False),
    Field("symbol", "symbol", True, False),
    Field("min_position_exposure", "minPositionExposure", False, False),
    Field("max_units_per_order", "maxUnitsPerOrder", False, False),
    Field("allow_open_position", "allowOpenPosition", True, False),
    Field("allow_close_position", "allowClosePosition", False, False),
    Field("allow_partial_close_position", "allowPartialClosePosition", False, False),
    Field("allow_mit_orders", "allowMitOrders", False, False),
    Field("allow_entry_orders", "allowEntryOrders", False, False),
    Field("allow_exit_orders", "allowExitOrders", False, False),
    Field("allow_trailing_stop_loss", "allowTrailingStopLoss", False, False),
    Field("requires_w8ben", "requiresW8Ben", False, True),
    Field("units_quantity_type", "unitsQuantityType", False, False),
    Field("order_fill_behavior_type", "orderFillBehaviorType", False, False),
    Field("allowed_order_quantity_type", "allowedOrderQuantityType", False, False),
    Field("trade_unit_type", "tradeUnitType", False, False),
    Field("initial_margin_in_asset_currency", "initialMarginInAssetCurrency", False, True),
    Field("stop_loss_margin_in_asset_currency", "stopLossMarginInAssetCurrency", False, True),
    Field("additional_buffer_percent", "additionalBufferPercent", False, True),
    Field("leverage_configs", "leverageConfigs", True, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Eligibility(Model):
    """What the account may do with an instrument. The words in the fields that end in Type are spelled one way in
    eToro's prose (whole) and another in its example (FractionalUnits); compare them case aside and expect others."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""
    symbol: str
    """Symbol of the instrument."""
    min_position_exposure: float | None = None
    """Smallest worth of a position, leverage included, in the answer's currency."""
    max_units_per_order: float | None = None
    """Most units in one order."""
    allow_open_position: bool
    """Whether positions may be opened now."""
    allow_close_position: bool | None = None
    """Whether positions may be closed now."""
    allow_partial_close_position: bool | None = None
    """Whether part of a position may be closed."""
    allow_mit_orders: bool | None = None
    """Whether orders may wait for a rate (market if touched)."""
    allow_entry_orders: bool | None = None
    """Whether orders to open are taken while the market is closed."""
    allow_exit_orders: bool | None = None
    """Whether orders to close are taken while the market is closed."""
    allow_trailing_stop_loss: bool | None = None
    """Whether a stop loss may trail the price."""
    requires_w8ben: bool | None = None
    """Whether the tax form W-8BEN is needed first; null where it does not apply."""
    units_quantity_type: str | None = None
    """Whether units may be fractions or must be whole."""
    order_fill_behavior_type: str | None = None
    """Whether an order may be filled in part or only as a whole."""
    allowed_order_quantity_type: str | None = None
    """Whether orders are sized by units, by amount, or either."""
    trade_unit_type: str | None = None
    """Whether size counts units or lots."""
    initial_margin_in_asset_currency: float | None = None
    """Margin needed to open, in the instrument's currency; null where it does not apply."""
    stop_loss_margin_in_asset_currency: float | None = None
    """Margin at which the position is stopped out, in the instrument's currency; null where it does not apply."""
    additional_buffer_percent: float | None = None
    """Percentage by which the fill may be off the going rate, for thin markets; the order sets that much more money
    aside. Null for none."""
    leverage_configs: list[LeverageRule]
    """Bounds for each settlement and direction that the account may use."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.instrument_id = d["instrumentId"]
        self.symbol = d["symbol"]
        value = get("minPositionExposure")
        self.min_position_exposure = value if value.__class__ is float or value is None else float_of(value)
        value = get("maxUnitsPerOrder")
        self.max_units_per_order = value if value.__class__ is float or value is None else float_of(value)
        self.allow_open_position = d["allowOpenPosition"]
        self.allow_close_position = get("allowClosePosition")
        self.allow_partial_close_position = get("allowPartialClosePosition")
        self.allow_mit_orders = get("allowMitOrders")
        self.allow_entry_orders = get("allowEntryOrders")
        self.allow_exit_orders = get("allowExitOrders")
        self.allow_trailing_stop_loss = get("allowTrailingStopLoss")
        self.requires_w8ben = get("requiresW8Ben")
        self.units_quantity_type = get("unitsQuantityType")
        self.order_fill_behavior_type = get("orderFillBehaviorType")
        self.allowed_order_quantity_type = get("allowedOrderQuantityType")
        self.trade_unit_type = get("tradeUnitType")
        value = get("initialMarginInAssetCurrency")
        self.initial_margin_in_asset_currency = value if value.__class__ is float or value is None else float_of(value)
        value = get("stopLossMarginInAssetCurrency")
        self.stop_loss_margin_in_asset_currency = (
            value if value.__class__ is float or value is None else float_of(value)
        )
        value = get("additionalBufferPercent")
        self.additional_buffer_percent = value if value.__class__ is float or value is None else float_of(value)
        self.leverage_configs = [_leverage_rule(item) for item in d["leverageConfigs"]]
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
