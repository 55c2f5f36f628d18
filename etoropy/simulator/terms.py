"""What may be traded how, and what that costs: one set of rules behind the previews and behind the execution.

Figures are plausible rather than eToro's: smallest sizes, leverages and fees by kind of instrument. Refusal codes
604, 720, 749, 814 and 2011 are eToro's; the other codes stand for refusals whose number nobody has recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .instruments import Instrument, mix
from .known import COMMODITY, CRYPTO, ETF, FOREX, INDEX, STOCK
from .market import Quote
from .records import Position, Refusal, Settlement, Ticket

INSUFFICIENT_FUNDS = 604
UNDER_MINIMUM = 720
ENTRY_DISALLOWED = 749
INTERNAL_INSTRUMENT = 814
SETTLEMENT_NOT_ALLOWED = 2011
OVER_MAXIMUM = 721
LEVERAGE_NOT_ALLOWED = 731
WRONG_SIDE = 735
ALREADY_CLOSED = 757

_LEVERAGES = {
    FOREX: (1, 2, 5, 10, 20, 30),
    COMMODITY: (1, 2, 5, 10),
    INDEX: (1, 2, 5, 10, 20),
    STOCK: (1, 2, 5),
    ETF: (1, 2, 5),
    CRYPTO: (1, 2),
}
_LEAST_EXPOSURE = {FOREX: 1000.0, COMMODITY: 200.0, INDEX: 200.0, STOCK: 10.0, ETF: 10.0, CRYPTO: 10.0}
_OWNED = (STOCK, ETF, CRYPTO)
_LONDON = 7
_TICKET_FEE = 1.0
_STAMP_DUTY = 0.005
_NIGHTLY = 0.0002
_ROLLOVER = 21 * 3600
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class LeverageTerms:
    """The multipliers on offer for one settlement and direction, and the least margin in USD."""

    settlement: Settlement
    is_buy: bool
    leverages: tuple[int, ...]
    least_amount: float


@dataclass(frozen=True, slots=True)
class Terms:
    """What an account may do with one instrument. `least_exposure` in USD, `most_units` for a single order."""

    instrument: Instrument
    allow_open: bool
    allow_entry: bool
    least_exposure: float
    most_units: float
    offers: tuple[LeverageTerms, ...]

    def offer(self, settlement: Settlement, is_buy: bool) -> LeverageTerms | None:
        """The leverage terms of a settlement and direction; None where it is not on offer."""
        return next((o for o in self.offers if o.settlement == settlement and o.is_buy == is_buy), None)


@dataclass(frozen=True, slots=True)
class Costs:
    """The parts of what a trade costs, in USD; the last three are per night, per weekend, and once."""

    markup: float
    market_spread: float
    transaction_fee: float
    overnight_fee: float
    over_weekend_fee: float
    sdrt: float

    @property
    def charged_at_once(self) -> float:
        return self.transaction_fee + self.sdrt


@cache
def terms_of(instrument: Instrument) -> Terms:
    """The terms of an instrument."""
    kind = instrument.type_id
    multipliers = _LEVERAGES[kind]
    offers = [LeverageTerms("cfd", True, multipliers, 10.0), LeverageTerms("cfd", False, multipliers, 10.0)]
    if kind in _OWNED:
        offers.insert(0, LeverageTerms("real", True, (1,), 10.0))
    return Terms(
        instrument=instrument,
        allow_open=instrument.is_active,
        allow_entry=kind not in _OWNED or mix(instrument.id, 21) % 19 != 0,
        least_exposure=_LEAST_EXPOSURE[kind],
        most_units=float(round(5_000_000 / instrument.price) or 1),
        offers=tuple(offers),
    )


def default_settlement(instrument: Instrument, is_buy: bool, leverage: int) -> Settlement:
    """What an order becomes that does not say: the asset itself when bought without leverage, else a contract on it."""
    return "real" if instrument.type_id in _OWNED and is_buy and leverage == 1 else "cfd"


def sizes(ticket: Ticket, quote: Quote) -> tuple[float, float]:
    """Margin in USD and units of a ticket at these prices."""
    rate = quote.ask if ticket.is_buy else quote.bid
    unit_usd = rate * quote.conversion_ask
    if ticket.amount is not None:
        return ticket.amount, round(ticket.amount * ticket.leverage / unit_usd, 6)
    units = ticket.units or 0.0
    return round(units * unit_usd / ticket.leverage, 2), units


def open_costs(instrument: Instrument, settlement: Settlement, is_buy: bool, exposure: float) -> Costs:
    """What opening a position of this exposure (USD) costs."""
    spread = exposure * instrument.spread
    nightly = 0.0 if settlement == "real" else exposure * _NIGHTLY
    taxed = settlement == "real" and is_buy and instrument.exchange_id == _LONDON
    return Costs(
        markup=round(spread * 0.4, 4),
        market_spread=round(spread * 0.6, 4),
        transaction_fee=ticket_fee(instrument, settlement),
        overnight_fee=round(nightly, 4),
        over_weekend_fee=round(3 * nightly, 4),
        sdrt=round(exposure * _STAMP_DUTY, 2) if taxed else 0.0,
    )


def ticket_fee(instrument: Instrument, settlement: Settlement) -> float:
    """USD charged for each opening and each closing."""
    return _TICKET_FEE if settlement == "real" and instrument.type_id in (STOCK, ETF) else 0.0


def overnight_fees(position: Position, at: float) -> float:
    """USD that holding a contract has cost since it was opened: a share of the exposure for each night."""
    if position.settlement == "real":
        return 0.0
    nights = int((at - _ROLLOVER) // _DAY) - int((position.opened_at - _ROLLOVER) // _DAY)
    return round(nights * position.exposure * _NIGHTLY, 2)


def refusal(terms: Terms, ticket: Ticket, quote: Quote, credit: float) -> Refusal | None:
    """Why this ticket is not executed at these prices; None when it is."""
    if not terms.allow_open:
        return Refusal(INTERNAL_INSTRUMENT, "Opening positions on this instrument is not permitted")
    offer = terms.offer(ticket.settlement, ticket.is_buy)
    if offer is None:
        return Refusal(SETTLEMENT_NOT_ALLOWED, f"Settlement type {ticket.settlement.upper()} is not allowed")
    if ticket.leverage not in offer.leverages:
        return Refusal(LEVERAGE_NOT_ALLOWED, f"Leverage {ticket.leverage} is not offered")
    return _size_refusal(terms, offer, ticket, quote, credit) or stop_refusal(
        ticket.is_buy, ticket.stop_loss, ticket.take_profit, quote
    )


def _size_refusal(terms: Terms, offer: LeverageTerms, ticket: Ticket, quote: Quote, credit: float) -> Refusal | None:
    amount, units = sizes(ticket, quote)
    exposure = amount * ticket.leverage
    if amount < offer.least_amount or exposure < terms.least_exposure:
        least = max(offer.least_amount, terms.least_exposure / ticket.leverage)
        return Refusal(UNDER_MINIMUM, f"Amount {amount:.2f} is under the minimum of {least:.2f} USD")
    if units > terms.most_units:
        return Refusal(OVER_MAXIMUM, f"{units:g} units are more than the maximum of {terms.most_units:g}")
    costs = open_costs(terms.instrument, ticket.settlement, ticket.is_buy, exposure)
    if amount + costs.charged_at_once > credit:
        return Refusal(INSUFFICIENT_FUNDS, "Insufficient funds")
    return None


def stop_refusal(is_buy: bool, stop_loss: float | None, take_profit: float | None, quote: Quote) -> Refusal | None:
    """A stop must be worse than the rate at which the position would close at once, a target better."""
    closing, sign = (quote.bid, 1) if is_buy else (quote.ask, -1)
    if stop_loss is not None and (closing - stop_loss) * sign <= 0:
        return Refusal(WRONG_SIDE, f"Stop loss rate {stop_loss:g} must be worse than {closing:g}")
    if take_profit is not None and (take_profit - closing) * sign <= 0:
        return Refusal(WRONG_SIDE, f"Take profit rate {take_profit:g} must be better than {closing:g}")
    return None
