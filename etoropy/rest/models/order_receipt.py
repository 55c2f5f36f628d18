# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("token", "token", False, False),
    Field("order_id", "orderId", True, False),
    Field("reference_id", "referenceId", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class OrderReceipt(Model):
    """Answer to a v2 order. Accepted, not filled."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    token: str | None = None
    """Id by which eToro traces the request, a UUID. Not an order id and good for no other call."""
    order_id: int
    """Id of the order."""
    reference_id: str
    """The x-request-id that the order was sent with, a UUID; lookup_order takes it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.token = value = get("token")
        if value is None:
            absent += 1
        self.order_id = value = d["orderId"]
        if value is None:
            absent += 1
        self.reference_id = value = d["referenceId"]
        if value is None:
            absent += 1
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 3
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.token = v1 = d["token"]
                    self.order_id = v2 = d["orderId"]
                    self.reference_id = v3 = d["referenceId"]
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
