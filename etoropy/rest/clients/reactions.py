# Made by `python -m codegen` from openapi/reactions.yaml; edit that file instead.
"""Answers to posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Comment,
        PostDraftAttachment,
    )


class ReactionsClient:
    """Answers to posts."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def create_comment(
        self,
        post_id: str,
        *,
        message: str,
        attachments: Iterable[PostDraftAttachment] | None = None,
        request_id: str | None = None,
    ) -> Comment:
        """Comment on a post.

        It appears under the name of the key's owner. There are no fields for tags and mentions: they are written
        into the text, as $AAPL and @username.

        Args:
            post_id: Id of the post.
            message: What to say, at most 500 characters.
            attachments: Links and pictures to go with it.

        Returns:
            The comment as published.

        Deprecated by eToro: use POST /api/v1/posts/{postId}/comments instead.

        POST /api/v1/reactions/{postId}/comment · pool create-comment, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.reactions.create_comment import call

        return self._http.send(
            call(
                post_id,
                message=message,
                attachments=attachments,
            ),
            request_id=request_id,
        )


class AsyncReactionsClient:
    """Answers to posts."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def create_comment(
        self,
        post_id: str,
        *,
        message: str,
        attachments: Iterable[PostDraftAttachment] | None = None,
        request_id: str | None = None,
    ) -> Comment:
        """Comment on a post.

        It appears under the name of the key's owner. There are no fields for tags and mentions: they are written
        into the text, as $AAPL and @username.

        Args:
            post_id: Id of the post.
            message: What to say, at most 500 characters.
            attachments: Links and pictures to go with it.

        Returns:
            The comment as published.

        Deprecated by eToro: use POST /api/v1/posts/{postId}/comments instead.

        POST /api/v1/reactions/{postId}/comment · pool create-comment, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.reactions.create_comment import call

        return await self._http.send(
            call(
                post_id,
                message=message,
                attachments=attachments,
            ),
            request_id=request_id,
        )
