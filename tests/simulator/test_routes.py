import json

import pytest

from etoropy.simulator.routes import BUNDLE, Pool, Routes, load
from etoropy.simulator.simulator import HANDLERS

DOCUMENT = {
    "x-ratelimit-pools": {"lists": {"limit": 20, "window": 60, "description": "lists"}},
    "paths": {
        "/lists/{listId}/items": {
            "get": {
                "operationId": "get_items",
                "tags": ["lists"],
                "x-ratelimit": "lists",
                "x-retry": "safe",
                "parameters": [{"$ref": "#/components/parameters/ListId"}],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Items"}}}}
                },
            }
        },
        "/lists/default/items": {
            "get": {"operationId": "get_default", "tags": ["lists"], "x-ratelimit": "lists", "responses": {"204": {}}},
            "post": {
                "operationId": "add_demo",
                "tags": ["lists"],
                "x-account": {"mode": "demo", "method": "add"},
                "x-ratelimit": {"pool": "own", "limit": 5, "window": 10},
                "requestBody": {"content": {"application/json": {"schema": {"type": "array"}}}},
                "responses": {"200": {}},
            },
        },
    },
    "components": {
        "parameters": {
            "ListId": {"name": "listId", "in": "path", "required": True, "schema": {"$ref": "#/components/schemas/Id"}}
        },
        "schemas": {"Id": {"type": "integer"}, "Items": {"type": "array"}},
    },
}


@pytest.fixture
def routes():
    return Routes(DOCUMENT)


def test_a_literal_segment_outranks_a_placeholder(routes):
    assert routes.match("GET", "/lists/default/items")[0].operation_id == "get_default"
    route, params = routes.match("GET", "/lists/a%20b/items")
    assert (route.operation_id, params) == ("get_items", {"listId": "a b"})


def test_what_is_not_in_the_document_has_no_route(routes):
    assert routes.match("GET", "/lists") is None
    assert routes.match("DELETE", "/lists/1/items") is None
    assert routes.methods("/lists/default/items") == ["GET", "POST"]


def test_a_placeholder_takes_one_segment_and_not_an_empty_one(routes):
    assert routes.match("GET", "/lists/1/2/items") is None
    assert routes.match("GET", "/lists//items") is None


def test_a_route_knows_account_pool_body_and_replies(routes):
    add = routes.by_operation["add_demo"]
    assert (add.method_name, add.mode, add.pool) == ("add", "demo", Pool("own", 5, 10))
    assert add.body is not None
    assert not add.body.is_required
    assert add.replies == {200: None}
    get = routes.by_operation["get_items"]
    assert (get.method_name, get.mode, get.pool, get.is_safe) == ("get_items", None, Pool("lists", 20, 60), True)
    assert get.parameters[0].schema == {"type": "integer"}
    assert get.body is None


def test_a_document_is_loaded_from_any_path(tmp_path):
    path = tmp_path / "document.json"
    path.write_text(json.dumps(DOCUMENT))
    assert {route.operation_id for route in load(path)} == {"get_items", "get_default", "add_demo"}


# -- the bundled document


def test_every_operation_of_the_document_is_answered():
    assert {route.method_name for route in load()} == set(HANDLERS)


def test_every_template_leads_back_to_its_own_operation():
    for route in load():
        path = route.template.replace("{direction}", "asc").replace("{interval}", "OneDay")
        path = path.replace("{", "").replace("}", "")
        assert load().match(route.http_method, path)[0].operation_id == route.operation_id


def test_demo_and_real_are_two_routes_of_one_method():
    pairs = {}
    for route in load():
        pairs.setdefault(route.method_name, set()).add(route.mode)
    assert pairs["create_order"] == {"demo", "real"}
    assert pairs["get_rates"] == {None}


def test_the_bundle_lies_beside_the_package():
    assert BUNDLE.is_file()
