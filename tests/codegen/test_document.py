"""The document: fragments put together, and everything that generated code relies on checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.document import DocumentError, bundle, check, read, sources
from codegen.parts import mentioned, operations, reachable

from .conftest import SMALL

Document = dict[str, Any]


def operation(document: Document, operation_id: str) -> dict[str, Any]:
    return next(it for _, _, it in operations(document) if it["operationId"] == operation_id)


def get_things(document: Document) -> dict[str, Any]:
    return operation(document, "get_things")


def offer_thing(document: Document) -> dict[str, Any]:
    return operation(document, "offer_thing_demo")


def thing(document: Document) -> dict[str, Any]:
    schema: dict[str, Any] = document["components"]["schemas"]["Thing"]
    return schema


def media(part: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = part["content"]["application/json"]
    return content


def inline_enum() -> dict[str, Any]:
    return {"type": "string", "enum": ["a"]}


FLAWS: dict[str, Callable[[Document], object]] = {
    "get_things: needs exactly one tag of the root": lambda d: get_things(d).update(tags=["things", "others"]),
    "offer_thing_demo: needs exactly one tag of the root": lambda d: offer_thing(d).pop("tags"),
    "get_things: x-retry must be one of safe, never-blind": lambda d: get_things(d).update({"x-retry": "always"}),
    "get_things: has no summary": lambda d: get_things(d).pop("summary"),
    "get_things: has no description": lambda d: get_things(d).update(description=""),
    "drop_thing: is deprecated and does not say what replaces it (x-replaced-by)": lambda d: operation(
        d, "drop_thing"
    ).pop("x-replaced-by"),
    "get_things: header x-trace belongs to the transport": lambda d: get_things(d)["parameters"].append(
        {"name": "x-trace", "in": "header", "description": "d", "example": "e", "schema": {"type": "string"}}
    ),
    "get_things: query thingIds: is a list without explode: false; lists are joined by commas": lambda d: get_things(d)[
        "parameters"
    ][0].pop("explode"),
    "offer_thing_demo: the body is text/csv; only application/json has a template": lambda d: offer_thing(d)[
        "requestBody"
    ]["content"].update({"text/csv": {"schema": {"type": "string"}, "example": "a"}}),
    "Thing: thingNo is required and no property": lambda d: thing(d)["required"].append("thingNo"),
    "get_things: query thingIds has no example": lambda d: get_things(d)["parameters"][0].pop("example"),
    "get_things: query thingIds has no description": lambda d: get_things(d)["parameters"][0].pop("description"),
    "get_things: query displayname: format uuid breaks generated code; a plain string will do": lambda d: get_things(d)[
        "parameters"
    ][1]["schema"].update(format="uuid"),
    "get_things: query displayname: an object or enum without a name of its own": lambda d: get_things(d)["parameters"][
        1
    ].update(schema=inline_enum()),
    "get_things: answer 404: errors have one schema outside the operations": lambda d: get_things(d)[
        "responses"
    ].update({"404": {"description": "Not there."}}),
    "get_things: answer 200 has no example": lambda d: media(get_things(d)["responses"]["200"]).pop("example"),
    "get_things: answer 200: an object or enum without a name of its own": lambda d: media(
        get_things(d)["responses"]["200"]
    ).update(schema={"type": "object", "properties": {"a": {"type": "string"}}}),
    "offer_thing_demo: the body has no example": lambda d: media(offer_thing(d)["requestBody"]).pop("example"),
    "offer_thing_demo: the body: an object or enum without a name of its own": lambda d: media(
        offer_thing(d)["requestBody"]
    ).update(schema={"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string"}}}}),
    "offer_thing: only real, its twin is missing": lambda d: offer_thing(d).pop("x-account"),
    "offer_thing_demo: a paired operation is named <method>_<mode>": lambda d: offer_thing(d).update(
        {"x-account": {"mode": "real", "method": "offer_thing"}}
    ),
    "get_things: x-pages names pageNumber, which is no query parameter": lambda d: get_things(d).update(
        {
            "x-pages": {
                "style": "page",
                "page": ["pageNumber"],
                "size": "displayname",
                "first": 1,
                "key": [],
                "max_size": 1,
            }
        }
    ),
    "get_things: x-pages has no key": lambda d: get_things(d).update({"x-pages": {"style": "page"}}),
    "get_things: x-pages style must be page or offset": lambda d: get_things(d).update({"x-pages": {"style": "pages"}}),
    "get_things: x-pages key must be a list": lambda d: get_things(d).update({"x-pages": {"key": "thingId"}}),
    "Thing: has no description": lambda d: thing(d).pop("description"),
    "Thing.thingId: has no description": lambda d: thing(d)["properties"]["thingId"].pop("description"),
    "Thing.thingId: has a second spelling, so the first cannot be required": lambda d: thing(d)["properties"][
        "thingId"
    ].update({"x-also": "thingID"}),
    "Thing.made: format uuid breaks generated code; a plain string will do": lambda d: thing(d)["properties"][
        "made"
    ].update(format="uuid"),
    "Thing.made: an object or enum without a name of its own": lambda d: thing(d)["properties"]["made"].update(
        oneOf=[inline_enum(), {"type": "null"}]
    ),
    "Thing.kind: refers to schema Gone, which does not exist": lambda d: thing(d)["properties"]["kind"].update(
        {"$ref": "#/components/schemas/Gone"}
    ),
}


@pytest.mark.parametrize("finding", FLAWS)
def test_a_flaw_is_named_with_its_place(small: Document, finding: str) -> None:
    FLAWS[finding](small)
    with pytest.raises(DocumentError) as caught:
        check(small)
    assert finding in caught.value.findings


def test_an_operation_without_a_name_is_named_by_its_path(small: Document) -> None:
    del get_things(small)["operationId"]
    with pytest.raises(DocumentError, match="GET /api/v1/things: has no operationId"):
        check(small)


def test_what_is_not_openapi_at_all_is_named(small: Document) -> None:
    get_things(small)["parameters"][0]["in"] = "queue"
    with pytest.raises(DocumentError, match="queue"):
        check(small)


def test_what_only_the_whole_document_gets_wrong_is_told_last(small: Document) -> None:
    operation(small, "drop_thing")["operationId"] = "get_things"
    del thing(small)["description"]
    with pytest.raises(DocumentError) as caught:
        check(small)
    assert caught.value.findings[-1].startswith("the document: Operation ID 'get_things'")


def test_two_operations_of_one_name_are_named(small: Document) -> None:
    operation(small, "drop_thing")["operationId"] = "get_things"
    with pytest.raises(DocumentError, match="get_things"):
        check(small)


def test_all_flaws_are_told_at_once(small: Document) -> None:
    del get_things(small)["summary"]
    del thing(small)["description"]
    with pytest.raises(DocumentError) as caught:
        check(small)
    assert {"get_things: has no summary", "Thing: has no description"} <= set(caught.value.findings)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "openapi"))


def findings(folder: Path) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        bundle(folder)
    return caught.value.findings


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_small_document_is_sound() -> None:
    assert [it["operationId"] for _, _, it in operations(bundle(SMALL))] == [
        "get_things",
        "drop_thing",
        "offer_thing_demo",
        "offer_thing_real",
    ]


def test_an_operation_carries_the_figures_of_its_pool() -> None:
    assert get_things(bundle(SMALL))["x-ratelimit"] == {"pool": "slow", "limit": 7, "window": 30}


def test_a_pool_that_the_root_does_not_know_is_named(folder: Path) -> None:
    things = folder / "things.yaml"
    things.write_text(things.read_text(encoding="utf-8").replace("x-ratelimit: slow", "x-ratelimit: fast"))
    assert findings(folder) == ["GET /api/v1/things: x-ratelimit 'fast' is no pool of etoro.yaml"]


def test_a_tag_without_a_file_is_named(folder: Path) -> None:
    (folder / "things.yaml").unlink()
    assert findings(folder) == ["things.yaml: missing, though etoro.yaml lists the tag"]


def test_a_file_without_a_tag_is_named(folder: Path) -> None:
    (folder / "more.yaml").write_text("paths: {}\n")
    assert findings(folder) == ["more.yaml: belongs to no tag of etoro.yaml"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("more.yml", "more.yml: is read by nobody; a fragment's name ends in .yaml"),
        ("more.YAML", "more.YAML: is read by nobody; a fragment's name ends in .yaml"),
        (
            "below/things.yaml",
            "below/things.yaml: is in a folder of its own, where nobody reads it; fragments stand side",
        ),
    ],
)
def test_a_file_that_would_be_overlooked_is_named(folder: Path, name: str, message: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("paths: {}\n")
    assert [line.startswith(message) for line in findings(folder)] == [True]


@pytest.mark.parametrize("tags", ["[others]", "[]", "[things, others]"])
def test_an_operation_in_the_file_of_another_tag_is_named(folder: Path, tags: str) -> None:
    path = folder / "things.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tags: [things]", f"tags: {tags}", 1), encoding="utf-8")
    said = findings(folder)
    if tags == "[]":
        assert said == ["things.yaml: get_things: tags must be a list of texts, each once, not []"]
    else:
        assert said == ["get_things: stands in things.yaml, so its tag must be things"]


def test_a_schema_that_the_stream_has_too_is_named(folder: Path) -> None:
    (folder / "stream.yaml").write_text("components: {schemas: {Thing: {type: object}}}\n")
    with pytest.raises(DocumentError, match=r"^stream.yaml: schema Thing stands in things.yaml too; rename one$"):
        sources(folder)


def test_each_schema_is_known_by_its_file(folder: Path) -> None:
    (folder / "stream.yaml").write_text("components:\n")
    (folder / "kept-differences.yaml").write_text("components: {schemas:}\n")
    assert sources(folder)["Thing"] == "things.yaml"
    assert set(sources(folder).values()) == {"things.yaml"}


@pytest.mark.parametrize("shared", ["/api/v1/more: *offer", "/api/v1/more: {put: *post}"])
def test_an_operation_that_is_shared_whole_is_a_second_of_its_name(folder: Path, shared: str) -> None:
    path = folder / "things.yaml"
    text = path.read_text(encoding="utf-8").replace("components:\n", f"  {shared}\ncomponents:\n", 1)
    path.write_text(text, encoding="utf-8")
    assert any("Operation ID 'offer_thing_demo'" in line for line in findings(folder))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: \xe9\n", "a.yaml: byte 3 is not UTF-8; save the file as UTF-8"),
        (b"a: 1\nb: [\n", "a.yaml:3: "),
        (b"a: b: c\n", "a.yaml:1: mapping values are not allowed"),
        (b"a:\n\tb: 1\n", "a.yaml:2: found character that cannot start any token"),
        (b"a: *b\n", "a.yaml:1: found undefined alias"),
        (b"a: &a\n  b: *a\n", "a.yaml"),
        (b"{a: 1}: 2\n", "a.yaml:1: a key must be a word"),
        (b"[a]: 2\n", "a.yaml:1: a key must be a word"),
        (b"a: \x01\n", "a.yaml: "),
        (b"", "a.yaml: not a mapping"),
        (b"text\n", "a.yaml: not a mapping"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "a.yaml")
    assert str(caught.value).startswith(message)
    assert len(str(caught.value).splitlines()) == 1


def test_a_folder_without_a_document_is_named(tmp_path: Path) -> None:
    assert findings(tmp_path / "none")[0].startswith(f"etoro.yaml: cannot be read from {tmp_path / 'none'}")


def test_what_openapi_forbids_is_said_in_one_line_with_its_operation_or_schema(small: Document) -> None:
    get_things(small)["parameters"][0]["explode"] = "no"
    thing(small)["properties"]["thingId"]["maximum"] = "many"
    small["info"].pop("title")
    with pytest.raises(DocumentError) as caught:
        check(small)
    places = [line.partition(": ")[0] for line in caught.value.findings]
    assert {"get_things", "Thing", "info"} <= set(places)
    assert all(len(line.splitlines()) == 1 for line in caught.value.findings)


@pytest.mark.parametrize("name", ["stream.yaml", "kept-differences.yaml"])
def test_files_that_are_not_fragments_are_left_alone(folder: Path, name: str) -> None:
    (folder / name).write_text("kept: []\n")
    assert "kept" not in bundle(folder)


def test_what_nobody_reads_of_a_fragment_is_named(folder: Path) -> None:
    path = folder / "things.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("paths:", "pahts:", 1), encoding="utf-8")
    said = findings(folder)
    assert "things.yaml: pahts is neither paths nor components" in said
    assert "things.yaml: has no paths, so the tag would lose its sub-client" in said


def test_a_part_of_the_components_that_nobody_reads_is_named(folder: Path) -> None:
    path = folder / "things.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("components:", "components:\n  parameters: {}", 1))
    assert "things.yaml: components.parameters is read by nobody; only schemas are" in findings(folder)


def test_a_path_or_schema_in_two_files_is_named(folder: Path) -> None:
    root = folder / "etoro.yaml"
    tags = "tags:\n  - {name: copies, x-client: CopiesClient, description: The same again.}"
    root.write_text(root.read_text().replace("tags:", tags, 1))
    shutil.copy(folder / "things.yaml", folder / "copies.yaml")
    said = findings(folder)
    assert "things.yaml: path /api/v1/things stands in another file too" in said
    assert "things.yaml: schema Thing stands in another file too" in said


def test_a_key_given_twice_is_named_with_file_and_line(folder: Path) -> None:
    path = folder / "things.yaml"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    append(path, "paths: {}\n")
    assert findings(folder) == [f"things.yaml:{lines + 1}: 'paths' is given twice"]


def test_broken_yaml_is_named_with_its_file(folder: Path) -> None:
    path = folder / "things.yaml"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    append(path, "  - [\n")
    assert findings(folder) == [f"things.yaml:{lines + 1}: did not find expected key"]


def test_a_file_that_is_no_mapping_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text("- 1\n")
    with pytest.raises(DocumentError, match=r"list\.yaml: not a mapping"):
        read(tmp_path / "list.yaml")


def test_dates_stay_text_and_merged_keys_can_be_overridden(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: &a {day: 2026-01-02, at: 2026-01-02T03:04:05Z}\nb:\n  <<: *a\n  day: other\n")
    assert read(path)["b"] == {"day": "other", "at": "2026-01-02T03:04:05Z"}


def test_schemas_that_no_operation_mentions_are_not_generated(small: Document) -> None:
    small["components"]["schemas"]["Idle"] = {"type": "object", "description": "Nobody asks for it."}
    assert set(reachable(small)["components"]["schemas"]) == {"Things", "Thing", "NextThing", "ThingKind", "ThingSize"}
    assert "Idle" in small["components"]["schemas"]


def test_mentions_are_found_at_any_depth() -> None:
    part = {"oneOf": [{"items": {"$ref": "#/components/schemas/A"}}, {"$ref": "#/components/schemas/B"}]}
    assert list(mentioned(part)) == ["A", "B"]
