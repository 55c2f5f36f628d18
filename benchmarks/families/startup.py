"""What it costs to begin: imports, and the first answer of a new process."""

from __future__ import annotations

from typing import Final

from ..registry import LIMITS, OTHER, OURS, Goal, Row, Variant

_SETTINGS: Final = """
import json, os
settings = json.loads(os.environ["BENCH_SETTINGS"])
"""
# The peak since the process began; getrusage would count the parent's before.
_PEAK: Final = """
line = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(line.split()[1]) * 1024)
"""
# Whom to trust is part of beginning: the others load it with their client, though nothing here is encrypted, and ours
# when it first needs it, so it is told to.
_AUTHORITIES: Final = {"authorities": True}
_OUR_FIRST: Final = """
from etoropy import EToroConfig, EToroTrading
from etoropy.tls import shared_context
shared_context()
with EToroTrading(EToroConfig(base_url=settings["base_url"])) as etoro:
    assert etoro.get_rates([1001])[0].bid > 0
"""
_OTHER_FIRST: Final = """
import asyncio
from etoropy import EToroConfig, EToroTrading
async def main():
    etoro = EToroTrading(config=EToroConfig(base_url=settings["base_url"]))
    assert (await etoro.get_rates([1001]))[0].bid > 0
    await etoro.rest.aclose()
asyncio.run(main())
"""
_HTTPX_FIRST: Final = """
import httpx
with httpx.Client() as client:
    reply = client.get(settings["base_url"] + "/api/v1/market-data/instruments/rates?instrumentIds=1001")
    assert reply.json()["rates"][0]["bid"] > 0
"""

_BARE: Final = (
    Variant("bare", OURS, program="pass"),
    Variant("bare other", OTHER, program="pass"),
    Variant("bare httpx", LIMITS, program="pass"),
)
_NET_OF_OTHER: Final = ("bare", "bare other")
_NET_OF_HTTPX: Final = ("bare", "bare httpx")
_HTTPX: Final = Variant("httpx", LIMITS, program="import httpx")
# A round is one process, which says little.
_OFTEN: Final = 3

ROWS: Final = (
    Row(
        1,
        "`import etoropy`, net of a bare interpreter",
        (
            Variant(OURS, OURS, program="import etoropy"),
            Variant(OTHER, OTHER, program="import etoropy"),
            _HTTPX,
            *_BARE,
        ),
        (
            Goal("other", OTHER, "cpu", 0.05, net_of=_NET_OF_OTHER),
            Goal("limit", "httpx", "cpu", 0.10, "× `import httpx`", net_of=_NET_OF_HTTPX),
        ),
    ),
    Row(
        2,
        "import an endpoint, its models and the client that sends it",
        (
            Variant(
                OURS, OURS, program="from etoropy import HttpClient\nfrom etoropy.rest.api.market_data import get_rates"
            ),
            Variant(OTHER, OTHER, program="from etoropy import HttpClient, MarketDataClient"),
            _HTTPX,
            *_BARE,
        ),
        (
            Goal("other", OTHER, "cpu", 0.45, net_of=_NET_OF_OTHER),
            Goal("limit", "httpx", "cpu", 1.35, "× `import httpx`", net_of=_NET_OF_HTTPX),
        ),
        often=_OFTEN,
    ),
    Row(
        3,
        "cold process to the first typed reply, blocking",
        (
            Variant(OURS, OURS, program=_SETTINGS + _OUR_FIRST),
            Variant(OTHER, OTHER, program=_SETTINGS + _OTHER_FIRST),
            Variant("httpx", LIMITS, program=_SETTINGS + _HTTPX_FIRST),
        ),
        (
            Goal("other", OTHER, "cpu", 0.45),
            Goal("limit", "httpx", "cpu", 1.25, "× httpx + json"),
        ),
        service="http",
        settings=_AUTHORITIES,
        often=_OFTEN,
    ),
    Row(
        4,
        "… its peak of memory",
        (
            Variant(OURS, OURS, program=_SETTINGS + _OUR_FIRST + _PEAK),
            Variant(OTHER, OTHER, program=_SETTINGS + _OTHER_FIRST + _PEAK),
            Variant("httpx", LIMITS, program=_SETTINGS + _HTTPX_FIRST + _PEAK),
        ),
        (
            Goal("other", OTHER, "memory", 0.70),
            Goal("limit", "httpx", "memory", 1.12, "× httpx"),
        ),
        service="http",
        settings=_AUTHORITIES,
    ),
)
