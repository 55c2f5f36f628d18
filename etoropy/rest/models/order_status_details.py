# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
)
from .order_status import OrderStatus

_new = object.__new__
_order_status = enum_of(OrderStatus)
_FIELDS = (
    Field("id", "id", True, False, write_enum),
    Field("name", "name", False, False),
    Field("error_code", "errorCode", False, True),
    Field("error_message", "errorMessage", False, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OrderStatusDetails(Model):
    """How far a v2 order has come."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: OrderStatus
    """The status as a number; go by this one."""
    name: str | None = None
    """The status as a word, such as Filled."""
    error_code: int | None = None
    """Why it was refused, such as 604; 0 when it was not."""
    error_message: str | None = None
    """The same as a sentence."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = _order_status(d["id"])
        self.name = value = get("name")
        if value is None:
            absent += 1
        self.error_code = value = get("errorCode")
        if value is None:
            absent += 1
        self.error_message = value = get("errorMessage")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
