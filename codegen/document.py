"""The document: fragments in ``openapi/`` put together, checked, and written out as one."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Final

import yaml

from . import rules
from .parts import mentioned, operations

ROOT_FILE: Final = "etoro.yaml"
# Documents the stream, not REST: it has messages instead of paths.
STREAM_FILE: Final = "stream.yaml"
# Says where ours differs from eToro's on purpose; see upstream.py.
KEPT_FILE: Final = "kept-differences.yaml"

_FRAGMENT: Final = ("paths", "components")
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


def check(document: dict[str, Any]) -> None:
    """Raise DocumentError unless the document is valid OpenAPI and says what generated code needs to know."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    unknown = set(mentioned([document["paths"], document["components"]])) - document["components"]["schemas"].keys()
    if unknown:
        raise DocumentError([f"schema {name}: is referred to and does not exist" for name in sorted(unknown)])
    errors = OpenAPIV31SpecValidator(document).iter_errors()
    findings = [f"{'/'.join(str(step) for step in error.path)}: {error.message}" for error in errors]
    findings += rules.findings(document)
    if findings:
        raise DocumentError(findings)
