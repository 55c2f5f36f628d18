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
from .post_image import PostImage
from .post_video_source import PostVideoSource

_new = object.__new__
_post_image = PostImage.from_dict
_post_video_source = enum_of(PostVideoSource)
_FIELDS = (
    Field("video_source_id", "videoSourceId", False, False),
    Field("video_source", "videoSource", False, False, write_enum),
    Field("image", "image", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostVideo(Model):
    """A video that plays elsewhere."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    video_source_id: str | None = None
    """Id of the video at the provider."""
    video_source: PostVideoSource | None = None
    """The provider."""
    image: PostImage | None = None
    """A still of it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.video_source_id = value = get("videoSourceId")
        if value is None:
            absent += 1
        value = get("videoSource")
        if value is None:
            absent += 1
            self.video_source = None
        else:
            self.video_source = _post_video_source(value)
        value = get("image")
        if value is None:
            absent += 1
            self.image = None
        else:
            self.image = _post_image(value)
        self._rest = None if len(d) == 3 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
