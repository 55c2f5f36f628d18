"""From the thread that receives to those who consume: one mailbox for each consumer.

A consumer that falls behind has said beforehand what is to happen: ``latest`` keeps the newest quote of each
instrument, ``drop_oldest`` keeps the newest so many, ``block`` keeps all and makes the connection wait. Marks (order
events, gaps) lie among the quotes in the order they came and are never dropped. Nothing here waits: whoever finds a
mailbox empty, or full, leaves a callback, which is called once, by the thread that changes it.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Literal

from ..errors import EToroError, EToroValidationError
from .quotes import Quote

Policy = Literal["latest", "drop_oldest", "block"]
Callback = Callable[[], Any]

#: How many quotes a bounded mailbox holds unless told otherwise.
MAX_QUEUE: Final = 10_000
#: How many items are taken out under one lock by those who want them all anyway.
_AT_ONCE: Final = 64


class Mailbox:
    """What waits for one consumer. Safe from any thread; ``dropped`` counts the quotes it never got to see."""

    def __init__(self) -> None:
        self.dropped = 0
        self.closed = False
        self.error: EToroError | None = None
        #: What waits, in order. For others only to see whether there is anything: asking costs nothing.
        self.items: deque[Any] = deque()
        # Entered again by a signal's handler that closes what its thread is just taking from.
        self._lock = threading.RLock()
        self._when_ready: list[Callback] = []
        self._when_room: list[Callback] = []

    def put(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        """Add quotes and return those for which there is no room (only ``block`` ever returns any)."""
        with self._lock:
            if self.closed:
                return ()
            left = self._add(quotes)
            if not self._when_ready:
                return left
            waiting = self._take_callbacks()
        for callback in waiting:
            callback()
        return left

    def overfill(self, quotes: Sequence[Quote]) -> None:
        """Add quotes that there was no room for: by a reader that cannot wait for it, and reads no further instead."""
        with self._lock:
            if self.closed:
                return
            self.items.extend(quotes)
            waiting = self._take_callbacks()
        for callback in waiting:
            callback()

    def through(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        """What is left of ``quotes`` for a consumer that is at hand and takes all of it at once, past the mailbox."""
        return quotes

    def put_back(self, quotes: Sequence[Quote]) -> None:
        """Add quotes before all that waits: a consumer that took them got stuck, and newer ones may have come."""
        with self._lock:
            self._add_first(quotes)

    def mark(self, item: Any, *, fence: bool = False) -> None:
        """Add something that must not be dropped; past a ``fence`` no later quote takes the place of an earlier one."""
        with self._lock:
            if self.closed:
                return
            self._add_mark(item, fence)
            waiting = self._take_callbacks()
        for callback in waiting:
            callback()

    def take(self) -> Any:
        """The next item, or None when there is none at the moment."""
        with self._lock:
            try:
                item = self._next() if self.items else None
            except IndexError:
                # Closed meanwhile, by this very thread.
                item = None
        if self._when_room:
            self._make_room()
        return item

    def take_some(self) -> list[Any]:
        """The next items, as many as can be handed over without any of them growing old meanwhile."""
        with self._lock:
            try:
                some = self._next_some()
            except IndexError:
                # As in ``take``.
                some = []
        if self._when_room:
            self._make_room()
        return some

    def close(self, error: EToroError | None = None, *, discard: bool = False) -> None:
        """Accept nothing more; ``error`` says why, if something went wrong. What waits can still be taken unless
        ``discard``. Closing again changes nothing but may discard."""
        with self._lock:
            if not self.closed:
                self.closed, self.error = True, error
            if discard:
                self.items.clear()
            waiting, self._when_ready = self._when_ready, []
        for callback in waiting:
            callback()
        self._make_room()

    def when_ready(self, callback: Callback) -> bool:
        """Have ``callback`` called once there is something to take, or the mailbox closes. False if so already."""
        with self._lock:
            if self.items or self.closed:
                return False
            self._when_ready.append(callback)
            return True

    def when_room(self, callback: Callback) -> bool:
        """Have ``callback`` called once something was taken, or the mailbox closes. False if there is room already."""
        return False

    @property
    def is_full(self) -> bool:
        """Whether it holds as much as it may, or more."""
        return False

    def forget(self, callback: Callback) -> None:
        """Call it no more: whoever left it waits no longer."""
        with self._lock:
            for callbacks in (self._when_ready, self._when_room):
                if callback in callbacks:
                    callbacks.remove(callback)

    def __len__(self) -> int:
        return len(self.items)

    def _take_callbacks(self) -> Iterable[Callback]:
        waiting = self._when_ready
        if waiting and self.items:
            self._when_ready = []
            return waiting
        return ()

    def _add(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        self.items.extend(quotes)
        return ()

    def _add_first(self, quotes: Sequence[Quote]) -> None:
        self.items.extendleft(reversed(quotes))

    def _add_mark(self, item: Any, fence: bool) -> None:
        self.items.append(item)

    def _next(self) -> Any:
        return self.items.popleft()

    def _next_some(self) -> list[Any]:
        return [self._next() for _ in range(min(len(self.items), _AT_ONCE))]

    def _make_room(self) -> None:
        with self._lock:
            waiting, self._when_room = self._when_room, []
        for callback in waiting:
            callback()


class _Place:
    """Where the newest quote of one instrument waits its turn."""

    __slots__ = ("quote",)

    def __init__(self, quote: Quote) -> None:
        self.quote = quote


class Latest(Mailbox):
    """Keeps the newest quote of each instrument, in the order in which instruments began to wait."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[int, _Place] = {}

    def _add(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        places, items = self._places, self.items
        for quote in quotes:
            place = places.get(quote.instrument_id)
            if place is None:
                places[quote.instrument_id] = place = _Place(quote)
                items.append(place)
            else:
                place.quote = quote
                self.dropped += 1
        return ()

    def through(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        newest = {quote.instrument_id: quote for quote in quotes}
        if len(newest) < len(quotes):
            with self._lock:
                self.dropped += len(quotes) - len(newest)
        return tuple(newest.values())

    def _add_first(self, quotes: Sequence[Quote]) -> None:
        # What lies before a mark must not be replaced by what lies behind it.
        marked = any(item.__class__ is not _Place for item in self.items)
        for quote in reversed(quotes):
            if quote.instrument_id in self._places:
                self.dropped += 1
                continue
            place = _Place(quote)
            self.items.appendleft(place)
            if not marked:
                self._places[quote.instrument_id] = place

    def _add_mark(self, item: Any, fence: bool) -> None:
        super()._add_mark(item, fence)
        if fence:
            self._places = {}

    def _next_some(self) -> list[Any]:
        return [self._next()] if self.items else []

    def _next(self) -> Any:
        item = self.items.popleft()
        if item.__class__ is not _Place:
            return item
        quote: Quote = item.quote
        if self._places.get(quote.instrument_id) is item:
            del self._places[quote.instrument_id]
        return quote

    def close(self, error: EToroError | None = None, *, discard: bool = False) -> None:
        super().close(error, discard=discard)
        if discard:
            self._places = {}


class DropOldest(Mailbox):
    """Keeps the newest ``limit`` quotes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self._quotes = 0

    def _add(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        self.items.extend(quotes)
        self._quotes += len(quotes)
        while self._quotes > self._limit:
            self._drop()
        return ()

    def through(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        if len(quotes) <= self._limit:
            return quotes
        with self._lock:
            self.dropped += len(quotes) - self._limit
        return quotes[-self._limit :]

    def _add_first(self, quotes: Sequence[Quote]) -> None:
        super()._add_first(quotes)
        self._quotes += len(quotes)
        while self._quotes > self._limit:
            self._drop()

    def _drop(self) -> None:
        """Take out the oldest quote, past any marks that lie before it."""
        marks: list[Any] = []
        while (item := self.items.popleft()).__class__ is not Quote:
            marks.append(item)
        self.items.extendleft(reversed(marks))
        self._quotes -= 1
        self.dropped += 1

    def _next(self) -> Any:
        item = self.items.popleft()
        if item.__class__ is Quote:
            self._quotes -= 1
        return item


class Block(Mailbox):
    """Keeps everything, up to ``limit``; beyond that the connection waits."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def when_room(self, callback: Callback) -> bool:
        with self._lock:
            if not self.is_full:
                return False
            self._when_room.append(callback)
            return True

    @property
    def is_full(self) -> bool:
        return len(self.items) >= self._limit and not self.closed

    def _next_some(self) -> list[Any]:
        items = self.items
        if len(items) > _AT_ONCE:
            return [items.popleft() for _ in range(_AT_ONCE)]
        some = list(items)
        items.clear()
        return some

    def _add(self, quotes: Sequence[Quote]) -> Sequence[Quote]:
        room = self._limit - len(self.items)
        if room >= len(quotes):
            self.items.extend(quotes)
            return ()
        room = max(room, 0)
        self.items.extend(quotes[:room])
        return quotes[room:]


def mailbox(policy: Policy, max_queue: int | None = None) -> Mailbox:
    """A mailbox of this policy, holding up to ``max_queue`` quotes (10,000 unless said; ``latest`` needs no bound)."""
    limit = MAX_QUEUE if max_queue is None else max_queue
    if limit.__class__ is not int or limit < 1:
        raise EToroValidationError(
            f"max_queue must be a whole number of at least 1, not {max_queue!r}.", field="max_queue", value=max_queue
        )
    if policy == "latest":
        return Latest()
    if policy == "drop_oldest":
        return DropOldest(limit)
    if policy == "block":
        return Block(limit)
    raise EToroValidationError(
        f"policy must be 'latest', 'drop_oldest' or 'block', not {policy!r}.", field="policy", value=policy
    )


def wait_until(when: Callable[[Callable[[], Any]], bool], forget: Callable[[Any], None], seconds: float | None) -> bool:
    """Block until ``when`` (such as a mailbox's ``when_ready``) calls back; False if ``seconds`` passed first."""
    gate = threading.Lock()
    gate.acquire()
    if not when(gate.release):
        return True
    try:
        return gate.acquire(timeout=-1 if seconds is None else min(max(seconds, 0.0), threading.TIMEOUT_MAX))
    finally:
        forget(gate.release)
