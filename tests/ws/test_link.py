"""The socket beneath: TLS, proxies, and another side that does not read."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etoropy.errors import EToroTimeoutError, EToroValidationError, EToroWebSocketError
from etoropy.ws import AsyncWsClient, Backoff, WsClient, link
from etoropy.ws.frames import FrameWalk
from etoropy.ws.link import Bell, Link, Proxy, proxy_of
from etoropy.ws.tls import TlsMaker

from .hostile import (
    PATIENCE,
    PING,
    Hostile,
    Peer,
    answer_to,
    before_handshake,
    config,
    envelope,
    frame,
    rate,
    read_head,
    until,
)

CERTIFICATE = Path(__file__).with_name("localhost.pem")
AAPL = 1001


@pytest.fixture
def server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


@pytest.fixture
def client_tls() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(CERTIFICATE))


# ── TLS ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.port
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_streams_run_over_tls(server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, version: ssl.TLSVersion) -> None:
    server_tls.minimum_version = server_tls.maximum_version = version
    count = 3_000

    def talk(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        # A frame for each record, then many frames in large records, then records of a byte each.
        for bid in range(count):
            peer.say(rate(AAPL, Bid=str(bid)))
        peer.raw(b"".join(frame(envelope(rate(AAPL, Bid=str(bid)))) for bid in range(count)))
        for byte in frame(envelope(rate(AAPL, Bid="-1"))) + frame(b"here?", PING):
            peer.raw(bytes([byte]))
        peer.serve()

    with Hostile(talk, tls=server_tls) as server:
        ws = WsClient(server.config(), ssl_context=client_tls)
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            bids = [next(stream).bid for _ in range(2 * count + 2)]
            assert bids == [100.0, *map(float, range(count)), *map(float, range(count)), -1.0]
            ws.subscribe(range(5_000, 9_000))
            # The ping may come after the subscription was sent.
            until(lambda: len(server.peers[0].topics) == 4_001 and server.peers[0].pongs == [b"here?"])


@pytest.mark.port
@pytest.mark.parametrize("secure", [True, False])
def test_what_comes_with_the_answer_to_the_handshake_is_not_left_lying(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, secure: bool
) -> None:
    """Frames may travel in the same record as that answer, and no later byte tells of them."""

    @before_handshake
    def eager(peer: Peer) -> None:
        peer.raw(answer_to(read_head(peer)) + frame(b'{"operation": "Authenticate", "success": true}'))
        while True:
            peer.hear()

    tls = server_tls if secure else None
    with Hostile(eager, tls=tls) as server, WsClient(server.config(), ssl_context=client_tls) as ws:
        assert ws.connected


@pytest.mark.port
def test_certificates_are_verified_by_the_context_given(server_tls: ssl.SSLContext) -> None:
    heard: list[bytes] = []
    with Hostile(lambda peer: heard.append(peer.hear()[1]), tls=server_tls) as server:
        strangers = ssl.create_default_context()
        with pytest.raises(EToroWebSocketError, match="certificate"):
            WsClient(server.config(), ssl_context=strangers, max_attempts=1).connect()
        assert strangers.verify_mode is ssl.CERT_REQUIRED
        assert strangers.check_hostname
        elsewhere = ssl.create_default_context(cafile=str(CERTIFICATE))
        other_name = config(server.url.replace("localhost", "127.0.0.1"))
        with pytest.raises(EToroWebSocketError, match="certificate"):
            WsClient(other_name, ssl_context=elsewhere, max_attempts=1).connect()
    assert heard == []


@pytest.mark.port
def test_a_context_that_verifies_nothing_stays_the_users_choice(server_tls: ssl.SSLContext) -> None:
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    with Hostile(tls=server_tls) as server, WsClient(server.config(), ssl_context=careless) as ws:
        assert ws.connected
    assert careless.verify_mode is ssl.CERT_NONE


@pytest.mark.port
def test_without_a_context_the_shared_one_is_used(server_tls: ssl.SSLContext) -> None:
    with Hostile(tls=server_tls) as server, pytest.raises(EToroWebSocketError, match="certificate"):
        WsClient(server.config(), max_attempts=1).connect()


@pytest.mark.port
def test_a_tls_handshake_that_hangs_can_be_broken_off(client_tls: ssl.SSLContext) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    ws = WsClient(config(f"wss://localhost:{listener.getsockname()[1]}/ws", timeout=1_000.0), ssl_context=client_tls)
    with pytest.raises(EToroTimeoutError):
        ws.connect(timeout=0.05)
    listener.close()
    until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("etoropy")])


@pytest.mark.port
def test_tls_that_ends_without_goodbye_is_a_lost_connection(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    def leave(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        if peer.number == 0:
            peer.drop()
        peer.serve()

    with Hostile(leave, tls=server_tls) as server:
        ws = WsClient(server.config(), ssl_context=client_tls, backoff=Backoff(first=0.0, cap=0.0))
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert [next(stream).bid for _ in range(2)] == [100.0, 100.0]
            assert len(stream.gaps) == 1


class Pair:
    """Two ends of TLS in one thread, over a socket pair that does not block."""

    def __init__(self, server: ssl.SSLContext, client: ssl.SSLContext) -> None:
        near, far = socket.socketpair()
        far.settimeout(PATIENCE)
        done = threading.Thread(target=self._accept, args=(server, far))
        done.start()
        near.settimeout(PATIENCE)
        self.near = TlsMaker(client).wrap_socket(near, server_hostname="localhost")
        self.near.send(b"hello")
        done.join(PATIENCE)
        assert self.far.recv(5) == b"hello"
        self.near.setblocking(False)

    def _accept(self, context: ssl.SSLContext, sock: socket.socket) -> None:
        self.far = context.wrap_socket(sock, server_side=True)

    def close(self) -> None:
        self.near.close()
        self.far.close()


@pytest.fixture
def pair(server_tls: ssl.SSLContext, client_tls: ssl.SSLContext) -> Iterator[Pair]:
    made = Pair(server_tls, client_tls)
    yield made
    made.close()


def test_nothing_to_read_is_said_and_not_waited_for(pair: Pair) -> None:
    with pytest.raises(BlockingIOError):
        pair.near.recv_all(0)


def test_all_records_that_arrived_are_read_at_once(pair: Pair) -> None:
    for number in range(20):
        pair.far.send(bytes([number]) * 100)
    got = b""
    while len(got) < 2_000:
        with contextlib.suppress(BlockingIOError):
            got += pair.near.recv_all(0)
    assert got == b"".join(bytes([number]) * 100 for number in range(20))


def test_the_end_reads_as_nothing_once_all_else_was_read(pair: Pair) -> None:
    pair.far.send(b"last words")
    pair.far.close()
    got = []
    while True:
        try:
            data = pair.near.recv_all(0)
        except BlockingIOError:
            continue
        got.append(data)
        if not data:
            break
    assert b"".join(got) == b"last words"


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def old_and_new(
    request: pytest.FixtureRequest, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> Iterator[Pair]:
    server_tls.minimum_version = server_tls.maximum_version = request.param
    made = Pair(server_tls, client_tls)
    yield made
    made.close()


@pytest.mark.parametrize("before", [b"", b"last words"])
@pytest.mark.parametrize("behind", [b"", b"\x17\x03\x03\x00\x05hello", b"junk"])
def test_a_goodbye_ends_it_though_the_socket_stays_open(old_and_new: Pair, before: bytes, behind: bytes) -> None:
    """Whatever comes with it, and behind it."""
    near, far = old_and_new.near, old_and_new.far
    with contextlib.suppress(BlockingIOError):
        near.recv_all(0)
    # All in one read.
    held = near.raw.dup()
    far.sendall(before) if before else None
    far.setblocking(False)
    with contextlib.suppress(ssl.SSLWantReadError):
        far.unwrap()
    with socket.socket(fileno=os.dup(far.fileno())) as beneath:
        beneath.send(behind)
    until(lambda: len(held.recv(1 << 16, socket.MSG_PEEK)) >= len(before) + len(behind) + 7)
    got = []
    while not got or got[-1]:
        got.append(near.recv_all(0))
    assert (b"".join(got), near.ended) == (before, True)
    assert not near.drained, "whoever waited for the socket first would not hear of it"
    assert near.recv_all(0) == b""
    held.close()


def goodbye_at_first() -> Callable[[Peer], None]:
    """A server that says goodbye in TLS, right behind a tick, and leaves the connection beneath open until the next
    one comes."""
    back = threading.Event()

    def script(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        if peer.number:
            back.set()
            peer.serve()
            return
        assert isinstance(peer.sock, ssl.SSLSocket)
        peer.say(rate(AAPL, Bid="5"))
        peer.sock.setblocking(False)
        with contextlib.suppress(OSError):
            peer.sock.unwrap()
        assert back.wait(PATIENCE)

    return script


@pytest.mark.port
def test_a_stream_whose_server_says_goodbye_and_stays_is_connected_anew(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    with Hostile(goodbye_at_first(), tls=server_tls) as server:
        ws = WsClient(server.config(), ssl_context=client_tls, backoff=Backoff(first=0.0, cap=0.0), silence=None)
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert [next(stream).bid for _ in range(3)] == [100.0, 5.0, 100.0]
            assert len(stream.gaps) == 1


@pytest.mark.port
def test_so_is_one_that_is_read_by_a_loop(server_tls: ssl.SSLContext, client_tls: ssl.SSLContext) -> None:
    async def main() -> None:
        backoff = Backoff(first=0.0, cap=0.0)
        ws = AsyncWsClient(server.config(), ssl_context=client_tls, backoff=backoff, silence=None)
        async with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert [(await anext(stream)).bid for _ in range(3)] == [100.0, 5.0, 100.0]

    with Hostile(goodbye_at_first(), tls=server_tls) as server:
        asyncio.run(main())


def test_what_the_other_side_does_not_take_is_kept_and_in_order(pair: Pair) -> None:
    block = bytes(range(256)) * 1_024
    sent = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            sent += pair.near.send(block)
    assert pair.near.backlog
    got = bytearray()
    while len(got) < sent:
        with contextlib.suppress(TimeoutError):
            got += pair.far.recv(65_536)
        pair.near.flush()
    assert bytes(got) == block * (sent // len(block))
    assert not pair.near.backlog


# ── the other side does not read ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.port
def test_a_server_that_does_not_read_cannot_hold_up_reading_or_closing() -> None:
    release = threading.Event()

    def deaf(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        # Each ping asks for an answer that is never read.
        for number in range(40_000):
            peer.raw(frame(b"x" * 125, PING))
            if number % 1_000 == 0:
                peer.say(rate(AAPL, Bid=str(number)))
        peer.say(rate(AAPL, Bid="-1"))
        release.wait(PATIENCE)

    with Hostile(deaf) as server:
        ws = WsClient(server.config())
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert any(quote.bid == -1 for quote in stream)
        release.set()


# ── proxies ────────────────────────────────────────────────────────────────────────────────────────────────────────


class ConnectProxy:
    """An HTTP proxy that tunnels one connection at a time to a port on loopback."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._socks: list[socket.socket] = []
        self.heads: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        number: int = self._listener.getsockname()[1]
        return number

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            near, _ = self._listener.accept()
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += near.recv(1)
            self.heads.append(head)
            far = socket.create_connection(("127.0.0.1", self._target))
            self._socks = [near, far]
            near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=self._pass_on, args=(far, near), daemon=True)
            back.start()
            self._pass_on(near, far)
            back.join(PATIENCE)

    @staticmethod
    def _pass_on(source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for sock in (self._listener, *self._socks):
            # Closing alone would leave it with whoever waits for it.
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        self._thread.join(PATIENCE)


@pytest.mark.port
def test_streams_run_through_a_proxy(server_tls: ssl.SSLContext, client_tls: ssl.SSLContext) -> None:
    with (
        Hostile(tls=server_tls) as server,
        contextlib.closing(ConnectProxy(int(server.url.split(":")[2][:-3]))) as proxy,
    ):
        ws = WsClient(server.config(), ssl_context=client_tls, proxy=f"http://me:p%40ss@127.0.0.1:{proxy.port}")
        ws.subscribe([AAPL])
        with ws:
            until(lambda: ws.quote(AAPL))
        (head,) = proxy.heads
        assert head.startswith(b"CONNECT localhost:")
        assert base64.b64encode(b"me:p@ss") in head
        assert b"api-key" not in head


@pytest.mark.port
def test_the_environments_proxy_is_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    with Hostile() as server, WsClient(server.config(), max_attempts=1) as ws:
        assert ws.connected


@pytest.mark.port
def test_a_proxy_that_is_not_there_is_a_failed_try() -> None:
    with Hostile() as server, pytest.raises(EToroWebSocketError, match="could not be reached"):
        WsClient(server.config(), proxy="http://127.0.0.1:9", max_attempts=1).connect()


def test_proxies_are_read_from_urls() -> None:
    assert proxy_of("http://proxy.example:3128") == Proxy("http", "proxy.example", 3128, None, None)
    assert proxy_of("socks5h://me:secret@proxy.example") == Proxy("socks5h", "proxy.example", 1080, "me", "secret")
    assert "secret" not in repr(proxy_of("http://me:secret@proxy.example"))
    for wrong in ("proxy.example:3128", "ftp://proxy.example", "http://", "http://proxy.example:port", ""):
        with pytest.raises(EToroValidationError) as caught:
            WsClient(config(), proxy=wrong)
        assert caught.value.field == "proxy"


# ── the bell ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_bell_rings_however_often_it_is_pulled() -> None:
    bell = Bell()
    for _ in range(100_000):
        bell.ring()
    bell.wait(1_000.0)
    bell.wait(0.0)
    bell.close()
    bell.ring()


def test_a_link_that_was_never_opened_says_so() -> None:
    bell = Bell()
    link = Link("ws://127.0.0.1:9", bell=bell, timeout=1.0, context=None, proxy=None, agent="test")
    with pytest.raises(EToroWebSocketError):
        link.read(0.0)
    with pytest.raises(EToroWebSocketError):
        link.send(b"x")
    link.abort()
    link.close(politely=True)
    bell.close()
    assert FrameWalk().feed(b"") == []


@pytest.mark.port
def test_streams_run_where_the_system_knows_no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "_Poll", link._Select)
    # More than the system takes at once, so that the rest has to wait until there is room.
    wanted = range(5_000, 9_000)

    def talk(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        peer.say(rate(AAPL, Bid="1"))
        peer.serve()

    with Hostile(talk) as server:
        ws = WsClient(server.config())
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert [next(stream).bid, next(stream).bid] == [100.0, 1.0]
            ws.subscribe(wanted)
            until(lambda: len(server.peers[0].topics) == len(wanted) + 1)


# ── reads that wait ────────────────────────────────────────────────────────────────────────────────────────────────


@contextlib.contextmanager
def opened(url: str, context: ssl.SSLContext | None = None) -> Iterator[Link]:
    bell = Bell()
    one = Link(url, bell=bell, timeout=PATIENCE, context=context, proxy=None, agent="etoropy/test")
    try:
        one.open()
        yield one
    finally:
        one.close()
        bell.close()


def read_until(one: Link, wanted: bytes) -> None:
    got = b""
    while not got.endswith(wanted):
        got += one.read(PATIENCE)


@pytest.mark.port
@pytest.mark.parametrize("secure", [False, True])
def test_a_brisk_link_waits_by_reading_and_only_for_a_moment(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, secure: bool
) -> None:
    waiting = threading.Event()

    def talk(peer: Peer) -> None:
        for number in range(3):
            assert waiting.wait(PATIENCE)
            waiting.clear()
            peer.say(rate(AAPL, Bid=str(number)))
        peer.serve()

    def ticks() -> Iterator[bytes]:
        for number in range(3):
            yield frame(envelope(rate(AAPL, Bid=str(number))))

    with Hostile(talk, tls=server_tls if secure else None) as server:
        context = client_tls if secure else None
        with opened(server.url, context) as one:
            assert one._source is not None
            assert one._source.raw.getblocking() == bool(link._DONT_WAIT)
            for tick in ticks():
                one.brisk = True
                waiting.set()
                read_until(one, tick)
            # Nothing comes any more: whoever waits by reading cannot be woken, and so soon waits otherwise.
            one.brisk = True
            assert one.read(PATIENCE * 1_000) == b""
            assert not one.brisk
            one._bell.ring()
            assert one.read(PATIENCE * 1_000) == b""


@pytest.mark.port
@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("lack", ["flag", "option"])
def test_a_system_where_reads_cannot_wait_for_a_moment_polls(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, lack: str, secure: bool
) -> None:
    if lack == "flag":
        monkeypatch.setattr(link, "_DONT_WAIT", 0)
    else:
        # A time in a shape that the system does not take.
        monkeypatch.setattr(link, "_TIMEOUT", b"?")

    def talk(peer: Peer) -> None:
        peer.say(rate(AAPL, Bid="1"))
        peer.serve()

    with (
        Hostile(talk, tls=server_tls if secure else None) as server,
        opened(server.url, client_tls if secure else None) as one,
    ):
        one.brisk = True
        read_until(one, frame(envelope(rate(AAPL, Bid="1"))))
        one.brisk = True
        one._bell.ring()
        assert one.read(PATIENCE * 1_000) == b""
        assert one._source is not None
        assert not one._source.raw.getblocking()


@pytest.mark.port
def test_what_is_asked_of_a_reader_in_the_midst_of_ticks_is_done() -> None:
    """Waiting by reading, it hears no bell: each request is seen after the next tick, or after the moment is over."""
    asked: list[str] = []

    def talk(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        for number in range(20):
            peer.say(*(rate(AAPL, Bid=str(number * 10 + step)) for step in range(10)))
            asked.append(peer.serve_one()["operation"])
        peer.serve()

    with Hostile(talk) as server, WsClient(server.config()) as ws:
        ws.subscribe([AAPL])
        for number in range(20):
            until(lambda: len(asked) == number)  # noqa: B023 - awaited within the round
            (ws.subscribe if number % 2 == 0 else ws.unsubscribe)([AAPL + 1])
        until(lambda: len(asked) == 20)
