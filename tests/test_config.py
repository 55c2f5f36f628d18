"""Settings: where they come from, what is refused, and that keys stay hidden."""

import copy
import logging
import pickle

import pytest

from etoropy import EToroConfig, EToroValidationError

KEYS = {"ETORO_API_KEY": "public-key-123", "ETORO_USER_KEY": "secret-key-456"}


def config(**settings: object) -> EToroConfig:
    return EToroConfig(environ=KEYS, **settings)  # type: ignore[arg-type]


def test_arguments_outrank_the_environment_which_outranks_defaults() -> None:
    env = {**KEYS, "ETORO_MODE": "real", "ETORO_TIMEOUT": "5", "ETORO_RATE_LIMIT": "off", "ETORO_RETRY_ATTEMPTS": "7"}
    it = EToroConfig(environ=env, timeout=9)
    assert (it.mode, it.timeout, it.rate_limit, it.retry_attempts) == ("real", 9.0, False, 7)
    assert (it.retry_delay, it.rate_limit_max_requests, it.rate_limit_window) == (1.0, 20, 10.0)


def test_demo_is_the_default_and_the_addresses_are_etoros() -> None:
    it = config()
    assert (it.mode, it.base_url, it.ws_url) == ("demo", "https://public-api.etoro.com", "wss://ws.etoro.com/ws")


def test_blank_variables_count_as_unset() -> None:
    assert EToroConfig(environ={**KEYS, "ETORO_MODE": " ", "ETORO_TIMEOUT": ""}).mode == "demo"


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        ({"mode": "live"}, "mode"),
        ({"mode": "Real"}, "mode"),
        ({"api_key": ""}, "api_key"),
        ({"user_key": "   "}, "user_key"),
        ({"user_key": "ключ"}, "user_key"),
        ({"user_key": "a\nb"}, "user_key"),
        ({"base_url": "http://public-api.etoro.com"}, "base_url"),
        ({"base_url": "http://127.0.0.1.evil.example"}, "base_url"),
        ({"base_url": "http://127.evil.example"}, "base_url"),
        ({"base_url": "ftp://127.0.0.1"}, "base_url"),
        ({"base_url": "https://"}, "base_url"),
        ({"ws_url": "ws://ws.etoro.com/ws"}, "ws_url"),
        ({"ws_url": "https://ws.etoro.com/ws"}, "ws_url"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("inf")}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": "soon"}, "timeout"),
        ({"retry_attempts": -1}, "retry_attempts"),
        ({"retry_attempts": 1.5}, "retry_attempts"),
        ({"retry_delay": -1}, "retry_delay"),
        ({"rate_limit": "perhaps"}, "rate_limit"),
        ({"rate_limit_max_requests": 0}, "rate_limit_max_requests"),
        ({"rate_limit_window": 0}, "rate_limit_window"),
        ({"max_order_amount": -5}, "max_order_amount"),
        ({"base_url": "https://[::1"}, "base_url"),
        ({"retry_attempts": float("inf")}, "retry_attempts"),
        ({"rate_limit_backend": "redis://[x"}, "rate_limit_backend"),
        ({"rate_limit_pools": {"market_data": 5}}, "rate_limit_pools"),
        ({"rate_limit_pools": "market-data=5, executions=3"}, "rate_limit_pools"),
        ({"journal": 5}, "journal"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_field_named(settings: dict[str, object], field: str) -> None:
    with pytest.raises(EToroValidationError) as refused:
        config(**settings)
    assert refused.value.field == field
    assert field in str(refused.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:9", "http://127.8.8.8"])
def test_plain_http_is_allowed_to_this_machine(url: str) -> None:
    assert config(base_url=url).base_url == url


def test_a_missing_key_says_how_to_give_it_and_names_the_simulator() -> None:
    with pytest.raises(EToroValidationError, match="ETORO_API_KEY") as refused:
        EToroConfig(environ={})
    assert "Simulator" in str(refused.value)


def test_keys_show_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    it = config()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("x").info("%s %r %s", it, it.user_key, f"{it.api_key}")
    shown = caplog.text + repr(it) + str(it) + repr(vars(type(it)))
    assert "secret-key-456" not in shown
    assert "public-key-123" not in shown


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_keys_are_not_pickled(protocol: int) -> None:
    for it in (config(), config().user_key):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(it, protocol)


def test_a_limit_without_a_figure_is_refused() -> None:
    with pytest.raises(EToroValidationError, match="market-data"):
        config(rate_limit_pools={"market-data": ()})


def test_pools_of_the_document_and_of_endpoints_it_lacks_can_be_bounded() -> None:
    pools = {"market-data": 60, "execution-demo": (10, 30.0), "GET /api/v1/balances": 5}
    assert config(rate_limit_pools=pools).rate_limit_pools == pools


def test_a_config_is_its_own_copy() -> None:
    it = config()
    assert copy.copy(it) is it
    assert copy.deepcopy([it])[0] is it


def test_a_config_cannot_be_changed_but_replaced() -> None:
    it = config()
    with pytest.raises(AttributeError, match="replace"):
        it.mode = "real"
    with pytest.raises(AttributeError):
        del it.mode
    other = it.replace(mode="real")
    assert (it.mode, other.mode, other.user_key) == ("demo", "real", it.user_key)
    assert other != it
    assert other.replace(mode="demo") == it
    with pytest.raises(EToroValidationError, match="no field 'modus'"):
        it.replace(modus="real")
