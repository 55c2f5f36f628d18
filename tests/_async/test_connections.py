"""What goes over a connection of our own, and what comes of it when the other side does as it likes."""

from __future__ import annotations

import gzip
import json
import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest

from etoropy import (
    AsyncHttpClient,
    EToroConnectionError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
    __version__,
    tls,
)
from tests.answering import HANG_UP, SILENCE, Answering, Cut, answer, answering
from tests.support import settings

pytestmark = pytest.mark.anyio

CERTIFICATE = Path(__file__).parents[1] / "ws" / "localhost.pem"
SHORT = 0.2
LONG_TEXT = "x" * 300_000


def client_of(server: Answering, path: str = "", **changes: Any) -> AsyncHttpClient:
    base = f"http://127.0.0.1:{server.port}{path}"
    return AsyncHttpClient(settings(base_url=base, retry_attempts=1, **changes))


async def test_a_request_goes_out_as_it_was_asked() -> None:
    request_id = "5f3d1f54-6f0c-4a7e-9d5a-0d8f1d3f7a11"
    with answering(answer(b'{"a": 1}', status="201 Created")) as server:
        async with client_of(server, "/below", api_key="one", user_key="two") as http:
            query = {"a": [1, 2], "b": "c d"}
            path = "/api/v1/\u00e9"
            reply = await http.request("POST", path, query_pairs=query, body=[1], request_id=request_id)
    assert reply == {"a": 1}
    assert server.requests[0].decode().split("\r\n") == [
        "POST /below/api/v1/%C3%A9?a=1,2&b=c%20d HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        "accept: application/json",
        "accept-encoding: gzip, deflate",
        f"user-agent: etoropy/{__version__}",
        "x-api-key: one",
        "x-user-key: two",
        f"x-request-id: {request_id}",
        "content-type: application/json",
        "Content-Length: 3",
        "",
        "[1]",
    ]


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("DELETE", None), ("POST", [1]), ("POST", None)])
async def test_the_server_sees_what_it_would_see_of_httpx(method: str, body: Any) -> None:
    seen: list[list[bytes]] = []
    with answering(answer()) as server:
        for transport in (None, httpx.AsyncHTTPTransport()):
            config = settings(base_url=f"http://127.0.0.1:{server.port}/below")
            async with AsyncHttpClient(config, transport=transport) as http:
                path = "/api/v1/x;y/\u00e9?a='1'&b=%20"
                await http.request(method, path, query_pairs={"c": "d e"}, body=body, request_id="one")
            seen.append(sorted(server.requests.pop().split(b"\r\n")))
    assert seen[0] == seen[1]


async def test_what_has_no_body_says_so_only_where_one_is_expected() -> None:
    with answering(answer()) as server:
        async with client_of(server) as http:
            for method in ("GET", "DELETE", "POST"):
                await http.request(method, "/api/v1/x")
    assert [b"Content-Length: 0" in request for request in server.requests] == [False, False, True]


async def test_a_connection_serves_again_and_again() -> None:
    with answering(answer()) as server:
        async with client_of(server) as http:
            for number in range(5):
                await http.request("GET", f"/api/v1/{number}")
    assert (len(server.requests), server.connections) == (5, 1)


async def test_a_connection_that_ended_while_it_was_idle_is_replaced() -> None:
    with answering(Cut(answer(b"1")), answer(b"2")) as server:
        async with client_of(server) as http:
            assert await http.request("GET", "/api/v1/x") == 1
            server.cut.wait()
            assert await http.request("GET", "/api/v1/x") == 2
    assert server.connections == 2


