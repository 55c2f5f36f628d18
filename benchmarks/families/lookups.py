"""What is done once for each start or each request: the table of symbols, a turn at the rate limiter."""

from __future__ import annotations

from typing import Final

from ..registry import LIMITS, OTHER, OURS, Goal, Row, Variant

ROWS: Final = (
    Row(
        18,
        "resolver: build the table",
        (
            Variant(OURS, OURS, case="small:our_table"),
            Variant(OTHER, OTHER, case="small:other_table"),
            Variant("httpx", LIMITS, program="import httpx"),
            Variant("bare httpx", LIMITS, program="pass"),
        ),
        (
            Goal("other", OTHER, "cpu", 0.45),
            Goal("limit", "httpx", "cpu", 0.05, "× `import httpx`", net_of=("", "bare httpx")),
        ),
    ),
    Row(
        19,
        "limiter acquire, uncontended",
        (
            Variant(OURS, OURS, case="small:our_limiter"),
            Variant(OTHER, OTHER, case="small:other_limiter"),
            Variant("turn", OURS, case="small:our_turn"),
            Variant("request", OURS, case="small:our_request"),
        ),
        (
            Goal("other", OTHER, "cpu", 0.70),
            Goal("limit", "request", "cpu", 0.005, "× a blocking request, with its end", ours="turn"),
        ),
        service="http",
        settings={"count": 30_000, "requests": 300, "body": "rate"},
        often=2,
    ),
)
