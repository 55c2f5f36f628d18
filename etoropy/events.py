"""Who listens to what: the registry behind ``on``, ``once`` and ``off``.

Listeners are plain callables, called in the order they were added. Registering and removing is safe from any thread and
from inside a listener: an emission works on the list as it stood when the emission began.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from .errors import EToroValidationError

Listener = Callable[..., Any]

EVENTS: Final = (
    "price",
    "order:update",
    "connected",
    "disconnected",
    "error",
    "ws:message",
    "gap",
)


class Listeners:
    """Listeners by event name. Calling them, and what becomes of what they raise, is up to whoever takes them."""

    def __init__(self, events: tuple[str, ...] = EVENTS) -> None:
        self._known = events
        self._lock = threading.RLock()
        self._by_event: dict[str, tuple[tuple[Listener, bool], ...]] = {}
        #: What ``take`` gives, by event, where nobody listens for one time only. Made when listeners change: a stream
        #: asks thousands of times a second.
        self.ready: dict[str, tuple[Listener, ...]] = {}
        #: The events that anybody listens to: lets a caller skip building what nobody would see.
        self.heard: frozenset[str] = frozenset()

    def _check(self, event: str) -> None:
        if event not in self._known:
            known = ", ".join(repr(name) for name in self._known)
            raise EToroValidationError(f"There is no event {event!r}; there are {known}.", field="event", value=event)

    def _put(self, event: str, entries: tuple[tuple[Listener, bool], ...]) -> None:
        self._by_event[event] = entries
        self.heard = frozenset(name for name, entries in self._by_event.items() if entries)
        if any(once for _, once in entries):
            # These have to be taken under the lock, so that each is called once.
            self.ready.pop(event, None)
        else:
            self.ready[event] = tuple(listener for listener, _ in entries)

    def add(self, event: str, listener: Listener, *, once: bool = False) -> None:
        """Call ``listener`` at each emission of ``event``, or only at the next one."""
        self._check(event)
        if not callable(listener):
            raise EToroValidationError("A listener must be callable.", field="listener", value=listener)
        with self._lock:
            self._put(event, (*self._by_event.get(event, ()), (listener, once)))

    def remove(self, event: str, listener: Listener) -> None:
        """Forget the listener that was added last under this event; one that is not there is no error."""
        self._check(event)
        with self._lock:
            entries = self._by_event.get(event, ())
            for index in range(len(entries) - 1, -1, -1):
                if entries[index][0] == listener:
                    self._put(event, entries[:index] + entries[index + 1 :])
                    return

    def clear(self, event: str | None = None) -> None:
        """Forget every listener of one event, or of all."""
        if event is not None:
            self._check(event)
        with self._lock:
            for name in tuple(self._by_event) if event is None else (event,):
                self._put(name, ())

    def take(self, event: str) -> tuple[Listener, ...]:
        """The listeners to call now; those added with ``once`` are gone afterwards."""
        ready = self.ready.get(event)
        if ready is not None:
            return ready
        with self._lock:
            entries = self._by_event.get(event, ())
            self._put(event, tuple(entry for entry in entries if not entry[1]))
        return tuple(listener for listener, _ in entries)
