"""One request as it stood on the wire, and the reply that goes back: everything the simulator is asked and says.

A request keeps its query undecoded beside the decoded one, because the API treats an encoded comma otherwise than a
literal one. A reply is a JSON value, or raw bytes where the wire shows something JSON libraries do not write, and it
may carry a fault: then the edge (transport or server) breaks the connection instead of delivering it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, unquote_plus

import orjson

if TYPE_CHECKING:
    from .routes import Route

Mode = Literal["demo", "real"]
Fault = Literal["drop", "reset"]


class BadBody(ValueError):
    """The request's body is not the JSON that the operation reads."""


@dataclass
class Request:
    """A request as received. `path` has no query; header names are lower case; `route`, `params` and `mode` come with
    routing.

    `mode` is the account that the request is about: the path's where the path names one, else the one the keys belong
    to.
    """

    method: str
    path: str
    raw_query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    route: Route | None = None
    params: dict[str, str] = field(default_factory=dict)
    mode: Mode | None = None

    @classmethod
    def to(cls, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Request:
        """A request for `target`, a path with or without a query, both as they stand in the request line."""
        path, _, raw_query = target.partition("?")
        named = {name.lower(): value for name, value in (headers or {}).items()}
        return cls(method=method.upper(), path=path, raw_query=raw_query, headers=named, body=body)

    @cached_property
    def query(self) -> list[tuple[str, str]]:
        """Names and values in the order sent, decoded."""
        return [(unquote_plus(name), unquote_plus(value)) for name, value in self._raw_pairs]

    @cached_property
    def _raw_pairs(self) -> list[tuple[str, str]]:
        halves = (part.partition("=") for part in self.raw_query.split("&") if part)
        return [(name, value) for name, _, value in halves]

    def value(self, name: str) -> str | None:
        """The query's last value under this name, decoded; None when it was not sent."""
        found = [value for key, value in self.query if key == name]
        return found[-1] if found else None

    def raw_value(self, name: str) -> str | None:
        """The query's last value under this name, as it stood on the wire."""
        found = [value for key, value in self._raw_pairs if unquote(key) == name]
        return found[-1] if found else None

    def listed(self, name: str) -> list[str] | None:
        """A comma-joined list of the query. None when not sent, and when its commas went out encoded: the API does
        not see those."""
        raw = self.raw_value(name)
        if raw is None or "%2c" in raw.lower():
            return None
        return [unquote_plus(item) for item in raw.split(",") if item]

    def has_encoded_comma(self, name: str) -> bool:
        """Whether this list went out with `%2C` for its commas."""
        return "%2c" in (self.raw_value(name) or "").lower()

    def json(self) -> Any:
        """The body's JSON value; BadBody when there is none."""
        try:
            value = orjson.loads(self.body)
        except orjson.JSONDecodeError as error:
            raise BadBody(str(error)) from error
        if nests_deeper(value, _DEEPEST):
            raise BadBody(f"more than {_DEEPEST} levels of nesting")
        return value

    def json_object(self) -> dict[str, Any]:
        """The body's JSON object; BadBody when it is anything else."""
        value = self.json()
        if not isinstance(value, dict):
            raise BadBody("a JSON object is needed")
        return value

    @property
    def request_id(self) -> str:
        """The `x-request-id` header, empty when missing."""
        return self.headers.get("x-request-id", "")


# As deep as anything that a caller has reason to send.
_DEEPEST = 50


def nests_deeper(value: Any, most: int) -> bool:
    """Whether lists and objects stand in one another more than so many levels deep: such can be read, not written."""
    level = [value]
    for _ in range(most):
        level = [
            inner
            for outer in level
            if isinstance(outer, list | dict)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return any(isinstance(it, list | dict) for it in level)


@dataclass
class Reply:
    """What goes back. `body` is a JSON value (None: no body at all); `content` overrides it with raw bytes.

    `fault` makes the edge break the connection: "drop" lets the caller wait in vain, "reset" cuts it. `delay` is how
    many seconds the edge holds the reply back.
    """

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes | None = None
    fault: Fault | None = None
    delay: float = 0.0

    def encode(self) -> bytes:
        """The bytes of the body."""
        if self.content is not None:
            return self.content
        return b"" if self.body is None else orjson.dumps(self.body)


def gateway_error(status: int, code: str, message: str) -> Reply:
    """The shape of the gateway and of most v1 routes: `errorCode` and `errorMessage`."""
    return Reply(status, {"errorCode": code, "errorMessage": message})


def message_error(status: int, message: str) -> Reply:
    """The shape of a v2 look-up that finds nothing: a lone `message`."""
    return Reply(status, {"message": message})


def problem(status: int, title: str, detail: str, instance: str) -> Reply:
    """Problem details, as v2 trading answers them: under plain `application/json`."""
    kind = f"https://httpstatuses.io/{status}"
    return Reply(status, {"type": kind, "title": title, "status": status, "detail": detail, "instance": instance})


def failure(status: int, code: str, message: str, field_name: str | None = None) -> Reply:
    """The shape with `success: false` and a nested error that may name a field."""
    return Reply(status, {"success": False, "error": {"code": code, "message": message, "field": field_name}})


def refused(request: Request, status: int, code: str, detail: str) -> Reply:
    """A refusal in the shape that the asked part of the API uses."""
    if request.path.startswith("/api/v2/"):
        return problem(status, code, detail, request.path)
    return gateway_error(status, code, detail)
