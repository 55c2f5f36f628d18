"""The sub-clients of both colours, loaded one by one when asked for. Made by `python -m codegen`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .discovery import AsyncDiscoveryClient, DiscoveryClient
    from .execution import AsyncTradingExecutionClient, TradingExecutionClient
    from .feeds import AsyncFeedsClient, FeedsClient
    from .identity import AsyncIdentityClient, IdentityClient
    from .info import AsyncTradingInfoClient, TradingInfoClient
    from .market_data import AsyncMarketDataClient, MarketDataClient
    from .pi_data import AsyncPiDataClient, PiDataClient
    from .reactions import AsyncReactionsClient, ReactionsClient
    from .rest import AsyncRestClient, RestClient
    from .users_info import AsyncUsersInfoClient, UsersInfoClient
    from .watchlists import AsyncWatchlistsClient, WatchlistsClient

_MODULES = {
    "RestClient": ".rest",
    "AsyncRestClient": ".rest",
    "MarketDataClient": ".market_data",
    "AsyncMarketDataClient": ".market_data",
    "TradingExecutionClient": ".execution",
    "AsyncTradingExecutionClient": ".execution",
    "TradingInfoClient": ".info",
    "AsyncTradingInfoClient": ".info",
    "WatchlistsClient": ".watchlists",
    "AsyncWatchlistsClient": ".watchlists",
    "FeedsClient": ".feeds",
    "AsyncFeedsClient": ".feeds",
    "ReactionsClient": ".reactions",
    "AsyncReactionsClient": ".reactions",
    "DiscoveryClient": ".discovery",
    "AsyncDiscoveryClient": ".discovery",
    "UsersInfoClient": ".users_info",
    "AsyncUsersInfoClient": ".users_info",
    "PiDataClient": ".pi_data",
    "AsyncPiDataClient": ".pi_data",
    "IdentityClient": ".identity",
    "AsyncIdentityClient": ".identity",
}

__all__ = (
    "AsyncRestClient",
    "RestClient",
    "AsyncMarketDataClient",
    "MarketDataClient",
    "AsyncTradingExecutionClient",
    "TradingExecutionClient",
    "AsyncTradingInfoClient",
    "TradingInfoClient",
    "AsyncWatchlistsClient",
    "WatchlistsClient",
    "AsyncFeedsClient",
    "FeedsClient",
    "AsyncReactionsClient",
    "ReactionsClient",
    "AsyncDiscoveryClient",
    "DiscoveryClient",
    "AsyncUsersInfoClient",
    "UsersInfoClient",
    "AsyncPiDataClient",
    "PiDataClient",
    "AsyncIdentityClient",
    "IdentityClient",
)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
