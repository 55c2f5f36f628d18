"""Kinds of values, paths and pages: what has no template is refused where the document says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from codegen.document import DocumentError, check
from codegen.kinds import kind_of

Document = dict[str, Any]
Spoil = Callable[[Document], object]
SHOP = {"$ref": "#/components/schemas/Shop"}
KIND = {"$ref": "#/components/schemas/ShopKind"}
NULL = {"type": "null"}
TEXT = {"type": "string"}
TIME = {"type": "string", "format": "date-time"}
PATH = "/api/v1/shops/{town}/{shopId}"


def many(items: Document) -> Document:
    return {"type": "array", "items": items}


def or_null(spec: Document) -> Document:
    return {"oneOf": [spec, NULL]}


def get(d: Document) -> Document:
    return d["paths"]["/api/v1/shops"]["get"]  # type: ignore[no-any-return]


def put(d: Document) -> Document:
    return d["paths"][PATH]["put"]  # type: ignore[no-any-return]


def shop(d: Document) -> Document:
    return d["components"]["schemas"]["Shop"]["properties"]  # type: ignore[no-any-return]


def body(schema: Document, **changes: Any) -> Spoil:
    def spoil(d: Document) -> None:
        put(d)["requestBody"]["content"]["application/json"]["schema"] = schema
        put(d)["requestBody"].update({name.replace("__", "-"): it for name, it in changes.items()})

    return spoil


def answer(schema: Document) -> Spoil:
    return lambda d: put(d)["responses"]["200"]["content"]["application/json"].update(schema=schema)


def query(schema: Document, **changes: Any) -> Spoil:
    spec = {"name": "q", "in": "query", "schema": schema, "description": "X.", "example": "a", **changes}
    return lambda d: put(d)["parameters"].append(spec)


def in_path(schema: Document, **changes: Any) -> Spoil:
    return lambda d: put(d)["parameters"][0].update(schema=schema, **changes)


def prop(schema: Document, **changes: Any) -> Spoil:
    said = {name.replace("__", "-"): it for name, it in changes.items()}
    return lambda d: shop(d).update(inn={**schema, **said, "description": "X."})


def pages(**changes: Any) -> Spoil:
    return lambda d: get(d)["x-pages"].update(changes)


def path(new: str) -> Spoil:
    return lambda d: d["paths"].update({new: d["paths"].pop(PATH)})


def other_media(d: Document) -> None:
    content = put(d)["responses"]["200"]["content"]
    content["text/csv"] = content["application/json"]


BODY = "use a named object or a list"
ANSWER = "use a named object, a list of such, or oneOf: first the list, then the object"
CASES: dict[str, tuple[Spoil, str]] = {
    # Bodies
    "a body that is a text": (body(TEXT), f"fill_shop: no template for a body of string; {BODY}"),
    "a body that is a number": (body({"type": "integer"}), f"fill_shop: no template for a body of integer; {BODY}"),
    "a body that is an enum": (body(KIND), f"fill_shop: no template for a body of enum; {BODY}"),
    "a body that may be null": (body(or_null(SHOP)), f"fill_shop: no template for a body of object or null; {BODY}"),
    "a body of enums": (body(many(KIND)), f"fill_shop: no template for a body of list of enum; {BODY}"),
    "a body of times": (body(many(TIME)), f"fill_shop: no template for a body of list of date-time; {BODY}"),
    "a body of lists": (body(many(many(TEXT))), f"fill_shop: no template for a body of list of list of string; {BODY}"),
    "a body of things or nulls": (
        body(many(or_null(SHOP))),
        "fill_shop: no template for a body of list of object or null",
    ),
    "a body that may be left out": (body(many(TEXT), required=False), "fill_shop: the body: required must be true"),
    "an object with a name": (body(SHOP, x__name="shop"), "fill_shop: the body: x-name is for lists"),
    "a body of a GET": (lambda d: get(d).update(requestBody=put(d)["requestBody"]), "get_shops: a GET has no body"),
    # Answers
    "an answer that may be null": (
        answer(or_null(SHOP)),
        f"fill_shop: answer 200: no template for an answer of object or null; {ANSWER}",
    ),
    "a list that may be null": (
        answer({"type": ["array", "null"], "items": SHOP}),
        "fill_shop: answer 200: no template for an answer of list of object or null",
    ),
    "an answer of lists": (
        answer(many(many(SHOP))),
        "fill_shop: answer 200: no template for an answer of list of list of",
    ),
    "an answer of texts": (answer(many(TEXT)), "fill_shop: answer 200: no template for an answer of list of string"),
    "an answer of enums": (answer(many(KIND)), "fill_shop: answer 200: no template for an answer of list of enum"),
    "an answer of nullable things": (
        answer(many(or_null(SHOP))),
        "fill_shop: answer 200: no template for an answer of list",
    ),
    "a choice in the wrong order": (
        answer({"oneOf": [SHOP, many(SHOP)]}),
        "fill_shop: answer 200: no template for an answer of choice",
    ),
    "a choice with other things": (
        answer({"oneOf": [many(TEXT), SHOP]}),
        "fill_shop: answer 200: no template for an answer of list of",
    ),
    "any success": (
        lambda d: put(d).update(responses={"2XX": put(d)["responses"]["200"]}),
        "fill_shop: answer 2XX: a status is three figures",
    ),
    "an answer in two media": (other_media, "fill_shop: answer 200 is text/csv; only application/json has a template"),
    # Parameters
    "a model in the query": (query(SHOP), "fill_shop: query q: no template for object in the query"),
    "times in the query": (
        query(many(TIME), explode=False),
        "fill_shop: query q: no template for list of date-time in the",
    ),
    "nullable things in the query": (
        query(many({"type": ["string", "null"]}), explode=False),
        "fill_shop: query q: no template for list of string or null in the query",
    ),
    "a list in the query that repeats": (query(many(TEXT)), "fill_shop: query q: is a list without explode: false"),
    "a nullable list in the query": (
        query({"type": ["array", "null"], "items": TEXT}),
        "fill_shop: query q: is a list without explode: false",
    ),
    "null in the query": (query({"type": ["string", "null"]}), "fill_shop: query q: may be null, which cannot be sent"),
    "a list joined by blanks": (
        query(many(TEXT), explode=False, style="spaceDelimited"),
        "fill_shop: query q: style spaceDelimited has no template; only form has",
    ),
    "a list in the path": (in_path(many(TEXT)), "fill_shop: path town: no template for list of string in the path"),
    "a day in the path": (
        in_path({**TEXT, "format": "date"}),
        "fill_shop: path town: no template for date in the path",
    ),
    "anything in the path": (in_path({}), "fill_shop: path town: no template for anything in the path"),
    "null in the path": (
        in_path({"type": ["string", "null"]}),
        "fill_shop: path town: may be null, which cannot be sent",
    ),
    "a path that may be left out": (
        in_path(TEXT, required=False),
        "fill_shop: path town: is part of the path, so required",
    ),
    # Paths
    "a parameter that is not described": (path(PATH + "/{more}"), "fill_shop: path more is not described"),
    "a parameter without a place": (
        path("/api/v1/shops/{town}"),
        "fill_shop: path shopId is described, and /api/v1/shops/{town}",
    ),
    "a parameter twice": (
        path(PATH + "/{town}"),
        "fill_shop: path town stands twice in /api/v1/shops/{town}/{shopId}/{town}",
    ),
    # Properties
    "lists in a list": (prop(many(many(TEXT))), "Shop.inn: no template for a list of list of string"),
    "a list of anything": (prop(many({})), "Shop.inn: no template for a list of anything"),
    "anything": (prop({}), "Shop.inn: no template for anything"),
    "a word for no number": (
        prop({"type": "number"}, x__none="none"),
        "Shop.inn: x-none 'none' is nothing that a number",
    ),
    "a fraction for no whole number": (
        prop({"type": "integer"}, x__none=0.5),
        "Shop.inn: x-none 0.5 is nothing that a",
    ),
    "a number for no text": (prop(TEXT, x__none=-1), "Shop.inn: x-none -1 is nothing that a string could be"),
    "a number for no flag": (
        prop({"type": "boolean"}, x__none=0),
        "Shop.inn: x-none 0 is nothing that a boolean could be",
    ),
    "a number for no list": (
        prop(many(TEXT), x__none=0),
        "Shop.inn: x-none 0 is nothing that a list of string could be",
    ),
    # References, with who refers
    "a reference of an operation": (
        answer({"$ref": "#/components/schemas/Shp"}),
        "fill_shop: refers to schema Shp, which does not exist",
    ),
    "a reference of a property": (
        prop({"$ref": "#/components/schemas/Shp"}),
        "Shop.inn: refers to schema Shp, which does not exist",
    ),
    # Pages
    "entries that are not there": (pages(items="shosp"), "get_shops: x-pages items leads nowhere: Shops has no shosp"),
    "entries of a number": (
        pages(items="total.items"),
        "get_shops: x-pages items leads nowhere: there is no items in integer",
    ),
    "entries of a figure": (pages(items="0.items"), "get_shops: x-pages items leads nowhere: there is no 0 in object"),
    "entries that are a number": (
        pages(items="total"),
        "get_shops: x-pages items leads to integer; it must be a list of",
    ),
    "entries that are the answer": (
        lambda d: get(d)["x-pages"].pop("items"),
        "get_shops: x-pages items leads to object; it",
    ),
    "a count that is not there": (pages(total="totla"), "get_shops: x-pages total leads nowhere: Shops has no totla"),
    "a count that is a list": (
        pages(total="shops"),
        "get_shops: x-pages total leads to list of object; it must be an integer",
    ),
    "a key that is not there": (pages(key=["shopid"]), "get_shops: x-pages key names shopid, which Shop does not have"),
    "a position that is no number": (
        pages(page=["since"]),
        "get_shops: x-pages counts with since, which is date; it must",
    ),
    "a size that is a position": (pages(size="page"), "get_shops: x-pages names page both as position and as size"),
    "a size that is not there": (pages(size="size"), "get_shops: x-pages names size, which is no query parameter"),
    "another argument of that name": (
        lambda d: get(d)["parameters"][3].update({"x-name": "page_size"}),
        "get_shops: query since: the iterator has another page_size; give it an x-name",
    ),
    "pages of nothing": (
        lambda d: get(d).update(responses={"204": {"description": "Nothing."}}),
        "get_shops: x-pages, and no answer has a content",
    ),
    "replaced and not deprecated": (
        lambda d: get(d).update({"x-replaced-by": "fill_shop"}),
        "get_shops: says what replaces it (x-replaced-by) and is not deprecated",
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_has_no_template_is_refused(shops: Document, kind: str) -> None:
    spoil, message = CASES[kind]
    spoil(shops)
    with pytest.raises(DocumentError) as caught:
        check(shops)
    assert any(line.startswith(message) for line in caught.value.findings), caught.value.findings


SOUND: dict[str, Spoil] = {
    "an object as body": lambda d: (body(SHOP)(d), put(d)["requestBody"].pop("x-name")),
    "a list of objects as body": body(many(SHOP)),
    "an object as answer": answer(SHOP),
    "a list or an object as answer": answer({"oneOf": [many(SHOP), SHOP]}),
    "enums in the query": query(many(KIND), explode=False),
    "an enum in the path": in_path(KIND),
    "a list with nulls": prop(many(or_null(KIND))),
    "times in a list": prop(many(TIME)),
    "a day that is none": lambda d: d["components"]["schemas"]["Shops"]["properties"].update(
        inn={**TIME, "x-none": "0001-01-01", "description": "X."}
    ),
}


@pytest.mark.parametrize("kind", SOUND)
def test_what_has_a_template_is_taken(shops: Document, kind: str) -> None:
    SOUND[kind](shops)
    check(shops)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (SHOP, "object"),
        (or_null(KIND), "enum or null"),
        ({"type": ["integer", "null"]}, "integer or null"),
        ({"type": ["integer", "string"]}, "choice of types"),
        (many(or_null(TEXT)), "list of string or null"),
        ({"type": "null"}, "choice of types"),
        ({}, "anything"),
    ],
)
def test_a_kind_is_said_in_words(spec: Document, words: str) -> None:
    schemas = {"Shop": {"type": "object"}, "ShopKind": {"type": "string", "enum": ["a"]}}
    assert str(kind_of(spec, schemas)) == words
