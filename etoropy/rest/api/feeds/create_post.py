# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    encode,
    listed,
    shells,
)
from ...models.post import Post
from ...models.post_draft import PostDraft
from ...models.post_draft_attachment import PostDraftAttachment

OPERATION = Operation(
    "create_post",
    "POST",
    "/api/v1/feeds/post",
    pool=Pool("create-post", 20, 60.0),
    retry="never-blind",
    replaced_by="POST /api/v1/posts",
)
_parse = Post.from_dict


def call(
    *,
    message: str | None = None,
    attachments: Iterable[PostDraftAttachment] | None = None,
) -> Call[Post]:
    """Publish a post.

    It appears under the name of the key's owner. There are no fields for tags and mentions: they are written into
    the text, as $AAPL and @username.

    Args:
        message: What to say, at most 1000 characters.
        attachments: Links and pictures to go with it.

    Returns:
        The post as published.

    Deprecated by eToro: use POST /api/v1/posts instead.

    POST /api/v1/feeds/post · pool create-post, 20 requests in 60 s. Never repeated blindly.
    """
    deprecated(OPERATION)
    body = PostDraft(
        message=message,
        attachments=None if attachments is None else listed(attachments),
    )
    return Call(
        OPERATION,
        _parse,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
