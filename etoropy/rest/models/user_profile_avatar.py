# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
from .user_profile_avatar_type import UserProfileAvatarType

_new = object.__new__
_user_profile_avatar_type = enum_of(UserProfileAvatarType)
_FIELDS = (
    Field("url", "url", False, False),
    Field("width", "width", False, False),
    Field("height", "height", False, False),
    Field("avatar_type", "type", False, False, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfileAvatar(Model):
    """A user's picture in one size."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    url: str | None = None
    """Address of the picture."""
    width: int | None = None
    """Width in pixels."""
    height: int | None = None
    """Height in pixels."""
    avatar_type: UserProfileAvatarType | None = None
    """What was done to the picture."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.url = value = get("url")
        if value is None:
            absent += 1
        self.width = value = get("width")
        if value is None:
            absent += 1
        self.height = value = get("height")
        if value is None:
            absent += 1
        value = get("type")
        if value is None:
            absent += 1
            self.avatar_type = None
        else:
            self.avatar_type = _user_profile_avatar_type(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
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
                try:
                    self.url = v1 = d[n1]
                    self.width = v2 = d[n2]
                    self.height = v3 = d[n3]
                    self.avatar_type = _user_profile_avatar_type(d[n4])
                    self._rest = None
                    if v1 is not None and v2 is not None and v3 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
