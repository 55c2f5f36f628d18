"""Costs of ours at a size that the settings name."""

from __future__ import annotations

import gc
import itertools
import tracemalloc
from collections.abc import Iterable
from typing import Any

import parsing
from calls import ours_awaited
from frame_server import tick
from streams import _Nobody
from timing import OneRound, repeated

Settings = dict[str, Any]
_MANY = 2_000
_A_READ = 100
"""Ticks that one read of the socket brings in a burst."""


def instruments(settings: Settings) -> OneRound:
    timed = parsing.ours({**settings, "part": "instruments"})
    count = settings["instruments"]
    return lambda: {"cpu": timed()["cpu"] / count}


def _book(topics: int) -> Any:
    from etoropy.ws.quotes import Book

    book = Book(_Nobody())
    book.heartbeats = True
    for number in range(1, topics + 1):
        book.add(f"instrument:{number}", number, str(number))
    return book


def _frames(numbers: Iterable[int]) -> list[bytes]:
    return [
        tick(f"instrument:{number}", {"Bid": f"{10 + at / 1000}", "Ask": f"{11 + at / 1000}", "PriceRateID": str(at)})
        for at, number in enumerate(numbers)
    ]


def topics(settings: Settings) -> OneRound:
    """Ticks go round all topics."""
    book = _book(settings["topics"])
    frames = _frames(number % settings["topics"] + 1 for number in range(max(_MANY, settings["topics"])))
    reads = [frames[start : start + _A_READ] for start in range(0, len(frames), _A_READ)]

    def read_all() -> None:
        for read in reads:
            book.read(read, 1.0, [])

    timed = repeated(read_all)
    return lambda: {"cpu": timed()["cpu"] / len(frames)}


def consumers(settings: Settings) -> OneRound:
    """One instrument, and so many streams of it, each emptied after each tick."""
    from etoropy.events import Listeners
    from etoropy.ws.delivery import mailbox
    from etoropy.ws.hub import Feed, Hub

    hub = Hub(Listeners(), mailbox("latest"), heartbeats=False)
    feeds = [Feed(["instrument:1"], mailbox("latest"), heartbeats=True) for _ in range(settings["consumers"])]
    for feed in feeds:
        hub.add(feed)
        hub.route(feed, feed.topics)
    quotes: list[Any] = []
    _book(1).read(_frames([1] * 100), 1.0, quotes)

    def deliver() -> None:
        for quote in quotes:
            hub.mail([quote], lambda box, left: None)
            for feed in feeds:
                feed.box.take()

    timed = repeated(deliver)
    return lambda: {"cpu": timed()["cpu"] / len(quotes)}


def in_flight(settings: Settings) -> OneRound:
    return ours_awaited({**settings, "count": max(300, settings["in_flight"])})


def long_stream(settings: Settings) -> OneRound:
    """Bytes held after so many ticks of fifty topics, read by a consumer that keeps up."""
    frames = _frames(number % 50 + 1 for number in range(1_000))

    def one_round() -> dict[str, float]:
        gc.collect()
        tracemalloc.start()
        book = _book(50)
        for frame in itertools.islice(itertools.cycle(frames), settings["ticks"]):
            book.read((frame,), 1.0, [])
        gc.collect()
        held = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return {"memory": float(held)}

    return one_round
