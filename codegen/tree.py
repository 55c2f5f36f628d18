"""Comparing a built folder with the committed one, and replacing it whole."""

from __future__ import annotations

import shutil
from pathlib import Path


def _files(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def differences(built: Path, committed: Path, name: str) -> list[str]:
    """What keeps ``committed`` from being exactly ``built``: one line for each file, none when they are equal."""
    want, have = _files(built), _files(committed)
    lines = [f"{name}/{path}: missing" for path in want.keys() - have.keys()]
    lines += [f"{name}/{path}: left over, nothing makes it" for path in have.keys() - want.keys()]
    lines += [
        f"{name}/{path}: differs from what is generated, first at line {_first_difference(want[path], have[path])}"
        for path in want.keys() & have.keys()
        if want[path] != have[path]
    ]
    return sorted(lines)


def _first_difference(want: bytes, have: bytes) -> int:
    ours, theirs = want.splitlines(keepends=True), have.splitlines(keepends=True)
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if one != other:
            return number
    return min(len(ours), len(theirs)) + 1


def replace(built: Path, target: Path) -> None:
    """Put ``built`` where ``target`` was; nothing of the old folder stays. The copy is made beside it and then swapped
    in, so that whoever imports meanwhile finds the old files or the new ones."""
    coming, going = (target.with_name(f".{target.name}-{word}") for word in ("coming", "going"))
    for left_behind in (coming, going):
        shutil.rmtree(left_behind, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(built, coming)
    if target.exists():
        target.rename(going)
    coming.rename(target)
    shutil.rmtree(going, ignore_errors=True)
