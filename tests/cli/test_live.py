"""The stream on the command line: a board for people, lines for programs, recordings for later."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.console import Console

from etoropy import Board, Quote
from etoropy.cli.live import _drawn
from etoropy.ws import read_recording
from tests.cli.conftest import Etoropy

pytestmark = pytest.mark.port
GENEROUS = 30.0


def test_into_a_pipe_each_quote_is_a_line(etoropy: Etoropy) -> None:
    said = etoropy("watch", "BTC", "EURUSD", "--seconds", "1.5", "--simulator")
    assert said.status == 0
    assert {line.split()[2] for line in said.out.splitlines()} == {"BTC", "EURUSD"}
    told = etoropy("watch", "BTC", "--seconds", "1.5", "--simulator", "--json")
    quotes = [json.loads(line) for line in told.out.splitlines()]
    assert quotes[0]["symbol"] == "BTC"
    assert quotes[0]["ask"] > quotes[0]["bid"]


def test_a_stream_is_recorded_for_later(etoropy: Etoropy, tmp_path: Path) -> None:
    path = tmp_path / "stream.gz"
    told = etoropy("record", "BTC", "--out", str(path), "--seconds", "1.5", "--simulator", "--json").json
    assert told["quotes"] > 0
    assert len(list(read_recording(path))) == told["frames"] > 0
    assert "frames" in etoropy("record", "BTC", "--out", str(path), "--seconds", "0.5", "--simulator").out


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(etoropy: Etoropy, tmp_path: Path) -> None:
    said = etoropy("record", "BTC", "--out", tmp_path / "no" / "such" / "q.gz", "--seconds", "1", "--simulator")
    assert (said.status, said.out) == (2, "")
    assert "cannot be written: No such file or directory" in said.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_disk_that_is_full_does_not_pass_for_a_recording(etoropy: Etoropy) -> None:
    said = etoropy("record", "BTC", "--out", "/dev/full", "--seconds", "1", "--simulator")
    assert (said.status, said.out) == (2, "")
    assert "No space left on device" in said.err


def test_a_symbol_that_is_unknown_or_a_time_that_is_none_ends_at_once(etoropy: Etoropy) -> None:
    assert etoropy("watch", "NOPE", "--simulator").status == 2
    assert etoropy("watch", "BTC", "--seconds", "0", "--simulator").status == 2


def test_a_board_on_a_terminal_leaves_it_clean_when_interrupted() -> None:
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "etoropy.cli", "watch", "BTC", "--simulator"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
        start_new_session=True,
    )
    os.close(terminal)
    try:
        seen = read_until(main, b"BTC")
        process.send_signal(signal.SIGINT)
        seen += read_until(main, None)
        assert process.wait(GENEROUS) == 130
    finally:
        process.kill()
        process.wait()
        os.close(main)
    assert b"\x1b[?25l" in seen
    assert seen.rindex(b"\x1b[?25h") > seen.rindex(b"\x1b[?25l")
    assert b"Traceback" not in seen
    # NO_COLOR is obeyed: weight and movement, but no colours.
    assert b"\x1b[32m" not in seen
    assert b"\x1b[31m" not in seen


@pytest.mark.parametrize("width", [30, 38, 50, 60, 80, 200])
def test_a_board_that_fits_its_terminal_has_figures_whole_and_trails_in_the_room_left(width: int) -> None:
    board = Board(["BTC"])
    for bid in range(134_000, 134_040):
        quote = Quote.of(100000, {"Bid": f"{bid}.41", "Ask": f"{bid + 700}.52"}, symbol="BTC", received=1_772_636_400.0)
        board.add(quote)
    console = Console(width=width, file=io.StringIO())
    console.print(_drawn(board, width))
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert {"BTC", "134,039.41", "134,739.52"} <= set(lines[-1].split())
    assert ("…" in lines[-1], "▁" in lines[-1]) == (False, width >= 80)
    assert ("quotes" in lines[0]) == (width >= 60)


def read_until(main: int, wanted: bytes | None) -> bytes:
    """What a terminal shows until something is there, or until nobody writes to it any more."""
    seen = b""
    until = time.monotonic() + GENEROUS
    while time.monotonic() < until and (wanted is None or wanted not in seen):
        if select.select([main], [], [], 0.2)[0]:
            try:
                chunk = os.read(main, 65_536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
    return seen
