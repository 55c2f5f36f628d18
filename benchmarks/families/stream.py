"""The stream, from bytes on a socket to a price in the user's hands."""

from __future__ import annotations

from typing import Any, Final

from ..registry import LIMITS, OTHER, OURS, Goal, Row, Variant

_OURS: Final = Variant(OURS, OURS, case="streams:ours")
_AWAITED: Final = Variant("ours, awaited", OURS, case="streams:ours_awaited")
_OTHER: Final = Variant(OTHER, OTHER, case="streams:other")
_PICOWS: Final = Variant("picows", LIMITS, case="plainest:picows")
_BURST: Final[dict[str, Any]] = {"ticks": 30_000}
_PACED: Final[dict[str, Any]] = {"ticks": 350, "rate": 1_000}
#: Which processor the system gives to whom, for as long as a connection lasts, is worth half of the median: many short
#: rounds tell more than a few long ones.
_OFTEN: Final = 8

ROWS: Final = (
    Row(
        13,
        "stream, plain burst, callback",
        (_OURS, _OTHER, _PICOWS),
        (
            Goal("other", OTHER, "cpu", 0.25),
            Goal("limit", "picows", "cpu", 1.15, "× picows"),
        ),
        service="stream",
        settings=_BURST,
        quick={"ticks": 4_000},
    ),
    Row(
        14,
        "stream, TLS, a frame a record",
        (_OURS, _OTHER, _PICOWS),
        (
            Goal("other", OTHER, "cpu", 0.45),
            Goal("limit", "picows", "cpu", 1.15, "× picows"),
        ),
        service="tls",
        settings=_BURST,
        often=2,
        quick={"ticks": 4_000},
    ),
    Row(
        15,
        "1,000 ticks/s over TLS: p50, p99, CPU",
        (_OURS, _OTHER, _PICOWS),
        (
            Goal("other", OTHER, "p50", 0.70, "p50"),
            Goal("other", OTHER, "p99", 0.80, "p99"),
            Goal("other", OTHER, "cpu", 0.50, "CPU"),
            Goal("limit", "picows", "p50", 1.0, "× picows, p50"),
        ),
        service="tls",
        settings=_PACED,
        quick={"ticks": 120},
        often=_OFTEN,
    ),
    Row(
        16,
        "… into an asyncio loop: p50, CPU",
        (_AWAITED, _OTHER, _OURS),
        (
            Goal("other", OTHER, "p50", 0.80, "p50", ours=_AWAITED.name),
            Goal("other", OTHER, "cpu", 0.75, "CPU", ours=_AWAITED.name),
            Goal("limit", OURS, "p50", 40e-6, "over the thread's callback", "difference", ours=_AWAITED.name),
        ),
        service="tls",
        settings=_PACED,
        quick={"ticks": 120},
        often=_OFTEN,
    ),
    Row(
        17,
        "tick decode alone",
        (
            Variant(OURS, OURS, case="streams:our_decode"),
            Variant(OTHER, OTHER, case="streams:other_decode"),
            Variant("msgspec", LIMITS, case="streams:msgspec_decode"),
        ),
        (
            Goal("other", OTHER, "cpu", 0.30),
            Goal("limit", "msgspec", "cpu", 2.0, "× typed msgspec"),
        ),
    ),
)
