"""Building in a copy of the project: drift is named, builds repeat to the byte, a new endpoint is one edited file."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import unasync
from codegen.__main__ import ROOT, TARGETS
from codegen.__main__ import main as codegen
from codegen.document import DocumentError
from codegen.tree import differences

from .conftest import with_another_original

ENDPOINT = "etoropy/rest/api/market_data/get_rates.py"
MODEL = "etoropy/rest/models/rate.py"
ORPHAN = "etoropy/rest/models/left_behind.py"
DERIVED = "etoropy/_sync/http.py"
DERIVED_TEST = "tests/_sync/test_http.py"

DRIFT = {
    "a line added to an endpoint": f"{ENDPOINT}: differs from what is generated, first at line 4",
    "a file that nothing makes": f"{ORPHAN}: left over, nothing makes it",
    "a deleted model": f"{MODEL}: missing",
    "an edit in _sync": f"{DERIVED}: differs from what is generated, first at line 2",
    "an edit in tests/_sync": f"{DERIVED_TEST}: differs from what is generated, first at line 2",
    "an edit in a template's original": (
        "codegen/templates/model.py.jinja: the generator's original changed since ours was written; compare, then "
        "`.venv/bin/python -m codegen originals`"
    ),
    "a document edited by hand": "etoropy/rest/openapi.json: differs from what is generated, first at line 2",
}


def run(root: Path, *arguments: str) -> tuple[int, list[str]]:
    """Exit status and what was printed as findings."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        status = codegen([*arguments, "--root", str(root)])
    return status, said.getvalue().splitlines()


def insert_line(path: Path, number: int, line: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[: number - 1], line + "\n", *lines[number - 1 :]]), encoding="utf-8")


@pytest.fixture(scope="module")
def said_of_drift(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, list[str]]:
    """What ``--check`` says of a tree in which every kind of drift was planted."""
    root = Path(shutil.copytree(built, tmp_path_factory.mktemp("drift") / "project"))
    insert_line(root / ENDPOINT, 4, "# mended by hand")
    insert_line(root / DERIVED, 2, "# mended by hand")
    insert_line(root / DERIVED_TEST, 2, "# mended by hand")
    insert_line(root / "etoropy/rest/openapi.json", 2, ' "x-mended": true,')
    (root / ORPHAN).write_text("A = 1\n", encoding="utf-8")
    (root / MODEL).unlink()
    with pytest.MonkeyPatch.context() as patch:
        with_another_original(tmp_path_factory.mktemp("generator"), patch)
        return run(root, "--check")


@pytest.mark.parametrize("kind", DRIFT)
def test_check_names_drift(said_of_drift: tuple[int, list[str]], kind: str) -> None:
    assert DRIFT[kind] in said_of_drift[1]


def test_check_fails_on_drift_and_names_nothing_else(said_of_drift: tuple[int, list[str]]) -> None:
    status, lines = said_of_drift
    assert status == 1
    assert lines.pop() == "Edit what it is made from (openapi/, _async/), then `make generate`."
    assert sorted(lines) == sorted(DRIFT.values())


