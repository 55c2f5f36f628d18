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
    """Listeners by event name. ``emit`` returns what listeners raised and leaves the reporting to the caller."""

    def __init__(self, events: tuple[str, ...] = EVENTS) -> None:
        self._known = events
        self._lock = threading.Lock()
        self._by_event: dict[str, tuple[tuple[Listener, bool], ...]] = {}

    def _check(self, event: str) -> None:
        if event not in self._known:
            known = ", ".join(repr(name) for name in self._known)
            raise EToroValidationError(f"There is no event {event!r}; there are {known}.", field="event", value=event)

    def add(self, event: str, listener: Listener, *, once: bool = False) -> None:
        """Call ``listener`` at each emission of ``event``, or only at the next one."""
        self._check(event)
        if not callable(listener):
            raise EToroValidationError("A listener must be callable.", field="listener", value=listener)
        with self._lock:
            self._by_event[event] = (*self._by_event.get(event, ()), (listener, once))

    def remove(self, event: str, listener: Listener) -> None:
        """Forget the listener that was added last under this event; one that is not there is no error."""
        self._check(event)
        with self._lock:
            entries = self._by_event.get(event, ())
            for index in range(len(entries) - 1, -1, -1):
                if entries[index][0] == listener:
                    self._by_event[event] = entries[:index] + entries[index + 1 :]
                    return

    def clear(self, event: str | None = None) -> None:
        """Forget every listener of one event, or of all."""
        if event is not None:
            self._check(event)
        with self._lock:
            if event is None:
                self._by_event.clear()
            else:
                self._by_event.pop(event, None)

    def has(self, event: str) -> bool:
        """Whether anybody listens: lets a caller skip building what nobody would see."""
        return bool(self._by_event.get(event))

    def take(self, event: str) -> tuple[Listener, ...]:
        """The listeners to call now; those added with ``once`` are gone afterwards."""
        entries = self._by_event.get(event, ())
        if not any(once for _, once in entries):
            return tuple(listener for listener, _ in entries)
        with self._lock:
            entries = self._by_event.get(event, ())
            self._by_event[event] = tuple(entry for entry in entries if not entry[1])
        return tuple(listener for listener, _ in entries)

    def emit(self, event: str, *args: Any) -> list[tuple[Listener, Exception]]:
        """Call every listener; one that raises does not stop the others. Returns failures as (listener, exception)."""
        failures: list[tuple[Listener, Exception]] = []
        for listener in self.take(event):
            try:
                listener(*args)
            except Exception as error:  # noqa: BLE001 - a listener may raise anything; the caller reports it
                failures.append((listener, error))
        return failures
