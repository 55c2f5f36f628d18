"""Answers read into models: how long it takes, and what they keep."""

from __future__ import annotations

from typing import Any, Final

from ..environments import HERE
from ..registry import LIMITS, OTHER, OURS, Goal, Row, Variant

_TIMED: Final = (
    Variant(OURS, OURS, case="parsing:ours"),
    Variant(OTHER, OTHER, case="parsing:other"),
    Variant("msgspec", LIMITS, case="parsing:msgspec"),
    Variant("orjson", LIMITS, case="parsing:orjson"),
)
_SETTINGS: Final[dict[str, Any]] = {"document": str(HERE.parent / "etoropy" / "rest" / "openapi.json")}

ROWS: Final = (
    Row(
        9,
        "parse candles, rates, portfolio",
        _TIMED,
        (
            Goal("other", OTHER, "cpu", 0.40),
            Goal("limit", "msgspec", "cpu", 4.0, "× msgspec"),
            Goal("limit", "orjson", "cpu", 2.6, "× `orjson.loads`"),
        ),
        parts=("candles", "rates", "portfolio"),
        settings=_SETTINGS,
        often=2,
    ),
    Row(
        10,
        "parse 5,000 instruments",
        _TIMED,
        (
            Goal("other", OTHER, "cpu", 0.45),
            Goal("limit", "msgspec", "cpu", 6.0, "× msgspec"),
            Goal("limit", "orjson", "cpu", 2.6, "× `orjson.loads`"),
        ),
        parts=("instruments",),
        settings=_SETTINGS,
    ),
    Row(
        11,
        "memory kept by parsed models",
        (
            Variant(OURS, OURS, case="parsing:ours_kept"),
            Variant(OTHER, OTHER, case="parsing:other_kept"),
            Variant("msgspec", LIMITS, case="parsing:msgspec_kept"),
        ),
        (
            Goal("other", OTHER, "memory", 0.33),
            Goal("limit", "msgspec", "memory", 1.15, "× msgspec"),
        ),
        parts=("candles", "rates", "portfolio", "instruments"),
        settings=_SETTINGS,
        # It comes out the same each time.
        rounds=3,
    ),
)
