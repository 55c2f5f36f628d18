"""The journal of orders."""

from __future__ import annotations

import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import EToroValidationError
from etoropy.orders.decision import Intent
from etoropy.orders.journal import Entry, Journal, Outcome, entry_of, line_of

from .test_decision import NOON, OTHER, OURS, closing, intent


def outcome(**changes: Any) -> Outcome:
    fields: dict[str, Any] = {
        "reference_id": OURS, "at": NOON, "verdict": "placed", "order_id": 7, "position_ids": (70, 71),
        "found": "reference",
    }  # fmt: skip
    return Outcome(**fields | changes)


def as_read(entry: Entry) -> Entry:
    return evolve(entry, is_remembered=True) if isinstance(entry, Intent) else entry


ENTRIES = [
    intent(),
    intent(kind="limit", rate=150.5, amount=None, units=0.25, additional_margin=5.0, currency="eur"),
    closing(units=0.5, api="v1", mode="real"),
    outcome(),
    outcome(verdict="unknown", order_id=None, position_ids=(), found=None, reason='the line was "down"\n'),
    outcome(is_told=False, by="somebody", mode="demo", sent_at=NOON),
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda it: type(it).__name__)
def test_an_entry_is_read_as_it_was_written(entry: Entry) -> None:
    line = line_of(entry)
    assert line.count(b"\n") == 1
    assert entry_of(line) == as_read(entry)


@given(
    amount=st.none() | st.floats(0.01, 1e9),
    units=st.none() | st.floats(1e-8, 1e9),
    seconds=st.floats(0, 1e8),
    leverage=st.integers(1, 400),
)
def test_figures_and_times_survive(amount: float | None, units: float | None, seconds: float, leverage: int) -> None:
    moment = NOON + timedelta(seconds=seconds)
    sent = intent(amount=amount, units=units, sent_at=moment, leverage=leverage)
    assert entry_of(line_of(sent)) == as_read(sent)


def test_a_line_is_json_that_people_can_read() -> None:
    said = orjson.loads(line_of(intent()))
    assert said["event"] == "intent"
    assert said["reference"] == OURS
    assert said["at"] == "2026-03-04T12:00:00Z"
    assert "units" not in said


def test_a_journal_gives_what_is_new(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "orders.jsonl")
    assert journal.read() == ([], 0, 0, b"")
    journal.intend(intent())
    first = journal.read()
    assert first.entries == [as_read(intent())]
    Journal(journal.path).conclude(outcome())
    assert journal.read(first.position).entries == [outcome()]


def test_a_line_torn_by_a_crash_hides_no_other(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "orders.jsonl")
    journal.intend(intent())
    with journal.path.open("ab") as file:
        file.write(line_of(intent(reference_id=OTHER))[:40])
    torn = journal.read()
    assert torn.entries == [as_read(intent())]
    journal.conclude(outcome())
    pages = journal.read(torn.position)
    assert pages.entries == [outcome()]
    assert pages.unreadable == 1


def test_a_journal_that_was_begun_anew_is_read_from_the_start(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "orders.jsonl")
    journal.intend(intent())
    journal.intend(intent(reference_id=OTHER))
    position = journal.read().position
    journal.path.unlink()
    journal.conclude(outcome())
    assert journal.read(position).entries == [outcome()]


def test_a_journal_that_was_rotated_is_read_from_the_start(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "orders.jsonl")
    journal.intend(intent())
    seen = journal.read()
    journal.path.rename(tmp_path / "orders.jsonl.1")
    for _ in range(3):
        journal.intend(intent(reference_id=OTHER))
    assert len(journal.read(seen.position, seen.head).entries) == 3


def test_lines_of_a_later_version_are_left_alone() -> None:
    assert entry_of(b'{"v":2,"event":"intent"}') is None
    assert entry_of(b"[]") is None
    assert entry_of(b'{"v":1,"event":"outcome"}') is None


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "orders.jsonl")
    journal.intend(intent())
    if os.name == "posix":
        assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_an_order_that_cannot_be_written_down_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EToroValidationError) as caught:
        Journal(tmp_path / "missing" / "orders.jsonl").intend(intent())
    assert caught.value.field == "journal"
    assert "nothing was sent" in str(caught.value)


def test_times_come_back_in_utc() -> None:
    read = entry_of(line_of(outcome(at=datetime.fromisoformat("2026-03-04T13:00:00+01:00"))))
    assert isinstance(read, Outcome)
    assert read.at == NOON
