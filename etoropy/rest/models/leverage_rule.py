# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    float_of,
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
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
