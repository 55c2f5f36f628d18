# Made by `python -m codegen` from openapi/identity.yaml; edit that file instead.
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
from .gender import Gender
from .player_level import PlayerLevel

_new = object.__new__
_gender = enum_of(Gender)
_player_level = enum_of(PlayerLevel)
_FIELDS = (
    Field("gcid", "gcid", True, False),
    Field("real_cid", "realCid", True, False),
    Field("demo_cid", "demoCid", True, False),
    Field("username", "username", True, False),
    Field("first_name", "firstName", False, True),
    Field("middle_name", "middleName", False, True),
    Field("last_name", "lastName", False, True),
    Field("player_level", "playerLevel", False, False, write_enum),
    Field("gender", "gender", False, False, write_enum),
    Field("language", "language", False, False),
    Field("date_of_birth", "dateOfBirth", False, False),
    Field("avatar_url", "avatarUrl", False, True),
    Field("scopes", "scopes", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Me(Model):
    """The user behind the keys."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    gcid: int
    """Id of the customer over all accounts."""
    real_cid: int
    """Id of the customer on the real account; the CID of its answers."""
    demo_cid: int
    """Id of the customer on the demo account; the CID of its answers."""
    username: str
    """User name, unique at eToro."""
    first_name: str | None = None
    """First name."""
    middle_name: str | None = None
    """Middle name."""
    last_name: str | None = None
    """Last name."""
    player_level: PlayerLevel | None = None
    """Tier in eToro's club."""
    gender: Gender | None = None
    """Gender that the user gave."""
    language: int | None = None
    """Id of the language; 1 English, 2 German."""
    date_of_birth: str | None = None
    """Day of birth, YYYY-MM-DD. The format is not promised, so it stays a string."""
    avatar_url: str | None = None
    """Address of the profile picture."""
    scopes: list[str] | None = None
    """What the keys may do, such as etoro-public:trade.demo:write."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.gcid = value = d["gcid"]
        if value is None:
            absent += 1
        self.real_cid = value = d["realCid"]
        if value is None:
            absent += 1
        self.demo_cid = value = d["demoCid"]
        if value is None:
            absent += 1
        self.username = value = d["username"]
        if value is None:
            absent += 1
        self.first_name = value = get("firstName")
        if value is None:
            absent += 1
        self.middle_name = value = get("middleName")
        if value is None:
            absent += 1
        self.last_name = value = get("lastName")
        if value is None:
            absent += 1
        value = get("playerLevel")
        if value is None:
            absent += 1
            self.player_level = None
        else:
            self.player_level = _player_level(value)
        value = get("gender")
        if value is None:
            absent += 1
            self.gender = None
        else:
            self.gender = _gender(value)
        self.language = value = get("language")
        if value is None:
            absent += 1
        self.date_of_birth = value = get("dateOfBirth")
        if value is None:
            absent += 1
        self.avatar_url = value = get("avatarUrl")
        if value is None:
            absent += 1
        value = get("scopes")
        if value is None:
            absent += 1
            self.scopes = None
        else:
            self.scopes = list(value)
        self._rest = None if len(d) == 13 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
