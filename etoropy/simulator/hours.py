"""When markets trade: the week of each kind of instrument, in UTC, without holidays and daylight saving."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from .instruments import Instrument
from .known import CRYPTO, ETF, STOCK

_DAY, _WEEK = 86_400, 604_800
_MONDAY = 345_600  # the first Monday after the epoch


@dataclass(frozen=True)
class Week:
    """Spans of a week in seconds from Monday 00:00 UTC, in order, none touching the next; no span at all means
    always."""

    spans: tuple[tuple[int, int], ...]

    ALWAYS: ClassVar[Week]

    @property
    def is_always(self) -> bool:
        return not self.spans

    def is_open(self, at: float) -> bool:
        """Whether the market trades at this moment."""
        return self.is_always or self._span_begun(at)[1] > (at - _MONDAY) % _WEEK

    def last_open(self, at: float) -> float:
        """The moment itself when the market trades then, else the end of the span before it."""
        if self.is_always:
            return at
        into = (at - _MONDAY) % _WEEK
        begun, ended = self._span_begun(at)
        return at if begun <= into < ended else at - (into - ended) % _WEEK

    def touches(self, start: float, end: float) -> bool:
        """Whether the market trades at any moment from start to before end."""
        return self.is_open(start) or self.last_open(end - 1e-6) > start

    def _span_begun(self, at: float) -> tuple[int, int]:
        """The span that began last before this moment; from before Monday it ends at a negative second."""
        into = (at - _MONDAY) % _WEEK
        place = bisect_right(self.spans, into, key=lambda span: span[0])
        if place:
            return self.spans[place - 1]
        begun, ended = self.spans[-1]
        return begun - _WEEK, ended - _WEEK


Week.ALWAYS = Week(())


def _weekdays(opens: float, closes: float) -> Week:
    return Week(tuple((int(day * _DAY + opens * 3600), int(day * _DAY + closes * 3600)) for day in range(5)))


_AROUND_THE_CLOCK = Week(((0, int(4 * _DAY + 21.5 * 3600)),))
_BY_EXCHANGE = {
    4: _weekdays(13.5, 20), 5: _weekdays(13.5, 20), 43: _weekdays(8, 24), 7: _weekdays(8, 16.5), 6: _weekdays(7, 19.5),
    21: _weekdays(1.5, 8), 31: _weekdays(0, 6),
}  # fmt: skip
_EUROPE = _weekdays(8, 16.5)


@cache
def _week_of(type_id: int, exchange_id: int) -> Week:
    if type_id == CRYPTO:
        return Week.ALWAYS
    return _BY_EXCHANGE.get(exchange_id, _EUROPE) if type_id in (STOCK, ETF) else _AROUND_THE_CLOCK


def week_of(instrument: Instrument) -> Week:
    """The week in which this instrument trades."""
    return _week_of(instrument.type_id, instrument.exchange_id)
