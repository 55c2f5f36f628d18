"""The README's code, run as it stands there."""

import re
from pathlib import Path

import pytest

from etoropy import Simulator

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"<!-- test: (\w+) -->\n```python\n(.*?)```", README, re.DOTALL))


def test_every_python_block_is_tested() -> None:
    assert len(BLOCKS) == README.count("```python")


@pytest.mark.parametrize("name", BLOCKS)
def test_the_block_runs(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Simulator(seed=7) as sim:
        for field in ("base_url", "ws_url", "api_key", "user_key"):
            monkeypatch.setenv(f"ETORO_{field.upper()}", getattr(sim, field))
        exec(compile(BLOCKS[name], f"README.md:{name}", "exec"), {"__name__": "__main__"})
    assert "filled" in capsys.readouterr().out


def test_the_make_targets_it_names_exist() -> None:
    makefile = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        if target != "check":
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
