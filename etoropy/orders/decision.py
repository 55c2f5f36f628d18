"""Orders that are never lost and never placed twice: what an order is, and what may be concluded about it.

An order has a reference (the ``x-request-id`` it travels under) before anything is sent. What comes back proves
something or nothing:

==============================================  =======================================================================
what came back                                  what it proves
==============================================  =======================================================================
an answer that can be read                      placed
a connection that could not be made             not placed
429, and every other 4xx but those below        not placed: eToro said no, and that answer is raised as it is
408, 409, 425, 499, a redirect, 5xx, silence,   nothing: the order is *lost* and has to be looked for
a broken connection, an unreadable success
==============================================  =======================================================================

A lost order is looked for until it is settled or time is up. It may still be on its way: for the *settling time*
nothing is said to be absent, and the portfolio may lag behind for a minute more. ``decide`` weighs each round of
looking:

==============================================  =======================================================================
what the look-ups show                          decision
==============================================  =======================================================================
the order, under its reference                  placed
no such reference, nothing that is like the     not placed, if look-ups by reference were seen to find orders of this
order, and the settling time is over            route; where they never did, a 404 says nothing
exactly one thing that is like it in every      placed, unless another order of ours could be the same thing: then
respect and belongs to no other order           neither may claim it
nothing that even resembles it in an account    not placed
read after the settling time and the lag
anything else                                   look again; unknown, with the candidates, when time is up
==============================================  =======================================================================

Nothing here waits or sends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple, Protocol
from uuid import UUID

from attrs import evolve, fields, frozen

from ..errors import (
    EToroApiError,
    EToroConnectionError,
    EToroError,
    EToroRateLimitError,
    EToroResponseError,
    EToroValidationError,
)

Kind = Literal["open", "limit", "close"]
Api = Literal["v1", "v2"]
Found = Literal["answer", "reference", "order_id", "portfolio", "history"]
OrderState = Literal["filled", "rejected", "cancelled", "expired", "partly_filled", "waiting_for_market", "timed_out"]
Fit = Literal["yes", "maybe", "no"]

# For so long after a request was given up on, eToro may still take it in: gateways hold requests up to half a minute.
SETTLING: Final = 30.0
# By so much the portfolio was seen to lag behind a fill.
PORTFOLIO_LAG: Final = 60.0
# After so long an order that arrived can be looked up (0.6 s were seen).
LOOKUP_LAG: Final = 3.0
# One attempt leaves within this time of being written into the journal, waiting for the rate budget included.
SEND_WITHIN: Final = 15.0
# How far our clock and eToro's may be apart for an order to count as sent at the right moment …
_CLAIM_SKEW: Final = timedelta(seconds=5)
# … and for it to be out of the question: now, and after a restart, in which the clock may have been set right.
_DOUBT_SKEW: Final = timedelta(minutes=5)
_RESTART_SKEW: Final = timedelta(days=1)
# By which share, and by how much at least, two figures may differ and count as the same: an amount of money as it was
# asked for, the same as it was filled, units (the account shows six decimals), and rates.
_ASKED_MONEY: Final = (1e-4, 0.02)
_FILLED_MONEY: Final = (5e-3, 0.02)
_UNITS: Final = (1e-6, 1e-6)
_EXACT: Final = (1e-6, 0.0)
# How figures are rounded is eToro's business: those that are so near may be the same, whatever else they are.
_ROUNDED: Final = (5e-3, 1e-6)
# 1.4 may be shown as 1, and 0.6 as 1, but nothing as twice or half of it.
_SHOWN_ROUGHLY: Final = (0.5, 2.0)
# What is larger than this is not what was asked for.
_MORE_THAN_ASKED: Final = 1.02
# Refusals that do not say what became of the request: the server gave up waiting, the id was seen before, too early, or
# a proxy saw the caller leave.
_UNDECIDED: Final = frozenset({408, 409, 425, 499})
_REFUSALS: Final = range(400, 500)
# The digits must be followed by something else: a torn answer may have lost some of them.
_ORDER_ID: Final = re.compile(r'"orderI[dD]"\s*:\s*(\d{1,18})\s*[,}\]]')


@frozen(kw_only=True)
class OrderOptions:
    """How an order is to be made; immutable.

    ``leverage``
        Multiplier of the money put in. Above 1, eToro wants a stop loss.
    ``stop_loss_rate``, ``take_profit_rate``
        Rates, in the instrument's currency, at which the position closes with a loss or a profit. ``trailing`` lets the
        stop follow the price.
    ``settlement_type``
        ``"cfd"``, ``"real"``, ``"realFutures"`` or ``"marginTrade"``; left out, eToro decides. v2 only, as are the next
        two.
    ``order_currency``
        Currency of an amount; left out, USD.
    ``additional_margin``
        Money to set aside for the position beyond its size, in USD.
    ``api``
        ``"v2"`` has references that can be looked up; ``"v1"`` takes the older routes, where a lost order is found by
        its description only.
    ``retry_unplaced``
        Send again, under the same reference, once it is established that an order did not get through.
    ``check``
        ``"eligibility"`` asks eToro first what the account may do with the instrument.
    ``preview``
        Give the costs and send nothing.
    ``deadline``
        Seconds for which a lost order is looked for before it is called unknown; up to a minute more as long as eToro
        answers nothing at all. *Not placed* takes 33 s where look-ups by reference work and 90 s where they do not:
        with less, every absent order ends as unknown.
    ``reference_id``
        A UUID of your own for the order, kept before sending: ``find_order`` takes it, from any process.
    """

    leverage: int = 1
    stop_loss_rate: float | None = None
    take_profit_rate: float | None = None
    trailing: bool = False
    settlement_type: str | None = None
    order_currency: str | None = None
    additional_margin: float | None = None
    api: Api = "v2"
    retry_unplaced: bool = False
    check: Literal["eligibility"] | None = None
    preview: bool = False
    deadline: float = 120.0
    reference_id: str | UUID | None = None

    def replace(self, **changes: Any) -> OrderOptions:
        """The same options but for ``changes``. Raises EToroValidationError for a name that is none."""
        unknown = sorted(set(changes) - {it.name for it in fields(OrderOptions)})
        if unknown:
            raise EToroValidationError(f"OrderOptions has no field {unknown[0]!r}.", field=unknown[0])
        return evolve(self, **changes)


@frozen(kw_only=True)
class Intent:
    """What is about to be sent, and when: all that is needed to recognise it later.

    ``units`` of a close are those to take off (None: all), ``held`` those that the position had before. ``sent_at`` is
    our time just before sending, ``arrives_by`` the last moment at which the request may still reach eToro, both by a
    clock that was ``ahead`` of the monotonic one by so many seconds. ``by`` is the identity of the ledger it was sent
    from. ``is_remembered``: it was read from a journal. ``has_jumped``: the clock was set since.
    """

    reference_id: str
    mode: str
    kind: Kind
    api: Api
    instrument_id: int
    is_buy: bool
    sent_at: datetime
    arrives_by: datetime
    amount: float | None = None
    units: float | None = None
    leverage: int | None = None
    rate: float | None = None
    currency: str = "usd"
    additional_margin: float = 0.0
    position_id: int | None = None
    held: float | None = None
    by: str = ""
    ahead: float | None = None
    is_remembered: bool = False
    has_jumped: bool = False

    @property
    def doubt(self) -> timedelta:
        """By how much its time may be wrong at the most."""
        return _RESTART_SKEW if self.is_remembered else _DOUBT_SKEW

    @property
    def route(self) -> str:
        """Orders that a look-up by reference treats alike."""
        return "close" if self.kind == "close" else self.api

    def sent_again(self, at: datetime, arrives_by: datetime, ahead: float, by: str) -> Intent:
        """The same intent in a further attempt."""
        return evolve(self, sent_at=at, arrives_by=arrives_by, ahead=ahead, by=by)

    def by_clock(self, ahead: float) -> Intent:
        """The same intent for who looks at a clock that is so far ahead of the monotonic one now.

        If that is not as far as it was, the clock was set meanwhile, or the machine slept. Which of both nobody knows,
        so it was sent at one time or the other, and no time proves anything any more.
        """
        jump = timedelta(seconds=0.0 if self.ahead is None else ahead - self.ahead)
        if abs(jump) <= _CLAIM_SKEW:
            return self
        return evolve(
            self,
            sent_at=min(self.sent_at, self.sent_at + jump),
            arrives_by=max(self.arrives_by, self.arrives_by + jump),
            has_jumped=True,
        )

    def given_up(self, now: float) -> Intent:
        """The same intent once its answer is known to be lost, at the monotonic time ``now``: from here on it can be
        under way for so long only."""
        at = datetime.fromtimestamp(now + (self.ahead or 0.0), UTC)
        return evolve(self, arrives_by=at + timedelta(seconds=SETTLING))

    def arrival_ends(self, now: float, wall: datetime) -> float:
        """The monotonic time from which on it cannot arrive any more, given both times as they are now. The clock on
        the wall is relied upon only where nothing better is known."""
        if self.ahead is not None:
            return self.arrives_by.timestamp() - self.ahead
        return now + (self.arrives_by - wall).total_seconds()


@frozen(kw_only=True)
class PlacedOrder:
    """An order that eToro has. Placed is not filled: ``wait_for_order`` follows it to its end.

    ``reference_id`` is the request id it was sent under. ``order_id`` is None where eToro does not tell it: a v1 limit
    order that could not be told from others, a close that was recognised by its effect. ``found`` says how the order is
    known: by its ``answer``, or after that was lost, by ``reference``, ``order_id``, in the ``portfolio`` or the
    ``history``. ``amount`` (account currency) and ``units`` are what was asked for; ``position_ids`` the positions it
    is known to have opened, or the one it closes.
    """

    reference_id: str
    order_id: int | None
    kind: Kind
    api: Api
    mode: str
    instrument_id: int
    is_buy: bool
    amount: float | None = None
    units: float | None = None
    rate: float | None = None
    position_ids: tuple[int, ...] = ()
    sent_at: datetime | None = None
    found: Found = "answer"

    def _repr_html_(self) -> str:
        from ..views.display import card

        return card(self)


@frozen(kw_only=True)
class FilledPosition:
    """A position that an order opened or closed.

    ``rate`` in the instrument's currency, at which it was opened (or, for a closing order, closed); ``amount`` in
    account currency; None where eToro did not say. ``is_open``: whether anything is left of it.
    """

    position_id: int
    rate: float | None = None
    units: float | None = None
    amount: float | None = None
    is_open: bool = True


@frozen(kw_only=True)
class OrderResult:
    """How far an order came.

    ``state``: ``filled``, ``rejected`` (``code`` and ``reason`` are eToro's), ``cancelled``, ``expired``,
    ``partly_filled``, ``waiting_for_market`` (time was up before the market opened), or ``timed_out`` (time was up, and
    the order is still on its way, or waits for its rate; if it could not be read at all, ``reason`` says why).
    ``is_final`` tells an end from an interim state. ``status`` is eToro's number as last seen, None if the order was
    never seen. ``average_price`` is over all positions, weighted by units, in the instrument's currency. ``net_profit``
    (account currency) is that of a close.
    """

    state: OrderState
    order_id: int | None
    reference_id: str | None = None
    status: int | None = None
    positions: tuple[FilledPosition, ...] = ()
    code: str = ""
    reason: str = ""
    net_profit: float | None = None

    @property
    def is_final(self) -> bool:
        """Whether this is how the order ended."""
        if self.status is None:
            return self.state != "timed_out"
        return self.status in _FINAL

    @property
    def average_price(self) -> float | None:
        """Average rate over the positions; None as long as there is none with a rate."""
        priced = [(it.rate, it.units or 1.0) for it in self.positions if it.rate is not None]
        weight = sum(units for _, units in priced)
        return sum(rate * units for rate, units in priced) / weight if priced else None

    @property
    def position_ids(self) -> tuple[int, ...]:
        """Ids of the positions."""
        return tuple(it.position_id for it in self.positions)

    def _repr_html_(self) -> str:
        from ..views.display import card

        return card(self)


@frozen(kw_only=True)
class ItemOutcome:
    """What became of one item among many: a position to close, an order to cancel or to settle.

    ``id`` is the position's or the order's; ``state`` is ``placed``, ``cancelled`` (eToro took the wish; an order can
    be filled first), ``not_placed``, ``refused``, ``unknown`` or ``failed``; ``error`` is what a single call would have
    raised.
    """

    id: int | None
    state: Literal["placed", "cancelled", "not_placed", "refused", "unknown", "failed"]
    order: PlacedOrder | None = None
    error: EToroError | None = None
    reference_id: str | None = None

    @property
    def ok(self) -> bool:
        """Whether what was asked for happened."""
        return self.state in ("placed", "cancelled")

    def _repr_html_(self) -> str:
        from ..views.display import card

        return card(self)


class CostLine(NamedTuple):
    """One kind of cost, such as ``marketSpread`` or ``overnightFee``, in a currency."""

    kind: str
    amount: float
    currency: str


@frozen(kw_only=True)
class CostPreview:
    """What an order would cost. Nothing was sent. ``as_of`` is when eToro reckoned it, UTC."""

    instrument_id: int | None
    symbol: str | None
    lines: tuple[CostLine, ...]
    as_of: datetime | None = None

    def __getitem__(self, kind: str) -> float:
        """The amount of one kind of cost; 0 where eToro lists none."""
        return sum(line.amount for line in self.lines if line.kind == kind)

    def _repr_html_(self) -> str:
        from ..views.display import card

        return card(self)


class Waker(Protocol):
    """Hears private events, so that waiting for an order can look earlier than it would by itself.

    ``mark`` counts the events so far; ``wait`` returns once the count is past ``mark`` (True) or after ``timeout``
    seconds (False). Either may raise an EToroError when the stream is gone: waiting then goes on without it.
    """

    def mark(self) -> int: ...
    def wait(self, mark: int, timeout: float) -> bool: ...


class AsyncWaker(Protocol):
    """The awaited twin of ``Waker``."""

    async def mark(self) -> int: ...
    async def wait(self, mark: int, timeout: float) -> bool: ...


# What an answer, or its absence, proves.


def is_refusal(error: Exception) -> bool:
    """Whether eToro, or this library, said no, so that the order does not exist."""
    if isinstance(error, (EToroRateLimitError, EToroValidationError)):
        return True
    return isinstance(error, EToroApiError) and error.status in _REFUSALS and error.status not in _UNDECIDED


def never_left(error: Exception) -> bool:
    """Whether the request provably did not reach eToro."""
    return isinstance(error, EToroConnectionError) and not error.sent


def order_id_in(error: Exception) -> int | None:
    """The id of an order, as far as it can be made out in a success that could not be read whole."""
    if not isinstance(error, EToroResponseError):
        return None
    named = _ORDER_ID.search(error.excerpt)
    return int(named.group(1)) if named else None


# What the account shows, and whether it is the order in question.


@frozen(kw_only=True)
class Sighting:
    """An order, a position or a closed trade as the account shows it: something that a lost order may turn out to be.

    ``where``: ``lookup``, ``orders`` (waiting in the portfolio), ``positions``, ``history``, or ``gone`` (a position
    that is no longer there). ``closes`` is the position that a closing order takes off; ``amounts`` and ``units`` hold
    every notion of size that was shown; ``at`` is eToro's time; ``rate`` that of a limit order. ``is_order`` tells an
    order as it was asked for, with its own time and size, from what came of it: a fill may be later, and smaller.
    ``is_exact``: it was read by itself, where figures stand as they were asked for; lists may show them rounded, or in
    the account's currency.
    """

    where: Literal["lookup", "orders", "positions", "history", "gone"]
    order_id: int | None = None
    position_id: int | None = None
    closes: int | None = None
    instrument_id: int | None = None
    is_buy: bool | None = None
    amounts: tuple[float, ...] = ()
    units: tuple[float, ...] = ()
    leverage: int | None = None
    rate: float | None = None
    is_limit: bool | None = None
    at: datetime | None = None
    is_order: bool = False
    is_exact: bool = False
    reference_id: str | None = None


def fit(intent: Intent, seen: Sighting, doubt: timedelta | None = None) -> Fit:
    """Whether what was seen can be this order: in every respect (``yes``), not excluded (``maybe``), or ``no``.

    ``doubt`` is by how much the times may be apart at the most, if not by as much as the intent says.
    """
    if seen.reference_id is not None:
        return "yes" if seen.reference_id == intent.reference_id else "no"
    timing = _time_fit(intent, seen, intent.doubt if doubt is None else doubt)
    if timing == "no":
        return "no"
    likeness = _close_fit(intent, seen) if intent.kind == "close" else _open_fit(intent, seen)
    return timing if likeness == "yes" else likeness


def _time_fit(intent: Intent, seen: Sighting, doubt: timedelta) -> Fit:
    """Narrow for a yes, wide for a no: our clock and eToro's need not agree."""
    if seen.at is None:
        return "maybe"
    if intent.sent_at - _CLAIM_SKEW <= seen.at <= intent.arrives_by + _CLAIM_SKEW:
        return "maybe" if intent.has_jumped else "yes"
    if seen.at < intent.sent_at - doubt:
        return "no"
    # A fill may come long after its order, the order itself not.
    return "no" if seen.is_order and seen.at > intent.arrives_by + doubt else "maybe"


def competes(rival: Intent, seen: Sighting) -> bool:
    """Whether a thing that is like one order can be this other one just as well."""
    if fit(rival, seen, _DOUBT_SKEW) == "no":
        return False
    is_late = seen.at is not None and seen.at > rival.arrives_by + _DOUBT_SKEW
    # What was at market long before is no rival for ever; only a limit order may still be filled.
    return not is_late or rival.kind == "limit"


def contradicts(intent: Intent, seen: Sighting) -> bool:
    """Whether an order that a look-up by reference gave cannot be the one that was sent under it."""
    # Clocks may be wrong by hours.
    if seen.at is not None and seen.at < intent.sent_at - _RESTART_SKEW:
        return True
    if intent.kind == "close":
        return seen.closes is not None and seen.closes != intent.position_id
    pairs = ((seen.instrument_id, intent.instrument_id), (seen.is_buy, intent.is_buy))
    return seen.closes is not None or any(shown is not None and shown != sent for shown, sent in pairs)


def _open_fit(intent: Intent, seen: Sighting) -> Fit:
    if seen.closes is not None or seen.instrument_id != intent.instrument_id or seen.is_buy != intent.is_buy:
        return "no"
    if seen.is_limit is not None and seen.is_limit != (intent.kind == "limit"):
        return "no"
    rate = _rate_fit(intent, seen)
    if rate == "no":
        return "no"
    size = _size_fit(intent, seen)
    # eToro may have set another leverage than was asked for.
    same_leverage = seen.leverage is None or intent.leverage is None or seen.leverage == intent.leverage
    if size == "yes" and (rate == "maybe" or not same_leverage):
        return "maybe"
    # Without its order's id there is no telling whether it is another one's; and the id in the history may be that of
    # the order that closed it.
    attributed = seen.order_id is not None and (seen.where != "history" or seen.is_order)
    return size if attributed or size != "yes" else "maybe"


def _rate_fit(intent: Intent, seen: Sighting) -> Fit:
    if seen.rate is None or intent.rate is None or _near(seen.rate, intent.rate):
        return "yes"
    return "maybe" if _rounded(intent.rate, [seen.rate]) else "no"


def _size_fit(intent: Intent, seen: Sighting) -> Fit:
    if intent.units is not None:
        size = _likeness([intent.units], seen.units, _UNITS, seen.is_order)
        return "maybe" if size == "no" and _may_be_shown_as(intent.units, seen.units, seen) else size
    if intent.amount is None or intent.currency != "usd":
        return "maybe"
    asked = [intent.amount, intent.amount + intent.additional_margin]
    size = _likeness(asked, seen.amounts, _ASKED_MONEY if seen.is_order else _FILLED_MONEY, seen.is_order)
    return "maybe" if size == "no" and any(_may_be_shown_as(it, seen.amounts, seen) for it in asked) else size


def _likeness(asked: Sequence[float], shown: Sequence[float], play: tuple[float, float], is_order: bool) -> Fit:
    """A size that is the same, one that may be the filled part of it, or one that is something else."""
    if not shown:
        return "maybe"
    if any(_near(one, other, play) for one in asked for other in shown):
        return "yes"
    return "no" if is_order or min(shown) > max(asked) * _MORE_THAN_ASKED else "maybe"


def _rounded(asked: float, shown: Sequence[float]) -> bool:
    """Whether a figure may be the one that was asked for, with fewer digits."""
    return any(_near(asked, it, _ROUNDED) for it in shown)


def _may_be_shown_as(asked: float, shown: Sequence[float], seen: Sighting) -> bool:
    """Whether a size may be the one that was asked for, as it is shown."""
    if seen.is_exact:
        return _rounded(asked, shown)
    least, most = _SHOWN_ROUGHLY
    return any(least * asked < it < most * asked for it in shown)


def _near(one: float, other: float, play: tuple[float, float] = _EXACT) -> bool:
    share, least = play
    return abs(one - other) <= max(share * abs(one), least)


def _close_fit(intent: Intent, seen: Sighting) -> Fit:
    if seen.closes != intent.position_id:
        return "no"
    if seen.where == "gone":
        return "maybe"
    asked = intent.units if intent.units is not None else intent.held
    closes_all = not any(seen.units)
    if intent.units is None and closes_all:
        return "yes"
    if asked is None or closes_all:
        return "maybe" if seen.where == "history" or asked is None else "no"
    if any(_near(asked, units, _UNITS) for units in seen.units):
        return "yes"
    if any(_may_be_shown_as(asked, [units], seen) for units in seen.units):
        return "maybe"
    # A trade that took the rest of a position off may stand for a whole close: part of it was closed in between.
    return "maybe" if intent.units is None and seen.where == "history" else "no"


# The decision.


@frozen(kw_only=True)
class Evidence:
    """What one round of looking showed.

    ``found`` is the order itself, by its reference or its id. ``by_reference`` tells whether the look-up by reference
    was answered, and ``trusted`` whether such look-ups were seen to find orders of this route. ``claims`` are things in
    the account that are like the order in every respect and that no other order of ours can be; ``doubts`` all others
    that resemble it. Both are None when the account was not read, or not read whole. ``began`` is the monotonic time
    at which the round began, ``resembled`` that of the last one, if any, in which something resembled it.
    """

    began: float
    found: Sighting | None = None
    found_by: Found = "reference"
    by_reference: Literal["absent", "unread"] = "unread"
    trusted: bool = False
    claims: tuple[Sighting, ...] | None = None
    doubts: tuple[Sighting, ...] | None = None
    resembled: float | None = None

    @property
    def candidates(self) -> tuple[Sighting, ...]:
        return (*(self.claims or ()), *(self.doubts or ()))

    @property
    def account_read(self) -> bool:
        return self.claims is not None

    @property
    def only_claim(self) -> Sighting | None:
        claims = self.claims or ()
        return claims[0] if len(claims) == 1 else None


class Placed(NamedTuple):
    """It is there."""

    seen: Sighting
    found: Found


class NotPlaced(NamedTuple):
    """It is established that it is not there and will not come."""

    why: str


class Unknown(NamedTuple):
    """Time is up, and it may or may not be there."""

    why: str


class LookAgain(NamedTuple):
    """Nothing is certain yet."""

    seconds: float


Decision = Placed | NotPlaced | Unknown | LookAgain


def decide(evidence: Evidence, *, arrives_by: float, deadline: float, rounds: int) -> Decision:
    """What a round of looking allows to conclude. ``arrives_by`` and ``deadline`` are monotonic seconds: until when the
    order may still arrive, and when time is up; ``rounds`` counts the looks so far."""
    if evidence.found is not None:
        return Placed(evidence.found, evidence.found_by)
    claim = evidence.only_claim
    # Where references work, the order will show under its own, and a likeness need not be trusted.
    if claim is not None and not evidence.trusted and rounds >= _ROUNDS_BEFORE_LIKENESS:
        return Placed(claim, "history" if claim.where == "history" else "portfolio")
    absent = _absence(evidence, arrives_by)
    if absent is not None:
        return NotPlaced(absent)
    if evidence.began < deadline:
        return LookAgain(min(_pause(rounds), max(deadline - evidence.began, 0.05)))
    # An unknown order without candidates helps nobody: an account that gives no answer is asked a little longer.
    if not evidence.account_read and evidence.began < deadline + _GRACE:
        return LookAgain(_pause(rounds))
    return Unknown(_doubt(evidence))


def _absence(evidence: Evidence, arrives_by: float) -> str | None:
    """Why the order cannot exist; None as long as it may."""
    if evidence.by_reference != "absent" or not evidence.account_read or evidence.candidates:
        return None
    if evidence.trusted and evidence.began >= arrives_by + LOOKUP_LAG:
        return "eToro knows no order under its reference, after the time in which it could still arrive"
    # What was there a moment ago, and is gone, may be on its way from one list to another.
    since = arrives_by if evidence.resembled is None else max(arrives_by, evidence.resembled)
    if evidence.began >= since + PORTFOLIO_LAG:
        return "nothing like it is in the account, after the time in which it could still arrive and show"
    return None


def _doubt(evidence: Evidence) -> str:
    if evidence.candidates:
        return "something like it is in the account, and it cannot be told whether that is this order"
    if not evidence.account_read or evidence.by_reference != "absent":
        return "the look-ups were not answered"
    return "it is not in the account, but could still arrive or show there"


# An order is not found by its reference, nor its details by its id, in the first moment; likeness can wait so long.
_ROUNDS_BEFORE_LIKENESS: Final = 4
# A rate budget that is used up comes back within a minute.
_GRACE: Final = 60.0
_PAUSES: Final = (0.3, 0.7, 1.0, 2.0, 3.0, 5.0)


def _pause(rounds: int) -> float:
    """Seconds before the next round of looking: soon at first, then within the rate budget."""
    return _PAUSES[min(rounds, len(_PAUSES)) - 1] if rounds else _PAUSES[0]


def placed_from(intent: Intent, *, order_id: int | None, found: Found, position_ids: Sequence[int] = ()) -> PlacedOrder:
    """The intent as an order that eToro has."""
    known = (intent.position_id,) if intent.position_id is not None else tuple(position_ids)
    return PlacedOrder(
        reference_id=intent.reference_id,
        order_id=order_id,
        kind=intent.kind,
        api=intent.api,
        mode=intent.mode,
        instrument_id=intent.instrument_id,
        is_buy=intent.is_buy,
        amount=intent.amount,
        units=intent.units,
        rate=intent.rate,
        position_ids=known,
        sent_at=intent.sent_at,
        found=found,
    )


def order_from(seen: Sighting, reference_id: str, mode: str) -> PlacedOrder:
    """An order of which nothing was known but its reference, as the look-up shows it."""
    kind: Kind = "close" if seen.closes is not None else "limit" if seen.is_limit else "open"
    position_id = seen.closes if seen.closes is not None else seen.position_id
    return PlacedOrder(
        reference_id=reference_id,
        order_id=seen.order_id,
        kind=kind,
        api="v1" if kind == "close" else "v2",
        mode=mode,
        instrument_id=seen.instrument_id or 0,
        is_buy=bool(seen.is_buy),
        amount=seen.amounts[0] if seen.amounts else None,
        units=seen.units[0] if seen.units else None,
        rate=seen.rate,
        position_ids=() if position_id is None else (position_id,),
        sent_at=seen.at,
        found="reference",
    )


# Following an order to its end.

_FILLED, _REJECTED, _PART, _CANCELED, _EXPIRED, _WAITING = 3, 4, 5, 7, 8, 11
_CANCELED_PART, _REJECTED_PART = 9, 10
_FINAL: Final = frozenset({_FILLED, _REJECTED, _CANCELED, _EXPIRED, _CANCELED_PART, _REJECTED_PART})
_ENDS: Final[dict[int, OrderState]] = {
    _FILLED: "filled",
    _REJECTED: "rejected",
    _CANCELED: "cancelled",
    _EXPIRED: "expired",
    _CANCELED_PART: "partly_filled",
    _REJECTED_PART: "partly_filled",
}
_INTERIM: Final[dict[int, OrderState]] = {_WAITING: "waiting_for_market", _PART: "partly_filled"}
# A fill is told before its positions now and then; for so many reads they are waited for.
_READS_FOR_POSITIONS: Final = 5


@frozen(kw_only=True)
class Progress:
    """An order as one read showed it."""

    status: int
    order_id: int | None = None
    positions: tuple[FilledPosition, ...] = ()
    code: str = ""
    reason: str = ""
    closes: tuple[int, ...] = ()
    requested_at: datetime | None = None
    requested_units: float | None = None
    net_profit: float | None = None


def ended(progress: Progress, reads: int) -> bool:
    """Whether an order is at its end. ``reads`` counts how often it was seen filled."""
    if progress.status == _FILLED and not progress.positions:
        return reads >= _READS_FOR_POSITIONS
    return progress.status in _FINAL


def is_filled(progress: Progress) -> bool:
    return progress.status == _FILLED


def is_unpriced_close(progress: Progress) -> bool:
    """Whether a close is done of which neither rate nor profit are known."""
    return is_filled(progress) and bool(progress.closes) and progress.net_profit is None


def waits_for_market(progress: Progress) -> bool:
    return progress.status == _WAITING


def result_of(
    progress: Progress | None, order_id: int | None, reference_id: str | None, failure: str = ""
) -> OrderResult:
    """What was last seen as a result: an end, or how far it was when time was up. ``failure`` is why nothing was."""
    if progress is None:
        return OrderResult(state="timed_out", order_id=order_id, reference_id=reference_id, reason=failure)
    state = _ENDS.get(progress.status) or _INTERIM.get(progress.status, "timed_out")
    return OrderResult(
        state=state,
        order_id=progress.order_id if progress.order_id is not None else order_id,
        reference_id=reference_id,
        status=progress.status,
        positions=progress.positions,
        code=progress.code,
        reason=progress.reason,
        net_profit=progress.net_profit,
    )


_LOOKS: Final = (0.25, 0.4, 0.6, 1.0, 1.5, 2.5)
_EAGER: Final = 10
_PATIENT: Final = 5.0
_VERY_PATIENT: Final = 30.0


def next_look(looks: int, *, waiting: bool) -> float:
    """Seconds before an order is read again after ``looks`` reads. ``waiting``: for a market or a rate, which can take
    days. Whether a stream wakes us makes no difference: it may be dead without our knowing."""
    if looks < len(_LOOKS):
        return _LOOKS[looks]
    return _VERY_PATIENT if waiting else _PATIENT


def least_pause(looks: int) -> float:
    """Seconds that pass before the next read even if events come thick: the budget for reads is shared."""
    return 0.0 if looks < _EAGER else 1.0


def is_waiting(progress: Progress | None) -> bool:
    """Whether the order waits for its market to open or its rate to be touched."""
    return progress is not None and progress.status in (_WAITING, 12)
