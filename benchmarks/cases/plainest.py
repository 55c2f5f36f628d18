"""The stream by picows, in the same terms as ours: the least that a client can do. Each round is a new connection."""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import time
from math import isfinite
from typing import Any

import picows as ws
from orjson import loads
from streams import PATIENCE, Counter, Settings, topics_of, url_of
from timing import OneRound

RATE = "Trading.Instrument.Rate"


class Known:
    """What was known of an instrument."""

    __slots__ = ("facts", "fields", "instrument_id", "symbol")

    def __init__(self, instrument_id: int) -> None:
        self.instrument_id = instrument_id
        self.symbol = str(instrument_id)
        self.fields: dict[str, str] = {}
        self.facts: dict[str, str] = {}


class Price:
    """What the user gets to keep: as much as one of our quotes knows."""

    __slots__ = ("ask", "bid", "changes", "facts", "fields", "instrument_id", "received", "symbol")


class Listener(ws.WSListener):  # type: ignore[misc]
    """The same job at its plainest: two layers of JSON, deltas told from snapshots and merged with what was known of
    the instrument, sides that are numbers, when it came, an object for the user to keep, a callback; all in the thread
    that receives."""

    def __init__(self, ids: list[int], counter: Counter) -> None:
        self.known = {f"instrument:{number}": Known(number) for number in ids}
        self.counter = counter
        self.acked = asyncio.Event()

    def on_ws_frame(self, transport: Any, frame: Any) -> None:
        envelope = loads(frame.get_payload_as_memoryview())
        if "messages" not in envelope:
            self.acked.set()
            return
        received = time.time()
        for message in envelope["messages"]:
            if message["type"] != RATE:
                continue
            known = self.known[message["topic"]]
            changes = loads(message["content"])
            fields = known.fields | changes
            bid, ask, last = float(fields["Bid"]), float(fields["Ask"]), float(fields["LastExecution"])
            if not isfinite(bid + ask + last):
                raise ValueError(fields)
            known.fields = fields
            price = Price()
            price.instrument_id, price.symbol = known.instrument_id, known.symbol
            price.bid, price.ask, price.received = bid, ask, received
            price.fields, price.facts, price.changes = fields, known.facts, changes
            self.on_price(price.symbol, price.instrument_id, price)

    def on_price(self, symbol: str, number: int, price: Price) -> None:
        self.counter.take(price)


def picows(settings: Settings) -> OneRound:
    """In a callback, every tick of a burst; at a pace, each as it comes."""
    ids, url = topics_of(settings), url_of(settings)
    context = ssl.create_default_context() if url.startswith("wss") else None

    async def one_round() -> dict[str, float]:
        done = asyncio.Event()
        counter = Counter(settings, lambda price: price.fields["PriceRateID"], done.set)
        transport, listener = await ws.ws_connect(lambda: Listener(ids, counter), url, ssl_context=context)
        _say(transport, "Authenticate", {"userKey": "k", "apiKey": "k"})
        await listener.acked.wait()
        gc.collect()
        began = time.process_time()
        _say(transport, "Subscribe", {"topics": list(listener.known), "snapshot": True})
        await asyncio.wait_for(done.wait(), PATIENCE)
        transport.disconnect()
        return counter.figures(began)

    return lambda: asyncio.run(one_round())


def _say(transport: Any, operation: str, data: dict[str, Any]) -> None:
    transport.send(ws.WSMsgType.TEXT, json.dumps({"id": "1", "operation": operation, "data": data}).encode())
