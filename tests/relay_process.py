"""A relay, or a reader of one, as a process of its own that may be killed.

``python -m tests.relay_process relay SOURCE BASE_URL WS_URL`` relays until it is killed; keys come from ``ETORO_*``.
``python -m tests.relay_process read SOURCE COUNT`` prints quotes as lines of JSON, from the beginning of the stream.
"""

from __future__ import annotations

import json
import sys

from etoropy import EToroConfig, Quote
from etoropy._sync.relay import RelayReader
from etoropy.relay import publisher

INSTRUMENTS = (1001, 100000)
SILENCE = 1.0


def seen(quote: Quote) -> list[object]:
    """All that tells one quote from another."""
    return [quote.instrument_id, quote.symbol, quote.received_at.isoformat(), quote.fields, sorted(quote.changed)]


def relay(source: str, base_url: str, ws_url: str) -> None:
    publisher._SILENCE, publisher._SIGN = SILENCE, SILENCE / 4
    config = EToroConfig(base_url=base_url, ws_url=ws_url)
    publisher.run(config, source, INSTRUMENTS, ready=lambda: print("ready", flush=True))


def read(source: str, count: int) -> None:
    with RelayReader(source, INSTRUMENTS, policy="block", after="0-0", timeout=30.0) as quotes:
        for quote in quotes:
            print(json.dumps(seen(quote)), flush=True)
            count -= 1
            if not count:
                return


if __name__ == "__main__":
    if sys.argv[1] == "relay":
        relay(*sys.argv[2:])
    else:
        read(sys.argv[2], int(sys.argv[3]))
