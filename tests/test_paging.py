"""Pages: where they begin, when they end, and that nothing is given twice or left out."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy import EToroValidationError
from etoropy.paging import Pager, chunks


def walk(pager: Pager[int], fetch: Callable[[int], tuple[list[int] | None, int | None]]) -> tuple[list[int], list[int]]:
    """Every entry, and the positions asked for."""
    found: list[int] = []
    asked: list[int] = []
    while not pager.done:
        asked.append(pager.position)
        found += pager.take(*fetch(pager.position))
    return found, asked


def pager(size: int, first: int, *, by_offset: bool = False) -> Pager[int]:
    return Pager(size, first, lambda entry: entry, by_offset=by_offset, most=100)


@given(st.integers(0, 50), st.integers(1, 9), st.sampled_from([0, 1]), st.booleans())
def test_a_known_total_ends_the_walk_without_a_request_too_many(count: int, size: int, first: int, over: bool) -> None:
    entries = list(range(count))

    def fetch(page: int) -> tuple[list[int], int]:
        start = (page - first) * size
        return entries[start : start + size] or (entries[-size:] if over else []), count

    found, asked = walk(pager(size, first), fetch)
    assert found == entries
    assert asked == list(range(first, first + max(1, -(-count // size))))


@given(st.integers(0, 50), st.integers(1, 9), st.booleans())
def test_without_a_total_a_page_that_is_not_full_ends_the_walk(count: int, size: int, repeats: bool) -> None:
    entries = list(range(count))

    def fetch(offset: int) -> tuple[list[int], None]:
        page = entries[offset : offset + size]
        return page or (entries[-size:] if repeats else []), None

    found, asked = walk(pager(size, 0, by_offset=True), fetch)
    assert found == entries
    # A full page over again may be one that new entries pushed on, so it is asked for once more.
    again = 1 if repeats and count and count % size == 0 else 0
    assert asked == [size * number for number in range(count // size + 1 + again)]


def test_entries_pushed_onto_the_next_page_are_given_once() -> None:
    pages = {1: [5, 4, 3], 2: [3, 2, 1], 3: []}
    assert walk(pager(3, 1), lambda page: (pages[page], None))[0] == [5, 4, 3, 2, 1]


@given(st.integers(0, 30), st.integers(1, 6), st.integers(0, 40), st.integers(1, 4), st.booleans(), st.booleans())
def test_however_many_entries_come_in_between_two_pages_none_is_missed_or_given_twice(
    count: int, size: int, new: int, after: int, tells_total: bool, repeats: bool
) -> None:
    entries = list(range(count, 0, -1))
    asked = 0

    def fetch(page: int) -> tuple[list[int], int | None]:
        nonlocal asked
        if asked == after:
            entries[:0] = range(count + new, count, -1)
        asked += 1
        shown = entries[(page - 1) * size : page * size] or (entries[-size:] if repeats else [])
        return shown, len(entries) if tells_total else None

    found, _ = walk(pager(size, 1), fetch)
    assert len(found) == len(set(found))
    assert set(range(1, count + 1)) <= set(found)


@pytest.mark.parametrize("pages", [[[1, 2]], [[1, 2], [2, 1]], [[1, 2], [1, 3], [2, 3]]])
def test_an_endpoint_that_gives_the_same_entries_for_ever_is_left(pages: list[list[int]]) -> None:
    found, asked = walk(pager(2, 0), lambda page: (pages[page % len(pages)], None))
    assert sorted(found) == sorted({entry for page in pages for entry in page})
    assert len(asked) <= 2 * len(pages) + 2


def test_entries_without_an_identity_are_all_given_while_the_total_says_more() -> None:
    nameless: Pager[int] = Pager(2, 1, lambda entry: None, most=100)
    assert walk(nameless, lambda page: ([7, 7], 6))[0] == [7, 7, 7, 7, 7, 7]


def test_without_a_total_the_same_page_of_entries_without_an_identity_is_the_last_over_again() -> None:
    nameless: Pager[int] = Pager(2, 1, lambda entry: None, most=100)
    pages = {1: [1, 2], 2: [3, 4]}
    assert walk(nameless, lambda page: (pages.get(page, [3, 4]), None))[0] == [1, 2, 3, 4]


def test_a_list_that_is_null_is_an_empty_page() -> None:
    assert walk(pager(3, 1), lambda page: (None, None)) == ([], [1])


def test_a_page_shorter_than_asked_is_not_the_last_while_the_total_says_more() -> None:
    pages = {1: [1, 2], 2: [3, 4], 3: [5]}
    assert walk(pager(10, 1), lambda page: (pages[page], 5))[0] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("size", [0, -1, 101])
def test_a_page_size_that_etoro_does_not_serve_is_refused(size: int) -> None:
    with pytest.raises(EToroValidationError) as refused:
        pager(size, 1)
    assert refused.value.field == "page_size"


def test_chunks_cover_everything_in_order() -> None:
    assert [list(part) for part in chunks(list(range(7)), 3)] == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(chunks([], 3)) == []
