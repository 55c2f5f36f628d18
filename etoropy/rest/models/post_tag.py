# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .post_market import PostMarket

_new = object.__new__
_post_market = PostMarket.from_dict
_FIELDS = (Field("market", "market", False, False, write_model),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostTag(Model):
    """An instrument that a post or comment is about."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    market: PostMarket | None = None
    """The instrument."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        value = get("market")
        self.market = None if value is None else _post_market(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
