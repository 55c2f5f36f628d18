"""The simulator's time: real, faster than real, or moved by hand; and how eToro writes a time down.

Every moment inside the simulator is a float of Unix seconds in UTC.
"""

from __future__ import annotations

import math
import re
import time
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEFAULT_MANUAL_START = datetime(2026, 3, 4, 15, 0, tzinfo=UTC).timestamp()  # a Wednesday with every market open
_EXTRA_DIGITS = re.compile(r"(\.\d{6})\d+")  # what Python's datetime cannot hold
NO_DATE = "0001-01-01T00:00:00Z"


class SimClock:
    """Simulated time. `speed` is how many simulated seconds pass in a real one; a manual clock moves by `advance`
    alone."""

    def __init__(self, *, start: float | None = None, speed: float = 1.0, manual: bool = False) -> None:
        self.is_manual = manual
        self._start = start if start is not None else DEFAULT_MANUAL_START if manual else time.time()
        self._began = time.monotonic()
        self._advanced = 0.0
        self._speed = _speed(speed)

    @classmethod
    def manual(cls, start: float | None = None) -> SimClock:
        """A clock that stands still until it is advanced."""
        return cls(start=start, manual=True)

    @property
    def speed(self) -> float:
        """How many simulated seconds pass in a real one. What has passed already stays as it was when it changes."""
        return self._speed

    @speed.setter
    def speed(self, speed: float) -> None:
        now = self.now()
        self._speed = _speed(speed)
        self._start += now - self.now()

    def now(self) -> float:
        """The simulated moment in Unix seconds: what prices, orders and dates go by."""
        return self._start + self._advanced + self._elapsed() * self._speed

    def wall(self) -> float:
        """Seconds as the caller lives them, whatever the speed: what rate limits count in."""
        return self._advanced + self._elapsed()

    def advance(self, seconds: float) -> None:
        """Let this many simulated seconds pass at once."""
        if not 0 <= seconds < math.inf:
            raise ValueError("time goes forwards only")
        self._advanced += seconds

    def _elapsed(self) -> float:
        return 0.0 if self.is_manual else time.monotonic() - self._began


def _speed(speed: float) -> float:
    if not 0 < speed < math.inf:
        raise ValueError("speed must be above zero")
    return speed


def moment(unix_seconds: float) -> datetime:
    """The UTC datetime of a moment."""
    return EPOCH + timedelta(seconds=unix_seconds)


def wire_time(unix_seconds: float, *, zone: str = "Z") -> str:
    """A moment as eToro writes it: up to seven fractional digits, trailing zeros trimmed, and `zone` (empty: none)."""
    ticks = round(unix_seconds * 10_000_000)
    seconds, fraction = divmod(ticks, 10_000_000)
    digits = f".{fraction:07d}".rstrip("0") if fraction else ""
    return f"{(EPOCH + timedelta(seconds=seconds)).strftime('%Y-%m-%dT%H:%M:%S')}{digits}{zone}"


def read_time(text: str) -> float | None:
    """The moment that a date or date-time names, UTC where it names no zone; None when it is neither."""
    try:
        parsed = datetime.fromisoformat(_EXTRA_DIGITS.sub(r"\1", text.strip()))
    except ValueError:
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
