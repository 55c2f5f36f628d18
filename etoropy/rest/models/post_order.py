# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
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
    write_model,
)
from .post_direction import PostDirection
from .post_market import PostMarket
from .post_trade_type import PostTradeType

_new = object.__new__
_post_market = PostMarket.from_dict
_post_direction = enum_of(PostDirection)
_post_trade_type = enum_of(PostTradeType)
_FIELDS = (
    Field("order_type", "type", False, False, write_enum),
    Field("order_id", "orderId", False, False),
    Field("market", "market", False, False, write_model),
    Field("rate", "rate", False, False),
    Field("direction", "direction", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostOrder(Model):
    """An order that somebody placed and told of."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    order_type: PostTradeType | None = None
    """Whether it opens or closes a position."""
    order_id: int | None = None
    """Id of the order."""
    market: PostMarket | None = None
    """The instrument."""
    rate: float | None = None
    """Rate that the order waits for."""
    direction: PostDirection | None = None
    """To buy or to sell short."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("type")
        if value is None:
            absent += 1
            self.order_type = None
        else:
            self.order_type = _post_trade_type(value)
        self.order_id = value = get("orderId")
        if value is None:
            absent += 1
        value = get("market")
        if value is None:
            absent += 1
            self.market = None
        else:
            self.market = _post_market(value)
        value = get("rate")
        if value.__class__ is not float:
            if value is None:
                absent += 1
            else:
                value = float_of(value)
        self.rate = value
        value = get("direction")
        if value is None:
            absent += 1
            self.direction = None
        else:
            self.direction = _post_direction(value)
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
