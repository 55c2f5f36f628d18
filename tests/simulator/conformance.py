"""Whether an answer of the simulator is one that the document describes; all that a test sees comes by here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from etoropy.simulator.messages import Reply
from etoropy.simulator.routes import Route, load

_MOST_ROWS = 40  # of a long list; the rows of one answer come from one function


def findings(route: Route, reply: Reply) -> list[str]:
    """What the document does not allow in a successful reply. Refusals are not in it; their shapes are tested apart."""
    if reply.status >= 400:
        return []
    if reply.status not in route.replies:
        return [f"{route.operation_id}: status {reply.status} is not documented"]
    content = reply.encode()
    schema = route.replies[reply.status]
    if schema is None:
        return [f"{route.operation_id}: a body where the document has none"] if content else []
    value = _shortened(json.loads(content))
    wrong = [
        f"{route.operation_id} {error.json_path}: {error.message}"
        for error in _validator(route, reply.status).iter_errors(value)
    ]
    return wrong + [f"{route.operation_id} {place}: unknown field" for place in _unknown(value, schema, "$")]


@cache
def _validator(route: Route, status: int) -> Draft202012Validator:
    return Draft202012Validator({**(route.replies[status] or {}), "components": load().document["components"]})


def _shortened(value: Any) -> Any:
    if isinstance(value, list):
        return [_shortened(item) for item in value[:_MOST_ROWS]]
    return {key: _shortened(item) for key, item in value.items()} if isinstance(value, dict) else value


def _unknown(value: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    schema = load().resolve(schema)
    if "oneOf" in schema and value is not None:
        schema = load().resolve(schema["oneOf"][0])
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _unknown(item, schema["items"], f"{place}[{number}]")
    if isinstance(value, dict) and "properties" in schema:
        known = dict(_spellings(schema["properties"]))
        for key, item in value.items():
            if key in known:
                yield from _unknown(item, known[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}"


def _spellings(properties: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every key under which a property may come, the second spelling of some included."""
    for name, schema in properties.items():
        yield name, schema
        if "x-also" in schema:
            yield schema["x-also"], schema
