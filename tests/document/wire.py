"""What a request on the wire must look like, by the bundled document and, where it is at hand, by eToro's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator

import etoropy
from etoropy.simulator.simulator import Received

DOCUMENT: dict[str, Any] = json.loads(
    (Path(etoropy.__file__).parent / "rest" / "openapi.json").read_text(encoding="utf-8")
)
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    operation["operationId"]: (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}


def unexpected(request: Received) -> Iterator[str]:
    """What a request has that its operation in the document does not, and the reverse."""
    assert request.operation_id is not None
    method, path, operation = OPERATIONS[request.operation_id]
    where = f"{request.operation_id}: "
    if method.upper() != request.method or len(path.split("/")) != len(request.path.split("/")):
        yield f"{where}{request.method} {request.path}"
    yield from (where + line for line in _query(request.raw_query, operation))
    yield from (where + line for line in _body(request.body, operation, DOCUMENT))


def _query(raw: str, operation: dict[str, Any]) -> Iterator[str]:
    known = {it["name"]: it for it in operation.get("parameters", []) if it["in"] == "query"}
    sent = dict(part.split("=", 1) for part in raw.split("&")) if raw else {}
    yield from (f"{name} is not in the document" for name in sent if name not in known)
    yield from (f"{name} is missing" for name, it in known.items() if it.get("required") and name not in sent)
    if "%2C" in raw and any(it["schema"].get("type") == "array" for name, it in known.items() if name in sent):
        yield "a list travels with encoded commas"
    for name in sent.keys() & known.keys():
        schema = known[name]["schema"]
        if schema.get("type") == "integer" and not unquote(sent[name]).lstrip("-").isdigit():
            yield f"{name} is no whole number: {sent[name]}"


def _body(body: bytes, operation: dict[str, Any], document: dict[str, Any]) -> Iterator[str]:
    request = operation.get("requestBody")
    if request is None:
        if body:
            yield "has a body"
        return
    schema = {**request["content"]["application/json"]["schema"], "components": document["components"]}
    for error in _validator(json.dumps(schema, sort_keys=True)).iter_errors(json.loads(body)):
        yield f"body: {error.json_path} {error.message}"


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema))
