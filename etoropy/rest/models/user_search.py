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
from .user_search_hit import UserSearchHit

_new = object.__new__
_user_search_hit_list = UserSearchHit.from_dicts
_FIELDS = (
    Field("total_items", "totalItems", True, False),
    Field("items", "items", True, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class UserSearch(Model):
    """One page of traders who match a search."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    total_items: int
    """Count of traders who match, over all pages."""
    items: list[UserSearchHit]
    """The traders on this page."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        self = _new(cls)
        absent = 0
        self.total_items = value = d["totalItems"]
        if value is None:
            absent += 1
        self.items = _user_search_hit_list(d["items"])
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
