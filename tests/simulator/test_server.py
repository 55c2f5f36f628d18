"""The simulator on a port: what goes over real sockets, and how it starts, stops and breaks on request."""

from __future__ import annotations

import importlib
import json
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

import httpx
import pytest
import websocket
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from etoropy.simulator.edge import BODY_LIMIT
from etoropy.simulator.messages import Reply, Request
from etoropy.simulator.server import Server
from etoropy.simulator.simulator import Simulator
from etoropy.simulator.stream import FRAME_LIMIT, TOPIC_LIMIT

from .desk import Desk

pytestmark = pytest.mark.port

PATIENCE = 10.0  # seconds that a test waits before it gives up; none of them is meant to be waited out
RATES = "/api/v1/market-data/instruments/rates"


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    with desk.sim:
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=desk.sim.base_url, headers=desk.sim.headers(), timeout=PATIENCE) as client:
        yield client


class Line:
    """A stream connection that reads what the server sends."""

    def __init__(self, desk: Desk, *topics: str, snapshot: bool = False, url: str | None = None) -> None:
        self.socket = websocket.create_connection(url or desk.sim.ws_url, timeout=PATIENCE)
        pair = desk.sim.world.keys["demo"]
        assert self.say("Authenticate", {"apiKey": pair.api_key, "userKey": pair.user_key})["success"] is True
        if topics:
            assert self.say("Subscribe", {"topics": list(topics), "snapshot": snapshot})["success"] is True

    def say(self, operation: str, data: Any) -> dict[str, Any]:
        self.socket.send(json.dumps({"id": "1", "operation": operation, "data": data}))
        return self.read()

    def read(self) -> dict[str, Any]:
        """The next text frame."""
        while not isinstance(frame := self.socket.recv(), str):
            pass
        found: dict[str, Any] = json.loads(frame)
        return found

    def message(self) -> tuple[str, dict[str, Any]]:
        (message,) = self.read()["messages"]
        return message["type"], json.loads(message["content"])

    def ends_without_a_word(self) -> bool:
        return ends_without_a_word(self.socket)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.socket.close()
        self.socket.shutdown()  # after the other side's close frame, `close` alone leaves the socket open


def ends_without_a_word(connection: websocket.WebSocket) -> bool:
    """Whether a connection, read to its end, breaks off without a close frame."""
    try:
        while connection.recv_data(control_frame=True)[0] != websocket.ABNF.OPCODE_CLOSE:
            pass
    except (ConnectionError, websocket.WebSocketConnectionClosedException):
        return True
    return False


class Canned:
    """A backend that says one thing, and keeps what it was asked."""

    def __init__(self, reply: Reply) -> None:
        self.world = Desk().sim.world
        self.faults = Desk().sim.faults
        self.reply = reply
        self.asked: list[Request] = []

    def handle(self, request: Request) -> Reply:
        self.asked.append(request)
        return self.reply

    def settle(self) -> float:
        return self.world.clock.now()


# -- requests


def test_the_port_answers_as_the_simulator_does(desk: Desk, client: httpx.Client) -> None:
    answer = client.get(f"{RATES}?instrumentIds=1001,1")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == desk.get(f"{RATES}?instrumentIds=1001,1")


def test_path_and_query_reach_the_simulator_undecoded() -> None:
    backend = Canned(Reply(200, {}))
    with Server(backend) as server:
        httpx.get(
            f"{server.base_url}/api/v1/a%2Fb?list=1,2&other=3%2C4&text=%C3%A9+x", headers={"X-Mixed-Case": "Kept"}
        )
    (request,) = backend.asked
    assert (request.path, request.raw_query) == ("/api/v1/a%2Fb", "list=1,2&other=3%2C4&text=%C3%A9+x")
    assert request.listed("list") == ["1", "2"]
    assert request.listed("other") is None
    assert request.headers["x-mixed-case"] == "Kept"


