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
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.gcid = d["gcid"]
        self.real_cid = d["realCid"]
        self.demo_cid = d["demoCid"]
        self.username = d["username"]
        self.first_name = get("firstName")
        self.middle_name = get("middleName")
        self.last_name = get("lastName")
        value = get("playerLevel")
        self.player_level = None if value is None else _player_level(value)
        value = get("gender")
        self.gender = None if value is None else _gender(value)
        self.language = get("language")
        self.date_of_birth = get("dateOfBirth")
        self.avatar_url = get("avatarUrl")
        value = get("scopes")
        self.scopes = None if value is None else list(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
