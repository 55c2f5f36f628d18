"""What the simulator consists of at any moment: its time, its market, two accounts, the people, and who may come in.

Every handler is a function of a world and a request. Private events (an order changed, a position opened) leave through
`emit`; whoever pushes them to a socket subscribes.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .clock import SimClock
from .messages import Mode, Reply, Request

if TYPE_CHECKING:
    from .account import Account
    from .market import Market
    from .replay import Replay

MODES: tuple[Mode, ...] = ("demo", "real")

PrivateEvent = Callable[[Mode, str, dict[str, Any]], None]
"""Called with the account's mode, the event's type (`Trading.OrderForOpen.Update`) and its content in real JSON
types."""


@dataclass(slots=True)
class Quirks:
    """Where the live service differs from its document, or clients contradict each other. Durations are simulated
    seconds."""

    fill_delay: float = 0.12
    """from the order's acceptance to its execution"""
    order_hidden_for: float = 0.6
    """how long look-ups by order id answer 404 after the order was taken"""
    reference_lookup: bool = True
    """whether a v2 order can be looked up by its reference; off, that is always 404"""
    v1_reference_lookup: bool = False
    """whether the same works for an order placed over a v1 route"""
    v1_reference_zeroed: bool = True
    """whether the v1 order read shows zeros for the reference"""
    closing_lookup_errors: int = 2
    """how many look-ups of the opening order answer 500 while its position is being closed"""
    closing_lookup_window: float = 7.0
    """for how long after the close was taken those errors can come"""
    partial_close_works: bool = True
    """off: a close of fewer units is accepted and never executed"""
    portfolio_lag: float = 0.2
    """how old the state is that the portfolio shows"""
    pnl_cache: float = 0.5
    """how long one P&L answer is served again"""
    cancel_status: int = 200
    """what a cancellation is answered with: 200 by the document, 202 live"""
    empty_auth_errors: bool = False
    """whether 401 and 403 come without a body"""
    retry_after: bool = True
    """whether a 429 says when to come back"""
    empty_429: bool = False
    """whether a 429 comes without a body"""
    market_hours: bool = False
    """whether markets open and close by their exchange's week; off, all are always open"""
    unzoned_dates: bool = True
    """whether some dates come without a zone"""
    encoded_commas: Literal["ignored", "refused", "error"] = "ignored"
    """what becomes of a list whose commas went out as %2C: as if it had not been sent, 400, or 500"""
    candles_clamped: bool = True
    """whether more than 1000 candles are answered with 1000; off, they are refused with 400"""
    refuse_library_agents: bool = False
    """whether the network in front of the API turns away the default User-Agent of HTTP libraries (403, no body)"""
    duplicate_ids: bool = True
    """whether some search items hold the key `instrumentId` twice"""

    @classmethod
    def live(cls, **changes: Any) -> Quirks:
        """The live service on a bad day: what was recorded on the wire all at once, and to its full extent. The others
        are on anyway; which of two contradicting habits holds is left as it is. ``changes`` outrank it."""
        recorded: dict[str, Any] = {
            "portfolio_lag": 60.0,
            "pnl_cache": 10.0,
            "cancel_status": 202,
            "empty_auth_errors": True,
            "empty_429": True,
            "retry_after": False,
            "market_hours": True,
            "refuse_library_agents": True,
        }
        return cls(**recorded | changes)


@dataclass(frozen=True)
class Owner:
    """The user whose keys these are."""

    username: str
    gcid: int
    cids: Mapping[Mode, int]


@dataclass(frozen=True)
class KeyPair:
    """What a caller proves itself with."""

    api_key: str
    user_key: str


@dataclass
class World:
    """Everything a handler may look at or change."""

    seed: int
    clock: SimClock
    market: Market
    accounts: dict[Mode, Account]
    owner: Owner
    keys: Mapping[Mode, KeyPair]
    quirks: Quirks
    social: Any = None
    replay: Replay | None = None
    """what the stream plays instead of the market's prices"""
    _subscribers: list[PrivateEvent] = field(default_factory=list)

    def mode_of_keys(self, api_key: str, user_key: str) -> Mode | None:
        """The account these keys open; None for wrong ones."""
        return next((mode for mode, pair in self.keys.items() if pair == KeyPair(api_key, user_key)), None)

    def account(self, request: Request) -> Account:
        """The account that a request is about."""
        return self.accounts[request.mode or "demo"]

    def advance(self) -> float:
        """Settle everything that is due by now in both accounts; returns the moment."""
        now = self.clock.now()
        for account in self.accounts.values():
            account.advance(now)
        return now

    def subscribe(self, callback: PrivateEvent) -> Callable[[], None]:
        """Hear of private events as they happen; the returned function ends that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback) if callback in self._subscribers else None

    def emit(self, mode: Mode, kind: str, content: dict[str, Any]) -> None:
        """Tell every subscriber of one private event."""
        for callback in tuple(self._subscribers):
            callback(mode, kind, content)


Handler = Callable[[World, Request], Reply]


def stable_uuid(*parts: object) -> str:
    """A UUID that depends on nothing but the parts: tokens and operation ids come out the same for the same seed."""
    digest = hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=16).digest()
    return str(uuid.UUID(bytes=digest, version=4))
