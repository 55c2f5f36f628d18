"""How somebody has done: a gain for every day since they registered, and every figure that follows from those.

Days are rounded as the API shows them, and longer stretches are compounded from what is shown: months from days, all
else from months. So every answer about a person agrees with every other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from typing import Final

from .members import Person

PERIODS: Final = (
    "CurrMonth", "CurrQuarter", "CurrYear", "LastYear", "LastTwoYears",
    "OneMonthAgo", "TwoMonthsAgo", "ThreeMonthsAgo", "SixMonthsAgo", "OneYearAgo",
)  # fmt: skip
_MONTHS_BACK = {"OneMonthAgo": 1, "TwoMonthsAgo": 2, "ThreeMonthsAgo": 3, "SixMonthsAgo": 6, "OneYearAgo": 12}
_SATURDAY = 5

Gain = tuple[date, float]
"""A day, or the first day of a longer stretch, and its gain in per cent."""


@dataclass(frozen=True, slots=True)
class Fall:
    """The deepest fall from a peak: its days and its size in per cent, zero or below."""

    start: date
    end: date
    size: float


class TrackRecord:
    """One person's gains. They belong to calendar days: asked again later, there is more of them, and the same."""

    def __init__(self, seed: int, person: Person) -> None:
        self._person = person
        self._dice = random.Random(f"{seed}/record/{person.username}")
        self._days: list[float] = []

    def daily(self, first: date, last: date) -> list[Gain]:
        """Each day's gain from the first day to the last, both included; nothing before they registered."""
        start = max(first, self._person.registered)
        if last < start:
            return []
        self._extend(last)
        offset = (start - self._person.registered).days
        count = (last - start).days + 1
        return [(start + timedelta(days=n), gain) for n, gain in enumerate(self._days[offset : offset + count])]

    def gain(self, first: date, last: date) -> float:
        """What the days of a stretch amount to together, in per cent."""
        return compounded(gain for _, gain in grouped(self.daily(first, last), first_of_month))

    def monthly(self, today: date) -> list[Gain]:
        """A gain for each month up to the current one, which is not over."""
        return grouped(self.daily(self._person.registered, today), first_of_month)

    def yearly(self, today: date) -> list[Gain]:
        """A gain for each year up to the current one, compounded from its months."""
        return grouped(self.monthly(today), lambda day: day.replace(month=1, day=1))

    def _extend(self, last: date) -> None:
        person, dice = self._person, self._dice
        for number in range(len(self._days), (last - person.registered).days + 1):
            # One draw a day, used or not, so that the days after it do not depend on when they were asked for.
            drawn = round(max(-12.0, min(12.0, dice.gauss(person.drift, person.swing))), 2)
            is_weekend = (person.registered + timedelta(days=number)).weekday() >= _SATURDAY
            self._days.append(round(drawn / 10, 2) if is_weekend else drawn)


def first_of_month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def compounded(gains: Iterable[float]) -> float:
    """Gains in per cent, one after the other, as one; two decimals."""
    return round((reduce(lambda total, gain: total * (1 + gain / 100), gains, 1.0) - 1) * 100, 2)


def grouped(gains: Iterable[Gain], start_of: Callable[[date], date]) -> list[Gain]:
    """Gains of longer stretches from those of shorter ones; `start_of` names the stretch that a day belongs to."""
    stretches = groupby(gains, key=lambda gain: start_of(gain[0]))
    return [(start, compounded(gain for _, gain in within)) for start, within in stretches]


def weekly(gains: Iterable[Gain]) -> list[Gain]:
    """Gains of weeks that begin on Monday."""
    return grouped(gains, lambda day: day - timedelta(days=day.weekday()))


def share_of_profits(gains: list[Gain]) -> float:
    """Per cent of stretches that ended above where they began."""
    return round(100 * sum(gain > 0 for _, gain in gains) / len(gains), 2) if gains else 0.0


def deepest_fall(gains: list[Gain], default: date) -> Fall:
    """The worst way down from a peak within these days; no fall at all happens on the default day."""
    deepest = Fall(default, default, 0.0)
    for fall in _falls(gains):
        if fall.size < deepest.size:
            deepest = fall
    return deepest


def _falls(gains: list[Gain]) -> Iterator[Fall]:
    value = peak = 1.0
    peak_day: date | None = None
    for day, gain in gains:
        value *= 1 + gain / 100
        if value >= peak or peak_day is None:
            peak, peak_day = max(peak, value), day
        yield Fall(peak_day, day, round((value / peak - 1) * 100, 2))


def stretch(period: str, today: date) -> tuple[date, date]:
    """First and last day of one of the named periods."""
    new_year = today.replace(month=1, day=1)
    if period == "CurrMonth":
        return today.replace(day=1), today
    if period == "CurrQuarter":
        return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), today
    if period == "CurrYear":
        return new_year, today
    if period in ("LastYear", "LastTwoYears"):
        years = 1 if period == "LastYear" else 2
        return new_year.replace(year=today.year - years), new_year - timedelta(days=1)
    return _months_before(today, _MONTHS_BACK[period]), today


def _months_before(today: date, months: int) -> date:
    """The same day so many months earlier, or the last one that month has."""
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    first = date(years, month + 1, 1)
    last_day = ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).day
    return first.replace(day=min(today.day, last_day))
