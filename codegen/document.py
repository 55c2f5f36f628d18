"""The document: fragments in ``openapi/`` put together, checked, and written out as one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

ROOT_FILE: Final = "etoro.yaml"
# Documents the stream, not REST: it has messages instead of paths.
STREAM_FILE: Final = "stream.yaml"
# Says where ours differs from eToro's on purpose; see upstream.py.
KEPT_FILE: Final = "kept-differences.yaml"

_METHODS: Final = ("get", "put", "post", "delete", "patch")
_FRAGMENT: Final = ("paths", "components")
_PAGES: Final = ("style", "page", "size", "first", "key", "max_size")
_RETRY: Final = ("safe", "never-blind")
_JSON: Final = "application/json"
_MERGE: Final = "tag:yaml.org,2002:merge"


class DocumentError(Exception):
    """What is wrong with the document, one finding a line."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__("\n".join(findings))
        self.findings = findings


# YAML in which a key given twice is an error, and dates stay text as they do in JSON. Read by libyaml where PyYAML was
# built with it: ten times as fast, and reading is half of a build otherwise.
_Loader: Any = type("_Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        if key_node.tag == _MERGE:
            continue
        key = loader.construct_object(key_node)
        if key in seen:
            where = f"{Path(node.start_mark.name).name}:{key_node.start_mark.line + 1}"
            raise DocumentError([f"{where}: {key!r} is given twice"])
        seen.add(key)
    content: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return content


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))


def read(path: Path) -> dict[str, Any]:
    """One YAML file. Raises DocumentError."""
    try:
        with path.open(encoding="utf-8") as stream:
            content = yaml.load(stream, _Loader)  # noqa: S506 - a SafeLoader by descent
    except yaml.YAMLError as error:
        raise DocumentError([f"{path.name}: {error}"]) from error
    if not isinstance(content, dict):
        raise DocumentError([f"{path.name}: not a mapping"])
    return content


def bundle(folder: Path) -> dict[str, Any]:
    """All fragments as one document: root first, then the tags in the root's order. Raises DocumentError."""
    document = copy.deepcopy(read(folder / ROOT_FILE))
    document.setdefault("paths", {})
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    findings = _unexpected_files(folder, document)
    for tag in document.get("tags", []):
        path = folder / f"{tag['name']}.yaml"
        if not path.is_file():
            findings.append(f"{path.name}: missing, though {ROOT_FILE} lists the tag")
            continue
        fragment = read(path)
        findings += _unexpected_keys(path.name, fragment)
        if not fragment.get("paths"):
            findings.append(f"{path.name}: has no paths, so the tag would lose its sub-client")
            continue
        findings += _merge(document["paths"], fragment.get("paths", {}), path.name, "path")
        findings += _merge(schemas, fragment.get("components", {}).get("schemas", {}), path.name, "schema")
    if findings:
        raise DocumentError(findings)
    _spell_out_pools(document)
    check(document)
    return document


def _unexpected_files(folder: Path, document: dict[str, Any]) -> list[str]:
    expected = {f"{tag['name']}.yaml" for tag in document.get("tags", [])} | {ROOT_FILE, STREAM_FILE, KEPT_FILE}
    return [
        f"{path.name}: belongs to no tag of {ROOT_FILE}"
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in expected
    ]


def _unexpected_keys(source: str, fragment: dict[str, Any]) -> list[str]:
    """What stands in a fragment and nobody reads: misspelt, or at home in the root."""
    parts = fragment.get("components") or {}
    return [
        *(f"{source}: {name} is neither paths nor components" for name in fragment if name not in _FRAGMENT),
        *(f"{source}: components.{name} is read by nobody; only schemas are" for name in parts if name != "schemas"),
    ]


