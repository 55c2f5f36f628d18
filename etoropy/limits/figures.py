"""What eToro says of its limits, in the headers of every answer: ``ratelimit-limit: 120``, ``ratelimit-remaining: 87``,
``ratelimit-reset: 12`` (seconds) and ``ratelimit-policy: 120;w=60``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple


class Figures(NamedTuple):
    """What the server said of a pool: None where it said nothing. Seconds for ``reset`` and ``window``."""

    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
    window: float | None = None


class Usage(NamedTuple):
    """One pool as it stands.

    ``used`` of ``limit`` slots in ``window`` seconds by us, ``waiting`` callers, ``wait`` seconds that one more caller
    would have to, ``server`` what the server said last, ``others`` the requests of other programs under the same key
    that its figures gave away.
    """

    name: str
    limit: int
    window: float
    used: int
    waiting: int
    wait: float
    server: Figures
    others: int = 0


NOTHING_SAID: Final = Figures()


def server_figures(headers: Mapping[str, str]) -> Figures:
    """The ``ratelimit-*`` headers (lower-case names) as numbers; what is missing or unreadable is None."""
    get = headers.get
    said = get("ratelimit-limit")
    remaining = get("ratelimit-remaining")
    policy = get("ratelimit-policy")
    if said is None and remaining is None and policy is None:
        return NOTHING_SAID
    limit = _whole(said)
    quota, window = _policy(policy, limit) if policy else (None, None)
    return Figures(quota if limit is None else limit, _whole(remaining), _number(get("ratelimit-reset")), window)


@lru_cache(maxsize=64)
def _policy(text: str, limit: int | None) -> tuple[int | None, float | None]:
    """Quota and window of a policy such as ``120;w=60``; of several (``10;w=1, 120;w=60``), the one about ``limit``."""
    policies = [_one_policy(part) for part in text.split(",")]
    return next((policy for policy in policies if policy[0] == limit), policies[0])


def _one_policy(text: str) -> tuple[int | None, float | None]:
    first, *parameters = text.split(";")
    named = {name.strip(): value for name, _, value in (part.partition("=") for part in parameters)}
    window = _number(named.get("w"))
    return _whole(named.get("q", first)), window or None


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0.0 <= number < float("inf") else None


def _whole(text: str | None) -> int | None:
    """A count; of a list (``120, 120;w=60``) the first."""
    if text is None:
        return None
    if text.isdecimal() and text.isascii():
        return int(text)
    number = _number(text.split(",", 1)[0])
    return None if number is None else int(number)


class Allowance(NamedTuple):
    """What one process allows: the pool's figures (``fixed``: by the user), and the burst guard's."""

    limit: int
    length: float
    fixed: bool
    guard_limit: int
    guard_length: float
    keeps_slot: bool
