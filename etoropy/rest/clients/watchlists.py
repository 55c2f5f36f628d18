# Made by `python -m codegen` from openapi/watchlists.yaml; edit that file instead.
"""The user's lists of instruments and people, and lists that others share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        Watchlist,
        WatchlistCreateType,
        WatchlistItem,
        Watchlists,
    )


class WatchlistsClient:
    """The user's lists of instruments and people, and lists that others share."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_user_watchlists(
        self,
        *,
        items_per_watchlist: int | None = None,
        ensure_builtin_watchlists: bool | None = None,
        add_related_assets: bool | None = None,
    ) -> Watchlists:
        """List one's own watchlists with their items.

        Answers all watchlists of the key's owner, each with at most `itemsPerPageForSingle` of its items. A list
        that holds more than that is read to its end with `get_watchlist`; compare `totalItems` with the items
        received.

        Args:
            items_per_watchlist: How many items to include from each watchlist, 1 to 1000; 100 when left out.
            ensure_builtin_watchlists: True, the value assumed when left out, makes the service add its built-in
                lists (such as the recently invested one) where they are missing.
            add_related_assets: True fills `relatedAssets` of every watchlist; false when left out.

        Returns:
            The watchlists, and the limits that hold for them.

        GET /api/v1/watchlists · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_user_watchlists import call

        return self._http.send(
            call(
                items_per_watchlist=items_per_watchlist,
                ensure_builtin_watchlists=ensure_builtin_watchlists,
                add_related_assets=add_related_assets,
            )
        )

    def create_watchlist(
        self,
        *,
        name: str,
        watchlist_type: WatchlistCreateType | str | None = None,
        dynamic_query: str | None = None,
        request_id: str | None = None,
    ) -> Watchlists:
        """Create an empty watchlist.

        Takes everything in the query and has no body; items are put in afterwards with `add_items`. The number of
        lists is capped (`meta.maxWatchlistsLimit`). Not to be repeated blindly: each call may make one more list.

        Args:
            name: The name to show, at most 100 characters.
            watchlist_type: Static for a list kept by hand, which is meant when left out; Dynamic for one that a
                query fills.
            dynamic_query: For a dynamic list, the query URL that fills it.

        Returns:
            The new watchlist, alone in `watchlists`.

        POST /api/v1/watchlists · pool watchlist-writes, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.watchlists.create_watchlist import call

        return self._http.send(
            call(
                name=name,
                watchlist_type=watchlist_type,
                dynamic_query=dynamic_query,
            ),
            request_id=request_id,
        )

    def get_watchlist(
        self,
        watchlist_id: str,
        *,
        page_number: int | None = None,
        items_per_page: int | None = None,
    ) -> Watchlists:
        """Read one of one's own watchlists, a page of items at a time.

        The answer has the shape of a list of watchlists that holds just this one. Pages count from 0; the list is
        read to its end when `totalItems` items have been seen.

        Args:
            watchlist_id: Id of the watchlist.
            page_number: Which page of items, counted from 0; the first when left out.
            items_per_page: Items on a page, 1 to 1000; 100 when left out.

        Returns:
            The watchlist, alone in `watchlists`, with the page of items asked for.

        GET /api/v1/watchlists/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_watchlist import call

        return self._http.send(
            call(
                watchlist_id,
                page_number=page_number,
                items_per_page=items_per_page,
            )
        )

    def iter_watchlist(self, watchlist_id: str, *, page_size: int = 1000) -> Iterator[WatchlistItem]:
        """Every entry that `get_watchlist` has, each page asked for only when it is reached.

        Arguments are those of `get_watchlist`; ``page_size`` is the number of entries to ask for at once, at most 1000.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[WatchlistItem] | None, int | None]:
            reply = self.get_watchlist(watchlist_id, page_number=position, items_per_page=page_size)
            return (reply.watchlists[0].items if reply.watchlists else None), (
                reply.watchlists[0].total_items if reply.watchlists else None
            )

        def identity(entry: WatchlistItem) -> Hashable:
            return (entry.item_id, entry.item_type)

        pager = Pager(page_size, 0, identity, by_offset=False, most=1000)
        return self._http.entries(pager, fetch)

    def rename_watchlist(
        self,
        watchlist_id: str,
        *,
        new_name: str,
    ) -> None:
        """Give a watchlist another name.

        The new name goes in the query; there is no body, and the answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            new_name: The name it shall have, at most 100 characters.

        PUT /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.rename_watchlist import call

        return self._http.send(
            call(
                watchlist_id,
                new_name=new_name,
            )
        )

    def delete_watchlist(
        self,
        watchlist_id: str,
    ) -> None:
        """Delete a watchlist together with its items.

        Cannot be undone. Repeating it leaves things as they are, though a repeat may be answered 404.

        Args:
            watchlist_id: Id of the watchlist.

        DELETE /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.delete_watchlist import call

        return self._http.send(
            call(
                watchlist_id,
            )
        )

    def update_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
    ) -> None:
        """Change items of a watchlist, their rank above all.

        Changes what is already on the list; `add_items` puts new ones there. The body is a bare JSON array, and the
        answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items as they shall be.

        PUT /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.update_items import call

        return self._http.send(
            call(
                watchlist_id,
                items=items,
            )
        )

    def add_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
        request_id: str | None = None,
    ) -> None:
        """Add instruments or people to a watchlist.

        The body is a bare JSON array. An entry needs its id and type; the other fields of an item are what the
        service tells about it and need not be sent. The answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items to add.

        POST /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Never repeated
        blindly.
        """
        from ..api.watchlists.add_items import call

        return self._http.send(
            call(
                watchlist_id,
                items=items,
            ),
            request_id=request_id,
        )

    def remove_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
    ) -> None:
        """Take items out of a watchlist.

        A DELETE that carries a body: a bare JSON array of what to take out, each by id and type. The answer is
        empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items to take out.

        DELETE /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.remove_items import call

        return self._http.send(
            call(
                watchlist_id,
                items=items,
            )
        )

    def change_rank(
        self,
        watchlist_id: str,
        *,
        new_rank: int,
    ) -> None:
        """Move a watchlist to another place among one's watchlists.

        Sets the number by which lists are ordered when shown; it orders the lists, not the items within one (see
        `update_items`). No body is sent, none comes back.

        Args:
            watchlist_id: Id of the watchlist.
            new_rank: The rank it shall have in the display order.

        PUT /api/v1/watchlists/rank/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.change_rank import call

        return self._http.send(
            call(
                watchlist_id,
                new_rank=new_rank,
            )
        )

    def set_default_watchlist(
        self,
        watchlist_id: str,
    ) -> None:
        """Make a watchlist one's default.

        The list that was the default until now stops being it. No body is sent, and a 200 without one comes back.

        Args:
            watchlist_id: Id of the watchlist.

        PUT /api/v1/watchlists/setUserSelectedUserDefault/{watchlistId} · pool watchlist-writes, 20 requests in 60
        s. Safe to repeat.
        """
        from ..api.watchlists.set_default_watchlist import call

        return self._http.send(
            call(
                watchlist_id,
            )
        )

    def get_default_watchlist_items(
        self,
        *,
        items_limit: int | None = None,
        items_per_page: int | None = None,
    ) -> list[WatchlistItem]:
        """Read the items of one's default watchlists.

        A bare array of items, without the lists around them. There is a page size but no page number: ask for as
        many as are wanted at once.

        Args:
            items_limit: The most items to answer; no limit of one's own when left out.
            items_per_page: Items on a page; 100 when left out.

        Returns:
            The items.

        GET /api/v1/watchlists/default-watchlists/items · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_default_watchlist_items import call

        return self._http.send(
            call(
                items_limit=items_limit,
                items_per_page=items_per_page,
            )
        )

    def create_default_watchlist(
        self,
        *,
        name: str,
        watchlist_type: WatchlistCreateType | str | None = None,
        dynamic_query: str | None = None,
        request_id: str | None = None,
    ) -> Watchlists:
        """Create an empty watchlist and make it one's default.

        `create_watchlist` and `set_default_watchlist` in a single call; everything goes in the query, and there is
        no body. Not to be repeated blindly: each call may make one more list.

        Args:
            name: The name to show, at most 100 characters.
            watchlist_type: Static for a list kept by hand, which is meant when left out; Dynamic for one that a
                query fills.
            dynamic_query: For a dynamic list, the query that fills it.

        Returns:
            The new watchlist, alone in `watchlists`.

        POST /api/v1/watchlists/newasdefault-watchlist · pool watchlist-writes, 20 requests in 60 s. Never repeated
        blindly.
        """
        from ..api.watchlists.create_default_watchlist import call

        return self._http.send(
            call(
                name=name,
                watchlist_type=watchlist_type,
                dynamic_query=dynamic_query,
            ),
            request_id=request_id,
        )

    def create_default_watchlist_from_items(
        self,
        *,
        items: Iterable[WatchlistItem],
        request_id: str | None = None,
    ) -> Watchlists:
        """Create a default watchlist out of chosen items.

        The list gets its name from the service. The body is a bare JSON array of items, of which only id and type
        are needed.

        Args:
            items: The items the list shall hold.

        Returns:
            The new watchlist with its items, alone in `watchlists`.

        POST /api/v1/watchlists/default-watchlist/selected-items · pool watchlist-writes, 20 requests in 60 s. Never
        repeated blindly.
        """
        from ..api.watchlists.create_default_watchlist_from_items import call

        return self._http.send(
            call(
                items=items,
            ),
            request_id=request_id,
        )

    def get_public_watchlists(
        self,
        user_id: int,
        *,
        items_per_watchlist: int | None = None,
    ) -> Watchlists:
        """List the watchlists that somebody shows in public.

        Each list comes with at most `itemsPerPageForSingle` of its items; `get_public_watchlist` reads a longer one
        to its end.

        Args:
            user_id: Id of the person. eToro does not say which of a person's ids it means; watchlists name their
                owner by the global customer id (gcid).
            items_per_watchlist: How many items to include from each watchlist; 100 when left out.

        Returns:
            The public watchlists.

        GET /api/v1/watchlists/public/{userId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_public_watchlists import call

        return self._http.send(
            call(
                user_id,
                items_per_watchlist=items_per_watchlist,
            )
        )

    def get_public_watchlist(
        self,
        user_id: int,
        watchlist_id: str,
        *,
        page_number: int | None = None,
        items_per_page: int | None = None,
    ) -> Watchlist:
        """Read one public watchlist, a page of items at a time.

        Unlike `get_watchlist`, the answer is the watchlist itself, with nothing around it. Pages count from 0; the
        list is read to its end when `totalItems` items have been seen.

        Args:
            user_id: Id of the owner, as for `get_public_watchlists`.
            watchlist_id: Id of the watchlist.
            page_number: Which page of items, counted from 0; the first when left out.
            items_per_page: Items on a page; 100 when left out.

        Returns:
            The watchlist with the page of items asked for.

        GET /api/v1/watchlists/public/{userId}/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.watchlists.get_public_watchlist import call

        return self._http.send(
            call(
                user_id,
                watchlist_id,
                page_number=page_number,
                items_per_page=items_per_page,
            )
        )

    def iter_public_watchlist(
        self, user_id: int, watchlist_id: str, *, page_size: int = 1000
    ) -> Iterator[WatchlistItem]:
        """Every entry that `get_public_watchlist` has, each page asked for only when it is reached.

        Arguments are those of `get_public_watchlist`; ``page_size`` is the number of entries to ask for at once, at most 1000.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[WatchlistItem] | None, int | None]:
            reply = self.get_public_watchlist(user_id, watchlist_id, page_number=position, items_per_page=page_size)
            return reply.items, reply.total_items

        def identity(entry: WatchlistItem) -> Hashable:
            return (entry.item_id, entry.item_type)

        pager = Pager(page_size, 0, identity, by_offset=False, most=1000)
        return self._http.entries(pager, fetch)


class AsyncWatchlistsClient:
    """The user's lists of instruments and people, and lists that others share."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_user_watchlists(
        self,
        *,
        items_per_watchlist: int | None = None,
        ensure_builtin_watchlists: bool | None = None,
        add_related_assets: bool | None = None,
    ) -> Watchlists:
        """List one's own watchlists with their items.

        Answers all watchlists of the key's owner, each with at most `itemsPerPageForSingle` of its items. A list
        that holds more than that is read to its end with `get_watchlist`; compare `totalItems` with the items
        received.

        Args:
            items_per_watchlist: How many items to include from each watchlist, 1 to 1000; 100 when left out.
            ensure_builtin_watchlists: True, the value assumed when left out, makes the service add its built-in
                lists (such as the recently invested one) where they are missing.
            add_related_assets: True fills `relatedAssets` of every watchlist; false when left out.

        Returns:
            The watchlists, and the limits that hold for them.

        GET /api/v1/watchlists · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_user_watchlists import call

        return await self._http.send(
            call(
                items_per_watchlist=items_per_watchlist,
                ensure_builtin_watchlists=ensure_builtin_watchlists,
                add_related_assets=add_related_assets,
            )
        )

    async def create_watchlist(
        self,
        *,
        name: str,
        watchlist_type: WatchlistCreateType | str | None = None,
        dynamic_query: str | None = None,
        request_id: str | None = None,
    ) -> Watchlists:
        """Create an empty watchlist.

        Takes everything in the query and has no body; items are put in afterwards with `add_items`. The number of
        lists is capped (`meta.maxWatchlistsLimit`). Not to be repeated blindly: each call may make one more list.

        Args:
            name: The name to show, at most 100 characters.
            watchlist_type: Static for a list kept by hand, which is meant when left out; Dynamic for one that a
                query fills.
            dynamic_query: For a dynamic list, the query URL that fills it.

        Returns:
            The new watchlist, alone in `watchlists`.

        POST /api/v1/watchlists · pool watchlist-writes, 20 requests in 60 s. Never repeated blindly.
        """
        from ..api.watchlists.create_watchlist import call

        return await self._http.send(
            call(
                name=name,
                watchlist_type=watchlist_type,
                dynamic_query=dynamic_query,
            ),
            request_id=request_id,
        )

    async def get_watchlist(
        self,
        watchlist_id: str,
        *,
        page_number: int | None = None,
        items_per_page: int | None = None,
    ) -> Watchlists:
        """Read one of one's own watchlists, a page of items at a time.

        The answer has the shape of a list of watchlists that holds just this one. Pages count from 0; the list is
        read to its end when `totalItems` items have been seen.

        Args:
            watchlist_id: Id of the watchlist.
            page_number: Which page of items, counted from 0; the first when left out.
            items_per_page: Items on a page, 1 to 1000; 100 when left out.

        Returns:
            The watchlist, alone in `watchlists`, with the page of items asked for.

        GET /api/v1/watchlists/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_watchlist import call

        return await self._http.send(
            call(
                watchlist_id,
                page_number=page_number,
                items_per_page=items_per_page,
            )
        )

    def iter_watchlist(self, watchlist_id: str, *, page_size: int = 1000) -> AsyncIterator[WatchlistItem]:
        """Every entry that `get_watchlist` has, each page asked for only when it is reached.

        Arguments are those of `get_watchlist`; ``page_size`` is the number of entries to ask for at once, at most 1000.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[WatchlistItem] | None, int | None]:
            reply = await self.get_watchlist(watchlist_id, page_number=position, items_per_page=page_size)
            return (reply.watchlists[0].items if reply.watchlists else None), (
                reply.watchlists[0].total_items if reply.watchlists else None
            )

        def identity(entry: WatchlistItem) -> Hashable:
            return (entry.item_id, entry.item_type)

        pager = Pager(page_size, 0, identity, by_offset=False, most=1000)
        return self._http.entries(pager, fetch)

    async def rename_watchlist(
        self,
        watchlist_id: str,
        *,
        new_name: str,
    ) -> None:
        """Give a watchlist another name.

        The new name goes in the query; there is no body, and the answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            new_name: The name it shall have, at most 100 characters.

        PUT /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.rename_watchlist import call

        return await self._http.send(
            call(
                watchlist_id,
                new_name=new_name,
            )
        )

    async def delete_watchlist(
        self,
        watchlist_id: str,
    ) -> None:
        """Delete a watchlist together with its items.

        Cannot be undone. Repeating it leaves things as they are, though a repeat may be answered 404.

        Args:
            watchlist_id: Id of the watchlist.

        DELETE /api/v1/watchlists/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.delete_watchlist import call

        return await self._http.send(
            call(
                watchlist_id,
            )
        )

    async def update_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
    ) -> None:
        """Change items of a watchlist, their rank above all.

        Changes what is already on the list; `add_items` puts new ones there. The body is a bare JSON array, and the
        answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items as they shall be.

        PUT /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.update_items import call

        return await self._http.send(
            call(
                watchlist_id,
                items=items,
            )
        )

    async def add_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
        request_id: str | None = None,
    ) -> None:
        """Add instruments or people to a watchlist.

        The body is a bare JSON array. An entry needs its id and type; the other fields of an item are what the
        service tells about it and need not be sent. The answer is empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items to add.

        POST /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Never repeated
        blindly.
        """
        from ..api.watchlists.add_items import call

        return await self._http.send(
            call(
                watchlist_id,
                items=items,
            ),
            request_id=request_id,
        )

    async def remove_items(
        self,
        watchlist_id: str,
        *,
        items: Iterable[WatchlistItem],
    ) -> None:
        """Take items out of a watchlist.

        A DELETE that carries a body: a bare JSON array of what to take out, each by id and type. The answer is
        empty.

        Args:
            watchlist_id: Id of the watchlist.
            items: The items to take out.

        DELETE /api/v1/watchlists/{watchlistId}/items · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.remove_items import call

        return await self._http.send(
            call(
                watchlist_id,
                items=items,
            )
        )

    async def change_rank(
        self,
        watchlist_id: str,
        *,
        new_rank: int,
    ) -> None:
        """Move a watchlist to another place among one's watchlists.

        Sets the number by which lists are ordered when shown; it orders the lists, not the items within one (see
        `update_items`). No body is sent, none comes back.

        Args:
            watchlist_id: Id of the watchlist.
            new_rank: The rank it shall have in the display order.

        PUT /api/v1/watchlists/rank/{watchlistId} · pool watchlist-writes, 20 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.change_rank import call

        return await self._http.send(
            call(
                watchlist_id,
                new_rank=new_rank,
            )
        )

    async def set_default_watchlist(
        self,
        watchlist_id: str,
    ) -> None:
        """Make a watchlist one's default.

        The list that was the default until now stops being it. No body is sent, and a 200 without one comes back.

        Args:
            watchlist_id: Id of the watchlist.

        PUT /api/v1/watchlists/setUserSelectedUserDefault/{watchlistId} · pool watchlist-writes, 20 requests in 60
        s. Safe to repeat.
        """
        from ..api.watchlists.set_default_watchlist import call

        return await self._http.send(
            call(
                watchlist_id,
            )
        )

    async def get_default_watchlist_items(
        self,
        *,
        items_limit: int | None = None,
        items_per_page: int | None = None,
    ) -> list[WatchlistItem]:
        """Read the items of one's default watchlists.

        A bare array of items, without the lists around them. There is a page size but no page number: ask for as
        many as are wanted at once.

        Args:
            items_limit: The most items to answer; no limit of one's own when left out.
            items_per_page: Items on a page; 100 when left out.

        Returns:
            The items.

        GET /api/v1/watchlists/default-watchlists/items · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_default_watchlist_items import call

        return await self._http.send(
            call(
                items_limit=items_limit,
                items_per_page=items_per_page,
            )
        )

    async def create_default_watchlist(
        self,
        *,
        name: str,
        watchlist_type: WatchlistCreateType | str | None = None,
        dynamic_query: str | None = None,
        request_id: str | None = None,
    ) -> Watchlists:
        """Create an empty watchlist and make it one's default.

        `create_watchlist` and `set_default_watchlist` in a single call; everything goes in the query, and there is
        no body. Not to be repeated blindly: each call may make one more list.

        Args:
            name: The name to show, at most 100 characters.
            watchlist_type: Static for a list kept by hand, which is meant when left out; Dynamic for one that a
                query fills.
            dynamic_query: For a dynamic list, the query that fills it.

        Returns:
            The new watchlist, alone in `watchlists`.

        POST /api/v1/watchlists/newasdefault-watchlist · pool watchlist-writes, 20 requests in 60 s. Never repeated
        blindly.
        """
        from ..api.watchlists.create_default_watchlist import call

        return await self._http.send(
            call(
                name=name,
                watchlist_type=watchlist_type,
                dynamic_query=dynamic_query,
            ),
            request_id=request_id,
        )

    async def create_default_watchlist_from_items(
        self,
        *,
        items: Iterable[WatchlistItem],
        request_id: str | None = None,
    ) -> Watchlists:
        """Create a default watchlist out of chosen items.

        The list gets its name from the service. The body is a bare JSON array of items, of which only id and type
        are needed.

        Args:
            items: The items the list shall hold.

        Returns:
            The new watchlist with its items, alone in `watchlists`.

        POST /api/v1/watchlists/default-watchlist/selected-items · pool watchlist-writes, 20 requests in 60 s. Never
        repeated blindly.
        """
        from ..api.watchlists.create_default_watchlist_from_items import call

        return await self._http.send(
            call(
                items=items,
            ),
            request_id=request_id,
        )

    async def get_public_watchlists(
        self,
        user_id: int,
        *,
        items_per_watchlist: int | None = None,
    ) -> Watchlists:
        """List the watchlists that somebody shows in public.

        Each list comes with at most `itemsPerPageForSingle` of its items; `get_public_watchlist` reads a longer one
        to its end.

        Args:
            user_id: Id of the person. eToro does not say which of a person's ids it means; watchlists name their
                owner by the global customer id (gcid).
            items_per_watchlist: How many items to include from each watchlist; 100 when left out.

        Returns:
            The public watchlists.

        GET /api/v1/watchlists/public/{userId} · pool watchlist-reads, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.watchlists.get_public_watchlists import call

        return await self._http.send(
            call(
                user_id,
                items_per_watchlist=items_per_watchlist,
            )
        )

    async def get_public_watchlist(
        self,
        user_id: int,
        watchlist_id: str,
        *,
        page_number: int | None = None,
        items_per_page: int | None = None,
    ) -> Watchlist:
        """Read one public watchlist, a page of items at a time.

        Unlike `get_watchlist`, the answer is the watchlist itself, with nothing around it. Pages count from 0; the
        list is read to its end when `totalItems` items have been seen.

        Args:
            user_id: Id of the owner, as for `get_public_watchlists`.
            watchlist_id: Id of the watchlist.
            page_number: Which page of items, counted from 0; the first when left out.
            items_per_page: Items on a page; 100 when left out.

        Returns:
            The watchlist with the page of items asked for.

        GET /api/v1/watchlists/public/{userId}/{watchlistId} · pool watchlist-reads, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.watchlists.get_public_watchlist import call

        return await self._http.send(
            call(
                user_id,
                watchlist_id,
                page_number=page_number,
                items_per_page=items_per_page,
            )
        )

    def iter_public_watchlist(
        self, user_id: int, watchlist_id: str, *, page_size: int = 1000
    ) -> AsyncIterator[WatchlistItem]:
        """Every entry that `get_public_watchlist` has, each page asked for only when it is reached.

        Arguments are those of `get_public_watchlist`; ``page_size`` is the number of entries to ask for at once, at most 1000.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[WatchlistItem] | None, int | None]:
            reply = await self.get_public_watchlist(
                user_id, watchlist_id, page_number=position, items_per_page=page_size
            )
            return reply.items, reply.total_items

        def identity(entry: WatchlistItem) -> Hashable:
            return (entry.item_id, entry.item_type)

        pager = Pager(page_size, 0, identity, by_offset=False, most=1000)
        return self._http.entries(pager, fetch)
