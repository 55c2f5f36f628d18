"""A walk over received bytes, frame by frame (RFC 6455).

Nearly all that eToro sends is whole text frames, unmasked: those are cut out of the buffer here, at a few hundred
nanoseconds each. Everything rarer (fragments, masks, pings, closes, the binary keepalives that mean nothing) takes the
slow road, where websocket-client's rules say what is allowed.
"""

from __future__ import annotations

from struct import Struct
from typing import Final, NamedTuple

from websocket import ABNF, WebSocketProtocolException

from ..errors import EToroWebSocketError

#: The largest message accepted, whole or in fragments. eToro's are some kilobytes at most.
MESSAGE_LIMIT: Final = 16 * 1024 * 1024

# The first two bytes of nearly every frame: text, whole, unmasked, its length in the two bytes that follow.
_TEXT: Final = 0x81
_LENGTH_16: Final = 126
_TICK: Final = _TEXT << 8 | _LENGTH_16
_TICK_HEAD: Final = 4
_head_of: Final = Struct(">HH").unpack_from
_LENGTH_64: Final = 127
_MASKED: Final = 0x80
_FIRST_CONTROL: Final = 0x8
_CONTROL_LIMIT: Final = 125
_CODE_BYTES: Final = 2


class Ping(NamedTuple):
    """To be answered with a pong of the same payload."""

    payload: bytes


class Closed(NamedTuple):
    """The other side ended the connection; ``code`` is 1005 when it gave none."""

    code: int
    reason: str


class Broken(NamedTuple):
    """What came is not WebSocket any more; the connection cannot be used further."""

    error: EToroWebSocketError


Item = bytes | Ping | Closed | Broken


class _Header(NamedTuple):
    """First byte, mask (empty if none), and where the payload lies in the buffer."""

    first: int
    mask: bytes
    start: int
    stop: int