def test_bodies_travel_in_both_directions(desk: Desk, client: httpx.Client) -> None:
    answer = client.post("/api/v1/feeds/post", json={"message": "Gruß aus $AAPL"})
    assert answer.status_code == 201
    assert answer.json()["message"]["text"] == "Gruß aus $AAPL"


def test_a_delete_may_carry_a_body() -> None:
    backend = Canned(Reply(204))
    with Server(backend) as server:
        answer = httpx.request("DELETE", f"{server.base_url}/api/x", content=b"[1]")
    assert (answer.status_code, answer.content) == (204, b"")
    assert backend.asked[0].body == b"[1]"


def test_headers_of_a_reply_arrive_and_an_empty_one_is_empty(desk: Desk, client: httpx.Client) -> None:
    desk.sim.limits.is_on = True
    answer = client.get(f"{RATES}?instrumentIds=1001")
    assert int(answer.headers["ratelimit-limit"]) > 0
    answer = client.get("/api/v1/me", headers={"x-api-key": "wrong"})
    assert answer.status_code == 401


def test_a_body_over_the_limit_is_refused_before_anybody_reads_it() -> None:
    backend = Canned(Reply(200, {}))
    with Server(backend) as server:
        assert httpx.post(f"{server.base_url}/api/x", content=b"x" * BODY_LIMIT).status_code == 200
        answer = httpx.post(f"{server.base_url}/api/x", content=b"x" * (BODY_LIMIT + 1))
    assert answer.status_code == 413
    assert len(backend.asked) == 1


def test_half_a_request_is_none(desk: Desk, client: httpx.Client) -> None:
    body = b'{"action":"open","transaction":"buy","symbol":"AAPL","orderType":"mkt","leverage":1,"amount":100}'
    headers = {**desk.sim.headers(), "host": "localhost", "content-length": str(len(body) + 1)}
    head = "\r\n".join(f"{name}: {value}" for name, value in headers.items())
    address = httpx.URL(desk.sim.base_url)
    with socket.create_connection((address.host, address.port)) as sock:
        sock.sendall(f"POST /api/v2/trading/execution/demo/orders HTTP/1.1\r\n{head}\r\n\r\n".encode() + body)
        # Received before the end is seen.
        client.get("/")
    for _ in range(3):
        client.get(RATES, params={"instrumentIds": "1001"})
    assert desk.account.orders == []
    assert [it.method for it in desk.sim.requests if it.method == "POST"] == []


def test_many_callers_at_once_are_all_answered(desk: Desk) -> None:
    def ask(_number: int) -> int:
        with httpx.Client(base_url=desk.sim.base_url, timeout=PATIENCE) as client:
            return sum(client.get("/api/v1/me", headers=desk.sim.headers()).status_code for _ in range(10))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(16))) == [2_000] * 16


def test_connections_are_kept_alive(desk: Desk, client: httpx.Client) -> None:
    ports = {client.get("/api/v1/me").extensions["network_stream"].get_extra_info("client_addr") for _ in range(5)}
    assert len(ports) == 1


# -- who may come in


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost.evil"])
def test_a_foreign_host_header_is_refused(desk: Desk, client: httpx.Client, host: str) -> None:
    answer = client.get("/api/v1/me", headers={"host": host})
    assert answer.status_code == 421
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(desk.sim.ws_url, host=host or "x", timeout=PATIENCE)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80", "192.168.1.4:8080"])
def test_localhost_and_addresses_are_welcome(client: httpx.Client, host: str) -> None:
    assert client.get("/api/v1/me", headers={"host": host}).status_code == 200


def test_further_names_can_be_allowed() -> None:
    with Server(Canned(Reply(200, {})), allowed_hosts=["Simulator"]) as server:
        assert httpx.get(f"{server.base_url}/api/x", headers={"host": "simulator:80"}).status_code == 200


