"""Sending calls: what goes out, what comes back, what is tried again, and what is raised."""

import gc
import json
from collections.abc import AsyncIterator, Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from uuid import UUID

import httpx
import pytest

from etoropy import (
    AsyncHttpClient,
    EToroApiError,
    EToroAuthError,
    EToroConfig,
    EToroConnectionError,
    EToroRateLimitError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
    RateLimiter,
    RetryPolicy,
    __version__,
)
from etoropy.rest.api.execution import create_order_demo
from etoropy.rest.api.info import get_eligibility_demo
from etoropy.rest.api.market_data import get_candles, get_rates
from etoropy.rest.api.watchlists import add_items
from tests.support import ManualClock, settings

pytestmark = pytest.mark.anyio

RATE = {
    "instrumentID": 1001,
    "ask": 2,
    "bid": 1.5,
    "lastExecution": 1.6,
    "conversionRateAsk": 1,
    "conversionRateBid": 1,
    "priceRateID": 12,
    "date": "2026-01-01T00:00:00.1234567Z",
}
RATES = get_rates.call(instrument_ids=[1001, 1002])
RECEIPT = {"token": "t", "orderId": 5, "referenceId": "r"}


def an_order() -> Any:
    return create_order_demo.call(
        action="open", transaction="buy", order_type="mkt", leverage=1, instrument_id=1001, amount=50
    )


class Server:
    """Answers with each of ``script`` in turn, the last one for ever, and keeps what it was asked."""

    def __init__(self, *script: httpx.Response | Exception) -> None:
        self.script = list(script)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def a_client(server: Callable[[httpx.Request], httpx.Response], **options: Any) -> AsyncHttpClient:
    config = options.pop("config", None) or settings()
    options.setdefault("clock", ManualClock())
    return AsyncHttpClient(config, transport=httpx.MockTransport(server), **options)


def ok(body: Any = None) -> httpx.Response:
    return httpx.Response(200, json={"rates": [RATE]} if body is None else body)


async def test_a_call_comes_back_as_a_model() -> None:
    async with a_client(Server(ok())) as http:
        reply = await http.send(RATES)
    rate = reply.rates[0]
    assert (rate.instrument_id, rate.ask, rate.bid) == (1001, 2.0, 1.5)
    assert isinstance(rate.ask, float)
    assert rate.date.utcoffset() is not None


async def test_every_request_carries_keys_agent_and_a_fresh_id() -> None:
    server = Server(ok())
    async with a_client(server) as http:
        await http.send(RATES)
        await http.send(RATES)
    first, second = server.requests
    assert first.headers["x-api-key"] == "an-api-key"
    assert first.headers["x-user-key"] == "a-user-key"
    assert first.headers["user-agent"] == f"etoropy/{__version__}"
    assert UUID(first.headers["x-request-id"]) != UUID(second.headers["x-request-id"])
    assert "content-type" not in first.headers


async def test_commas_of_a_list_travel_as_they_are() -> None:
    server = Server(ok())
    async with a_client(server) as http:
        await http.send(RATES)
    assert server.requests[0].url.raw_path == b"/api/v1/market-data/instruments/rates?instrumentIds=1001,1002"


async def test_a_text_in_place_of_a_list_is_not_taken_for_its_letters() -> None:
    odd: Any = "1001,1002"
    assert get_rates.call(instrument_ids=odd).target == RATES.target
    body = get_eligibility_demo.call(symbols="AAPL").body
    assert body is not None
    assert json.loads(body)["symbols"] == ["AAPL"]


async def test_a_list_of_models_holds_nothing_else() -> None:
    odd: Any = [1001]
    with pytest.raises(EToroValidationError) as refused:
        add_items.call("list", items=odd)
    assert refused.value.field == "items"
    nothing: Any = None
    with pytest.raises(EToroValidationError) as refused:
        add_items.call(nothing, items=[])
    assert refused.value.field == "watchlist_id"


async def test_a_path_is_filled_in_from_the_arguments() -> None:
    server = Server(ok({"interval": "OneDay", "candles": None}))
    async with a_client(server) as http:
        await http.send(get_candles.call(1001, "asc", "OneDay", 10))
    assert server.requests[0].url.path == "/api/v1/market-data/instruments/1001/history/candles/asc/OneDay/10"


