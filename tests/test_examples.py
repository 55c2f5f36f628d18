"""The examples run as they stand, against the simulator. (The demo has its tests beside the settings of use.)"""

import ast
import asyncio
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOK = json.loads((EXAMPLES / "quickstart.ipynb").read_text(encoding="utf-8"))

pytestmark = pytest.mark.port


@pytest.fixture(autouse=True)
def without_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("API_KEY", "USER_KEY", "MODE", "BASE_URL", "WS_URL"):
        monkeypatch.delenv(f"ETORO_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_service_follows_buys_and_closes(capsys: pytest.CaptureFixture[str]) -> None:
    service = runpy.run_path(str(EXAMPLES / "async_service.py"))
    assert asyncio.run(service["main"]()) == 0
    said = capsys.readouterr().out
    assert "bought BTC: filled" in said
    assert "closed again: filled" in said
    assert "order events" in said


def test_the_service_refuses_to_trade_with_real_money(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"API_KEY": "a", "USER_KEY": "b", "MODE": "real"}.items():
        monkeypatch.setenv(f"ETORO_{name}", value)
    service = runpy.run_path(str(EXAMPLES / "async_service.py"))
    with pytest.raises(SystemExit, match="real"):
        asyncio.run(service["main"]())


def test_the_notebook_is_well_formed_and_holds_no_output() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in NOTEBOOK["cells"]}) == len(NOTEBOOK["cells"])
    for cell in NOTEBOOK["cells"]:
        assert cell["cell_type"] in ("code", "markdown")
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


def test_the_notebook_runs_from_top_to_bottom_and_everything_in_it_can_be_shown(tmp_path: Path) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (extra pandas)")
    pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plot)")
    names: dict[str, Any] = {"__name__": "__main__"}
    shown: list[str] = []
    sources = ("".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code")
    # Nobody looks on: a moment of live quotes is enough.
    cells = [source.replace("seconds=10", "seconds=1") for source in sources]

    async def run_all() -> None:
        # As in a kernel: each cell is run from within a loop.
        shown.extend(shown_by(source, names) for source in cells)

    try:
        asyncio.run(run_all())
    finally:
        if "simulator" in names:
            names["simulator"].stop()
    assert "filled" in "\n".join(shown)
    assert (tmp_path / "equity.png").exists()


def shown_by(source: str, names: dict[str, Any]) -> str:
    """Run a cell; what a notebook would show of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "quickstart.ipynb", "exec"), names)
    if not isinstance(last, ast.Expr):
        return ""
    value = eval(compile(ast.Expression(last.value), "quickstart.ipynb", "eval"), names)
    for show in ("_repr_html_", "_repr_png_"):
        if hasattr(value, show):
            return str(getattr(value, show)())
    return repr(value)
