"""Names: what the document calls things becomes modules, classes, methods, arguments and members of enums.

Two that would become one are refused, for otherwise one hides the other, or is renamed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from openapi_python_client.strings import PythonIdentifier, snake_case

from .keywords import is_python_name
from .parts import operations

# What generated modules import or define beside the class of a schema.
_TAKEN_CLASSES: Final = frozenset(
    {
        *("Any", "AsyncHttpClient", "AsyncIterator", "AsyncRestClient", "Call", "ClassVar", "Field", "Hashable"),
        *("HttpClient", "Iterable", "Iterator", "Model", "OpenIntEnum", "OpenStrEnum", "Operation", "Pager", "Pool"),
        *("RestClient", "Self", "DIGITS", "MISFIT", "OPERATION", "UTC", "None", "True", "False"),
    }
)
# Attributes of the facade, and its module.
_TAKEN_TAGS: Final = ("http", "rest")
# What an enum calls members that eToro added since.
_UNLISTED: Final = "UNLISTED"


def name_findings(document: dict[str, Any]) -> list[str]:
    """Every name that cannot be one in Python, or that something else has already."""
    schemas = document["components"]["schemas"]
    return [
        *_tag_findings(document["tags"]),
        *_schema_findings(schemas, document["tags"]),
        *_method_findings(document),
        *(finding for name, schema in schemas.items() for finding in _field_findings(name, schema)),
        *(
            f"{name}: {text}"
            for name, schema in schemas.items()
            if "enum" in schema
            for text in _member_findings(schema)
        ),
        *(finding for _, _, operation in operations(document) for finding in _argument_findings(operation)),
    ]


def _tag_findings(tags: list[dict[str, Any]]) -> Iterator[str]:
    for tag in tags:
        name, client = tag["name"], tag["x-client"]
        if not is_python_name(name) or snake_case(name) != name:
            yield f"tag {name}: a tag is a module and an attribute, named in snake_case and by no word of Python's"
        if name in _TAKEN_TAGS:
            yield f"tag {name}: the clients have another {name}; choose another name"
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", client) or client in _TAKEN_CLASSES:
            yield f"tag {name}: x-client {client} is no name for a class of its own; write it in PascalCase"
    yield from (f"tag {name}: is listed twice" for name in _repeated(tag["name"] for tag in tags))
    clients = [f"{colour}{tag['x-client']}" for tag in tags for colour in ("", "Async")]
    yield from (f"x-client {name}: is the class of two tags; name one otherwise" for name in _repeated(clients))


def _schema_findings(schemas: dict[str, Any], tags: list[dict[str, Any]]) -> Iterator[str]:
    clients = {f"{colour}{tag['x-client']}" for tag in tags for colour in ("", "Async")}
    modules: dict[str, list[str]] = {}
    for name in schemas:
        modules.setdefault(str(PythonIdentifier(name, "")), []).append(name)
        if name in _TAKEN_CLASSES | clients:
            yield f"schema {name}: generated modules import another {name}; choose another name"
    for module, names in modules.items():
        if len(names) > 1:
            yield f"schemas {', '.join(names)}: all would stand in models/{module}.py; rename all but one"


def _method_findings(document: dict[str, Any]) -> Iterator[str]:
    """Methods of one sub-client: the operations', and the iterators over their pages."""
    makers: dict[tuple[str, str], dict[str, str]] = {}
    for verb, path, operation in operations(document):
        name = operation.get("operationId")
        if not is_python_name(name) or snake_case(str(name)) != name:
            if name is not None:
                yield f"{name}: operationId of {verb.upper()} {path} must be in snake_case and no word of Python's"
            continue
        method = (operation.get("x-account") or {}).get("method", name)
        tag = str(operation.get("tags"))
        makers.setdefault((tag, method), {})[method] = name
        if "x-pages" in operation:
            iterator = f"iter_{method.removeprefix('get_')}"
            makers.setdefault((tag, iterator), {})[f"the pages of {method}"] = name
    for (_, method), said in makers.items():
        if len(said) > 1:
            yield f"{method}: made by {' and by '.join(sorted(said))}; rename one operation"


def _field_findings(name: str, schema: dict[str, Any]) -> Iterator[str]:
    properties: dict[str, Any] = schema.get("properties", {})
    yield from _same_names(name, "property", [(wire, prop.get("x-name")) for wire, prop in properties.items()])
    spellings = [prop["x-also"] for prop in properties.values() if "x-also" in prop]
    for spelling in sorted({*_repeated(spellings), *(it for it in spellings if it in properties)}):
        yield f"{name}: x-also {spelling} is the name of another property; a second spelling belongs to one alone"


def _argument_findings(operation: dict[str, Any]) -> Iterator[str]:
    names = [(it["name"], it.get("x-name")) for it in operation.get("parameters", [])]
    yield from _same_names(str(operation.get("operationId")), "parameter", names)


def _same_names(where: str, what: str, names: list[tuple[str, str | None]]) -> Iterator[str]:
    """``names`` as the wire has them, each with its x-name."""
    by_name: dict[str, list[str]] = {}
    for wire, own in names:
        python = own or str(PythonIdentifier(wire, "field_"))
        by_name.setdefault(python, []).append(wire)
        if not own and python.startswith("field_") and not wire.startswith("field"):
            yield f"{where}: {what} {wire} has no name in Python; give it an x-name"
    for python, wires in by_name.items():
        if len(wires) > 1:
            yield f"{where}: {what} {' and '.join(wires)} would both be called {python}; give one an x-name"


def _member_findings(schema: dict[str, Any]) -> Iterator[str]:
    values, kind = schema["enum"], {"integer": int, "string": str}[schema["type"]]
    odd = [value for value in values if not isinstance(value, kind) or isinstance(value, bool)]
    if odd or not values:
        yield f"enum must be a list of {schema['type']} values" + (f", and {odd[0]!r} is none" if odd else "")
        return
    yield from (f"enum has {value!r} twice" for value in _repeated(values))
    names = schema.get("x-enum-varnames")
    if names is None and kind is int:
        yield "members of an integer enum have no names; give x-enum-varnames"
        return
    if names is not None and len(names) != len(values):
        yield f"x-enum-varnames has {len(names)} names for {len(values)} values"
    names = names or [snake_case(value).upper() for value in values]
    for name in names:
        if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name) or name == _UNLISTED:
            yield f"{name!r} cannot be the name of a member; give x-enum-varnames in capitals"
    yield from (f"two members are called {name}; give x-enum-varnames" for name in _repeated(names))


def _repeated(names: Iterable[Any]) -> list[Any]:
    names = list(names)
    return sorted({name for name in names if names.count(name) > 1}, key=str)
