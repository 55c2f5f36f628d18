"""A document as facts: for each operation, what stands at each place of its requests and answers, and what it costs.

Two documents say the same in different words: references or not, ``allOf``, ``nullable`` of OpenAPI 3.0 or a type list
of 3.1, a pool by name or by its sharers. Read as facts they can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from .parts import operations

# ("answer 200", ".items", "[]", ".symbol")
Place = tuple[str, ...]
Schema = dict[str, Any]

_JSON: Final = "application/json"
# Formats that change what a value is. The others (int32, float, uuid, password) say how wide or how secret it is.
_FORMATS: Final = ("date-time", "date", "binary")
_BOUNDS: Final = (
    "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "default",
)  # fmt: skip
_DEFAULT_POOL: Final = "default"


@dataclass(frozen=True)
class Fact:
    """What a document says of one value. ``also`` is a second spelling of a field's key."""

    type: str
    nullable: bool = False
    required: bool = False
    members: tuple[str, ...] = ()
    deprecated: bool = False
    bounds: str = ""
    style: str = ""
    also: str = ""


@dataclass(frozen=True)
class Rate:
    """A budget: ``limit`` requests in ``window`` seconds, for all of ``sharers`` together or for the default pool."""

    limit: Any
    window: Any
    default: bool
    sharers: frozenset[str]

    def figures(self) -> str:
        return f"{self.limit} in {self.window} s"

    def pool(self, known: Iterable[str]) -> str:
        """Who shares it, among the operations that are ``known``."""
        if self.default:
            return "the default pool"
        sharers = sorted(self.sharers.intersection(known))
        return "its own" if len(sharers) < 2 else f"shared by {', '.join(sharers)}"


@dataclass(frozen=True)
class OperationFacts:
    """One operation. ``path`` has the document's parameter names, its key in ``DocumentFacts`` has none."""

    path: str
    deprecated: bool
    places: Mapping[Place, Fact]
    rate: Rate | None


@dataclass(frozen=True)
class DocumentFacts:
    """Operations by key: method and path with nameless parameters, such as ``GET /api/v1/watchlists/{}``."""

    servers: tuple[str, ...]
    operations: Mapping[str, OperationFacts]


def text(place: Place) -> str:
    return "".join(place)


def key(method: str, path: str) -> str:
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"


def facts(document: dict[str, Any]) -> DocumentFacts:
    """Everything that is compared. ``document`` is one published by eToro, or ours when bundled."""
    reader = _Reader(document)
    rates = _rates(document)
    found = {
        key(method, path): OperationFacts(
            path,
            bool(operation.get("deprecated")),
            dict(reader.operation(document["paths"][path], operation)),
            rates.get(key(method, path)),
        )
        for method, path, operation in operations(document)
    }
    return DocumentFacts(tuple(server["url"] for server in document.get("servers", [])), found)


