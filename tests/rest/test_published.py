"""Every request, held against the document that eToro itself publishes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.facts import Fact, Place, facts, key, text
from codegen.upstream import Difference, kept_differences, load

from .routes import ROUTES, Route
from .test_operations import split

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared/reference/etoro-openapi-1.279.0.json"
pytestmark = pytest.mark.skipif(not PUBLISHED.is_file(), reason="eToro's published document is not at hand")

KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


@pytest.fixture(scope="module")
def published() -> Any:
    return facts(load(str(PUBLISHED))).operations


def allowed(route: Route, place: str, kind: str) -> bool:
    """Whether ``kept-differences.yaml`` gives a reason for sending what eToro does not publish."""
    difference = Difference(kind, f"{route.method} {route.path}", place, "", "")
    patterns = [it for it in kept_differences(ROOT / "openapi/kept-differences.yaml") if it.ours == ("*",)]
    return any(it.covers(difference) for it in patterns)


def sent_places(value: Any, place: Place) -> list[tuple[Place, Any]]:
    """Each value of a body with its place."""
    found = [(place, value)]
    if isinstance(value, dict):
        for name, inner in value.items():
            found += sent_places(inner, (*place, f".{name}"))
    if isinstance(value, list):
        for inner in value:
            found += sent_places(inner, (*place, "[]"))
    return found


def fits(fact: Fact, value: Any) -> bool:
    if value is None:
        return fact.nullable
    if isinstance(value, bool) and "boolean" not in fact.type:
        return False
    members_fit = not fact.members or isinstance(value, (dict, list)) or str(value) in fact.members
    return members_fit and isinstance(value, tuple(kind for name in fact.type.split(" or ") for kind in KINDS[name]))


@pytest.mark.parametrize("name", ROUTES)
def test_the_published_document_has_the_operation(name: str, published: Any) -> None:
    assert key(ROUTES[name].method, ROUTES[name].path) in published


@pytest.mark.parametrize("name", ROUTES)
def test_the_query_is_published_and_whole(name: str, published: Any) -> None:
    route = ROUTES[name]
    places = published[key(route.method, route.path)].places
    sent = {f"query {it}" for it in split(route.call().target)[1]}
    known = {text(place) for place in places if len(place) == 1}
    unpublished = {place for place in sent - known if not allowed(route, place, "parameter removed")}
    assert unpublished == set()
    required = {text(place) for place, fact in places.items() if text(place).startswith("query") and fact.required}
    assert required <= sent


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.body])
def test_the_body_is_published_and_whole(name: str, published: Any) -> None:
    route = ROUTES[name]
    places = published[key(route.method, route.path)].places
    sent = sent_places(json.loads(route.call().body or b""), ("body",))
    for place, value in sent:
        if place not in places:
            assert allowed(route, text(place), "field removed"), text(place)
        else:
            assert fits(places[place], value), (text(place), value, places[place])
    given = {place for place, _ in sent}
    for place, fact in places.items():
        if place[0] == "body" and fact.required and place[:-1] in given:
            assert place in given, text(place)
