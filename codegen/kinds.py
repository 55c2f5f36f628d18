"""What kind of value a schema describes, and where the templates have words for that kind.

Elsewhere code would be generated all the same and do something else: a text as a body goes out as a list, and an answer
that is null ends in a TypeError.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from .parts import operations

_PLAIN: Final = frozenset({"string", "integer", "number", "boolean"})
_ANSWERS: Final = "use a named object, a list of such, or oneOf: first the list, then the object"
_IN_PATH: Final = frozenset({"string", "integer", "enum"})
_IN_QUERY: Final = _PLAIN | {"enum", "date", "date-time"}
_IN_LISTS_OF_QUERIES: Final = _PLAIN | {"enum"}
_IN_LISTS_OF_BODIES: Final = _PLAIN | {"object"}
_IN_LISTS_OF_MODELS: Final = _PLAIN | {"object", "enum", "date", "date-time"}


class Kind(NamedTuple):
    """A kind of value: a word, whether it may be null, and of what it is a list."""

    word: str
    nullable: bool = False
    item: Kind | None = None

    def __str__(self) -> str:
        text = f"list of {self.item}" if self.item else self.word
        return f"{text} or null" if self.nullable else text

    @property
    def plain_item(self) -> str:
        """What a list holds that never holds null; else nothing."""
        return self.item.word if self.item and not self.item.nullable else ""


def kind_of(spec: dict[str, Any], schemas: dict[str, Any]) -> Kind:
    """The kind that a schema describes; what is no kind at all is ``anything``."""
    if isinstance(reference := spec.get("$ref"), str):
        return Kind("enum" if "enum" in schemas.get(reference.rpartition("/")[2], {}) else "object")
    if isinstance(parts := spec.get("oneOf"), list):
        return _choice([kind_of(part, schemas) for part in parts if part.get("type") != "null"], len(parts))
    words = spec.get("type")
    kinds = [
        _of_word(word, spec, schemas) for word in (words if isinstance(words, list) else [words]) if word != "null"
    ]
    return _choice(kinds, len(words) if isinstance(words, list) else 1)


def _choice(kinds: list[Kind], choices: int) -> Kind:
    if len(kinds) == 1:
        return kinds[0]._replace(nullable=kinds[0].nullable or choices > 1)
    if len(kinds) == choices == 2 and [it.word for it in kinds] == ["list", "object"]:
        return Kind("list or object", item=kinds[0].item)
    return Kind("choice of types")


def _of_word(word: Any, spec: dict[str, Any], schemas: dict[str, Any]) -> Kind:
    if word == "array":
        return Kind("list", item=kind_of(spec.get("items", {}), schemas))
    if word == "string" and spec.get("format") in ("date", "date-time"):
        return Kind(spec["format"])
    return Kind(word if word in _PLAIN else "anything")


def kind_findings(document: dict[str, Any]) -> list[str]:
    """Every value that stands where no template can take it."""
    schemas = document["components"]["schemas"]
    return [
        *(
            f"{operation.get('operationId', f'{verb.upper()} {path}')}: {text}"
            for verb, path, operation in operations(document)
            for text in _operation_findings(verb, operation, schemas)
        ),
        *(finding for name, schema in schemas.items() for finding in _property_findings(name, schema, schemas)),
    ]


def _operation_findings(verb: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        place = f"{parameter['in']} {parameter['name']}"
        yield from (f"{place}: {text}" for text in _bad_parameter(parameter, schemas))
    if "requestBody" in operation:
        yield from _bad_body(verb, operation["requestBody"], schemas)
    for status, answer in operation.get("responses", {}).items():
        for media in answer.get("content", {}).values():
            if not _can_be_answer(kind := kind_of(media.get("schema", {}), schemas)):
                yield f"answer {status}: no template for an answer of {kind}; {_ANSWERS}"


def _bad_parameter(parameter: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    kind = kind_of(parameter.get("schema", {}), schemas)
    fits = kind.word in (_IN_PATH if parameter["in"] == "path" else _IN_QUERY)
    if parameter["in"] == "query" and kind.word == "list":
        fits = kind.plain_item in _IN_LISTS_OF_QUERIES
        if parameter.get("explode", True):
            yield "is a list without explode: false; lists are joined by commas"
        if parameter.get("style", "form") != "form":
            yield f"style {parameter['style']} has no template; only form has"
    if kind.nullable:
        yield "may be null, which cannot be sent; leave null out, as what is not given is not sent"
    elif not fits:
        yield f"no template for {kind} in the {parameter['in']}"
    if parameter["in"] == "path" and parameter.get("required") is not True:
        yield "is part of the path, so required must be true"


def _bad_body(verb: str, body: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    if verb == "get":
        yield "a GET has no body"
    if body.get("required") is not True:
        yield "the body: required must be true; there is no template for a body that may be left out"
    for media in body.get("content", {}).values():
        kind = kind_of(media.get("schema", {}), schemas)
        is_list = kind.word == "list" and kind.plain_item in _IN_LISTS_OF_BODIES
        if kind.nullable or not (kind.word == "object" or is_list):
            yield f"no template for a body of {kind}; use a named object or a list"
        if "x-name" in body and kind.word == "object":
            yield "the body: x-name is for lists; an object's fields are arguments by their own names"


def _can_be_answer(kind: Kind) -> bool:
    if kind.nullable:
        return False
    return kind.word == "object" or (kind.word in ("list", "list or object") and kind.plain_item == "object")


def _property_findings(name: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    for wire, prop in schema.get("properties", {}).items():
        kind = kind_of(prop, schemas)
        if kind.word == "list" and kind.item and kind.item.word not in _IN_LISTS_OF_MODELS:
            yield f"{name}.{wire}: no template for a {kind}"
        elif kind.word in ("anything", "list or object"):
            yield f"{name}.{wire}: no template for {kind}"
        if "x-none" in prop and not _is_sentinel_of(kind, prop["x-none"]):
            yield f"{name}.{wire}: x-none {prop['x-none']!r} is nothing that a {kind} could be"


def _is_sentinel_of(kind: Kind, value: Any) -> bool:
    if kind.word in ("integer", "number"):
        return isinstance(value, int | float) and (kind.word == "number" or value == int(value))
    return kind.word in ("string", "date", "date-time") and isinstance(value, str)