async def test_a_body_travels_as_json_without_what_was_left_out() -> None:
    server = Server(ok(RECEIPT))
    async with a_client(server) as http:
        await http.send(an_order())
    request = server.requests[0]
    assert request.headers["content-type"] == "application/json"
    assert request.content == (
        b'{"action":"open","transaction":"buy","instrumentId":1001,"orderType":"mkt","leverage":1,"amount":50}'
    )


async def test_an_exchange_gives_the_result_with_what_came_along() -> None:
    server = Server(httpx.Response(200, json={"rates": []}, headers={"RateLimit-Limit": "120"}))
    request_id = "5f3d1f54-6f0c-4a7e-9d5a-0d8f1d3f7a11"
    async with a_client(server) as http:
        answer = await http.exchange(RATES, request_id=request_id)
    assert (answer.value.rates, answer.status, answer.headers["ratelimit-limit"]) == ([], 200, "120")
    assert (answer.content, answer.request_id) == (b'{"rates":[]}', request_id)
    assert server.requests[0].headers["x-request-id"] == request_id


@pytest.mark.parametrize("status", [429, 500, 502, 503, 520])
async def test_a_read_is_tried_again_under_the_same_id(status: int) -> None:
    server = Server(httpx.Response(status), ok())
    clock = ManualClock()
    async with a_client(server, clock=clock) as http:
        await http.send(RATES)
    assert len({request.headers["x-request-id"] for request in server.requests}) == 1
    assert len(server.requests) == 2
    assert 0.75 <= clock.slept[0] <= 1.25


async def test_tries_and_waits_for_ones_turn_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "etoropy")
    limiter = RateLimiter(1, 10.0)
    async with a_client(Server(httpx.Response(500), ok()), limiter=limiter, config=settings(rate_limit=True)) as http:
        await http.send(RATES)
    said = [(record.name, record.getMessage()) for record in caplog.records]
    assert [name for name, _ in said] == ["etoropy.http", "etoropy.limits"]
    assert "failed (eToro answered 500" in said[0][1]
    assert "try 2 of 3 in " in said[0][1]
    assert "waits " in said[1][1]
    assert "pool market-data" in said[1][1]
    assert "api-key" not in caplog.text


async def test_waits_grow_and_attempts_end() -> None:
    server = Server(httpx.Response(503))
    clock = ManualClock()
    async with a_client(server, clock=clock) as http:
        with pytest.raises(EToroApiError) as failed:
            await http.send(RATES)
    assert failed.value.status == 503
    assert len(server.requests) == 3
    assert 1.5 <= clock.slept[1] <= 2.5


@pytest.mark.parametrize("attempts", [0, 1])
async def test_no_attempts_and_one_both_mean_one_try(attempts: int) -> None:
    server = Server(httpx.Response(503))
    async with a_client(server, config=settings(retry_attempts=attempts)) as http:
        with pytest.raises(EToroApiError):
            await http.send(RATES)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "broken", [httpx.ReadTimeout("slow"), httpx.ReadError("cut"), httpx.RemoteProtocolError("gone")]
)
async def test_a_read_survives_a_broken_connection(broken: Exception) -> None:
    server = Server(broken, ok())
    async with a_client(server) as http:
        assert (await http.send(RATES)).rates
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "broken",
    [
        httpx.ReadTimeout("slow"),
        httpx.WriteTimeout("slow"),
        httpx.ReadError("cut"),
        httpx.WriteError("cut"),
        httpx.RemoteProtocolError("gone"),
        httpx.Response(500),
        httpx.Response(502, text="<html>"),
        httpx.Response(200, text="{"),
        httpx.Response(200),
    ],
)
async def test_an_order_that_may_have_arrived_is_not_sent_again(broken: httpx.Response | Exception) -> None:
    server = Server(broken, ok(RECEIPT))
    async with a_client(server) as http:
        with pytest.raises((EToroApiError, EToroConnectionError, EToroResponseError)) as failed:
            await http.send(an_order())
    assert len(server.requests) == 1
    assert getattr(failed.value, "sent", True)


