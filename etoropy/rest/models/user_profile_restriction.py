# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    MISFIT,
    Field,
    Model,
    date_text,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("cid", "CID", False, False),
    Field("restriction_type_id", "restrictionTypeID", False, False),
    Field("reason_id", "reasonID", False, False),
    Field("occurred", "occured", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfileRestriction(Model):
    """A restriction laid on an account."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    cid: int | None = None
    """Customer id of the account."""
    restriction_type_id: int | None = None
    """What is restricted, as a number that eToro does not explain."""
    reason_id: int | None = None
    """Why, as a number that eToro does not explain."""
    occurred: datetime | None = None
    """UTC time since which it holds. The wire name is misspelt."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        self.cid = value = get("CID")
        if value is None:
            absent += 1
        self.restriction_type_id = value = get("restrictionTypeID")
        if value is None:
            absent += 1
        self.reason_id = value = get("reasonID")
        if value is None:
            absent += 1
        value = get("occured")
        if value is None:
            self.occurred = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.occurred = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.occurred = moment
            else:
                self.occurred = in_utc(moment)
                ticks += tick_of(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 4
        [n1, n2, n3, n4] = names_in(items, _WIRES)
        for d in items:
            if len(d) == size:
                self = _new(cls)
                ticks = 0
                try:
                    self.cid = v1 = d[n1]
                    self.restriction_type_id = v2 = d[n2]
                    self.reason_id = v3 = d[n3]
                    value = d[n4]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.occurred = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.occurred = moment
                    else:
                        self.occurred = in_utc(moment)
                        ticks += tick_of(value)
                    self._ticks = ticks
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
