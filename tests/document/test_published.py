"""Every request of every method, held against the document that eToro publishes itself, where a copy is at hand."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from etoropy.simulator.simulator import Received
from tests._sync.test_every_operation import do_everything
from tests.support import still_simulator

COPY = Path(__file__).parents[3] / "shared" / "reference" / "etoro-openapi-1.279.0.json"

# Sent although eToro does not publish it, each with the reason that stands in openapi/README.md.
UNPUBLISHED = {
    ("/api/v1/market-data/search", "page"): "the live service obeys it and ignores the published pageNumber",
    ("/api/v1/market-data/search", "internalSymbolFull"): "any field of an item is a filter, as the prose says",
    ("/api/v1/market-data/search", "searchText"): "was published until 1.244.0; the third tier of the resolver",
}


def test_every_request_is_valid_under_etoros_own_document() -> None:
    if not COPY.is_file():
        pytest.skip("no copy of eToro's published document beside the project")
    published = json.loads(COPY.read_text(encoding="utf-8"))
    sim = still_simulator(limits=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        do_everything(sim, "demo")
        do_everything(sim, "real")
    assert len(sim.requests) > 100
    assert [line for request in sim.requests for line in complaints(request, published)] == []


def complaints(request: Received, published: dict[str, Any]) -> Iterator[str]:
    template = next((path for path in candidates(request.path, published) if _serves(request, published, path)), None)
    if template is None:
        yield f"{request.method} {request.path} is not published"
        return
    operation = published["paths"][template][request.method.lower()]
    parameters = {it["name"]: it for it in (resolved(part, published) for part in operation.get("parameters", []))}
    sent = {part.partition("=")[0] for part in request.raw_query.split("&") if part}
    for name in sent - parameters.keys():
        if (template, name) not in UNPUBLISHED:
            yield f"{template}: query {name} is not published"
    required = {name for name, it in parameters.items() if it.get("required") and it["in"] == "query"}
    yield from (f"{template}: query {name} is required" for name in required - sent)
    headers = {name for name, it in parameters.items() if it.get("required") and it["in"] == "header"}
    yield from (f"{template}: header {name} is required" for name in headers if name.lower() not in request.headers)
    content = resolved(operation.get("requestBody", {}), published).get("content", {})
    if request.body and "application/json" not in content:
        yield f"{template}: no body is published"
    elif request.body:
        schema = as_json_schema(content["application/json"]["schema"], published)
        for error in Draft202012Validator(schema).iter_errors(json.loads(request.body)):
            yield f"{template}: body {error.json_path}: {error.message}"


def candidates(path: str, published: dict[str, Any]) -> list[str]:
    """Published paths that could be meant, those with fewer placeholders first."""
    parts = path.split("/")

    def fits(template: str) -> bool:
        steps = template.split("/")
        return len(steps) == len(parts) and all(
            step == part or step.startswith("{") for step, part in zip(steps, parts, strict=True)
        )

    return sorted(filter(fits, published["paths"]), key=lambda template: template.count("{"))


def _serves(request: Received, published: dict[str, Any], path: str) -> bool:
    return request.method.lower() in published["paths"][path]


def resolved(part: dict[str, Any], published: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        target = part["$ref"]
        part = published
        for step in target[2:].split("/"):
            part = part[step]
    return part


def as_json_schema(schema: Any, published: dict[str, Any]) -> Any:
    """An OpenAPI 3.0 schema in the terms of JSON Schema: references put in, ``nullable`` as a type."""
    if isinstance(schema, list):
        return [as_json_schema(item, published) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = resolved(schema, published)
    out = {
        name: as_json_schema(value, published) for name, value in schema.items() if name not in ("example", "nullable")
    }
    if schema.get("nullable") and isinstance(out.get("type"), str):
        out["type"] = [out["type"], "null"]
        if "enum" in out:
            out["enum"] = [*out["enum"], None]
    return out
