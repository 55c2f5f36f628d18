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
from .post_draft_attachment import PostDraftAttachment

_new = object.__new__
_post_draft_attachment_list = PostDraftAttachment.from_dicts
_FIELDS = (
    Field("message", "message", True, False),
    Field("attachments", "attachments", False, False, write_list(write_model)),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class CommentDraft(Model):
    """A comment to be published."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    message: str
    """What to say, at most 500 characters."""
    attachments: list[PostDraftAttachment] | None = None
    """Links and pictures to go with it."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        get = d.get
        self = _new(cls)
        absent = 0
        self.message = value = d["message"]
        if value is None:
            absent += 1
        value = get("attachments")
        if value is None:
            absent += 1
            self.attachments = None
        else:
            self.attachments = _post_draft_attachment_list(value)
        self._rest = None if len(d) == 2 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
