"""Canned answers on loopback: whatever is asked, the body for it is sent as it lies on disk."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

_END = b"\r\n\r\n"


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Canned(asyncio.Protocol):
    """One connection. Requests have no body."""

    def __init__(self, answers: dict[str, bytes]) -> None:
        self._answers = answers
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while _END in self._buffer:
            head, _, self._buffer = self._buffer.partition(_END)
            self._transport.write(self._answers[_name(head.split(b" ", 2)[1])])  # type: ignore[attr-defined]


def _name(target: bytes) -> str:
    path, _, query = target.partition(b"?")
    if path.endswith(b"/rates"):
        return "rates" if b"," in query or b"%2C" in query else "rate"
    if b"/candles/" in path:
        return "candles"
    return "portfolio" if path.endswith(b"portfolio") else "instruments"


async def main() -> None:
    folder = Path(sys.argv[1])
    names = ("rate", "rates", "candles", "portfolio", "instruments")
    answers = {name: _answer((folder / f"{name}.json").read_bytes()) for name in names}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Canned(answers), "127.0.0.1", 0, backlog=256)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"base_url": f"http://127.0.0.1:{port}"}), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
