# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
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
    write_list,
    write_model,
)
from .author_role import AuthorRole
from .avatar import Avatar

_new = object.__new__
_avatar = Avatar.from_dict
_author_role = enum_of(AuthorRole)
_FIELDS = (
    Field("id", "id", True, False),
    Field("username", "username", False, False),
    Field("first_name", "firstName", False, False),
    Field("last_name", "lastName", False, False),
    Field("avatar", "avatar", False, False, write_model),
    Field("roles", "roles", False, False, write_list(write_enum)),
    Field("is_blocked", "isBlocked", False, False),
    Field("is_private", "isPrivate", False, False),
    Field("country_code", "countryCode", False, False),
    Field("pi_level", "piLevel", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Author(Model):
    """Somebody who posts, comments, likes or is mentioned."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: str
    """Global customer id, as text."""
    username: str | None = None
    """User name, unique and public."""
    first_name: str | None = None
    """First name, if it may be shown."""
    last_name: str | None = None
    """Last name, if it may be shown."""
    avatar: Avatar | None = None
    """Their picture."""
    roles: list[AuthorRole] | None = None
    """What they are on eToro."""
    is_blocked: bool | None = None
    """Whether they block the one who asks."""
    is_private: bool | None = None
    """Whether their profile is private."""
    country_code: int | None = None
    """Country as an ISO 3166 number, such as 276 for Germany."""
    pi_level: int | None = None
    """Level in the popular investor programme, 0 for non-members."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = d["id"]
        if value is None:
            absent += 1
        self.username = value = get("username")
        if value is None:
            absent += 1
        self.first_name = value = get("firstName")
        if value is None:
            absent += 1
        self.last_name = value = get("lastName")
        if value is None:
            absent += 1
        value = get("avatar")
        if value is None:
            absent += 1
            self.avatar = None
        else:
            self.avatar = _avatar(value)
        value = get("roles")
        if value is None:
            absent += 1
            self.roles = None
        else:
            self.roles = [_author_role(item) for item in value]
        self.is_blocked = value = get("isBlocked")
        if value is None:
            absent += 1
        self.is_private = value = get("isPrivate")
        if value is None:
            absent += 1
        self.country_code = value = get("countryCode")
        if value is None:
            absent += 1
        self.pi_level = value = get("piLevel")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 10 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
