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
    Field("open_time", "openTime", False, False, date_text),
    Field("order_id", "orderId", False, False),
    Field("execution_time", "executionTime", False, False, date_text),
    Field("units", "units", False, True),
    Field("contracts", "contracts", False, True),
    Field("avg_price", "avgPrice", True, False),
    Field("avg_conversion_rate", "avgConversionRate", False, False),
    Field("market_spread", "marketSpread", False, False),
    Field("markup", "markup", False, False),
    Field("price_id", "priceId", False, False),
    Field("fees", "fees", False, False),
    Field("taxes", "taxes", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PositionOpening(Model):
    """How a position was opened."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    open_time: datetime | None = None
    """When it was opened, UTC."""
    order_id: int | None = None
    """Id of the order that opened it."""
    execution_time: datetime | None = None
    """When the order was carried out, UTC."""
    units: float | None = None
    """Units opened."""
    contracts: float | None = None
    """Contracts opened, for futures."""
    avg_price: float
    """Average rate over all parts of the fill, in the instrument's currency."""
    avg_conversion_rate: float | None = None
    """USD for one unit of the instrument's currency, average over the fill."""
    market_spread: float | None = None
    """Difference of ask and bid in the market, in the instrument's currency."""
    markup: float | None = None
    """What eToro added to that difference."""
    price_id: int | None = None
    """Id of the price it was filled at; the priceRateID of rates."""
    fees: float | None = None
    """Fees of the fill, account currency (USD)."""
    taxes: float | None = None
    """Taxes of the fill, account currency (USD)."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        value = get("openTime")
        if value is None:
            self.open_time = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.open_time = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.open_time = moment
            else:
                self.open_time = in_utc(moment)
                ticks += tick_of(value)
        self.order_id = value = get("orderId")
        if value is None:
            absent += 1
        value = get("executionTime")
        if value is None:
            self.execution_time = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.execution_time = moment
                ticks += DIGITS[value[26]] * 10
            elif length < 28 and moment.tzinfo is UTC:
                self.execution_time = moment
            else:
                self.execution_time = in_utc(moment)
                ticks += tick_of(value) * 10
        value = get("units")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.units = value
        value = get("contracts")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.contracts = value
        value = d["avgPrice"]
        self.avg_price = value if value.__class__ is float else float_of(value)
        value = get("avgConversionRate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.avg_conversion_rate = value
        value = get("marketSpread")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.market_spread = value
        value = get("markup")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.markup = value
        self.price_id = value = get("priceId")
        if value is None:
            absent += 1
        value = get("fees")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.fees = value
        value = get("taxes")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.taxes = value
        self._rest = None if len(d) == 12 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self