@pytest.mark.parametrize(
    "refused", [httpx.ConnectError("no"), httpx.ConnectTimeout("no"), httpx.PoolTimeout("no"), httpx.Response(429)]
)
async def test_an_order_that_provably_did_not_arrive_is_sent_again(refused: httpx.Response | Exception) -> None:
    server = Server(refused, ok(RECEIPT))
    async with a_client(server) as http:
        assert (await http.send(an_order())).order_id == 5
    assert len(server.requests) == 2


async def test_retry_after_outranks_the_backoff_and_is_capped() -> None:
    limited = [httpx.Response(429, headers={"Retry-After": seconds}) for seconds in ("7", "9999")]
    clock = ManualClock()
    async with a_client(Server(*limited, ok()), clock=clock) as http:
        await http.send(RATES)
    assert clock.slept == [7.0, 60.0]


async def test_retry_after_may_be_a_date() -> None:
    limited = httpx.Response(429, headers={"Retry-After": "Mon, 02 Mar 2026 15:00:12 GMT"})
    clock = ManualClock()
    async with a_client(Server(limited, ok()), clock=clock) as http:
        await http.send(RATES)
    assert clock.slept == [12.0]


async def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    limited = httpx.Response(429, headers={"Retry-After": "30"})
    clock = ManualClock()
    async with a_client(Server(limited, ok()), clock=clock, config=settings(deadline=10)) as http:
        with pytest.raises(EToroRateLimitError) as failed:
            await http.send(RATES)
    assert (clock.slept, failed.value.retry_after, failed.value.sent) == ([], 30.0, True)


async def test_an_empty_429_is_a_rate_limit_error() -> None:
    async with a_client(Server(httpx.Response(429)), config=settings(retry_attempts=1)) as http:
        with pytest.raises(EToroRateLimitError) as failed:
            await http.send(RATES)
    assert (failed.value.status, failed.value.body, failed.value.retry_after) == (429, None, None)


BODIES = [
    ({"errorCode": "InvalidKey", "errorMessage": "no such key"}, "InvalidKey", "no such key"),
    ({"message": "not found"}, "", "not found"),
    ({"code": 12, "message": "odd", "requestId": "x"}, "12", "odd"),
    ({"type": "about:blank", "title": "Bad", "status": 400, "detail": "no amount"}, "", "no amount"),
    ({"success": False, "error": {"code": "E1", "message": "field", "field": "f"}}, "E1", "field"),
    ([1, 2], "", ""),
]


@pytest.mark.parametrize(("body", "code", "said"), BODIES)
async def test_every_shape_of_error_body_becomes_the_same_error(body: Any, code: str, said: str) -> None:
    async with a_client(Server(httpx.Response(400, json=body))) as http:
        with pytest.raises(EToroApiError) as failed:
            await http.send(RATES)
    error = failed.value
    assert (error.status, error.code, error.body) == (400, code, body)
    assert said in str(error)
    assert (error.method, error.path) == ("GET", "/api/v1/market-data/instruments/rates")
    assert UUID(error.request_id)


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("body", [b"", b'{"errorCode":"Forbidden","errorMessage":"x"}', b"<html>denied</html>"])
async def test_refused_keys_are_an_auth_error_without_a_second_try(status: int, body: bytes) -> None:
    server = Server(httpx.Response(status, content=body))
    async with a_client(server) as http:
        with pytest.raises(EToroAuthError) as failed:
            await http.send(RATES)
    assert failed.value.status == status
    assert "key" in str(failed.value)
    assert "a-user-key" not in str(failed.value)
    assert len(server.requests) == 1


