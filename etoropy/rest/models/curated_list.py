# Made by `python -m codegen` from openapi/discovery.yaml; edit that file instead.
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
from .curated_list_item import CuratedListItem

_new = object.__new__
_curated_list_item_list = CuratedListItem.from_dicts
_FIELDS = (
    Field("uuid", "uuid", True, False),
    Field("name", "name", False, False),
    Field("description", "description", False, False),
    Field("list_image_url", "listImageUrl", False, False),
    Field("items", "items", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CuratedList(Model):
    """One investment theme and its instruments."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    uuid: str
    """Id of the list; usually a UUID, to be treated as opaque text."""
    name: str | None = None
    """Name as shown."""
    description: str | None = None
    """A sentence about the theme."""
    list_image_url: str | None = None
    """Address of the picture that goes with it."""
    items: list[CuratedListItem] | None = None
    """Its instruments."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.uuid = value = d["uuid"]
        if value is None:
            absent += 1
        self.name = value = get("name")
        if value is None:
            absent += 1
        self.description = value = get("description")
        if value is None:
            absent += 1
        self.list_image_url = value = get("listImageUrl")
        if value is None:
            absent += 1
        value = get("items")
        if value is None:
            absent += 1
            self.items = None
        else:
            self.items = _curated_list_item_list(value)
        self._rest = None if len(d) == 5 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many."""
        read = cls.from_dict
        return [read(d) for d in items]
