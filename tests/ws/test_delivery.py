"""Mailboxes: what becomes of quotes while their consumer is busy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import EToroValidationError, EToroWebSocketError
from etoropy.ws.delivery import Block, DropOldest, Latest, Mailbox, Policy, mailbox, wait_until
from etoropy.ws.quotes import Quote

from .timeless import timeless


def quote(instrument_id: int, bid: float = 1.0) -> Quote:
    return Quote.of(instrument_id, {"Bid": str(bid), "Ask": "2"})


def everything(box: Mailbox) -> list[Any]:
    items = []
    while (item := box.take()) is not None:
        items.append(item)
    return items


def test_latest_keeps_the_newest_of_each_instrument_in_order_of_arrival() -> None:
    box = Latest()
    box.put([quote(1, 1.0), quote(2, 1.0), quote(1, 1.1), quote(3, 1.0), quote(1, 1.2)])
    assert [(item.instrument_id, item.bid) for item in everything(box)] == [(1, 1.2), (2, 1.0), (3, 1.0)]
    assert box.dropped == 2
    box.put([quote(1, 1.3)])
    assert [item.bid for item in everything(box)] == [1.3]


def test_latest_hands_over_one_at_a_time_so_that_none_grows_old() -> None:
    box = Latest()
    box.put([quote(1, 1.0), quote(2, 1.0)])
    assert [item.bid for item in box.take_some()] == [1.0]
    box.put([quote(2, 1.5)])
    assert [item.bid for item in box.take_some()] == [1.5]
    assert box.take_some() == []


def test_no_quote_from_after_a_fence_takes_a_place_before_it() -> None:
    box = Latest()
    box.put([quote(1, 1.0)])
    box.mark("gap", fence=True)
    box.put([quote(1, 1.1), quote(1, 1.2)])
    before, gap, after = everything(box)
    assert (before.bid, gap, after.bid) == (1.0, "gap", 1.2)


def test_other_marks_leave_the_order_of_quotes_alone() -> None:
    box = Latest()
    box.put([quote(1, 1.0)])
    box.mark("order")
    box.put([quote(1, 1.1)])
    newest, order = everything(box)
    assert (newest.bid, order) == (1.1, "order")


def test_drop_oldest_keeps_the_newest_so_many_and_every_mark() -> None:
    box = DropOldest(2)
    box.put([quote(1, 1.0)])
    box.mark("a")
    box.put([quote(1, 1.1), quote(1, 1.2)])
    box.mark("b")
    box.put([quote(1, 1.3)])
    assert [getattr(item, "bid", item) for item in everything(box)] == ["a", 1.2, "b", 1.3]
    assert box.dropped == 2
    box.put([quote(1, float(bid)) for bid in range(10)])
    assert [item.bid for item in box.take_some()] == [8.0, 9.0]


def test_block_gives_back_what_there_is_no_room_for() -> None:
    box = Block(2)
    left = box.put([quote(1, 1.0), quote(1, 1.1), quote(1, 1.2)])
    assert [item.bid for item in left] == [1.2]
    called: list[str] = []
    assert box.when_room(lambda: called.append("room"))
    box.take()
    assert called == ["room"]
    assert not box.when_room(lambda: called.append("never")), "there is room already"
    assert not box.put(left)
    assert box.dropped == 0
    assert box.when_room(lambda: called.append("some"))
    box.take_some()
    assert called == ["room", "some"]


def test_marks_are_taken_even_by_a_full_box() -> None:
    box = Block(1)
    box.put([quote(1)])
    box.mark("order")
    assert len(box) == 2


@pytest.mark.parametrize("box", [Mailbox(), Latest(), DropOldest(3), Block(3)])
def test_who_waits_is_called_once_when_something_comes(box: Mailbox) -> None:
    called: list[int] = []
    assert box.when_ready(lambda: called.append(1))
    box.put([quote(1)])
    box.put([quote(1)])
    assert called == [1]
    assert not box.when_ready(lambda: called.append(2))
    box.take()


@pytest.mark.parametrize("box", [Mailbox(), Latest(), DropOldest(1), Block(1)])
def test_closing_wakes_everybody_and_accepts_nothing_more(box: Mailbox) -> None:
    called: list[str] = []
    box.when_ready(lambda: called.append("ready"))
    error = EToroWebSocketError("over")
    box.close(error)
    box.close(EToroWebSocketError("again"))
    assert box.error is error
    box.mark("late")
    assert box.put([quote(1)]) == ()
    assert box.take() is None
    assert not box.when_ready(lambda: called.append("never"))
    assert not box.when_room(lambda: called.append("never"))
    assert called == ["ready"]


def test_closing_lets_those_go_who_wait_for_room() -> None:
    box = Block(1)
    box.put([quote(1)])
    called: list[str] = []
    box.when_room(lambda: called.append("room"))
    box.close()
    assert called == ["room"]


@pytest.mark.parametrize("box", [Mailbox(), Latest(), DropOldest(3), Block(3)])
def test_what_waits_can_be_taken_after_closing_unless_discarded(box: Mailbox) -> None:
    box.put([quote(1)])
    box.close()
    assert len(everything(box)) == 1
    box.close(discard=True)
    assert everything(box) == []


@pytest.mark.parametrize("box", [Latest(), Block(1)])
def test_who_no_longer_waits_is_not_called(box: Mailbox) -> None:
    called: list[str] = []

    def ready() -> None:
        called.append("ready")

    def room() -> None:
        called.append("room")

    box.when_ready(ready)
    box.forget(ready)
    box.put([quote(1)])
    box.when_room(room)
    box.forget(room)
    box.take()
    box.forget(room)
    assert called == []


def test_waiting_ends_with_the_event_or_with_the_time() -> None:
    box = Mailbox()
    assert not wait_until(box.when_ready, box.forget, 0.0)
    assert not wait_until(box.when_ready, box.forget, -1.0)
    thread = threading.Thread(target=lambda: box.put([quote(1)]))
    thread.start()
    assert wait_until(box.when_ready, box.forget, float("inf"))
    assert wait_until(box.when_ready, box.forget, None)
    thread.join()


@pytest.mark.parametrize(("policy", "kind"), [("latest", Latest), ("drop_oldest", DropOldest), ("block", Block)])
def test_policies_have_names(policy: Policy, kind: type[Mailbox]) -> None:
    assert type(mailbox(policy)) is kind


def test_policies_and_bounds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(EToroValidationError) as caught:
        mailbox("newest")  # type: ignore[arg-type]
    assert caught.value.field == "policy"
    for bound in (0, -1, 1.5, True, "9"):
        with pytest.raises(EToroValidationError) as caught:
            mailbox("block", bound)  # type: ignore[arg-type]
        assert caught.value.field == "max_queue"


@timeless
@given(st.lists(st.one_of(st.integers(1, 4), st.sampled_from(["take", "mark", "fence"])), max_size=80))
def test_latest_never_loses_the_newest_nor_reorders_an_instrument(script: list[Any]) -> None:
    box, got, put, marks = Latest(), [], {}, 0
    for step, action in enumerate(script):
        if action == "take":
            got.append(box.take())
        elif isinstance(action, str):
            box.mark(action, fence=action == "fence")
            marks += 1
        else:
            box.put([quote(action, float(step))])
            put.setdefault(action, []).append(float(step))
    got += everything(box)
    quotes = [item for item in got if isinstance(item, Quote)]
    assert sum(isinstance(item, str) for item in got) == marks
    for number, bids in put.items():
        mine = [item.bid for item in quotes if item.instrument_id == number]
        assert mine == sorted(mine)
        assert mine[-1] == bids[-1]
    assert box.dropped + len(quotes) == sum(map(len, put.values()))


@timeless
@given(st.integers(1, 5), st.lists(st.one_of(st.integers(1, 9), st.just("take"), st.just("mark")), max_size=60))
def test_drop_oldest_holds_exactly_the_newest(limit: int, script: list[Any]) -> None:
    box, model, dropped = DropOldest(limit), [], 0
    for step, action in enumerate(script):
        if action == "take":
            expected = model.pop(0) if model else None
            item = box.take()
            assert getattr(item, "bid", item) == expected
        elif action == "mark":
            box.mark("mark")
            model.append("mark")
        else:
            box.put([quote(action, float(step))])
            model.append(float(step))
            if sum(isinstance(entry, float) for entry in model) > limit:
                model.remove(next(entry for entry in model if isinstance(entry, float)))
                dropped += 1
    assert [getattr(item, "bid", item) for item in everything(box)] == model
    assert box.dropped == dropped


def test_readers_and_consumers_in_threads_lose_nothing() -> None:
    box = Block(50)
    count, readers = 2_000, 3
    got: list[Quote] = []

    def read(number: int) -> None:
        left: Any = [quote(number, float(bid)) for bid in range(count)]
        while left:
            left = box.put(left)
            if left:
                wait_until(box.when_room, box.forget, 5.0)

    def consume() -> None:
        while len(got) < count * readers and wait_until(box.when_ready, box.forget, 5.0):
            while (item := box.take()) is not None:
                got.append(item)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    threads.append(threading.Thread(target=consume))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    for number in range(readers):
        assert [item.bid for item in got if item.instrument_id == number] == [float(bid) for bid in range(count)]


# ── past the mailbox, and back into it ─────────────────────────────────────────────────────────────────────────────


def _bids(items: Any) -> list[Any]:
    return [(item.instrument_id, item.bid) if isinstance(item, Quote) else item for item in items]


def test_what_goes_past_a_mailbox_is_what_it_would_have_kept() -> None:
    quotes = [quote(1, 1.0), quote(2, 1.0), quote(1, 1.1)]
    latest, oldest, block = Latest(), DropOldest(2), Block(1)
    assert _bids(latest.through(quotes)) == [(1, 1.1), (2, 1.0)]
    assert _bids(oldest.through(quotes)) == [(2, 1.0), (1, 1.1)]
    assert block.through(quotes) == quotes
    assert (latest.dropped, oldest.dropped, block.dropped) == (1, 1, 0)


def test_what_comes_back_lies_before_what_came_later() -> None:
    box = Block(10)
    box.put([quote(1, 2.0)])
    box.put_back([quote(1, 1.0), quote(2, 1.0)])
    assert _bids(everything(box)) == [(1, 1.0), (2, 1.0), (1, 2.0)]


def test_what_comes_back_to_latest_yields_to_newer_quotes_and_is_replaced_by_them() -> None:
    box = Latest()
    box.put([quote(1, 2.0)])
    box.put_back([quote(1, 1.0), quote(2, 1.0)])
    box.put([quote(2, 2.0)])
    assert _bids(everything(box)) == [(2, 2.0), (1, 2.0)]
    assert box.dropped == 2


def test_what_comes_back_before_a_gap_is_not_replaced_by_what_lies_behind_it() -> None:
    box = Latest()
    box.mark("gap", fence=True)
    box.put_back([quote(2, 1.0)])
    box.put([quote(2, 2.0)])
    assert _bids(everything(box)) == [(2, 1.0), "gap", (2, 2.0)]
    assert box.dropped == 0


def test_what_comes_back_to_drop_oldest_is_the_first_to_go() -> None:
    box = DropOldest(2)
    box.put([quote(1, 3.0)])
    box.put_back([quote(1, 1.0), quote(1, 2.0)])
    assert _bids(everything(box)) == [(1, 2.0), (1, 3.0)]
    assert box.dropped == 1


@pytest.mark.parametrize("policy", ["latest", "drop_oldest", "block"])
@pytest.mark.parametrize("take", [Mailbox.take, Mailbox.take_some])
def test_a_thread_may_close_what_it_is_just_taking_from(
    policy: Policy, take: Callable[[Mailbox], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal's handler that closes the stream runs in the midst of whatever its thread was doing."""
    box = mailbox(policy, 10)
    box.put([quote(1)])

    class Interrupted(type(box.items)):  # type: ignore[misc]
        def popleft(self) -> Any:
            box.close(discard=True)
            return super().popleft()

        def __iter__(self) -> Iterator[Any]:
            box.close(discard=True)
            return iter(())

    box.items = Interrupted(box.items)
    assert not take(box)
    assert box.closed