async def test_a_proxys_page_is_an_error_that_shows_it() -> None:
    page = httpx.Response(200, text="<html>Please wait</html>", headers={"content-type": "text/html"})
    async with a_client(Server(page)) as http:
        with pytest.raises(EToroResponseError, match="not JSON") as failed:
            await http.send(RATES)
    assert (failed.value.status, failed.value.excerpt) == (200, "<html>Please wait</html>")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({**RATE, "ask": None}, "expected a number"),
        ({**RATE, "ask": "2"}, "expected a number"),
        ({name: value for name, value in RATE.items() if name != "bid"}, "'bid' is missing"),
        ({**RATE, "date": "yesterday"}, "Invalid isoformat"),
        ([], "list"),
        (None, "NoneType"),
    ],
)
async def test_a_price_that_is_half_there_is_an_error_and_never_a_price(row: Any, what: str) -> None:
    server = Server(ok({"rates": [row]}))
    async with a_client(server) as http:
        with pytest.raises(EToroResponseError, match="does not fit the document of get_rates") as failed:
            await http.send(RATES)
    assert what in str(failed.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("broken", "kind", "sent"),
    [
        (httpx.ConnectError("no route"), EToroConnectionError, False),
        (httpx.ConnectTimeout("slow"), EToroTimeoutError, False),
        (httpx.PoolTimeout("busy"), EToroTimeoutError, False),
        (httpx.ReadTimeout("slow"), EToroTimeoutError, True),
        (httpx.ReadError("cut"), EToroConnectionError, True),
        (httpx.DecodingError("gzip"), EToroResponseError, None),
    ],
)
async def test_no_exception_of_httpx_leaves_the_library(broken: Exception, kind: type, sent: bool | None) -> None:
    async with a_client(Server(broken), config=settings(retry_attempts=1)) as http:
        with pytest.raises(kind) as failed:
            await http.send(RATES)
    assert type(failed.value) is kind
    assert getattr(failed.value, "sent", None) is sent
    assert failed.value.path == "/api/v1/market-data/instruments/rates"
    assert UUID(failed.value.request_id)


class Broken(httpx.AsyncByteStream):
    """A body that breaks off."""

    def __init__(self) -> None:
        self.let_go = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"half"
        raise httpx.ReadError("cut")

    async def aclose(self) -> None:
        self.let_go = True


async def test_a_body_that_breaks_off_is_let_go_of() -> None:
    body = Broken()

    class Given(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, stream=body)

    async with AsyncHttpClient(settings(retry_attempts=1), transport=Given()) as http:
        with pytest.raises(EToroConnectionError) as failed:
            await http.send(RATES)
    assert failed.value.sent
    assert body.let_go


async def test_an_address_that_httpx_refuses_is_not_asked() -> None:
    server = Server(ok())
    async with a_client(server) as http:
        with pytest.raises(EToroValidationError) as refused:
            await http.request("GET", "/api/v1/x\r\n")
    assert refused.value.field == "path"
    assert server.requests == []


async def test_redirects_are_not_followed() -> None:
    server = Server(httpx.Response(302, headers={"location": "https://elsewhere.example/"}))
    async with a_client(server) as http:
        with pytest.raises(EToroApiError) as failed:
            await http.send(RATES)
    assert failed.value.status == 302
    assert len(server.requests) == 1


async def test_redirects_are_not_followed_by_a_client_that_would_either() -> None:
    server = Server(httpx.Response(307, headers={"location": "https://elsewhere.example/"}))
    own = httpx.AsyncClient(transport=httpx.MockTransport(server), follow_redirects=True)
    async with AsyncHttpClient(settings(), client=own) as http:
        with pytest.raises(EToroApiError):
            await http.send(an_order())
    assert [it.url.host for it in server.requests] == ["127.0.0.1"]
    await own.aclose()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v2/trading/execution/orders"),
        ("post", "/api/v1/trading/execution/demo/market-close-orders/positions/7"),
        ("DELETE", "/api/v2/trading/execution/demo/orders/7"),
        ("PATCH", "/api/v2/trading/positions/7"),
        ("POST", "/api/v2/trading/info/../execution/demo/orders"),
        ("POST", "/api/v2/trading/execution/demo/orders?x=/trading/info/"),
        ("POST", "/api/v2/%74rading/execution/demo/orders"),
        ("POST", "/api/v2/Trading//info/../execution/orders"),
    ],
)
async def test_a_read_only_client_trades_in_no_way(method: str, path: str) -> None:
    server = Server(ok({}))
    async with a_client(server, config=settings(read_only=True)) as http:
        with pytest.raises(EToroValidationError) as refused:
            await http.request(method, path, body={})
        with pytest.raises(EToroValidationError):
            await http.send(an_order())
        assert (refused.value.field, server.requests) == ("read_only", [])
        await http.request("POST", "/api/v2/trading/info/costs", body={})
        await http.request("POST", "/api/v1/watchlists", body={})
    assert len(server.requests) == 2


