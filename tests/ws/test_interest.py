"""Reference counts of topics, and their spread over connections."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from etoropy.ws.interest import Interest, Spread

from .timeless import timeless


def test_a_topic_is_fresh_once_and_gone_with_its_last_consumer() -> None:
    interest = Interest()
    assert interest.add(["a", "b"]) == ["a", "b"]
    assert interest.add(["b", "c"]) == ["c"]
    assert interest.release(["a", "b"]) == ["a"]
    assert interest.release(["b", "c", "unknown"]) == ["b", "c"]
    assert interest.topics == ()
    assert "a" not in interest


def test_topics_fill_one_connection_after_another() -> None:
    spread = Spread(capacity=2)
    assert spread.place(["a", "b", "c"]) == {0: ["a", "b"], 1: ["c"]}
    assert spread.place(["d", "e"]) == {1: ["d"], 2: ["e"]}
    assert spread.remove(["a", "c", "unknown"]) == {0: ["a"], 1: ["c"]}
    assert spread.place(["f"]) == {0: ["f"]}
    assert (spread.load(0), spread.load(1), spread.load(9)) == (2, 1, 0)
    assert spread["f"] == 0
    assert "a" not in spread
    assert spread.carriers(["b", "d", "e"]) == {0: ["b"], 1: ["d"], 2: ["e"]}


def test_twelve_thousand_topics_take_three_connections() -> None:
    placed = Spread().place(f"instrument:{number}" for number in range(12_000))
    assert [len(topics) for topics in placed.values()] == [4_999, 4_999, 2_002]


@timeless
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=80))
def test_no_connection_is_ever_over_its_capacity(script: list[tuple[bool, int]]) -> None:
    interest, spread = Interest(), Spread(capacity=3)
    for adding, number in script:
        topic = str(number)
        if adding:
            spread.place(interest.add([topic]))
        else:
            spread.remove(interest.release([topic]))
        loads = [spread.load(index) for index in range(12)]
        assert max(loads) <= 3
        assert sum(loads) == len(interest.topics)
