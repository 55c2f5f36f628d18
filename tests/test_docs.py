"""The documentation's code, run as it stands there, each block against a simulator of its own.

A comment before each block of Python names it; what else stands in the comment is not shown: options after the name,
then lines that run before the block, then, below `---`, lines that run after it.

    <!-- test: closing, etoro
    position_id = etoro.wait_for_order(etoro.buy_by_amount("BTC", 500)).position_ids[0]
    ---
    assert closed.state == "filled"
    -->

Options: `etoro` and `async_etoro` give the block an open client by this name, the second one also `await`; `redis`
gives it a server at `redis_url`; `pytest` makes the block a file of tests. `sim` is there always.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import etoropy
from etoropy import AsyncEToroTrading, EToroTrading, Simulator
from etoropy.simulator import Quirks

from .redis_server import BINARY, RedisServer

pytestmark = pytest.mark.port

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts)
BLOCK = re.compile(r"<!-- test: ([\w-]+)((?:, \w+)*)(?:\n(.*?))?\s*-->\n+```python\n(.*?)```", re.DOTALL)
OPTIONS = {"etoro", "async_etoro", "redis", "pytest"}
WIDEST = 84  # columns that fit beside the sidebar


class Block(NamedTuple):
    """One block of Python with what stands in the comment before it."""

    name: str
    options: frozenset[str]
    before: str
    shown: str
    after: str

    @property
    def whole(self) -> str:
        return f"{self.before}\n{self.shown}\n{self.after}"


def blocks(path: Path) -> Iterator[Block]:
    for name, options, hidden, shown in BLOCK.findall(path.read_text(encoding="utf-8")):
        before, _, after = hidden.partition("---\n") if "---\n" in hidden else (hidden, "", "")
        yield Block(f"{path.stem}: {name}", frozenset(options.split(", ")[1:]), before, shown, after)


BLOCKS = [block for path in PAGES for block in blocks(path)]
PLAIN = [block for block in BLOCKS if "pytest" not in block.options]
SUITES = [block for block in BLOCKS if "pytest" in block.options]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_every_block_of_python_is_tested(path: Path) -> None:
    assert len(list(blocks(path))) == path.read_text(encoding="utf-8").count("```python")


def test_names_are_unique_and_options_known() -> None:
    names = [block.name for block in BLOCKS]
    assert len(names) == len(set(names))
    assert {option for block in BLOCKS for option in block.options} <= OPTIONS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_code_fits_its_box(path: Path) -> None:
    shown = re.findall(r"^```\w+\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert [line for block in shown for line in block.splitlines() if len(line) > WIDEST] == []


def test_the_reference_has_every_public_name() -> None:
    reference = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS / "reference").rglob("*.md"))
    public = set(etoropy.__all__) - {"__version__", "models"}
    assert {
        name for name in public if not re.search(rf"^\.\. auto\w+:: etoropy\.{name}$", reference, re.MULTILINE)
    } == set()


@pytest.fixture
def sim(monkeypatch: pytest.MonkeyPatch) -> Iterator[Simulator]:
    # As quick as it gets: what is late at eToro is late here only where a page says so.
    with Simulator(seed=7, quirks=Quirks(fill_delay=0.02, order_hidden_for=0.0, portfolio_lag=0.0)) as sim:
        for field in ("base_url", "ws_url", "api_key", "user_key"):
            monkeypatch.setenv(f"ETORO_{field.upper()}", getattr(sim, field))
        monkeypatch.setenv("ETORO_TIMEOUT", "1")
        monkeypatch.setenv("ETORO_RETRY_DELAY", "0.05")
        yield sim


@pytest.mark.parametrize("block", PLAIN, ids=lambda block: block.name)
def test_the_block_runs(block: Block, sim: Simulator, tmp_path: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__", "sim": sim}
    code = compile(block.whole, block.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    with ExitStack() as open_clients:
        if "redis" in block.options:
            if BINARY is None:
                pytest.skip("redis-server is not installed")
            server = RedisServer(tmp_path).start()
            open_clients.callback(server.stop)
            names["redis_url"] = server.url
        if "etoro" in block.options:
            names["etoro"] = open_clients.enter_context(EToroTrading())
        if "async_etoro" in block.options:
            assert code.co_flags & inspect.CO_COROUTINE
            asyncio.run(_awaited(code, names))
        else:
            exec(code, names)


async def _awaited(code: Any, names: dict[str, Any]) -> None:
    async with AsyncEToroTrading() as etoro:
        await eval(code, names | {"etoro": etoro})


class Outcomes:
    """A plugin that keeps how each test ended."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.passed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(f"{report.nodeid}\n{report.longreprtext}")
        elif report.when == "call":
            self.passed.append(report.nodeid)


@pytest.mark.parametrize("block", SUITES, ids=lambda block: block.name)
def test_the_suite_passes(block: Block, tmp_path: Path) -> None:
    suite = tmp_path / f"test_{re.sub(r'[^a-z]', '_', block.name)}.py"  # a module of its own among all of the process
    suite.write_text(block.whole, encoding="utf-8")
    outcomes = Outcomes()
    # In this process: what the fixtures load takes longer than the tests.
    alone = ["--rootdir", str(tmp_path), "-c", os.devnull, "-p", "no:cacheprovider"]
    pytest.main([str(suite), "-q", *alone], [outcomes])
    assert outcomes.failed == []
    assert len(outcomes.passed) == block.shown.count("def test_")
