"""Whether a request is one that the document allows: the path's and the query's values, and the JSON body.

Covers the part of JSON Schema that the document uses. A complaint is a sentence that names the place; None means fine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from .clock import read_time
from .messages import BadBody, Request
from .routes import Parameter, Route, Routes

_INT64 = 2**63
_TOLERATED = {  # what the document asks for and the live service was seen not to; the operation decides
    ("search_instruments", "fields"): "required",
    ("get_candles", "candlesCount"): "maximum",
}


def complaint(request: Request, route: Route, routes: Routes) -> str | None:
    """The first thing that is wrong with a request."""
    return next(_complaints(request, route, routes), None)


def has_encoded_commas(request: Request, route: Route) -> bool:
    """Whether a list of the query went out with `%2C` for its commas."""
    lists = (p.name for p in route.parameters if p.place == "query" and p.schema.get("type") == "array")
    return any(request.has_encoded_comma(name) for name in lists)


def _complaints(request: Request, route: Route, routes: Routes) -> Iterator[str]:
    for parameter in route.parameters:
        found = _parameter_complaint(request, _tolerant(route, parameter))
        if found:
            yield f"{parameter.name}: {found}"
    if route.body is not None and (request.body or route.body.is_required):
        try:
            value = request.json()
        except BadBody:
            yield "The request's body is not valid JSON"
            return
        yield from _value_complaints(value, route.body.schema, routes, "body")


def _tolerant(route: Route, parameter: Parameter) -> Parameter:
    waived = _TOLERATED.get((route.method_name, parameter.name))
    if waived == "required":
        return replace(parameter, is_required=False)
    schema = {keyword: value for keyword, value in parameter.schema.items() if keyword != waived}
    return replace(parameter, schema=schema) if waived else parameter


def _parameter_complaint(request: Request, parameter: Parameter) -> str | None:
    if parameter.place == "path":
        return _text_complaint(request.params.get(parameter.name, ""), parameter.schema)
    if parameter.schema.get("type") == "array":
        return _list_complaint(request, parameter)
    text = request.value(parameter.name)
    if text is None:
        return "is required" if parameter.is_required else None
    return _text_complaint(text, parameter.schema)


def _list_complaint(request: Request, parameter: Parameter) -> str | None:
    if request.has_encoded_comma(parameter.name):
        return None  # the API does not see such a list; the operation decides what that means
    items = request.listed(parameter.name)
    if items is None:
        return "is required" if parameter.is_required else None
    most = parameter.schema.get("maxItems")
    if most is not None and len(items) > most:
        return f"has {len(items)} items, {most} are allowed"
    found = (_text_complaint(item, parameter.schema["items"]) for item in items)
    return next((text for text in found if text), None)


def _text_complaint(text: str, schema: Mapping[str, Any]) -> str | None:
    """What is wrong with a value of the path or the query, which comes as text."""
    kind = schema.get("type")
    value: Any = text
    if kind in ("integer", "number"):
        value = _number(text, whole=kind == "integer")
    elif kind == "boolean":
        value = {"true": True, "false": False}.get(text.lower())
    elif schema.get("format") == "date" and not _is_date(text):
        return f"'{text}' is not a date"
    if value is None:
        return f"'{text}' is not a valid {kind}"
    return next(_bound_complaints(value, schema), None)


def _number(text: str, *, whole: bool) -> int | float | None:
    try:
        number: int | float = int(text) if whole else float(text)
    except ValueError:
        return None
    if isinstance(number, int) and not _fits_64_bits(number):
        return None
    return number if text.isascii() and "_" not in text and math.isfinite(number) and text == text.strip() else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return len(text) == 10 or read_time(text) is not None


def _value_complaints(value: Any, schema: Mapping[str, Any], routes: Routes, place: str) -> Iterator[str]:
    schema = routes.resolve(schema)
    kinds = schema.get("type", ())
    allowed = [kinds] if isinstance(kinds, str) else list(kinds)
    if allowed and not any(_is_of(value, kind) for kind in allowed):
        yield f"{place}: {' or '.join(allowed)} expected"
        return
    yield from (f"{place}: {text}" for text in _bound_complaints(value, schema))
    if isinstance(value, dict):
        yield from _object_complaints(value, schema, routes, place)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _value_complaints(item, schema["items"], routes, f"{place}[{number}]")


def _object_complaints(
    value: Mapping[str, Any], schema: Mapping[str, Any], routes: Routes, place: str
) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name}: is required"
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            yield from _value_complaints(value[name], inner, routes, f"{place}.{name}")


def _is_of(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, int | float):
        return kind == "number" or (kind == "integer" and value == int(value))
    return kind == {dict: "object", list: "array", str: "string", type(None): "null"}[type(value)]


def _fits_64_bits(value: float) -> bool:
    # The JSON reader makes floats of integers that are too large, so a float at the very edge stands for one beyond it.
    return -_INT64 <= value < _INT64 if isinstance(value, int) else abs(value) < _INT64


def _bound_complaints(value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    if "enum" in schema and value is not None and value not in schema["enum"]:
        yield f"{value!r} is not one of {', '.join(map(str, schema['enum']))}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if schema.get("format") == "int64" and not _fits_64_bits(value):
            yield f"{value} does not fit into 64 bits"
        if "minimum" in schema and value < schema["minimum"]:
            yield f"{value} is less than {schema['minimum']}"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield f"{value} is not above {schema['exclusiveMinimum']}"
        if "maximum" in schema and value > schema["maximum"]:
            yield f"{value} is more than {schema['maximum']}"
    if isinstance(value, list | str):
        word = "Items" if isinstance(value, list) else "Length"
        if len(value) < schema.get(f"min{word}", 0):
            yield f"must not be shorter than {schema[f'min{word}']}"
        if len(value) > schema.get(f"max{word}", math.inf):
            yield f"must not be longer than {schema[f'max{word}']}"
