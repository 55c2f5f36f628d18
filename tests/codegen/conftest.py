"""A small document, what is generated from it, and a copy of the project to build in."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from codegen import endpoints
from codegen.__main__ import ROOT
from codegen.__main__ import main as codegen
from codegen.document import bundle
from codegen.endpoints import generate

SMALL = Path(__file__).parent / "small"
SHOPS = Path(__file__).parent / "shops"
_NOT_COPIED = shutil.ignore_patterns("__pycache__", "simulator", "*.pyc")

Import = Callable[[str], ModuleType]


@pytest.fixture(scope="session")
def _small() -> dict[str, Any]:
    return bundle(SMALL)


@pytest.fixture
def small(_small: dict[str, Any]) -> dict[str, Any]:
    """The small document, bundled; the test's own to change."""
    return copy.deepcopy(_small)


@pytest.fixture(scope="session")
def _shops() -> dict[str, Any]:
    return bundle(SHOPS)


@pytest.fixture
def shops(_shops: dict[str, Any]) -> dict[str, Any]:
    """The document of shops, bundled; the test's own to change."""
    return copy.deepcopy(_shops)


@pytest.fixture(scope="session")
def small_package(_small: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Import]:
    """Imports modules of a package generated from the small document."""
    folder = tmp_path_factory.mktemp("small")
    package = folder / "small_api"
    package.mkdir()
    (package / "__init__.py").touch()
    for seam in ("call", "model"):
        (package / f"{seam}.py").write_text(f"from etoropy.{seam} import *\n", encoding="utf-8")
    generate(_small, SMALL, package / "rest")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield lambda name: __import__(f"small_api.rest.{name}", fromlist=["_"])


def with_another_original(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """From here on the generator seems to come with another ``model.py.jinja`` than ours was written against."""
    shutil.copytree(Path(str(files("openapi_python_client"))) / "templates", folder / "templates")
    with (folder / "templates/model.py.jinja").open("a", encoding="utf-8") as original:
        original.write("{# newer #}\n")
    patch.setattr(endpoints, "files", lambda _: folder)


def copy_of_project(target: Path) -> Path:
    """The parts of the project that a build reads and writes."""
    for part in ("openapi", "etoropy", "tests/_async", "tests/_sync"):
        shutil.copytree(ROOT / part, target / part, ignore=_NOT_COPIED)
    shutil.copy(ROOT / "pyproject.toml", target / "pyproject.toml")
    return target


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, freshly built. To be left as it is: tests change copies of it."""
    folder = copy_of_project(tmp_path_factory.mktemp("project") / "built")
    assert codegen(["--root", str(folder)]) == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A built copy of the project for one test to change."""
    return Path(shutil.copytree(built, tmp_path / "project"))
