# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
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
from .watchlist import Watchlist
from .watchlist_failure import WatchlistFailure
from .watchlist_meta import WatchlistMeta

_new = object.__new__
_watchlist_list = Watchlist.from_dicts
_watchlist_failure = WatchlistFailure.from_dict
_watchlist_meta = WatchlistMeta.from_dict
_FIELDS = (
    Field("status", "status", False, False),
    Field("watchlists", "watchlists", True, False, write_list(write_model)),
    Field("exception", "exception", False, False, write_model),
    Field("meta", "meta", False, False, write_model),
    Field("is_succeeded", "isSucceeded", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Watchlists(Model):
    """Watchlists, with how the request went and the limits that hold."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    status: int | None = None
    """HTTP status once more, inside the body."""
    watchlists: list[Watchlist]
    """The watchlists, in the order they were sent."""
    exception: WatchlistFailure | None = None
    """What did not work, when only a part of the request succeeded."""
    meta: WatchlistMeta | None = None
    """The page that was answered, and the account's limits."""
    is_succeeded: bool | None = None
    """Whether the service considers the request a success."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.status = value = get("status")
        if value is None:
            absent += 1
        self.watchlists = _watchlist_list(d["watchlists"])
        value = get("exception")
        if value is None:
            absent += 1
            self.exception = None
        else:
            self.exception = _watchlist_failure(value)
        value = get("meta")
        if value is None:
            absent += 1
            self.meta = None
        else:
            self.meta = _watchlist_meta(value)
        self.is_succeeded = value = get("isSucceeded")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
