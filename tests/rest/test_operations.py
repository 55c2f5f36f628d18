"""Every operation: its request as the document has it, its answer in both colours, and what is said about it."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
import warnings
from typing import Any, get_type_hints
from urllib.parse import unquote

import httpx
import jsonschema
import pytest

from etoropy import AsyncHttpClient, AsyncRestClient, HttpClient, RestClient
from etoropy import call as seam
from etoropy.rest import clients, models

from ..support import settings
from .fitting import DOCUMENT, same
from .routes import ROUTES, Route
from .test_answers import unlisted_fields, validator, written

ALL = pytest.mark.parametrize("name", ROUTES)
CLIENTS = {tag["name"]: tag["x-client"] for tag in DOCUMENT["tags"]}


def split(target: str) -> tuple[str, dict[str, str]]:
    path, _, query = target.partition("?")
    return path, dict(pair.split("=", 1) for pair in query.split("&")) if query else {}


@ALL
def test_the_path_is_the_documented_one_with_the_arguments_in_it(name: str) -> None:
    route = ROUTES[name]
    path = route.path
    for parameter in route.parameters("path"):
        path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    call = route.call()
    assert (call.operation.method, unquote(split(call.target)[0])) == (route.method, path)


@ALL
def test_the_query_has_the_documented_names_and_literal_commas(name: str) -> None:
    route = ROUTES[name]
    sent = split(route.call().target)[1]
    assert {key: unquote(value) for key, value in sent.items()} == {
        it["name"]: in_query(it["example"]) for it in route.parameters("query")
    }
    assert "%2C" not in route.call().target


def in_query(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(in_query(it) for it in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


@ALL
def test_the_body_is_the_documented_example_and_fits_its_schema(name: str) -> None:
    route = ROUTES[name]
    sent = route.call().body
    if route.body is None:
        assert sent is None
        return
    assert sent is not None
    body = json.loads(sent)
    assert same(route.body["schema"], route.body["example"], body)
    validator(route.body["schema"]).validate(body)
    assert unlisted_fields(route.body["schema"], body) == []


@ALL
def test_parameters_have_examples_that_fit(name: str) -> None:
    for parameter in ROUTES[name].parameters("path") + ROUTES[name].parameters("query"):
        validator(parameter["schema"]).validate(parameter["example"])


@ALL
def test_what_may_be_left_out_is_left_out(name: str) -> None:
    """With the required arguments alone nothing else goes out, but for nulls that the document wants sent."""
    route = ROUTES[name]
    signature = inspect.signature(route.module.call)
    needed = {key for key, it in signature.parameters.items() if it.default is inspect.Parameter.empty}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        call = route.module.call(**{key: value for key, value in route.arguments().items() if key in needed})
    required = {it["name"] for it in route.parameters("query") if it.get("required")}
    assert split(call.target)[1].keys() == required
    if route.body is not None and "$ref" in route.body["schema"]:
        schema = DOCUMENT["components"]["schemas"][route.body["schema"]["$ref"].rpartition("/")[2]]
        assert json.loads(call.body).keys() == set(schema.get("required", []))


@ALL
def test_the_operation_carries_its_pool_and_its_retry_class(name: str) -> None:
    route = ROUTES[name]
    operation = route.module.OPERATION
    rate = route.spec["x-ratelimit"]
    assert (operation.name, operation.method, operation.path) == (name, route.method, route.path)
    pool = operation.pool
    assert (pool.name, pool.limit, pool.window) == (rate["pool"], rate["limit"], rate["window"])
    assert operation.retry == route.spec["x-retry"]
    assert operation.replaced_by == route.spec.get("x-replaced-by")


@ALL
def test_arguments_and_answer_have_types(name: str) -> None:
    route = ROUTES[name]
    hints = get_type_hints(route.module.call, vars(models) | vars(route.module))
    assert hints.keys() == {*inspect.signature(route.module.call).parameters, "return"}
    assert "Any" not in str(hints)


@ALL
def test_the_docstring_gives_meaning_arguments_answer_and_cost(name: str) -> None:
    route = ROUTES[name]
    said = inspect.getdoc(route.module.call) or ""
    rate = route.spec["x-ratelimit"]
    assert plain(route.spec["summary"]) in plain(said)
    for parameter in inspect.signature(route.module.call).parameters:
        assert re.search(rf"^    {parameter}: \S", said, re.MULTILINE), parameter
    assert ("Returns:" in said) == (route.answer is not None)
    cost = f"{route.method} {route.path} · pool {rate['pool']}, {rate['limit']} requests in {rate['window']} s."
    assert plain(cost) in plain(said)
    assert route.module.sync.__doc__ == route.module.asyncio.__doc__ == route.module.call.__doc__


def plain(text: str) -> str:
    return " ".join(text.split()).replace("`", "")


@ALL
def test_an_operation_withdrawn_by_etoro_says_so_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    route = ROUTES[name]
    monkeypatch.setattr(seam, "_warned", set())
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for _ in range(2):
            route.module.call(**route.arguments())
    if not route.spec.get("deprecated"):
        assert told == []
        return
    assert [it.category for it in told] == [DeprecationWarning]
    assert route.spec["x-replaced-by"] in str(told[0].message)
    assert f"Deprecated by eToro: use {plain(route.spec['x-replaced-by'])} instead." in plain(route.module.call.__doc__)


class Wire:
    """Answers every request with the documented example of the operation that it belongs to."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self.seen: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        answer = self._route.answer
        return httpx.Response(204) if answer is None else httpx.Response(200, json=answer["example"])


