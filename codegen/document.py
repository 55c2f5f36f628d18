"""The document: fragments in ``openapi/`` put together, checked, and written out as one."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Final

import yaml

from . import rules
from .failures import first_line
from .keywords import fragment_findings, root_findings
from .parts import operations

ROOT_FILE: Final = "etoro.yaml"
# Documents the stream, not REST: it has messages instead of paths.
STREAM_FILE: Final = "stream.yaml"
# Says where ours differs from eToro's on purpose; see upstream.py.
KEPT_FILE: Final = "kept-differences.yaml"

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
        where = f"{Path(node.start_mark.name).name}:{key_node.start_mark.line + 1}"
        if not isinstance(key_node, yaml.ScalarNode):
            raise DocumentError([f"{where}: a key must be a word; put what is in braces or brackets into quotes"])
        key = loader.construct_object(key_node)
        if key in seen:
            raise DocumentError([f"{where}: {key!r} is given twice"])
        seen.add(key)
    content: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return content


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: str(node.value))


def _yaml_finding(name: str, error: yaml.YAMLError) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    place = f"{name}:{mark.line + 1}" if mark else name
    return f"{place}: {problem or ' '.join(str(error).split())}"


def read(path: Path) -> dict[str, Any]:
    """One YAML file. Raises DocumentError."""
    try:
        with path.open(encoding="utf-8") as stream:
            content = yaml.load(stream, _Loader)  # noqa: S506 - a SafeLoader by descent
    except OSError as error:
        raise DocumentError([f"{path.name}: cannot be read from {path.parent}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise DocumentError([f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8"]) from error
    except yaml.YAMLError as error:
        raise DocumentError([_yaml_finding(path.name, error)]) from error
    if not isinstance(content, dict):
        raise DocumentError([f"{path.name}: not a mapping"])
    return content


def bundle(folder: Path) -> dict[str, Any]:
    """All fragments as one document: root first, then the tags in the root's order. Raises DocumentError."""
    document = read(folder / ROOT_FILE)
    _refuse(root_findings(ROOT_FILE, document))
    findings = _unexpected_files(folder, document)
    fragments: dict[str, dict[str, Any]] = {}
    for tag in document["tags"]:
        path = folder / f"{tag['name']}.yaml"
        if not path.is_file():
            findings.append(f"{path.name}: missing, though {ROOT_FILE} lists the tag")
            continue
        fragment = fragments[path.name] = read(path)
        findings += fragment_findings(path.name, fragment)
        if not fragment.get("paths"):
            findings.append(f"{path.name}: has no paths, so the tag would lose its sub-client")
    _refuse(findings)
    _put_together(document, fragments)
    _spell_out_pools(document)
    check(document)
    return document


def _refuse(findings: list[str]) -> None:
    if findings:
        raise DocumentError(findings)


def _unexpected_files(folder: Path, document: dict[str, Any]) -> list[str]:
    """Files that look like fragments and are read by nobody."""
    expected = {f"{tag['name']}.yaml" for tag in document["tags"]} | {ROOT_FILE, STREAM_FILE, KEPT_FILE}
    findings = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in (".yaml", ".yml") or name in expected:
            continue
        if "/" in name:
            findings.append(f"{name}: is in a folder of its own, where nobody reads it; fragments stand side by side")
        elif path.suffix != ".yaml":
            findings.append(f"{name}: is read by nobody; a fragment's name ends in .yaml")
        else:
            findings.append(f"{name}: belongs to no tag of {ROOT_FILE}")
    return findings


def sources(folder: Path) -> dict[str, str]:
    """Where each schema stands, as schema -> file. Raises DocumentError if one stands in two, the stream's included."""
    root = read(folder / ROOT_FILE)
    names = [ROOT_FILE, *(f"{tag['name']}.yaml" for tag in root["tags"])]
    found: dict[str, str] = {}
    findings: list[str] = []
    for name in [*names, *(it for it in (STREAM_FILE,) if (folder / it).is_file())]:
        findings += [
            f"{name}: schema {schema} stands in {found[schema]} too; rename one"
            for schema in _schemas(read(folder / name))
            if found.setdefault(schema, name) != name
        ]
    _refuse(findings)
    return {schema: name for schema, name in found.items() if name in names}


def _schemas(content: dict[str, Any]) -> dict[str, Any]:
    return (content.get("components") or {}).get("schemas") or {}


def _put_together(document: dict[str, Any], fragments: dict[str, dict[str, Any]]) -> None:
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    findings: list[str] = []
    for source, fragment in fragments.items():
        findings += [
            f"{operation.get('operationId', path)}: stands in {source}, so its tag must be {Path(source).stem}"
            for _, path, operation in operations(fragment)
            if operation.get("tags") != [Path(source).stem]
        ]
        findings += _merge(document.setdefault("paths", {}), fragment["paths"], source, "path")
        findings += _merge(schemas, fragment.get("components", {}).get("schemas", {}), source, "schema")
    _refuse(findings)


def _merge(into: dict[str, Any], part: dict[str, Any], source: str, kind: str) -> list[str]:
    findings = [f"{source}: {kind} {name} stands in another file too" for name in part if name in into]
    # Copied one by one, so that what an anchor shares is written into once for each.
    into.update({name: copy.deepcopy(it) for name, it in part.items()})
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
    _refuse(findings)


def _place(document: dict[str, Any], error: Any) -> str:
    """Where the document is no OpenAPI, as other findings name it: operation or schema, then the way from there."""
    steps = list(error.path)
    if steps[:1] == ["paths"] and len(steps) > 2:
        operation = document["paths"].get(steps[1], {}).get(steps[2], {})
        steps = [operation.get("operationId", f"{steps[2].upper()} {steps[1]}"), *steps[3:]]
    elif steps[:2] == ["components", "schemas"]:
        steps = steps[2:]
    elif steps[:1] == ["properties"]:
        # Of what is wrong within a schema, the way is told from there on.
        schemas = document["components"]["schemas"].items()
        named = [name for name, schema in schemas if _at(schema, steps) is error.instance]
        steps = [*named[:1], *steps]
    return (
        ": ".join(["/".join(str(step) for step in part) for part in (steps[:1], steps[1:]) if part]) or "the document"
    )


def _at(part: Any, steps: list[Any]) -> Any:
    for step in steps:
        if not isinstance(part, dict | list) or (isinstance(part, dict) and step not in part):
            return None
        part = part[step]
    return part


def check(document: dict[str, Any]) -> None:
    """Raise DocumentError unless the document is valid OpenAPI and says what generated code needs to know."""
    from openapi_spec_validator import OpenAPIV31SpecValidator

    _refuse(rules.reference_findings(document))
    errors = OpenAPIV31SpecValidator(document).iter_errors()
    findings = rules.findings(document)
    findings += [f"{_place(document, error)}: {first_line(error.message)}" for error in errors]
    _refuse(list(dict.fromkeys(findings)))
