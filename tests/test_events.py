"""Listeners: who is called, in which order, and how often."""

from typing import Any

import pytest

from etoropy import EToroValidationError
from etoropy.events import Listeners


def emit(events: Listeners, event: str, *args: Any) -> None:
    for listener in events.take(event):
        listener(*args)


def test_listeners_are_called_in_the_order_they_were_added() -> None:
    calls: list[Any] = []
    events = Listeners()
    events.add("price", lambda *args: calls.append(("first", *args)))
    events.add("price", lambda *args: calls.append(("second", *args)))
    emit(events, "price", "AAPL", 1001)
    assert calls == [("first", "AAPL", 1001), ("second", "AAPL", 1001)]


def test_a_once_listener_is_called_once() -> None:
    calls: list[int] = []
    events = Listeners()
    events.add("connected", lambda: calls.append(1), once=True)
    emit(events, "connected")
    emit(events, "connected")
    assert calls == [1]


def test_a_listener_may_remove_itself_while_it_is_called() -> None:
    events = Listeners()
    calls: list[int] = []

    def leave() -> None:
        calls.append(1)
        events.remove("connected", leave)

    events.add("connected", leave)
    emit(events, "connected")
    emit(events, "connected")
    assert calls == [1]
    assert "connected" not in events.heard


def test_removing_takes_the_last_of_equal_listeners_and_forgives_strangers() -> None:
    events = Listeners()
    calls: list[int] = []

    def listener() -> None:
        calls.append(1)

    events.add("connected", listener)
    events.add("connected", listener)
    events.remove("connected", listener)
    events.remove("connected", print)
    emit(events, "connected")
    assert calls == [1]


def test_clearing_forgets_one_event_or_all() -> None:
    events = Listeners()
    for event in ("connected", "error"):
        events.add(event, print)
    events.clear("connected")
    assert events.heard == {"error"}
    events.clear()
    assert "error" not in events.heard


def test_an_unknown_event_is_refused_with_the_known_ones() -> None:
    with pytest.raises(EToroValidationError, match="'price'"):
        Listeners().add("prices", print)
    with pytest.raises(EToroValidationError, match="callable"):
        Listeners().add("price", None)  # type: ignore[arg-type]
