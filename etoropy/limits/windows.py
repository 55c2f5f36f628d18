"""Counting requests as the server does: so many in any stretch of so many seconds.

A slot comes free one window after the *answer* arrived, not after the request left: the server counted it at some
moment in between, so its own window never holds one too many, whether it slides or starts anew each minute.

What the server says of a pool is compared with our own count. What cannot be ours belongs to other programs under the
same key; their share is kept free for them, or they and we would take turns in being refused.
"""

from __future__ import annotations

import math
from bisect import bisect_right, insort
from collections.abc import Collection
from operator import itemgetter
from typing import Final

from .figures import NOTHING_SAID, Figures, Usage

# Assumed where a 429 says neither when to come back nor when its window resets.
BLIND_PAUSE: Final = 1.0
# Nobody has heard of a pool for a window: one request goes ahead, and others wait up to so long for what it finds.
PATIENCE: Final = 1.0
PEEK: Final = 0.02
# At most this part of the room that is left may be under way at once: with others about, and without.
_WARY: Final = 8
_EASY: Final = 2

# So much of what could go in the long run is enough, where more would mean to let go one by one.
_NEARLY: Final = 0.9

NEVER: Final = float("-inf")


class Window:
    """Our own requests: at most ``limit`` in any ``window`` seconds. Times are seconds given by the caller."""

    __slots__ = ("answered", "begun", "brim", "ends", "expired", "limit", "window")

    def __init__(self, limit: int, window: float) -> None:
        self.limit = limit
        self.window = window
        # How many were ever sent, answered, and left the window: what stands in between is under way, or remembered.
        self.begun = self.answered = self.expired = 0
        #: How many may have been sent when it is full, as far as is known of those that left it.
        self.brim = limit
        #: When those that have not left the window were answered, in order.
        self.ends: list[float] = []

    @property
    def in_flight(self) -> int:
        """Requests under way."""
        return self.begun - self.answered

    def used(self, now: float) -> int:
        """Slots taken: requests under way, and answered ones still inside the window."""
        ends = self.ends
        if ends and self.leaves(ends[0]) <= now:
            gone = bisect_right(ends, now, key=self.leaves)
            del ends[:gone]
            self.expired += gone
            self.brim += gone
        return self.begun - self.expired

    def leaves(self, end: float) -> float:
        """When a request that was answered then leaves the window."""
        return end + self.window

    def wait(self, now: float, ahead: int = 0, limit: int | None = None) -> float:
        """Seconds until there is room for one more behind ``ahead`` others, within ``limit`` if it is given; 0: now.

        What is under way is taken to end now at the earliest, so this is never too long for who comes next.
        """
        most = self.limit if limit is None else limit
        # Whoever is a whole limit further back takes the same slot again, a window later.
        rounds, ahead = divmod(ahead, max(most, 1))
        missing = self.used(now) + ahead + 1 - most
        if missing <= 0:
            return rounds * self.window
        free = self.leaves(self.ends[missing - 1] if missing <= len(self.ends) else now)
        return free - now + rounds * self.window

    def take_back(self) -> None:
        """A request under way was not counted by anybody: its slot is free at once."""
        self.begun -= 1

    def end(self, now: float) -> None:
        """A request under way is over. (``RateLimiter.done`` does the same for the one that ended last of all.)"""
        self.answered += 1
        insort(self.ends, now)

    def fit(self, limit: int, window: float) -> None:
        """The window turns out to have other bounds."""
        self.limit, self.window = limit, window
        self.brim = self.expired + limit


