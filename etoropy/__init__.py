"""A typed client for the eToro Public API, blocking and async, with a simulator of the API beside it.

    from etoropy import EToroTrading

    with EToroTrading() as etoro:               # keys from ETORO_API_KEY and ETORO_USER_KEY; demo unless told otherwise
        order = etoro.buy_by_amount("AAPL", 100)
        print(etoro.wait_for_order(order))

Names are loaded when first used, so that importing this package costs next to nothing. The models of answers stand in
``etoropy.models``.
"""

from __future__ import annotations

# Type checkers take this for the one of ``typing``, whose import would cost ten times as much as all the rest here.
TYPE_CHECKING = False

__version__ = "1.0.0"

if TYPE_CHECKING:
    from typing import Any

    from . import models
    from ._async.http import AsyncAnswer, AsyncHttpClient
    from ._async.resolver import AsyncInstrumentResolver
    from ._async.trading import AsyncEToroTrading
    from ._sync.http import Answer, HttpClient
    from ._sync.resolver import InstrumentResolver
    from ._sync.trading import EToroTrading
    from .clock import Clock
    from .config import EToroConfig
    from .errors import (
        EToroApiError,
        EToroAuthError,
        EToroConnectionError,
        EToroError,
        EToroOrderNotPlacedError,
        EToroOrderUnknownError,
        EToroRateLimitError,
        EToroResponseError,
        EToroSymbolError,
        EToroTimeoutError,
        EToroValidationError,
        EToroWebSocketError,
    )
    from .orders.decision import CostPreview, ItemOutcome, OrderOptions, OrderResult, PlacedOrder
    from .rate_limiter import RateLimiter
    from .rest.clients import (
        AsyncDiscoveryClient,
        AsyncFeedsClient,
        AsyncIdentityClient,
        AsyncMarketDataClient,
        AsyncPiDataClient,
        AsyncReactionsClient,
        AsyncRestClient,
        AsyncTradingExecutionClient,
        AsyncTradingInfoClient,
        AsyncUsersInfoClient,
        AsyncWatchlistsClient,
        DiscoveryClient,
        FeedsClient,
        IdentityClient,
        MarketDataClient,
        PiDataClient,
        ReactionsClient,
        RestClient,
        TradingExecutionClient,
        TradingInfoClient,
        UsersInfoClient,
        WatchlistsClient,
    )
    from .retry import RetryPolicy
    from .simulator import Faults, Simulator
    from .symbols import SymbolTable
    from .views import plot as plot
    from .views.board import Board
    from .views.frames import Rows, columns, to_pandas, to_polars
    from .views.notebook import live_table
    from .ws import AsyncWsClient, Gap, PrivateEvent, Quote, WsClient

