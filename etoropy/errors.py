"""Everything that can go wrong, as one tree.

    EToroError
    ├── EToroApiError               eToro answered, and the answer is a refusal or a failure
    │   └── EToroRateLimitError     429, or the local budget would make the caller wait too long
    ├── EToroAuthError              keys missing, refused, or not valid for this account (401, 403, stream)
    ├── EToroValidationError        what was asked for cannot be sent; names the field; nothing left the process
    │   └── EToroSymbolError        a symbol or id that is unknown or ambiguous; carries the candidates
    ├── EToroConnectionError        nothing came back: no connection, or it broke
    │   └── EToroTimeoutError       … within the time allowed
    ├── EToroResponseError          an answer came that does not fit the document
    ├── EToroWebSocketError         the stream: handshake, protocol, refused subscription
    ├── EToroOrderNotPlacedError    an order that was lost on the way: it is established that it does not exist
    └── EToroOrderUnknownError      an order whose fate could not be established

``EToroAuthError`` is an ``EToroApiError`` as well, so ``except EToroApiError`` sees every refusal.
No exception of an HTTP or WebSocket library leaves this package, and no key is ever part of a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = [
    "EToroApiError",
    "EToroAuthError",
    "EToroConnectionError",
    "EToroError",
    "EToroOrderNotPlacedError",
    "EToroOrderUnknownError",
    "EToroRateLimitError",
    "EToroResponseError",
    "EToroSymbolError",
    "EToroTimeoutError",
    "EToroValidationError",
    "EToroWebSocketError",
]

_EXCERPT = 300


class EToroError(Exception):
    """Base of every error this library raises."""


class _RequestError(EToroError):
    """An error that belongs to one request: what was asked, under which id, and how long it took."""

    def __init__(
        self,
        message: str,
        *,
        method: str = "",
        path: str = "",
        request_id: str = "",
        seconds: float = 0.0,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.method = method
        self.path = path
        self.request_id = request_id
        self.seconds = seconds

    def __str__(self) -> str:
        where = f"{self.method} {self.path}".strip()
        trace = f"request {self.request_id}" if self.request_id else ""
        context = ", ".join(part for part in (where, trace) if part)
        return f"{self.message} ({context})" if context else self.message

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions cross process borders (multiprocessing, Celery); keyword-only arguments would be lost otherwise.
        return (_rebuild, (type(self), self.args, self.__dict__))


def _rebuild(cls: type[EToroError], args: tuple[Any, ...], state: dict[str, Any]) -> EToroError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class EToroApiError(_RequestError):
    """eToro answered with a status other than success.

    ``status`` is the HTTP status, ``code`` eToro's own error code (``""`` when the answer names none), ``body`` the
    decoded JSON or, failing that, the text; ``headers`` are lower-cased; ``request_id`` is what eToro's support asks
    for. ``retry_after`` holds the seconds that the server asked to wait, if it did.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str = "",
        body: Any = None,
        headers: dict[str, str] | None = None,
        retry_after: float | None = None,
        method: str = "",
        path: str = "",
        request_id: str = "",
        seconds: float = 0.0,
    ) -> None:
        super().__init__(message, method=method, path=path, request_id=request_id, seconds=seconds)
        self.status = status
        self.code = code
        self.body = body
        self.headers = headers or {}
        self.retry_after = retry_after


class EToroRateLimitError(EToroApiError):
    """eToro's limit was reached (429), or waiting for the local budget would outlast the caller's deadline.

    ``retry_after`` is the number of seconds after which the same call can be admitted. ``sent`` is False when the
    refusal is ours and nothing left the process.
    """

    def __init__(self, message: str, *, sent: bool = True, status: int = 429, **details: Any) -> None:
        super().__init__(message, status=status, **details)
        self.sent = sent


class EToroAuthError(EToroApiError):
    """The keys are missing, wrong, or belong to the other account (a demo key on a real path, or the reverse)."""

    def __init__(self, message: str, *, status: int = 401, **details: Any) -> None:
        super().__init__(message, status=status, **details)


class EToroValidationError(EToroError, ValueError):
    """A value that cannot be used. ``field`` names it, ``value`` is what was given; nothing was sent."""

    def __init__(self, message: str, *, field: str = "", value: object = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.value = value

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.args, self.__dict__))


class EToroSymbolError(EToroValidationError):
    """No instrument, or more than one, goes by this name. ``candidates`` lists near matches, best first."""

    def __init__(
        self, message: str, *, field: str = "symbol", value: object = None, candidates: Sequence[str] = ()
    ) -> None:
        super().__init__(message, field=field, value=value)
        self.candidates = tuple(candidates)


class EToroConnectionError(_RequestError):
    """No answer: the connection could not be made or broke off.

    ``sent`` tells whether the request may have reached eToro: False means that it provably did not.
    """

    def __init__(self, message: str, *, sent: bool = True, **details: Any) -> None:
        super().__init__(message, **details)
        self.sent = sent


class EToroTimeoutError(EToroConnectionError, TimeoutError):
    """No answer within the time allowed. ``sent`` tells whether the request may have reached eToro."""


class EToroResponseError(_RequestError):
    """An answer that is not what the document promises: not JSON, a page of a proxy, a field missing.

    ``status`` and ``excerpt`` (the first characters of the body) say what came instead. ``transient`` tells a broken
    answer (a proxy's page, truncated JSON), which may be right the next time, from one that does not fit the document.
    """

    def __init__(
        self, message: str, *, status: int = 0, excerpt: str = "", transient: bool = False, **details: Any
    ) -> None:
        super().__init__(message, **details)
        self.status = status
        self.transient = transient
        self.excerpt = excerpt[:_EXCERPT]


class EToroWebSocketError(EToroError):
    """The stream failed. ``code`` is eToro's error code or the close code, ``topics`` the subscriptions concerned."""

    def __init__(self, message: str, *, code: str = "", topics: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.topics = tuple(topics)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.args, self.__dict__))


class EToroOrderNotPlacedError(_RequestError):
    """An order did not get through, and it is established that it does not exist and will not come: sending it again is
    safe. ``__cause__`` is the failure, ``reference_id`` what it was sent under.
    """

    def __init__(self, message: str, *, reference_id: str, **details: Any) -> None:
        super().__init__(message, request_id=reference_id, **details)
        self.reference_id = reference_id


class EToroOrderUnknownError(_RequestError):
    """An order was sent, no answer came, and looking it up did not settle whether eToro has it.

    ``reference_id`` is the id it was sent under (``find_order(reference_id)`` asks again, from any process);
    ``candidates`` are orders and positions that could be it. Do not send the order again before this is settled.
    """

    def __init__(self, message: str, *, reference_id: str, candidates: Sequence[Any] = (), **details: Any) -> None:
        super().__init__(message, request_id=reference_id, **details)
        self.reference_id = reference_id
        self.candidates = tuple(candidates)
