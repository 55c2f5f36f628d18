# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .avatar_svg import AvatarSvg

_new = object.__new__
_avatar_svg = AvatarSvg.from_dict
_FIELDS = (
    Field("small", "small", False, False),
    Field("medium", "medium", False, False),
    Field("large", "large", False, False),
    Field("svg", "svg", False, True, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class Avatar(Model):
    """A person's picture or an instrument's logo, in several sizes."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    small: str | None = None
    """Address of the smallest."""
    medium: str | None = None
    """Address of the middle one."""
    large: str | None = None
    """Address of the largest."""
    svg: AvatarSvg | None = None
    """A drawn one of any size, if there is one."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.small = value = get("small")
        if value is None:
            absent += 1
        self.medium = value = get("medium")
        if value is None:
            absent += 1
        self.large = value = get("large")
        if value is None:
            absent += 1
        value = get("svg")
        if value is None:
            absent += 1
            self.svg = None
        else:
            self.svg = _avatar_svg(value)
        self._rest = None if len(d) == 4 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
