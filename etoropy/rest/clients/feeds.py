# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
"""Posts about instruments and by users."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Feed,
        FeedDiscussion,
        Post,
        PostDraftAttachment,
    )


class FeedsClient:
    """Posts about instruments and by users."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def create_post(
        self,
        *,
        message: str | None = None,
        attachments: Iterable[PostDraftAttachment] | None = None,
        request_id: str | None = None,
    ) -> Post:
        """Publish a post.

        It appears under the name of the key's owner. There are no fields for tags and mentions: they are written
        into the text, as $AAPL and @username.

        Args:
            message: What to say, at most 1000 characters.
            attachments: Links and pictures to go with it.

        Returns:
            The post as published.

        Deprecated by eToro: use POST /api/v1/posts instead.

        POST /api/v1/feeds/post · pool create-post, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.feeds.create_post import call

        return self._http.send(
            call(
                message=message,
                attachments=attachments,
            ),
            request_id=request_id,
        )

    def get_instrument_feed(
        self,
        market_id: str,
        *,
        requester_user_id: str | None = None,
        take: int | None = None,
        badges_experiment_is_enabled: bool | None = None,
        offset: int | None = None,
        reactions_page_size: int | None = None,
    ) -> Feed:
        """Read what people post about an instrument.

        A page is `take` posts after skipping `offset`. Posts that arrive between two calls shift the pages, so a
        post can be met twice.

        Args:
            market_id: Id of the instrument, as text.
            requester_user_id: Global customer id of the one who asks, as text; shapes what they get to see.
            take: Posts on a page, 1 to 100; 20 when left out.
            badges_experiment_is_enabled: True includes authors' badges, an experiment of eToro's; false when left
                out.
            offset: Posts to skip; 0 when left out.
            reactions_page_size: Comments and likes to include with each post, 1 to 50; 10 when left out.

        Returns:
            One page of posts.

        Deprecated by eToro: use GET /api/v1/feeds/markets/{marketId} instead.

        GET /api/v1/feeds/instrument/{marketId} · pool feed-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.feeds.get_instrument_feed import call

        return self._http.send(
            call(
                market_id,
                requester_user_id=requester_user_id,
                take=take,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                offset=offset,
                reactions_page_size=reactions_page_size,
            )
        )

    def iter_instrument_feed(
        self,
        market_id: str,
        *,
        requester_user_id: str | None = None,
        badges_experiment_is_enabled: bool | None = None,
        reactions_page_size: int | None = None,
        page_size: int = 100,
    ) -> Iterator[FeedDiscussion]:
        """Every entry that `get_instrument_feed` has, each page asked for only when it is reached.

        Arguments are those of `get_instrument_feed`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[FeedDiscussion] | None, int | None]:
            reply = self.get_instrument_feed(
                market_id,
                requester_user_id=requester_user_id,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                reactions_page_size=reactions_page_size,
                offset=position,
                take=page_size,
            )
            return reply.discussions, None

        def identity(entry: FeedDiscussion) -> Hashable:
            return entry.id

        pager = Pager(page_size, 0, identity, by_offset=True, most=100)
        return self._http.entries(pager, fetch)

    def get_user_feed(
        self,
        user_id: str,
        *,
        requester_user_id: str | None = None,
        take: int | None = None,
        badges_experiment_is_enabled: bool | None = None,
        offset: int | None = None,
        reactions_page_size: int | None = None,
    ) -> Feed:
        """Read what somebody posts.

        A page is `take` posts after skipping `offset`. Posts that arrive between two calls shift the pages, so a
        post can be met twice.

        Args:
            user_id: Global customer id of the author, as text.
            requester_user_id: Global customer id of the one who asks, as text; shapes what they get to see.
            take: Posts on a page, 1 to 100; 20 when left out.
            badges_experiment_is_enabled: True includes authors' badges, an experiment of eToro's; false when left
                out.
            offset: Posts to skip; 0 when left out.
            reactions_page_size: Comments and likes to include with each post, 1 to 50; 10 when left out.

        Returns:
            One page of posts.

        Deprecated by eToro: use GET /api/v1/feeds/users/{userId} instead.

        GET /api/v1/feeds/user/{userId} · pool feed-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.feeds.get_user_feed import call

        return self._http.send(
            call(
                user_id,
                requester_user_id=requester_user_id,
                take=take,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                offset=offset,
                reactions_page_size=reactions_page_size,
            )
        )

    def iter_user_feed(
        self,
        user_id: str,
        *,
        requester_user_id: str | None = None,
        badges_experiment_is_enabled: bool | None = None,
        reactions_page_size: int | None = None,
        page_size: int = 100,
    ) -> Iterator[FeedDiscussion]:
        """Every entry that `get_user_feed` has, each page asked for only when it is reached.

        Arguments are those of `get_user_feed`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[FeedDiscussion] | None, int | None]:
            reply = self.get_user_feed(
                user_id,
                requester_user_id=requester_user_id,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                reactions_page_size=reactions_page_size,
                offset=position,
                take=page_size,
            )
            return reply.discussions, None

        def identity(entry: FeedDiscussion) -> Hashable:
            return entry.id

        pager = Pager(page_size, 0, identity, by_offset=True, most=100)
        return self._http.entries(pager, fetch)


class AsyncFeedsClient:
    """Posts about instruments and by users."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def create_post(
        self,
        *,
        message: str | None = None,
        attachments: Iterable[PostDraftAttachment] | None = None,
        request_id: str | None = None,
    ) -> Post:
        """Publish a post.

        It appears under the name of the key's owner. There are no fields for tags and mentions: they are written
        into the text, as $AAPL and @username.

        Args:
            message: What to say, at most 1000 characters.
            attachments: Links and pictures to go with it.

        Returns:
            The post as published.

        Deprecated by eToro: use POST /api/v1/posts instead.

        POST /api/v1/feeds/post · pool create-post, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.feeds.create_post import call

        return await self._http.send(
            call(
                message=message,
                attachments=attachments,
            ),
            request_id=request_id,
        )

    async def get_instrument_feed(
        self,
        market_id: str,
        *,
        requester_user_id: str | None = None,
        take: int | None = None,
        badges_experiment_is_enabled: bool | None = None,
        offset: int | None = None,
        reactions_page_size: int | None = None,
    ) -> Feed:
        """Read what people post about an instrument.

        A page is `take` posts after skipping `offset`. Posts that arrive between two calls shift the pages, so a
        post can be met twice.

        Args:
            market_id: Id of the instrument, as text.
            requester_user_id: Global customer id of the one who asks, as text; shapes what they get to see.
            take: Posts on a page, 1 to 100; 20 when left out.
            badges_experiment_is_enabled: True includes authors' badges, an experiment of eToro's; false when left
                out.
            offset: Posts to skip; 0 when left out.
            reactions_page_size: Comments and likes to include with each post, 1 to 50; 10 when left out.

        Returns:
            One page of posts.

        Deprecated by eToro: use GET /api/v1/feeds/markets/{marketId} instead.

        GET /api/v1/feeds/instrument/{marketId} · pool feed-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.feeds.get_instrument_feed import call

        return await self._http.send(
            call(
                market_id,
                requester_user_id=requester_user_id,
                take=take,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                offset=offset,
                reactions_page_size=reactions_page_size,
            )
        )

    def iter_instrument_feed(
        self,
        market_id: str,
        *,
        requester_user_id: str | None = None,
        badges_experiment_is_enabled: bool | None = None,
        reactions_page_size: int | None = None,
        page_size: int = 100,
    ) -> AsyncIterator[FeedDiscussion]:
        """Every entry that `get_instrument_feed` has, each page asked for only when it is reached.

        Arguments are those of `get_instrument_feed`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[FeedDiscussion] | None, int | None]:
            reply = await self.get_instrument_feed(
                market_id,
                requester_user_id=requester_user_id,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                reactions_page_size=reactions_page_size,
                offset=position,
                take=page_size,
            )
            return reply.discussions, None

        def identity(entry: FeedDiscussion) -> Hashable:
            return entry.id

        pager = Pager(page_size, 0, identity, by_offset=True, most=100)
        return self._http.entries(pager, fetch)

    async def get_user_feed(
        self,
        user_id: str,
        *,
        requester_user_id: str | None = None,
        take: int | None = None,
        badges_experiment_is_enabled: bool | None = None,
        offset: int | None = None,
        reactions_page_size: int | None = None,
    ) -> Feed:
        """Read what somebody posts.

        A page is `take` posts after skipping `offset`. Posts that arrive between two calls shift the pages, so a
        post can be met twice.

        Args:
            user_id: Global customer id of the author, as text.
            requester_user_id: Global customer id of the one who asks, as text; shapes what they get to see.
            take: Posts on a page, 1 to 100; 20 when left out.
            badges_experiment_is_enabled: True includes authors' badges, an experiment of eToro's; false when left
                out.
            offset: Posts to skip; 0 when left out.
            reactions_page_size: Comments and likes to include with each post, 1 to 50; 10 when left out.

        Returns:
            One page of posts.

        Deprecated by eToro: use GET /api/v1/feeds/users/{userId} instead.

        GET /api/v1/feeds/user/{userId} · pool feed-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.feeds.get_user_feed import call

        return await self._http.send(
            call(
                user_id,
                requester_user_id=requester_user_id,
                take=take,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                offset=offset,
                reactions_page_size=reactions_page_size,
            )
        )

    def iter_user_feed(
        self,
        user_id: str,
        *,
        requester_user_id: str | None = None,
        badges_experiment_is_enabled: bool | None = None,
        reactions_page_size: int | None = None,
        page_size: int = 100,
    ) -> AsyncIterator[FeedDiscussion]:
        """Every entry that `get_user_feed` has, each page asked for only when it is reached.

        Arguments are those of `get_user_feed`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[FeedDiscussion] | None, int | None]:
            reply = await self.get_user_feed(
                user_id,
                requester_user_id=requester_user_id,
                badges_experiment_is_enabled=badges_experiment_is_enabled,
                reactions_page_size=reactions_page_size,
                offset=position,
                take=page_size,
            )
            return reply.discussions, None

        def identity(entry: FeedDiscussion) -> Hashable:
            return entry.id

        pager = Pager(page_size, 0, identity, by_offset=True, most=100)
        return self._http.entries(pager, fetch)
