"""Any answer that fits the document, whatever eToro adds to it, is read whole and written back the same."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etoropy.rest import models

from .fitting import DOCUMENT, SCHEMAS, Schema, fields, instant, not_null, nullable, objects, resolved, same, values
from .routes import ROUTES

# What a model may raise when an answer does not fit; reading turns each into an EToroResponseError.
MISFIT = (KeyError, TypeError, ValueError, AttributeError)

QUICK = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


def mentioned(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*(mentioned(it) for it in part))
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"].rpartition("/")[2]} if "$ref" in part else set()
    return own.union(*(mentioned(it) for it in part.values()))


def reachable(part: Any) -> set[str]:
    """Every schema that a part of the document leads to."""
    found: set[str] = set()
    ahead = mentioned(part)
    while ahead:
        found |= ahead
        ahead = set().union(*(mentioned(SCHEMAS[name]) for name in ahead)) - found
    return found


OBJECTS = sorted(name for name in reachable(DOCUMENT["paths"]) if SCHEMAS[name]["type"] == "object")
ENUMS = sorted(name for name in reachable(DOCUMENT["paths"]) if "enum" in SCHEMAS[name])
ANSWERING = {name: route for name, route in ROUTES.items() if route.answer is not None}


def validator(schema: Schema) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator({**schema, "components": DOCUMENT["components"]})


def written(value: Any) -> Any:
    return [it.to_dict() for it in value] if isinstance(value, list) else value.to_dict()


@pytest.mark.parametrize("name", OBJECTS)
def test_any_object_reads_and_writes_back_without_loss(name: str) -> None:
    kind = getattr(models, name)

    @QUICK
    @given(objects(SCHEMAS[name], wild=True))
    def check(sent: dict[str, Any]) -> None:
        before = copy.deepcopy(sent)
        it = kind.from_dict(sent)
        assert sent == before, "reading changed what was read"
        assert same(SCHEMAS[name], sent, it.to_dict())
        assert kind.from_dict(it.to_dict()) == it
        unknown = sent.keys() - fields(SCHEMAS[name])
        assert it.additional_properties == {key: sent[key] for key in unknown}

    check()


@pytest.mark.parametrize("name", ANSWERING)
def test_any_answer_of_an_operation_reads_and_writes_back_without_loss(name: str) -> None:
    route = ANSWERING[name]
    assert route.answer is not None
    schema, parse = route.answer["schema"], route.call().parse

    @settings(QUICK, max_examples=4)
    @given(values(schema, wild=True))
    def check(sent: Any) -> None:
        assert same(schema, sent, written(parse(sent)))

    check()


@pytest.mark.parametrize("name", ANSWERING)
def test_the_documented_example_reads_and_writes_back_the_same(name: str) -> None:
    route = ANSWERING[name]
    assert route.answer is not None
    example = route.answer["example"]
    assert same(route.answer["schema"], example, written(route.call().parse(example)))


@pytest.mark.parametrize("name", ANSWERING)
def test_the_documented_example_fits_its_schema_and_names_no_field_beside_it(name: str) -> None:
    route = ANSWERING[name]
    assert route.answer is not None
    validator(route.answer["schema"]).validate(route.answer["example"])
    assert unlisted_fields(route.answer["schema"], route.answer["example"]) == []


def unlisted_fields(schema: Schema, value: Any, place: str = "") -> list[str]:
    """Fields of an example that its schema does not list: a slip of the pen, as nothing forbids them."""
    schema = next((it for it in not_null(resolved(schema)) if ("items" in it) == isinstance(value, list)), schema)
    schema = resolved(schema)
    if isinstance(value, list):
        return [found for it in value for found in unlisted_fields(schema.get("items", {}), it, f"{place}[]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    found = [f"{place}.{name}" for name in value.keys() - fields(schema)]
    for name, inner in value.items():
        if name in schema["properties"]:
            found += unlisted_fields(schema["properties"][name], inner, f"{place}.{name}")
    return found


@pytest.mark.parametrize("name", OBJECTS)
def test_a_required_field_that_is_missing_or_null_is_never_half_read(name: str) -> None:
    schema, kind = SCHEMAS[name], getattr(models, name)
    whole = least(schema)
    assert same(schema, whole, kind.from_dict(whole).to_dict())
    for field in schema.get("required", []):
        with pytest.raises(MISFIT):
            kind.from_dict({key: value for key, value in whole.items() if key != field})
        if nullable(resolved(schema["properties"][field])):
            assert kind.from_dict({**whole, field: None}).to_dict()[field] is None
        else:
            with pytest.raises(MISFIT):
                kind.from_dict({**whole, field: None})


def least(schema: Schema) -> Any:
    """The smallest value that fits a schema."""
    schema = resolved(schema)
    if nullable(schema):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "object":
        return {field: least(schema["properties"][field]) for field in schema.get("required", [])}
    text = "2026-01-02T03:04:05Z" if schema.get("format") == "date-time" else "text"
    return {"array": [], "number": 1.5, "integer": 1, "boolean": True, "string": text}[schema["type"]]


@pytest.mark.parametrize("name", [name for name in OBJECTS if SCHEMAS[name].get("properties")])
def test_what_is_no_object_is_refused(name: str) -> None:
    others: tuple[Any, ...] = (None, "text", 1, [], [{}])
    for other in others:
        with pytest.raises(MISFIT):
            getattr(models, name).from_dict(other)


@pytest.mark.parametrize("name", ANSWERING)
def test_an_answer_of_another_kind_is_refused(name: str) -> None:
    parse = ANSWERING[name].call().parse
    for other in (None, "text", 1):
        with pytest.raises(MISFIT):
            parse(other)


@pytest.mark.parametrize("name", ENUMS)
def test_members_have_names_and_others_survive(name: str) -> None:
    kind, known = getattr(models, name), SCHEMAS[name]["enum"]
    assert [it.value for it in kind] == known
    assert all(kind(value) is kind[kind(value).name] for value in known)
    new = 12345 if SCHEMAS[name]["type"] == "integer" else "somethingNew"
    assert (kind(new).name, kind(new).value, kind(new) == new) == ("UNLISTED", new, True)
    assert all(kind(new) is not member for member in kind)


@pytest.mark.parametrize("name", OBJECTS)
def test_copies_and_pickles_keep_everything(name: str) -> None:
    kind = getattr(models, name)

    @settings(QUICK, max_examples=3)
    @given(objects(SCHEMAS[name], wild=True))
    def check(sent: dict[str, Any]) -> None:
        it = kind.from_dict(sent)
        pickled = (pickle.loads(pickle.dumps(it, number)) for number in (2, pickle.HIGHEST_PROTOCOL))
        others = [copy.copy(it), copy.deepcopy(it), *pickled]
        for other in others:
            assert other == it
            assert other.to_dict() == it.to_dict()
            assert other.additional_properties == it.additional_properties

    check()


class TestTheMeasure:
    """The tests above are as good as what they measure by."""

    @pytest.mark.parametrize("name", ["Position", "InstrumentSearchPage", "OrderDetails", "Candles", "PostMetadata"])
    def test_tame_answers_fit_the_schema(self, name: str) -> None:
        check_schema = validator({"$ref": f"#/components/schemas/{name}"})

        @QUICK
        @given(objects(SCHEMAS[name], wild=False))
        def check(sent: dict[str, Any]) -> None:
            check_schema.validate(sent)

        check()

    @pytest.mark.parametrize(
        ("change", "equal"),
        [
            ({"ask": 2}, True),
            ({"ask": 2.5}, False),
            ({"ask": True}, False),
            ({"ask": None}, False),
            ({"ask": "2.0"}, False),
            ({"date": "2026-01-02T03:04:05.1234567Z"}, True),
            ({"date": "2026-01-02T05:04:05.1234567+02:00"}, True),
            ({"date": "2026-01-02 03:04:05.1234567"}, True),
            ({"date": "2026-01-02T03:04:05.123456Z"}, False),
            ({"date": "2026-01-02T03:04:05.1234567+02:00"}, False),
            ({"unknown": 1}, False),
            ({"unitMargin": None}, False),
            ({"instrumentID": 1.0}, False),
        ],
    )
    def test_a_loss_is_seen(self, change: dict[str, Any], equal: bool) -> None:
        sent = {**least(SCHEMAS["Rate"]), "ask": 2.0, "date": "2026-01-02T03:04:05.1234567Z"}
        assert same(SCHEMAS["Rate"], sent, {**sent, **change}) is equal

    @QUICK
    @given(st.datetimes(), st.integers(0, 9))
    def test_instants_are_reckoned_to_100_ns(self, moment: Any, digit: int) -> None:
        text = f"{moment.isoformat(timespec='microseconds')}{digit}Z"
        assert instant(text) == (moment.replace(microsecond=0), moment.microsecond * 10 + digit)
