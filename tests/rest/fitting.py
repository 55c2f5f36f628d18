"""Answers that fit the document, made up by hypothesis, and what it means for one written back to be the same.

With ``wild`` they also hold what eToro is known to send beyond the document: members and fields that are not listed,
nulls in fields that may be absent, whole numbers for fractions, dates with seven decimals or without a zone.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

import etoropy

DOCUMENT: Final[dict[str, Any]] = json.loads(
    (Path(etoropy.__file__).parent / "rest/openapi.json").read_text(encoding="utf-8")
)
SCHEMAS: Final[dict[str, Any]] = DOCUMENT["components"]["schemas"]

_EXACT: Final = 2**53
_DEPTH: Final = 2
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)?")

Schema = dict[str, Any]


def resolved(schema: Schema) -> Schema:
    """The schema that a reference names; what stands beside the reference goes with it."""
    while "$ref" in schema:
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        schema = {**SCHEMAS[schema["$ref"].rpartition("/")[2]], **beside}
    return schema


def types(schema: Schema) -> list[str]:
    said = schema.get("type", [])
    return [said] if isinstance(said, str) else said


def nullable(schema: Schema) -> bool:
    return "null" in types(schema) or {"type": "null"} in schema.get("oneOf", [])


def not_null(schema: Schema) -> list[Schema]:
    """The alternatives that a value other than null can have."""
    return [resolved(it) for it in schema.get("oneOf", [schema]) if it != {"type": "null"}]


def values(schema: Schema, *, wild: bool, depth: int = 0) -> st.SearchStrategy[Any]:
    """JSON values for ``schema``."""
    schema = resolved(schema)
    made = [_plain(it, wild, depth) for it in not_null(schema)]
    return st.one_of(*made, st.none()) if nullable(schema) else st.one_of(*made)


def _plain(schema: Schema, wild: bool, depth: int) -> st.SearchStrategy[Any]:
    kind = next(it for it in types(schema) if it != "null")
    if "enum" in schema:
        return _members(schema, kind, wild)
    if kind == "object":
        return objects(schema, wild=wild, depth=depth)
    if kind == "array":
        most = 0 if depth > _DEPTH else 2
        return st.lists(values(schema["items"], wild=wild, depth=depth + 1), max_size=most)
    if kind == "string" and schema.get("format") == "date-time":
        return dates(wild=wild)
    return _scalars(kind, wild, "x-none" in schema)


@cache
def _scalars(kind: str, wild: bool, sentinel: bool) -> st.SearchStrategy[Any]:
    whole = st.integers(-_EXACT, _EXACT)
    if kind == "number":
        numbers = st.one_of(st.floats(allow_nan=False, allow_infinity=False), *([whole] if wild else []))
        return numbers | st.just(-1) if sentinel else numbers
    return {"integer": st.integers(-(2**63), 2**63 - 1), "boolean": st.booleans(), "string": st.text(max_size=8)}[kind]


def _members(schema: Schema, kind: str, wild: bool) -> st.SearchStrategy[Any]:
    known = st.sampled_from(schema["enum"])
    if not wild:
        return known
    return known | (st.integers(100, 999) if kind == "integer" else st.text(max_size=8).map(lambda text: f"New{text}"))


@cache
def dates(*, wild: bool) -> st.SearchStrategy[str]:
    """ISO 8601 as eToro writes it; wild ones also lack the zone, have another, or a blank for the T."""
    zones = st.sampled_from(["Z", "", "+00:00", "+02:00", "-05:30"] if wild else ["Z"])
    moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(lambda it: it.replace(microsecond=0))
    fractions = st.sampled_from(["", ".1", ".123", ".123456", ".1234567", ".0000001", ".9999999", ".1200"])
    return st.builds(
        lambda moment, fraction, zone, blank: moment.isoformat(blank) + fraction + zone,
        moments,
        fractions,
        zones,
        st.sampled_from("T ") if wild else st.just("T"),
    )


def objects(schema: Schema, *, wild: bool, depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with the required fields, some of the others and, if wild, some that nobody listed."""
    needed: dict[str, st.SearchStrategy[Any]] = {}
    others: dict[str, st.SearchStrategy[Any]] = {}
    for name, prop in (fields(schema) if wild else schema.get("properties", {})).items():
        if name in schema.get("required", []):
            needed[name] = values(prop, wild=wild, depth=depth + 1)
        elif depth <= _DEPTH:
            value = _later(prop, wild, depth + 1)
            others[name] = value | st.none() if wild else value
    known = st.fixed_dictionaries(needed, optional=others)
    if not wild:
        return known
    return st.builds(lambda fields, unlisted: {**unlisted, **fields}, known, unlisted(frozenset(fields(schema))))


def _later(schema: Schema, wild: bool, depth: int) -> st.SearchStrategy[Any]:
    """Made when first drawn, as schemas mention one another in circles."""
    return st.deferred(lambda: values(schema, wild=wild, depth=depth))


def fields(schema: Schema) -> dict[str, Schema]:
    """Every key that a model knows, with what it holds: the fields, and their second spellings."""
    props: dict[str, Schema] = schema.get("properties", {})
    return props | {prop["x-also"]: prop for prop in props.values() if "x-also" in prop}


@cache
def unlisted(taken: frozenset[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields that eToro added since."""
    names = st.text("abyz_ID", min_size=1, max_size=6).filter(lambda name: name not in taken)
    anything = st.none() | st.integers() | st.text(max_size=4) | st.lists(st.integers(), max_size=1)
    return st.dictionaries(names, anything | st.dictionaries(st.text(max_size=3), st.none(), max_size=1), max_size=2)


def instant(text: str) -> tuple[datetime, int]:
    """A time to the 100 ns: whole seconds of UTC, and what is beyond them. Reckoned apart from the library."""
    found = _ISO.fullmatch(text)
    assert found is not None, text
    whole, fraction, zone = found.groups()
    moment = datetime.fromisoformat(whole)
    if zone not in (None, "Z"):
        hours, minutes = int(zone[1:3]), int(zone[4:])
        shift = timedelta(hours=hours, minutes=minutes)
        moment = moment - shift if zone[0] == "+" else moment + shift
    return moment, int((fraction or "").ljust(7, "0"))


def same(schema: Schema, sent: Any, back: Any) -> bool:
    """Whether ``back`` says what ``sent`` said: key for key, null for null, number for number, instant for instant."""
    schema = resolved(schema)
    if sent is None or back is None:
        return sent is back
    if "oneOf" in schema:
        return any(same(it, sent, back) for it in not_null(schema))
    if isinstance(sent, dict):
        props = fields(schema)
        return sent.keys() == back.keys() and all(same(props.get(name, {}), sent[name], back[name]) for name in sent)
    if isinstance(sent, list):
        inner = schema.get("items", {})
        return len(sent) == len(back) and all(same(inner, *pair) for pair in zip(sent, back, strict=True))
    if schema.get("format") == "date-time":
        return instant(sent) == instant(back)
    if "number" in types(schema):
        return not isinstance(back, bool) and bool(sent == back)
    return type(sent) is type(back) and bool(sent == back)
