"""x-pages: how an operation's pages are walked. Whatever it names must be there, and be of use for walking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier

from .kinds import kind_of
from .parts import mentioned

_NEEDED: Final = ("style", "page", "size", "first", "key", "max_size")
# The argument by which iterators are told how many to ask for at once.
_SIZE: Final = "page_size"


class _NowhereError(Exception):
    """A dotted path that leads to nothing."""


def page_findings(operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """What keeps an iterator from being made of an operation's pages."""
    rule = operation.get("x-pages")
    if rule is None:
        return
    shape = list(_bad_shape(rule))
    yield from shape
    if shape:
        return
    queries = {it["name"]: it for it in operation.get("parameters", []) if it["in"] == "query"}
    yield from _bad_positions(rule, queries, schemas)
    yield from _bad_entries(rule, operation, schemas)


def _bad_shape(rule: dict[str, Any]) -> Iterator[str]:
    yield from (f"x-pages has no {needed}" for needed in _NEEDED if needed not in rule)
    if rule.get("style") not in ("page", "offset"):
        yield "x-pages style must be page or offset"
    for role in ("page", "key"):
        if not isinstance(rule.get(role, []), list):
            yield f"x-pages {role} must be a list"


def _bad_positions(rule: dict[str, Any], queries: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    placed = [*rule["page"], rule["size"]]
    for name in placed:
        if name not in queries:
            yield f"x-pages names {name}, which is no query parameter"
        elif (kind := kind_of(queries[name]["schema"], schemas)).word != "integer":
            yield f"x-pages counts with {name}, which is {kind}; it must be an integer"
    if rule["size"] in rule["page"]:
        yield f"x-pages names {rule['size']} both as position and as size"
    for wire, query in queries.items():
        if wire not in placed and (query.get("x-name") or PythonIdentifier(wire, "field_")) == _SIZE:
            yield f"query {wire}: the iterator has another {_SIZE}; give it an x-name"


def _bad_entries(rule: dict[str, Any], operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    contents = [media for answer in operation["responses"].values() for media in answer.get("content", {}).values()]
    if not contents:
        yield "x-pages, and no answer has a content"
        return
    answer = contents[0]["schema"]
    if "total" in rule:
        yield from _bad_total(rule["total"], answer, schemas)
    try:
        entries = _follow(answer, rule.get("items", ""), schemas)
    except _NowhereError as error:
        yield f"x-pages items leads nowhere: {error}"
        return
    kind = kind_of(entries, schemas)
    if kind.word != "list" or kind.plain_item != "object":
        yield f"x-pages items leads to {kind}; it must be a list of named objects"
        return
    entry = next(mentioned(entries))
    for wire in rule["key"]:
        if wire not in schemas[entry].get("properties", {}):
            yield f"x-pages key names {wire}, which {entry} does not have"


def _bad_total(path: str, answer: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    try:
        kind = kind_of(_follow(answer, path, schemas), schemas)
    except _NowhereError as error:
        yield f"x-pages total leads nowhere: {error}"
        return
    if kind.word != "integer":
        yield f"x-pages total leads to {kind}; it must be an integer"


def _follow(spec: dict[str, Any], path: str, schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema at the end of a dotted path into an answer. Raises _NowhereError."""
    for step in path.split(".") if path else []:
        kind = kind_of(spec, schemas)
        if step.isdigit() and kind.word == "list":
            spec = spec["items"]
        elif not step.isdigit() and kind.word == "object":
            name = next(mentioned(spec))
            spec = schemas[name].get("properties", {}).get(step)
            if spec is None:
                raise _NowhereError(f"{name} has no {step}")
        else:
            raise _NowhereError(f"there is no {step} in {kind}")
    return spec
