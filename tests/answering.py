"""A server on this machine that says, byte for byte, what a test has it say."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

#: In place of an answer: end the connection, or stay silent until the test is over.
HANG_UP = None
SILENCE = False


class Cut(NamedTuple):
    """Say this much, then end the connection."""

    said: bytes


Answer = bytes | Cut | None | bool


def answer(body: bytes = b"{}", *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer."""
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Answering:
    """Gives each request the next of ``answers``, the last one again and again.

    ``requests`` are those that came, byte for byte; ``connections`` how many connections they came by; ``cut`` is set
    once a connection was ended in the midst.
    """

    def __init__(self, answers: Sequence[Answer], context: ssl.SSLContext | None) -> None:
        self.requests: list[bytes] = []
        self.connections = 0
        self.cut = threading.Event()
        self._answers = list(answers)
        self._context = context
        self._over = threading.Event()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                # It is over.
                return
            self.connections += 1
            self._sockets.append(sock)
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        try:
            if self._context is not None:
                sock = self._context.wrap_socket(sock, server_side=True)
            while request := _request(sock):
                self.requests.append(request)
                said = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
                if said is SILENCE:
                    self._over.wait()
                elif isinstance(said, bytes):
                    sock.sendall(said)
                    continue
                elif isinstance(said, Cut):
                    sock.sendall(said.said)
                break
        except OSError:
            # The other side has gone, or wants nothing of our certificate.
            pass
        finally:
            sock.close()
            self.cut.set()

    def close(self) -> None:
        self._over.set()
        # Closing alone would leave it with whoever accepts.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._sockets:
            sock.close()


def _request(sock: socket.socket) -> bytes:
    """A request, with its body; empty at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = sock.recv(65536)
        if not part:
            return b""
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
    while len(body) < length:
        body += sock.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def answering(*answers: Answer, context: ssl.SSLContext | None = None) -> Iterator[Answering]:
    """Such a server, for as long as the block."""
    server = Answering(answers, context)
    try:
        yield server
    finally:
        server.close()
