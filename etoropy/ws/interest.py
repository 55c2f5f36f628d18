"""Who wants which topics, and over which connection they come.

A topic is subscribed once, however many consumers it has, and unsubscribed when the last one goes. eToro serves 4,999
topics to a connection; beyond that another connection is opened.
"""

from __future__ import annotations

from collections.abc import Iterable

from .messages import TOPICS_PER_CONNECTION


class Interest:
    """How many consumers each topic has."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def __contains__(self, topic: str) -> bool:
        return topic in self._count

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(self._count)

    def add(self, topics: Iterable[str]) -> list[str]:
        """One more consumer for each of ``topics``; returns those that had none before."""
        fresh: list[str] = []
        for topic in topics:
            count = self._count.get(topic, 0)
            self._count[topic] = count + 1
            if not count:
                fresh.append(topic)
        return fresh

    def release(self, topics: Iterable[str]) -> list[str]:
        """One consumer less; returns those that have none now. A topic without consumers is passed over."""
        gone: list[str] = []
        for topic in topics:
            count = self._count.get(topic, 0)
            if count > 1:
                self._count[topic] = count - 1
            elif count:
                del self._count[topic]
                gone.append(topic)
        return gone


class Spread:
    """Which connection, by number from 0, carries each topic."""

    def __init__(self, capacity: int = TOPICS_PER_CONNECTION) -> None:
        self._capacity = capacity
        self._carrier: dict[str, int] = {}
        self._load: list[int] = []

    def __getitem__(self, topic: str) -> int:
        return self._carrier[topic]

    def __contains__(self, topic: str) -> bool:
        return topic in self._carrier

    def place(self, topics: Iterable[str]) -> dict[int, list[str]]:
        """Find room for ``topics``: the first connection that has some, a further one where none has."""
        placed: dict[int, list[str]] = {}
        number = 0
        for topic in topics:
            while number < len(self._load) and self._load[number] >= self._capacity:
                number += 1
            if number == len(self._load):
                self._load.append(0)
            self._load[number] += 1
            self._carrier[topic] = number
            placed.setdefault(number, []).append(topic)
        return placed

    def remove(self, topics: Iterable[str]) -> dict[int, list[str]]:
        """Give up ``topics``; returns them by the connection that carried them."""
        removed: dict[int, list[str]] = {}
        for topic in topics:
            number = self._carrier.pop(topic, None)
            if number is not None:
                self._load[number] -= 1
                removed.setdefault(number, []).append(topic)
        return removed

    def carriers(self, topics: Iterable[str]) -> dict[int, list[str]]:
        """``topics`` by the connection that carries them."""
        carried: dict[int, list[str]] = {}
        for topic in topics:
            carried.setdefault(self._carrier[topic], []).append(topic)
        return carried

    def load(self, number: int) -> int:
        """How many topics a connection carries."""
        return self._load[number] if number < len(self._load) else 0