class _Reader:
    """Walks the schemas of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document

    def operation(self, item: dict[str, Any], operation: dict[str, Any]) -> Iterator[tuple[Place, Fact]]:
        for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
            yield from self._parameter(self._follow(parameter))
        if "requestBody" in operation:
            body = self._follow(operation["requestBody"])
            yield from self._content("body", body, bool(body.get("required")))
        for status, answer in operation.get("responses", {}).items():
            yield from self._content(f"answer {status}", self._follow(answer), required=False)

    def _parameter(self, parameter: dict[str, Any]) -> Iterator[tuple[Place, Fact]]:
        place = (f"{parameter['in']} {parameter['name']}",)
        schema = parameter.get("schema", {})
        inner = self._schema(place, schema, frozenset(), required=bool(parameter.get("required")))
        _, fact = next(inner)
        style = _list_style(parameter) if "array" in fact.type and parameter["in"] == "query" else ""
        deprecated = fact.deprecated or bool(parameter.get("deprecated"))
        yield place, replace(fact, style=style, deprecated=deprecated)
        yield from inner

    def _content(self, name: str, part: dict[str, Any], required: bool) -> Iterator[tuple[Place, Fact]]:
        if not part.get("content"):
            yield (name,), Fact("nothing", required=required)
        for media, described in part.get("content", {}).items():
            place = (name if media == _JSON else f"{name} as {media}",)
            yield from self._schema(place, described.get("schema", {}), frozenset(), required=required)

    def _schema(
        self, place: Place, schema: Schema, seen: frozenset[str], *, required: bool
    ) -> Iterator[tuple[Place, Fact]]:
        schema, seen = self._plain(schema, seen)
        yield place, _fact(schema, required)
        needed = schema.get("required", [])
        for name, prop in schema.get("properties", {}).items():
            yield from self._schema((*place, f".{name}"), prop, seen, required=name in needed)
        for keyword, step in (("items", "[]"), ("additionalProperties", "{}")):
            if isinstance(schema.get(keyword), dict):
                yield from self._schema((*place, step), schema[keyword], seen, required=False)

    def _follow(self, part: dict[str, Any]) -> dict[str, Any]:
        """What a reference means; what stands beside it outranks it."""
        while "$ref" in part:
            target: Any = self._document
            for step in part["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            part = {**target, **{name: value for name, value in part.items() if name != "$ref"}}
        return part

    def _plain(self, schema: Schema, seen: frozenset[str]) -> tuple[Schema, frozenset[str]]:
        """``schema`` without references, ``allOf`` and alternatives. A schema within itself ends the walk."""
        if ref := schema.get("$ref"):
            if ref in seen:
                return {"type": "object", "recurs": True}, seen
            seen |= {ref}
            schema = self._follow(schema)
        for keyword, every in (("allOf", True), ("oneOf", False), ("anyOf", False)):
            if keyword in schema:
                rest = {name: value for name, value in schema.items() if name != keyword}
                parts = []
                for part in schema[keyword]:
                    plain, known = self._plain(part, seen)
                    parts.append(plain)
                    seen |= known
                schema = _joined([_joined(parts, every=every), rest], every=True)
        return schema, seen


def _joined(parts: list[Schema], *, every: bool) -> Schema:
    """Parts as one schema that a value fits if it fits every part, or any."""
    whole: Schema = {name: value for part in reversed(parts) for name, value in part.items()}
    required = [set(part.get("required", [])) for part in parts if _types(part) != ["null"]]
    whole["required"] = sorted(set().union(*required) if every else set.intersection(*required or [set()]))
    whole["properties"] = {name: prop for part in parts for name, prop in part.get("properties", {}).items()}
    whole["type"] = list(dict.fromkeys(kind for part in parts for kind in _types(part)))
    whole["nullable"] = any(_nullable(part) for part in parts)
    if not every and (members := [member for part in parts for member in part.get("enum", [])]):
        whole["enum"] = members
    return {name: value for name, value in whole.items() if value not in ({}, [])}


def _types(schema: Schema) -> list[str]:
    """The types that a schema names, or that what it says of a value implies."""
    said = schema.get("type")
    if said:
        return [said] if isinstance(said, str) else list(said)
    implied = {"properties": "object", "additionalProperties": "object", "items": "array"}
    found = [kind for keyword, kind in implied.items() if schema.get(keyword)]
    return found[:1] or sorted({_type_of(member) for member in _members(schema)})


def _type_of(member: Any) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", type(None): "null"}
    return names.get(type(member), "object")


def _members(schema: Schema) -> list[Any]:
    return [schema["const"]] if "const" in schema else list(schema.get("enum", []))


def _nullable(schema: Schema) -> bool:
    # `format: nullable` is eToro's own slip, made twice.
    said = bool(schema.get("nullable")) or schema.get("format") == "nullable"
    return said or "null" in _types(schema) or None in _members(schema)


def _fact(schema: Schema, required: bool) -> Fact:
    members = tuple(sorted({str(member) for member in _members(schema) if member is not None}))
    bounds = ", ".join(f"{name} {schema[name]}" for name in _BOUNDS if _says(schema.get(name)))
    return Fact(
        type=_type_text(schema),
        nullable=_nullable(schema),
        required=required,
        members=members,
        deprecated=bool(schema.get("deprecated")),
        bounds=bounds,
        also=str(schema.get("x-also", "")),
    )


def _says(bound: Any) -> bool:
    # 0 is a bound, and equal to False.
    return bound is not None and bound is not False


def _type_text(schema: Schema) -> str:
    form = schema.get("format")
    words = []
    for kind in sorted(set(_types(schema)) - {"null"}):
        if kind == "object" and not schema.get("properties") and not schema.get("recurs"):
            kind = "map" if isinstance(schema.get("additionalProperties"), dict) else "object of anything"
        elif kind == "array" and not schema.get("items"):
            kind = "array of anything"
        elif kind == "string" and form in _FORMATS:
            kind = str(form)
        words.append(kind)
    return " or ".join(words) or "anything"


def _list_style(parameter: dict[str, Any]) -> str:
    return "repeated" if parameter.get("explode", True) else "joined by commas"


def _rates(document: dict[str, Any]) -> dict[str, Rate]:
    """Each operation's budget. One that names none is found among the sharers of the others."""
    said = {key(method, path): it["x-ratelimit"] for method, path, it in operations(document) if it.get("x-ratelimit")}
    pools: dict[str, set[str]] = {}
    for name, rate in said.items():
        if "pool" in rate:
            pools.setdefault(rate["pool"], set()).add(name)
    rates = {name: _rate(name, rate, pools) for name, rate in said.items()}
    for rate in list(rates.values()):
        for sharer in rate.sharers:
            rates.setdefault(sharer, rate)
    return rates


def _rate(name: str, rate: dict[str, Any], pools: dict[str, set[str]]) -> Rate:
    default = rate.get("pool") == _DEFAULT_POOL or bool(rate.get("defaultPool"))
    if "pool" in rate:
        sharers = frozenset(pools[rate["pool"]])
    else:
        named = (sharer.partition(" ")[::2] for sharer in rate.get("sharedWith", []))
        sharers = frozenset({name, *(key(method, path) for method, path in named)})
    return Rate(rate["limit"], rate["window"], default, frozenset() if default else sharers)