class Others:
    """Requests of other programs under the same key, as far as the server's figures give them away.

    ``live`` is how many may still stand in the server's window. ``expected`` is how many come in a window at the rate
    seen lately: so much is left to them.
    """

    __slots__ = ("_before", "_expiries", "_lately", "_since", "collided", "margin", "raised")

    def __init__(self) -> None:
        self._expiries: list[float] = []
        self._lately = self._before = self.margin = 0
        self._since = NEVER
        self.raised = self.collided = NEVER

    def live(self, now: float) -> int:
        expiries = self._expiries
        if expiries and expiries[0] <= now:
            del expiries[: bisect_right(expiries, now)]
        return len(expiries)

    def wait(self, now: float) -> float:
        """Seconds until the first of them leaves the window."""
        return self._expiries[0] - now

    def expected(self, now: float, window: float) -> int:
        if self._since == NEVER:
            return 0
        self._turn_over(now, window)
        return max(self._before, self._lately)

    def appear(self, count: int, now: float, window: float, *, watched: bool) -> None:
        """``count`` more of them. Where nobody ``watched`` the pool, nothing is known of the rate they came at."""
        self._expiries.extend([now + window] * count)
        self.raised = now
        if watched:
            self._turn_over(now, window)
            self._lately += count

    def collide(self, ceiling: int, now: float, window: float) -> None:
        """One of them took a slot that we thought was free: they do not come evenly, so more is left to them."""
        self._turn_over(now, window)
        self.margin = min(self.margin + max(ceiling // 10, 1), ceiling // 3)
        self.collided = now

    def vanish(self, count: int) -> None:
        """So many of them have left the window already, the oldest first."""
        del self._expiries[:count]

    def next_leaves(self, at: float) -> None:
        """The oldest of them is known to leave the window at this time."""
        if self._expiries and at < self._expiries[0]:
            self._expiries[0] = at

    def _turn_over(self, now: float, window: float) -> None:
        """Begin a new stretch of counting after each window; what is two windows old says nothing any more."""
        passed = now - self._since
        if passed >= window:
            self._before = self._lately if passed < 2 * window else 0
            self._lately = 0
            if now - self.collided >= window:
                self.margin //= 2
            self._since = now


class Mark:
    """How things stood when a request was sent: the time, and the pool's counts. ``admitted``: it was, and is under
    way."""

    __slots__ = ("admitted", "answered", "began", "expired")

    admitted: bool
    began: float
    answered: int
    expired: int

    def elsewhere(self) -> Mark:
        """The same request in a pool where nothing had been counted yet."""
        mark = Mark()
        mark.began = self.began
        mark.answered = mark.expired = 0
        return mark


class PoolBudget:
    """One pool: what it allows, what we used of it, and what the server said.

    ``override`` is the user's own bound (requests, seconds) and ``share`` the part of the pool that this process may
    use. ``ceiling`` is the server's limit for everything under the key in ``length`` seconds; ``window`` is ours.
    """

    __slots__ = (
        "blocked_until",
        "ceiling",
        "clear",
        "divided",
        "document",
        "easy",
        "era",
        "fresh_until",
        "heard",
        "length",
        "name",
        "others",
        "override",
        "probed",
        "server",
        "share",
        "slowest",
        "told",
        "window",
    )

    def __init__(self, name: str, limit: int, length: float, era: object = None, *, divided: bool = False) -> None:
        self.name = name
        #: Whose requests are counted here: those of the process that this one was forked from are not.
        self.era = era
        self.document = (limit, length)
        self.override: tuple[int, float] | None = None
        self.told: tuple[int, float | None] | None = None
        self.share = 1.0
        self.ceiling, self.length = self.document
        self.window = Window(limit, length)
        self.others = Others()
        self.server = NOTHING_SAID
        self.blocked_until = self.heard = self.fresh_until = self.probed = NEVER
        self.slowest = 0.0
        #: Whether some of its operations turned out to count elsewhere.
        self.divided = divided
        #: Whether nobody else is known to use it, nothing forbids it, and all its operations count here.
        self.clear = not divided
        #: Until so many were sent, and while what was heard of it is fresh, it takes no closer look to send one more.
        self.easy = 0

    def bound(self, override: tuple[int, float] | None, share: float) -> None:
        """Take over the user's own bounds."""
        self.override = override
        self.share = share
        self._fit()

    def _fit(self) -> None:
        """Our part of the pool. The user's figure outranks the document's, the server's both where it is lower."""
        if self.told is None:
            self.ceiling, self.length = self.override or self.document
        else:
            self.ceiling, self.length = self.told[0], self.told[1] or self.document[1]
        limit, length = min((self.ceiling, self.length), self.override or (self.ceiling, self.length), key=rate_of)
        if length > self.length:
            # Fewer in the long run may be more than the server takes at once.
            limit = min(limit, self.ceiling)
        self.window.fit(*part_of(limit, length, self.share))
        self.fresh_until = self.heard + self.length
        self._take_stock(clear=self.clear)

    def _take_stock(self, *, clear: bool) -> None:
        """Note whether it is clear, and how much room there is until the next closer look."""
        window = self.window
        self.clear = clear
        # Up to a third of it, rounded up: what the answers tell meanwhile is heard in good time.
        self.easy = window.expired + math.ceil(window.limit / 3) if clear else 0

    def divide(self) -> None:
        """One of its operations turns out to count elsewhere."""
        self.divided = True
        self._take_stock(clear=False)

    # Whether one more may go.

    def free(self, now: float) -> int:
        """How many could go at once."""
        return 0 if self.blocked_until > now else max(self._most(now) - self.window.used(now), 0)

    def wait(self, now: float, ahead: int = 0, *, patient: bool = True) -> float:
        """Seconds until one more may go behind ``ahead`` others; 0: now. ``patient`` ones let others find out first
        where it is doubtful how much room there is."""
        window, most = self.window, self._most(now)
        wait = window.wait(now, ahead, most)
        if wait > 0.0:
            if most < window.limit and self.others.live(now):
                wait = min(wait, self.others.wait(now))
        elif patient and window.in_flight and self._feels_its_way(now, ahead, most):
            wait = max(min(PEEK, self.length / 1000), self.slowest / 4)
        # Some may have left the window meanwhile.
        self._take_stock(clear=self.clear)
        return max(wait, self.blocked_until - now)

    def _feels_its_way(self, now: float, ahead: int, most: int) -> bool:
        """Whether to see first what the requests under way find out: nobody has heard of the pool lately, or it is
        nearly used up and others may take what is left."""
        window = self.window
        if self._is_unknown(now):
            return now - max(self.probed, self.fresh_until) < PATIENCE
        if self.others.margin:
            return True
        return window.in_flight + ahead >= (most - window.used(now)) // (_WARY if most < window.limit else _EASY)

    def _most(self, now: float) -> int:
        """What we may use of the pool while others use it too."""
        if self.clear:
            return self.window.limit
        others = self.others
        live, expected = others.live(now), others.expected(now, self.length)
        quiet = not live and not expected and not others.margin and self.blocked_until <= now
        self._take_stock(clear=quiet and not self.divided)
        if expected or live:
            expected = min(max(live, expected) + others.margin, self.ceiling - max(self.ceiling // 4, 1))
        return min(self.window.limit, self.ceiling - max(live, expected))

    def _is_unknown(self, now: float) -> bool:
        """Whether anything may have happened in the pool without our knowing."""
        return now >= self.fresh_until

    # A request's way through.

    def begin(self, mark: Mark, now: float) -> None:
        """A request is sent. (``RateLimiter.enter`` does the same for those that need no closer look.)"""
        window = self.window
        mark.admitted, mark.began = True, now
        mark.expired, mark.answered = window.expired, window.answered
        if window.begun == window.answered:
            self.probed = now
        window.begun += 1

    def learn(
        self, mark: Mark, figures: Figures, now: float, *, refused: bool = False, pause: float | None = None
    ) -> None:
        """Compare the server's figures with our own, when the answer to the request of ``mark`` has come and been
        counted. ``refused``: it was a 429, which asked to stay away ``pause`` seconds, if known."""
        self.slowest = max(now - mark.began, 0.9 * self.slowest)
        watched = not self._is_unknown(now)
        self.heard, self.fresh_until = now, now + self.length
        self.server = figures
        if figures.limit and (figures.limit, figures.window) != self.told:
            self.told = (figures.limit, figures.window)
            self._fit()
        if refused:
            self._stay_away(mark, now, pause, watched=watched)
        # A refusal that says nothing of the pool may have had another cause: it is not proof that others used it up.
        is_bare = figures.remaining is None and figures.reset is None and pause is None
        remaining = 0 if refused and not is_bare else figures.remaining
        if remaining is None:
            return
        # Ours may be all that were begun by now and had not expired when this one was sent; a refused one counts not.
        excess = self.ceiling - remaining - (self.window.begun - mark.expired)
        if excess > 0 or not self.clear:
            self._attribute(mark, excess, self.ceiling - remaining - (not refused), now, watched=watched)

    def _attribute(self, mark: Mark, at_least: int, beside: int, now: float, *, watched: bool) -> None:
        """Tell others' requests from ours. ``at_least`` so many are theirs; ``beside`` the one that was just answered
        the server had counted so many of anybody's."""
        others, window, live = self.others, self.window, self.others.live(now)
        # Ours for certain are those answered before this one was sent, unless they are about to expire.
        lasting = len(window.ends) - bisect_right(window.ends, now + self.slowest, key=window.leaves)
        at_most = max(beside - max(lasting - (window.answered - mark.answered), 0), 0)
        if at_least > live:
            self._take_stock(clear=False)
            others.appear(at_least - live, now, self.length, watched=watched)
        elif at_most < live and mark.began >= others.raised:
            others.vanish(live - at_most)
        if self.server.reset is not None:
            gone = now + self.server.reset
            # Something leaves the server's window then; if nothing of ours does, it is others'.
            if not window.ends or window.leaves(window.ends[0]) > gone + self.slowest:
                others.next_leaves(gone)

    def _stay_away(self, mark: Mark, now: float, seconds: float | None, *, watched: bool) -> None:
        """No pool has a reason to ask for more than its window. Where others take what comes free before we can, once
        in a window is often enough to find out."""
        asked = seconds if seconds is not None else self.server.reset
        until = now + min(BLIND_PAUSE if asked is None else asked, self.length)
        others = self.others
        if watched:
            if mark.began > others.collided > now - self.length:
                until = max(until, others.collided + self.length)
            others.collide(self.ceiling, now, self.length)
        self.blocked_until = max(self.blocked_until, until)
        self._take_stock(clear=False)

    # Looking in.

    def is_idle(self, now: float) -> bool:
        """Whether nothing is remembered that could matter to the next request."""
        return not self.window.used(now) and not self.others.live(now) and self._is_unknown(now)

    def usage(self, now: float, waiting: int) -> Usage:
        window = self.window
        wait = self.wait(now, waiting, patient=False)
        others = self.others.live(now)
        return Usage(
            self.name, window.limit, window.window, window.used(now), waiting, max(wait, 0.0), self.server, others
        )


def rate_of(bound: tuple[int, float]) -> float:
    """Requests a second that a bound of (requests, seconds) allows in the long run."""
    return bound[0] / bound[1]


def strictest(bounds: Collection[tuple[int, float]]) -> tuple[int, float]:
    """One bound of (requests, seconds) that keeps to all of ``bounds``.

    20 in 10 s and 100 in 60 s are both kept by 16 in 10 s: six such windows cover a minute. Of several it is the one
    over the longest time, which leaves most room for bursts, that allows nearly as much as the best of them.
    """

    def within(window: float) -> tuple[int, float]:
        """How many may go in any stretch of this length."""
        # A hair less, since 60 / 0.1 must not be 600 and a bit.
        return min(limit // max(math.ceil(length / window - 1e-9), 1) for limit, length in bounds), window

    lengths = {length for _, length in bounds}
    # One by one, at equal intervals, is always possible.
    found = [within(window) for window in (*lengths, max(length / limit for limit, length in bounds))]
    best = max(map(rate_of, found))
    return max((bound for bound in found if rate_of(bound) >= _NEARLY * best), key=itemgetter(1))


def part_of(limit: int, window: float, share: float) -> tuple[int, float]:
    """A share of a limit in whole requests; less than one request in a window is one in a longer window."""
    if share >= 1.0:
        return limit, window
    # A hair more, since 0.1 * 30 must not fall short of 3.
    part = limit * share + 1e-9
    return (int(part), window) if part >= 1.0 else (1, window / (limit * share))
