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
)

_new = object.__new__
_FIELDS = (
    Field("settlement_type", "settlementType", True, False),
    Field("direction", "direction", True, False),
    Field("leverage_values", "leverageValues", True, False),
    Field("is_potential", "isPotential", False, False),
    Field("min_position_amount", "minPositionAmount", False, False),
    Field("allow_edit_stop_loss", "allowEditStopLoss", False, False),
    Field("min_stop_loss_percentage", "minStopLossPercentage", False, False),
    Field("max_stop_loss_percentage", "maxStopLossPercentage", False, False),
    Field("default_stop_loss_percentage", "defaultStopLossPercentage", False, False),
    Field("allow_edit_take_profit", "allowEditTakeProfit", False, False),
    Field("min_take_profit_percentage", "minTakeProfitPercentage", False, False),
    Field("max_take_profit_percentage", "maxTakeProfitPercentage", False, False),
    Field("default_take_profit_percentage", "defaultTakeProfitPercentage", False, False),
    Field("allow_stop_loss_take_profit", "allowStopLossTakeProfit", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class LeverageRule(Model):
    """Bounds for positions of one settlement and direction. Percentages of stops and targets are of the money that
    secures the position."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    settlement_type: str
    """What the position consists of, such as CFD or REAL; compare case aside."""
    direction: str
    """LONG or SHORT; compare case aside."""
    leverage_values: list[int]
    """Multipliers that are allowed."""
    is_potential: bool | None = None
    """True when the user must answer a questionnaire at eToro before this is allowed."""
    min_position_amount: float | None = None
    """Least money to put in, before leverage, in the answer's currency."""
    allow_edit_stop_loss: bool | None = None
    """Whether the stop loss may be changed later."""
    min_stop_loss_percentage: float | None = None
    """Nearest stop loss, percentage."""
    max_stop_loss_percentage: float | None = None
    """Farthest stop loss, percentage."""
    default_stop_loss_percentage: float | None = None
    """Stop loss when none is given, percentage."""
    allow_edit_take_profit: bool | None = None
    """Whether the take profit may be changed later."""
    min_take_profit_percentage: float | None = None
    """Nearest take profit, percentage."""
    max_take_profit_percentage: float | None = None
    """Farthest take profit, percentage."""
    default_take_profit_percentage: float | None = None
    """Take profit when none is given, percentage."""
    allow_stop_loss_take_profit: bool | None = None
    """Whether stops and targets may be set at all."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.settlement_type = value = d["settlementType"]
        if value is None:
            absent += 1
        self.direction = value = d["direction"]
        if value is None:
            absent += 1
        self.leverage_values = list(d["leverageValues"])
        self.is_potential = value = get("isPotential")
        if value is None:
            absent += 1
        value = get("minPositionAmount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.min_position_amount = value
        self.allow_edit_stop_loss = value = get("allowEditStopLoss")
        if value is None:
            absent += 1
        value = get("minStopLossPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.min_stop_loss_percentage = value
        value = get("maxStopLossPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.max_stop_loss_percentage = value
        value = get("defaultStopLossPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.default_stop_loss_percentage = value
        self.allow_edit_take_profit = value = get("allowEditTakeProfit")
        if value is None:
            absent += 1
        value = get("minTakeProfitPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.min_take_profit_percentage = value
        value = get("maxTakeProfitPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.max_take_profit_percentage = value
        value = get("defaultTakeProfitPercentage")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.default_take_profit_percentage = value
        self.allow_stop_loss_take_profit = value = get("allowStopLossTakeProfit")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 14 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 14
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.settlement_type = v1 = d[n1]
                    self.direction = v2 = d[n2]
                    self.leverage_values = list(d[n3])
                    self.is_potential = v4 = d[n4]
                    self.min_position_amount = v5 = d[n5]
                    self.allow_edit_stop_loss = v6 = d[n6]
                    self.min_stop_loss_percentage = v7 = d[n7]
                    self.max_stop_loss_percentage = v8 = d[n8]
                    self.default_stop_loss_percentage = v9 = d[n9]
                    self.allow_edit_take_profit = v10 = d[n10]
                    self.min_take_profit_percentage = v11 = d[n11]
                    self.max_take_profit_percentage = v12 = d[n12]
                    self.default_take_profit_percentage = v13 = d[n13]
                    self.allow_stop_loss_take_profit = v14 = d[n14]
                    self._rest = None
                    if (
                        v1 is not None
                        and v2 is not None
                        and v4 is not None
                        and v5.__class__ is float
                        and v6 is not None
                        and v7.__class__ is float
                        and v8.__class__ is float
                        and v9.__class__ is float
                        and v10 is not None
                        and v11.__class__ is float
                        and v12.__class__ is float
                        and v13.__class__ is float
                        and v14 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