async def test_an_attempt_may_take_what_is_left_of_the_deadline() -> None:
    limited = httpx.Response(429, headers={"Retry-After": "6"})
    server = Server(limited, ok())
    async with a_client(server, config=settings(deadline=10, timeout=30)) as http:
        await http.send(RATES)
    assert [it.extensions["timeout"]["read"] for it in server.requests] == [10.0, 4.0]


async def test_what_trades_is_not_hung_up_on_for_the_deadline() -> None:
    async with a_client(server := Server(ok(RECEIPT)), config=settings(deadline=10, timeout=30)) as http:
        await http.send(an_order())
    assert server.requests[0].extensions["timeout"]["read"] == 30.0


async def test_a_request_id_is_no_place_for_anything_else() -> None:
    async with a_client(Server(ok())) as http:
        for odd in ("ü", "a\r\nb: c"):
            with pytest.raises(EToroValidationError) as refused:
                await http.send(RATES, request_id=odd)
            assert refused.value.field == "request_id"


async def test_any_endpoint_can_be_asked() -> None:
    server = Server(httpx.Response(200, json={"fine": True}), httpx.Response(204))
    async with a_client(server) as http:
        assert await http.request("get", "/api/v1/balances", query_pairs={"ids": [1, 2], "none": None}) == {
            "fine": True
        }
        assert await http.request("POST", "/api/v1/posts", body={"text": "hi"}) is None
        await http.request("GET", "/api/v1/balances?a=1", query_pairs={"b": 2})
    assert server.requests[0].url.raw_path == b"/api/v1/balances?ids=1,2"
    assert server.requests[2].url.raw_path == b"/api/v1/balances?a=1&b=2"
    assert server.requests[1].content == b'{"text":"hi"}'


async def test_a_post_of_ones_own_is_not_repeated_unless_said_to_be_safe() -> None:
    server = Server(httpx.Response(500))
    async with a_client(server) as http:
        with pytest.raises(EToroApiError):
            await http.request("POST", "/api/v1/posts")
        assert len(server.requests) == 1
        with pytest.raises(EToroApiError):
            await http.request("POST", "/api/v1/posts", retry="safe")
    assert len(server.requests) == 4


@pytest.mark.parametrize("path", ["api/v1/me", "https://elsewhere.example/", "//elsewhere.example/"])
async def test_a_path_never_leads_to_another_host(path: str) -> None:
    async with a_client(Server(ok())) as http:
        with pytest.raises(EToroValidationError):
            await http.request("GET", path)


async def test_a_view_has_other_settings_on_the_same_client() -> None:
    server = Server(httpx.Response(503))
    async with a_client(server) as http:
        patient = http.with_options(retry=RetryPolicy(attempts=5, delay=0), timeout=3)
        with pytest.raises(EToroApiError):
            await patient.send(RATES)
        assert len(server.requests) == 5
        assert server.requests[0].extensions["timeout"]["read"] == 3
        with pytest.raises(EToroApiError):
            await http.send(RATES)
    assert len(server.requests) == 8
    assert server.requests[-1].extensions["timeout"]["read"] == 30.0


async def test_an_injected_client_is_used_and_left_open() -> None:
    server = Server(ok())
    own = httpx.AsyncClient(transport=httpx.MockTransport(server))
    async with AsyncHttpClient(settings(), client=own) as http:
        await http.send(RATES)
    assert not own.is_closed
    await own.aclose()


async def test_a_closed_client_says_so() -> None:
    http = a_client(Server(ok()))
    await http.aclose()
    with pytest.raises(EToroValidationError, match="closed"):
        await http.send(RATES)


async def test_a_closed_client_uses_up_nobodys_budget() -> None:
    limiter = RateLimiter()
    http = a_client(Server(ok()), limiter=limiter, config=settings(rate_limit=True))
    await http.aclose()
    with pytest.raises(EToroValidationError):
        await http.send(RATES)
    assert limiter.usage(0.0)["burst"].used == 0


