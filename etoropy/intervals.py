"""How long a candle lasts: eToro's words for it, and the short ones that people use."""

from __future__ import annotations

from typing import Final

from .errors import EToroValidationError

INTERVALS: Final = (
    *("OneMinute", "FiveMinutes", "TenMinutes", "FifteenMinutes", "ThirtyMinutes"),
    *("OneHour", "FourHours", "OneDay", "OneWeek"),
)
#: ``1h`` for ``OneHour``, and so on.
SHORT: Final = dict(zip(("1m", "5m", "10m", "15m", "30m", "1h", "4h", "1d", "1w"), INTERVALS, strict=True))
_KNOWN: Final = SHORT | {word.lower(): word for word in INTERVALS}


def interval_of(said: object) -> str:
    """eToro's word for an interval, from that word or the short one, case aside. Raises EToroValidationError."""
    known = _KNOWN.get(said.lower()) if isinstance(said, str) else None
    if known is None:
        what = f"interval must be one of {', '.join(SHORT)} (or eToro's own words, such as OneHour), not {said!r}."
        raise EToroValidationError(what, field="interval", value=said)
    return known
