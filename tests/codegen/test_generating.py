"""One call to the generator, and the traps of the generator that the templates and the driver are there to avoid."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from codegen import endpoints
from codegen.__main__ import main as codegen
from codegen.endpoints import GenerationError, changed_originals, generate, original_hashes
from codegen.parts import operations
from codegen.shapes import ShapeError, paragraph
from etoropy import AsyncHttpClient, EToroApiError, EToroConfig, EToroRateLimitError, EToroResponseError, HttpClient
from etoropy.rest.api.market_data import get_rates

from .conftest import SMALL, Import, with_another_original

Document = dict[str, Any]
CONFIG = EToroConfig(
    api_key="a", user_key="u", base_url="http://127.0.0.1:1", retry_attempts=1, rate_limit=False, environ={}
)


def loaded_by(statement: str) -> set[str]:
    """The modules of this library that a fresh interpreter holds after ``statement``."""
    code = f"{statement}\nimport sys\nprint(*(name for name in sys.modules if name.startswith('etoropy')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


class TestImports:
    """Stock output imports every model when one is wanted."""

    def test_importing_one_model_loads_only_what_it_mentions(self) -> None:
        models = {it for it in loaded_by("from etoropy.rest.models import Rates") if ".models." in it}
        assert models == {"etoropy.rest.models.rates", "etoropy.rest.models.rate"}

    def test_importing_one_endpoint_loads_only_its_models(self) -> None:
        loaded = loaded_by("from etoropy.rest.api.market_data import get_rates")
        assert {it for it in loaded if ".models." in it} == {"etoropy.rest.models.rates", "etoropy.rest.models.rate"}
        assert {it for it in loaded if ".api." in it} == {
            "etoropy.rest.api.market_data",
            "etoropy.rest.api.market_data.get_rates",
        }

    def test_making_the_facade_loads_no_sub_client(self) -> None:
        loaded = loaded_by("from etoropy.rest.clients import RestClient")
        assert {it for it in loaded if ".clients." in it} == {"etoropy.rest.clients.rest"}

    def test_a_name_that_is_not_there_is_an_attribute_error(self, small_package: Import) -> None:
        for package in ("models", "clients"):
            with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
                getattr(small_package(package), "Nothing")  # noqa: B009 - the point is what the module says

    def test_names_are_listed_before_they_are_loaded(self, small_package: Import) -> None:
        assert {"Thing", "ThingKind"} <= set(dir(small_package("models")))
        assert dir(small_package("clients")) == ["AsyncRestClient", "AsyncThingsClient", "RestClient", "ThingsClient"]


class TestLists:
    """``explode: false`` is ignored by stock output, and httpx's ``params=`` would encode the comma."""

    def test_commas_between_items_go_out_as_they_are(self) -> None:
        assert get_rates.call(instrument_ids=[1001, 1002]).target.endswith("/rates?instrumentIds=1001,1002")

    def test_a_comma_inside_an_item_is_encoded(self) -> None:
        from etoropy.rest.api.users_info import get_users

        assert get_users.call(usernames=["a,b", "c"]).target.endswith("?usernames=a%2Cb,c")

    def test_any_iterable_will_do(self) -> None:
        targets = {get_rates.call(instrument_ids=ids).target for ids in ([1, 2], (1, 2), range(1, 3), iter([1, 2]))}
        assert len(targets) == 1

    @pytest.mark.parametrize("colour", ["sync", "async"])
    def test_they_stay_so_down_to_the_socket(self, colour: str) -> None:
        seen = send(colour, get_rates.call(instrument_ids=[1, 2]), httpx.Response(200, json={"rates": []}))[1]
        assert seen.url.raw_path.endswith(b"?instrumentIds=1,2")


def send(colour: str, call: Any, answer: httpx.Response) -> tuple[Any, httpx.Request]:
    """The result of ``call`` and the request that went out."""
    seen: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return answer

    transport = httpx.MockTransport(reply)

    async def in_async() -> Any:
        async with AsyncHttpClient(CONFIG, transport=transport) as client:
            return await client.send(call)

    if colour == "async":
        return asyncio.run(in_async()), seen[0]
    with HttpClient(CONFIG, transport=transport) as client:
        return client.send(call), seen[0]


@pytest.mark.parametrize("colour", ["sync", "async"])
class TestStatus:
    """Stock output parses before it looks at the status."""

    def test_a_page_of_the_cdn_is_an_api_error(self, colour: str) -> None:
        page = httpx.Response(520, html="<html>Web server is returning an unknown error</html>")
        with pytest.raises(EToroApiError) as caught:
            send(colour, get_rates.call(instrument_ids=[1]), page)
        assert caught.value.status == 520
        assert "<html>" in caught.value.body

    def test_an_empty_429_is_a_rate_limit_error(self, colour: str) -> None:
        with pytest.raises(EToroRateLimitError) as caught:
            send(colour, get_rates.call(instrument_ids=[1]), httpx.Response(429, headers={"retry-after": "7"}))
        assert caught.value.retry_after == 7

    def test_a_page_with_status_200_is_a_response_error(self, colour: str) -> None:
        with pytest.raises(EToroResponseError, match="not JSON"):
            send(colour, get_rates.call(instrument_ids=[1]), httpx.Response(200, html="<html>"))