async def test_calls_wait_for_the_budget() -> None:
    server = Server(ok())
    clock = ManualClock()
    async with a_client(server, clock=clock, limiter=RateLimiter(max_requests=2, window=10)) as http:
        for _ in range(5):
            await http.send(RATES)
        assert http.limits["burst"].limit == 2
    assert sum(clock.slept) == pytest.approx(20.0)


async def test_a_wait_for_the_budget_beyond_the_deadline_is_refused_unsent() -> None:
    server = Server(ok())
    limiter = RateLimiter(max_requests=1, window=10)
    async with a_client(server, limiter=limiter, config=settings(deadline=3)) as http:
        await http.send(RATES)
        with pytest.raises(EToroRateLimitError) as failed:
            await http.send(RATES)
    assert (failed.value.sent, failed.value.retry_after) == (False, pytest.approx(10.0))
    assert len(server.requests) == 1


async def test_a_request_that_never_left_does_not_count() -> None:
    limiter = RateLimiter(max_requests=1, window=10)
    clock = ManualClock()
    server = Server(httpx.ConnectError("no"), ok())
    async with a_client(server, limiter=limiter, clock=clock, config=settings(retry_delay=0)) as http:
        await http.send(RATES)
    assert clock.slept == [0.0]


async def test_clients_with_one_user_key_share_one_budget() -> None:
    config: EToroConfig = settings(user_key="shared", rate_limit=True, rate_limit_max_requests=3)
    async with a_client(Server(ok()), config=config) as one, a_client(Server(ok()), config=config) as other:
        await one.send(RATES)
        await other.send(RATES)
        assert one.limits["burst"].used == other.limits["burst"].used == 2
        stranger = a_client(Server(ok()), config=config.replace(user_key="another"))
        assert stranger.limits["burst"].used == 0
        await stranger.aclose()


async def test_a_client_shows_no_keys() -> None:
    async with a_client(Server(ok())) as http:
        assert "key" not in repr(http)


class ProxyAnswer(BaseHTTPRequestHandler):
    """A proxy that leads nowhere, and keeps what it was asked for."""

    asked: ClassVar[list[str]] = []

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    def do_GET(self) -> None:
        """Not as a proxy: this machine itself is asked."""
        body = json.dumps({"path": self.path}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests print nothing."""


async def test_a_proxy_that_the_environment_names_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ThreadingHTTPServer(("127.0.0.1", 0), ProxyAnswer) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{proxy.server_port}"
        monkeypatch.setenv("https_proxy", here)
        async with AsyncHttpClient(settings(base_url="https://etoro.example", retry_attempts=1)) as http:
            with pytest.raises(EToroConnectionError):
                await http.request("GET", "/api/v1/me")
        assert ProxyAnswer.asked.pop() == "etoro.example:443"
        # No proxy knows the way to this machine.
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        async with AsyncHttpClient(settings(base_url=here)) as http:
            assert await http.request("GET", "/api/v1/me") == {"path": "/api/v1/me"}
        proxy.shutdown()


async def test_the_collector_does_not_walk_through_the_models_of_a_large_answer() -> None:
    turns: list[tuple[int, bool]] = []

    def noted(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            turns.append((info["generation"], gc.isenabled()))

    async with a_client(Server(ok({"rates": [RATE] * 5000}))) as http:
        gc.collect()
        gc.callbacks.append(noted)
        try:
            rates = await http.send(RATES)
            # Whatever is made next would bring it on, were the models counted that took the place of dicts.
            assert gc.get_count()[0] < gc.get_threshold()[0]
        finally:
            gc.callbacks.remove(noted)
    assert len(rates.rates) == 5000
    assert (0, False) in turns
    assert turns[-1] == (0, False)


async def test_a_large_answer_leaves_the_garbage_collector_as_it_was() -> None:
    large = ok({"rates": [RATE] * 1000})
    async with a_client(Server(large, ok({"rates": [{**RATE, "ask": None}] * 1000}), large)) as http:
        assert len((await http.send(RATES)).rates) == 1000
        assert gc.isenabled()
        with pytest.raises(EToroResponseError):
            await http.send(RATES)
        assert gc.isenabled()
        gc.disable()
        try:
            await http.send(RATES)
            assert not gc.isenabled()
        finally:
            gc.enable()
