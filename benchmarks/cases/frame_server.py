"""A WebSocket server that sends ticks made beforehand: as fast as they are taken, or so many a second.

``frame_server.py <bodies> [tls <certificate>]``; the address's query says what a connection gets once it has
subscribed: ``ticks=20000`` and, for a pace, ``rate=1000``. Under TLS each frame is a record of its own. A paced tick
carries the time it was sent, in nanoseconds of the monotonic clock, as its PriceRateID.
"""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_CHUNK = 65_536
_CLOSE, _PING = 8, 9
_STAMP = "STAMP"
_ID = "7f0c1a52-3f77-4f0e-9a55-8f1d5d2f4b11"


def frame(payload: bytes, opcode: int = 1) -> bytes:
    """A whole frame, unmasked."""
    size = len(payload)
    head = bytes([0x80 | opcode, size]) if size < 126 else bytes([0x80 | opcode, 126]) + size.to_bytes(2, "big")
    return head + payload


def tick(topic: str, fields: dict[str, str], rate_id: str | None = None) -> bytes:
    """A delta as eToro sends it: its content is JSON within JSON."""
    content = json.dumps(fields | ({} if rate_id is None else {"PriceRateID": rate_id}), separators=(",", ":"))
    message = {"topic": topic, "content": content, "id": _ID, "type": "Trading.Instrument.Rate"}
    return json.dumps({"messages": [message]}, separators=(",", ":")).encode()


class Peer:
    """A connection; TLS, if there is any, is done in memory so that many records leave with one call."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext | None) -> None:
        self._sock = sock
        self._out = ssl.MemoryBIO()
        self._in = ssl.MemoryBIO()
        self._tls = None if context is None else context.wrap_bio(self._in, self._out, server_side=True)
        self._buffer = b""

    def sealed(self, frames: list[bytes]) -> bytes:
        """Frames as they travel: a record each under TLS."""
        if self._tls is None:
            return b"".join(frames)
        for one in frames:
            self._tls.write(one)
        return self._out.read()

    def send(self, *frames: bytes) -> None:
        self._sock.sendall(self.sealed(list(frames)))

    def send_sealed(self, data: bytes) -> None:
        self._sock.sendall(data)

    def more(self) -> None:
        """Wait for bytes."""
        while True:
            try:
                data = self._sock.recv(_CHUNK) if self._tls is None else self._tls.read(_CHUNK)
                break
            except ssl.SSLWantReadError:
                self._sock.sendall(self._out.read())
                arrived = self._sock.recv(_CHUNK)
                if not arrived:
                    raise ConnectionError from None
                self._in.write(arrived)
        if self._tls is not None:
            self._sock.sendall(self._out.read())
        if not data:
            raise ConnectionError
        self._buffer += data

    def until(self, end: bytes) -> bytes:
        while end not in self._buffer:
            self.more()
        head, _, self._buffer = self._buffer.partition(end)
        return head

    def exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self.more()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def receive(self) -> tuple[int, bytes]:
        """The next frame of the client: opcode and payload."""
        first, second = self.exactly(2)
        size = second & 0x7F
        if size == 126:
            size = int.from_bytes(self.exactly(2), "big")
        elif size == 127:
            size = int.from_bytes(self.exactly(8), "big")
        mask = self.exactly(4) if second & 0x80 else bytes(4)
        payload = self.exactly(size)
        return first & 0xF, bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def shake_hands(peer: Peer) -> dict[str, str]:
    """Accept the connection; gives what its address asks for."""
    lines = peer.until(b"\r\n\r\n").split(b"\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
    accept = base64.b64encode(hashlib.sha1(headers[b"sec-websocket-key"] + _MAGIC).digest())
    answer = b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: "
    peer.send(answer + accept + b"\r\n\r\n")
    return dict(parse_qsl(urlsplit(lines[0].split(b" ")[1].decode()).query))


def converse(peer: Peer, ticks: list[tuple[str, dict[str, str]]]) -> None:
    """Acknowledge everything; send ticks after the first subscription."""
    wanted = shake_hands(peer)
    sent = False
    while True:
        opcode, payload = peer.receive()
        if opcode == _CLOSE:
            peer.send(frame(payload[:2], _CLOSE))
            return
        if opcode == _PING:
            peer.send(frame(payload, 10))
        if opcode != 1:
            continue
        request = json.loads(payload)
        ack = {"id": request["id"], "operation": request["operation"], "success": True}
        if request["operation"] != "Subscribe" or sent:
            peer.send(frame(json.dumps(ack).encode()))
            continue
        sent = True
        prepared = _prepare(peer, wanted, ticks, frame(json.dumps(ack).encode()))
        if "rate" in wanted:
            _keep_pace(peer, ticks, int(wanted["ticks"]), float(wanted["rate"]))
        else:
            peer.send_sealed(prepared)


def _prepare(peer: Peer, wanted: dict[str, str], ticks: list[Any], ack: bytes) -> bytes:
    """A burst, ready to leave at once, its acknowledgement in front; paced ticks are made when their time has come."""
    if "rate" in wanted:
        peer.send(ack)
        return b""
    frames = [frame(tick(*content)) for content in ticks]
    count = int(wanted["ticks"])
    return peer.sealed([ack, *(frames[number % len(frames)] for number in range(count))])


def _keep_pace(peer: Peer, ticks: list[tuple[str, dict[str, str]]], count: int, rate: float) -> None:
    # Encoding takes time that is not to count: only the stamp is put in at the last moment.
    halves = [frame_halves(*content) for content in ticks]
    began = time.monotonic() + 0.05
    for number in range(count):
        before, after = halves[number % len(halves)]
        delay = began + number / rate - time.monotonic()
        if delay > 0:
            time.sleep(delay)
        peer.send(frame(before + b"%019d" % time.monotonic_ns() + after))


def frame_halves(topic: str, fields: dict[str, str]) -> tuple[bytes, bytes]:
    before, _, after = tick(topic, fields, _STAMP).partition(_STAMP.encode())
    return before, after


def serve(listener: socket.socket, context: ssl.SSLContext | None, ticks: list[tuple[str, dict[str, str]]]) -> None:
    def attend(sock: socket.socket) -> None:
        with sock:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                converse(Peer(sock, context), ticks)
            except (OSError, ValueError):
                # The client is gone.
                return

    while True:
        sock, _ = listener.accept()
        threading.Thread(target=attend, args=(sock,), daemon=True).start()


def main() -> None:
    folder, *certificate = sys.argv[1:]
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate[0])
    ticks = [(topic, fields) for topic, fields in json.loads((Path(folder) / "ticks.json").read_text())]
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    scheme = "wss" if context else "ws"
    print(json.dumps({"ws_url": f"{scheme}://localhost:{listener.getsockname()[1]}/ws"}), flush=True)
    serve(listener, context, ticks)


if __name__ == "__main__":
    main()
