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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        value = get("type")
        self.order_type = None if value is None else _post_trade_type(value)
        self.order_id = get("orderId")
        value = get("market")
        self.market = None if value is None else _post_market(value)
        value = get("rate")
        self.rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("direction")
        self.direction = None if value is None else _post_direction(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
