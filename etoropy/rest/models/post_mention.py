# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    names_in,
    rest_of,
    wire_names,
    write_model,
)
from .author import Author

_new = object.__new__
_author = Author.from_dict
_FIELDS = (
    Field("user", "user", False, False, write_model),
    Field("is_direct", "isDirect", False, False),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostMention(Model):
    """Somebody whom a post or comment mentions."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    user: Author | None = None
    """Who is mentioned."""
    is_direct: bool | None = None
    """Whether they were addressed by an at sign and their name."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("user")
        if value is None:
            absent += 1
            self.user = None
        else:
            self.user = _author(value)
        self.is_direct = value = get("isDirect")
        if value is None:
            absent += 1
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 2
        [n1, n2] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                try:
                    value = d.get(n1)
                    if value is None:
                        absent += 1
                        self.user = None
                    else:
                        self.user = _author(value)
                    self.is_direct = v2 = d[n2]
                    self._rest = None
                    if len(d) == size - absent and v2 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