class FrameWalk:
    """Turns received bytes into what they mean, however they were cut up on the way.

    ``feed`` returns, in order: text messages as bytes, ``Ping``, ``Closed``, ``Broken``. After one of the last two it
    ignores whatever follows. ``other`` says whether the last call returned anything but messages.
    """

    def __init__(self) -> None:
        self.other = False
        self._parts: list[bytes] = []
        self._held = 0
        self._needed = 2
        self._kind = 0
        self._pieces: list[bytes] = []
        self._pieces_size = 0
        self._over = False
        #: Whether a frame, and a message, begins with the next byte.
        self._clear = True

    def feed(self, data: bytes) -> list[Item]:
        """What ``data``, after all that came before, brings."""
        self.other = False
        if (
            # A single tick, as nearly always outside of bursts: exactly one frame. Byte by byte, since what unpacks a
            # struct is in no cache any more, and to fetch it takes longer than all this.
            self._clear
            and len(data) >= _TICK_HEAD
            and data[0] == _TEXT
            and data[1] == _LENGTH_16
            and data[2] << 8 | data[3] == len(data) - _TICK_HEAD
        ):
            return [data[_TICK_HEAD:]]
        if self._parts:
            # A large message in many small reads is joined once, when it is there, and not at each read.
            self._parts.append(data)
            self._held += len(data)
            if self._held < self._needed:
                return []
            data = b"".join(self._parts)
        elif len(data) < self._needed:
            self._keep(data, 0, self._needed)
            return []
        return [] if self._over else self._walk(data)

    def _keep(self, data: bytes, position: int, needed: int) -> None:
        """Hold what is left from ``position`` until ``needed`` bytes of it are there."""
        rest = data[position:]
        self._parts = [rest] if rest else []
        self._held = len(rest)
        self._needed = needed
        self._clear = not (rest or self._kind or self._over)

    def _walk(self, data: bytes) -> list[Item]:
        items: list[Item] = []
        position, end, needed = 0, len(data), 0
        while not needed and end - position >= 2:
            if not self._kind:
                needed, position = self._quickly(data, position, items)
            if not needed and end - position >= 2:
                needed, position = self._slowly(data, position, items)
            if self._over:
                position = end
        self._keep(data, position, needed or 2)
        return items

    @staticmethod
    def _quickly(data: bytes, position: int, items: list[Item]) -> tuple[int, int]:
        """Take frames like those of nearly every tick, from ``position`` to the first that is another or not all there:
        (0, where it begins), or (bytes it needs, where it begins)."""
        add, end = items.append, len(data)
        last = end - _TICK_HEAD
        while position <= last:
            head, length = _head_of(data, position)
            if head != _TICK:
                break
            start = position + _TICK_HEAD
            stop = start + length
            if stop > end:
                return length + _TICK_HEAD, position
            add(data[start:stop])
            position = stop
        return 0, position

    def _slowly(self, data: bytes, position: int, items: list[Item]) -> tuple[int, int]:
        """Take any frame at ``position``: (0, where the next begins), or (bytes it needs, ``position``)."""
        header = self._header(data, position)
        if isinstance(header, int):
            return header, position
        if header.stop - header.start + self._pieces_size > MESSAGE_LIMIT:
            self._break(items, "1009", f"A message of over {MESSAGE_LIMIT:,} bytes was announced.")
        elif header.stop > len(data):
            return header.stop - position, position
        else:
            payload = data[header.start : header.stop]
            if header.mask:
                payload = ABNF.mask(header.mask, payload)
            self._frame(header.first, bool(header.mask), payload, items)
        return 0, header.stop

    @staticmethod
    def _header(data: bytes, position: int) -> _Header | int:
        """The header at ``position``, or how many bytes it takes if they are not all there."""
        second = data[position + 1]
        length = second & ~_MASKED
        extra = {_LENGTH_16: 2, _LENGTH_64: 8}.get(length, 0)
        start = position + 2 + extra + (4 if second & _MASKED else 0)
        if start > len(data):
            return start - position
        if extra:
            length = int.from_bytes(data[position + 2 : position + 2 + extra], "big")
        mask = data[start - 4 : start] if second & _MASKED else b""
        return _Header(data[position], mask, start, start + length)

    def _frame(self, first: int, masked: bool, payload: bytes, items: list[Item]) -> None:
        opcode = first & 0xF
        fin = first >> 7
        frame = ABNF(fin, first >> 6 & 1, first >> 5 & 1, first >> 4 & 1, opcode, int(masked), payload)
        try:
            frame.validate(skip_utf8_validation=True)
        except WebSocketProtocolException as error:
            self._break(items, "1002", f"The server broke the protocol: {error}")
            return
        if opcode < _FIRST_CONTROL:
            self._data(opcode, bool(fin), payload, items)
        elif not fin or len(payload) > _CONTROL_LIMIT:
            self._break(items, "1002", "The server broke the protocol: a control frame is short and in one piece.")
        elif opcode == ABNF.OPCODE_PING:
            items.append(Ping(payload))
            self.other = True
        elif opcode == ABNF.OPCODE_CLOSE:
            items.append(_closed(payload))
            self.other = self._over = True

    def _data(self, opcode: int, fin: bool, payload: bytes, items: list[Item]) -> None:
        """Text, binary, or the continuation of either."""
        if (opcode == ABNF.OPCODE_CONT) != bool(self._kind):
            self._break(items, "1002", "The server broke the protocol: fragments of two messages are mixed.")
            return
        kind = self._kind or opcode
        if not fin:
            self._kind = kind
            if payload:
                self._pieces.append(payload)
                self._pieces_size += len(payload)
            return
        if kind == ABNF.OPCODE_TEXT:
            items.append(b"".join((*self._pieces, payload)))
        self._kind, self._pieces, self._pieces_size = 0, [], 0

    def _break(self, items: list[Item], code: str, message: str) -> None:
        items.append(Broken(EToroWebSocketError(message, code=code)))
        self.other = self._over = True


def _closed(payload: bytes) -> Closed:
    if len(payload) < _CODE_BYTES:
        return Closed(1005, "")
    return Closed(int.from_bytes(payload[:_CODE_BYTES], "big"), payload[_CODE_BYTES:].decode("utf-8", "replace"))
