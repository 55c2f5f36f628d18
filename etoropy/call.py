"""The seam between generated code and the transport: what is to be asked, and how the answer is read.

A generated endpoint turns arguments into a ``Call``; a client of either colour sends it. Nothing here waits or knows
about HTTP libraries.
"""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Final,
    Generic,
    Literal,
    ParamSpec,
    Protocol,
    TypeGuard,
    TypeVar,
)
from urllib.parse import quote, unquote

import orjson

from .errors import EToroValidationError
from .model import Model, date_text

if TYPE_CHECKING:
    from decimal import Decimal

P = ParamSpec("P")
T = TypeVar("T")
N = TypeVar("N", "float", "Decimal")

Retry = Literal["safe", "never-blind"]

# What may stand unescaped in a query value beside letters and digits. The comma between list items is added outside,
# since eToro ignores a list whose commas arrive as %2C.
_QUERY_SAFE: Final = "-._~:@!$'()*;/?"
_PATH_SAFE: Final = "-._~"


class Pool:
    """A budget of requests that several operations share: ``limit`` requests in any ``window`` seconds."""

    # No tuple, as its name is read for each request: by position it takes longer.
    __slots__ = ("limit", "name", "window")

    def __init__(self, name: str, limit: int, window: float) -> None:
        self.name = name
        self.limit = limit
        self.window = window

    def __repr__(self) -> str:
        return f"<Pool {self.name}: {self.limit} in {self.window:g} s>"


class Operation:
    """What the document says of one operation: where it is, what it costs, whether it may be repeated."""

    __slots__ = ("method", "name", "path", "pool", "replaced_by", "retry")

    def __init__(
        self, name: str, method: str, path: str, *, pool: Pool, retry: Retry, replaced_by: str | None = None
    ) -> None:
        self.name = name
        self.method = method
        self.path = path
        self.pool = pool
        self.retry: Retry = retry
        self.replaced_by = replaced_by

    @property
    def trades(self) -> bool:
        """Whether it opens, closes, changes or cancels something in an account, rather than reading from it."""
        path = unquote(self.path.partition("?")[0]).lower()
        # A path that leads elsewhere than it says may lead there.
        is_plain = "//" not in path and "/.." not in path
        return self.method != "GET" and "/trading/" in path and not ("/trading/info/" in path and is_plain)

    def __repr__(self) -> str:
        return f"<Operation {self.name}: {self.method} {self.path}>"


def refusal_to_trade() -> EToroValidationError:
    """What to raise for what trades, where the configuration says that nothing may."""
    what = "This client is read-only (read_only=True in its configuration). Nothing was sent."
    return EToroValidationError(what, field="read_only", value=True)


class Call(Generic[T]):
    """One request, ready to be sent, and the function that reads its answer.

    ``target`` is path and query exactly as they go on the wire; ``body`` is JSON, or None. ``parse`` turns the decoded
    answer into the result; ``may_be_empty`` says that eToro answers with nothing at times, which reads as None.
    """

    __slots__ = ("body", "may_be_empty", "operation", "parse", "target")

    def __init__(
        self,
        operation: Operation,
        parse: Callable[[Any], T],
        target: str = "",
        body: bytes | None = None,
        may_be_empty: bool = False,
    ) -> None:
        self.operation = operation
        self.parse = parse
        self.target = target or operation.path
        self.body = body
        self.may_be_empty = may_be_empty

    def __repr__(self) -> str:
        return f"<Call {self.operation.name}: {self.operation.method} {self.target}>"


class Sender(Protocol):
    """Anything that sends a call and blocks for the answer."""

    def send(self, call: Call[T], /) -> T: ...


class AsyncSender(Protocol):
    """Anything that sends a call and awaits the answer."""

    async def send(self, call: Call[T], /) -> T: ...