# Public name -> the module it is loaded from.
_HOMES = {
    "Answer": "._sync.http",
    "AsyncAnswer": "._async.http",
    "AsyncDiscoveryClient": ".rest.clients",
    "AsyncEToroTrading": "._async.trading",
    "AsyncFeedsClient": ".rest.clients",
    "AsyncHttpClient": "._async.http",
    "AsyncIdentityClient": ".rest.clients",
    "AsyncInstrumentResolver": "._async.resolver",
    "AsyncMarketDataClient": ".rest.clients",
    "AsyncPiDataClient": ".rest.clients",
    "AsyncReactionsClient": ".rest.clients",
    "AsyncRestClient": ".rest.clients",
    "AsyncTradingExecutionClient": ".rest.clients",
    "AsyncTradingInfoClient": ".rest.clients",
    "AsyncUsersInfoClient": ".rest.clients",
    "AsyncWatchlistsClient": ".rest.clients",
    "AsyncWsClient": ".ws",
    "Board": ".views.board",
    "Clock": ".clock",
    "CostPreview": ".orders.decision",
    "DiscoveryClient": ".rest.clients",
    "EToroApiError": ".errors",
    "EToroAuthError": ".errors",
    "EToroConfig": ".config",
    "EToroConnectionError": ".errors",
    "EToroError": ".errors",
    "EToroOrderNotPlacedError": ".errors",
    "EToroOrderUnknownError": ".errors",
    "EToroRateLimitError": ".errors",
    "EToroResponseError": ".errors",
    "EToroSymbolError": ".errors",
    "EToroTimeoutError": ".errors",
    "EToroTrading": "._sync.trading",
    "EToroValidationError": ".errors",
    "EToroWebSocketError": ".errors",
    "Faults": ".simulator",
    "FeedsClient": ".rest.clients",
    "Gap": ".ws",
    "HttpClient": "._sync.http",
    "IdentityClient": ".rest.clients",
    "InstrumentResolver": "._sync.resolver",
    "ItemOutcome": ".orders.decision",
    "MarketDataClient": ".rest.clients",
    "OrderOptions": ".orders.decision",
    "OrderResult": ".orders.decision",
    "PiDataClient": ".rest.clients",
    "PlacedOrder": ".orders.decision",
    "PrivateEvent": ".ws",
    "Quote": ".ws",
    "RateLimiter": ".rate_limiter",
    "ReactionsClient": ".rest.clients",
    "RestClient": ".rest.clients",
    "RetryPolicy": ".retry",
    "Rows": ".views.frames",
    "Simulator": ".simulator",
    "SymbolTable": ".symbols",
    "TradingExecutionClient": ".rest.clients",
    "TradingInfoClient": ".rest.clients",
    "UsersInfoClient": ".rest.clients",
    "WatchlistsClient": ".rest.clients",
    "WsClient": ".ws",
    "columns": ".views.frames",
    "live_table": ".views.notebook",
    "to_pandas": ".views.frames",
    "to_polars": ".views.frames",
}

# Modules that users know by name.
_MODULES = {"models": ".models", "plot": ".views.plot", "relay": ".relay", "simulator": ".simulator"}

__all__ = [
    "Answer",
    "AsyncAnswer",
    "AsyncDiscoveryClient",
    "AsyncEToroTrading",
    "AsyncFeedsClient",
    "AsyncHttpClient",
    "AsyncIdentityClient",
    "AsyncInstrumentResolver",
    "AsyncMarketDataClient",
    "AsyncPiDataClient",
    "AsyncReactionsClient",
    "AsyncRestClient",
    "AsyncTradingExecutionClient",
    "AsyncTradingInfoClient",
    "AsyncUsersInfoClient",
    "AsyncWatchlistsClient",
    "AsyncWsClient",
    "Board",
    "Clock",
    "CostPreview",
    "DiscoveryClient",
    "EToroApiError",
    "EToroAuthError",
    "EToroConfig",
    "EToroConnectionError",
    "EToroError",
    "EToroOrderNotPlacedError",
    "EToroOrderUnknownError",
    "EToroRateLimitError",
    "EToroResponseError",
    "EToroSymbolError",
    "EToroTimeoutError",
    "EToroTrading",
    "EToroValidationError",
    "EToroWebSocketError",
    "Faults",
    "FeedsClient",
    "Gap",
    "HttpClient",
    "IdentityClient",
    "InstrumentResolver",
    "ItemOutcome",
    "MarketDataClient",
    "OrderOptions",
    "OrderResult",
    "PiDataClient",
    "PlacedOrder",
    "PrivateEvent",
    "Quote",
    "RateLimiter",
    "ReactionsClient",
    "RestClient",
    "RetryPolicy",
    "Rows",
    "Simulator",
    "SymbolTable",
    "TradingExecutionClient",
    "TradingInfoClient",
    "UsersInfoClient",
    "WatchlistsClient",
    "WsClient",
    "__version__",
    "columns",
    "live_table",
    "models",
    "to_pandas",
    "to_polars",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _MODULES:
        value = import_module(_MODULES[name], __name__)
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name], __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_MODULES, *(name for name in globals() if name.startswith("__"))})
