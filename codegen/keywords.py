"""The keywords of a fragment: which ones the generator reads where, and what may stand under each.

Anything else would be dropped in silence, or be mistaken for something on the way, so it is refused here, before the
fragments are put together: with the file, and with the keyword that may have been meant. What is found here says
nothing about whether the parts fit together; that is for rules.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from keyword import iskeyword
from typing import Any, Final, NamedTuple

from .parts import METHODS

Findings = Iterator[str]


class Value(NamedTuple):
    """What stands under a keyword: in words, and whether something is that."""

    words: str
    fits: Callable[[Any], bool]


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_wire_name(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[^\s\"\\{}]+", value))


def is_python_name(value: Any) -> bool:
    """Whether something can be the name of an argument or a method."""
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z][a-z0-9_]*", value)) and not iskeyword(value)


def one_of(*words: str) -> Value:
    return Value(f"one of {', '.join(words)}", lambda value: isinstance(value, str) and value in words)


ANY: Final = Value("anything", lambda _: True)
MAPPING: Final = Value("a mapping", lambda value: isinstance(value, dict))
LIST: Final = Value("a list", lambda value: isinstance(value, list))
TEXT: Final = Value("a text", _is_text)
WIRE_NAME: Final = Value("a text in quotes without blanks, quotes and braces", _is_wire_name)
TEXTS: Final = Value("a list of texts, each once", _are_texts)
FLAG: Final = Value("true or false", lambda value: isinstance(value, bool))
WHOLE: Final = Value("a whole number, 0 or more", lambda value: _is_whole(value) and value >= 0)
COUNT: Final = Value("a whole number above 0", lambda value: _is_whole(value) and value > 0)
NUMBER: Final = Value("a number", _is_number)
SECONDS: Final = Value("a number of seconds above 0", lambda value: _is_number(value) and 0 < value < float("inf"))
PYTHON_NAME: Final = Value("a name in snake_case that is no word of Python's", is_python_name)
NONE: Final = Value("a number or a text", lambda value: _is_number(value) or _is_text(value))

_REFERENCE: Final = "#/components/schemas/"
_TYPES: Final[Mapping[str, Mapping[str, Value]]] = {
    "string": {"format": one_of("date-time", "date"), "minLength": WHOLE, "maxLength": WHOLE, "pattern": TEXT},
    "integer": {"format": one_of("int64", "int32"), "minimum": NUMBER, "maximum": NUMBER},
    "number": {"format": one_of("double", "float"), "minimum": NUMBER, "maximum": NUMBER},
    "boolean": {},
    "array": {"items": MAPPING, "minItems": WHOLE, "maxItems": WHOLE},
    "null": {},
}
_LIMITS: Final = {"exclusiveMinimum": NUMBER, "exclusiveMaximum": NUMBER}
_KEYWORDS_OF_TYPES: Final = frozenset(
    {"type", "nullable", "oneOf", *_LIMITS, *(key for keys in _TYPES.values() for key in keys)}
)
_OF_PROPERTY: Final = {
    "description": TEXT,
    "deprecated": FLAG,
    "x-name": PYTHON_NAME,
    "x-also": WIRE_NAME,
    "x-none": NONE,
}
_OBJECT: Final = {"type": TEXT, "description": TEXT, "required": TEXTS, "properties": MAPPING, "deprecated": FLAG}
_ENUM: Final = {"type": one_of("string", "integer"), "description": TEXT, "enum": LIST, "x-enum-varnames": TEXTS}
_ROOT: Final = {
    "openapi": TEXT,
    "info": MAPPING,
    "servers": LIST,
    "security": LIST,
    "tags": LIST,
    "x-ratelimit-pools": MAPPING,
    "paths": MAPPING,
    "components": MAPPING,
}
_FRAGMENT: Final = {"paths": MAPPING, "components": MAPPING}
_TAG: Final = {"name": TEXT, "x-client": TEXT, "description": TEXT}
_POOL: Final = {"limit": COUNT, "window": SECONDS, "description": TEXT}
_OPERATION: Final = {
    "operationId": TEXT,
    "tags": TEXTS,
    "summary": TEXT,
    "description": TEXT,
    "deprecated": FLAG,
    "x-replaced-by": TEXT,
    "x-ratelimit": TEXT,
    "x-retry": TEXT,
    "x-account": MAPPING,
    "x-pages": MAPPING,
    "parameters": LIST,
    "requestBody": MAPPING,
    "responses": MAPPING,
}
_ACCOUNT: Final = {"mode": TEXT, "method": PYTHON_NAME}
_PAGES: Final = {
    "style": one_of("page", "offset"),
    "page": TEXTS,
    "size": TEXT,
    "first": WHOLE,
    "items": TEXT,
    "total": TEXT,
    "key": TEXTS,
    "max_size": COUNT,
}
_PARAMETER: Final = {
    "name": WIRE_NAME,
    "in": TEXT,
    "required": FLAG,
    "style": TEXT,
    "explode": FLAG,
    "deprecated": FLAG,
    "description": TEXT,
    "schema": MAPPING,
    "example": ANY,
    "x-name": PYTHON_NAME,
}
_BODY: Final = {"required": FLAG, "description": TEXT, "content": MAPPING, "x-name": PYTHON_NAME}
_ANSWER: Final = {"description": TEXT, "content": MAPPING}
_MEDIA: Final = {"schema": MAPPING, "example": ANY}


def root_findings(source: str, content: dict[str, Any]) -> list[str]:
    """What the root holds that nobody would read, or that is not what it should be."""
    findings = list(_part(source, content, _ROOT, needed=("openapi", "info", "servers", "tags", "x-ratelimit-pools")))
    for number, tag in enumerate(_listed(content, "tags"), 1):
        name = tag.get("name", number) if isinstance(tag, dict) else number
        findings += _part(f"{source}: tag {name}", tag, _TAG, needed=_TAG)
    for name, pool in _entries(content, "x-ratelimit-pools"):
        findings += _part(f"{source}: pool {name}", pool, _POOL, needed=_POOL)
    return [*findings, *_contents(source, content)]


def fragment_findings(source: str, content: dict[str, Any]) -> list[str]:
    """The same of a fragment, which has nothing but paths and schemas."""
    strangers = [f"{source}: {key} is neither paths nor components" for key in content if key not in _FRAGMENT]
    known = {key: it for key, it in content.items() if key in _FRAGMENT}
    unread = [key for key, _ in _entries(content, "components") if key != "schemas"]
    strangers += [f"{source}: components.{key} is read by nobody; only schemas are" for key in unread]
    return [*strangers, *_part(source, known, _FRAGMENT), *_contents(source, content)]


_PATH_WORDS: Final = "a path is steps of letters, digits and . _ ~ : - or one {name} in braces, each after a slash"


def _is_path(path: Any) -> bool:
    return isinstance(path, str) and bool(re.fullmatch(r"(/([\w.~:-]+|{[^\s\"\\{}/]+}))+", path, re.ASCII))


def _contents(source: str, content: dict[str, Any]) -> Findings:
    for path, item in _entries(content, "paths"):
        if not _is_path(path):
            yield f"{source}: path {path!r}: {_PATH_WORDS}"
        yield from _part(f"{source}: {path}", item, dict.fromkeys(METHODS, MAPPING))
        if item == {}:
            yield f"{source}: {path}: has no operation"
        for method, operation in _entries(content["paths"], path):
            if isinstance(operation, dict) and method in METHODS:
                name = operation.get("operationId")
                yield from _operation(f"{source}: {name or f'{method.upper()} {path}'}", operation)
    components = content.get("components")
    if not isinstance(components, dict):
        return
    if not isinstance(components.get("schemas", {}), dict):
        yield f"{source}: components.schemas must be {MAPPING.words}, not {_said(components['schemas'])}"
    for name, schema in _entries(components, "schemas"):
        if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", str(name)):
            yield f"{source}: {name}: a schema's name is a noun in PascalCase"
        yield from _schema(f"{source}: {name}", schema)


def _operation(place: str, operation: dict[str, Any]) -> Findings:
    yield from _part(place, operation, _OPERATION, needed=("responses",))
    for keyword, keywords in (("x-account", _ACCOUNT), ("x-pages", _PAGES), ("requestBody", _BODY)):
        if isinstance(operation.get(keyword), dict):
            yield from _part(f"{place}: {keyword}", operation[keyword], keywords)
    if "x-account" in operation and isinstance(operation["x-account"], dict):
        yield from (f"{place}: x-account has no {key}" for key in _ACCOUNT if key not in operation["x-account"])
    for number, parameter in enumerate(_listed(operation, "parameters"), 1):
        yield from _parameter(place, number, parameter)
    if isinstance(body := operation.get("requestBody"), dict):
        yield from _media(f"{place}: body", body)
        yield from (() if "content" in body else [f"{place}: body: has no content"])
    for status, answer in _entries(operation, "responses"):
        where = f"{place}: answer {status}"
        if not isinstance(status, str):
            yield f'{where}: write the status in quotes, "{status}"'
        yield from _part(where, answer, _ANSWER, needed=("description",))
        if isinstance(answer, dict):
            yield from _media(where, answer)


def _parameter(place: str, number: int, parameter: Any) -> Findings:
    where = f"{place}: parameter {number}"
    if not isinstance(parameter, dict) or "$ref" in parameter:
        yield f"{where}: must be {MAPPING.words} with name, in and schema; write it out, or share it with an anchor"
        return
    if all(isinstance(parameter.get(key), str) for key in ("in", "name")):
        where = f"{place}: {parameter['in']} {parameter['name']}"
    yield from _part(where, parameter, _PARAMETER, needed=("name", "in", "schema"))
    if isinstance(parameter.get("schema"), dict):
        yield from _type(where, parameter["schema"], {})


def _media(place: str, part: dict[str, Any]) -> Findings:
    if part.get("content") == {}:
        yield f"{place}: content is empty; leave it out where nothing comes"
    for kind, media in _entries(part, "content"):
        yield from _part(f"{place}: {kind}", media, _MEDIA, needed=("schema",))
        if isinstance(media, dict) and isinstance(media.get("schema"), dict):
            yield from _type(place, media["schema"], {})


def _schema(place: str, schema: Any) -> Findings:
    """A schema with a name: an object or an enum."""
    if not isinstance(schema, dict):
        yield from _part(place, schema, {})
    elif "enum" in schema or schema.get("type") in ("string", "integer"):
        yield from _part(place, schema, _ENUM, needed=("type", "enum"))
    elif schema.get("type") != "object":
        shapes = "an object (type: object) or an enum (type: string or integer, with enum)"
        yield f"{place}: a schema with a name must be {shapes}; anything else is written where it is used"
    else:
        yield from _part(place, schema, _OBJECT)
        for name, prop in _entries(schema, "properties"):
            if not WIRE_NAME.fits(name):
                yield f"{place}: a property's name must be {WIRE_NAME.words}, not {_said(name)}"
            yield from _property(f"{place}.{name}", prop)


def _property(place: str, prop: Any) -> Findings:
    if not isinstance(prop, dict):
        yield from _part(place, prop, {})
        return
    yield from _type(place, prop, _OF_PROPERTY)


def _type(place: str, spec: dict[str, Any], beside: Mapping[str, Value]) -> Findings:
    """What says a type: a reference, a choice, or a word with what narrows it. ``beside`` may stand there as well."""
    said = [key for key in ("$ref", "oneOf", "type") if key in spec]
    if "$ref" in said:
        yield from _reference(place, spec, beside)
    elif "oneOf" in said:
        yield from _part(place, spec, {"oneOf": LIST, **beside})
        parts = _listed(spec, "oneOf")
        if len(parts) != 2 or parts[0] == parts[1]:
            yield f"{place}: oneOf is a choice of two: something or null, or a list or an object"
        for part in parts:
            yield from _type(f"{place}, oneOf", part, {}) if isinstance(part, dict) else _part(place, part, {})
    else:
        yield from _plain(place, spec, beside)


def _reference(place: str, spec: dict[str, Any], beside: Mapping[str, Value]) -> Findings:
    reference = spec["$ref"]
    if not isinstance(reference, str) or not re.fullmatch(re.escape(_REFERENCE) + r"\w+", reference):
        yield f'{place}: a reference is written $ref: "{_REFERENCE}Name", not {_said(reference)}'
    for key in spec:
        if key in _KEYWORDS_OF_TYPES and key not in beside:
            yield f"{place}: {key!r} beside $ref is read by nobody; what may be null is a oneOf of the $ref and null"
    known = {key: it for key, it in spec.items() if key not in _KEYWORDS_OF_TYPES}
    yield from _part(place, known, {"$ref": ANY, **beside})


def _plain(place: str, spec: dict[str, Any], beside: Mapping[str, Value]) -> Findings:
    words = spec.get("type")
    types = words if isinstance(words, list) else [words]
    known = [word for word in types if isinstance(word, str) and word in _TYPES]
    keywords: dict[str, Value] = {"type": ANY, **beside}
    for word in known or _TYPES:
        keywords |= {**_TYPES[word]} | (_LIMITS if word in ("integer", "number") else {})
    if "type" in spec and len(known) < len(types):
        odd = next(word for word in types if word not in known)
        yield f"{place}: type {_said(odd)} has no template; {_about_type(odd)}"
    elif isinstance(words, list) and (len(set(words)) < len(words) or len(words) < 2):
        yield f"{place}: type {words} is no choice; write it as one word"
    elif "type" not in spec:
        yield f"{place}: has no type, $ref or oneOf"
        keywords |= {"$ref": ANY, "oneOf": ANY}
    yield from _part(place, spec, keywords)
    if isinstance(spec.get("items"), dict):
        yield from _type(f"{place}, items", spec["items"], {})
    elif "array" in known:
        yield f"{place}: an array has no items"


def _about_type(word: Any) -> str:
    if word is None:
        return 'quote it: "null"'
    if word == "object":
        return "make it a schema with a name, and refer to it"
    return f"there are {', '.join(_TYPES)}"


def _part(place: str, part: Any, keywords: Mapping[str, Value], needed: Iterable[str] = ()) -> Findings:
    """Whether a part is a mapping with known keywords, each as it should be, and none of ``needed`` missing."""
    if not isinstance(part, dict):
        yield f"{place}: must be {MAPPING.words}, not {_said(part)}"
        return
    for key, value in part.items():
        if key not in keywords:
            yield f"{place}: {key!r} is no keyword this generator reads{_did_you_mean(key, keywords)}"
        elif not keywords[key].fits(value):
            yield f"{place}: {key} must be {keywords[key].words}, not {_said(value)}"
    yield from (f"{place}: has no {key}" for key in needed if key not in part)


def _did_you_mean(key: Any, keywords: Iterable[str]) -> str:
    if close := get_close_matches(str(key), sorted(keywords), 1):
        return f"; did you mean {close[0]}?"
    return f" here; it reads {', '.join(sorted(keywords))}" if keywords else ""


def _said(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _listed(part: dict[str, Any], key: str) -> list[Any]:
    value = part.get(key)
    return value if isinstance(value, list) else []


def _entries(part: dict[str, Any], key: Any) -> list[tuple[Any, Any]]:
    value = part.get(key)
    return list(value.items()) if isinstance(value, dict) else []
