"""Reading what eToro answered: a result, or the one error that says what went wrong.

Error bodies come in six shapes (and a proxy's page, and nothing at all); each becomes the same kind of error.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar, cast

import orjson

from .call import Call, nothing
from .errors import EToroApiError, EToroAuthError, EToroRateLimitError, EToroResponseError
from .retry import retry_after

T = TypeVar("T")

_OK: Final = range(200, 300)
_EXCERPT: Final = 300
# Bytes from which on reading an answer is worth a pause of the garbage collector.
_LARGE: Final = 50_000


class Reply(NamedTuple):
    """An HTTP answer: status, headers by lower-case name, body as it came."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class Trace(NamedTuple):
    """Which request an answer belongs to."""

    method: str
    path: str
    request_id: str
    seconds: float

    def details(self) -> dict[str, Any]:
        return self._asdict()


def read(call: Call[T], reply: Reply, trace: Trace, now: datetime) -> T:
    """The result of ``call``. Raises ``EToroApiError`` and its kin, or ``EToroResponseError``."""
    if reply.status not in _OK:
        raise failure(reply, trace, now)
    if call.parse is nothing:
        # Whatever stands in the answer of an operation that says nothing: it was carried out.
        return cast("T", None)
    if not reply.content:
        return _read_nothing(call, reply, trace)
    if len(reply.content) < _LARGE or not gc.isenabled():
        return _modelled(call, _decoded(reply, trace), reply, trace)
    # While many objects are made, the collector walks through all of them again and again and finds nothing: for
    # 100,000 instruments that is two thirds of the time. So it pauses for a large answer. It counts what is made less
    # what is set free, so its turn comes where models are about to take the place of what was decoded, one for one:
    # a moment later it would walk through them all once more, and take them for ones that stay.
    gc.disable()
    try:
        answer = _decoded(reply, trace)
        gc.collect(0)
        return _modelled(call, answer, reply, trace)
    finally:
        gc.enable()


def _decoded(reply: Reply, trace: Trace) -> Any:
    try:
        return orjson.loads(reply.content)
    except orjson.JSONDecodeError:
        what = f"eToro's answer is not JSON (status {reply.status}, {reply.headers.get('content-type', 'no type')})"
        raise EToroResponseError(
            what, status=reply.status, excerpt=_excerpt(reply), transient=True, **trace.details()
        ) from None


def _modelled(call: Call[T], answer: Any, reply: Reply, trace: Trace) -> T:
    try:
        return call.parse(answer)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        missing = f"field {error} is missing" if isinstance(error, KeyError) else str(error)
        what = f"eToro's answer does not fit the document of {call.operation.name}: {missing}"
        raise EToroResponseError(what, status=reply.status, excerpt=_excerpt(reply), **trace.details()) from error


def _read_nothing(call: Call[T], reply: Reply, trace: Trace) -> T:
    if call.may_be_empty:
        return cast("T", None)
    what = f"eToro answered {call.operation.name} with an empty body (status {reply.status})"
    raise EToroResponseError(what, status=reply.status, transient=True, **trace.details())


def failure(reply: Reply, trace: Trace, now: datetime) -> EToroApiError:
    """The error that an answer other than success stands for."""
    body = _body(reply)
    code, said = _code_and_message(body)
    details: dict[str, Any] = {
        "code": code,
        "body": body,
        "headers": dict(reply.headers),
        "retry_after": retry_after(reply.headers.get("retry-after"), now),
        **trace.details(),
    }
    message = f"eToro answered {reply.status}" + (f" {code}" if code else "") + (f": {said}" if said else "")
    if reply.status == 429:
        return EToroRateLimitError(message, **details)
    if reply.status in (401, 403):
        hint = "check the keys" if reply.status == 401 else "a key pair works for demo or for real, not for both"
        return EToroAuthError(f"{message} ({hint})", status=reply.status, **details)
    return EToroApiError(message, status=reply.status, **details)


def _body(reply: Reply) -> Any:
    if not reply.content:
        return None
    try:
        return orjson.loads(reply.content)
    except orjson.JSONDecodeError:
        return reply.content.decode("utf-8", "replace")


def _code_and_message(body: Any) -> tuple[str, str]:
    """eToro's code and sentence, from whichever of its shapes the body has."""
    if not isinstance(body, dict):
        return "", ""
    inner = body.get("error")
    if isinstance(inner, dict):
        body = inner
    code = _first(body, "errorCode", "code", "type")
    message = _first(body, "errorMessage", "message", "detail", "title")
    if not message and isinstance(inner, str):
        message = inner
    return ("" if code == "about:blank" else code), message


def _first(body: dict[str, Any], *names: str) -> str:
    for name in names:
        value = body.get(name)
        if value not in (None, ""):
            return str(value)
    return ""


def _excerpt(reply: Reply) -> str:
    return reply.content[:_EXCERPT].decode("utf-8", "replace")
