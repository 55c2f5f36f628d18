# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    MISFIT,
    Field,
    Model,
    date_text,
    float_of,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("instrument_id", "instrumentID", True, False),
    Field("ask", "ask", True, False),
    Field("bid", "bid", True, False),
    Field("last_execution", "lastExecution", True, False),
    Field("conversion_rate_ask", "conversionRateAsk", True, False),
    Field("conversion_rate_bid", "conversionRateBid", True, False),
    Field("date", "date", True, False, date_text),
    Field("price_rate_id", "priceRateID", True, False),
    Field("unit_margin", "unitMargin", False, False),
    Field("unit_margin_ask", "unitMarginAsk", False, False),
    Field("unit_margin_bid", "unitMarginBid", False, False),
    Field("bid_discounted", "bidDiscounted", False, False),
    Field("ask_discounted", "askDiscounted", False, False),
    Field("unit_margin_bid_discounted", "unitMarginBidDiscounted", False, False),
    Field("unit_margin_ask_discounted", "unitMarginAskDiscounted", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Rate(Model):
    """Current prices of an instrument. Prices are of one unit, in the instrument's currency."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    instrument_id: int
    """Id of the instrument."""
    ask: float
    """Rate at which a long position opens and a short one closes."""
    bid: float
    """Rate at which a short position opens and a long one closes."""
    last_execution: float
    """Rate of the last execution; it follows the bid side. 0 when there is none."""
    conversion_rate_ask: float
    """USD for one unit of the instrument's currency, ask side. 1 for instruments in USD."""
    conversion_rate_bid: float
    """USD for one unit of the instrument's currency, bid side. 1 for instruments in USD."""
    date: datetime
    """When this price was made, UTC, up to seven decimals of a second."""
    price_rate_id: int
    """Id of this price within eToro. Neither contiguous nor rising; not a sequence number."""
    unit_margin: float | None = None
    """Price of a unit in USD. Obsolete at eToro; multiply by the conversion rate."""
    unit_margin_ask: float | None = None
    """Ask of a unit in USD. Obsolete at eToro."""
    unit_margin_bid: float | None = None
    """Bid of a unit in USD. Obsolete at eToro."""
    bid_discounted: float | None = None
    """Bid for positions with a discount. Obsolete at eToro."""
    ask_discounted: float | None = None
    """Ask for positions with a discount. Obsolete at eToro."""
    unit_margin_bid_discounted: float | None = None
    """Discounted bid of a unit in USD. Obsolete at eToro."""
    unit_margin_ask_discounted: float | None = None
    """Discounted ask of a unit in USD. Obsolete at eToro."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.instrument_id = value = d["instrumentID"]
        if value is None:
            absent += 1
        value = d["ask"]
        self.ask = value if value.__class__ is float else float_of(value)
        value = d["bid"]
        self.bid = value if value.__class__ is float else float_of(value)
        value = d["lastExecution"]
        self.last_execution = value if value.__class__ is float else float_of(value)
        value = d["conversionRateAsk"]
        self.conversion_rate_ask = value if value.__class__ is float else float_of(value)
        value = d["conversionRateBid"]
        self.conversion_rate_bid = value if value.__class__ is float else float_of(value)
        value = d["date"]
        moment, length = read_iso(value), len(value)
        if length == 28 and moment.tzinfo is UTC:
            self.date = moment
            ticks += DIGITS[value[26]]
        elif length < 28 and moment.tzinfo is UTC:
            self.date = moment
        else:
            self.date = in_utc(moment)
            ticks += tick_of(value)
        self.price_rate_id = value = d["priceRateID"]
        if value is None:
            absent += 1
        value = get("unitMargin")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unit_margin = value
        value = get("unitMarginAsk")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unit_margin_ask = value
        value = get("unitMarginBid")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unit_margin_bid = value
        value = get("bidDiscounted")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.bid_discounted = value
        value = get("askDiscounted")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.ask_discounted = value
        value = get("unitMarginBidDiscounted")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unit_margin_bid_discounted = value
        value = get("unitMarginAskDiscounted")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.unit_margin_ask_discounted = value
        self._rest = None if len(d) == 15 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 15
        [n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    self.instrument_id = v1 = d[n1]
                    self.ask = v2 = d[n2]
                    self.bid = v3 = d[n3]
                    self.last_execution = v4 = d[n4]
                    self.conversion_rate_ask = v5 = d[n5]
                    self.conversion_rate_bid = v6 = d[n6]
                    value = d[n7]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.date = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.date = moment
                    else:
                        self.date = in_utc(moment)
                        ticks += tick_of(value)
                    self.price_rate_id = v8 = d[n8]
                    self.unit_margin = v9 = d[n9]
                    self.unit_margin_ask = v10 = d[n10]
                    self.unit_margin_bid = v11 = d[n11]
                    self.bid_discounted = v12 = d[n12]
                    self.ask_discounted = v13 = d[n13]
                    self.unit_margin_bid_discounted = v14 = d[n14]
                    self.unit_margin_ask_discounted = v15 = d[n15]
                    self._ticks = ticks
                    self._rest = None
                    if (
                        v1 is not None
                        and v2.__class__ is float
                        and v3.__class__ is float
                        and v4.__class__ is float
                        and v5.__class__ is float
                        and v6.__class__ is float
                        and v8 is not None
                        and v9.__class__ is float
                        and v10.__class__ is float
                        and v11.__class__ is float
                        and v12.__class__ is float
                        and v13.__class__ is float
                        and v14.__class__ is float
                        and v15.__class__ is float
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
