"""A server for the stream on loopback that does what it is told, however rude.

A script is a function that is run, in a thread of its own, for each connection that a client makes; the ``Peer`` it
gets speaks frames in either direction and can also send bytes that are no frames at all.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Self

from etoropy.config import EToroConfig

TEXT, BINARY, CLOSE, PING, PONG, CONT = 0x1, 0x2, 0x8, 0x9, 0xA, 0x0
PATIENCE = 20.0

API_KEY = "api-key-of-tests"
USER_KEY = "user-key-of-tests"


def config(ws_url: str = "ws://127.0.0.1:9/ws", **settings: Any) -> EToroConfig:
    """Settings with the keys that this server knows; the environment is not read."""
    return EToroConfig(
        api_key=API_KEY, user_key=USER_KEY, ws_url=ws_url, environ={}, **{"timeout": PATIENCE} | settings
    )


class Gone(Exception):
    """The client has left."""


def frame(payload: bytes, opcode: int = TEXT, *, fin: bool = True, mask: bytes = b"", rsv: int = 0) -> bytes:
    """A frame as a server sends it (unmasked, unless told otherwise)."""
    first = (0x80 if fin else 0) | rsv << 4 | opcode
    bit = 0x80 if mask else 0
    if len(payload) < 126:
        head = bytes([first, bit | len(payload)])
    elif len(payload) < 65_536:
        head = struct.pack("!BBH", first, bit | 126, len(payload))
    else:
        head = struct.pack("!BBQ", first, bit | 127, len(payload))
    if mask:
        payload = bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))
    return head + mask + payload


def envelope(*messages: dict[str, Any]) -> bytes:
    return json.dumps({"messages": list(messages)}).encode()


def rate(instrument_id: int, **fields: Any) -> dict[str, Any]:
    """A delta, fields under eToro's names."""
    content = json.dumps(fields)
    return {"topic": f"instrument:{instrument_id}", "content": content, "id": "m", "type": "Trading.Instrument.Rate"}


def snapshot(instrument_id: int, **fields: Any) -> dict[str, Any]:
    """The full state of an instrument; the prices of 100.0 and 100.5 unless told otherwise."""
    content = {
        "InstrumentID": str(instrument_id),
        "Bid": "100.0",
        "Ask": "100.5",
        "LastExecution": "100.0",
        "Date": "2026-11-20T10:00:00.1234567Z",
        "PriceRateID": "1",
        "IsMarketOpen": "True",
    }
    return {
        "topic": f"instrument:{instrument_id}",
        "content": json.dumps(content | fields),
        "id": "s",
        "type": "Snapshot",
    }


def private(kind: str = "Trading.OrderForOpen.Update", **fields: Any) -> dict[str, Any]:
    return {"topic": "private", "content": json.dumps(fields), "id": "p", "type": kind}


