# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
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
from .user_profile_avatar import UserProfileAvatar
from .user_profile_bio import UserProfileBio
from .user_profile_gdpr_info import UserProfileGdprInfo
from .user_profile_restriction import UserProfileRestriction

_new = object.__new__
_user_profile_avatar_list = UserProfileAvatar.from_dicts
_user_profile_bio = UserProfileBio.from_dict
_user_profile_gdpr_info = UserProfileGdprInfo.from_dict
_user_profile_restriction_list = UserProfileRestriction.from_dicts
_FIELDS = (
    Field("gcid", "gcid", True, False),
    Field("real_cid", "realCID", False, False),
    Field("demo_cid", "demoCID", False, True),
    Field("username", "username", True, False),
    Field("language", "language", False, True),
    Field("language_iso_code", "languageIsoCode", False, False),
    Field("country", "country", False, True),
    Field("allow_display_full_name", "allowDisplayFullName", False, False),
    Field("user_bio", "userBio", False, False, write_model),
    Field("white_label", "whiteLabel", False, True),
    Field("opt_out", "optOut", False, False),
    Field("homepage", "homepage", False, True),
    Field("player_status", "playerStatus", False, True),
    Field("pi_level", "piLevel", False, True),
    Field("is_pi", "isPi", False, False),
    Field("avatars", "avatars", False, False, write_list(write_model)),
    Field("master_account_cid", "masterAccountCid", False, True),
    Field("account_type", "accountType", False, True),
    Field("fund_type", "fundType", False, True),
    Field("is_verified", "isVerified", False, False),
    Field("verification_level", "verificationLevel", False, False),
    Field("account_status", "accountStatus", False, True),
    Field("gdpr_info", "gdprInfo", False, True, write_model),
    Field("first_name", "firstName", False, True),
    Field("middle_name", "middleName", False, True),
    Field("last_name", "lastName", False, True),
    Field("about_me", "aboutMe", False, True),
    Field("about_me_short", "aboutMeShort", False, True),
    Field("customer_restrictions", "customerRestrictions", False, True, write_list(write_model)),
    Field("user_flow_signature", "userFlowSignature", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserProfile(Model):
    """Who a user is, as far as they let it be seen, and the standing of their account."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    gcid: int
    """Global customer id, one for each person across all of eToro."""
    real_cid: int | None = None
    """Customer id of the real account."""
    demo_cid: int | None = None
    """Customer id of the demo account, if there is one."""
    username: str
    """User name, unique and public."""
    language: int | None = None
    """eToro's id of the language they prefer."""
    language_iso_code: str | None = None
    """The language they prefer as an ISO code, such as en-GB."""
    country: int | None = None
    """eToro's id of the country they registered in."""
    allow_display_full_name: bool | None = None
    """Whether their full name may be shown; when false, the names are missing."""
    user_bio: UserProfileBio | None = None
    """What they say about themselves."""
    white_label: int | None = None
    """Id of the partner through whom they came, if any."""
    opt_out: bool | None = None
    """Whether they declined to have a public profile."""
    homepage: int | None = None
    """Id of the page they start on; eToro explains no further."""
    player_status: int | None = None
    """Standing of the account as a number; see UserProfilePlayerStatus for what is known of it."""
    pi_level: int | None = None
    """Level in the popular investor programme, 0 for non-members."""
    is_pi: bool | None = None
    """Whether they are in the popular investor programme."""
    avatars: list[UserProfileAvatar] | None = None
    """Their picture in several sizes."""
    master_account_cid: int | None = None
    """Customer id of the account that this one belongs to, if any."""
    account_type: int | None = None
    """Kind of account as a number that eToro does not explain."""
    fund_type: str | None = None
    """For a copy portfolio, its kind; otherwise null."""
    is_verified: bool | None = None
    """Whether their identity was verified."""
    verification_level: int | None = None
    """How far verification went, from 0 (not at all) to 3 (in full)."""
    account_status: int | None = None
    """Whether the account is open, as a number; see UserProfileAccountStatus."""
    gdpr_info: UserProfileGdprInfo | None = None
    """Standing of the account with reasons, where that may be told; otherwise null."""
    first_name: str | None = None
    """First name, if it may be shown."""
    middle_name: str | None = None
    """Middle name, if it may be shown."""
    last_name: str | None = None
    """Last name, if it may be shown."""
    about_me: str | None = None
    """What they say about themselves, at length."""
    about_me_short: str | None = None
    """What they say about themselves, in brief."""
    customer_restrictions: list[UserProfileRestriction] | None = None
    """Restrictions laid on the account."""
    user_flow_signature: str | None = None
    """Opaque text of eToro's own use."""

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
        self.real_cid = value = get("realCID")
        if value is None:
            absent += 1
        self.demo_cid = value = get("demoCID")
        if value is None:
            absent += 1
        self.username = value = d["username"]
        if value is None:
            absent += 1
        self.language = value = get("language")
        if value is None:
            absent += 1
        self.language_iso_code = value = get("languageIsoCode")
        if value is None:
            absent += 1
        self.country = value = get("country")
        if value is None:
            absent += 1
        self.allow_display_full_name = value = get("allowDisplayFullName")
        if value is None:
            absent += 1
        value = get("userBio")
        if value is None:
            absent += 1
            self.user_bio = None
        else:
            self.user_bio = _user_profile_bio(value)
        self.white_label = value = get("whiteLabel")
        if value is None:
            absent += 1
        self.opt_out = value = get("optOut")
        if value is None:
            absent += 1
        self.homepage = value = get("homepage")
        if value is None:
            absent += 1
        self.player_status = value = get("playerStatus")
        if value is None:
            absent += 1
        self.pi_level = value = get("piLevel")
        if value is None:
            absent += 1
        self.is_pi = value = get("isPi")
        if value is None:
            absent += 1
        value = get("avatars")
        if value is None:
            absent += 1
            self.avatars = None
        else:
            self.avatars = _user_profile_avatar_list(value)
        self.master_account_cid = value = get("masterAccountCid")
        if value is None:
            absent += 1
        self.account_type = value = get("accountType")
        if value is None:
            absent += 1
        self.fund_type = value = get("fundType")
        if value is None:
            absent += 1
        self.is_verified = value = get("isVerified")
        if value is None:
            absent += 1
        self.verification_level = value = get("verificationLevel")
        if value is None:
            absent += 1
        self.account_status = value = get("accountStatus")
        if value is None:
            absent += 1
        value = get("gdprInfo")
        if value is None:
            absent += 1
            self.gdpr_info = None
        else:
            self.gdpr_info = _user_profile_gdpr_info(value)
        self.first_name = value = get("firstName")
        if value is None:
            absent += 1
        self.middle_name = value = get("middleName")
        if value is None:
            absent += 1
        self.last_name = value = get("lastName")
        if value is None:
            absent += 1
        self.about_me = value = get("aboutMe")
        if value is None:
            absent += 1
        self.about_me_short = value = get("aboutMeShort")
        if value is None:
            absent += 1
        value = get("customerRestrictions")
        if value is None:
            absent += 1
            self.customer_restrictions = None
        else:
            self.customer_restrictions = _user_profile_restriction_list(value)
        self.user_flow_signature = value = get("userFlowSignature")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 30 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
