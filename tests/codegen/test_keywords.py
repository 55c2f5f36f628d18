"""What stands in a fragment: every misspelt, misplaced or mistyped keyword is named with its file and place."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.document import DocumentError, bundle, read
from codegen.keywords import fragment_findings, root_findings

from .conftest import SHOPS

Part = dict[str, Any]
Spoil = Callable[[Part], object]
MODEL = "#/components/schemas/Shop"


def prop(**spec: Any) -> Spoil:
    """A property of Shop written anew; ``__`` stands for a hyphen."""
    said = {name.replace("__", "-"): it for name, it in spec.items()}
    return lambda d: d["components"]["schemas"]["Shop"]["properties"].update(inn={"description": "X.", **said})


def reference(to: Any, **beside: Any) -> Spoil:
    return prop(**{"$ref": to}, **beside)


def enum(**changes: Any) -> Spoil:
    said = {name.replace("__", "-"): it for name, it in changes.items()}
    return lambda d: d["components"]["schemas"]["ShopKind"].update(said)


def schema(name: str, spec: Any) -> Spoil:
    return lambda d: d["components"]["schemas"].update({name: spec})


def get(d: Part) -> Part:
    return d["paths"]["/api/v1/shops"]["get"]  # type: ignore[no-any-return]


def put(d: Part) -> Part:
    return d["paths"]["/api/v1/shops/{town}/{shopId}"]["put"]  # type: ignore[no-any-return]


def on_get(**changes: Any) -> Spoil:
    return lambda d: get(d).update({name.replace("__", "-"): it for name, it in changes.items()})


def pages(**changes: Any) -> Spoil:
    return lambda d: get(d)["x-pages"].update(changes)


def query(**changes: Any) -> Spoil:
    """Changes to the query parameter ``page``."""
    return lambda d: get(d)["parameters"][0].update({name.replace("__", "-"): it for name, it in changes.items()})


def renamed(path: str) -> Spoil:
    return lambda d: d["paths"].update({path: d["paths"].pop("/api/v1/shops")})


def answers(**changes: Any) -> Spoil:
    return lambda d: get(d)["responses"]["200"].update(changes)


CASES: dict[str, tuple[Spoil, str]] = {
    # Keywords that nobody reads
    "tyep": (prop(tyep="integer"), "Shop.inn: 'tyep' is no keyword this generator reads; did you mean type?"),
    "requried": (
        lambda d: d["components"]["schemas"]["Shop"].update(requried=["shopId"]),
        "Shop: 'requried' is no keyword this generator reads; did you mean required?",
    ),
    "propertis": (schema("Till", {"type": "object", "propertis": {}}), "did you mean properties?"),
    "x-alos": (prop(type="integer", x__alos="b"), "'x-alos' is no keyword this generator reads; did you mean x-also?"),
    "x-noen": (prop(type="integer", x__noen=-1), "did you mean x-none?"),
    "x-nmae": (
        query(x__nmae="a"),
        "get_shops: query page: 'x-nmae' is no keyword this generator reads; did you mean x-name",
    ),
    "x-page": (on_get(x__page={}), "get_shops: 'x-page' is no keyword this generator reads; did you mean x-pages?"),
    "x-acount": (on_get(x__acount={}), "did you mean x-account?"),
    "totl": (pages(totl="total"), "get_shops: x-pages: 'totl' is no keyword this generator reads; did you mean total?"),
    "methd": (on_get(x__account={"mode": "demo", "methd": "a"}), "get_shops: x-account: 'methd' is no keyword"),
    "enmu": (schema("Kind", {"type": "string", "enmu": ["a"]}), "Kind: 'enmu' is no keyword this generator reads; did"),
    "x-enum-varname": (enum(x__enum__varname=["A", "B"]), "did you mean x-enum-varnames?"),
    "contents": (answers(contents={}), "get_shops: answer 200: 'contents' is no keyword this generator reads; did you"),
    "ref": (prop(ref=MODEL), "Shop.inn: 'ref' is no keyword this generator reads; did you mean $ref?"),
    "default": (prop(type="integer", default=5), "Shop.inn: 'default' is no keyword"),
    "nullable": (prop(type="integer", nullable=True), "Shop.inn: 'nullable' is no keyword"),
    "additionalProperties": (
        schema("Till", {"type": "object", "additionalProperties": True}),
        "'additionalProperties'",
    ),
    "x-name where it is not read": (
        prop(oneOf=[{"$ref": MODEL, "x-name": "a"}, {"type": "null"}]),
        "Shop.inn, oneOf: 'x-name' is no keyword",
    ),
    "x-also on a parameter": (query(x__also="p"), "get_shops: query page: 'x-also' is no keyword"),
    "a bound on a text": (prop(type="string", minimum=1), "Shop.inn: 'minimum' is no keyword"),
    "GET": (lambda d: d["paths"]["/api/v1/shops"].update(GET={}), "'GET' is no keyword this generator reads"),
    "options": (lambda d: d["paths"]["/api/v1/shops"].update(options={}), "/api/v1/shops: 'options' is no keyword"),
    "parameters of a path": (
        lambda d: d["paths"]["/api/v1/shops"].update(parameters=[]),
        "/api/v1/shops: 'parameters' is no keyword",
    ),
    "allOf": (schema("Both", {"allOf": [{"$ref": MODEL}]}), "Both: a schema with a name must be an object"),
    "allOf beside properties": (schema("Both", {"type": "object", "allOf": []}), "Both: 'allOf' is no keyword"),
    # Types
    "no type": (prop(), "Shop.inn: has no type, $ref or oneOf"),
    "no type of items": (prop(type="array", items={}), "Shop.inn, items: has no type, $ref or oneOf"),
    "no items": (prop(type="array"), "Shop.inn: an array has no items"),
    "int": (prop(type="int"), "Shop.inn: type 'int' has no template; there are string, integer"),
    "a null that is none": (prop(type=["string", None]), 'Shop.inn: type nothing has no template; quote it: "null"'),
    "a choice of one": (prop(type=["integer"]), "Shop.inn: type ['integer'] is no choice; write it as one word"),
    "a choice of three": (
        prop(oneOf=[{"$ref": MODEL}, {"type": "null"}, {"$ref": MODEL}]),
        "Shop.inn: oneOf is a choice of two: something or null, or a list or an object",
    ),
    "a choice of nothing": (prop(oneOf=[]), "Shop.inn: oneOf is a choice of two"),
    "an object inside": (prop(type="object"), "Shop.inn: type 'object' has no template; make it a schema with a name"),
    "datetime": (
        prop(type="string", format="datetime"),
        "Shop.inn: format must be one of date-time, date, not 'datetime'",
    ),
    "a time that is a number": (prop(type="integer", format="date-time"), "format must be one of int64, int32, not"),
    "type beside $ref": (
        reference(MODEL, type="object"),
        "Shop.inn: 'type' beside $ref is read by nobody; what may be",
    ),
    "nullable beside $ref": (reference(MODEL, nullable=True), "Shop.inn: 'nullable' beside $ref is read by nobody"),
    "an alias": (
        schema("Alias", {"$ref": MODEL}),
        "Alias: a schema with a name must be an object (type: object) or an",
    ),
    "a schema that is a list": (schema("Many", {"type": "array", "items": {}}), "Many: a schema with a name must be"),
    "a schema that is a number": (schema("Money", {"type": "number"}), "Money: a schema with a name must be an object"),
    "a schema that is a text": (schema("Word", {"type": "string"}), "Word: has no enum"),
    # References
    **{
        f"reference to {to}": (reference(to), 'Shop.inn: a reference is written $ref: "#/components/schemas/Name", not')
        for to in (
            "Shop",
            "shops.yaml" + MODEL,
            "#/definitions/Shop",
            "#/components/parameters/Shop",
            MODEL + "/x",
            None,
        )
    },
    "a parameter by reference": (
        lambda d: get(d)["parameters"].append({"$ref": "#/components/parameters/Page"}),
        "get_shops: parameter 6: must be a mapping with name, in and schema; write it out",
    ),
    # What stands under a keyword
    "a text in place of a property": (
        schema("Till", {"type": "object", "properties": {"a": "integer"}}),
        "Till.a: must be",
    ),
    "a property with nothing": (
        schema("Till", {"type": "object", "properties": {"a": None}}),
        "Till.a: must be a mapping",
    ),
    "properties with nothing": (
        schema("Till", {"type": "object", "properties": None}),
        "Till: properties must be a mapping",
    ),
    "a schema with nothing": (schema("Till", None), "shops.yaml: Till: must be a mapping, not nothing"),
    "required as a word": (
        schema("Till", {"type": "object", "required": "a"}),
        "Till: required must be a list of texts",
    ),
    "required twice": (
        schema("Till", {"type": "object", "required": ["a", "a"]}),
        "required must be a list of texts, each",
    ),
    "a name that is yes": (
        schema("Till", {"type": "object", "properties": {True: {}}}),
        "Till: a property's name must be",
    ),
    "a name with a quote": (
        schema("Till", {"type": "object", "properties": {'a"': {}}}),
        "Till: a property's name must be",
    ),
    "varnames that are no": (enum(x__enum__varnames=["A", False]), "ShopKind: x-enum-varnames must be a list of texts"),
    "components with nothing": (
        lambda d: d.update(components=None),
        "shops.yaml: components must be a mapping, not nothing",
    ),
    "schemas with nothing": (lambda d: d["components"].update(schemas=None), "components.schemas must be a mapping"),
    "paths with nothing": (lambda d: d.update(paths=None), "shops.yaml: paths must be a mapping, not nothing"),
    "a path with nothing": (
        lambda d: d["paths"].update({"/a": None}),
        "shops.yaml: /a: must be a mapping, not nothing",
    ),
    "a path without operations": (lambda d: d["paths"].update({"/a": {}}), "shops.yaml: /a: has no operation"),
    "an operation with nothing": (lambda d: d["paths"].update({"/a": {"get": None}}), "/a: get must be a mapping"),
    "no answers": (lambda d: get(d).pop("responses"), "get_shops: has no responses"),
    "a status without quotes": (
        lambda d: get(d).update(responses={200: {"description": "A."}}),
        'get_shops: answer 200: write the status in quotes, "200"',
    ),
    "an answer that is a text": (on_get(responses={"200": "Fine."}), "get_shops: answer 200: must be a mapping"),
    "empty content": (answers(content={}), "get_shops: answer 200: content is empty; leave it out where nothing comes"),
    "a medium without schema": (answers(content={"application/json": {}}), "application/json: has no schema"),
    "a body without content": (lambda d: put(d)["requestBody"].pop("content"), "fill_shop: body: has no content"),
    "a parameter without name": (lambda d: get(d)["parameters"][1].pop("name"), "get_shops: parameter 2: has no name"),
    "a parameter without in": (lambda d: get(d)["parameters"][1].pop("in"), "get_shops: parameter 2: has no in"),
    "a parameter without schema": (
        lambda d: get(d)["parameters"][0].pop("schema"),
        "get_shops: query page: has no schema",
    ),
    "parameters that are none": (on_get(parameters=None), "get_shops: parameters must be a list, not nothing"),
    "a name for Python that is none": (query(x__name="class"), "query page: x-name must be a name in snake_case"),
    "an empty name for Python": (prop(type="integer", x__name=""), "Shop.inn: x-name must be a name in snake_case"),
    "x-also of two": (prop(type="integer", x__also=["a", "b"]), "Shop.inn: x-also must be a text"),
    "x-none of false": (prop(type="boolean", x__none=False), "Shop.inn: x-none must be a number or a text"),
    "x-ratelimit spelled out": (on_get(x__ratelimit={"limit": 1}), "get_shops: x-ratelimit must be a text"),
    "x-account without a method": (on_get(x__account={"mode": "demo"}), "get_shops: x-account has no method"),
    "pages of no style": (pages(style="pages"), "get_shops: x-pages: style must be one of page, offset, not 'pages'"),
    "pages without a position": (pages(page=[]), "x-pages: page must be a list of texts"),
    "pages without a key": (pages(key=[]), "x-pages: key must be a list of texts"),
    "pages of two sizes": (pages(size=["a"]), "x-pages: size must be a text"),
    "a first page in words": (pages(first="one"), "x-pages: first must be a whole number, 0 or more"),
    "pages of nothing": (pages(max_size=0), "x-pages: max_size must be a whole number above 0"),
    # Names of paths and schemas
    **{
        f"path {path}": (renamed(path), f"shops.yaml: path {path!r}: a path is steps of letters")
        for path in ("api/v1/shops", "/shops/", "/shops/{town", "/shops/town}", "/sh ops", "/shops?a=1", "/{a}{b}", "")
    },
    **{
        f"schema {name}": (schema(name, {"type": "object"}), f"{name}: a schema's name is a noun in PascalCase")
        for name in ("till", "Shop_till", "1Till", "Shop-Till")
    },
}


def slow(**changes: Any) -> Spoil:
    return lambda d: d["x-ratelimit-pools"]["slow"].update(changes)


NO_COUNTS: tuple[Any, ...] = (0, -3, 7.5, True, "1,200", None, [])
NO_SECONDS: tuple[Any, ...] = (0, -3, "1m", "60 s", "", None, True, float("inf"), float("nan"), {})
ROOT_CASES: dict[str, tuple[Spoil, str]] = {
    **{
        f"a limit of {limit!r}": (
            slow(limit=limit),
            "etoro.yaml: pool slow: limit must be a whole number above 0",
        )
        for limit in NO_COUNTS
    },
    **{
        f"a window of {window!r}": (
            slow(window=window),
            "etoro.yaml: pool slow: window must be a number of seconds above 0",
        )
        for window in NO_SECONDS
    },
    "limt": (
        lambda d: d["x-ratelimit-pools"]["slow"].update(limt=1),
        "pool slow: 'limt' is no keyword this generator reads",
    ),
    "a pool without window": (lambda d: d["x-ratelimit-pools"]["slow"].pop("window"), "pool slow: has no window"),
    "a pool that is a number": (lambda d: d["x-ratelimit-pools"].update(slow=7), "pool slow: must be a mapping, not 7"),
    "no pools": (lambda d: d.pop("x-ratelimit-pools"), "etoro.yaml: has no x-ratelimit-pools"),
    "x-clinet": (
        lambda d: d["tags"][0].update({"x-clinet": "A"}),
        "tag shops: 'x-clinet' is no keyword this generator",
    ),
    "a tag without class": (lambda d: d["tags"][0].pop("x-client"), "etoro.yaml: tag shops: has no x-client"),
    "a tag without name": (lambda d: d["tags"][0].pop("name"), "etoro.yaml: tag 1: has no name"),
    "a tag that is a text": (lambda d: d.update(tags=["shops"]), "etoro.yaml: tag 1: must be a mapping"),
    "no tags": (lambda d: d.pop("tags"), "etoro.yaml: has no tags"),
    "tags with nothing": (lambda d: d.update(tags=None), "etoro.yaml: tags must be a list, not nothing"),
    "x-rate-limit-pools": (lambda d: d.update({"x-rate-limit-pools": {}}), "did you mean x-ratelimit-pools?"),
    "paths with nothing": (lambda d: d.update(paths=None), "etoro.yaml: paths must be a mapping, not nothing"),
    "schemas with nothing": (lambda d: d["components"].update(schemas=None), "components.schemas must be a mapping"),
}


@pytest.fixture(scope="module")
def sources() -> dict[str, Part]:
    return {path.name: read(path) for path in SHOPS.glob("*.yaml")}


@pytest.mark.parametrize("kind", CASES)
def test_what_a_fragment_holds_is_read_or_refused(sources: dict[str, Part], kind: str) -> None:
    spoil, message = CASES[kind]
    content = copy.deepcopy(sources["shops.yaml"])
    spoil(content)
    said = fragment_findings("shops.yaml", content)
    assert any(message in line for line in said), said
    assert all(line.startswith("shops.yaml: ") for line in said)


@pytest.mark.parametrize("kind", ROOT_CASES)
def test_what_the_root_holds_is_read_or_refused(sources: dict[str, Part], kind: str) -> None:
    spoil, message = ROOT_CASES[kind]
    content = copy.deepcopy(sources["etoro.yaml"])
    spoil(content)
    said = root_findings("etoro.yaml", content)
    assert any(message in line for line in said), said


def test_a_sound_document_has_no_findings(sources: dict[str, Part]) -> None:
    assert fragment_findings("shops.yaml", sources["shops.yaml"]) == []
    assert root_findings("etoro.yaml", sources["etoro.yaml"]) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("shops.yaml", "description: Its id.", "descriptoin: A."), ("etoro.yaml", "window: 30", "window: 1m")],
)
def test_a_bundle_is_refused_before_its_parts_are_put_together(tmp_path: Path, file: str, old: str, new: str) -> None:
    for path in SHOPS.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(text.replace(old, new) if path.name == file else text, encoding="utf-8")
    with pytest.raises(DocumentError, match=f"^{file}: "):
        bundle(tmp_path)
