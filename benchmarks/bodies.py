"""Realistic answers and ticks, made by the simulator: what every variant of a row is fed with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from etoropy.simulator import Simulator
from etoropy.simulator.clock import SimClock
from etoropy.simulator.messages import Request
from etoropy.simulator.stream_content import price_fields

CANDLES: Final = 1_000
INSTRUMENTS: Final = 5_000
POSITIONS: Final = 500
MIRRORS: Final = 20
RATES: Final = 100
TICKS: Final = 200

_TOPICS: Final = 50
_RATES_PATH: Final = "/api/v1/market-data/instruments/rates"
_CANDLES_PATH: Final = f"/api/v1/market-data/instruments/1001/history/candles/desc/OneMinute/{CANDLES}"


def write(folder: Path) -> None:
    """Write each body as ``<name>.json``, the resolver's rows aside, and a loop of ticks as ``ticks.json``."""
    simulator = Simulator(seed=7, limits=False, clock=SimClock.manual(), credit={"demo": 10_000_000.0, "real": 0.0})
    _fill_account(simulator)
    ids = [instrument.id for instrument in simulator.market.instruments.values() if instrument.is_active]
    several = ",".join(map(str, ids[:RATES]))
    bodies = {
        "rate": _answer(simulator, _RATES_PATH, "instrumentIds=1001"),
        "rates": _answer(simulator, _RATES_PATH, f"instrumentIds={several}"),
        "candles": _answer(simulator, _CANDLES_PATH),
        "portfolio": _answer(simulator, "/api/v1/trading/info/demo/portfolio"),
        "instruments": _instruments(simulator),
    }
    for name, body in bodies.items():
        (folder / f"{name}.json").write_bytes(body)
    (folder / "ids.json").write_text(json.dumps(ids[:RATES]))
    (folder / "ticks.json").write_text(json.dumps(_ticks(simulator)))


def _fill_account(simulator: Simulator) -> None:
    account = simulator.account("demo")
    chosen = [instrument.id for instrument in simulator.market.instruments.values() if instrument.is_active][:_TOPICS]
    for number in range(POSITIONS):
        account.place_position(chosen[number % len(chosen)], 1_000.0 + number)
    for number in range(MIRRORS):
        account.copy_trader(f"trader{number}", 20_000.0, chosen[number : number + 3])
    # What an account shows is some seconds old.
    simulator.clock.advance(60.0)


def _answer(simulator: Simulator, path: str, query: str = "") -> bytes:
    headers = {**simulator.headers("demo"), "user-agent": "benchmarks/1"}
    reply = simulator.handle(Request("GET", path, query, headers))
    if reply.status != 200:
        raise RuntimeError(f"The simulator answered {path} with {reply.status}: {reply.encode()[:200]!r}")
    return reply.encode()


def _instruments(simulator: Simulator) -> bytes:
    """As many instruments as the row says: the simulator's own, over again under other ids where it has fewer."""
    body = json.loads(_answer(simulator, "/api/v1/market-data/instruments"))
    (name, rows), *_ = ((name, value) for name, value in body.items() if isinstance(value, list))
    body[name] = [
        rows[number % len(rows)] | ({"instrumentID": 1_000_000 + number} if number >= len(rows) else {})
        for number in range(INSTRUMENTS)
    ]
    return json.dumps(body, separators=(",", ":")).encode()


def _ticks(simulator: Simulator) -> list[tuple[str, dict[str, str]]]:
    """Topics and the contents of deltas in which both sides moved; the rate's id is left to whoever sends them."""
    chosen = [instrument for instrument in simulator.market.instruments.values() if instrument.is_active][:_TOPICS]
    ticks: list[tuple[str, dict[str, str]]] = []
    for number in range(TICKS):
        simulator.clock.advance(1.0)
        instrument = chosen[number % len(chosen)]
        fields = price_fields(instrument, simulator.market.quote(instrument))
        plain = {name: value for name, value in fields.items() if not name.startswith("ConversionRate")}
        ticks.append((f"instrument:{instrument.id}", plain))
    return ticks
