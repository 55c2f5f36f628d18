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
from .post_image import PostImage
from .post_video import PostVideo

_new = object.__new__
_post_image = PostImage.from_dict
_post_video = PostVideo.from_dict
_FIELDS = (
    Field("image", "image", False, False, write_model),
    Field("video", "video", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostMedia(Model):
    """The picture or video of an attachment."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    image: PostImage | None = None
    """For a picture, its address and size."""
    video: PostVideo | None = None
    """For a video, where it plays."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("image")
        if value is None:
            absent += 1
            self.image = None
        else:
            self.image = _post_image(value)
        value = get("video")
        if value is None:
            absent += 1
            self.video = None
        else:
            self.video = _post_video(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
