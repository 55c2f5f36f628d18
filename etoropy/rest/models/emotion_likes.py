# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
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
from .emotion import Emotion
from .emotion_paging import EmotionPaging

_new = object.__new__
_emotion_list = Emotion.from_dicts
_emotion_paging = EmotionPaging.from_dict
_FIELDS = (
    Field("paging", "paging", False, False, write_model),
    Field("emotions", "emotions", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class EmotionLikes(Model):
    """The likes of a post or comment, the first of them by name."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    paging: EmotionPaging | None = None
    """How many there are, and where the next ones are."""
    emotions: list[Emotion] | None = None
    """The first likes."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("paging")
        if value is None:
            absent += 1
            self.paging = None
        else:
            self.paging = _emotion_paging(value)
        value = get("emotions")
        if value is None:
            absent += 1
            self.emotions = None
        else:
            self.emotions = _emotion_list(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
