# Made by `python -m codegen` from openapi/discovery.yaml; edit that file instead.
"""Lists that eToro curates and instruments it recommends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        CuratedLists,
        Recommendations,
    )


class DiscoveryClient:
    """Lists that eToro curates and instruments it recommends."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def get_curated_lists(
        self,
    ) -> CuratedLists | None:
        """List the investment themes that eToro has put together.

        Each theme names its instruments by id alone; `get_instruments` tells more about them. Where there is none
        for this user, the answer is an empty 204.

        Returns:
            The lists.

        GET /api/v1/curated-lists · pool curated-lists, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.discovery.get_curated_lists import call

        return self._http.send(call())

    def get_market_recommendations(
        self,
        items_count: int,
    ) -> Recommendations | None:
        """Ask which instruments eToro recommends to this user.

        Answers instrument ids alone, at most as many as asked for; `get_instruments` tells more about them. Where
        there is nothing to recommend, the answer is an empty 204.

        Args:
            items_count: How many to answer at most, 1 to 100.

        Returns:
            The recommended instruments.

        GET /api/v1/market-recommendations/{itemsCount} · pool market-recommendations, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.discovery.get_market_recommendations import call

        return self._http.send(
            call(
                items_count,
            )
        )


class AsyncDiscoveryClient:
    """Lists that eToro curates and instruments it recommends."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def get_curated_lists(
        self,
    ) -> CuratedLists | None:
        """List the investment themes that eToro has put together.

        Each theme names its instruments by id alone; `get_instruments` tells more about them. Where there is none
        for this user, the answer is an empty 204.

        Returns:
            The lists.

        GET /api/v1/curated-lists · pool curated-lists, 60 requests in 60 s. Safe to repeat.
        """
        from ..api.discovery.get_curated_lists import call

        return await self._http.send(call())

    async def get_market_recommendations(
        self,
        items_count: int,
    ) -> Recommendations | None:
        """Ask which instruments eToro recommends to this user.

        Answers instrument ids alone, at most as many as asked for; `get_instruments` tells more about them. Where
        there is nothing to recommend, the answer is an empty 204.

        Args:
            items_count: How many to answer at most, 1 to 100.

        Returns:
            The recommended instruments.

        GET /api/v1/market-recommendations/{itemsCount} · pool market-recommendations, 60 requests in 60 s. Safe to
        repeat.
        """
        from ..api.discovery.get_market_recommendations import call

        return await self._http.send(
            call(
                items_count,
            )
        )
