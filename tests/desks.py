"""Order desks on a simulator, in both colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx

from etoropy import AsyncHttpClient, EToroConfig, HttpClient
from etoropy._async.orders import AsyncOrderDesk
from etoropy._sync.orders import OrderDesk
from etoropy.clock import Clock
from etoropy.config import Mode
from etoropy.orders.journal import Journal
from etoropy.orders.ledger import Ledger
from etoropy.rate_limiter import RateLimiter
from etoropy.rest.clients import AsyncRestClient, RestClient
from etoropy.simulator import Simulator
from tests.support import SimulatedClock


def _config(sim: Simulator, mode: Mode, settings: dict[str, Any]) -> EToroConfig:
    return sim.config_for(mode).replace(**settings)


def desk_on(
    sim: Simulator,
    *,
    mode: Mode = "demo",
    transport: httpx.MockTransport | None = None,
    clock: Clock | None = None,
    waker: Any = None,
    desk_journal: Journal | Path | None = None,
    ledger: Ledger | None = None,
    **settings: Any,
) -> OrderDesk:
    """A blocking desk whose clock is the simulator's, with a rate budget of its own: that of another test was spent at
    other times."""
    http = HttpClient(
        _config(sim, mode, settings),
        transport=transport or sim.transport(),
        clock=clock or SimulatedClock(sim),
        limiter=RateLimiter(),
    )
    return OrderDesk(RestClient(http), waker=waker, journal=desk_journal, ledger=ledger)


def async_desk_on(
    sim: Simulator,
    *,
    mode: Mode = "demo",
    transport: httpx.MockTransport | None = None,
    clock: Clock | None = None,
    waker: Any = None,
    desk_journal: Journal | Path | None = None,
    ledger: Ledger | None = None,
    **settings: Any,
) -> AsyncOrderDesk:
    """The awaited twin of ``desk_on``."""
    http = AsyncHttpClient(
        _config(sim, mode, settings),
        transport=transport or sim.transport(),
        clock=clock or SimulatedClock(sim),
        limiter=RateLimiter(),
    )
    return AsyncOrderDesk(AsyncRestClient(http), waker=waker, journal=desk_journal, ledger=ledger)
