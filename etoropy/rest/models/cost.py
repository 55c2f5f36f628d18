# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    float_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
)
from .cost_type import CostType

_new = object.__new__
_cost_type = enum_of(CostType)
_FIELDS = (
    Field("cost_type", "costType", True, False, write_enum),
    Field("amount", "amount", True, False),
    Field("currency", "currency", True, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Cost(Model):
    """One kind of cost of an order."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    cost_type: CostType
    """What is paid for."""
    amount: float
    """How much, in currency."""
    currency: str
    """Currency of amount, three letters (ISO 4217)."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        absent = 0
        self.cost_type = _cost_type(d["costType"])
        value = d["amount"]
        self.amount = value if value.__class__ is float else float_of(value)
        self.currency = value = d["currency"]
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
        [n1, n2, n3] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.cost_type = _cost_type(d[n1])
                    self.amount = v2 = d[n2]
                    self.currency = v3 = d[n3]
                    self._rest = None
                    if v2.__class__ is float and v3 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
