"""The stream, from bytes on a socket to a price in the user's hands. Each round is a connection of its own."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import logging
import threading
import time
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from frame_server import tick
from timing import OneRound, repeated

Settings = dict[str, Any]
PATIENCE = 120.0
_A_READ = 40
#: As both clients name it.
_STAMP = attrgetter("price_rate_id")


class Counter:
    """Takes prices until there are ``count``; then ``done`` is called. Paced ones carry the time they were sent, which
    ``stamp`` reads off them. How late they are is seen when they are handed over, before anybody looks at them."""

    def __init__(self, settings: Settings, stamp: Callable[[Any], Any], done: Callable[[], Any]) -> None:
        self.seen = 0
        self.ended_at = 0.0
        self.late: list[int] = []
        self._count = settings["ticks"]
        self._paced = "rate" in settings
        self._stamp = stamp
        self._done = done

    def take(self, price: Any) -> None:
        if self._paced:
            now = time.monotonic_ns()
            self.late.append(now - int(self._stamp(price)))
        self.seen += 1
        if self.seen == self._count:
            self.ended_at = time.process_time()
            self._done()

    def figures(self, began: float) -> dict[str, float]:
        """CPU seconds for a tick, and how late they were: the median and the hundredth, in seconds."""
        found = {"cpu": (self.ended_at - began) / self._count}
        if self.late:
            found |= {"p50": median(self.late) / 1e9, "p99": quantiles(self.late, n=100)[98] / 1e9}
        return found


def url_of(settings: Settings) -> str:
    pace = f"&rate={settings['rate']}" if settings.get("rate") else ""
    return f"{settings['ws_url']}?ticks={settings['ticks']}{pace}"


def topics_of(settings: Settings) -> list[int]:
    ticks = json.loads((Path(settings["bodies"]) / "ticks.json").read_text())
    return sorted({int(topic.partition(":")[2]) for topic, _ in ticks})


def _our_config(settings: Settings) -> Any:
    from etoropy import EToroConfig

    return EToroConfig(ws_url=url_of(settings))


# ── ours ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def ours(settings: Settings) -> OneRound:
    """In a callback, every tick of a burst; at a pace, each as it comes."""
    from etoropy import WsClient

    ids = topics_of(settings)

    def one_round() -> dict[str, float]:
        done = threading.Event()
        counter = Counter(settings, _STAMP, done.set)
        ws = WsClient(_our_config(settings), policy="block", heartbeats=True)
        ws.on("price", lambda symbol, number, quote: counter.take(quote))
        ws.connect()
        gc.collect()
        began = time.process_time()
        ws.subscribe(ids)
        if not done.wait(PATIENCE):
            raise TimeoutError(f"only {counter.seen} ticks came")
        ws.close()
        return counter.figures(began)

    return one_round


def ours_awaited(settings: Settings) -> OneRound:
    """In an event loop, by ``async for``."""
    from etoropy import AsyncWsClient

    ids = topics_of(settings)

    async def one_round() -> dict[str, float]:
        async with AsyncWsClient(_our_config(settings)) as ws:
            counter = Counter(settings, _STAMP, lambda: None)
            gc.collect()
            began = time.process_time()
            async for quote in ws.stream(ids, policy="block", heartbeats=True):
                counter.take(quote)
                if counter.ended_at:
                    break
        return counter.figures(began)

    return lambda: asyncio.run(one_round())


# ── the other client ───────────────────────────────────────────────────────────────────────────────────────────────


def other(settings: Settings) -> OneRound:
    from etoropy import EToroConfig, EToroTrading

    logging.disable(logging.CRITICAL)
    ids = topics_of(settings)

    async def one_round() -> dict[str, float]:
        done = asyncio.Event()
        counter = Counter(settings, _STAMP, done.set)
        etoro = EToroTrading(config=EToroConfig(ws_url=url_of(settings)))
        etoro.on("price", lambda symbol, number, rate: counter.take(rate))
        await _awaited(etoro.connect())
        gc.collect()
        began = time.process_time()
        await _awaited(etoro.stream_prices(ids, snapshot=False))
        await asyncio.wait_for(done.wait(), PATIENCE)
        await _awaited(etoro.disconnect())
        return counter.figures(began)

    return lambda: asyncio.run(one_round())


async def _awaited(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


# ── decoding alone ─────────────────────────────────────────────────────────────────────────────────────────────────


def _frames(settings: Settings) -> list[bytes]:
    return [tick(*content) for content in json.loads((Path(settings["bodies"]) / "ticks.json").read_text())]


def our_decode(settings: Settings) -> OneRound:
    from etoropy.ws.quotes import Book

    frames = _frames(settings)
    book = Book(_Nobody())
    book.heartbeats = True
    for number in topics_of(settings):
        book.add(f"instrument:{number}", number, str(number))

    # As many at a time as one read brings.
    reads = [frames[start : start + _A_READ] for start in range(0, len(frames), _A_READ)]

    def decode() -> None:
        for read in reads:
            out: list[Any] = []
            book.read(read, 1.0, out)
            assert len(out) == len(read)

    return repeated(decode)


class _Nobody:
    """Gets what is no price; nothing here is."""

    def frame(self, frame: bytes, at: float, out: list[Any]) -> None:
        raise AssertionError(frame)

    def message(self, message: Any, at: float, out: list[Any]) -> None:
        raise AssertionError(message)

    def unreadable(self, problem: Exception) -> None:
        raise problem


def other_decode(settings: Settings) -> OneRound:
    from etoropy.ws import parse_envelope, parse_messages

    frames = [frame.decode() for frame in _frames(settings)]

    def decode() -> None:
        for frame in frames:
            parse_messages(parse_envelope(frame))

    return repeated(decode)


def msgspec_decode(settings: Settings) -> OneRound:
    """Both layers typed; the prices turned into floats while they are read."""
    import msgspec

    message = msgspec.defstruct("Message", [("topic", str), ("content", str), ("type", str)])
    messages = msgspec.defstruct("Messages", [("messages", list[message])])  # type: ignore[valid-type]
    prices = [
        ("Bid", float),
        ("Ask", float),
        ("LastExecution", float, 0.0),
        ("Date", str, ""),
        ("PriceRateID", str, ""),
    ]
    frames = _frames(settings)
    envelope = msgspec.json.Decoder(messages).decode
    # eToro writes numbers as text.
    rate = msgspec.json.Decoder(msgspec.defstruct("Rate", prices), strict=False).decode
    numbers = {f"instrument:{number}": number for number in topics_of(settings)}

    def decode() -> None:
        for frame in frames:
            for message in envelope(frame).messages:
                numbers[message.topic], rate(message.content)

    return repeated(decode)