class TestValues:
    """Stock output raises ValueError for an unknown enum member and TypeError for a null date."""

    def thing(self, small_package: Import, **fields: Any) -> Any:
        return small_package("models").Thing.from_dict({"thingId": 1, "kind": "lamp", **fields})

    def test_an_unknown_member_survives_a_round_trip(self, small_package: Import) -> None:
        it = self.thing(small_package, kind="sofa", size=9)
        assert (it.kind, it.size) == ("sofa", 9)
        assert (it.kind.name, it.size.name) == ("UNLISTED", "UNLISTED")
        assert it.to_dict() == {"thingId": 1, "kind": "sofa", "size": 9}

    def test_a_null_date_survives_a_round_trip(self, small_package: Import) -> None:
        it = self.thing(small_package, made=None)
        assert it.made is None
        assert it.to_dict() == {"thingId": 1, "kind": "lamp", "made": None}

    def test_a_date_is_aware(self, small_package: Import) -> None:
        it = self.thing(small_package, made="2026-01-02T03:04:05")
        assert it.made == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def test_a_model_within_itself_and_one_whose_name_ends_like_it_are_told_apart(self, small_package: Import) -> None:
        models = small_package("models")
        it = self.thing(small_package, inside={"thingId": 2, "kind": "book"}, next={"rank": 3})
        assert isinstance(it.inside, models.Thing)
        assert isinstance(it.next_, models.NextThing)
        assert it.to_dict()["next"] == {"rank": 3}


class TestExtensions:
    """Vendor extensions do not reach the generator's templates by themselves."""

    def test_pool_and_retry_class(self, small_package: Import) -> None:
        get = small_package("api.things.get_things").OPERATION
        offer = small_package("api.things.offer_thing_demo").OPERATION
        assert (get.pool.name, get.pool.limit, get.pool.window, get.retry) == ("slow", 7, 30.0, "safe")
        assert (offer.pool.name, offer.retry) == ("default", "never-blind")

    def test_names_of_our_own(self, small_package: Import) -> None:
        call = small_package("api.things.get_things").call
        assert list(inspect.signature(call).parameters) == ["thing_ids", "display_name"]
        assert call(thing_ids=[1], display_name="a b").target == "/api/v1/things?thingIds=1&displayname=a%20b"

    def test_names_of_members(self, small_package: Import) -> None:
        assert [it.name for it in small_package("models").ThingSize] == ["SMALL", "LARGE"]

    def test_what_replaces_a_deprecated_operation(self, small_package: Import) -> None:
        module = small_package("api.things.drop_thing")
        assert module.OPERATION.replaced_by == "keep_thing"
        assert "Deprecated by eToro: use keep_thing instead." in module.call.__doc__
        with pytest.warns(DeprecationWarning, match="use keep_thing instead"):
            module.call(1)

    def test_the_docstring_says_what_a_call_costs(self, small_package: Import) -> None:
        said = small_package("api.things.get_things").call.__doc__
        assert "GET /api/v1/things · pool slow, 7 requests in 30 s. Safe to repeat." in said

    @pytest.mark.parametrize("mode", ["demo", "real"])
    def test_a_pair_is_one_method_that_goes_by_the_mode(self, small_package: Import, mode: str) -> None:
        class Http:
            def __init__(self) -> None:
                self.mode = mode

            def send(self, call: Any, request_id: str | None) -> tuple[str, str | None]:
                return call.target, request_id

        client = small_package("clients").ThingsClient(Http())
        sent = client.offer_thing(thing_id=1, kind="lamp", request_id="own")
        assert sent == (f"/api/v1/{mode}/things", "own")


def get_things(document: Document) -> Document:
    return next(it for _, _, it in operations(document) if it["operationId"] == "get_things")


def thing(document: Document) -> Document:
    fields: Document = document["components"]["schemas"]["Thing"]["properties"]
    return fields


def answer(document: Document, schema: Document, status: str = "200", media: str = "application/json") -> None:
    content = {media: {"schema": schema}}
    get_things(document)["responses"][status] = {"description": "An answer.", "content": content}


