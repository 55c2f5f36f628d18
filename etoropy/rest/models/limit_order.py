# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
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
    Field("order_id", "orderID", False, False, also="orderId"),
    Field("cid", "CID", False, False, also="cid"),
    Field("open_date_time", "openDateTime", False, False, date_text),
    Field("instrument_id", "instrumentID", False, False, also="instrumentId"),
    Field("is_buy", "isBuy", False, False),
    Field("take_profit_rate", "takeProfitRate", False, False),
    Field("stop_loss_rate", "stopLossRate", False, False),
    Field("rate", "rate", False, False),
    Field("amount", "amount", False, False),
    Field("leverage", "leverage", False, False),
    Field("units", "units", False, False),
    Field("is_tsl_enabled", "isTslEnabled", False, False),
    Field("execution_type", "executionType", False, False),
    Field("is_discounted", "isDiscounted", False, False),
    Field("is_no_take_profit", "isNoTakeProfit", False, False),
    Field("is_no_stop_loss", "isNoStopLoss", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_ALSO = {
    "orderId": "orderID",
    "cid": "CID",
    "instrumentId": "instrumentID",
}


@define(kw_only=True, weakref_slot=False)
class LimitOrder(Model):
    """An order that waits for its rate. No key is required: eToro's portfolio example spells the ids orderID, its
    profit and loss schema orderId, and one order must not make the whole portfolio unreadable."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    order_id: int | None = None
    """Id of the order."""
    cid: int | None = None
    """Id of the customer."""
    open_date_time: datetime | None = None
    """When the order was taken, UTC."""
    instrument_id: int | None = None
    """Id of the instrument."""
    is_buy: bool | None = None
    """True for long, false for short."""
    take_profit_rate: float | None = None
    """Rate of the take profit once open; 0 when none is set."""
    stop_loss_rate: float | None = None
    """Rate of the stop loss once open; 0, 0.0001 or 0.00001 when none is set."""
    rate: float | None = None
    """Rate that sets the order off, in the instrument's currency."""
    amount: float | None = None
    """Money to put in, account currency (USD), before leverage."""
    leverage: int | None = None
    """Multiplier of the money put in."""
    units: float | None = None
    """Units to open; above 0 they outrank amount."""
    is_tsl_enabled: bool | None = None
    """Whether the stop loss will trail the price."""
    execution_type: int | None = None
    """How the order is carried out, as eToro numbers it."""
    is_discounted: bool | None = None
    """Obsolete at eToro; whether discounted rates apply."""
    is_no_take_profit: bool | None = None
    """True when no take profit is set."""
    is_no_stop_loss: bool | None = None
    """True when no stop loss is set."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        ticks = 0
        value = get("orderID")
        if value is None:
            value = get("orderId")
        self.order_id = value
        value = get("CID")
        if value is None:
            value = get("cid")
        self.cid = value
        value = get("openDateTime")
        if value is None:
            self.open_date_time = None
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.open_date_time = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.open_date_time = moment
            else:
                self.open_date_time = in_utc(moment)
                ticks += tick_of(value)
        value = get("instrumentID")
        if value is None:
            value = get("instrumentId")
        self.instrument_id = value
        self.is_buy = get("isBuy")
        value = get("takeProfitRate")
        self.take_profit_rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("stopLossRate")
        self.stop_loss_rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("rate")
        self.rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("amount")
        self.amount = value if value.__class__ is float or value is None else float_of(value)
        self.leverage = get("leverage")
        value = get("units")
        self.units = value if value.__class__ is float or value is None else float_of(value)
        self.is_tsl_enabled = get("isTslEnabled")
        self.execution_type = get("executionType")
        self.is_discounted = get("isDiscounted")
        self.is_no_take_profit = get("isNoTakeProfit")
        self.is_no_stop_loss = get("isNoStopLoss")
        self._rest = rest_of(d, _KNOWN, _NOT_NULL, _ALSO) if None in d.values() or not d.keys() <= _KNOWN else None
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
