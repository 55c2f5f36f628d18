# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    float_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
    write_model,
)
from .position_opening import PositionOpening
from .position_state import PositionState

_new = object.__new__
_position_opening = PositionOpening.from_dict
_position_state = enum_of(PositionState)
_FIELDS = (
    Field("position_id", "positionId", True, False),
    Field("state", "state", True, False, write_enum),
    Field("invested_amount_currency", "investedAmountCurrency", False, False),
    Field("initial_exposure_account_currency", "initialExposureAccountCurrency", False, False),
    Field("initial_exposure_asset_currency", "initialExposureAssetCurrency", False, False),
    Field("added_funds", "addedFunds", False, False),
    Field("margin_account_currency", "marginAccountCurrency", False, False),
    Field("margin_asset_currency", "marginAssetCurrency", False, False),
    Field("remaining_units", "remainingUnits", False, False),
    Field("remaining_contracts", "remainingContracts", False, True),
    Field("stop_loss_rate", "stopLossRate", False, True),
    Field("take_profit_rate", "takeProfitRate", False, True),
    Field("opening_data", "openingData", False, True, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class PositionExecution(Model):
    """A position that a v2 order opened or closed."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    position_id: int
    """Id of the position."""
    state: PositionState
    """Whether it is still open. The only thing here that changes when it is closed."""
    invested_amount_currency: float | None = None
    """Money put in, account currency (USD)."""
    initial_exposure_account_currency: float | None = None
    """What the units were worth when opened, account currency (USD)."""
    initial_exposure_asset_currency: float | None = None
    """What the units were worth when opened, in the instrument's currency."""
    added_funds: float | None = None
    """Margin added since, account currency (USD)."""
    margin_account_currency: float | None = None
    """Money that secures it, account currency (USD)."""
    margin_asset_currency: float | None = None
    """Money that secures it, in the instrument's currency."""
    remaining_units: float | None = None
    """Units still held."""
    remaining_contracts: float | None = None
    """Contracts still held, for futures."""
    stop_loss_rate: float | None = None
    """Rate of the stop loss; null when none is set."""
    take_profit_rate: float | None = None
    """Rate of the take profit; null when none is set."""
    opening_data: PositionOpening | None = None
    """How it was opened."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.position_id = value = d["positionId"]
        if value is None:
            absent += 1
        self.state = _position_state(d["state"])
        value = get("investedAmountCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.invested_amount_currency = value
        value = get("initialExposureAccountCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_exposure_account_currency = value
        value = get("initialExposureAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.initial_exposure_asset_currency = value
        value = get("addedFunds")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.added_funds = value
        value = get("marginAccountCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.margin_account_currency = value
        value = get("marginAssetCurrency")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.margin_asset_currency = value
        value = get("remainingUnits")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.remaining_units = value
        value = get("remainingContracts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.remaining_contracts = value
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
        value = get("openingData")
        if value is None:
            absent += 1
            self.opening_data = None
        else:
            self.opening_data = _position_opening(value)
        self._rest = None if len(d) == 13 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 13
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                try:
                    self.position_id = v1 = d[n1]
                    self.state = _position_state(d[n2])
                    self.invested_amount_currency = v3 = d[n3]
                    self.initial_exposure_account_currency = v4 = d[n4]
                    self.initial_exposure_asset_currency = v5 = d[n5]
                    self.added_funds = v6 = d[n6]
                    self.margin_account_currency = v7 = d[n7]
                    self.margin_asset_currency = v8 = d[n8]
                    self.remaining_units = v9 = d[n9]
                    self.remaining_contracts = v10 = d[n10]
                    self.stop_loss_rate = v11 = d[n11]
                    self.take_profit_rate = v12 = d[n12]
                    value = d.get(n13)
                    if value is None:
                        absent += 1
                        self.opening_data = None
                    else:
                        self.opening_data = _position_opening(value)
                    self._rest = None
                    if (
                        len(d) == size - absent
                        and v1 is not None
                        and v3.__class__ is float
                        and v4.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v7.__class__ is float
                        and v8.__class__ is float
                        and v9.__class__ is float
                        and v10.__class__ is float
                        and v11.__class__ is float
                        and v12.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
