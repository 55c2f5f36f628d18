"""Names: two that would become one in Python are refused, and so is what cannot be a name there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from codegen.document import DocumentError, check

Document = dict[str, Any]
Spoil = Callable[[Document], object]
INTEGER = {"type": "integer", "description": "X."}


def schemas(d: Document) -> Document:
    return d["components"]["schemas"]  # type: ignore[no-any-return]


def prop(name: str, **spec: Any) -> Spoil:
    said = {key.replace("__", "-"): it for key, it in spec.items()}
    return lambda d: schemas(d)["Shop"]["properties"].update({name: {**INTEGER, **said}})


def model(name: str) -> Spoil:
    return lambda d: schemas(d).update({name: {"type": "object", "description": "X."}})


def enum(kind: str, values: list[Any], names: list[str] | None = None) -> Spoil:
    spec = {"type": kind, "enum": values} | ({"x-enum-varnames": names} if names else {})
    return lambda d: schemas(d)["ShopKind"].update(spec)


def get(d: Document) -> Document:
    return d["paths"]["/api/v1/shops"]["get"]  # type: ignore[no-any-return]


def put(d: Document) -> Document:
    return d["paths"]["/api/v1/shops/{town}/{shopId}"]["put"]  # type: ignore[no-any-return]


def parameter(name: str) -> Spoil:
    spec = {"name": name, "in": "query", "schema": {"type": "string"}, "description": "X.", "example": "a"}
    return lambda d: put(d)["parameters"].append(spec)


def called(name: str) -> Spoil:
    return lambda d: get(d).update(operationId=name)


def tag(name: str) -> Spoil:
    def spoil(d: Document) -> None:
        d["tags"][0]["name"] = name
        for operation in (get(d), put(d)):
            operation["tags"] = [name]

    return spoil


def two_tags(**changes: str) -> Spoil:
    said = {name.replace("__", "-"): it for name, it in changes.items()}
    return lambda d: d["tags"].append({**d["tags"][0], **said})


CASES: dict[str, tuple[Spoil, str]] = {
    "two schemas of one module": (
        lambda d: (model("OrderID")(d), model("OrderId")(d)),
        "schemas OrderID, OrderId: all would stand in models/order_id.py; rename all but one",
    ),
    "an enum and a model of one module": (model("SHOPKind"), "schemas ShopKind, SHOPKind: all would stand in models/"),
    "an enum called as an import": (
        lambda d: schemas(d).update(Field=schemas(d)["ShopKind"]),
        "schema Field: generated modules import another Field; choose another name",
    ),
    "a model called as an import": (model("Iterator"), "schema Iterator: generated modules import another Iterator"),
    "a model called as a client": (model("AsyncShopsClient"), "schema AsyncShopsClient: generated modules import"),
    "two properties of one name": (
        prop("shopID"),
        "Shop: property shopId and shopID would both be called shop_id; give one an x-name",
    ),
    "an x-name that is taken": (
        prop("other", x__name="shop_id"),
        "Shop: property shopId and other would both be called",
    ),
    "a property without a name": (prop("1st"), "Shop: property 1st has no name in Python; give it an x-name"),
    "x-also that is a property": (prop("other", x__also="rent"), "Shop: x-also rent is the name of another property"),
    "x-also that is its own": (prop("other", x__also="other"), "Shop: x-also other is the name of another property"),
    "x-also of two": (prop("other", x__also="ownerId"), "Shop: x-also ownerId is the name of another property"),
    "two parameters of one name": (parameter("shopID"), "fill_shop: parameter shopId and shopID would both be called"),
    "the same parameter twice": (parameter("shopId"), "fill_shop: parameter shopId and shopId would both be called"),
    "a tag with a hyphen": (tag("pi-data"), "tag pi-data: a tag is a module and an attribute, named in snake_case"),
    "a tag that is a keyword": (tag("class"), "tag class: a tag is a module and an attribute"),
    "a tag in capitals": (tag("Shops"), "tag Shops: a tag is a module and an attribute"),
    "a tag with underscores about it": (tag("__init__"), "tag __init__: a tag is a module and an attribute"),
    "a tag called rest": (tag("rest"), "tag rest: the clients have another rest; choose another name"),
    "a tag called http": (tag("http"), "tag http: the clients have another http; choose another name"),
    "a tag twice": (two_tags(x__client="Others"), "tag shops: is listed twice"),
    "a class of two tags": (
        two_tags(name="more"),
        "x-client ShopsClient: is the class of two tags; name one otherwise",
    ),
    "a class that is another's async one": (
        two_tags(name="more", x__client="AsyncShopsClient"),
        "x-client AsyncShopsClient: is the class of two tags",
    ),
    "a class in lower case": (
        lambda d: d["tags"][0].update({"x-client": "shopsClient"}),
        "tag shops: x-client shopsClient is no name for a class of its own",
    ),
    **{
        f"operation {name}": (
            called(name),
            f"{name}: operationId of GET /api/v1/shops must be in snake_case and no word",
        )
        for name in (
            "class",
            "getShops",
            "Get_shops",
            "get-shops",
            "1shops",
            "get shops",
            "__init__",
            "_x",
            "x_",
            "ＧＥＴ",
        )
    },
    "an operation called as an iterator": (
        lambda d: put(d).update(operationId="iter_shops"),
        "iter_shops: made by iter_shops and by the pages of get_shops; rename one operation",
    ),
    "a value twice": (enum("integer", [1, 1], ["A", "B"]), "ShopKind: enum has 1 twice"),
    "members without names": (
        enum("integer", [1, 2]),
        "ShopKind: members of an integer enum have no names; give x-enum-",
    ),
    "too few names": (enum("integer", [1, 2], ["A"]), "ShopKind: x-enum-varnames has 1 names for 2 values"),
    "one name for two": (enum("integer", [1, 2], ["A", "A"]), "ShopKind: two members are called A"),
    "two words of one name": (enum("string", ["male", "Male"]), "ShopKind: two members are called MALE; give x-enum-"),
    "a member called unlisted": (enum("integer", [1], ["UNLISTED"]), "ShopKind: 'UNLISTED' cannot be the name of a"),
    "a member with underscores": (enum("integer", [1], ["_missing_"]), "ShopKind: '_missing_' cannot be the name of a"),
    "a word that starts with a figure": (
        enum("string", ["1st"]),
        "ShopKind: '1ST' cannot be the name of a member; give",
    ),
    "a word that is none": (enum("string", ["-"]), "ShopKind: '' cannot be the name of a member; give x-enum-varnames"),
    "a number among words": (enum("string", ["a", 2]), "ShopKind: enum must be a list of string values, and 2 is none"),
    "a word among numbers": (enum("integer", [1, "2"], ["A", "B"]), "ShopKind: enum must be a list of integer values"),
    "a flag among words": (enum("string", ["x", True]), "ShopKind: enum must be a list of string values, and True"),
    "null among numbers": (enum("integer", [0, None], ["A", "B"]), "ShopKind: enum must be a list of integer values"),
    "no values": (enum("string", []), "ShopKind: enum must be a list of string values"),
}


@pytest.mark.parametrize("kind", CASES)
def test_a_name_that_would_be_lost_or_changed_is_refused(shops: Document, kind: str) -> None:
    spoil, message = CASES[kind]
    spoil(shops)
    with pytest.raises(DocumentError) as caught:
        check(shops)
    assert any(line.startswith(message) for line in caught.value.findings), caught.value.findings