def test_pages_are_served_beside_the_api() -> None:
    async def page(_request: Any) -> PlainTextResponse:
        return PlainTextResponse("hello")

    backend = Canned(Reply(200, {"api": True}))
    with Server(backend, pages=[Route("/", page)]) as server:
        assert httpx.get(f"{server.base_url}/").text == "hello"
        assert httpx.get(f"{server.base_url}/nothing").status_code == 404
        assert httpx.get(f"{server.base_url}/api/v1/x").json() == {"api": True}
    assert len(backend.asked) == 1


# -- faults


def test_a_reset_cuts_the_connection(desk: Desk, client: httpx.Client) -> None:
    desk.sim.faults.next("reset")
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        client.get("/api/v1/me")
    assert client.get("/api/v1/me").status_code == 200


def test_a_lost_answer_lets_the_caller_wait(desk: Desk, client: httpx.Client) -> None:
    desk.sim.faults.next("lost_reply_after")
    with pytest.raises(httpx.ReadTimeout):
        client.get("/api/v1/me", timeout=0.1)
    assert [received.fault for received in desk.sim.requests] == ["lost_reply_after"]
    assert client.get("/api/v1/me").status_code == 200


def test_a_slow_answer_holds_nobody_else_up(desk: Desk, client: httpx.Client) -> None:
    desk.sim.faults.slow_seconds = 0.3
    desk.sim.faults.next("slow")
    order: list[str] = []

    def ask(name: str) -> None:
        with httpx.Client(base_url=desk.sim.base_url, headers=desk.sim.headers(), timeout=PATIENCE) as own:
            assert own.get("/api/v1/me").status_code == 200
        order.append(name)

    slow = threading.Thread(target=ask, args=("slow",))
    slow.start()
    while not desk.sim.requests:
        threading.Event().wait(0.005)
    ask("quick")
    slow.join(PATIENCE)
    assert order == ["quick", "slow"]


def test_pages_of_the_network_and_broken_json_arrive_as_they_are(desk: Desk, client: httpx.Client) -> None:
    desk.sim.faults.next("cdn_page")
    answer = client.get("/api/v1/me")
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=UTF-8")
    assert answer.text.startswith("<!DOCTYPE html>")
    desk.sim.faults.next("malformed_json")
    with pytest.raises(json.JSONDecodeError):
        client.get("/api/v1/me").json()


# -- the stream


def test_a_session_over_a_socket_goes_as_the_protocol_says(desk: Desk) -> None:
    with Line(desk, "instrument:1001", snapshot=True) as line:
        kind, snapshot = line.message()
        assert kind == "Snapshot"
        book = dict(snapshot)
        for _ in range(10):
            desk.wait(0.5)
            kind, delta = line.message()
            assert kind == "Trading.Instrument.Rate"
            book.update(delta)
            quote = desk.quote()
            assert (float(book["Bid"]), float(book["Ask"])) == (quote.bid, quote.ask)


def test_the_stream_is_not_compressed(desk: Desk) -> None:
    offered = ["Sec-WebSocket-Extensions: permessage-deflate"]
    connection = websocket.create_connection(desk.sim.ws_url, timeout=PATIENCE, header=offered)
    assert "sec-websocket-extensions" not in connection.getheaders()
    connection.close()


def test_orders_placed_over_rest_are_told_to_who_listens(desk: Desk) -> None:
    with Line(desk, "private") as line:
        desk.order_v2()
        desk.wait(2)
        kinds = {line.message()[0] for _ in range(3)}
    assert {"Trading.OrderForOpen.Update", "Trading.Position.Opened"} <= kinds


def test_a_binary_frame_is_answered_with_a_close(desk: Desk) -> None:
    with Line(desk) as line:
        line.socket.send_binary(b"\x00")
        opcode, data = line.socket.recv_data()
        while opcode != websocket.ABNF.OPCODE_CLOSE:
            opcode, data = line.socket.recv_data()
    assert data[:2] == (1003).to_bytes(2, "big")


def test_a_frame_over_the_limit_cuts_the_connection(desk: Desk) -> None:
    with Line(desk) as line:
        line.socket.send("x" * (FRAME_LIMIT + 1))
        assert line.ends_without_a_word()


