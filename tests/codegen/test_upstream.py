"""What eToro changed: two documents compared, differences sorted into news and those kept on purpose."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from codegen.__main__ import ROOT
from codegen.__main__ import main as codegen
from codegen.document import KEPT_FILE, DocumentError
from codegen.facts import facts
from codegen.parts import operations
from codegen.upstream import Difference, Kept, UnreadableError, compare, kept_differences, load, report, sort_out

from .conftest import SMALL

Document = dict[str, Any]
REFERENCE = ROOT.parent / "shared/reference"
OLDER = REFERENCE / "etoro-openapi-1.244.0.json"
NEWER = REFERENCE / "etoro-openapi-1.279.0.json"
with_reference = pytest.mark.skipif(not NEWER.is_file(), reason="eToro's published documents are not at hand")

GET = "GET /api/v1/things"
POST = "POST /api/v1/demo/things"
THINGS = "answer 200.things[]"


def operation(document: Document, operation_id: str) -> Document:
    return next(it for _, _, it in operations(document) if it["operationId"] == operation_id)


def get_things(document: Document) -> Document:
    return operation(document, "get_things")


def query(document: Document, number: int) -> Document:
    parameter: Document = get_things(document)["parameters"][number]
    return parameter


def schemas(document: Document) -> Document:
    found: Document = document["components"]["schemas"]
    return found


def thing(document: Document) -> Document:
    fields: Document = schemas(document)["Thing"]["properties"]
    return fields


def changes(document: Document, change: Callable[[Document], object]) -> list[Difference]:
    after = copy.deepcopy(document)
    change(after)
    return compare(facts(document), facts(after))


PLANTED: dict[str, tuple[Callable[[Document], object], Difference]] = {
    "an operation added": (
        lambda d: d["paths"].update({"/api/v1/new": {"get": get_things(d)}}),
        Difference("operation added", "GET /api/v1/new", "", "", ""),
    ),
    "a deprecated operation added": (
        lambda d: d["paths"].update({"/api/v1/new": {"get": {**get_things(d), "deprecated": True}}}),
        Difference("operation added", "GET /api/v1/new", "", "", "deprecated"),
    ),
    "an operation removed": (
        lambda d: d["paths"].pop("/api/v1/things"),
        Difference("operation removed", GET, "", "", ""),
    ),
    "an operation deprecated": (
        lambda d: get_things(d).update(deprecated=True),
        Difference("operation deprecated", GET, "", "", ""),
    ),
    "an operation no longer deprecated": (
        lambda d: operation(d, "drop_thing").pop("deprecated"),
        Difference("operation no longer deprecated", "DELETE /api/v1/things/{thingId}", "", "", ""),
    ),
    "another server": (
        lambda d: d.update(servers=[{"url": "https://other.example"}]),
        Difference("server changed", "", "servers", "https://api.example", "https://other.example"),
    ),
    "a parameter added": (
        lambda d: get_things(d)["parameters"].append({"name": "page", "in": "query", "schema": {"type": "integer"}}),
        Difference("parameter added", GET, "query page", "", "integer"),
    ),
    "a parameter removed": (
        lambda d: get_things(d)["parameters"].pop(),
        Difference("parameter removed", GET, "query displayname", "string", ""),
    ),
    "a parameter for all operations of a path": (
        lambda d: d["paths"]["/api/v1/things"].update(
            parameters=[{"name": "x-trace", "in": "header", "schema": {"type": "string"}}]
        ),
        Difference("parameter added", GET, "header x-trace", "", "string"),
    ),
    "a parameter required": (
        lambda d: query(d, 1).update(required=True),
        Difference("required changed", GET, "query displayname", "optional", "required"),
    ),
    "a parameter of another type": (
        lambda d: query(d, 1).update(schema={"type": "integer"}),
        Difference("type changed", GET, "query displayname", "string", "integer"),
    ),
    "a parameter deprecated": (
        lambda d: query(d, 1).update(deprecated=True),
        Difference("deprecation changed", GET, "query displayname", "current", "deprecated"),
    ),
    "other bounds": (
        lambda d: query(d, 0)["schema"].update(maxItems=50),
        Difference("bounds changed", GET, "query thingIds", "", "maxItems 50"),
    ),
    "a list that repeats its key": (
        lambda d: query(d, 0).pop("explode"),
        Difference("list style changed", GET, "query thingIds", "joined by commas", "repeated"),
    ),
    "items of another type": (
        lambda d: query(d, 0)["schema"]["items"].update(type="string"),
        Difference("type changed", GET, "query thingIds[]", "integer", "string"),
    ),
    "a path parameter renamed": (
        lambda d: d["paths"].update(
            {
                "/api/v1/things/{id}": {
                    "delete": {
                        **d["paths"].pop("/api/v1/things/{thingId}")["delete"],
                        "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                    }
                }
            }
        ),
        Difference(
            "path parameter renamed",
            "DELETE /api/v1/things/{id}",
            "",
            "/api/v1/things/{thingId}",
            "/api/v1/things/{id}",
        ),
    ),
    "a body removed": (
        lambda d: operation(d, "offer_thing_demo").pop("requestBody"),
        Difference("body removed", POST, "body", "object required", ""),
    ),
    "a body that may be left out": (
        lambda d: operation(d, "offer_thing_demo")["requestBody"].pop("required"),
        Difference("required changed", POST, "body", "required", "optional"),
    ),
    "a body in another form": (
        lambda d: operation(d, "offer_thing_demo")["requestBody"]["content"].update({"text/csv": {}}),
        Difference("body added", POST, "body as text/csv", "", "anything required"),
    ),
    "another success": (
        lambda d: get_things(d)["responses"].update({"202": {"description": "Later."}}),
        Difference("answer added", GET, "answer 202", "", "nothing"),
    ),
    "an answer that says nothing any more": (
        lambda d: get_things(d)["responses"]["200"].pop("content"),
        Difference("type changed", GET, "answer 200", "object", "nothing"),
    ),
    "a field added": (
        lambda d: thing(d).update(price={"type": ["number", "null"]}),
        Difference("field added", GET, f"{THINGS}.price", "", "number or null"),
    ),
    "a field removed": (
        lambda d: thing(d).pop("made"),
        Difference("field removed", GET, f"{THINGS}.made", "date-time or null", ""),
    ),
    "a field of another type": (
        lambda d: thing(d).update(thingId={"type": "string"}),
        Difference("type changed", GET, f"{THINGS}.thingId", "integer", "string"),
    ),
    "a date that is text": (
        lambda d: thing(d)["made"].pop("format"),
        Difference("type changed", GET, f"{THINGS}.made", "date-time", "string"),
    ),
    "a field that may be null": (
        lambda d: thing(d).update(thingId={"type": ["integer", "null"]}),
        Difference("nullable changed", GET, f"{THINGS}.thingId", "never null", "or null"),
    ),
    "a field that need not be there": (
        lambda d: schemas(d)["Thing"].update(required=["thingId"]),
        Difference("required changed", GET, f"{THINGS}.kind", "required", "optional"),
    ),
    "a field deprecated": (
        lambda d: thing(d)["made"].update(deprecated=True),
        Difference("deprecation changed", GET, f"{THINGS}.made", "current", "deprecated"),
    ),
    "a field deep inside": (
        lambda d: schemas(d)["NextThing"]["properties"].update(of={"type": "integer"}),
        Difference("field added", GET, f"{THINGS}.next.of", "", "integer"),
    ),
    "an enum member added": (
        lambda d: schemas(d)["ThingKind"]["enum"].append("sofa"),
        Difference("enum members added", GET, f"{THINGS}.kind", "", "sofa"),
    ),
    "an enum member removed": (
        lambda d: schemas(d)["ThingSize"]["enum"].remove(2),
        Difference("enum members removed", GET, f"{THINGS}.size", "2", ""),
    ),
    "an enum opened": (
        lambda d: schemas(d)["ThingKind"].pop("enum"),
        Difference("enum removed", GET, f"{THINGS}.kind", "book, lamp", ""),
    ),
    "other figures": (
        lambda d: get_things(d)["x-ratelimit"].update(limit=9),
        Difference("rate limit changed", GET, "", "7 in 30 s", "9 in 30 s"),
    ),
    "another pool": (
        lambda d: get_things(d).update({"x-ratelimit": {"pool": "default", "limit": 7, "window": 30}}),
        Difference("rate pool changed", GET, "", "its own", "the default pool"),
    ),
    "no limit any more": (
        lambda d: get_things(d).pop("x-ratelimit"),
        Difference("rate limit removed", GET, "", "7 in 30 s", ""),
    ),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_change_is_named(small: Document, kind: str) -> None:
    change, expected = PLANTED[kind]
    assert expected in changes(small, change)


def test_a_document_does_not_differ_from_itself(small: Document) -> None:
    assert changes(small, lambda d: None) == []


def test_what_lies_below_a_difference_is_not_told_again(small: Document) -> None:
    found = changes(small, lambda d: thing(d).pop("next"))
    assert {it.place for it in found} == {f"{THINGS}.next", "body.next", "answer 200.next"}


def test_a_schema_within_itself_ends(small: Document) -> None:
    places = facts(small).operations[GET].places
    assert places["answer 200", ".things", "[]", ".inside"].type == "object"
    assert ("answer 200", ".things", "[]", ".inside", ".inside") not in places


SAME: dict[str, Callable[[Document], object]] = {
    "nullable as in OpenAPI 3.0": lambda d: thing(d)["made"].update(type="string", nullable=True),
    "nullable as eToro misspells it": lambda d: thing(d).update(next={**schemas(d)["NextThing"], "format": "nullable"}),
    "nullable beside allOf": lambda d: thing(d).update(
        size={"allOf": [{"$ref": "#/components/schemas/ThingSize"}], "nullable": True}
    ),
    "null among the members": lambda d: thing(d).update(size={"enum": [1, None, 2]}),
    "anyOf for oneOf": lambda d: thing(d)["size"].update(anyOf=thing(d)["size"].pop("oneOf")),
    "a schema in place of its name": lambda d: thing(d).update(kind=schemas(d)["ThingKind"]),
    "parts joined by allOf": lambda d: schemas(d).update(
        NextThing={"allOf": [{"properties": schemas(d)["NextThing"]["properties"]}, {"required": ["rank"]}]}
    ),
    "a type that goes without saying": lambda d: schemas(d)["Things"].pop("type"),
    "how wide a number is": lambda d: thing(d)["thingId"].update(format="int32"),
    "words": lambda d: get_things(d).update(summary="Other words.", description="Other words."),
    "extensions of ours": lambda d: thing(d)["kind"].update({"x-name": "sort"}),
    "parameters by reference": lambda d: (
        d["components"].update(parameters={"name": query(d, 1)}),
        get_things(d)["parameters"].__setitem__(1, {"$ref": "#/components/parameters/name"}),
    ),
    "bodies by reference": lambda d: (
        d["components"].update(requestBodies={"thing": operation(d, "offer_thing_demo")["requestBody"]}),
        operation(d, "offer_thing_demo").update(requestBody={"$ref": "#/components/requestBodies/thing"}),
    ),
    "answers by reference": lambda d: (
        d["components"].update(responses={"things": get_things(d)["responses"]["200"]}),
        get_things(d)["responses"].update({"200": {"$ref": "#/components/responses/things"}}),
    ),
}


@pytest.mark.parametrize("kind", SAME)
def test_the_same_in_other_words_is_no_difference(small: Document, kind: str) -> None:
    assert changes(small, SAME[kind]) == []


def test_an_array_or_an_object_is_compared_in_both_forms(small: Document) -> None:
    schemas(small)["Things"] = {
        "oneOf": [
            {"type": "array", "items": {"type": "integer"}},
            {"type": "object", "properties": {"a": {"type": "string"}}},
        ]
    }
    found = changes(small, lambda d: schemas(d)["Things"]["oneOf"].pop(0))
    assert [(it.kind, it.place) for it in found] == [("type changed", "answer 200"), ("field removed", "answer 200[]")]


def test_an_object_without_fields_is_not_the_object_that_lost_them_all(small: Document) -> None:
    found = changes(small, lambda d: schemas(d)["NextThing"].pop("properties"))
    assert Difference("type changed", GET, f"{THINGS}.next", "object", "object of anything") in found


def test_a_second_spelling_is_one_field_under_another_name(small: Document) -> None:
    thing(small)["made"]["x-also"] = "Made"

    def respell(document: Document) -> None:
        thing(document)["Made"] = thing(document).pop("made")
        thing(document)["Made"]["type"] = "string"

    found = [it for it in changes(small, respell) if it.operation == GET]
    assert found == [
        Difference("field respelled", GET, f"{THINGS}.made", "made", "Made"),
        Difference("nullable changed", GET, f"{THINGS}.Made", "or null", "never null"),
    ]


def published_pools(document: Document) -> None:
    """The pools as eToro writes them: figures and sharers on each operation, some left out though others name them."""
    get_things(document)["x-ratelimit"] = {"limit": 7, "window": 30, "shared": False}
    for method, path, it in operations(document):
        if it is not get_things(document):
            others = ["POST /api/v1/demo/things", "POST /api/v1/real/things", "DELETE /api/v1/things/{id}"]
            others.remove(f"{method.upper()} {path}".replace("thingId", "id"))
            it["x-ratelimit"] = {"limit": 60, "window": 60, "shared": True, "sharedWith": others}
    del operation(document, "drop_thing")["x-ratelimit"]


def test_pools_by_name_and_pools_by_sharers_are_the_same(small: Document) -> None:
    for _, _, it in operations(small):
        if it["x-ratelimit"]["pool"] == "default":
            it["x-ratelimit"]["pool"] = "offers"
    assert changes(small, published_pools) == []


def test_an_operation_that_leaves_a_pool_is_named(small: Document) -> None:
    published_pools(small)
    alone = {"limit": 60, "window": 60, "shared": False}
    found = changes(small, lambda d: operation(d, "drop_thing").update({"x-ratelimit": alone}))
    shared = "shared by DELETE /api/v1/things/{}, POST /api/v1/demo/things, POST /api/v1/real/things"
    assert found == [Difference("rate pool changed", "DELETE /api/v1/things/{thingId}", "", shared, "its own")]


def kept(**patterns: Any) -> Kept:
    chosen = dict.fromkeys(("kind", "operation", "place", "ours", "theirs"), ("*",))
    return Kept("because", **{**chosen, **{name: (pattern,) for name, pattern in patterns.items()}})


class TestKept:
    """Differences kept on purpose."""

    FIELD = Difference("field added", GET, "answer 200.items[].a", "", "integer")

    def test_each_difference_goes_to_the_first_entry_that_covers_it(self) -> None:
        first, second = kept(kind="field *"), kept()
        other = self.FIELD._replace(kind="type changed")
        result = sort_out([self.FIELD, other], [first, second])
        assert result.kept == [(first, [self.FIELD]), (second, [other])]
        assert result.clean

    @pytest.mark.parametrize(
        "patterns",
        [
            {"kind": "field removed"},
            {"operation": "POST *"},
            {"place": "answer 200.items[].b"},
            {"place": "answer 200.items?.a"},
            {"theirs": "number"},
            {"ours": "integer"},
            {"place": "answer 200"},
        ],
    )
    def test_an_entry_covers_only_what_fits_every_pattern(self, patterns: dict[str, str]) -> None:
        result = sort_out([self.FIELD], [kept(**patterns)])
        assert result.unexplained == [self.FIELD]
        assert not result.clean

    @pytest.mark.parametrize(
        "patterns", [{}, {"place": "answer 2*"}, {"place": "*[].a"}, {"theirs": "integer", "operation": GET}]
    )
    def test_a_star_stands_for_any_text(self, patterns: dict[str, str]) -> None:
        assert sort_out([self.FIELD], [kept(**patterns)]).clean

    def test_an_entry_that_covers_nothing_is_reported(self) -> None:
        idle = kept(kind="field removed", place="answer 200.gone")
        result = sort_out([], [idle])
        assert not result.clean
        assert "kept-differences.yaml: matches nothing: kind field removed; place answer 200.gone (because)" in list(
            result.lines(("ours", "theirs"))
        )

    @pytest.mark.parametrize(
        ("entry", "finding"),
        [({"kind": "x"}, "has no reason"), ({"reason": "r", "plaec": "x"}, "'plaec' means nothing")],
    )
    def test_an_entry_that_cannot_be_meant_is_refused(self, tmp_path: Path, entry: Any, finding: str) -> None:
        (tmp_path / KEPT_FILE).write_text(yaml.safe_dump({"kept": [entry]}))
        with pytest.raises(DocumentError, match=rf"kept-differences\.yaml, entry 1: {finding}"):
            kept_differences(tmp_path / KEPT_FILE)

    def test_without_a_file_nothing_is_kept(self, tmp_path: Path) -> None:
        assert kept_differences(tmp_path / KEPT_FILE) == []


def write(path: Path, document: Document) -> str:
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


class TestReport:
    """What a maintainer reads."""

    def lines(self, small: Document, change: Callable[[Document], object]) -> list[str]:
        return list(sort_out(changes(small, change), []).lines(("was", "is")))

    def test_the_same_difference_in_many_operations_is_told_once(self, small: Document) -> None:
        lines = self.lines(small, lambda d: thing(d)["thingId"].update(type="string"))
        assert lines == [
            "unexplained: 5",
            "  type changed · body.thingId",
            "      was: integer → is: string",
            "      POST /api/v1/demo/things, POST /api/v1/real/things",
            "  type changed · answer 200.things[].thingId",
            "      was: integer → is: string",
            "      GET /api/v1/things",
            "  type changed · answer 200.thingId",
            "      was: integer → is: string",
            "      POST /api/v1/demo/things, POST /api/v1/real/things",
        ]

    def test_fields_that_came_together_are_told_together(self, small: Document) -> None:
        lines = self.lines(small, lambda d: schemas(d)["Things"]["properties"].update(a={"type": "string"}, b={}))
        assert lines[1:] == ["  field added · answer 200", "      a: string; b: anything", "      GET /api/v1/things"]

    def test_operations_come_first_and_each_is_named(self, small: Document) -> None:
        def change(document: Document) -> None:
            thing(document).pop("made")
            for number in range(5):
                document["paths"][f"/api/v1/new{number}"] = {"get": get_things(document)}

        lines = self.lines(small, change)
        assert lines[1:7] == ["  operation added", *(f"      GET /api/v1/new{number}" for number in range(5))]

    def test_many_operations_are_counted(self, small: Document) -> None:
        for number in range(4):
            small["paths"][f"/api/v1/more{number}"] = {"get": get_things(small)}
        lines = self.lines(small, lambda d: query(d, 1).update(required=True))
        assert lines[1:] == [
            "  required changed · query displayname",
            "      was: optional → is: required",
            "      GET /api/v1/more0, GET /api/v1/more1, GET /api/v1/more2 and 2 more",
        ]


@pytest.fixture
def ours(tmp_path: Path, small: Document) -> Path:
    """A project whose document is the small one, with its published counterpart beside it."""
    folder = tmp_path / "project/openapi"
    folder.mkdir(parents=True)
    for path in SMALL.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder.parent


class TestCommand:
    """``python -m codegen upstream``."""

    def test_equal_documents_end_with_0(self, ours: Path, small: Document, capsys: pytest.CaptureFixture[str]) -> None:
        theirs = write(ours / "theirs.json", small)
        assert codegen(["upstream", theirs, "--root", str(ours)]) == 0
        assert capsys.readouterr().out == "unexplained: 0\n"

    def test_news_end_with_1(self, ours: Path, small: Document, capsys: pytest.CaptureFixture[str]) -> None:
        del get_things(small)["parameters"][1]
        theirs = write(ours / "theirs.json", small)
        assert codegen(["upstream", theirs, "--root", str(ours)]) == 1
        assert "  parameter removed · query displayname\n      ours: string\n" in capsys.readouterr().out

    def test_kept_differences_end_with_0_and_are_told_apart(
        self, ours: Path, small: Document, capsys: pytest.CaptureFixture[str]
    ) -> None:
        del get_things(small)["parameters"][1]
        theirs = write(ours / "theirs.json", small)
        entry = {"reason": "Seen live.", "kind": ["parameter removed", "field removed"]}
        (ours / "openapi" / KEPT_FILE).write_text(yaml.safe_dump({"kept": [entry]}))
        assert codegen(["upstream", theirs, "--root", str(ours)]) == 0
        assert capsys.readouterr().out == "unexplained: 0\nkept on purpose: 1\n      1  Seen live.\n"

    def test_machines_get_every_difference(
        self, ours: Path, small: Document, capsys: pytest.CaptureFixture[str]
    ) -> None:
        del get_things(small)["parameters"][1]
        get_things(small)["deprecated"] = True
        theirs = write(ours / "theirs.json", small)
        entries = [{"reason": "Seen live.", "kind": "parameter removed"}, {"reason": "Once.", "kind": "field added"}]
        (ours / "openapi" / KEPT_FILE).write_text(yaml.safe_dump({"kept": entries}))
        assert codegen(["upstream", theirs, "--json", "--root", str(ours)]) == 1
        found = json.loads(capsys.readouterr().out)
        removed = {"kind": "parameter removed", "place": "query displayname", "before": "string", "after": ""}
        assert found["kept"] == [{"reason": "Seen live.", "differences": [{**removed, "operation": GET}]}]
        assert [it["kind"] for it in found["unexplained"]] == ["operation deprecated"]
        assert found["idle"] == [{"reason": "Once.", "entry": "kind field added"}]

    def test_two_published_documents_are_compared_with_each_other(
        self, tmp_path: Path, small: Document, capsys: pytest.CaptureFixture[str]
    ) -> None:
        old = write(tmp_path / "old.json", small)
        thing(small)["price"] = {"type": "number"}
        new = tmp_path / "new.yaml"
        new.write_text(yaml.safe_dump(small), encoding="utf-8")
        assert codegen(["upstream", old, str(new)]) == 1
        assert "  field added · answer 200.things[]\n      price: number\n" in capsys.readouterr().out

    @pytest.mark.parametrize("content", [None, "{", "- a\n", "a: b", "a: [", "{}"])
    def test_a_document_that_cannot_be_had_ends_with_2(
        self, tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "theirs.json"
        if content is not None:
            path.write_text(content)
        assert codegen(["upstream", str(path)]) == 2
        assert capsys.readouterr().err.startswith(f"{path}: ")

    @pytest.mark.parametrize("arguments", [["upstream"], ["upstream", "a", "b", "c"], ["originals", "a"]])
    def test_a_command_that_cannot_be_meant_is_refused(self, arguments: list[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            codegen(arguments)
        assert ended.value.code == 2


class TestFetching:
    """Documents at an address."""

    def test_an_address_is_fetched_with_a_timeout(self, small: Document, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[str, Any]] = []

        def get(url: str, **options: Any) -> httpx.Response:
            asked.append((url, options["timeout"]))
            return httpx.Response(200, json=small, request=httpx.Request("GET", url))

        monkeypatch.setattr(httpx, "get", get)
        assert load("https://api.example/openapi.json") == small
        assert asked == [("https://api.example/openapi.json", 30.0)]

    @pytest.mark.parametrize(
        "failure", [httpx.Response(404), httpx.ConnectError("refused"), httpx.ReadTimeout("silence")]
    )
    def test_an_address_that_does_not_answer_is_named(
        self, failure: httpx.Response | Exception, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def get(url: str, **_: Any) -> httpx.Response:
            if isinstance(failure, Exception):
                raise failure
            failure.request = httpx.Request("GET", url)
            return failure

        monkeypatch.setattr(httpx, "get", get)
        with pytest.raises(UnreadableError, match=r"https://api\.example/openapi\.json: "):
            load("https://api.example/openapi.json")


@with_reference
class TestReference:
    """eToro's own documents."""

    def test_ours_against_the_newest_is_explained(self) -> None:
        found, names = report([str(NEWER)], ROOT / "openapi")
        assert found.clean, "\n".join(found.lines(names))

    def test_every_operation_of_ours_is_published(self) -> None:
        published = facts(load(str(NEWER))).operations
        assert facts(load(str(ROOT / "etoropy/rest/openapi.json"))).operations.keys() <= published.keys()

    def test_what_changed_between_two_releases_is_named(self) -> None:
        found, _ = report([str(OLDER), str(NEWER)], ROOT / "openapi")
        told = {(it.kind, it.operation, it.place) for it in found.unexplained}
        assert ("operation added", "POST /api/v1/sub-accounts/etoro-trading/user-tokens", "") in told
        assert ("operation removed", "GET /api/v1/money/accounts/cash", "") in told
        assert ("operation deprecated", "POST /api/v1/feeds/post", "") in told
        assert ("parameter removed", "GET /api/v1/market-data/search", "query searchText") in told
        assert ("rate limit added", "GET /api/v1/market-data/search", "") in told
        assert ("enum members removed", "GET /api/v1/balances", "answer 200.balances[].accountType") in told

    @pytest.mark.parametrize("published", [OLDER, NEWER], ids=["1.244.0", "1.279.0"])
    def test_a_published_document_does_not_differ_from_itself(self, published: Path) -> None:
        assert report([str(published), str(published)], ROOT / "openapi")[0].clean
