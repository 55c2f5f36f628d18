"""How cost grows with the size of things: a line of figures each, and a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from . import workers
from .drawing import Panel, picture
from .registry import OURS, Row, Service, Variant


class Growth(NamedTuple):
    """One cost at growing sizes: ``case`` measures it, ``setting`` is what grows, ``scale`` turns seconds or bytes into
    ``unit``."""

    title: str
    case: str
    setting: str
    sizes: tuple[int, ...]
    measure: str
    unit: str
    scale: float
    service: Service | None = None
    settings: dict[str, Any] = {}


_MICRO: Final = 1e6
_MEGA: Final = 2**-20

GROWTHS: Final = (
    Growth(
        "parsing, for each instrument",
        "growing:instruments",
        "instruments",
        (10, 100, 1_000, 10_000, 100_000),
        "cpu",
        "µs",
        _MICRO,
    ),
    Growth(
        "a tick, by topics subscribed",
        "growing:topics",
        "topics",
        (1, 10, 100, 1_000, 4_000, 12_000),
        "cpu",
        "µs",
        _MICRO,
    ),
    Growth("a tick, by consumers of it", "growing:consumers", "consumers", (1, 3, 10, 30, 100), "cpu", "µs", _MICRO),
    Growth(
        "a request, by tasks in flight",
        "growing:in_flight",
        "in_flight",
        (1, 10, 100, 300, 1_000),
        "cpu",
        "µs",
        _MICRO,
        service="http",
        settings={"body": "rate"},
    ),
    Growth(
        "memory, after so many ticks",
        "growing:long_stream",
        "ticks",
        (20_000, 50_000, 100_000, 200_000, 400_000),
        "memory",
        "MiB",
        _MEGA,
    ),
)


def report(folder: Path, target: Path, tell: Callable[[str], None], rounds: int = 3) -> None:
    """Measure every growth, print its line, and draw them all into ``target``."""
    panels: list[Panel] = []
    for growth in GROWTHS:
        figures = _figures(growth, folder, rounds)
        points = "  ".join(f"{size:,}: {figure:.2f}" for size, figure in figures)
        print(f"{growth.title} ({growth.unit})   {points}", flush=True)
        panels.append(Panel(growth.title, growth.unit, figures))
    target.write_text(picture(panels), encoding="utf-8")
    tell(f"Drawn into {target}")


def _figures(growth: Growth, folder: Path, rounds: int) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    for size in growth.sizes:
        settings = {**growth.settings, growth.setting: size}
        row = Row(
            0, growth.title, (Variant(OURS, OURS, case=growth.case),), (), service=growth.service, settings=settings
        )
        figures = sorted(one[OURS][growth.measure] for one in workers.run(row, folder, rounds)[""])
        found.append((size, figures[len(figures) // 2] * growth.scale))
    return found
