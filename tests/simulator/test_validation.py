import json

import pytest

from etoropy.simulator.messages import Request
from etoropy.simulator.routes import Routes
from etoropy.simulator.validation import complaint, has_encoded_commas


def check(*, query="", body=None, parameters=(), schema=None, schemas=None, path="/x", template="/x", required=True):
    operation = {
        "operationId": "x",
        "tags": ["t"],
        "x-ratelimit": {"pool": "p", "limit": 1, "window": 1},
        "responses": {},
        "parameters": list(parameters),
    }
    if schema is not None:
        operation["requestBody"] = {"required": required, "content": {"application/json": {"schema": schema}}}
    routes = Routes({"paths": {template: {"post": operation}}, "components": {"schemas": schemas or {}}})
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    request = Request.to("POST", f"{path}?{query}", body=content)
    route, request.params = routes.match("POST", path)
    return complaint(request, route, routes)


def number(name="n", place="query", required=False, **schema):
    return {"name": name, "in": place, "required": required, "schema": {"type": "integer"} | schema}


@pytest.mark.parametrize("text", ["1", "-7", "007"])
def test_a_whole_number_is_one(text):
    assert check(query=f"n={text}", parameters=[number()]) is None


@pytest.mark.parametrize("text", ["", "1.5", "one", "1_000", "%201", "nan", "%D9%A1"])
def test_what_is_no_whole_number_is_not(text):
    assert "n:" in check(query=f"n={text}", parameters=[number()])


@pytest.mark.parametrize(("text", "is_fine"), [("1.5", True), ("1e3", True), ("inf", False), ("x", False)])
def test_a_number_may_be_fractional_and_must_be_finite(text, is_fine):
    assert (check(query=f"n={text}", parameters=[number(type="number")]) is None) is is_fine


@pytest.mark.parametrize(
    ("schema", "text", "is_fine"),
    [
        ({"minimum": 1}, "0", False),
        ({"minimum": 1}, "1", True),
        ({"maximum": 9}, "10", False),
        ({"exclusiveMinimum": 0}, "0", False),
        ({"format": "int64"}, "9223372036854775808", False),
        ({"format": "int64"}, "9223372036854775807", True),
        ({"enum": [1, 2]}, "3", False),
        ({"enum": [1, 2]}, "2", True),
    ],
)
def test_bounds_and_members_hold(schema, text, is_fine):
    assert (check(query=f"n={text}", parameters=[number(**schema)]) is None) is is_fine


def test_a_required_parameter_must_be_there():
    assert "required" in check(parameters=[number(required=True)])
    assert check(parameters=[number()]) is None


def test_the_path_is_checked_too():
    template = "/x/{n}"
    assert check(template=template, path="/x/7", parameters=[number(place="path")]) is None
    assert check(template=template, path="/x/seven", parameters=[number(place="path")]) is not None


@pytest.mark.parametrize(("text", "is_fine"), [("true", True), ("False", True), ("1", False)])
def test_a_flag_is_true_or_false(text, is_fine):
    assert (check(query=f"n={text}", parameters=[number(type="boolean")]) is None) is is_fine


@pytest.mark.parametrize(
    ("text", "is_fine"),
    [("2026-01-01", True), ("2026-01-01T10:00:00Z", True), ("2026-1-1", False), ("2026-01-01Tx", False)],
)
def test_a_date_is_a_day_or_a_moment(text, is_fine):
    parameter = {"name": "d", "in": "query", "schema": {"type": "string", "format": "date"}}
    assert (check(query=f"d={text}", parameters=[parameter]) is None) is is_fine


LIST = {
    "name": "ids",
    "in": "query",
    "required": True,
    "schema": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
}


@pytest.mark.parametrize(
    ("query", "is_fine"), [("ids=1,2", True), ("ids=1,x", False), ("ids=1,2,3", False), ("", False)]
)
def test_a_list_is_checked_item_by_item(query, is_fine):
    assert (check(query=query, parameters=[LIST]) is None) is is_fine


def test_a_list_with_encoded_commas_is_not_looked_into():
    assert check(query="ids=1%2Cx", parameters=[LIST]) is None


BODY = {
    "type": "object",
    "required": ["amount"],
    "properties": {
        "amount": {"type": ["number", "null"], "exclusiveMinimum": 0},
        "kind": {"$ref": "#/components/schemas/Kind"},
        "ids": {"type": "array", "maxItems": 2, "items": {"type": "integer"}},
        "name": {"type": "string", "minLength": 2, "maxLength": 4},
        "count": {"type": "integer"},
        "is_on": {"type": "boolean"},
        "id": {"type": "integer", "format": "int64"},
    },
}
KINDS = {"Kind": {"type": "string", "enum": ["a", "b"]}}


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"amount": 1}, None),
        ({"amount": None, "extra": 1}, None),
        ({"amount": 1, "kind": "b", "ids": [1, 2], "name": "abcd", "count": 2.0, "is_on": True}, None),
        ({}, "body.amount"),
        ({"amount": 0}, "body.amount"),
        ({"amount": "1"}, "body.amount"),
        ({"amount": True}, "body.amount"),
        ({"amount": 1, "kind": "c"}, "body.kind"),
        ({"amount": 1, "ids": [1, "2"]}, "body.ids[1]"),
        ({"amount": 1, "ids": [1, 2, 3]}, "body.ids"),
        ({"amount": 1, "name": "x"}, "body.name"),
        ({"amount": 1, "name": "xxxxx"}, "body.name"),
        ({"amount": 1, "count": 1.5}, "body.count"),
        ({"amount": 1, "is_on": 1}, "body.is_on"),
        ({"amount": 1, "id": -(2**63)}, None),
        ({"amount": 1, "id": -(2**63) - 1}, "body.id"),
        ({"amount": 1, "id": 2**64}, "body.id"),
        ([], "body"),
        (b"{", "not valid JSON"),
    ],
)
def test_a_body_is_checked_and_the_place_named(body, place):
    found = check(body=body, schema=BODY, schemas=KINDS)
    assert (found is None) if place is None else place in found


def test_a_body_that_is_not_required_may_be_missing():
    assert check(schema=BODY, schemas=KINDS, required=False) is None
    assert check(schema=BODY, schemas=KINDS) is not None


def test_encoded_commas_are_noticed_in_lists_alone():
    routes = Routes(
        {
            "paths": {
                "/x": {
                    "get": {
                        "operationId": "x",
                        "tags": ["t"],
                        "x-ratelimit": {"pool": "p", "limit": 1, "window": 1},
                        "responses": {},
                        "parameters": [LIST, {"name": "text", "in": "query", "schema": {"type": "string"}}],
                    }
                }
            }
        }
    )
    route = routes.by_operation["x"]
    assert has_encoded_commas(Request.to("GET", "/x?ids=1%2C2"), route)
    assert not has_encoded_commas(Request.to("GET", "/x?ids=1,2&text=a%2Cb"), route)
