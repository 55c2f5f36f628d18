"""TLS over buffers: many records for one read of the socket.

A TLS socket of the standard library asks the system twice for each record, and eToro sends a record for each tick. Here
whatever has arrived is fetched at once and taken apart in memory, which costs a burst of ticks a quarter of the time.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from typing import Any, Final, TypeVar

T = TypeVar("T")

#: Bytes that are asked of the system at a time: room for the largest record. In a burst, more would mean that what was
#: made of the first bytes has left the processor's caches before the last of them are read.
CHUNK: Final = 32_768


class TlsSocket:
    """A socket with TLS inside, as far as websocket-client and a link need one. One thread at a time."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, server_name: str) -> None:
        self.raw = sock
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=server_name)
        #: Bound once: to make it anew for each tick would cost as much as a call.
        self._read = self._tls.read
        self._unsent = b""
        self._looked = False
        #: The flag of calls that do not wait, for the owner to set: 0 while any may, and where none ever does.
        self.at_once = 0
        #: Whether the other side said goodbye, or hung up.
        self.ended = False
        #: Whether the system had no more to give at the last ``recv_all``.
        self.drained = False

    @property
    def backlog(self) -> bool:
        """Whether something that was sent has yet to leave."""
        return bool(self._unsent)

    def send(self, data: bytes) -> int:
        """Take ``data`` whole, or nothing of it: BlockingIOError while the last has not left."""
        self.flush()
        if self._unsent:
            raise BlockingIOError
        self._through(lambda: self._tls.write(data))
        self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand to the system what it takes of what was sent."""
        self._unsent += self._outgoing.read()
        try:
            while self._unsent:
                self._unsent = self._unsent[self.raw.send(self._unsent, self.at_once) :]
        except BlockingIOError:
            pass

    def recv(self, size: int) -> bytes:
        """Up to ``size`` bytes of one record; empty at the end. For handshakes: ``recv_all`` is quicker."""
        try:
            return self._through(lambda: self._tls.read(size))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    def recv_all(self, flags: int) -> bytes:
        """All that has arrived; empty at the end, BlockingIOError if there is not one whole record. ``flags`` are those
        of ``socket.recv``: with 0 it waits as the socket does, with ``at_once`` not at all."""
        # In one function, like its callers: for a tick that comes alone, entering another takes longer than what it
        # does, since none of it is in the processor's caches any more.
        if self.ended:
            return b""
        pieces: list[bytes] = []
        read, incoming = self._read, self._incoming
        if self._looked:
            data = self.raw.recv(CHUNK, flags)
            self.drained = len(data) < CHUNK
            if not data:
                self.ended = True
                return b""
            incoming.write(data)
        else:
            # What came together with the answer to the handshake waits in memory, and the system knows nothing of it.
            self._looked = True
            if left := self._tls.pending():
                pieces.append(read(left))
        try:
            # A record holds less than is asked for, so none is left in part.
            while piece := read(CHUNK):
                pieces.append(piece)
                if not incoming.pending:
                    break
            else:
                # Their goodbye: whatever lies behind it is never read.
                self.ended = True
        except ssl.SSLWantReadError:
            # The rest is part of a record, or something that TLS said to itself.
            pass
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            self.ended = True
        if self.ended:
            # What was read goes first; the end is told by the next call, of which the system may announce nothing.
            self.drained = False
        elif not pieces:
            raise BlockingIOError
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _through(self, step: Callable[[], T]) -> T:
        """Do ``step``, passing on what TLS itself has to say and hear meanwhile."""
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self.flush()
                data = self.raw.recv(CHUNK, self.at_once)
                if data:
                    self._incoming.write(data)
                else:
                    self._incoming.write_eof()

    def fileno(self) -> int:
        return self.raw.fileno()

    def settimeout(self, seconds: float | None) -> None:
        self.raw.settimeout(seconds)

    def gettimeout(self) -> float | None:
        return self.raw.gettimeout()

    def setblocking(self, flag: bool) -> None:
        self.raw.setblocking(flag)

    def shutdown(self, how: int) -> None:
        self.raw.shutdown(how)

    def close(self) -> None:
        self.raw.close()

    @property
    def _closed(self) -> bool:
        # Asked for by websocket-client before it closes.
        return self.raw.fileno() < 0


class TlsMaker:
    """What websocket-client takes for an SSL context: wraps sockets the way of this module, by the rules of a real one.

    ``check_hostname`` and ``verify_mode`` are settings that the library writes into any context it is given; here they
    change nothing, so that what the owner of the real one decided stands.
    """

    def __init__(self, context: ssl.SSLContext) -> None:
        self.check_hostname = context.check_hostname
        self.verify_mode = context.verify_mode
        self._context = context

    def wrap_socket(self, sock: socket.socket, *, server_hostname: str, **_: Any) -> TlsSocket:
        """The handshake is left to the first write: by then another thread can break it off."""
        return TlsSocket(sock, self._context, server_hostname)