def test_pings_of_the_client_are_answered(desk: Desk) -> None:
    with Line(desk) as line:
        line.socket.ping("are you there")
        opcode, data = line.socket.recv_data(control_frame=True)
        while opcode != websocket.ABNF.OPCODE_PONG:
            opcode, data = line.socket.recv_data(control_frame=True)
    assert data == b"are you there"


def test_a_dropped_stream_ends_without_a_word_and_a_new_one_is_welcome(desk: Desk) -> None:
    with Line(desk, "instrument:1001") as line:
        desk.sim.faults.next("ws_drop")
        desk.wait(2)
        assert line.ends_without_a_word()
    with Line(desk, "instrument:1001") as line:
        desk.wait(0.5)
        assert line.message()[0] == "Trading.Instrument.Rate"


def test_a_mute_stream_stays_open(desk: Desk) -> None:
    with Line(desk, "instrument:1001") as line:
        desk.sim.faults.next("ws_mute")
        desk.wait(2)
        line.socket.settimeout(0.3)
        with pytest.raises(websocket.WebSocketTimeoutException):
            line.read()
        line.socket.ping("still there")
        opcode, _ = line.socket.recv_data(control_frame=True)
        assert opcode == websocket.ABNF.OPCODE_PONG


def test_every_stream_can_be_cut_at_once(desk: Desk) -> None:
    server = Server(desk.sim)
    assert server.cut_streams() == 0
    with server, Line(desk, url=server.ws_url) as one, Line(desk, url=server.ws_url) as other:
        assert server.cut_streams() == 2
        assert one.ends_without_a_word()
        assert other.ends_without_a_word()


def test_a_stream_is_under_one_path(desk: Desk) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(f"{desk.sim.ws_url}/other", timeout=PATIENCE)


def test_a_client_that_does_not_read_holds_nobody_up(desk: Desk, client: httpx.Client) -> None:
    numbers = [number for number in desk.sim.market.instruments if desk.sim.market.find(number)][:900]
    with Line(desk, *(f"instrument:{number}" for number in numbers), snapshot=True):
        for _ in range(20):
            desk.wait(1)
            assert client.get("/api/v1/me").status_code == 200
        with Line(desk, "instrument:1001") as other:
            desk.wait(0.5)
            assert other.message()[0] == "Trading.Instrument.Rate"


def test_twelve_thousand_topics_over_three_sockets_are_served(desk: Desk, client: httpx.Client) -> None:
    numbers = ([n for n in desk.sim.market.instruments if desk.sim.market.find(n)] * 3)[:12_000]
    assert TOPIC_LIMIT > 4_000
    lines = [Line(desk) for _ in range(3)]
    for position, line in enumerate(lines):
        own = numbers[position * 4_000 : (position + 1) * 4_000]
        for start in range(0, 4_000, 1_000):
            topics = [f"instrument:{number}" for number in own[start : start + 1_000]]
            assert line.say("Subscribe", {"topics": topics})["success"] is True
    desk.wait(60)
    for line in lines:
        assert len({line.read()["messages"][0]["topic"] for _ in range(4_000)}) == 4_000
        assert client.get("/api/v1/me").status_code == 200
        line.socket.close()


def test_a_stream_whose_prices_fail_ends_instead_of_falling_silent(caplog: pytest.LogCaptureFixture) -> None:
    class Failing(Canned):
        def settle(self) -> float:
            raise ZeroDivisionError("no price")

    with Server(Failing(Reply(200, {}))) as server:
        connection = websocket.create_connection(server.ws_url, timeout=PATIENCE)
        assert ends_without_a_word(connection)
        connection.shutdown()
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]


# -- starting and stopping


def test_it_answers_as_soon_as_it_is_started_and_no_longer_when_stopped() -> None:
    server = Server(Canned(Reply(200, {})))
    for _ in range(3):
        server.start()
        assert httpx.get(f"{server.base_url}/api/x").status_code == 200
        server.stop()
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{server.base_url}/api/x")
    server.stop()


