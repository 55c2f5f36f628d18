# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    encode,
    listed,
    segment,
    shells,
)
from ...models.comment import Comment
from ...models.comment_draft import CommentDraft
from ...models.post_draft_attachment import PostDraftAttachment

OPERATION = Operation(
    "create_comment",
    "POST",
    "/api/v1/reactions/{postId}/comment",
    pool=Pool("create-comment", 20, 60.0),
    retry="never-blind",
    replaced_by="POST /api/v1/posts/{postId}/comments",
)
_parse = Comment.from_dict


def call(
    post_id: str,
    *,
    message: str,
    attachments: Iterable[PostDraftAttachment] | None = None,
) -> Call[Comment]:
    """Comment on a post.

    It appears under the name of the key's owner. There are no fields for tags and mentions: they are written into
    the text, as $AAPL and @username.

    Args:
        post_id: Id of the post.
        message: What to say, at most 500 characters.
        attachments: Links and pictures to go with it.

    Returns:
        The comment as published.

    Deprecated by eToro: use POST /api/v1/posts/{postId}/comments instead.

    POST /api/v1/reactions/{postId}/comment · pool create-comment, 20 requests in 60 s. Never repeated blindly.
    """
    deprecated(OPERATION)
    target = f"/api/v1/reactions/{segment('post_id', post_id)}/comment"
    body = CommentDraft(
        message=message,
        attachments=None if attachments is None else listed(attachments),
    )
    return Call(
        OPERATION,
        _parse,
        target,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
