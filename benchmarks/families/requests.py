"""Requests over loopback, from the call to the model."""

from __future__ import annotations

from typing import Final

from ..registry import LIMITS, OTHER, OURS, Goal, Row, Variant

_BLOCKING: Final = Variant(OURS, OURS, case="calls:ours_blocking")
_AWAITED: Final = Variant(OURS, OURS, case="calls:ours_awaited")
_OTHER: Final = Variant(OTHER, OTHER, case="calls:other_awaited")
_HTTPX: Final = Variant("httpx", LIMITS, case="calls:httpx_blocking")
_HTTPX_AWAITED: Final = Variant("httpx async", LIMITS, case="calls:httpx_awaited")

ROWS: Final = (
    Row(
        5,
        "blocking request to model",
        (_BLOCKING, _OTHER, _HTTPX),
        (
            Goal("other", OTHER, "cpu", 0.45),
            Goal("limit", "httpx", "cpu", 1.0, "× `client.get().json()`"),
        ),
        service="http",
        settings={"body": "rate", "count": 200},
        quick={"count": 60},
    ),
    Row(
        6,
        "async request to model",
        (_AWAITED, _OTHER, _HTTPX_AWAITED),
        (
            Goal("other", OTHER, "cpu", 0.70),
            Goal("limit", "httpx async", "cpu", 0.75, "× httpx async as installed (no sniffio)"),
        ),
        service="http",
        settings={"body": "rate", "count": 200},
        quick={"count": 60},
    ),
    Row(
        7,
        "100 async requests in flight",
        (_AWAITED, _OTHER),
        (Goal("other", OTHER, "cpu", 0.70),),
        service="http",
        settings={"body": "rate", "count": 300, "in_flight": 100},
    ),
    Row(
        8,
        "rates of 100 instruments, one request",
        (_BLOCKING, _OTHER, _HTTPX),
        (
            Goal("other", OTHER, "cpu", 0.02),
            Goal("limit", "httpx", "cpu", 1.0, "× untyped httpx"),
        ),
        service="http",
        settings={"body": "rates", "count": 200, "other_count": 6},
        quick={"count": 60, "other_count": 2},
        often=2,
    ),
    Row(
        12,
        "1,000 candles end to end",
        (_BLOCKING, _OTHER, _HTTPX),
        (
            Goal("other", OTHER, "cpu", 0.50),
            Goal("limit", "httpx", "cpu", 0.85, "× untyped httpx"),
        ),
        service="http",
        settings={"body": "candles", "count": 100},
        quick={"count": 20},
        often=2,
    ),
)
