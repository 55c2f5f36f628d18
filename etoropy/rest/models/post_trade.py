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
    Field("trade_type", "type", False, False, write_enum),
    Field("position_id", "positionId", False, False),
    Field("market", "market", False, False, write_model),
    Field("gain", "gain", False, False),
    Field("rate", "rate", False, False),
    Field("direction", "direction", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostTrade(Model):
    """A position that somebody opened or closed and told of."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    trade_type: PostTradeType | None = None
    """Whether it was opened or closed."""
    position_id: int | None = None
    """Id of the position."""
    market: PostMarket | None = None
    """The instrument."""
    gain: float | None = None
    """Profit in percent; negative for a loss."""
    rate: float | None = None
    """Rate at which it was opened or closed."""
    direction: PostDirection | None = None
    """Bought or sold short."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        value = get("type")
        self.trade_type = None if value is None else _post_trade_type(value)
        self.position_id = get("positionId")
        value = get("market")
        self.market = None if value is None else _post_market(value)
        value = get("gain")
        self.gain = value if value.__class__ is float or value is None else float_of(value)
        value = get("rate")
        self.rate = value if value.__class__ is float or value is None else float_of(value)
        value = get("direction")
        self.direction = None if value is None else _post_direction(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