def _merge(into: dict[str, Any], part: dict[str, Any], source: str, kind: str) -> list[str]:
    findings = [f"{source}: {kind} {name} stands in another file too" for name in part if name in into]
    into.update(part)
    return findings


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each operation as (method, path, operation)."""
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield method, path, item[method]


def _spell_out_pools(document: dict[str, Any]) -> None:
    """An operation names its pool; the bundled document carries the figures beside the name."""
    pools = document.get("x-ratelimit-pools", {})
    findings = []
    for method, path, operation in operations(document):
        name = operation.get("x-ratelimit")
        if name in pools:
            operation["x-ratelimit"] = {"pool": name, "limit": pools[name]["limit"], "window": pools[name]["window"]}
        else:
            findings.append(f"{method.upper()} {path}: x-ratelimit {name!r} is no pool of {ROOT_FILE}")
    if findings:
        raise DocumentError(findings)


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


def check(document: dict[str, Any]) -> None:
    """Raise DocumentError unless the document is valid OpenAPI and says what generated code needs to know."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    unknown = set(mentioned([document["paths"], document["components"]])) - document["components"]["schemas"].keys()
    if unknown:
        raise DocumentError([f"schema {name}: is referred to and does not exist" for name in sorted(unknown)])
    errors = OpenAPIV31SpecValidator(document).iter_errors()
    findings = [f"{'/'.join(str(step) for step in error.path)}: {error.message}" for error in errors]
    findings += _operation_findings(document)
    findings += _schema_findings(document)
    if findings:
        raise DocumentError(findings)


def _operation_findings(document: dict[str, Any]) -> list[str]:
    findings: list[str] = []
    tags = {tag["name"] for tag in document["tags"]}
    pairs: dict[tuple[str, str], set[str]] = {}
    for method, path, operation in operations(document):
        where = operation.get("operationId", f"{method.upper()} {path}")
        findings += [f"{where}: {text}" for text in _lacks(operation, tags)]
        if account := operation.get("x-account"):
            method_name, mode = account.get("method"), account.get("mode")
            pairs.setdefault((str(operation.get("tags")), method_name), set()).add(mode)
            if where != f"{method_name}_{mode}":
                findings.append(f"{where}: a paired operation is named <method>_<mode>")
    findings += [
        f"{name}: only {'/'.join(modes)}, its twin is missing" for (_, name), modes in pairs.items() if len(modes) < 2
    ]
    return findings


def _lacks(operation: dict[str, Any], tags: set[str]) -> Iterator[str]:
    if "operationId" not in operation:
        yield "has no operationId"
    if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
        yield "needs exactly one tag of the root"
    if operation.get("x-retry") not in _RETRY:
        yield f"x-retry must be one of {', '.join(_RETRY)}"
    if operation.get("deprecated") and not operation.get("x-replaced-by"):
        yield "is deprecated and does not say what replaces it (x-replaced-by)"
    for text in ("summary", "description"):
        if not operation.get(text):
            yield f"has no {text}"
    yield from _bad_contents(operation)


def _bad_contents(operation: dict[str, Any]) -> Iterator[str]:
    for parameter in operation.get("parameters", []):
        name = f"{parameter['in']} {parameter['name']}"
        if parameter["in"] not in ("path", "query"):
            yield f"{name} belongs to the transport"
        is_list = parameter.get("schema", {}).get("type") == "array"
        if is_list and parameter["in"] == "query" and parameter.get("explode", True):
            yield f"{name} is a list without explode: false; lists are joined by commas"
        for needed in ("description", "example"):
            if needed not in parameter:
                yield f"{name} has no {needed}"
        yield from (f"{name}: {text}" for text in _unnamed(parameter.get("schema", {})))
    for status, response in operation.get("responses", {}).items():
        if not str(status).startswith("2"):
            yield f"answer {status}: errors have one schema outside the operations"
        for media in response.get("content", {}).values():
            yield from _bad_media(f"answer {status}", media)
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        if kind != _JSON:
            yield f"the body is {kind}; only {_JSON} has a template"
        yield from _bad_media("the body", media)
    yield from _bad_pages(operation)


def _bad_pages(operation: dict[str, Any]) -> Iterator[str]:
    rule = operation.get("x-pages")
    if rule is None:
        return
    yield from (f"x-pages has no {needed}" for needed in _PAGES if needed not in rule)
    if rule.get("style") not in ("page", "offset"):
        yield "x-pages style must be page or offset"
    for role in ("page", "key"):
        if not isinstance(rule.get(role, []), list):
            yield f"x-pages {role} must be a list"
    queries = {it["name"] for it in operation.get("parameters", []) if it["in"] == "query"}
    for role in ("page", "size"):
        said = rule.get(role) or []
        for name in [said] if isinstance(said, str) else said:
            if name not in queries:
                yield f"x-pages names {name}, which is no query parameter"


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
