# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
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
from .accepted_open_order import AcceptedOpenOrder

_new = object.__new__
_accepted_open_order = AcceptedOpenOrder.from_dict
_FIELDS = (
    Field("order_for_open", "orderForOpen", True, False, write_model),
    Field("token", "token", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OpenOrderReply(Model):
    """Answer to a v1 order to open. Accepted, not filled."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    order_for_open: AcceptedOpenOrder
    """The order as eToro took it."""
    token: str | None = None
    """Id by which eToro traces the request, a UUID. Not an order id and good for no other call."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.order_for_open = _accepted_open_order(d["orderForOpen"])
        self.token = value = get("token")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
