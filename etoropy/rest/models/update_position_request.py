# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    float_of,
    rest_of,
    wire_names,
    write_enum,
)
from .stop_loss_type import StopLossType

_new = object.__new__
_stop_loss_type = enum_of(StopLossType)
_FIELDS = (
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("stop_loss_type", "stopLossType", False, False, write_enum),
    Field("clear_stop_loss", "clearStopLoss", False, False),
    Field("clear_take_profit", "clearTakeProfit", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UpdatePositionRequest(Model):
    """A change to the stop loss or take profit of an open position; at least one field."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    stop_loss_rate: float | None = None
    """New rate of the stop loss, in the instrument's currency."""
    take_profit_rate: float | None = None
    """New rate of the take profit, in the instrument's currency."""
    stop_loss_type: StopLossType | None = None
    """Whether the stop loss stays or trails from now on."""
    clear_stop_loss: bool | None = None
    """True removes the stop loss."""
    clear_take_profit: bool | None = None
    """True removes the take profit."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("stopLossRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_rate = value
        value = get("takeProfitRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.take_profit_rate = value
        value = get("stopLossType")
        if value is None:
            absent += 1
            self.stop_loss_type = None
        else:
            self.stop_loss_type = _stop_loss_type(value)
        self.clear_stop_loss = value = get("clearStopLoss")
        if value is None:
            absent += 1
        self.clear_take_profit = value = get("clearTakeProfit")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
