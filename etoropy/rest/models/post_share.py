# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)

if TYPE_CHECKING:
    from .post import Post

_new = object.__new__
_FIELDS = (
    Field("shared_post", "sharedPost", False, False, write_model),
    Field("shared_origin_post", "sharedOriginPost", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostShare(Model):
    """What a post shares."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    shared_post: Post | None = None
    """The post that is shared."""
    shared_origin_post: Post | None = None
    """The post that it goes back to, when a share was shared."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        from .post import Post

        _post = Post.from_dict
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("sharedPost")
        if value is None:
            absent += 1
            self.shared_post = None
        else:
            self.shared_post = _post(value)
        value = get("sharedOriginPost")
        if value is None:
            absent += 1
            self.shared_origin_post = None
        else:
            self.shared_origin_post = _post(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
