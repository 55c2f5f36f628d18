"""Comparing a folder with what it should be, and replacing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.tree import differences, replace


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return folder


@pytest.fixture
def want(tmp_path: Path) -> Path:
    return write(tmp_path / "want", a="one\ntwo\n", deep__b="three\n")


def test_equal_folders_differ_in_nothing(want: Path, tmp_path: Path) -> None:
    assert differences(want, write(tmp_path / "have", a="one\ntwo\n", deep__b="three\n"), "rest") == []


def test_every_kind_of_difference_is_named_with_its_file(want: Path, tmp_path: Path) -> None:
    have = write(tmp_path / "have", a="one\n2\n", deep__c="")
    assert differences(want, have, "rest") == [
        "rest/a: differs from what is generated, first at line 2",
        "rest/deep/b: missing",
        "rest/deep/c: left over, nothing makes it",
    ]


@pytest.mark.parametrize(
    ("content", "line"), [("one\ntwo\nthree\n", 3), ("one\n", 2), ("one\ntwo", 2), ("one\r\ntwo\n", 1), ("", 1)]
)
def test_the_first_line_that_differs_is_named(want: Path, tmp_path: Path, content: str, line: int) -> None:
    have = write(tmp_path / "have", a=content, deep__b="three\n")
    assert differences(want, have, "rest") == [f"rest/a: differs from what is generated, first at line {line}"]


def test_a_folder_that_is_not_there_lacks_everything(want: Path, tmp_path: Path) -> None:
    assert differences(want, tmp_path / "have", "rest") == ["rest/a: missing", "rest/deep/b: missing"]


def test_compiled_files_do_not_count(want: Path, tmp_path: Path) -> None:
    have = write(tmp_path / "have", a="one\ntwo\n", deep__b="three\n")
    compiled = have / "deep/__pycache__/b.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"compiled")
    assert differences(want, have, "rest") == []


def test_replacing_leaves_nothing_of_the_old_folder(want: Path, tmp_path: Path) -> None:
    have = write(tmp_path / "new/have", a="old", deep__c="left over")
    replace(want, have)
    assert differences(want, have, "rest") == []


def test_replacing_makes_the_folder_when_it_is_new(want: Path, tmp_path: Path) -> None:
    replace(want, tmp_path / "new/have")
    assert differences(want, tmp_path / "new/have", "rest") == []
