"""When a failed call may be sent again, and after how long.

The policy is said once and never changes; the tenacity controller is built anew for each call, since a shared one mixes
up the attempts of concurrent callers.
"""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from .errors import EToroApiError, EToroConnectionError, EToroRateLimitError, EToroResponseError

if TYPE_CHECKING:
    from tenacity import AsyncRetrying, RetryCallState, Retrying

    from .call import Retry

_SERVER_ERROR: Final = 500
_JITTER: Final = 0.25


class RetryPolicy(NamedTuple):
    """How often and how patiently.

    ``attempts`` tries in all (0 and 1 both mean one); ``delay`` seconds before the second try, times ``factor`` for
    each further one, ±25 %; a server's Retry-After outranks it; neither exceeds ``max_delay``. ``deadline`` bounds the
    call as a whole, in seconds since it began: a wait that would pass it is not begun.
    """

    attempts: int = 3
    delay: float = 1.0
    factor: float = 2.0
    max_delay: float = 60.0
    deadline: float | None = None

    def repeats(self, error: BaseException, retry: Retry) -> bool:
        """Whether an operation of this retry class may be sent again after ``error``.

        A ``never-blind`` one only if it provably did not take effect: it never arrived, or was refused with 429.
        """
        if isinstance(error, EToroRateLimitError):
            return error.sent
        if isinstance(error, EToroConnectionError):
            return retry == "safe" or not error.sent
        if retry != "safe":
            return False
        if isinstance(error, EToroApiError):
            return error.status >= _SERVER_ERROR
        return isinstance(error, EToroResponseError) and error.transient

    def wait(self, attempt: int, error: BaseException | None, spread: float) -> float:
        """Seconds before the next try: ``attempt`` is the number of the one that failed, ``spread`` lies in -1 … 1."""
        asked = getattr(error, "retry_after", None)
        if asked is not None:
            return float(min(asked, self.max_delay))
        backoff: float = min(self.delay * self.factor ** (attempt - 1), self.max_delay)
        return min(backoff * (1 + _JITTER * spread), self.max_delay)

    def gives_up(self, attempt: int, elapsed: float, upcoming: float) -> bool:
        """Whether to stop after ``attempt`` tries, ``elapsed`` seconds in, with ``upcoming`` seconds to wait."""
        if attempt >= max(self.attempts, 1):
            return True
        return self.deadline is not None and elapsed + upcoming >= self.deadline


#: Hears before each further try: of how many that failed, why the last one did, and the seconds until the next.
Tell = Callable[[int, BaseException, float], None]


def controller(
    policy: RetryPolicy,
    retry: Retry,
    sleep: Callable[[float], None],
    monotonic: Callable[[], float],
    began: float,
    tell: Tell,
) -> Retrying:
    """A tenacity controller for one blocking call that ``began`` then."""
    from tenacity import Retrying

    return Retrying(sleep=sleep, **_rules(policy, retry, monotonic, began, tell))


def async_controller(
    policy: RetryPolicy,
    retry: Retry,
    sleep: Callable[[float], Awaitable[None]],
    monotonic: Callable[[], float],
    began: float,
    tell: Tell,
) -> AsyncRetrying:
    """A tenacity controller for one awaited call that ``began`` then."""
    from tenacity import AsyncRetrying

    return AsyncRetrying(sleep=sleep, **_rules(policy, retry, monotonic, began, tell))


def _rules(
    policy: RetryPolicy, retry: Retry, monotonic: Callable[[], float], began: float, tell: Tell
) -> dict[str, Any]:
    def failure(state: RetryCallState) -> BaseException | None:
        return state.outcome.exception() if state.outcome else None

    def repeat(state: RetryCallState) -> bool:
        error = failure(state)
        return error is not None and policy.repeats(error, retry)

    def wait(state: RetryCallState) -> float:
        return policy.wait(state.attempt_number, failure(state), random.uniform(-1.0, 1.0))

    def stop(state: RetryCallState) -> bool:
        return policy.gives_up(state.attempt_number, monotonic() - began, state.upcoming_sleep)

    def before_sleep(state: RetryCallState) -> None:
        error = failure(state)
        if error is not None:
            tell(state.attempt_number, error, state.upcoming_sleep)

    return {"retry": repeat, "wait": wait, "stop": stop, "before_sleep": before_sleep, "reraise": True}


def retry_after(text: str | None, now: datetime) -> float | None:
    """A Retry-After header as seconds from ``now``: a number of seconds or an HTTP date; None where it says neither."""
    if not text:
        return None
    text = text.strip()
    try:
        seconds = float(text)
    except ValueError:
        # Dates are rare here, and email.utils takes longer to import than all of this package.
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        seconds = (moment - now).total_seconds()
    return max(seconds, 0.0) if seconds < float("inf") else None