def blocking(route: Route, wire: Wire) -> Any:
    with HttpClient(settings(mode=route.mode or "demo"), transport=wire.transport) as http:
        sub_client = getattr(RestClient(http=http), route.tag)
        return getattr(sub_client, route.client_method)(**route.arguments())


def in_async(route: Route, wire: Wire) -> Any:
    async def call() -> Any:
        async with AsyncHttpClient(settings(mode=route.mode or "demo"), transport=wire.transport) as http:
            sub_client = getattr(AsyncRestClient(http=http), route.tag)
            return await getattr(sub_client, route.client_method)(**route.arguments())

    return asyncio.run(call())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@ALL
def test_the_sub_clients_of_both_colours_ask_the_same_and_answer_the_same(name: str) -> None:
    route, wire = ROUTES[name], Wire(ROUTES[name])
    results = [blocking(route, wire), in_async(route, wire)]
    assert results[0] == results[1]
    call = route.call()
    for request in wire.seen:
        assert (request.method, request.url.raw_path.decode()) == (call.operation.method, call.target)
        assert request.content == (call.body or b"")
    assert len(wire.seen) == 2
    if route.answer is None:
        assert results[0] is None
    else:
        assert same(route.answer["schema"], route.answer["example"], written(results[0]))


@ALL
def test_the_sub_clients_take_the_same_arguments_as_the_endpoint(name: str) -> None:
    route = ROUTES[name]
    own = inspect.signature(route.module.call).parameters
    for colour in ("", "Async"):
        method = getattr(getattr(clients, colour + CLIENTS[route.tag]), route.client_method)
        theirs = dict(inspect.signature(method).parameters)
        theirs.pop("self")
        if route.spec["x-retry"] == "never-blind":
            theirs.pop("request_id")
        assert [(it.name, it.kind, it.default, it.annotation) for it in theirs.values()] == [
            (it.name, it.kind, it.default, it.annotation) for it in own.values()
        ]


def test_an_argument_that_cannot_stand_in_a_path_is_refused() -> None:
    from etoropy import EToroValidationError

    for value in ("", ".", "..", None):
        with pytest.raises(EToroValidationError):
            ROUTES["get_watchlist"].module.call(value)


def test_the_examples_of_the_document_are_refused_where_they_do_not_fit() -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator({"$ref": "#/components/schemas/Rates"}).validate({"rates": [{}]})
