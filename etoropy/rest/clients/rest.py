# Made by `python -m codegen` from openapi/etoro.yaml; edit that file instead.
"""All sub-clients over one HTTP client, each made when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from .discovery import AsyncDiscoveryClient, DiscoveryClient
    from .execution import AsyncTradingExecutionClient, TradingExecutionClient
    from .feeds import AsyncFeedsClient, FeedsClient
    from .identity import AsyncIdentityClient, IdentityClient
    from .info import AsyncTradingInfoClient, TradingInfoClient
    from .market_data import AsyncMarketDataClient, MarketDataClient
    from .pi_data import AsyncPiDataClient, PiDataClient
    from .reactions import AsyncReactionsClient, ReactionsClient
    from .users_info import AsyncUsersInfoClient, UsersInfoClient
    from .watchlists import AsyncWatchlistsClient, WatchlistsClient


class RestClient:
    """Every endpoint of the document, grouped as eToro groups them, over an HTTP client that stays the caller's."""

    def __init__(self, http: HttpClient) -> None:
        self.http = http

    @cached_property
    def market_data(self) -> MarketDataClient:
        """Instruments, prices, candles, and the lists that explain their ids. The same for demo and real accounts."""
        from .market_data import MarketDataClient

        return MarketDataClient(self.http)

    @cached_property
    def execution(self) -> TradingExecutionClient:
        """Opening, closing, changing and cancelling, on the demo or the real account."""
        from .execution import TradingExecutionClient

        return TradingExecutionClient(self.http)

    @cached_property
    def info(self) -> TradingInfoClient:
        """What an account holds, what became of an order, what a trade would cost and what is allowed."""
        from .info import TradingInfoClient

        return TradingInfoClient(self.http)

    @cached_property
    def watchlists(self) -> WatchlistsClient:
        """The user's lists of instruments and people, and lists that others share."""
        from .watchlists import WatchlistsClient

        return WatchlistsClient(self.http)

    @cached_property
    def feeds(self) -> FeedsClient:
        """Posts about instruments and by users."""
        from .feeds import FeedsClient

        return FeedsClient(self.http)

    @cached_property
    def reactions(self) -> ReactionsClient:
        """Answers to posts."""
        from .reactions import ReactionsClient

        return ReactionsClient(self.http)

    @cached_property
    def discovery(self) -> DiscoveryClient:
        """Lists that eToro curates and instruments it recommends."""
        from .discovery import DiscoveryClient

        return DiscoveryClient(self.http)

    @cached_property
    def users_info(self) -> UsersInfoClient:
        """Public profiles, portfolios and results of users."""
        from .users_info import UsersInfoClient

        return UsersInfoClient(self.http)

    @cached_property
    def pi_data(self) -> PiDataClient:
        """Figures about copiers, for popular investors."""
        from .pi_data import PiDataClient

        return PiDataClient(self.http)

    @cached_property
    def identity(self) -> IdentityClient:
        """Whose keys these are."""
        from .identity import IdentityClient

        return IdentityClient(self.http)


class AsyncRestClient:
    """Every endpoint of the document, grouped as eToro groups them, over an HTTP client that stays the caller's."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self.http = http

    @cached_property
    def market_data(self) -> AsyncMarketDataClient:
        """Instruments, prices, candles, and the lists that explain their ids. The same for demo and real accounts."""
        from .market_data import AsyncMarketDataClient

        return AsyncMarketDataClient(self.http)

    @cached_property
    def execution(self) -> AsyncTradingExecutionClient:
        """Opening, closing, changing and cancelling, on the demo or the real account."""
        from .execution import AsyncTradingExecutionClient

        return AsyncTradingExecutionClient(self.http)

    @cached_property
    def info(self) -> AsyncTradingInfoClient:
        """What an account holds, what became of an order, what a trade would cost and what is allowed."""
        from .info import AsyncTradingInfoClient

        return AsyncTradingInfoClient(self.http)

    @cached_property
    def watchlists(self) -> AsyncWatchlistsClient:
        """The user's lists of instruments and people, and lists that others share."""
        from .watchlists import AsyncWatchlistsClient

        return AsyncWatchlistsClient(self.http)

    @cached_property
    def feeds(self) -> AsyncFeedsClient:
        """Posts about instruments and by users."""
        from .feeds import AsyncFeedsClient

        return AsyncFeedsClient(self.http)

    @cached_property
    def reactions(self) -> AsyncReactionsClient:
        """Answers to posts."""
        from .reactions import AsyncReactionsClient

        return AsyncReactionsClient(self.http)

    @cached_property
    def discovery(self) -> AsyncDiscoveryClient:
        """Lists that eToro curates and instruments it recommends."""
        from .discovery import AsyncDiscoveryClient

        return AsyncDiscoveryClient(self.http)

    @cached_property
    def users_info(self) -> AsyncUsersInfoClient:
        """Public profiles, portfolios and results of users."""
        from .users_info import AsyncUsersInfoClient

        return AsyncUsersInfoClient(self.http)

    @cached_property
    def pi_data(self) -> AsyncPiDataClient:
        """Figures about copiers, for popular investors."""
        from .pi_data import AsyncPiDataClient

        return AsyncPiDataClient(self.http)

    @cached_property
    def identity(self) -> AsyncIdentityClient:
        """Whose keys these are."""
        from .identity import AsyncIdentityClient

        return AsyncIdentityClient(self.http)
