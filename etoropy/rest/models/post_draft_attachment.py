# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    enum_of,
    rest_of,
    wire_names,
    write_enum,
    write_model,
)
from .post_draft_media import PostDraftMedia
from .post_draft_media_type import PostDraftMediaType

_new = object.__new__
_post_draft_media = PostDraftMedia.from_dict
_post_draft_media_type = enum_of(PostDraftMediaType)
_FIELDS = (
    Field("url", "url", False, False),
    Field("title", "title", False, False),
    Field("host", "host", False, False),
    Field("description", "description", False, False),
    Field("media_type", "mediaType", False, False, write_enum),
    Field("media", "media", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostDraftAttachment(Model):
    """A link or picture to go with a post or comment."""

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
    media_type: PostDraftMediaType | None = None
    """Whether it is a link or a picture."""
    media: PostDraftMedia | None = None
    """The picture, if it is one."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where it does not fit the document."""
        get = d.get
        self = _new(cls)
        self.url = get("url")
        self.title = get("title")
        self.host = get("host")
        self.description = get("description")
        value = get("mediaType")
        self.media_type = None if value is None else _post_draft_media_type(value)
        value = get("media")
        self.media = None if value is None else _post_draft_media(value)
        self._rest = rest_of(d, _KNOWN, _NOT_NULL) if None in d.values() or not d.keys() <= _KNOWN else None
        return self
