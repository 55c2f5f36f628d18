"""A typed client for the eToro Public API, blocking and async, with a simulator of the API beside it.

    from etoropy import EToroTrading

    with EToroTrading() as etoro:               # keys from ETORO_API_KEY and ETORO_USER_KEY; demo unless told otherwise
        order = etoro.buy_by_amount("AAPL", 100)
        print(etoro.wait_for_order(order))

Names are loaded when first used, so that importing this package costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

__version__ = "1.0.0"

if TYPE_CHECKING:
    from ._async.http import AsyncHttpClient as AsyncHttpClient
    from ._async.resolver import AsyncInstrumentResolver as AsyncInstrumentResolver
    from ._sync.http import HttpClient as HttpClient
    from ._sync.resolver import InstrumentResolver as InstrumentResolver
    from .config import EToroConfig as EToroConfig

_MODULES = {
    "AsyncHttpClient": "._async.http",
    "AsyncInstrumentResolver": "._async.resolver",
    "HttpClient": "._sync.http",
    "InstrumentResolver": "._sync.resolver",
    "EToroConfig": ".config",
}

__all__ = sorted([*_MODULES, "__version__"])  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
