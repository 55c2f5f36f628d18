import math

import pytest

from etoropy.simulator.clock import NO_DATE, SimClock, moment, read_time, wire_time


def test_a_manual_clock_moves_only_when_it_is_advanced():
    clock = SimClock.manual(1000.0)
    assert (clock.now(), clock.now(), clock.wall()) == (1000.0, 1000.0, 0.0)
    clock.advance(2.5)
    assert (clock.now(), clock.wall()) == (1002.5, 2.5)


def test_time_does_not_run_backwards():
    for seconds in (-1, math.nan, math.inf):
        with pytest.raises(ValueError, match="forwards"):
            SimClock.manual().advance(seconds)


def test_a_clock_needs_a_speed_above_zero():
    for speed in (0, -1, math.nan, math.inf):
        with pytest.raises(ValueError, match="speed"):
            SimClock(speed=speed)


def test_another_speed_holds_from_now_on(monkeypatch):
    lived = iter([10.0, 12.0, 12.0, 13.0])
    monkeypatch.setattr("etoropy.simulator.clock.time.monotonic", lambda: next(lived))
    clock = SimClock(start=0.0, speed=60.0)
    clock.speed = 1.0
    assert clock.now() == 121.0


def test_a_fast_clock_lets_more_simulated_seconds_pass_than_the_caller_lives(monkeypatch):
    lived = iter([10.0, 12.0, 12.0])
    monkeypatch.setattr("etoropy.simulator.clock.time.monotonic", lambda: next(lived))
    clock = SimClock(start=0.0, speed=60.0)
    assert clock.now() == 120.0
    assert clock.wall() == 2.0


def test_a_real_clock_begins_at_the_time_it_is(monkeypatch):
    monkeypatch.setattr("etoropy.simulator.clock.time.time", lambda: 5000.0)
    monkeypatch.setattr("etoropy.simulator.clock.time.monotonic", lambda: 1.0)
    assert SimClock().now() == 5000.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1970-01-01T00:00:00Z"),
        (1_772_636_400.5, "2026-03-04T15:00:00.5Z"),
        (1_772_636_400.25, "2026-03-04T15:00:00.25Z"),
        (59.9999999, "1970-01-01T00:00:59.9999999Z"),
        (59.99999999, "1970-01-01T00:01:00Z"),
    ],
)
def test_a_time_has_up_to_seven_digits_and_no_trailing_zeros(seconds, text):
    assert wire_time(seconds) == text


def test_a_time_may_be_written_without_a_zone():
    assert wire_time(0.5, zone="") == "1970-01-01T00:00:00.5"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1970-01-02", 86_400.0),
        ("1970-01-01T00:00:01Z", 1.0),
        ("1970-01-01T00:00:01.5", 1.5),
        ("1970-01-01T00:00:00.1234567Z", 0.123456),
        ("1970-01-01T02:00:00.5+02:00", 0.5),
        ("1970-01-01 00:00:02Z", 2.0),
    ],
)
def test_a_time_is_read_with_any_number_of_digits_and_any_zone(text, seconds):
    assert read_time(text) == seconds


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-01-01T25:00:00Z"])
def test_what_is_no_time_is_not_read(text):
    assert read_time(text) is None


def test_the_missing_date_is_one_that_python_can_hold():
    assert NO_DATE == "0001-01-01T00:00:00Z"
    assert moment(0).year == 1970
