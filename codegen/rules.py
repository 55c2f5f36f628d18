"""What generated code relies on, beyond what OpenAPI asks: every operation and schema says what its templates need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from .kinds import kind_findings
from .names import name_findings
from .pages import page_findings
from .pairs import pair_findings
from .parts import mentioned, operations

_RETRY: Final = ("safe", "never-blind")
_JSON: Final = "application/json"


def reference_findings(document: dict[str, Any]) -> list[str]:
    """Every reference to what does not exist, with who refers. Nothing else can be said of a document with one."""
    schemas = document["components"]["schemas"]
    places: list[tuple[str, Any]] = [
        (operation.get("operationId", f"{method.upper()} {path}"), operation)
        for method, path, operation in operations(document)
    ]
    places += [
        (f"{name}.{wire}", prop)
        for name, schema in schemas.items()
        for wire, prop in schema.get("properties", {}).items()
    ]
    return [
        f"{place}: refers to schema {name}, which does not exist"
        for place, part in places
        for name in dict.fromkeys(mentioned(part))
        if name not in schemas
    ]


def findings(document: dict[str, Any]) -> list[str]:
    """Each broken rule as a line. Expects that references lead somewhere."""
    return [
        *_operation_findings(document),
        *kind_findings(document),
        *pair_findings(document),
        *name_findings(document),
        *_schema_findings(document),
    ]


def _operation_findings(document: dict[str, Any]) -> list[str]:
    tags, schemas = {tag["name"] for tag in document["tags"]}, document["components"]["schemas"]
    return [
        f"{operation.get('operationId', f'{method.upper()} {path}')}: {text}"
        for method, path, operation in operations(document)
        for text in (*_lacks(operation, tags), *_bad_path(path, operation), *page_findings(operation, schemas))
    ]


def _lacks(operation: dict[str, Any], tags: set[str]) -> Iterator[str]:
    if "operationId" not in operation:
        yield "has no operationId"
    if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
        yield "needs exactly one tag of the root"
    if operation.get("x-retry") not in _RETRY:
        yield f"x-retry must be one of {', '.join(_RETRY)}"
    if operation.get("deprecated") and not operation.get("x-replaced-by"):
        yield "is deprecated and does not say what replaces it (x-replaced-by)"
    if operation.get("x-replaced-by") and not operation.get("deprecated"):
        yield "says what replaces it (x-replaced-by) and is not deprecated"
    for text in ("summary", "description"):
        if not operation.get(text):
            yield f"has no {text}"
    yield from _bad_contents(operation)


def _bad_path(path: str, operation: dict[str, Any]) -> Iterator[str]:
    """Whether the path's own parameters are those described."""
    inside = re.findall(r"{([^{}]*)}", path)
    described = [it["name"] for it in operation.get("parameters", []) if it["in"] == "path"]
    yield from (f"path {name} stands twice in {path}" for name in sorted({it for it in inside if inside.count(it) > 1}))
    yield from (f"path {name} is not described" for name in inside if name not in described)
    yield from (f"path {name} is described, and {path} has none" for name in described if name not in inside)


def _bad_contents(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        name = f"{parameter['in']} {parameter['name']}"
        if parameter["in"] not in ("path", "query"):
            yield f"{name} belongs to the transport"
        for needed in ("description", "example"):
            if needed not in parameter:
                yield f"{name} has no {needed}"
        yield from (f"{name}: {text}" for text in _unnamed(parameter.get("schema", {})))
    for status, response in operation.get("responses", {}).items():
        if not str(status).startswith("2"):
            yield f"answer {status}: errors have one schema outside the operations"
        elif not re.fullmatch(r"2\d\d", str(status)):
            yield f"answer {status}: a status is three figures"
        for kind, media in response.get("content", {}).items():
            if kind != _JSON:
                yield f"answer {status} is {kind}; only {_JSON} has a template"
            yield from _bad_media(f"answer {status}", media)
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        if kind != _JSON:
            yield f"the body is {kind}; only {_JSON} has a template"
        yield from _bad_media("the body", media)


def _bad_media(where: str, media: dict[str, Any]) -> Iterator[str]:
    if "example" not in media:
        yield f"{where} has no example"
    yield from (f"{where}: {text}" for text in _unnamed(media.get("schema", {})))


def _schema_findings(document: dict[str, Any]) -> list[str]:
    findings: list[str] = []
    for name, schema in document["components"]["schemas"].items():
        if not schema.get("description"):
            findings.append(f"{name}: has no description")
        said = [prop.keys() for prop in schema.get("properties", {}).values()]
        if any("x-also" in keys for keys in said) and any("x-none" in keys for keys in said):
            findings.append(f"{name}: x-also and x-none in one schema have no template")
        absent = set(schema.get("required", [])).difference(schema.get("properties", {}))
        findings += [f"{name}: {wire} is required and no property" for wire in sorted(absent)]
        for wire, prop in schema.get("properties", {}).items():
            if not prop.get("description"):
                findings.append(f"{name}.{wire}: has no description")
            findings += [f"{name}.{wire}: {text}" for text in _unnamed(prop)]
            if "x-also" in prop and wire in schema.get("required", []):
                findings.append(f"{name}.{wire}: has a second spelling, so the first cannot be required")
    return findings


def _unnamed(prop: dict[str, Any]) -> Iterator[str]:
    """Nested objects and enums must be schemas with a name, so that their classes have one."""
    for part in (prop, prop.get("items", {}), *prop.get("oneOf", [])):
        if part.get("properties") or part.get("enum"):
            yield "an object or enum without a name of its own"
        if part.get("allOf") or part.get("anyOf") or part.get("additionalProperties"):
            yield "allOf, anyOf and additionalProperties have no template"
        if part.get("format") == "uuid":
            yield "format uuid breaks generated code; a plain string will do"