def shells(
    build: Callable[P, Call[T]],
) -> tuple[Callable[Concatenate[Sender, P], T], Callable[Concatenate[AsyncSender, P], Awaitable[T]]]:
    """The two colours of an endpoint: build the call, hand it to the client."""

    def sync(client: Sender, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return client.send(build(*args, **kwargs))

    async def asyncio(client: AsyncSender, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await client.send(build(*args, **kwargs))

    sync.__doc__ = asyncio.__doc__ = build.__doc__
    return sync, asyncio


def listed(given: Iterable[Any]) -> list[Any]:
    """A list as it was given. Of a text the parts between commas: nobody means its letters, and a comma that went out
    as %2C would make eToro ignore the whole list."""
    return given.split(",") if isinstance(given, str) else list(given)


def dicts_of(name: str, given: Iterable[Any]) -> list[dict[str, Any]]:
    """Models as JSON objects. Raises EToroValidationError for anything else."""
    dicts = []
    for item in given:
        if not hasattr(item, "to_dict"):
            raise EToroValidationError(f"{name} must hold models, not {item!r}.", field=name, value=item)
        dicts.append(item.to_dict())
    return dicts


def query(target: str, *pairs: tuple[str, Any]) -> str:
    """``target`` with a query: pairs whose value is None are left out, lists are joined with literal commas."""
    parts = [f"{name}={_query_value(name, value)}" for name, value in pairs if value is not None]
    if not parts:
        return target
    return f"{target}{'&' if '?' in target else '?'}{'&'.join(parts)}"


def _query_value(name: str, value: Any) -> str:
    if isinstance(value, (list, tuple, set, frozenset)) or (
        isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
    ):
        items = [_scalar(name, item, _QUERY_SAFE) for item in value]
        if not items:
            raise EToroValidationError(
                f"{name} is an empty list; leave it out or name at least one.", field=name, value=value
            )
        return ",".join(items)
    return _scalar(name, value, _QUERY_SAFE)


def segment(name: str, value: Any) -> str:
    """A value as one segment of a path."""
    text = _scalar(name, value, _PATH_SAFE)
    if not text or text in (".", ".."):
        raise EToroValidationError(f"{name} must not be {str(value)!r}.", field=name, value=value)
    return text


def _scalar(name: str, value: Any, safe: str) -> str:
    if value.__class__ is int:
        # An id, of which a hundred may travel in one request: nothing in it has to be escaped.
        return str(value)
    if value is None:
        raise EToroValidationError(f"{name} must not be None.", field=name)
    if isinstance(value, Enum):
        value = value.value
    elif hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = repr(_finite(name, value))
    elif _is_exact(value):
        value = str(_finite(name, value))
    elif isinstance(value, datetime):
        value = date_text(value)
    elif isinstance(value, date):
        value = value.isoformat()
    try:
        return quote(str(value), safe=safe)
    except UnicodeEncodeError:
        raise EToroValidationError(
            f"{name} holds a character that is none: {value!r}", field=name, value=value
        ) from None


def _is_exact(value: Any) -> TypeGuard[Decimal]:
    # Importing the module takes a millisecond of a new process; who has a decimal has imported it.
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def _finite(name: str, value: N) -> N:
    if not math.isfinite(value):
        raise EToroValidationError(f"{name} must be a finite number, not {value!r}.", field=name, value=value)
    return value


def encode(value: Any) -> bytes:
    """A body as JSON. A number that JSON cannot hold is refused: as ``null`` it could mean something else."""
    _refuse_not_finite("body", value)
    try:
        return orjson.dumps(value, default=_plain, option=orjson.OPT_SERIALIZE_NUMPY)
    except orjson.JSONEncodeError as error:
        raise EToroValidationError(f"The request body cannot be written as JSON: {error}", field="body") from None


def _refuse_not_finite(name: str, value: Any) -> None:
    if isinstance(value, float):
        _finite(name, value)
    elif _is_exact(value):
        _finite(name, value)
        _finite(name, float(value))
    elif hasattr(value, "tolist"):
        # numpy's numbers and arrays: their NaN would go out as null, which closes a whole position.
        _refuse_not_finite(name, value.tolist())
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _refuse_not_finite(str(key), item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _refuse_not_finite(name, item)


def _plain(value: Any) -> Any:
    """What orjson has no rule for: exact decimals as the nearest number, and models as objects."""
    if _is_exact(value):
        return float(value)
    if isinstance(value, Model):
        return value.to_dict()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} has no JSON form")


_warned: set[str] = set()
# Between a deprecated endpoint and who called it: its own module, its shells, its sub-client.
_ON_THE_WAY: Final = ("etoropy.rest.", __name__)


def deprecated(operation: Operation) -> None:
    """Say once, to whoever calls an endpoint that eToro is about to withdraw, what replaces it.

    What this library itself asks on the way (an order's state over v1) is not the caller's to change and stays silent.
    """
    if operation.name in _warned:
        return
    frame, level = sys._getframe(1), 2
    while frame.f_globals.get("__name__", "").startswith(_ON_THE_WAY) and frame.f_back is not None:
        frame, level = frame.f_back, level + 1
    if frame.f_globals.get("__name__", "").startswith("etoropy."):
        return
    _warned.add(operation.name)
    what = f"eToro has deprecated {operation.name}; use {operation.replaced_by} instead"
    if operation.replaced_by is not None and " /" in operation.replaced_by:
        what += ", which http.request reaches"
    what += "."
    warnings.warn(what, DeprecationWarning, stacklevel=level)


def nothing(_: Any) -> None:
    """Reads the answer of an operation that says nothing."""


def list_of(parse: Callable[[Any], list[T]]) -> Callable[[Any], list[T]]:
    """Reads an answer that is a bare array, each of whose items ``parse`` reads."""

    def parse_list(items: Any) -> list[T]:
        if not isinstance(items, list):
            raise TypeError(f"expected a list, got {type(items).__name__}")
        return parse(items)

    return parse_list
