"""Walking the bundled document: its operations, and the schemas that a part of it mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

METHODS: Final = ("get", "put", "post", "delete", "patch")


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation as (method, path, operation)."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def reachable(document: dict[str, Any]) -> dict[str, Any]:
    """The document without schemas that no operation mentions: error bodies come in six shapes and are read by hand."""
    schemas = document["components"]["schemas"]
    wanted: set[str] = set()
    found = set(mentioned(document["paths"]))
    while found:
        wanted |= found
        found = {name for known in found for name in mentioned(schemas[known])} - wanted
    kept = {name: schema for name, schema in schemas.items() if name in wanted}
    return {**document, "components": {**document["components"], "schemas": kept}}


def mentioned(part: Any) -> Iterator[str]:
    """The schemas that a part of the document refers to."""
    if isinstance(part, dict):
        if isinstance(ref := part.get("$ref"), str):
            yield ref.rpartition("/")[2]
        for value in part.values():
            yield from mentioned(value)
    elif isinstance(part, list):
        for value in part:
            yield from mentioned(value)
