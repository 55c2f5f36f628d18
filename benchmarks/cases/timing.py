"""CPU time of this process, and how a case is repeated."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

OneRound = Callable[[], dict[str, float]]


def cpu_of(work: Callable[[], Any], operations: int = 1) -> dict[str, float]:
    """CPU seconds for one of the ``operations`` that ``work`` does, all threads and the system's part included."""
    gc.collect()
    began = time.process_time()
    work()
    return {"cpu": (time.process_time() - began) / operations}


def repeated(work: Callable[[], Any], at_least: float = 0.15) -> OneRound:
    """A round does ``work`` so often that it takes ``at_least`` seconds: shorter ones would measure the clock."""
    work()
    began = time.process_time()
    work()
    times = max(1, round(at_least / max(time.process_time() - began, 1e-9)))

    def many() -> None:
        for _ in range(times):
            work()

    return lambda: cpu_of(many, times)
