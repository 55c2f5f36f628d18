# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from attrs import define, field

from ...model import (
    DIGITS,
    MISFIT,
    Field,
    Model,
    date_text,
    enum_of,
    in_utc,
    names_in,
    read_iso,
    rest_of,
    tick_of,
    wire_names,
    write_enum,
    write_model,
)
from .author import Author
from .emotion_type import EmotionType
from .post_parent import PostParent

_new = object.__new__
_author = Author.from_dict
_post_parent = PostParent.from_dict
_emotion_type = enum_of(EmotionType)
_FIELDS = (
    Field("emotion_type", "type", False, False, write_enum),
    Field("id", "id", True, False),
    Field("owner", "owner", False, False, write_model),
    Field("obsolete_id", "obsoleteId", False, False),
    Field("parent", "parent", False, False, write_model),
    Field("created", "created", False, False, date_text),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class Emotion(Model):
    """One person's like."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    emotion_type: EmotionType | None = None
    """Which feeling."""
    id: str
    """Id of the like; a UUID as text."""
    owner: Author | None = None
    """Whose it is."""
    obsolete_id: str | None = None
    """Its id in the older numeric scheme, as text."""
    parent: PostParent | None = None
    """What is liked."""
    created: datetime | None = None
    """UTC time of the like."""

    _ticks: int = field(default=0, init=False, eq=False, repr=False)

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        ticks = 0
        value = get("type")
        if value is None:
            absent += 1
            self.emotion_type = None
        else:
            self.emotion_type = _emotion_type(value)
        self.id = value = d["id"]
        if value is None:
            absent += 1
        value = get("owner")
        if value is None:
            absent += 1
            self.owner = None
        else:
            self.owner = _author(value)
        self.obsolete_id = value = get("obsoleteId")
        if value is None:
            absent += 1
        value = get("parent")
        if value is None:
            absent += 1
            self.parent = None
        else:
            self.parent = _post_parent(value)
        value = get("created")
        if value is None:
            self.created = None
            absent += 1
        else:
            moment, length = read_iso(value), len(value)
            if length == 28 and moment.tzinfo is UTC:
                self.created = moment
                ticks += DIGITS[value[26]]
            elif length < 28 and moment.tzinfo is UTC:
                self.created = moment
            else:
                self.created = in_utc(moment)
                ticks += tick_of(value)
        self._rest = None if len(d) == 6 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        self._ticks = ticks
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 6
        [n1, n2, n3, n4, n5, n6] = names_in(items, _WIRES)
        for d in items:
            if size - 2 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                ticks = 0
                try:
                    self.emotion_type = _emotion_type(d[n1])
                    self.id = v2 = d[n2]
                    value = d.get(n3)
                    if value is None:
                        absent += 1
                        self.owner = None
                    else:
                        self.owner = _author(value)
                    self.obsolete_id = v4 = d[n4]
                    value = d.get(n5)
                    if value is None:
                        absent += 1
                        self.parent = None
                    else:
                        self.parent = _post_parent(value)
                    value = d[n6]
                    moment, length = read_iso(value), len(value)
                    if length == 28 and moment.tzinfo is UTC:
                        self.created = moment
                        ticks += DIGITS[value[26]]
                    elif length < 28 and moment.tzinfo is UTC:
                        self.created = moment
                    else:
                        self.created = in_utc(moment)
                        ticks += tick_of(value)
                    self._ticks = ticks
                    self._rest = None
                    if len(d) == size - absent and v2 is not None and v4 is not None:
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
