"""``etoropy record`` and ``etoropy simulator --replay``: what was recorded comes again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etoropy import EToroConfig, EToroTrading, Simulator
from etoropy.ws import WsClient

pytestmark = pytest.mark.port
PATIENCE = 60.0


def test_a_recording_is_streamed_again(tmp_path: Path) -> None:
    tape = tmp_path / "quotes.jsonl.gz"
    with (
        Simulator(seed=7) as sim,
        WsClient(sim.config) as ws,
        ws.record(tape),
        ws.stream([1001], timeout=PATIENCE) as quotes,
    ):
        recorded = next(quotes)
    command = [sys.executable, "-m", "etoropy.cli", "simulator", "--replay", str(tape), "--replay-speed", "50"]
    with subprocess.Popen([*command, "--replay-loop"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        config = EToroConfig(**ready, environ={})
        with EToroTrading(config) as etoro, etoro.stream("AAPL", timeout=PATIENCE) as replayed:
            quote = next(replayed)
        process.terminate()
    assert quote.decimal("bid") == recorded.decimal("bid")
    assert quote.decimal("ask") == recorded.decimal("ask")


def test_a_file_that_is_no_recording_is_a_usage_error(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a recording", encoding="utf-8")
    command = [sys.executable, "-m", "etoropy.cli", "simulator", "--replay", str(other)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert "cannot be replayed" in done.stderr