THING = {"$ref": "#/components/schemas/Thing"}
REFUSED: dict[str, tuple[Callable[[Document], object], str]] = {
    "a warning of the generator": (lambda d: answer(d, THING, media="image/png"), "Unsupported content_type image/png"),
    "a schema that the generator leaves out": (
        lambda d: thing(d).update(size={"type": "integer", "default": "many"}),
        "Invalid int value: many",
    ),
    "a format without a template": (
        lambda d: thing(d)["made"].update(format="uuid"),
        r"^Thing: made\w*: no template for a UuidProperty",
    ),
    "a choice of types": (
        lambda d: thing(d).update(made={"type": ["string", "integer"]}),
        r"^Thing: made: a union of anything",
    ),
    "two fields of one name": (
        lambda d: thing(d).update(other={"type": "integer", "x-name": "thing_id"}),
        "Thing: two fields are called thing_id",
    ),
    "members without names": (
        lambda d: d["components"]["schemas"]["ThingSize"].update({"x-enum-varnames": ["SMALL"]}),
        "ThingSize: members without distinct names",
    ),
    "a schema that would be renamed": (
        lambda d: (
            d["components"]["schemas"].update(thing_box=d["components"]["schemas"].pop("NextThing"))
            or thing(d)["next"]["oneOf"][0].update({"$ref": "#/components/schemas/thing_box"})
        ),
        "schema thing_box: has no class",
    ),
    "a pair that does not look alike": (
        lambda d: d["paths"]["/api/v1/demo/things"]["post"].update(
            parameters=[{"name": "x", "in": "query", "schema": {"type": "string"}}]
        ),
        "offer_thing: demo and real differ in arguments or answer",
    ),
    "an argument that would hide something": (
        lambda d: (
            get_things(d)
            .setdefault("parameters", [])
            .append({"name": "target", "in": "query", "schema": {"type": "string"}, "description": "x", "example": "x"})
        ),
        "get_things: target means something else",
    ),
    "a field that would hide a method": (
        lambda d: thing(d).update(toDict={"type": "integer"}),
        "Thing: to_dict means something else",
    ),
    "a pair of which one half may be repeated": (
        lambda d: d["paths"]["/api/v1/demo/things"]["post"].update({"x-retry": "safe"}),
        "offer_thing: demo and real differ in x-retry",
    ),
    "successes of two kinds": (lambda d: answer(d, THING, "201"), "get_things: successes of more than one kind"),
    "an answer that is no object": (lambda d: answer(d, {"type": "integer"}), "get_things: no template for an answer"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_generated_faithfully_is_refused(small: Document, tmp_path: Path, kind: str) -> None:
    spoil, message = REFUSED[kind]
    spoil(small)
    with pytest.raises((GenerationError, ShapeError), match=message):
        generate(small, SMALL, tmp_path / "rest")


def test_the_generators_own_client_and_errors_are_dropped(small: Document, tmp_path: Path) -> None:
    generate(small, SMALL, tmp_path / "rest")
    assert sorted(path.name for path in (tmp_path / "rest").iterdir()) == [
        "__init__.py",
        "api",
        "clients",
        "models",
        "openapi.json",
    ]


def test_the_bundled_document_is_the_one_that_was_generated_from(small: Document, tmp_path: Path) -> None:
    before = copy.deepcopy(small)
    generate(small, SMALL, tmp_path / "rest")
    assert json.loads((tmp_path / "rest/openapi.json").read_text(encoding="utf-8")) == before == small


class TestOriginals:
    """Templates change between the generator's releases, so ours name the originals they were written against."""

    def test_the_originals_are_those_on_record(self) -> None:
        assert changed_originals() == []

    def test_another_original_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with_another_original(tmp_path, monkeypatch)
        assert [line.partition(":")[0] for line in changed_originals()] == ["codegen/templates/model.py.jinja"]

    def test_another_release_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(endpoints, "version", lambda _: "0.30.0")
        assert [line.partition(":")[0] for line in changed_originals()] == ["openapi-python-client"]

    def test_without_a_record_everything_is_named(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(endpoints, "ORIGINALS", tmp_path / "originals.json")
        assert len(changed_originals()) == len(original_hashes())

    def test_recording_settles_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(endpoints, "ORIGINALS", tmp_path / "originals.json")
        assert codegen(["originals"]) == 0
        assert changed_originals() == []

    def test_every_template_says_why_it_is_there(self) -> None:
        for template in endpoints.TEMPLATES.glob("*.jinja"):
            assert template.read_text(encoding="utf-8").startswith("{# Why"), template.name


def test_paragraphs_keep_to_the_line_length_and_hang_as_told() -> None:
    lines = paragraph("word " * 60, indent=8, hanging=4).splitlines()
    assert all(len(line) <= 116 for line in lines)
    assert not lines[0].startswith(" ")
    assert all(line.startswith(" " * 12 + "word") for line in lines[1:])
