# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

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
    Field("instrument_id", "InstrumentID", True, False),
    Field("is_buy", "IsBuy", True, False),
    Field("leverage", "Leverage", True, False),
    Field("rate", "Rate", True, False),
    Field("amount", "Amount", False, False),
    Field("amount_in_units", "AmountInUnits", False, False),
    Field("stop_loss_rate", "StopLossRate", False, False),
    Field("take_profit_rate", "TakeProfitRate", False, False),
    Field("is_tsl_enabled", "IsTslEnabled", False, False),
    Field("is_no_stop_loss", "IsNoStopLoss", False, False),
    Field("is_no_take_profit", "IsNoTakeProfit", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OpenLimitOrderRequest(Model):
    """A v1 order to open a position once a rate is touched. Give either Amount or AmountInUnits."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""
    is_buy: bool
    """True for long, false for short."""
    leverage: int
    """Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed."""
    rate: float
    """Rate that sets the order off, in the instrument's currency; below the going rate for long, above for short."""
    amount: float | None = None
    """Money to put in, account currency (USD), before leverage. Not together with AmountInUnits."""
    amount_in_units: float | None = None
    """Units of the asset; for futures the underlying units. Not together with Amount."""
    stop_loss_rate: float | None = None
    """Rate at which the position is closed to limit a loss; worse than the going rate."""
    take_profit_rate: float | None = None
    """Rate at which the position is closed to take a profit; better than the going rate."""
    is_tsl_enabled: bool | None = None
    """Whether the stop loss trails the price. False when left out."""
    is_no_stop_loss: bool | None = None
    """True for no stop loss at all."""
    is_no_take_profit: bool | None = None
    """True for no take profit at all."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.instrument_id = value = d["InstrumentID"]
        if value is None:
            absent += 1
        self.is_buy = value = d["IsBuy"]
        if value is None:
            absent += 1
        self.leverage = value = d["Leverage"]
        if value is None:
            absent += 1
        value = d["Rate"]
        self.rate = value if value.__class__ is float else float_of(value)
        value = get("Amount")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.amount = value
        value = get("AmountInUnits")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.amount_in_units = value
        value = get("StopLossRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.stop_loss_rate = value
        value = get("TakeProfitRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.take_profit_rate = value
        self.is_tsl_enabled = value = get("IsTslEnabled")
        if value is None:
            absent += 1
        self.is_no_stop_loss = value = get("IsNoStopLoss")
        if value is None:
            absent += 1
        self.is_no_take_profit = value = get("IsNoTakeProfit")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 11 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
