"""The socket beneath a connection: websocket-client's handshake, then reads and writes that never block for long.

After the handshake the socket is set not to block; a thread waits for bytes and for its bell at once. Only one reads or
writes here at a time: TLS allows no two.
"""

from __future__ import annotations

import select
import socket
import ssl
import struct
from collections import deque
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

import websocket
from websocket import ABNF

from ..errors import EToroError, EToroValidationError, EToroWebSocketError
from .tls import CHUNK, TlsMaker, TlsSocket

_PONGS_HELD: Final = 100
_CLOSE_NORMAL: Final = b"\x03\xe8"
_PROXY_PORTS: Final = {"http": 8080, "socks4": 1080, "socks4a": 1080, "socks5": 1080, "socks5h": 1080}

#: Seconds after which a read that waits gives up: whatever else its thread has to do waits for as long.
MOMENT: Final = 0.02
#: The same in seconds and microseconds, as sockets take it.
_TIMEOUT: Final = struct.pack("@ll", 0, round(MOMENT * 1e6))
#: What has a single call on a socket not wait, though others may. Without it (Windows), none ever does.
_DONT_WAIT: Final[int] = getattr(socket, "MSG_DONTWAIT", 0)

#: What a socket without blocking says when there is nothing to read, or no room to write.
_NOT_NOW: Final = (BlockingIOError, InterruptedError)


class Proxy(NamedTuple):
    """A proxy between here and eToro."""

    kind: str
    host: str
    port: int
    user: str | None
    password: str | None

    def __repr__(self) -> str:
        return f"Proxy({self.kind}://{self.host}:{self.port})"


def proxy_of(url: str) -> Proxy:
    """A proxy from ``http://user:password@host:port``; also ``socks5://`` and the like, if python-socks is
    installed."""
    parts = urlsplit(url)
    try:
        port = parts.port or _PROXY_PORTS.get(parts.scheme, 0)
    except ValueError:
        port = 0
    if parts.scheme not in _PROXY_PORTS or not parts.hostname or not port:
        kinds = ", ".join(_PROXY_PORTS)
        raise EToroValidationError(f"proxy must be a URL with a host, of one of the kinds {kinds}.", field="proxy")
    user = unquote(parts.username) if parts.username else None
    return Proxy(parts.scheme, parts.hostname, port, user, unquote(parts.password or "") if user else None)


class Bell:
    """Lets any thread wake the one that waits for a socket."""

    def __init__(self) -> None:
        self._hear, self._pull = socket.socketpair()
        self._hear.setblocking(False)
        self._pull.setblocking(False)
        self._closed = False

    def fileno(self) -> int:
        return self._hear.fileno()

    def ring(self) -> None:
        try:
            self._pull.send(b"\0")
        except OSError:
            # Full: it rings already. Closed: nobody waits any more.
            pass

    def hush(self) -> None:
        """Forget the rings so far."""
        try:
            while self._hear.recv(4096):
                pass
        except OSError:
            pass

    def wait(self, seconds: float) -> None:
        """Wait until it rings, or for ``seconds``."""
        poll = _Poll()
        poll.register(self._hear, _READ)
        poll.poll(seconds * 1000)
        self.hush()

    def close(self) -> None:
        self._hear.close()
        self._pull.close()


_File = socket.socket | Bell


class _Select:
    """The system's ``poll``, where there is none."""

    def __init__(self) -> None:
        self._wanted: dict[int, int] = {}

    def register(self, file: _File, events: int) -> None:
        self._wanted[file.fileno()] = events

    modify = register

    def poll(self, milliseconds: float) -> list[tuple[int, int]]:
        read = [number for number, events in self._wanted.items() if events & _READ]
        write = [number for number, events in self._wanted.items() if events & _WRITE]
        found = select.select(read, write, [], milliseconds / 1000)
        return [(number, _READ) for number in found[0]] + [(number, _WRITE) for number in found[1]]


_READ: Final = getattr(select, "POLLIN", 1)
_WRITE: Final = getattr(select, "POLLOUT", 4)
# Not the module ``selectors``: what it does around this call costs more than the call.
_Poll: Final[Any] = getattr(select, "poll", _Select)


