"""What nobody foresaw: one line that names the operation or schema in hand, and a traceback for those who ask."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from codegen.__main__ import main as codegen
from codegen.failures import first_line, in_hand, in_one_line
from codegen.shapes import Shapes


class UnforeseenError(Exception):
    pass


def break_down(*_: Any) -> Any:
    raise UnforeseenError("this\nand that")


@pytest.mark.parametrize(
    ("broken", "name"),
    [("_operation", "search_instruments: "), ("_model", ""), ("_body", "search_instruments: "), ("_reaches", "")],
)
def test_a_failure_names_what_was_in_hand(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: str, name: str
) -> None:
    monkeypatch.setattr(Shapes, broken, break_down)
    assert codegen(["--check", "--root", str(project)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"codegen failed in {name}")
    assert said.endswith(": UnforeseenError: this; run it with --traceback to see where\n")


def test_with_the_flag_it_is_raised(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shapes, "_model", break_down)
    with pytest.raises(UnforeseenError):
        codegen(["--check", "--traceback", "--root", str(project)])


def test_a_failure_while_nothing_is_in_hand_is_told_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("codegen.__main__.bundle", break_down)
    (tmp_path / "openapi").mkdir()
    assert codegen(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("codegen failed: UnforeseenError: this")


def test_a_root_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert codegen(["--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: has no folder openapi; --root is the project's folder\n"


def test_the_end_of_a_search_is_no_end_of_a_loop() -> None:
    """A template would take StopIteration for the end of its loop and write what it has so far."""
    with pytest.raises(LookupError) as caught, in_hand("get_shops"):
        next(iter(()))
    assert in_one_line(caught.value).startswith("codegen failed in get_shops: LookupError: ")


def test_the_innermost_thing_in_hand_is_named() -> None:
    with pytest.raises(KeyError) as caught, in_hand("get_shops"), in_hand("Shop"):
        raise KeyError("a")
    assert in_one_line(caught.value).startswith("codegen failed in Shop: KeyError: 'a'")


@pytest.mark.parametrize(("text", "line"), [("\n  one \ntwo", "one"), ("", ""), ("a" * 400, "a" * 300 + "…")])
def test_of_a_long_message_the_first_line_is_said(text: str, line: str) -> None:
    assert first_line(text) == line


def test_a_twin_that_cannot_be_read_is_named_with_its_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "etoropy/_async/pages.py"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "def broken(:"]), encoding="utf-8")
    assert codegen(["--check", "--root", str(project)]) == 1
    assert capsys.readouterr().err.startswith(f"etoropy/_async/pages.py:{len(lines) + 1}: ")


def test_a_difference_kept_in_another_form_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "openapi/kept-differences.yaml").write_text("kept: everything\n", encoding="utf-8")
    assert codegen(["upstream", str(project / "etoropy/rest/openapi.json"), "--root", str(project)]) == 2
    assert capsys.readouterr().err == "kept-differences.yaml: kept must be a list of mappings\n"
