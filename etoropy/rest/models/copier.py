# Made by `python -m codegen` from openapi/pi_data.yaml; edit that file instead.
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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
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
