# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
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

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 11
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.instrument_id = v1 = d["InstrumentID"]
                    self.is_buy = v2 = d["IsBuy"]
                    self.leverage = v3 = d["Leverage"]
                    self.rate = v4 = d["Rate"]
                    self.amount = v5 = d["Amount"]
                    self.amount_in_units = v6 = d["AmountInUnits"]
                    self.stop_loss_rate = v7 = d["StopLossRate"]
                    self.take_profit_rate = v8 = d["TakeProfitRate"]
                    self.is_tsl_enabled = v9 = d["IsTslEnabled"]
                    self.is_no_stop_loss = v10 = d["IsNoStopLoss"]
                    self.is_no_take_profit = v11 = d["IsNoTakeProfit"]
                    self._rest = None
                    if (
                        v1 is not None
                        and v2 is not None
                        and v3 is not None
                        and v4.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v7.__class__ is float
                        and v8.__class__ is float
                        and v9 is not None
                        and v10 is not None
                        and v11 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