def test_it_comes_back_on_the_port_it_had() -> None:
    server = Server(Canned(Reply(200, {}))).start()
    before = server.port
    server.stop()
    assert server.start().port == before
    server.stop()


def test_a_port_that_is_taken_is_an_error_at_once() -> None:
    with Server(Canned(Reply(200, {}))) as server, pytest.raises(OSError, match="in use"):
        Server(Canned(Reply(200, {})), port=server.port).start()


def test_it_cannot_be_started_twice() -> None:
    with Server(Canned(Reply(200, {}))) as server, pytest.raises(RuntimeError):
        server.start()


def test_it_stops_with_open_streams_waiting_callers_and_slow_answers() -> None:
    desk = Desk()
    server = Server(desk.sim).start()
    desk.sim.faults.slow_seconds = 600
    desk.sim.faults.next("slow")
    desk.sim.faults.next("lost_reply_before")
    outcomes: list[type[BaseException]] = []

    def ask() -> None:
        try:
            httpx.get(f"{server.base_url}/api/v1/me", headers=desk.sim.headers(), timeout=60)
        except httpx.TransportError as error:
            outcomes.append(type(error))

    callers = [threading.Thread(target=ask) for _ in range(2)]
    for caller in callers:
        caller.start()
    while len(desk.sim.requests) < 2:
        threading.Event().wait(0.005)
    with Line(desk, "instrument:1001", url=server.ws_url) as line:
        before = threading.active_count()
        server.stop()
        assert threading.active_count() < before
        for caller in callers:
            caller.join(PATIENCE)
        assert line.ends_without_a_word()
    assert len(outcomes) == 2


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_server_that_does_not_come_up_says_so_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(Canned(Reply(200, {})))
    with monkeypatch.context() as broken:
        broken.setattr("etoropy.simulator.server.Edge", None)
        with pytest.raises(RuntimeError, match="did not come up"):
            server.start()
    server.stop()
    server.start().stop()


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "etoropy.simulator.server")
    with pytest.raises(ImportError, match=r"etoropy\[simulator\]"):
        importlib.import_module("etoropy.simulator.server")


def test_it_listens_on_loopback_and_tells_an_address_that_can_be_reached() -> None:
    with Server(Canned(Reply(200, {}))) as server:
        assert server.base_url == f"http://127.0.0.1:{server.port}"
        assert server.ws_url == f"ws://127.0.0.1:{server.port}/ws"
    with Server(Canned(Reply(200, {})), host="0.0.0.0") as server:
        assert httpx.get(f"{server.base_url}/api/x").status_code == 200


def test_it_can_listen_on_the_newer_loopback() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    server = Server(Canned(Reply(200, {})), host="::1")
    try:
        server.start()
    except OSError as error:
        pytest.skip(f"this machine has no IPv6 loopback: {error}")
    with httpx.Client() as client:
        assert client.get(f"{server.base_url}/api/x").status_code == 200
    server.stop()


def test_it_says_nothing_in_the_log_and_leaves_the_log_of_others_alone(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Server(Canned(Reply(200, {}))) as server:
        httpx.get(f"{server.base_url}/api/x")
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(b"nonsense\r\n\r\n")
            raw.recv(100)
        logging.getLogger("uvicorn.error").info("somebody else's server")
    messages = [record.getMessage() for record in caplog.records if record.name.startswith("uvicorn")]
    assert messages == ["somebody else's server"]
    assert logging.getLogger("uvicorn.error").filters == []


def test_a_simulator_serves_itself_in_a_with_block() -> None:
    with Simulator(seed=3) as sim:
        assert httpx.get(f"{sim.base_url}/api/v1/me", headers=sim.headers()).status_code == 200
        connection = websocket.create_connection(sim.ws_url, timeout=PATIENCE)
        connection.close()
