"""The command, run in this process against a simulator whose time stands still unless a command sleeps."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest

from etoropy import EToroTrading, HttpClient, Simulator
from etoropy.cli import session
from etoropy.cli.app import run
from etoropy.config import Mode
from tests.support import SimulatedClock, still_simulator


class Said(NamedTuple):
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)


Etoropy = Callable[..., Said]


class Desk:
    """The account that commands work on, and the settings of the client."""

    def __init__(self) -> None:
        self.simulator: Simulator = still_simulator()
        self.mode: Mode = "demo"
        self.settings: dict[str, Any] = {}

    def later(self, seconds: float = 60.0) -> None:
        """Let time pass: the portfolio shows a fill that much later at most."""
        self.simulator.clock.advance(seconds)

    @contextmanager
    def client(self, *_: Any, **__: Any) -> Iterator[EToroTrading]:
        config = self.simulator.config_for(self.mode).replace(rate_limit=False, **self.settings)
        transport, clock = self.simulator.transport(), SimulatedClock(self.simulator)
        with HttpClient(config, transport=transport, clock=clock) as http, EToroTrading(http=http) as etoro:
            yield etoro


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither keys, nor a table of symbols, nor colours of whoever runs the tests."""
    for name in ("API_KEY", "USER_KEY", "MODE", "BASE_URL", "WS_URL", "JOURNAL", "READ_ONLY", "MAX_ORDER_AMOUNT"):
        monkeypatch.delenv(f"ETORO_{name}", raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def etoropy(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Etoropy:
    """Run a command line; answers to its questions come from ``typed``."""

    def command(*words: str, typed: str = "") -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        status = run([str(word) for word in words])
        captured = capsys.readouterr()
        return Said(status, captured.out, captured.err)

    return command


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Have commands work on a simulator in this process."""
    desk = Desk()
    monkeypatch.setattr(session.Session, "client", lambda self, **options: desk.client())
    return desk
