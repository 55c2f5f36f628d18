"""The papers of an account: orders, positions, finished trades and copied traders. None changes; a new state is a new
paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

OPEN_BY_AMOUNT, OPEN_BY_UNITS, CLOSE, CLOSE_MULTIPLE = 17, 18, 19, 20

Settlement = Literal["cfd", "real", "realFutures", "marginTrade"]
SETTLEMENT_IDS: dict[str, int] = {"cfd": 0, "real": 1, "marginTrade": 3, "realFutures": 4}


class Status(IntEnum):
    """Where an order stands, numbered as seen live."""

    RECEIVED = 1
    PLACED = 2
    FILLED = 3
    REJECTED = 4
    PARTIALLY_FILLED = 5
    PENDING_CANCEL = 6
    CANCELED = 7
    EXPIRED = 8
    CANCELED_PARTIALLY_FILLED = 9
    REJECTED_PARTIALLY_FILLED = 10
    WAITING_FOR_MARKET = 11
    PENDING_TRIGGERED_RATE = 12

    @property
    def wire_name(self) -> str:
        """As the API spells it: `WaitingForMarket`."""
        return "".join(word.capitalize() for word in self.name.split("_"))

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset(
    {
        Status.FILLED,
        Status.REJECTED,
        Status.CANCELED,
        Status.EXPIRED,
        Status.CANCELED_PARTIALLY_FILLED,
        Status.REJECTED_PARTIALLY_FILLED,
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an order that was accepted is not executed."""

    code: int
    message: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a caller asked for: to open a position of `amount` (USD) or of `units`, exactly one of them set."""

    instrument_id: int
    is_buy: bool
    leverage: int
    settlement: Settlement
    amount: float | None = None
    units: float | None = None
    trigger_rate: float | None = None
    stop_loss: float | None = None
    take_profit: float | None = None
    is_trailing: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """An order ever taken. Times are Unix seconds; `due_at` is when it executes or is refused, None while it waits."""

    id: int
    reference_id: str
    token: str
    api: Literal["v1", "v2"]
    type: int
    instrument_id: int
    symbol: str
    is_buy: bool
    leverage: int
    settlement: Settlement
    taken_at: float
    updated_at: float
    due_at: float | None
    status: Status = Status.RECEIVED
    amount: float | None = None
    units: float | None = None
    trigger_rate: float | None = None
    stop_loss: float | None = None
    take_profit: float | None = None
    is_trailing: bool = False
    frozen: float = 0.0
    refusal: Refusal | None = None
    position_id: int | None = None
    """the position that came of it, or that it closes"""
    units_to_close: float | None = None
    """None closes the whole position"""

    @property
    def is_close(self) -> bool:
        return self.type in (CLOSE, CLOSE_MULTIPLE)

    @property
    def ticket(self) -> Ticket:
        """What was asked for, apart from what became of it."""
        return Ticket(
            instrument_id=self.instrument_id,
            is_buy=self.is_buy,
            leverage=self.leverage,
            settlement=self.settlement,
            amount=self.amount,
            units=self.units,
            trigger_rate=self.trigger_rate,
            stop_loss=self.stop_loss,
            take_profit=self.take_profit,
            is_trailing=self.is_trailing,
        )

    @property
    def is_limit(self) -> bool:
        return self.trigger_rate is not None

    @property
    def is_canceled(self) -> bool:
        return self.status == Status.CANCELED

    @property
    def is_pending(self) -> bool:
        return not self.status.is_final


@dataclass(frozen=True, slots=True)
class Position:
    """A position, open unless `closed_at` is set. `amount` is the margin in USD, `open_conversion` USD per unit of the
    instrument's currency when it was opened. Rates of None mean that none is set."""

    id: int
    order_id: int
    order_type: int
    instrument_id: int
    is_buy: bool
    leverage: int
    settlement: Settlement
    amount: float
    initial_amount: float
    units: float
    initial_units: float
    open_rate: float
    open_conversion: float
    opened_at: float
    rate_id: int
    stop_loss: float | None = None
    take_profit: float | None = None
    is_trailing: bool = False
    stop_version: int = 0
    external_fees: float = 0.0
    external_taxes: float = 0.0
    mirror_id: int = 0
    parent_id: int = 0
    closed_at: float | None = None

    @property
    def is_partially_altered(self) -> bool:
        return self.units != self.initial_units

    @property
    def is_guarded(self) -> bool:
        """Whether a price can close it: at its stop or target, or where its margin is used up."""
        has_rates = self.stop_loss is not None or self.take_profit is not None
        return has_rates or self.leverage > 1 or not self.is_buy

    @property
    def exposure(self) -> float:
        """USD in the market when it was opened."""
        return self.amount * self.leverage


@dataclass(frozen=True, slots=True)
class Trade:
    """What was closed of a position: all of it or a part. `net_profit` and `fees` in USD."""

    position: Position
    close_order_id: int
    close_rate: float
    closed_at: float
    units: float
    amount: float
    net_profit: float
    fees: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """Money that follows another trader."""

    id: int
    parent_username: str
    parent_cid: int
    amount: float
    available: float
    started_at: float
