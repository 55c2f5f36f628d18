# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
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
from .post_poll_option import PostPollOption

_new = object.__new__
_post_poll_option_list = PostPollOption.from_dicts
_FIELDS = (
    Field("id", "id", False, False),
    Field("title", "title", False, False),
    Field("gcid", "gcid", False, False),
    Field("options", "options", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostPoll(Model):
    """A question put to the readers."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    id: int | None = None
    """Id of the poll."""
    title: str | None = None
    """The question."""
    gcid: int | None = None
    """Global customer id of who asks."""
    options: list[PostPollOption] | None = None
    """The answers to choose from."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.id = value = get("id")
        if value is None:
            absent += 1
        self.title = value = get("title")
        if value is None:
            absent += 1
        self.gcid = value = get("gcid")
        if value is None:
            absent += 1
        value = get("options")
        if value is None:
            absent += 1
            self.options = None
        else:
            self.options = _post_poll_option_list(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