@pytest.mark.parametrize("parts", [1, 3])
async def test_an_answer_may_come_in_parts(parts: int) -> None:
    body = json.dumps([LONG_TEXT] * parts).encode()
    size = -(-len(body) // parts)
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    chunked = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    said = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + chunked + b"0\r\n\r\n"
    with answering(said, answer(b"2")) as server:
        async with client_of(server) as http:
            assert await http.request("GET", "/api/v1/x") == [LONG_TEXT] * parts
            assert await http.request("GET", "/api/v1/x") == 2
    assert server.connections == 1


async def test_what_is_packed_is_unpacked() -> None:
    with answering(answer(gzip.compress(b'{"a": 1}'), "Content-Encoding: gzip")) as server:
        async with client_of(server) as http:
            assert await http.request("GET", "/api/v1/x") == {"a": 1}


async def test_half_of_what_was_packed_is_no_answer_and_the_connection_serves_on() -> None:
    with answering(answer(gzip.compress(b"{}")[:-4], "Content-Encoding: gzip"), answer()) as server:
        async with client_of(server) as http:
            with pytest.raises(EToroResponseError, match="decompressed") as failed:
                await http.request("GET", "/api/v1/x")
            assert (failed.value.method, failed.value.path) == ("GET", "/api/v1/x")
            assert await http.request("GET", "/api/v1/x") == {}
    assert server.connections == 1


@pytest.mark.parametrize(
    "odd",
    [
        HANG_UP,
        Cut(b"HTTP/1.1 200 OK\r\ncontent-len"),
        Cut(answer(b"half of it")[:-3]),
        Cut(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal"),
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
    ],
)
async def test_a_connection_that_breaks_may_have_brought_the_request(odd: bytes | Cut | None) -> None:
    with answering(odd, answer()) as server:
        async with client_of(server) as http:
            with pytest.raises(EToroConnectionError, match="broke before an answer came") as failed:
                await http.request("POST", "/api/v1/x")
            assert failed.value.sent
            # What broke is gone; the next request has another.
            assert await http.request("GET", "/api/v1/x") == {}
    assert server.connections == 2


@pytest.mark.parametrize("odd", [SILENCE, answer(b"half of it")[:-3]])
async def test_silence_is_given_up(odd: bytes | bool) -> None:
    with answering(odd, answer()) as server:
        async with client_of(server) as http:
            with pytest.raises(EToroTimeoutError, match=r"within 0\.2 s \(sent, then silence\)") as failed:
                await http.with_options(timeout=SHORT).request("POST", "/api/v1/x")
            assert failed.value.sent
            assert await http.request("GET", "/api/v1/x") == {}


async def test_where_nobody_listens_nothing_is_sent() -> None:
    with answering(answer()) as server:
        pass
    async with client_of(server) as http:
        with pytest.raises(EToroConnectionError, match="Could not connect") as failed:
            await http.request("POST", "/api/v1/x")
    assert failed.value.sent is False


async def test_a_target_that_may_not_be_sent_is_not() -> None:
    with answering(answer()) as server:
        async with client_of(server) as http:
            with pytest.raises(EToroValidationError, match="Nothing was sent"):
                await http.request("GET", "/api/v1/x\r\nx-user-key: mine")
    assert server.requests == []


class TestEncrypted:
    """Over TLS."""

    @pytest.fixture
    def theirs(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        return context

    async def test_whom_we_trust_is_asked(self, theirs: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
        # The process's one context, and no other: the system trusts nobody here.
        monkeypatch.setattr(tls, "_context", ssl.create_default_context(cafile=str(CERTIFICATE)))
        with answering(answer(), context=theirs) as server:
            base = f"https://localhost:{server.port}"
            async with AsyncHttpClient(settings(base_url=base, retry_attempts=1)) as http:
                assert await http.request("GET", "/api/v1/x") == {}
        assert b"Host: localhost:%d\r\n" % server.port in server.requests[0]

    async def test_a_stranger_is_told_nothing(self, theirs: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tls, "_context", ssl.create_default_context())
        with answering(answer(), context=theirs) as server:
            base = f"https://localhost:{server.port}"
            async with AsyncHttpClient(settings(base_url=base, retry_attempts=1)) as http:
                with pytest.raises(EToroConnectionError, match="CERTIFICATE_VERIFY_FAILED") as failed:
                    await http.request("POST", "/api/v1/x")
        assert failed.value.sent is False
        assert server.requests == []
