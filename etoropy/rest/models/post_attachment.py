# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    MISFIT,
    Field,
    Model,
    enum_of,
    names_in,
    rest_of,
    wire_names,
    write_enum,
    write_model,
)
from .post_media import PostMedia
from .post_media_type import PostMediaType

_new = object.__new__
_post_media = PostMedia.from_dict
_post_media_type = enum_of(PostMediaType)
_FIELDS = (
    Field("url", "url", False, False),
    Field("title", "title", False, False),
    Field("host", "host", False, False),
    Field("description", "description", False, False),
    Field("media_type", "mediaType", False, False, write_enum),
    Field("media", "media", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)
_WIRES = tuple(f.wire for f in _FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostAttachment(Model):
    """A link, picture or video that goes with a post or comment."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    url: str | None = None
    """Full address."""
    title: str | None = None
    """Title."""
    host: str | None = None
    """Domain of the address."""
    description: str | None = None
    """A few words on what it is."""
    media_type: PostMediaType | None = None
    """Whether it is a link, a picture or a video."""
    media: PostMedia | None = None
    """The picture or video, if it is one."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.url = value = get("url")
        if value is None:
            absent += 1
        self.title = value = get("title")
        if value is None:
            absent += 1
        self.host = value = get("host")
        if value is None:
            absent += 1
        self.description = value = get("description")
        if value is None:
            absent += 1
        value = get("mediaType")
        if value is None:
            absent += 1
            self.media_type = None
        else:
            self.media_type = _post_media_type(value)
        value = get("media")
        if value is None:
            absent += 1
            self.media = None
        else:
            self.media = _post_media(value)
        self._rest = None if len(d) == 6 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self

    @classmethod
    def from_dicts(cls, items: Iterable[dict[str, Any]]) -> list[Self]:
        """``from_dict`` for many. Those that hold every field, each as it should be, are read in one go, up to the first
        of them that is otherwise: one is seldom alone."""
        models: list[Self] = []
        add, size = models.append, 6
        [n1, n2, n3, n4, n5, n6] = names_in(items, _WIRES)
        for d in items:
            if size - 1 <= len(d) <= size:
                self = _new(cls)
                absent = 0
                try:
                    self.url = v1 = d[n1]
                    self.title = v2 = d[n2]
                    self.host = v3 = d[n3]
                    self.description = v4 = d[n4]
                    self.media_type = _post_media_type(d[n5])
                    value = d.get(n6)
                    if value is None:
                        absent += 1
                        self.media = None
                    else:
                        self.media = _post_media(value)
                    self._rest = None
                    if (
                        len(d) == size - absent
                        and v1 is not None
                        and v2 is not None
                        and v3 is not None
                        and v4 is not None
                    ):
                        add(self)
                        continue
                    size = -1
                except MISFIT:
                    size = -1
            add(cls.from_dict(d))
        return models