class Peer:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.sock = sock
        self.number = number
        self.topics: set[str] = set()
        self.requests: list[dict[str, Any]] = []
        self.sizes: list[int] = []
        self.pongs: list[bytes] = []
        self.pings = 0
        self._buffer = b""

    # what it says

    def raw(self, data: bytes) -> None:
        try:
            self.sock.sendall(data)
        except OSError as error:
            raise Gone from error

    def text(self, payload: bytes) -> None:
        self.raw(frame(payload))

    def say(self, *messages: dict[str, Any]) -> None:
        self.text(envelope(*messages))

    def ack(self, request: dict[str, Any], success: bool = True, **extra: Any) -> None:
        answer = {"id": request["id"], "operation": request["operation"], "success": success} | extra
        self.text(json.dumps(answer).encode())

    def goodbye(self, code: int = 1000, reason: str = "") -> None:
        self.raw(frame(struct.pack("!H", code) + reason.encode(), CLOSE))

    def drop(self) -> None:
        """Hang up without a word, the rude way (a reset)."""
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone

    # what it hears

    def _exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            try:
                data = self.sock.recv(65_536)
            except OSError as error:
                raise Gone from error
            if not data:
                raise Gone
            self._buffer += data
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def hear(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload."""
        first, second = self._exactly(2)
        length = second & 0x7F
        size = 2
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
            size += 2
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
            size += 8
        mask = self._exactly(4) if second & 0x80 else b"\0\0\0\0"
        payload = bytes(byte ^ mask[index % 4] for index, byte in enumerate(self._exactly(length)))
        self.sizes.append(size + 4 + length)
        return first & 0xF, payload

    def request(self) -> dict[str, Any]:
        """The next request; pings and pongs are noted on the way."""
        while True:
            opcode, payload = self.hear()
            if opcode == CLOSE:
                raise Gone
            if opcode == PING:
                self.pings += 1
                self.raw(frame(payload, PONG))
            elif opcode == PONG:
                self.pongs.append(payload)
            elif opcode == BINARY:
                self.goodbye(1003)
                raise Gone
            else:
                request: dict[str, Any] = json.loads(payload)
                self.requests.append(request)
                return request

    def has_pinged(self, times: int) -> bool:
        return self.pings >= times

    # what it does by habit

    def let_in(self) -> None:
        """Expect good keys and accept them."""
        request = self.request()
        assert request["operation"] == "Authenticate", request
        assert request["data"] == {"userKey": USER_KEY, "apiKey": API_KEY}, "wrong keys"
        self.ack(request)

    def serve_one(self, prices: Callable[[int], dict[str, Any]] = snapshot) -> dict[str, Any]:
        """Answer one Subscribe or Unsubscribe, with snapshots if asked for."""
        request = self.request()
        topics = request["data"]["topics"]
        self.ack(request)
        if request["operation"] == "Unsubscribe":
            self.topics.difference_update(topics)
            return request
        self.topics.update(topics)
        if request["data"]["snapshot"]:
            for topic in topics:
                if topic.startswith("instrument:"):
                    self.say(prices(int(topic.partition(":")[2])))
        return request

    def serve(self, prices: Callable[[int], dict[str, Any]] = snapshot) -> None:
        """Serve subscriptions until the client leaves."""
        while True:
            self.serve_one(prices)


Script = Callable[[Peer], None]


def honest(peer: Peer) -> None:
    """What eToro does on a good day."""
    peer.let_in()
    peer.serve()


def lost_until(gate: threading.Event) -> Script:
    """The first connection is lost after one subscription; others are answered once the gate is open."""

    def script(peer: Peer) -> None:
        if peer.number:
            gate.wait(PATIENCE)
        peer.let_in()
        peer.serve_one()
        if peer.number:
            peer.serve()
        peer.drop()

    return script


class Hostile:
    """The server. ``scripts`` are for the first connections, in order; the last one is for all that follow."""

    def __init__(self, *scripts: Script, tls: ssl.SSLContext | None = None, backlog: int = 128) -> None:
        self._scripts = scripts or (honest,)
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=backlog)
        self._threads: list[threading.Thread] = []
        self._closing = False
        self.peers: list[Peer] = []
        self.failures: list[Exception] = []
        self.changed = threading.Condition()
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, name="hostile-accept", daemon=True)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"wss://localhost:{self.port}/ws" if self._tls else f"ws://127.0.0.1:{self.port}/ws"

    def config(self, **settings: Any) -> EToroConfig:
        return config(self.url, **settings)

    @property
    def connections(self) -> int:
        return len(self.peers)

    def _accept(self) -> None:
        while not self._closing:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            if self._closing:
                sock.close()
                return
            number = len(self.peers)
            peer = Peer(sock, number)
            self.peers.append(peer)
            thread = threading.Thread(target=self._run, args=(peer,), name=f"hostile-{number}", daemon=True)
            thread.start()
            # One thread is kept in mind at a time: a test may connect a thousand times.
            self._threads = [other for other in self._threads if other.is_alive()] + [thread]

    def _run(self, peer: Peer) -> None:
        script = self._scripts[min(peer.number, len(self._scripts) - 1)]
        try:
            peer.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._tls is not None:
                peer.sock = self._tls.wrap_socket(peer.sock, server_side=True)
            if not getattr(script, "before_handshake", False):
                peer.raw(answer_to(read_head(peer)))
            script(peer)
        except (Gone, OSError):
            pass
        except Exception as error:  # noqa: BLE001 - told to the test when the server closes
            self.failures.append(error)
        finally:
            peer.sock.close()

    def close(self) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(PATIENCE)
        for peer in self.peers:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(peer.sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        if self.failures:
            raise self.failures[0]


def before_handshake(script: Script) -> Script:
    """A script that begins where others have shaken hands already."""
    script.before_handshake = True  # type: ignore[attr-defined]
    return script


def read_head(peer: Peer) -> bytes:
    """The request that asks for a WebSocket."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += peer._exactly(1)
    return head


def answer_to(head: bytes) -> bytes:
    """What a server says to a request for a WebSocket."""
    lines = dict(line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:] if ": " in line)
    headers = {name.lower(): value for name, value in lines.items()}
    assert headers["user-agent"].startswith("etoropy/"), headers
    digest = hashlib.sha1(headers["sec-websocket-key"].encode() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()
    accept = base64.b64encode(digest)
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def until(condition: Callable[[], Any], what: str = "") -> None:
    """Wait for something to come true; a test fails when it does not in a generous time."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what or condition}")
        time.sleep(0.001)


def cut(data: bytes, sizes: Iterable[int]) -> list[bytes]:
    """``data`` in pieces of these sizes, over and over."""
    pieces, position = [], 0
    for size in sizes:
        if position >= len(data):
            break
        pieces.append(data[position : position + size])
        position += size
    return [*pieces, data[position:]] if position < len(data) else pieces
