"""When a call is repeated, and how long one waits: the policy by itself."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy import (
    EToroApiError,
    EToroAuthError,
    EToroConnectionError,
    EToroError,
    EToroRateLimitError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
    RetryPolicy,
)
from etoropy.retry import retry_after

POLICY = RetryPolicy()

# error, may a safe call be repeated, may one that must not be doubled
CASES: list[tuple[EToroError, bool, bool]] = [
    (EToroRateLimitError("429"), True, True),
    (EToroRateLimitError("own budget", sent=False), False, False),
    (EToroApiError("500", status=500), True, False),
    (EToroApiError("503", status=503), True, False),
    (EToroApiError("400", status=400), False, False),
    (EToroApiError("404", status=404), False, False),
    (EToroAuthError("401"), False, False),
    (EToroConnectionError("refused", sent=False), True, True),
    (EToroConnectionError("cut"), True, False),
    (EToroTimeoutError("connecting", sent=False), True, True),
    (EToroTimeoutError("reading"), True, False),
    (EToroResponseError("page", transient=True), True, False),
    (EToroResponseError("does not fit"), False, False),
    (EToroValidationError("mine"), False, False),
]


@pytest.mark.parametrize(("error", "safe", "never_blind"), CASES, ids=lambda case: repr(case))
def test_what_is_repeated(error: EToroError, safe: bool, never_blind: bool) -> None:
    assert POLICY.repeats(error, "safe") is safe
    assert POLICY.repeats(error, "never-blind") is never_blind


def test_foreign_exceptions_are_not_repeated() -> None:
    assert not POLICY.repeats(KeyboardInterrupt(), "safe")
    assert not POLICY.repeats(RuntimeError(), "safe")


@given(st.integers(1, 60), st.floats(-1, 1))
def test_backoff_doubles_within_its_spread_and_its_cap(attempt: int, spread: float) -> None:
    wait = POLICY.wait(attempt, None, spread)
    middle = min(1.0 * 2 ** (attempt - 1), 60)
    assert middle * 0.75 - 1e-9 <= wait <= min(middle * 1.25, 60) + 1e-9


def test_what_the_server_asks_for_is_waited_up_to_the_cap() -> None:
    assert POLICY.wait(1, EToroRateLimitError("", retry_after=3.5), 1) == 3.5
    assert POLICY.wait(1, EToroRateLimitError("", retry_after=300), 1) == 60
    assert POLICY.wait(1, EToroRateLimitError("", retry_after=0), 1) == 0


@pytest.mark.parametrize(("attempts", "attempt", "gives_up"), [(0, 1, True), (1, 1, True), (3, 2, False), (3, 3, True)])
def test_attempts_are_counted(attempts: int, attempt: int, gives_up: bool) -> None:
    assert RetryPolicy(attempts=attempts).gives_up(attempt, 0, 0) is gives_up


def test_the_deadline_counts_the_wait_to_come() -> None:
    policy = RetryPolicy(attempts=9, deadline=10)
    assert not policy.gives_up(1, 4, 5.9)
    assert policy.gives_up(1, 4, 6)


NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("Mon, 02 Mar 2026 15:00:12 GMT", 12.0),
        ("Mon, 02 Mar 2026 14:00:00 GMT", 0.0),
        ("Mon, 02 Mar 2026 15:00:12 -0000", 12.0),
        ("soon", None),
        ("inf", None),
        ("nan", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_read_in_both_forms(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds
