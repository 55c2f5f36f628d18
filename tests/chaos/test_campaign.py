"""The campaign at a length for every day, and processes that are really killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from etoropy import HttpClient
from etoropy._sync.orders import OrderDesk
from etoropy.clock import SYSTEM_CLOCK
from etoropy.orders.decision import ItemOutcome
from etoropy.orders.journal import Journal
from etoropy.orders.ledger import Ledger
from etoropy.rest.clients import RestClient
from etoropy.simulator import Simulator

from .campaign import campaign

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_is_lost_and_none_is_placed_twice(seed: int, capsys: pytest.CaptureFixture[str]) -> None:
    figures = campaign(256, seed)
    with capsys.disabled():
        print(*figures.lines(), sep="\n")
    assert figures.wrong == []
    assert figures.twice == 0
    # All eight kinds of account, and each way in which an order can end.
    assert figures.blocks >= 8
    assert {"placed", "not placed", "unknown"} <= figures.verdicts.keys()
    assert {"answer", "reference", "portfolio"} <= figures.found.keys()


class HurriedClock:
    """The machine's clock, which runs ahead by whatever is waited."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def monotonic(self) -> float:
        return SYSTEM_CLOCK.monotonic() + self._ahead

    def now(self) -> datetime:
        return SYSTEM_CLOCK.now() + timedelta(seconds=self._ahead)

    def sleep(self, seconds: float) -> None:
        # A little is really waited: the simulator on its port must get on, too.
        pause = min(seconds, 0.1)
        time.sleep(pause)
        self._ahead += seconds - pause

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.mark.port
def test_a_killed_process_leaves_orders_that_its_journal_settles(tmp_path: Path) -> None:
    journal = tmp_path / "orders.jsonl"
    with Simulator(seed=5) as simulator:
        simulator.faults.set(slow=1.0)
        simulator.faults.slow_seconds = 0.3
        for kills in range(1, 4):
            _kill_in_the_middle(simulator, journal, after=2 * kills)
        simulator.faults.clear()
        config = simulator.config_for("demo")
        with HttpClient(config, clock=HurriedClock()) as http:
            outcomes = OrderDesk(RestClient(http=http), journal=journal, ledger=Ledger()).reconcile()
        truth = {order.reference_id: order.id for order in simulator.account("demo").orders}
    _hold_against(outcomes, journal, truth)


def _kill_in_the_middle(simulator: Simulator, journal: Path, *, after: int) -> None:
    """Start a process and kill it once so many orders have arrived, while an answer is on its way."""
    config = simulator.config_for("demo")
    variables = {
        "ETORO_API_KEY": config.api_key.reveal(),
        "ETORO_USER_KEY": config.user_key.reveal(),
        "ETORO_BASE_URL": config.base_url,
    }
    command = [sys.executable, "-m", "tests.chaos.victim", str(journal), "50"]
    victim = subprocess.Popen(command, cwd=ROOT, env=os.environ | variables)
    try:
        until = time.monotonic() + 30
        while len(simulator.account("demo").orders) < after:
            assert victim.poll() is None
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        victim.send_signal(signal.SIGKILL)
        victim.wait()


def _hold_against(outcomes: list[ItemOutcome], journal: Path, truth: dict[str, int]) -> None:
    intents = {entry.reference_id for entry in Journal(journal).read().entries}
    assert truth.keys() <= intents
    assert len(outcomes) >= 3
    for outcome in outcomes:
        reference_id = outcome.reference_id or ""
        if outcome.state == "placed":
            assert outcome.order is not None
            assert outcome.order.order_id == truth[reference_id]
        else:
            assert outcome.state == "not_placed"
            assert reference_id not in truth
