# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    float_of,
    names_in,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .leverage_rule import LeverageRule

_new = object.__new__
_leverage_rule_list = LeverageRule.from_dicts
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
_WIRES = tuple(f.wire for f in _FIELDS)


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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.instrument_id = value = d["instrumentId"]
        if value is None:
            absent += 1
        self.symbol = value = d["symbol"]
        if value is None:
            absent += 1
        value = get("minPositionExposure")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.min_position_exposure = value
        value = get("maxUnitsPerOrder")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.max_units_per_order = value
        self.allow_open_position = value = d["allowOpenPosition"]
        if value is None:
            absent += 1
        self.allow_close_position = value = get("allowClosePosition")
        if value is None:
            absent += 1
        self.allow_partial_close_position = value = get("allowPartialClosePosition")
        if value is None:
            absent += 1
        self.allow_mit_orders = value = get("allowMitOrders")
        if value is None:
            absent += 1
        self.allow_entry_orders = value = get("allowEntryOrders")
        if value is None:
            absent += 1
        self.allow_exit_orders = value = get("allowExitOrders")
        if value is None:
            absent += 1
        self.allow_trailing_stop_loss = value = get("allowTrailingStopLoss")
        if value is None:
            absent += 1
        self.requires_w8ben = value = get("requiresW8Ben")
        if value is None:
            absent += 1
        self.units_quantity_type = value = get("unitsQuantityType")
        if value is None:
            absent += 1
        self.order_fill_behavior_type = value = get("orderFillBehaviorType")
        if value is None:
            absent += 1
        self.allowed_order_quantity_type = value = get("allowedOrderQuantityType")
        if value is None:
            absent += 1
        self.trade_unit_type = value = get("tradeUnitType")
        if value is None:
            absent += 1
        value = get("initialMarginInAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_margin_in_asset_currency = value
        value = get("stopLossMarginInAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_margin_in_asset_currency = value
        value = get("additionalBufferPercent")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.additional_buffer_percent = value
        self.leverage_configs = _leverage_rule_list(d["leverageConfigs"])
        self._rest = None if len(d) == 20 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 20
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20] = names_in(
            items, _WIRES
        )
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_id = v1 = d[n1]
                    self.symbol = v2 = d[n2]
                    self.min_position_exposure = v3 = d[n3]
                    self.max_units_per_order = v4 = d[n4]
                    self.allow_open_position = v5 = d[n5]
                    self.allow_close_position = v6 = d[n6]
                    self.allow_partial_close_position = v7 = d[n7]
                    self.allow_mit_orders = v8 = d[n8]
                    self.allow_entry_orders = v9 = d[n9]
                    self.allow_exit_orders = v10 = d[n10]
                    self.allow_trailing_stop_loss = v11 = d[n11]
                    self.requires_w8ben = v12 = d[n12]
                    self.units_quantity_type = v13 = d[n13]
                    self.order_fill_behavior_type = v14 = d[n14]
                    self.allowed_order_quantity_type = v15 = d[n15]
                    self.trade_unit_type = v16 = d[n16]
                    self.initial_margin_in_asset_currency = v17 = d[n17]
                    self.stop_loss_margin_in_asset_currency = v18 = d[n18]
                    self.additional_buffer_percent = v19 = d[n19]
                    self.leverage_configs = _leverage_rule_list(d[n20])
                    self._rest = None
                    if (
                        v1 is not None
                        and v2 is not None
                        and v3.__class__ is float
                        and v4.__class__ is float
                        and v5 is not None
                        and v6 is not None
                        and v7 is not None
                        and v8 is not None
                        and v9 is not None
                        and v10 is not None
                        and v11 is not None
                        and v12 is not None
                        and v13 is not None
                        and v14 is not None
                        and v15 is not None
                        and v16 is not None
                        and v17.__class__ is float
                        and v18.__class__ is float
                        and v19.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
