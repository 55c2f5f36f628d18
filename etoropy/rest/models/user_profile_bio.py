# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
)

_new = object.__new__
_FIELDS = (
    Field("gcid", "gcid", False, False),
    Field("language_code", "languageCode", False, True),
    Field("about_me", "aboutMe", False, True),
    Field("about_me_short", "aboutMeShort", False, True),
    Field("strategy_id", "strategyID", False, True),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfileBio(Model):
    """What a user says about themselves."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    gcid: int | None = None
    """Global customer id of the user."""
    language_code: str | None = None
    """ISO code of the language it is written in."""
    about_me: str | None = None
    """The text at length."""
    about_me_short: str | None = None
    """The text in brief."""
    strategy_id: int | None = None
    """Id of the trading strategy they name as theirs."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.gcid = value = get("gcid")
        if value is None:
            absent += 1
        self.language_code = value = get("languageCode")
        if value is None:
            absent += 1
        self.about_me = value = get("aboutMe")
        if value is None:
            absent += 1
        self.about_me_short = value = get("aboutMeShort")
        if value is None:
            absent += 1
        self.strategy_id = value = get("strategyID")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
