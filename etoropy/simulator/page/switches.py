"""What the page may change: the faults, and whether rate limits are kept.

A change that makes no sense is refused whole.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from ..faults import KINDS

if TYPE_CHECKING:
    from ..faults import Faults
    from ..limits import Limits

_SLOWEST: Final = 600.0  # seconds


class Senseless(ValueError):
    """A change that cannot be made; says why."""


def set_faults(faults: Faults, change: Mapping[str, Any]) -> None:
    """Set `rates` (by kind, 0 to 1), `only` (a regular expression for "METHOD /path", empty for all) and
    `slow_seconds`, whichever are there."""
    _check_names(change, ("rates", "only", "slow_seconds"))
    rates = _rates(change.get("rates", {}))
    only = _pattern(change["only"]) if "only" in change else faults.only
    slow = _number("slow_seconds", change.get("slow_seconds", faults.slow_seconds), _SLOWEST)
    faults.set(**rates)
    faults.only, faults.slow_seconds = only, slow


def strike(faults: Faults, change: Mapping[str, Any]) -> None:
    """Let the fault `kind` strike the next request or stream connection that it can."""
    _check_names(change, ("kind",))
    faults.next(_kind(change.get("kind")))


def clear_faults(faults: Faults, change: Mapping[str, Any]) -> None:
    """No faults from now on, whatever requests they were meant for."""
    _check_names(change, ())
    faults.clear()


def set_limits(limits: Limits, change: Mapping[str, Any]) -> None:
    """Keep the rate limits or not, by `is_on`."""
    _check_names(change, ("is_on",))
    if not isinstance(change.get("is_on"), bool):
        raise Senseless("is_on is true or false")
    limits.is_on = change["is_on"]


def _check_names(change: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(set(change) - set(known))
    if unknown:
        raise Senseless(f"there is nothing called {unknown[0]!r} to change")


def _rates(asked: Any) -> dict[str, float]:
    if not isinstance(asked, dict):
        raise Senseless("rates is an object")
    return {_kind(kind): _number(kind, rate, 1.0) for kind, rate in asked.items()}


def _kind(asked: Any) -> str:
    if asked not in KINDS:
        raise Senseless(f"there is no fault {asked!r}")
    return str(asked)


def _number(name: str, asked: Any, most: float) -> float:
    is_number = isinstance(asked, (int, float)) and not isinstance(asked, bool) and math.isfinite(asked)
    if not is_number or not 0 <= asked <= most:
        raise Senseless(f"{name} is a number from 0 to {most:g}")
    return float(asked)


def _pattern(asked: Any) -> str | None:
    if asked is None or asked == "":
        return None
    if not isinstance(asked, str):
        raise Senseless("only is text")
    try:
        re.compile(asked)
    except re.error as error:
        raise Senseless(f"only is no regular expression: {error}") from error
    return asked
