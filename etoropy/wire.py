"""What is sent and received, whatever library carries it, and what its failures mean."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, urlsplit

from .errors import (
    EToroConnectionError,
    EToroError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
)

Headers = list[tuple[bytes, bytes]]

# httpcore looks at every idle connection several times in each request, so there are few. All are kept: it would
# close whichever falls idle while there are more of any kind than are to be kept.
MOST_CONNECTIONS: Final = 10
IDLE_SECONDS: Final = 30.0

# What may stand in an address beside letters and digits. An escape stays as it is.
_ALLOWED: Final = "%!$&'()*+,-./:;=?@[]_~"
_PORTS: Final = {"http": 80, "https": 443}
# Systems that keep proxies elsewhere than in the environment.
_WITH_SETTINGS: Final = ("darwin", "win32")
# Methods of which a server expects to be told that nothing comes.
_SAY_NOTHING_COMES: Final = ("PATCH", "POST", "PUT")


class Asked:
    """A request: what stands behind the base address, headers but for those about the connection, body, and the seconds
    that bound each of connecting, sending, and the silence while reading."""

    __slots__ = ("body", "headers", "method", "target", "timeout")

    def __init__(self, method: str, target: str, headers: Headers, body: bytes | None, timeout: float) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.timeout = timeout

    @property
    def extensions(self) -> dict[str, Any]:
        """The bounds, as httpx and httpcore take them."""
        return {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), self.timeout)}

    @property
    def length_header(self) -> Headers:
        """The header that says how long the body is, where one has to."""
        if self.body is None:
            return [(b"Content-Length", b"0")] if self.method in _SAY_NOTHING_COMES else []
        return [(b"Content-Length", b"%d" % len(self.body))]


class Address:
    """A base address, taken apart once."""

    __slots__ = ("host", "named", "path", "port", "scheme")

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        name = parts.hostname or ""
        #: As it is looked up.
        self.host = name.encode("idna") if not name.isascii() else name.encode("ascii")
        self.port = parts.port
        self.scheme = parts.scheme.encode("ascii")
        self.path = parts.path
        port = b"" if self.port in (None, _PORTS.get(parts.scheme)) else b":%d" % self.port
        #: As the ``host`` header has it.
        self.named = (b"[%b]" % self.host if b":" in self.host else self.host) + port


# Programs ask for the same again and again.
@lru_cache(maxsize=256)
def target_of(text: str) -> bytes:
    """A path with its query as it may stand in a request. Raises EToroValidationError for what may not."""
    if not text.isprintable():
        raise EToroValidationError(
            "This is not an address that can be asked: it holds characters that cannot be seen. Nothing was sent.",
            field="path",
            value=text,
        )
    # What follows a hash is for whoever asks, and is never sent.
    return quote(text.partition("#")[0], safe=_ALLOWED).encode("ascii")


def is_proxy_named() -> bool:
    """Whether the environment, or the system's settings, name a proxy for addresses like eToro's."""
    if sys.platform not in _WITH_SETTINGS and not any(name.lower().endswith("_proxy") for name in os.environ):
        return False
    # Takes a fifth of the time in which a program begins.
    from urllib.request import getproxies

    proxies = getproxies()
    return bool(proxies.get("https") or proxies.get("all"))


def fields_of(headers: Headers) -> dict[str, str]:
    """The headers of an answer by lower-case name."""
    return {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in headers}


def decoded(content: bytes, encoding: str | None) -> bytes:
    """``content`` without its compression (the header ``content-encoding``). Raises EToroResponseError."""
    if not content or not encoding:
        return content
    for name in reversed(encoding.lower().split(",")):
        content = _decoded_once(content, name.strip())
    return content


def _decoded_once(content: bytes, name: str) -> bytes:
    try:
        if name in ("gzip", "x-gzip"):
            return gzip.decompress(content)
        if name == "deflate":
            return _inflated(content)
    except (OSError, EOFError, zlib.error) as error:
        raise _not_decompressed(error) from error
    if name == "identity":
        return content
    raise _not_decompressed(f"it is packed with {name!r}, which was not asked for")


def _inflated(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        # Some servers leave out the two bytes in front.
        return zlib.decompress(content, -zlib.MAX_WBITS)


def _not_decompressed(why: object) -> EToroResponseError:
    return EToroResponseError(f"The answer could not be decompressed: {why}", transient=True)


def failure(error: Exception, timeout: float, library: Any) -> EToroError:
    """Our error for one of ``library``: httpx and httpcore name theirs alike."""
    # Before the first byte of the request went out: the server cannot have seen it.
    never_sent = (library.ConnectError, library.ConnectTimeout, library.PoolTimeout, library.ProxyError)
    sent = not isinstance(error, never_sent)
    if isinstance(error, library.TimeoutException):
        doing = {library.ConnectTimeout: "connecting", library.PoolTimeout: "waiting for a free connection"}
        what = f"No answer within {timeout:g} s ({doing.get(type(error), 'sent, then silence')})"
        return EToroTimeoutError(what, sent=sent)
    what = "The connection broke before an answer came" if sent else "Could not connect"
    return EToroConnectionError(f"{what}: {str(error) or type(error).__name__}", sent=sent)
