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
from .user_profile_account_status import UserProfileAccountStatus
from .user_profile_player_status import UserProfilePlayerStatus
from .user_profile_player_status_reason import UserProfilePlayerStatusReason

_new = object.__new__
_user_profile_account_status = enum_of(UserProfileAccountStatus)
_user_profile_player_status = enum_of(UserProfilePlayerStatus)
_user_profile_player_status_reason = enum_of(UserProfilePlayerStatusReason)
_FIELDS = (
    Field("account_status", "accountStatus", False, True, write_enum),
    Field("player_status", "playerStatus", False, True, write_enum),
    Field("player_status_reason", "playerStatusReason", False, True, write_enum),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfileGdprInfo(Model):
    """Standing of an account, with the reason for it."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    account_status: UserProfileAccountStatus | None = None
    """Whether the account is open."""
    player_status: UserProfilePlayerStatus | None = None
    """What the account may do."""
    player_status_reason: UserProfilePlayerStatusReason | None = None
    """Why it may not do more."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("accountStatus")
        if value is None:
            absent += 1
            self.account_status = None
        else:
            self.account_status = _user_profile_account_status(value)
        value = get("playerStatus")
        if value is None:
            absent += 1
            self.player_status = None
        else:
            self.player_status = _user_profile_player_status(value)
        value = get("playerStatusReason")
        if value is None:
            absent += 1
            self.player_status_reason = None
        else:
            self.player_status_reason = _user_profile_player_status_reason(value)
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
