# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_list,
    write_model,
)
from .user_profile import UserProfile

_new = object.__new__
_user_profile_list = UserProfile.from_dicts
_FIELDS = (Field("users", "users", True, False, write_list(write_model)),)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfiles(Model):
    """Profiles of the users asked for."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    users: list[UserProfile]
    """One profile for each user found."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        self.users = _user_profile_list(d["users"])
        self._rest = None if len(d) == 1 else rest_of(d, _KNOWN, _NOT_NULL)
        return self
