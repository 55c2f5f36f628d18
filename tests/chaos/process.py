"""A trading process: an HTTP client, a desk and a journal, in either colour. It can be killed."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from etoropy import AsyncHttpClient, EToroConfig, HttpClient
from etoropy._async.orders import AsyncOrderDesk
from etoropy._sync.orders import OrderDesk
from etoropy.errors import EToroError, EToroOrderNotPlacedError, EToroOrderUnknownError, EToroValidationError
from etoropy.orders.decision import ItemOutcome, PlacedOrder, Sighting
from etoropy.orders.journal import Journal
from etoropy.orders.ledger import Ledger
from etoropy.rate_limiter import RateLimiter
from etoropy.rest.clients import AsyncRestClient, RestClient

from .line import Killed, Line, SharedClock
from .plan import Colour, Order, trigger_rate

Verdict = Literal["placed", "not placed", "refused", "unknown", "never sent"]


class Report(NamedTuple):
    """What the library said became of an intent."""

    reference_id: str
    verdict: Verdict
    order: PlacedOrder | None = None
    candidates: tuple[Sighting, ...] = ()


class Errand(NamedTuple):
    """An order together with the position that it closes, if it closes one, and the units to take off."""

    order: Order
    position_id: int | None = None
    units: float | None = None


class MortalJournal(Journal):
    """A journal that nobody writes any more once the process is dead."""

    def __init__(self, path: Path, line: Line) -> None:
        super().__init__(path)
        self._line = line

    def _append(self, line: bytes, *, to_disk: bool) -> None:
        if self._line.is_dead:
            raise Killed
        # The disk is the test machine's; that a line is there before the order leaves is what counts.
        super()._append(line, to_disk=False)


class Process:
    """One process that trades, or several that share a journal and are killed together.

    `carry_out` returns what was reported before the end.
    """

    def __init__(
        self, colour: Colour, config: EToroConfig, line: Line, clock: SharedClock, journal: Path, workers: int
    ) -> None:
        self.colour = colour
        self.line = line
        self._config = config
        self._clock = clock
        # A fresh process knows nothing of the orders and the requests of the one before.
        self._memories = [(MortalJournal(journal, line), Ledger(), RateLimiter()) for _ in range(workers)]

    def _blocking(self) -> list[OrderDesk]:
        desks = []
        for journal, ledger, limiter in self._memories:
            http = HttpClient(self._config, transport=self.line, limiter=limiter, clock=self._clock)
            desks.append(OrderDesk(RestClient(http=http), journal=journal, ledger=ledger))
        return desks

    def _async(self) -> list[AsyncOrderDesk]:
        desks = []
        for journal, ledger, limiter in self._memories:
            http = AsyncHttpClient(self._config, transport=self.line, limiter=limiter, clock=self._clock)
            desks.append(AsyncOrderDesk(AsyncRestClient(http=http), journal=journal, ledger=ledger))
        return desks

    def carry_out(self, errands: Sequence[Errand]) -> list[Report]:
        """Send these orders: one after the other, or all at once."""
        with warnings.catch_warnings():
            # The older routes are withdrawn one day; until then they are part of the promise.
            warnings.simplefilter("ignore", DeprecationWarning)
            if self.colour == "async":
                return asyncio.run(self._all_at_once(errands))
            return self._one_by_one(errands)

    def _one_by_one(self, errands: Sequence[Errand]) -> list[Report]:
        desks, reports = self._blocking(), []
        try:
            for number, errand in enumerate(errands):
                reports.append(_carry_out(desks[number % len(desks)], errand))
        except Killed:
            pass  # what was reported before stands
        return reports

    async def _all_at_once(self, errands: Sequence[Errand]) -> list[Report]:
        desks = self._async()
        reports: list[Report] = []

        async def carry_out(desk: AsyncOrderDesk, errand: Errand) -> None:
            try:
                report = await _async_carry_out(desk, errand)
            finally:
                self._clock.leave()
            if not self.line.is_dead:
                reports.append(report)

        tasks = [carry_out(desks[number % len(desks)], errand) for number, errand in enumerate(errands)]
        for _ in tasks:
            self._clock.enter()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end
        return reports

    def reconcile(self) -> list[Report]:
        """Settle what the journal left open."""
        if self.colour == "async":
            self._clock.enter()
            outcomes = asyncio.run(self._async()[0].reconcile())
            self._clock.leave()
        else:
            outcomes = self._blocking()[0].reconcile()
        return [_reported(outcome) for outcome in outcomes]


def _carry_out(desk: OrderDesk, errand: Errand) -> Report:
    reference_id = errand.order.reference_id
    try:
        return Report(reference_id, "placed", _send(desk, errand))
    except EToroError as error:
        if not _was_sent_before(error):
            return _raised(reference_id, error)
    return Report(reference_id, "placed", desk.find(reference_id))


def _send(desk: OrderDesk, errand: Errand) -> PlacedOrder:
    order, options = errand.order, errand.order.options.replace(reference_id=errand.order.reference_id)
    if errand.position_id is not None:
        return desk.close(errand.position_id, units=errand.units, options=options)
    size: dict[str, Any] = {"is_buy": order.is_buy, "amount": order.amount, "units": order.units, "options": options}
    if order.action == "limit":
        return desk.open_limit(order.instrument_id, rate=trigger_rate(order), **size)
    return desk.open(order.instrument_id, **size)


async def _async_carry_out(desk: AsyncOrderDesk, errand: Errand) -> Report:
    reference_id = errand.order.reference_id
    try:
        return Report(reference_id, "placed", await _async_send(desk, errand))
    except EToroError as error:
        if not _was_sent_before(error):
            return _raised(reference_id, error)
    return Report(reference_id, "placed", await desk.find(reference_id))


async def _async_send(desk: AsyncOrderDesk, errand: Errand) -> PlacedOrder:
    order, options = errand.order, errand.order.options.replace(reference_id=errand.order.reference_id)
    if errand.position_id is not None:
        return await desk.close(errand.position_id, units=errand.units, options=options)
    size: dict[str, Any] = {"is_buy": order.is_buy, "amount": order.amount, "units": order.units, "options": options}
    if order.action == "limit":
        return await desk.open_limit(order.instrument_id, rate=trigger_rate(order), **size)
    return await desk.open(order.instrument_id, **size)


def _was_sent_before(error: EToroError) -> bool:
    """Whether an order was refused as its reference was used: by the process before, which was killed knowing more than
    it had said."""
    return isinstance(error, EToroValidationError) and error.field == "reference_id"


def _raised(reference_id: str, error: EToroError) -> Report:
    if isinstance(error, EToroOrderUnknownError):
        return Report(reference_id, "unknown", candidates=error.candidates)
    if isinstance(error, EToroOrderNotPlacedError):
        return Report(reference_id, "not placed")
    return Report(reference_id, "never sent" if isinstance(error, EToroValidationError) else "refused")


def _reported(outcome: ItemOutcome) -> Report:
    reference_id = outcome.reference_id or ""
    if outcome.order is not None:
        return Report(reference_id, "placed", outcome.order)
    assert outcome.error is not None
    return _raised(reference_id, outcome.error)
