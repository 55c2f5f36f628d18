"""The stream by picows, in the same terms as ours: the least that a client can do. Each round is a new connection."""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import time
from typing import Any

import picows as ws
from orjson import loads
from streams import PATIENCE, Counter, Settings, topics_of, url_of
from timing import OneRound


class Price:
    __slots__ = ("ask", "bid", "fields", "instrument_id", "last_execution")


class Listener(ws.WSListener):  # type: ignore[misc]
    """The same job at its plainest: two layers of JSON, merged with what was known of the instrument (a delta may hold
    one side only), an object for the user to keep, a callback; all in the thread that receives."""

    def __init__(self, ids: list[int], counter: Counter) -> None:
        self.names = {f"instrument:{number}": number for number in ids}
        self.known: dict[str, dict[str, str]] = {name: {} for name in self.names}
        self.counter = counter
        self.acked = asyncio.Event()

    def on_ws_frame(self, transport: Any, frame: Any) -> None:
        envelope = loads(frame.get_payload_as_memoryview())
        if "messages" not in envelope:
            self.acked.set()
            return
        for message in envelope["messages"]:
            topic = message["topic"]
            price = Price()
            price.instrument_id = self.names[topic]
            price.fields = self.known[topic] = self.known[topic] | loads(message["content"])
            price.bid = float(price.fields["Bid"])
            price.ask = float(price.fields["Ask"])
            price.last_execution = float(price.fields["LastExecution"])
            self.on_price(price.instrument_id, price)

    def on_price(self, number: int, price: Price) -> None:
        self.counter.take(price.fields["PriceRateID"])


def picows(settings: Settings) -> OneRound:
    """In a callback, every tick of a burst; at a pace, each as it comes."""
    ids, url = topics_of(settings), url_of(settings)
    context = ssl.create_default_context() if url.startswith("wss") else None

    async def one_round() -> dict[str, float]:
        done = asyncio.Event()
        counter = Counter(settings["ticks"], "rate" in settings, done.set)
        transport, listener = await ws.ws_connect(lambda: Listener(ids, counter), url, ssl_context=context)
        _say(transport, "Authenticate", {"userKey": "k", "apiKey": "k"})
        await listener.acked.wait()
        gc.collect()
        began = time.process_time()
        _say(transport, "Subscribe", {"topics": list(listener.names), "snapshot": True})
        await asyncio.wait_for(done.wait(), PATIENCE)
        transport.disconnect()
        return counter.figures(began)

    return lambda: asyncio.run(one_round())


def _say(transport: Any, operation: str, data: dict[str, Any]) -> None:
    transport.send(ws.WSMsgType.TEXT, json.dumps({"id": "1", "operation": operation, "data": data}).encode())
