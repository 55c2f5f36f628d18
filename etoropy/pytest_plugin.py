"""Fixtures for testing programs that trade: each test gets an eToro of its own, simulated, and can have it misbehave.

pytest loads this by itself wherever etoropy is installed, so nothing but pytest is imported before a fixture is asked
for. While a test has ``etoro_simulator``, ``EToroTrading()`` and everything else that reads ``ETORO_*`` reaches the
simulator; no setting of the machine comes through, so no test reaches a real account by mistake.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from datetime import datetime

    from . import AsyncEToroTrading, EToroTrading, Simulator
    from .clock import Clock
    from .simulator.clock import SimClock

# A lost answer takes as long as the timeout, and nothing on this machine takes as long as an ocean.
_SETTINGS = {"TIMEOUT": "2", "RETRY_DELAY": "0.05"}


def pytest_configure(config: pytest.Config) -> None:
    """Announce the marker."""
    config.addinivalue_line(
        "markers",
        "faults(only=..., slow_seconds=..., **rates): how often which part of a call to the simulated eToro goes "
        "wrong, each rate from 0 to 1, such as lost_reply_after=0.5; see etoropy.Faults.",
    )


@pytest.fixture
def etoro_simulator_options() -> dict[str, Any]:
    """Arguments of the test's ``Simulator``, such as ``credit`` or ``quirks``. Override this fixture to give some.

    Rate limits are off unless ``limits`` is set. With ``clock=SimClock.manual()`` time passes only by waiting: the
    clients of ``etoro`` and ``async_etoro`` then move the clock instead of sleeping.
    """
    return {}


@pytest.fixture
def etoro_simulator(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, etoro_simulator_options: dict[str, Any]
) -> Iterator[Simulator]:
    """A simulated eToro on a port of this machine, with the faults that the test's marker asks for.

    ``ETORO_*`` leads to its demo account while the test runs. Needs ``etoropy[simulator]``.
    """
    from . import Simulator

    options: dict[str, Any] = {"limits": False, "keys": _fresh_keys(), **etoro_simulator_options}
    simulator = Simulator(**options)
    _have_faults(simulator, request.node)
    with simulator:
        _lead_to(simulator, monkeypatch)
        yield simulator


@pytest.fixture
def etoro(etoro_simulator: Simulator) -> Iterator[EToroTrading]:
    """An ``EToroTrading`` on the simulated demo account; closed after the test."""
    from . import EToroConfig, EToroTrading, HttpClient

    if not etoro_simulator.clock.is_manual:
        with EToroTrading() as client:
            yield client
        return
    time = _moved(etoro_simulator.clock)
    with (
        HttpClient(EToroConfig(), transport=etoro_simulator.transport(), clock=time) as http,
        EToroTrading(http=http) as client,
    ):
        yield client


@pytest.fixture
def async_etoro(etoro_simulator: Simulator) -> Iterator[AsyncEToroTrading]:
    """An ``AsyncEToroTrading`` on the simulated demo account, for whichever way of running async tests is in use.

    ``async with async_etoro:`` closes it in the loop that used it; otherwise its stream is closed after the test.
    """
    from . import AsyncEToroTrading, AsyncHttpClient, EToroConfig

    if etoro_simulator.clock.is_manual:
        time = _moved(etoro_simulator.clock)
        http = AsyncHttpClient(EToroConfig(), transport=etoro_simulator.transport(), clock=time)
        client = AsyncEToroTrading(http=http)
    else:
        client = AsyncEToroTrading()
    yield client
    _disconnect(client)


def _fresh_keys() -> dict[str, tuple[str, str]]:
    """Keys that no other test had: what a process knows of orders and limits hangs on them."""
    from uuid import uuid4

    return {mode: (f"test-api-{mode}-{uuid4()}", f"test-user-{mode}-{uuid4()}") for mode in ("demo", "real")}


def _have_faults(simulator: Simulator, node: pytest.Item) -> None:
    """Set what the markers say; the one nearest to the test outranks those of its class and module."""
    asked: dict[str, Any] = {}
    for marker in reversed(list(node.iter_markers("faults"))):
        if marker.args:
            pytest.fail("@pytest.mark.faults takes names only, as in faults(reset=0.5)", pytrace=False)
        asked |= marker.kwargs
    faults = simulator.faults
    faults.only = asked.pop("only", faults.only)
    faults.slow_seconds = asked.pop("slow_seconds", faults.slow_seconds)
    try:
        faults.set(**asked)
    except (TypeError, ValueError) as error:
        pytest.fail(f"@pytest.mark.faults: {error}", pytrace=False)


def _lead_to(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``ETORO_*`` say where the simulator is, and nothing else."""
    for name in [name for name in os.environ if name.startswith("ETORO_")]:
        monkeypatch.delenv(name)
    settings = {name.upper(): getattr(simulator, name) for name in ("api_key", "user_key", "base_url", "ws_url")}
    settings["RATE_LIMIT"] = str(simulator.limits.is_on)
    for name, value in (settings | _SETTINGS).items():
        monkeypatch.setenv(f"ETORO_{name}", value)


def _disconnect(client: AsyncEToroTrading) -> None:
    """Close the stream from outside of the loop that used it. That loop closes the connections when it ends."""
    import asyncio

    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(client.disconnect())
    finally:
        loop.close()


def _moved(clock: SimClock) -> Clock:
    """A client's clock on which waiting moves the simulated time, and takes none."""
    import asyncio

    from .simulator.clock import moment

    class Moved:
        def monotonic(self) -> float:
            return clock.wall()

        def now(self) -> datetime:
            return moment(clock.now())

        def sleep(self, seconds: float) -> None:
            clock.advance(seconds)

        async def asleep(self, seconds: float) -> None:
            clock.advance(seconds)
            await asyncio.sleep(0)

    return Moved()
