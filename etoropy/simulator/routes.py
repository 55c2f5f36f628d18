"""The routes of the API as the bundled document has them: which operation a method and a path mean, and its rate pool.

The document is `etoropy/rest/openapi.json`, read as a file; `load` takes another one's path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote

import orjson

from .messages import Mode

BUNDLE = Path(__file__).resolve().parent.parent / "rest" / "openapi.json"

_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True, slots=True)
class Pool:
    """A rate pool: so many requests of a user key in any `window` seconds, for all operations that name it."""

    name: str
    limit: int
    window: float


@dataclass(frozen=True, eq=False)
class Parameter:
    """A parameter in the path or the query, with its schema as the document has it, references resolved."""

    name: str
    place: Literal["path", "query"]
    is_required: bool
    schema: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Body:
    """What an operation reads from the request's body; `schema` may hold references."""

    is_required: bool
    schema: Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Route:
    """One operation: its method's name, which account its path means (None: the key's), and what it reads and
    answers."""

    operation_id: str
    method_name: str
    http_method: str
    template: str
    mode: Mode | None
    pool: Pool
    tag: str
    is_safe: bool
    parameters: tuple[Parameter, ...]
    body: Body | None
    replies: Mapping[int, Mapping[str, Any] | None]
    """schema of the body for each documented status; None for no body"""
    pattern: re.Pattern[str] = field(repr=False)


class Routes:
    """All routes of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        found = list(_read(document))
        # A literal segment outranks a placeholder: /watchlists/rank/{id} before /watchlists/{id}/…
        self._routes = sorted(found, key=lambda route: route.template.count("{"))
        self.by_operation = {route.operation_id: route for route in found}

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def match(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a request and its path parameters, decoded; None when the API has no such path for this
        method."""
        for route in self._routes:
            if route.http_method == method and (match := route.pattern.fullmatch(path)):
                return route, {name: unquote(value) for name, value in match.groupdict().items()}
        return None

    def methods(self, path: str) -> list[str]:
        """The methods under which this path exists."""
        return sorted({route.http_method for route in self._routes if route.pattern.fullmatch(path)})

    def resolve(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """A schema without a reference at its top; siblings of the reference give way."""
        return _resolved(self.document, schema)


@cache
def load(path: Path | str = BUNDLE) -> Routes:
    """The routes of a bundled document."""
    return Routes(orjson.loads(Path(path).read_bytes()))


def _read(document: Mapping[str, Any]) -> Iterator[Route]:
    for template, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield _route(document, template, method, item[method])


def _route(document: Mapping[str, Any], template: str, method: str, operation: Mapping[str, Any]) -> Route:
    account = operation.get("x-account", {})
    return Route(
        operation_id=operation["operationId"],
        method_name=account.get("method", operation["operationId"]),
        http_method=method.upper(),
        template=template,
        mode=account.get("mode"),
        pool=_pool(document, operation["x-ratelimit"]),
        tag=operation["tags"][0],
        is_safe=operation.get("x-retry") == "safe",
        parameters=tuple(_parameters(document, operation.get("parameters", ()))),
        body=_body(operation.get("requestBody")),
        replies={int(status): _content_schema(reply) for status, reply in operation["responses"].items()},
        pattern=_pattern(template),
    )


def _pool(document: Mapping[str, Any], named: str | Mapping[str, Any]) -> Pool:
    if isinstance(named, str):
        return Pool(name=named, **{key: document["x-ratelimit-pools"][named][key] for key in ("limit", "window")})
    return Pool(named["pool"], named["limit"], named["window"])


def _parameters(document: Mapping[str, Any], listed: Iterable[Mapping[str, Any]]) -> Iterator[Parameter]:
    for entry in listed:
        parameter = _resolved(document, entry)
        schema = _resolved(document, parameter["schema"])
        if "items" in schema:
            schema = {**schema, "items": _resolved(document, schema["items"])}
        yield Parameter(parameter["name"], parameter["in"], bool(parameter.get("required")), schema)


def _body(request_body: Mapping[str, Any] | None) -> Body | None:
    if request_body is None:
        return None
    return Body(bool(request_body.get("required")), request_body["content"]["application/json"]["schema"])


def _content_schema(reply: Mapping[str, Any]) -> Mapping[str, Any] | None:
    schema: Mapping[str, Any] | None = reply.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _resolved(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in value:
        target: Any = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        value = target
    return value


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    pieces = (f"(?P<{part}>[^/]+)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile("".join(pieces))
