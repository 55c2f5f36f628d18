"""What the package offers: sorted, complete, in both colours, and loaded only when asked for."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import etoropy

PACKAGE = Path(etoropy.__file__).parent

PROMISED = [
    "EToroTrading",
    "RestClient",
    "HttpClient",
    "InstrumentResolver",
    "WsClient",
    "MarketDataClient",
    "TradingExecutionClient",
    "TradingInfoClient",
    "WatchlistsClient",
    "FeedsClient",
    "ReactionsClient",
    "DiscoveryClient",
    "UsersInfoClient",
    "PiDataClient",
]
SHARED = [
    "EToroConfig",
    "OrderOptions",
    "RateLimiter",
    "RetryPolicy",
    "Quote",
    "Simulator",
    "EToroError",
    "EToroApiError",
    "EToroRateLimitError",
    "EToroAuthError",
    "EToroValidationError",
    "EToroWebSocketError",
    "EToroConnectionError",
    "EToroTimeoutError",
    "EToroResponseError",
    "EToroOrderUnknownError",
]
METHODS = [
    "connect",
    "disconnect",
    "on",
    "off",
    "once",
    "remove_all_listeners",
    "buy_by_amount",
    "buy_by_units",
    "sell_by_amount",
    "sell_by_units",
    "place_limit_order",
    "close_position",
    "close_all_positions",
    "cancel_order",
    "cancel_limit_order",
    "cancel_all_orders",
    "cancel_all_limit_orders",
    "wait_for_order",
    "find_order",
    "get_portfolio",
    "get_positions",
    "get_pending_orders",
    "get_pnl",
    "get_trade_history",
    "get_rates",
    "get_candles",
    "stream",
    "stream_prices",
    "stop_streaming_prices",
    "subscribe_to_private_events",
    "unsubscribe_from_private_events",
    "resolve_instrument",
    "preload_instruments",
    "get_display_name",
    "get_instrument_info",
    "get_instrument_info_batch",
    "preload_instrument_metadata",
]
PAIRS = [name for name in etoropy.__all__ if f"Async{name}" in etoropy.__all__]


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_list_of_public_names_is_sorted_and_every_name_is_there() -> None:
    assert etoropy.__all__ == sorted(etoropy.__all__)
    for name in etoropy.__all__:
        assert getattr(etoropy, name) is not None
    assert set(etoropy.__all__) <= set(dir(etoropy))


def test_what_the_design_promises_is_public() -> None:
    assert {*PROMISED, *SHARED, *(f"Async{name}" for name in PROMISED)} <= set(etoropy.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="EToroTradign"):
        etoropy.EToroTradign  # noqa: B018
    with pytest.raises(AttributeError):
        etoropy.models.Rats  # noqa: B018


def test_the_entry_point_has_every_promised_method_in_both_colours() -> None:
    for name in METHODS:
        assert callable(getattr(etoropy.EToroTrading, name)), name
        assert callable(getattr(etoropy.AsyncEToroTrading, name)), name


@pytest.mark.parametrize("name", PAIRS)
def test_both_colours_have_the_same_methods_with_the_same_arguments(name: str) -> None:
    blocking, awaited = getattr(etoropy, name), getattr(etoropy, f"Async{name}")
    renamed = {"aclose": "close", "__aenter__": "__enter__", "__aexit__": "__exit__"}
    theirs = {renamed.get(method, method): it for method, it in vars(awaited).items() if not method.startswith("_")}
    ours = {method: it for method, it in vars(blocking).items() if not method.startswith("_")}
    assert set(theirs) == set(ours)
    for method, it in ours.items():
        if inspect.isfunction(it):
            mine, other = inspect.signature(it), inspect.signature(theirs[method])
            assert list(mine.parameters) == list(other.parameters), method
            defaults = [parameter.default for parameter in mine.parameters.values()]
            assert defaults == [parameter.default for parameter in other.parameters.values()], method


def test_every_public_method_says_what_it_is_for() -> None:
    for name in etoropy.__all__:
        it = getattr(etoropy, name)
        if not inspect.isclass(it):
            continue
        assert it.__doc__, name
        for method, value in vars(it).items():
            if inspect.isfunction(value) and not method.startswith("_"):
                assert value.__doc__, f"{name}.{method}"


def test_importing_the_package_loads_neither_httpx_nor_attrs() -> None:
    loaded = run("import etoropy, sys; print(*sys.modules)").split()
    heavy = {"httpx", "attrs", "attr", "orjson", "tenacity", "websocket", "asyncio", "ssl"}
    assert not heavy & set(loaded)
    assert len([name for name in loaded if name.startswith("etoropy")]) == 1


def test_importing_an_endpoint_loads_only_its_models_and_no_http() -> None:
    loaded = run("from etoropy.rest.api.market_data import get_rates; import sys; print(*sys.modules)").split()
    models = sorted(name for name in loaded if name.startswith("etoropy.rest.models."))
    assert models == ["etoropy.rest.models.rate", "etoropy.rest.models.rates"]
    assert not {"httpx", "tenacity", "websocket", "asyncio"} & set(loaded)


def test_a_blocking_client_never_loads_asyncio_by_itself() -> None:
    code = (
        "import sys; from etoropy import EToroTrading, EToroConfig;"
        "EToroTrading(EToroConfig(api_key='a', user_key='b', environ={})).rest.market_data;"
        "print(*[name for name in sys.modules if name.startswith('etoropy._async')])"
    )
    assert run(code).split() == []


@pytest.mark.parametrize(
    ("library", "modules"),
    [
        ("httpcore", {"_async/connections.py", "_sync/connections.py"}),
        ("httpx", {"_async/through_httpx.py", "_sync/through_httpx.py", "simulator/transport.py"}),
    ],
)
def test_what_carries_requests_is_imported_in_one_module_and_what_is_derived_from_it(
    library: str, modules: set[str]
) -> None:
    importing = re.compile(rf"^\s*(import {library}|from {library})", re.MULTILINE)
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if importing.search(path.read_text(encoding="utf-8").replace(f"if TYPE_CHECKING:\n    import {library}", ""))
    }
    assert found == modules


def test_httpx_is_loaded_for_those_who_hand_it_in_and_nobody_else() -> None:
    code = (
        "import sys; from etoropy import EToroTrading, EToroConnectionError, Simulator;"
        "from etoropy.config import EToroConfig;"
        "http = EToroTrading(EToroConfig(api_key='a', user_key='b', base_url='http://127.0.0.1:9', retry_attempts=1,"
        " environ={})).http;"
        "print(*sys.modules);"
        "\ntry: http.request('GET', '/api/v1/me')\nexcept EToroConnectionError: print(*sys.modules)"
    )
    before, after = (set(line.split()) for line in run(code).splitlines())
    assert not {"httpx", "httpcore", "urllib.request"} & before
    assert "httpcore" in after
    assert not {"httpx", "urllib.request"} & after
