"""Blocks of orders over bad lines, and what the simulator says became of them."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from etoropy.simulator import Faults, Quirks, Simulator
from etoropy.simulator.clock import SimClock
from etoropy.simulator.records import Order as Truth

from .line import Line, SharedClock
from .plan import Order, Terrain, batches, terrains
from .process import Errand, Process, Report

ORDERS_PER_BLOCK = 32
_AT_ONCE = 8
_TIMEOUT = 10.0
# The simulator's own kinds, each so often that about a fifth of all requests are struck.
_KINDS = (
    "lost_reply_before", "lost_reply_after", "error_before", "error_after", "reset", "cdn_page", "empty_429", "slow",
    "malformed_json",
)  # fmt: skip
_EACH = 1 - 0.8 ** (1 / len(_KINDS))


@dataclass
class Figures:
    """What a campaign came to. `wrong` holds a sentence for each broken promise."""

    seed: int
    orders: int = 0
    blocks: int = 0
    requests: int = 0
    faults: int = 0
    kills: int = 0
    hours: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    twice: int = 0
    refused_later: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        for name in ("orders", "blocks", "requests", "faults", "kills", "hours", "taken", "twice", "refused_later"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("verdicts", "found", "later"):
            getattr(self, name).update(getattr(other, name))
        self.wrong += other.wrong

    def lines(self) -> Iterator[str]:
        yield f"seed {self.seed}: {self.orders} intents in {self.blocks} accounts, {self.hours:.0f} simulated hours"
        yield f"{self.requests} requests, {self.faults} struck by a fault ({self.faults / max(self.requests, 1):.0%})"
        yield f"{self.kills} processes killed"
        yield f"reported: {_counts(self.verdicts)}; found by: {_counts(self.found)}"
        yield f"unknowns when asked again later: {_counts(self.later) or 'none'}"
        yield f"orders that eToro took: {self.taken}, of which it refused {self.refused_later} afterwards"
        yield f"intents with two orders: {self.twice}; broken promises: {len(self.wrong)}"
        yield from self.wrong[:20]


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counter.items()))


def campaign(count: int, seed: int) -> Figures:
    """So many orders in blocks, each on an account of its own kind."""
    total = Figures(seed)
    for number, terrain in enumerate(terrains(seed)):
        if total.orders >= count:
            return total
        total.add(Block(terrain, seed * 1_000_003 + number).run())
    return total


class Block:
    """One account: its simulator, the line to it, and the processes that trade on it one after the other."""

    def __init__(self, terrain: Terrain, seed: int) -> None:
        self.terrain = terrain
        self.seed = seed
        self.dice = random.Random(seed)
        quirks = Quirks(
            reference_lookup=terrain.reference_lookup,
            portfolio_lag=terrain.portfolio_lag,
            v1_reference_zeroed=not terrain.v1_references,
            v1_reference_lookup=terrain.v1_references,
        )
        self.clock = SimClock.manual()
        self.simulator = Simulator(seed % 2**31, clock=self.clock, quirks=quirks, faults=_faults(seed))
        self.shared = SharedClock(self.clock)
        self.reports: dict[str, Report] = {}
        self.kills = 0

    def run(self) -> Figures:
        # The library's own dice, those of its back-off, so that a seed gives the same run again.
        random.seed(self.seed)
        with tempfile.TemporaryDirectory() as folder:
            journal = Path(folder) / "orders.jsonl"
            process = self._process(journal)
            for batch in batches(self.dice, self.terrain, ORDERS_PER_BLOCK, _AT_ONCE):
                if self.terrain.kills and self.dice.random() < 0.5:
                    process.line.deaths = [self.dice.random() < 0.6]
                process = self._carry_out(batch, process, journal)
                self.shared.advance(self.dice.uniform(0.0, 90.0))
            figures = self._judge()
            self._ask_again(journal, figures)
        return figures

    def _carry_out(self, batch: list[Order], process: Process, journal: Path) -> Process:
        """Send a batch. When the process is killed, the next one settles what that left and sends what it never did."""
        self._note(process.carry_out([self._errand(order) for order in batch]))
        while process.line.is_dead:
            process = self._restart(journal)
            left = [order for order in batch if order.reference_id not in self.reports]
            self._note(process.carry_out([self._errand(order) for order in left]))
        return process

    def _process(self, journal: Path) -> Process:
        line = Line(self.simulator, self.shared, self.dice, refused=0.02, late=0.03)
        config = self.simulator.config_for(self.terrain.mode, timeout=_TIMEOUT)
        return Process(self.terrain.colour, config, line, self.shared, journal, self.terrain.workers)

    def _restart(self, journal: Path) -> Process:
        """A new process after the old one was killed: it settles what that left behind."""
        self.kills += 1
        self.shared.advance(self.dice.choice((1.0, 20.0, 300.0)))
        process = self._process(journal)
        self._note(process.reconcile())
        return process

    def _errand(self, order: Order) -> Errand:
        if not order.action.startswith("close"):
            return Errand(order)
        positions = self.simulator.account(self.terrain.mode).positions
        if not positions:
            return Errand(order._replace(action="open"))
        # Old ones are taken again and again, so that closes of the same position meet.
        position = self.dice.choice(positions[:4])
        return Errand(order, position.id, round(position.units / 4, 6) if order.action == "close_part" else None)

    def _note(self, reports: list[Report]) -> None:
        self.reports.update({report.reference_id: report for report in reports})

    # The truth.

    def _judge(self) -> Figures:
        self.shared.advance(600.0)
        requests = self.simulator.requests
        figures = Figures(self.seed, orders=ORDERS_PER_BLOCK, blocks=1, kills=self.kills, requests=len(requests))
        figures.faults = sum(it.fault is not None for it in requests)
        figures.hours = self.clock.wall() / 3600
        figures.verdicts.update(report.verdict for report in self.reports.values())
        figures.found.update(it.order.found for it in self.reports.values() if it.order is not None)
        truth = self._truth()
        figures.taken = sum(map(len, truth.values()))
        figures.refused_later = sum(it.refusal is not None for found in truth.values() for it in found)
        twice = [reference for reference, found in truth.items() if len(_alive(found)) > 1]
        figures.twice = len(twice)
        figures.wrong += [self._say(reference, "is there twice") for reference in twice]
        figures.wrong += [self._say(it, "exists, unreported") for it in truth.keys() - self.reports.keys()]
        if len(self.reports) != ORDERS_PER_BLOCK:
            figures.wrong.append(self._say("", f"{len(self.reports)} reports of {ORDERS_PER_BLOCK} intents"))
        for report in self.reports.values():
            wrong = _broken(report, truth.get(report.reference_id, []))
            if wrong:
                figures.wrong.append(self._say(report.reference_id, wrong))
        return figures

    def _truth(self) -> dict[str, list[Truth]]:
        truth: dict[str, list[Truth]] = {}
        for order in self.simulator.account(self.terrain.mode).orders:
            truth.setdefault(order.reference_id, []).append(order)
        return truth

    def _say(self, reference: str, what: str) -> str:
        return f"block {self.seed} {tuple(self.terrain)} {reference}: {what}"

    def _ask_again(self, journal: Path, figures: Figures) -> None:
        """Over a good line, later, from another process: what was unknown may stay so, but must not turn out wrong."""
        self.simulator.faults.clear()
        process = self._process(journal)
        process.line.refused = process.line.late = 0.0
        truth = self._truth()
        for report in process.reconcile():
            figures.later[report.verdict] += 1
            wrong = _broken(report, truth.get(report.reference_id, []))
            if wrong:
                figures.wrong.append(self._say(report.reference_id, f"asked again: {wrong}"))
        if self._truth().keys() != truth.keys():
            figures.wrong.append(self._say("", "asking again placed an order"))


def _broken(report: Report, truth: list[Truth]) -> str | None:
    """The promise that a report breaks."""
    if report.verdict == "placed":
        return _placed_wrongly(report, truth)
    # An order that was accepted and then refused leaves nothing behind, and may be sent again.
    alive = _alive(truth)
    if not alive:
        return None
    if report.verdict != "unknown":
        return f"{report.verdict}, yet it exists as {alive[0].id} ({alive[0].status.name})"
    if not any(_is_it(it.order_id, it.position_id, alive[0]) for it in report.candidates):
        return f"unknown, and {alive[0].id} is not among {report.candidates}"
    return None


def _alive(truth: list[Truth]) -> list[Truth]:
    return [order for order in truth if order.refusal is None]


def _placed_wrongly(report: Report, truth: list[Truth]) -> str | None:
    if not truth:
        return f"placed as {report.order}, yet it does not exist"
    order = report.order
    if order is not None and order.order_id not in (None, *(it.id for it in truth)):
        return f"placed as {order.order_id} by {order.found}, yet it is {truth[0].id}"
    return None


def _is_it(order_id: int | None, position_id: int | None, truth: Truth) -> bool:
    return order_id == truth.id or (position_id is not None and position_id == truth.position_id)


def _faults(seed: int) -> Faults:
    faults = Faults(seed=seed, slow_seconds=_TIMEOUT + 2)
    faults.set(**dict.fromkeys(_KINDS, _EACH))
    return faults