def test_a_second_build_in_another_process_gives_the_same_bytes_without_ruff_in_the_path(project: Path) -> None:
    """Other hash seed, other process, no PATH: a set that is printed or a formatter that is not found would show."""
    before = {target: project / target for target in TARGETS.values()}
    for folder in before.values():
        folder.rename(folder.with_name(f"{folder.name}_before"))
    done = subprocess.run(
        [sys.executable, "-m", "codegen", "--root", str(project)],
        cwd=ROOT,
        env={"PYTHONHASHSEED": "4711", "PATH": "", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for target, folder in before.items():
        assert differences(folder.with_name(f"{folder.name}_before"), folder, target) == []


def readme_walk_through() -> str:
    """The fragment that ``openapi/README.md`` tells maintainers to add."""
    text = (ROOT / "openapi/README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- walk-through: users_info.yaml -->\s*```yaml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    return re.sub(r"^ {3}", "", block[1], flags=re.MULTILINE)


def add_to_fragment(fragment: Path, addition: str) -> None:
    """Put the paths and the schemas of ``addition`` below those that stand in ``fragment`` already."""
    paths, schemas = addition.split("components:\n  schemas:\n")
    text = fragment.read_text(encoding="utf-8")
    text = text.replace("\npaths:\n", "\n" + paths.rstrip() + "\n", 1)
    fragment.write_text(text.replace("\n  schemas:\n", "\n  schemas:\n" + schemas, 1), encoding="utf-8")


CALL_THE_NEW_ENDPOINT = """
import asyncio, json
import httpx
from etoropy import AsyncRestClient, AsyncHttpClient, EToroConfig, HttpClient, RestClient
from etoropy.rest.api.users_info import get_copier_count
from etoropy.rest.models import CopierCount

CONFIG = EToroConfig(api_key="a", user_key="u", base_url="http://127.0.0.1:9", environ={})
asked = []

def answer(request):
    asked.append((request.method, request.url.raw_path.decode()))
    return httpx.Response(200, json={"copiers": 42, "aumTier": 3, "aumTierDesc": None, "since": "2020"})

async def in_async():
    async with AsyncHttpClient(CONFIG, transport=httpx.MockTransport(answer)) as http:
        client = AsyncRestClient(http)
        return [await client.users_info.get_copier_count("steady/hands"), await get_copier_count.asyncio(http, "x")]

with HttpClient(CONFIG, transport=httpx.MockTransport(answer)) as http:
    blocking = [RestClient(http).users_info.get_copier_count("steady/hands"), get_copier_count.sync(http, "x")]
results = blocking + asyncio.run(in_async())
assert all(isinstance(it, CopierCount) for it in results)
print(json.dumps({
    "asked": asked,
    "answers": [it.to_dict() for it in results],
    "pool": repr(get_copier_count.OPERATION.pool),
}))
"""


def test_adding_an_endpoint_is_editing_one_file_and_building(project: Path) -> None:
    """The walk-through of ``openapi/README.md``, replayed and called in both colours."""
    add_to_fragment(project / "openapi/users_info.yaml", readme_walk_through())
    assert run(project) == (0, [])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CALL_THE_NEW_ENDPOINT],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    path = "/api/v2/portfolios/{}/copiers"
    assert result["asked"] == [["GET", path.format(name)] for name in ("steady%2Fhands", "x")] * 2
    assert result["answers"] == [{"copiers": 42, "aumTier": 3, "aumTierDesc": None, "since": "2020"}] * 4
    assert result["pool"] == "<Pool default: 60 in 60 s>"


def test_a_broken_document_changes_nothing(project: Path) -> None:
    insert_line(project / "openapi/discovery.yaml", 1, "paths: {")
    before = {path: path.read_bytes() for path in (project / "etoropy/rest").rglob("*.py")}
    status, lines = run(project)
    assert status == 1
    assert any(line.startswith("discovery.yaml") for line in lines)
    assert {path: path.read_bytes() for path in (project / "etoropy/rest").rglob("*.py")} == before


def test_a_fragment_that_belongs_to_no_tag_is_named(project: Path) -> None:
    (project / "openapi/crypto.yaml").write_text("paths: {}\n", encoding="utf-8")
    assert run(project) == (1, ["crypto.yaml: belongs to no tag of etoro.yaml"])


def test_an_import_that_leads_nowhere_is_not_formatted_away(project: Path) -> None:
    path = project / "etoropy/_async/pages.py"
    path.write_text(path.read_text(encoding="utf-8") + "\nfrom .pagez import turn\n", encoding="utf-8")
    assert run(project) == (1, ["etoropy/_async/pages.py: the twin imports from .pagez, which does not exist"])


def test_without_async_tests_the_blocking_ones_stay(project: Path) -> None:
    shutil.rmtree(project / "tests/_async")
    assert run(project) == (1, ["tests/_async: holds no modules, so tests_sync would be empty"])
    assert len(list((project / "tests/_sync").glob("*.py"))) > 1


def test_a_word_rule_that_has_outlived_its_reason_is_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(unasync.WORDS, "asendfile", "sendfile")
    monkeypatch.setattr("codegen.__main__.generate", lambda *_: None)
    assert run(project) == (1, ["codegen/unasync.py: the rule for 'asendfile' matches nothing"])


def test_document_errors_say_each_finding_on_a_line() -> None:
    assert str(DocumentError(["one", "two"])) == "one\ntwo"
