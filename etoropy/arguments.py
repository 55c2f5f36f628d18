"""What callers hand in, in whatever form they have it: whole numbers, several of something, how long a candle lasts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from .errors import EToroValidationError

INTERVALS: Final = (
    *("OneMinute", "FiveMinutes", "TenMinutes", "FifteenMinutes", "ThirtyMinutes"),
    *("OneHour", "FourHours", "OneDay", "OneWeek"),
)
#: ``1h`` for ``OneHour``, and so on.
SHORT: Final = dict(zip(("1m", "5m", "10m", "15m", "30m", "1h", "4h", "1d", "1w"), INTERVALS, strict=True))
_KNOWN: Final = SHORT | {word.lower(): word for word in INTERVALS}


def interval_of(said: object) -> str:
    """eToro's word for an interval, from that word or the short one, case aside. Raises EToroValidationError, for
    ``1M`` too: it means a month nearly everywhere, and eToro has no bars of a month."""
    if said == "1M":
        what = "interval '1M' would be a month, and eToro has no bars of a month; a minute is '1m'."
        raise EToroValidationError(what, field="interval", value=said)
    known = _KNOWN.get(said.lower()) if isinstance(said, str) else None
    if known is None:
        what = f"interval must be one of {', '.join(SHORT)} (or eToro's own words, such as OneHour), not {said!r}."
        raise EToroValidationError(what, field="interval", value=said)
    return known


def integer_of(value: object) -> int | None:
    """A whole number of any kind, such as the integers of a data frame; None for anything else, truth values too."""
    if type(value) is int:
        return value
    index = getattr(value, "__index__", None)
    return None if index is None or isinstance(value, bool) else int(index())


def whole(name: str, value: object) -> int:
    """A count as a whole number of at least 0. Raises EToroValidationError."""
    number = integer_of(value)
    if number is None or number < 0:
        raise EToroValidationError(
            f"{name} must be a whole number of at least 0, not {value!r}.", field=name, value=value
        )
    return number


def several(given: object) -> list[Any]:
    """What was given as a list: one by itself is a list of one, and a text is never taken for its letters."""
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        return [given]
    return list(given)
