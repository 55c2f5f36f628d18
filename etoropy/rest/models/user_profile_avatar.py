# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.url = get("url")
        self.width = get("width")
        self.height = get("height")
        value = get("type")
        self.avatar_type = None if value is None else _user_profile_avatar_type(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
