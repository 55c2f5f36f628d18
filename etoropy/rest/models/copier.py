# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
)
from .copier_age import CopierAge
from .copier_amount import CopierAmount
from .copier_since import CopierSince

_new = object.__new__
_copier_age = enum_of(CopierAge)
_copier_amount = enum_of(CopierAmount)
_copier_since = enum_of(CopierSince)
_FIELDS = (
    Field("gender", "Gender", False, False),
    Field("club", "Club", False, False),
    Field("country", "Country", False, False),
    Field("copy_started_at_category", "CopyStartedAtCategory", False, False, write_enum),
    Field("amount_category", "AmountCategory", False, False, write_enum),
    Field("age_category", "AgeCategory", False, False, write_enum),
    Field("copy_realized_equity_pnl", "CopyRealizedEquity_pnl", False, False),
    Field("available_copy_balance", "AvailableCopyBalance", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Copier(Model):
    """One anonymous copier."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    gender: str | None = None
    """Gender as a letter, such as M or F."""
    club: str | None = None
    """Level in eToro's club, such as Gold."""
    country: str | None = None
    """English name of the country they live in."""
    copy_started_at_category: CopierSince | None = None
    """How long they have been copying, as a bracket."""
    amount_category: CopierAmount | None = None
    """Money put into the copy, as a bracket."""
    age_category: CopierAge | None = None
    """Their age in years, as a bracket."""
    copy_realized_equity_pnl: str | None = None
    """Realised profit or loss of the copy, an amount of money as decimal text."""
    available_copy_balance: str | None = None
    """Money in the copy that is not invested, as decimal text."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.gender = value = get("Gender")
        if value is None:
            absent += 1
        self.club = value = get("Club")
        if value is None:
            absent += 1
        self.country = value = get("Country")
        if value is None:
            absent += 1
        value = get("CopyStartedAtCategory")
        if value is None:
            absent += 1
            self.copy_started_at_category = None
        else:
            self.copy_started_at_category = _copier_since(value)
        value = get("AmountCategory")
        if value is None:
            absent += 1
            self.amount_category = None
        else:
            self.amount_category = _copier_amount(value)
        value = get("AgeCategory")
        if value is None:
            absent += 1
            self.age_category = None
        else:
            self.age_category = _copier_age(value)
        self.copy_realized_equity_pnl = value = get("CopyRealizedEquity_pnl")
        if value is None:
            absent += 1
        self.available_copy_balance = value = get("AvailableCopyBalance")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 8 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 8
        [n1, n2, n3, n4, n5, n6, n7, n8] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.gender = v1 = d[n1]
                    self.club = v2 = d[n2]
                    self.country = v3 = d[n3]
                    self.copy_started_at_category = _copier_since(d[n4])
                    self.amount_category = _copier_amount(d[n5])
                    self.age_category = _copier_age(d[n6])
                    self.copy_realized_equity_pnl = v7 = d[n7]
                    self.available_copy_balance = v8 = d[n8]
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None and v7 is not None and v8 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
