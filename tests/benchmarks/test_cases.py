"""Our side of the benchmarks still runs: a case that broke would be noticed only when somebody measures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bodies
from benchmarks.environments import HERE

CASES = HERE / "cases"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bodies")
    bodies.write(made)
    return made


@pytest.mark.parametrize(
    ("case", "settings"),
    [
        ("parsing:ours", {"part": "candles"}),
        ("parsing:ours", {"part": "rates"}),
        ("parsing:ours", {"part": "portfolio"}),
        ("parsing:ours_kept", {"part": "rates"}),
        ("streams:our_decode", {}),
        ("small:our_table", {}),
        ("small:our_limiter", {"count": 200}),
        ("small:our_turn", {"count": 10}),
        ("growing:instruments", {"instruments": 10}),
        ("growing:topics", {"topics": 10}),
        ("growing:consumers", {"consumers": 3}),
        ("growing:long_stream", {"ticks": 100}),
    ],
)
def test_a_round_gives_a_figure(folder: Path, case: str, settings: dict[str, Any]) -> None:
    environ = os.environ | {"BENCH_SETTINGS": json.dumps({"bodies": str(folder), **settings})}
    done = subprocess.run(
        [sys.executable, str(CASES / "worker.py"), *case.split(":")],
        input="round\n",
        capture_output=True,
        text=True,
        env=environ,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert all(figure >= 0 for figure in json.loads(done.stdout).values())
