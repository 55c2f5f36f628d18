"""How a price moves: a sum of ripples, each slower and larger than the last, the same for the same seed at the same
moment.

There is no state and no history: the price of any instrument at any moment, years back or just now, is computed from
the seed alone. Ripples grow about with the square root of their period, as the steps of a random walk do, so charts
look like charts at every scale; being bounded, prices stay in the magnitude they have in life.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .instruments import mix

_DAY = 86_400.0
_PERIODS = tuple(2.0 * 7.0**k for k in range(9))  # two seconds to four months
_GROWTH = 0.46  # a little under the square root, so that single minutes are not flat
_SCATTER_SIZE = 8192
_STEP = 2_654_435_761


def scatter(seed: int) -> list[float]:
    """Numbers from -1 to 1 that all ripples of one seed draw their heights from."""
    drawn = random.Random(seed)
    return [drawn.uniform(-1.0, 1.0) for _ in range(_SCATTER_SIZE)]


class Walk:
    """The price of one instrument over time. `center` is what it moves around, `daily_move` the spread of a day's
    changes."""

    __slots__ = ("_center", "_heights", "_ripples")

    def __init__(self, heights: list[float], key: int, center: float, daily_move: float) -> None:
        self._heights = heights
        self._center = center
        self._ripples = tuple(
            (1.0 / period, daily_move * 1.4 * (period / _DAY) ** _GROWTH, mix(key, number) & 0xFFFFFFF)
            for number, period in enumerate(_PERIODS)
        )

    def at(self, moment: float) -> float:
        """The price at one moment (Unix seconds), unrounded."""
        return self.along((moment,))[0]

    def along(self, moments: Sequence[float]) -> list[float]:
        """The prices at moments in rising order; far quicker than one by one, and exactly the same."""
        totals = [0.0] * len(moments)
        heights = self._heights
        for per_second, size, key in self._ripples:
            cell, low, rise = -1, 0.0, 0.0
            for index, moment in enumerate(moments):
                place = moment * per_second
                if (whole := int(place)) != cell:
                    cell = whole
                    low = size * heights[((whole * _STEP + key) >> 7) & 8191]
                    rise = size * heights[(((whole + 1) * _STEP + key) >> 7) & 8191] - low
                totals[index] += low + rise * (place - whole)
        center, exp = self._center, math.exp
        return [center * exp(total) for total in totals]
