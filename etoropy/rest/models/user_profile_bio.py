# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
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

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 5
        for d in items:
            if len(d) == size:
                self = _new(cls)
                try:
                    self.gcid = v1 = d["gcid"]
                    self.language_code = v2 = d["languageCode"]
                    self.about_me = v3 = d["aboutMe"]
                    self.about_me_short = v4 = d["aboutMeShort"]
                    self.strategy_id = v5 = d["strategyID"]
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None and v4 is not None and v5 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
