"""Who reads and who calls back: what happens when callbacks take their time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from typing import Any

import pytest

from etoropy.events import Listeners
from etoropy.ws import shift as module
from etoropy.ws.delivery import Mailbox, Policy, mailbox, wait_until
from etoropy.ws.hub import Call, Hub
from etoropy.ws.quotes import Quote
from etoropy.ws.shift import Shift

from .hostile import PATIENCE, until


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.005)


def quote(instrument_id: int, bid: float) -> Quote:
    return Quote.of(instrument_id, {"Bid": str(bid), "Ask": "9"})


class Connection:
    """Steps that a test makes up; notes which thread takes each. Every other one can be taken past its life, too."""

    def __init__(self, *steps: Callable[[], Sequence[Quote]]) -> None:
        self.readers: list[threading.Thread] = []
        self.over = threading.Event()
        self.life = self._live()
        self._steps = list(steps)

    @property
    def talks(self) -> bool:
        return len(self._steps) % 2 == 1

    def take_in(self) -> Sequence[Quote]:
        self.readers.append(threading.current_thread())
        return self._steps.pop(0)()

    def _live(self) -> Generator[Sequence[Quote]]:
        try:
            while self._steps:
                yield self.take_in()
            self.readers.append(threading.current_thread())
        finally:
            self.over.set()

    def hold(self, box: Mailbox, quotes: Sequence[Quote]) -> None:
        while quotes:
            assert wait_until(box.when_room, box.forget, PATIENCE)
            quotes = box.put(quotes)


class Stage:
    """A shift with its threads, and everything that its one listener was told."""

    def __init__(self, policy: Policy = "latest", max_queue: int = 100) -> None:
        self.listeners = Listeners()
        self.desk = mailbox(policy, max_queue)
        self.shift = Shift(self.desk, Hub(self.listeners, self.desk, heartbeats=False))
        self.told: list[tuple[int, float]] = []
        self.callers: list[threading.Thread] = []
        self.threads: list[threading.Thread] = []
        self.listeners.add("price", self._price)
        self.during: Callable[[Quote], Any] = lambda quote: None

    def _price(self, symbol: str, instrument_id: int, quote: Quote) -> None:
        self.told.append((instrument_id, quote.bid))
        self.callers.append(threading.current_thread())
        self.during(quote)

    def run(self, *connections: Connection) -> None:
        for connection in (*connections, None):
            thread = threading.Thread(target=self.shift.run, args=(connection,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def end(self) -> None:
        self.desk.close()
        self.shift.wake()
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()


def held_up(event: threading.Event) -> None:
    assert event.wait(PATIENCE)


def test_quick_callbacks_run_in_the_thread_that_reads() -> None:
    stage = Stage()
    connection = Connection(lambda: [quote(1, 1.0), quote(2, 1.0)], lambda: [quote(1, 2.0)])
    stage.run(connection)
    held_up(connection.over)
    assert stage.told == [(1, 1.0), (2, 1.0), (1, 2.0)]
    assert len({*connection.readers, *stage.callers}) == 1
    stage.end()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("good", [0, 1, 2, 3])
def test_a_connection_is_over_when_a_step_is_broken_off(good: int) -> None:
    """Wherever the step was taken: nobody else would let go of the socket."""
    stage = Stage()

    def broken_off() -> Sequence[Quote]:
        raise SystemExit

    connection = Connection(*[lambda: [quote(1, 1.0)]] * good, broken_off, list, list, list)
    stage.run(connection)
    held_up(connection.over)
    assert stage.told == [(1, 1.0)] * good
    assert next(connection.life, None) is None
    stage.end()


def test_while_a_callback_is_held_up_another_thread_reads_on() -> None:
    stage = Stage("block")
    read_on = threading.Event()

    def second() -> Sequence[Quote]:
        read_on.set()
        return [quote(1, 2.0)]

    connection = Connection(lambda: [quote(1, 1.0)], second, lambda: [quote(1, 3.0)])
    # The first callback ends only after something was read in the meantime: with one thread it never would.
    stage.during = lambda it: held_up(read_on) if it.bid == 1.0 else None
    stage.run(connection)
    held_up(connection.over)
    until(lambda: len(stage.told) == 3)
    assert stage.told == [(1, 1.0), (1, 2.0), (1, 3.0)]
    assert connection.readers[0] is stage.callers[0] is not connection.readers[1]
    stage.end()


def test_what_a_held_up_thread_has_in_its_hands_makes_room_for_newer_quotes() -> None:
    stage = Stage("latest")
    read_on = threading.Event()

    def second() -> Sequence[Quote]:
        return [quote(2, 2.0)]

    def third() -> Sequence[Quote]:
        read_on.set()
        return []

    connection = Connection(lambda: [quote(1, 1.0), quote(2, 1.0), quote(3, 1.0)], second, third)
    stage.during = lambda it: held_up(read_on) if it.instrument_id == 1 else None
    stage.run(connection)
    held_up(connection.over)
    until(lambda: len(stage.told) == 3)
    assert sorted(stage.told) == [(1, 1.0), (2, 2.0), (3, 1.0)]
    assert stage.desk.dropped == 1
    stage.end()


@pytest.mark.parametrize("policy", ["latest", "drop_oldest", "block"])
def test_what_is_read_stays_behind_what_lies_on_the_desk_whoever_goes_on_with_it(policy: Policy) -> None:
    stage = Stage(policy)
    handed_over = threading.Event()

    def older() -> Sequence[Quote]:
        stage.desk.put([quote(1, 1.0), quote(2, 1.0)])
        return [quote(2, 2.0)]

    def later() -> Sequence[Quote]:
        handed_over.set()
        return []

    connection = Connection(older, later)
    # The callback for what lay there ends only after somebody else has gone on with the connection.
    stage.during = lambda it: held_up(handed_over) if it.instrument_id == 1 else None
    stage.run(connection)
    held_up(connection.over)
    until(lambda: (2, 2.0) in stage.told)
    assert stage.told == [(1, 1.0), (2, 2.0)] if policy == "latest" else [(1, 1.0), (2, 1.0), (2, 2.0)]
    stage.end()


def test_callbacks_never_overlap_and_keep_their_order_through_many_changes_of_shift() -> None:
    stage = Stage("block", 3)
    count = 400
    running: list[int] = []
    most: list[int] = []
    several = [
        Connection(*[lambda n=n, k=k: [quote(k, float(n)), quote(k, n + 0.5)] for n in range(count)]) for k in (1, 2, 3)
    ]

    def during(it: Quote) -> None:
        running.append(1)
        most.append(len(running))
        if it.bid % 50 == 7:
            # Long enough for the others to take over: they look every few milliseconds.
            threading.Event().wait(0.02)
        running.pop()

    stage.during = during
    stage.run(*several)
    for connection in several:
        held_up(connection.over)
    until(lambda: len(stage.told) == 3 * 2 * count)
    assert max(most) == 1
    for number in (1, 2, 3):
        bids = [bid for instrument, bid in stage.told if instrument == number]
        assert bids == [half / 2 for half in range(2 * count)]
    assert stage.desk.dropped == 0
    stage.end()


def test_at_the_end_a_held_up_thread_is_left_behind_and_its_connection_comes_to_an_end() -> None:
    stage = Stage("block")
    entered, release = threading.Event(), threading.Event()
    ended: list[str] = []
    stage.listeners.add("disconnected", lambda: ended.append("disconnected"))

    def during(it: Quote) -> None:
        entered.set()
        held_up(release)

    stage.during = during
    connection = Connection(lambda: [quote(1, 1.0), quote(1, 2.0)], lambda: [quote(1, 3.0)])
    stage.run(connection)
    held_up(entered)
    stage.desk.mark(Call("disconnected", ()), fence=True)
    stage.desk.close()
    stage.shift.wake()
    held_up(connection.over)
    assert (stage.told, ended) == ([(1, 1.0)], [])
    release.set()
    stage.end()
    # Quotes are of no use to anybody now; how it ended is.
    assert (stage.told, ended) == ([(1, 1.0)], ["disconnected"])


def test_what_lies_on_the_desk_while_nobody_reads_is_told_all_the_same() -> None:
    stage = Stage()
    stage.run()
    heard = threading.Event()
    stage.listeners.add("error", lambda error: heard.set())
    stage.desk.mark(Call("error", (ValueError(),)))
    held_up(heard)
    stage.end()


def test_whoever_sleeps_soundly_is_woken_by_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUIET", 0)
    stage = Stage()
    stage.run()
    until(lambda: bool(stage.desk._when_ready))
    heard = threading.Event()
    stage.listeners.add("connected", heard.set)
    stage.desk.mark(Call("connected", ()))
    held_up(heard)
    until(lambda: bool(stage.desk._when_ready))
    stage.end()


def test_whoever_sleeps_soundly_is_woken_by_a_callback_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_QUIET", 0)
    stage = Stage("block")
    read_on = threading.Event()

    def first() -> Sequence[Quote]:
        # As after a quiet minute.
        until(lambda: bool(stage.desk._when_ready))
        return [quote(1, 1.0)]

    def second() -> Sequence[Quote]:
        read_on.set()
        return []

    connection = Connection(first, second)
    stage.during = lambda it: held_up(read_on)
    stage.run(connection)
    held_up(connection.over)
    assert stage.told == [(1, 1.0)]
    stage.end()
    assert stage.desk._when_ready == []


@pytest.mark.parametrize("failure", [ValueError("no"), SystemExit(1)])
def test_a_listener_that_fails_in_any_way_is_told_of_and_stops_nothing(failure: BaseException) -> None:
    stage = Stage("block")
    errors: list[BaseException] = []
    stage.listeners.add("error", errors.append)

    def during(it: Quote) -> None:
        if it.bid == 1.0:
            raise failure

    stage.during = during
    connection = Connection(lambda: [quote(1, 1.0), quote(1, 2.0)], lambda: [quote(1, 3.0)])
    stage.run(connection)
    held_up(connection.over)
    assert stage.told == [(1, 1.0), (1, 2.0), (1, 3.0)]
    assert errors == [failure]
    stage.end()


def test_no_quote_is_told_after_a_listener_closed() -> None:
    stage = Stage("block")
    stage.during = lambda it: stage.desk.close()
    connection = Connection(lambda: [quote(1, 1.0), quote(1, 2.0)], lambda: [quote(1, 3.0)])
    stage.run(connection)
    held_up(connection.over)
    stage.end()
    assert stage.told == [(1, 1.0)]