class _Plain:
    """A socket without TLS, to be read like one with it."""

    #: What ends it is read like everything else.
    ended = False
    #: Nothing is kept here of what was sent.
    backlog = False

    def __init__(self, sock: socket.socket) -> None:
        self.drained = False
        self.raw = sock
        self.at_once = 0

    def recv_all(self, flags: int) -> bytes:
        data = self.raw.recv(CHUNK, flags)
        self.drained = len(data) < CHUNK
        return data

    def send(self, data: bytes) -> int:
        return self.raw.send(data, self.at_once)

    def flush(self) -> None:
        """There is nothing to hand on."""


def _settle(sock: socket.socket) -> int:
    """Have nothing on ``sock`` wait for longer than a moment, now that the handshake is over. Gives the flag for calls
    that are not to wait at all; 0 if none ever does."""
    if _DONT_WAIT:
        sock.setblocking(True)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _TIMEOUT)
            return _DONT_WAIT
        except OSError:
            # A system that counts its seconds otherwise.
            pass
    sock.setblocking(False)
    return 0


class Link:
    """One WebSocket connection, used by one thread at a time.

    ``timeout`` bounds each step of connecting, in seconds. ``agent`` goes out as User-Agent, since eToro's front
    refuses the names of bare libraries.
    """

    def __init__(
        self, url: str, *, bell: Bell, timeout: float, context: ssl.SSLContext | None, proxy: Proxy | None, agent: str
    ) -> None:
        self._url = url
        self._bell = bell
        self._bell_number = bell.fileno()
        self._timeout = timeout
        self._proxy = proxy
        self._agent = agent
        self._raw: socket.socket | None = None
        self._poll: Any = None
        #: What polling finds when there is something to read, and nothing else.
        self._readable: list[tuple[int, int]] = []
        #: Whether something that was sent has yet to leave.
        self.behind = False
        self._unsent: deque[bytes] = deque()
        self._source: TlsSocket | _Plain | None = None
        #: Whether bytes come so often that the next will be here before anything else needs the reader.
        self.brisk = False
        sslopt = {} if context is None else {"context": TlsMaker(context)}
        # The library's methods have no annotations of their own.
        self._web: Any = websocket.WebSocket(sslopt=sslopt, enable_multithread=False, skip_utf8_validation=True)

    def open(self) -> None:
        """Connect and shake hands. Raises ``EToroWebSocketError``; ``code`` is the HTTP status if there was one."""
        try:
            self._web.connect(self._url, **self._options())
        except websocket.WebSocketBadStatusException as error:
            # The library's own text quotes headers and body of the answer.
            message = f"The stream refused the connection: HTTP {error.status_code}."
            raise EToroWebSocketError(message, code=str(error.status_code)) from None
        except EToroError:
            raise
        except Exception as error:
            # Resolver, TLS, proxy libraries and odd answers each raise kinds of their own.
            detail = str(error) or type(error).__name__
            raise EToroWebSocketError(f"The stream could not be reached: {detail}") from error
        sock: socket.socket | TlsSocket = self._web.sock
        self._source = source = sock if isinstance(sock, TlsSocket) else _Plain(sock)
        source.at_once = _settle(source.raw)
        self._poll = _Poll()
        self._poll.register(source.raw, _READ)
        self._poll.register(self._bell, _READ)
        self._readable = [(sock.fileno(), _READ)]

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {
            "timeout": self._timeout,
            "redirect_limit": 0,
            "suppress_origin": True,
            "header": [f"User-Agent: {self._agent}"],
        }
        parts = urlsplit(self._url)
        if self._proxy is not None:
            kind, host, port, user, password = self._proxy
            options |= {"proxy_type": kind, "http_proxy_host": host, "http_proxy_port": port}
            options |= {"http_proxy_auth": (user, password), "http_proxy_timeout": self._timeout}
            # Otherwise NO_PROXY would outrank what the caller said in so many words.
            options["http_no_proxy"] = [""]
        elif parts.scheme == "ws" and parts.hostname:
            # Plain connections go to this machine only, and so past any proxy that the environment names.
            self._raw = socket.create_connection((parts.hostname, parts.port or 80), self._timeout)
            self._raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            options["socket"] = self._raw
        return options

    def _open_source(self) -> TlsSocket | _Plain:
        if self._source is None:
            raise EToroWebSocketError("The connection is closed.")
        return self._source

    def read(self, seconds: float) -> bytes:
        """Bytes, as many as there are; empty when the bell rang or ``seconds`` passed. 0 does not wait for the bell.

        Raises ``EToroWebSocketError`` when the connection broke or ended.
        """
        if self.behind:
            self._flush()
        source = self._source or self._open_source()
        flags = source.at_once
        try:
            # After a read that left something behind, the system is not asked whether there is anything.
            if seconds and source.drained:
                if flags and self.brisk and not self.behind:
                    # One call instead of two, of which the second would begin when the bytes are here.
                    flags = 0
                else:
                    ready = self._poll.poll(seconds * 1000)
                    if ready != self._readable and not self._heed(ready):
                        return b""
            data = source.recv_all(flags)
        except _NOT_NOW:
            source.drained = True
            self.brisk = False
            return b""
        except OSError as error:
            raise _broken(error) from error
        if not data:
            raise EToroWebSocketError("eToro ended the connection without saying so.", code="1006")
        return data

    def has_bytes(self) -> bool:
        """Whether there is something to read."""
        poll = self._poll
        return poll is not None and any(number != self._bell_number for number, _ in poll.poll(0))

    @property
    def is_over(self) -> bool:
        """Whether it has ended though the system announces nothing more; the next ``read`` says so."""
        return self._source is not None and self._source.ended

    def twin(self) -> socket.socket:
        """Another socket to the same end, to be closed for itself."""
        return self._open_source().raw.dup()

    def _heed(self, ready: list[tuple[int, int]]) -> bool:
        """Whether anything is to be read, the socket's end included, among other things that woke us."""
        numbers = {number for number, events in ready if events & ~_WRITE}
        if self._bell_number in numbers:
            self._bell.hush()
        return bool(numbers - {self._bell_number})

    def send(self, payload: bytes, opcode: int = ABNF.OPCODE_TEXT) -> None:
        """Send a frame, now or as soon as the other side takes it."""
        self._unsent.append(ABNF.create_frame(payload, opcode).format())
        self._flush()

    def _flush(self) -> None:
        source = self._open_source()
        try:
            source.flush()
            while self._unsent:
                frame = self._unsent[0]
                sent = source.send(frame)
                if sent < len(frame):
                    self._unsent[0] = frame[sent:]
                else:
                    self._unsent.popleft()
        except _NOT_NOW:
            pass
        except OSError as error:
            raise _broken(error) from error
        behind = bool(self._unsent) or source.backlog
        if self._poll is not None and behind != self.behind:
            self._poll.modify(source.raw, _READ | (_WRITE if behind else 0))
        self.behind = behind

    def ping(self) -> None:
        self.send(b"", ABNF.OPCODE_PING)

    def pong(self, payload: bytes) -> None:
        # Only the newest ping has to be answered; a server that pings and never reads must not fill our memory.
        if len(self._unsent) < _PONGS_HELD:
            self.send(payload, ABNF.OPCODE_PONG)

    def abort(self) -> None:
        """Break off a handshake that another thread waits for, or whatever others wait for."""
        for sock in (self._web.sock, self._raw):
            if sock is not None:
                try:
                    sock.shutdown(socket.SHUT_RDWR)
                except OSError:
                    # Not connected, or closed meanwhile: nothing to break off.
                    pass

    def close(self, *, politely: bool = False) -> None:
        """Let go of the socket; ``politely`` says goodbye first, if that takes no waiting."""
        if politely and self._poll is not None:
            try:
                self.send(_CLOSE_NORMAL, ABNF.OPCODE_CLOSE)
            except (EToroWebSocketError, ValueError):
                pass
        if self._poll is not None:
            self._poll = self._source = None
            self.abort()
        self._web.shutdown()
        if self._raw is not None:
            self._raw.close()


def _broken(error: OSError) -> EToroWebSocketError:
    return EToroWebSocketError(f"The connection broke: {error.strerror or error}", code="1006")
