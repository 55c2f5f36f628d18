"""What an order is held against before it is sent. A refusal is an ``EToroValidationError`` that names the field."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from ..arguments import integer_of
from ..call import refusal_to_trade
from ..errors import EToroValidationError
from .decision import OrderOptions

if TYPE_CHECKING:
    from ..rest.models import Eligibility, LeverageRule

_SETTLEMENTS: Final = ("cfd", "real", "realFutures", "marginTrade")


class Draft(NamedTuple):
    """An order to open, as asked for and checked: exactly one of ``amount`` and ``units`` is set; ``rate`` is that of a
    limit order."""

    instrument_id: int
    is_buy: bool
    amount: float | None
    units: float | None
    rate: float | None
    options: OrderOptions


class Prices(NamedTuple):
    """The going rates of an instrument, in its currency, and USD for one unit of that currency."""

    ask: float
    bid: float
    conversion: float


def refuse(message: str, field: str, value: object = None) -> EToroValidationError:
    return EToroValidationError(f"{message} Nothing was sent.", field=field, value=value)


def check_writable(read_only: bool) -> None:
    """Refuse everything that changes the account, when the configuration says so."""
    if read_only:
        raise refusal_to_trade()


def positive(name: str, value: Any) -> float:
    """A size or a rate as a number above zero."""
    if isinstance(value, (bool, str, bytes)) or not (
        isinstance(value, (int, float, Decimal)) or hasattr(value, "item")
    ):
        raise refuse(f"{name} must be a number, not {value!r}.", name, value)
    number = float(value)
    if not math.isfinite(number) or number <= 0:
        raise refuse(f"{name} must be a finite number above zero, not {value!r}.", name, value)
    return number


def span(name: str, value: Any) -> float:
    """A number of seconds, which may be 0."""
    return 0.0 if value == 0 and value.__class__ is not bool else positive(name, value)


def identity(name: str, value: Any) -> int:
    """An id of an order, a position or an instrument; data frames have whole numbers of kinds of their own."""
    number = integer_of(value)
    if number is None or number <= 0:
        raise refuse(f"{name} must be an id, a whole number above zero, not {str(value)[:80]!r}.", name, value)
    return number


def draft(
    instrument_id: int, is_buy: bool, amount: Any, units: Any, rate: Any, options: OrderOptions, cap: float | None
) -> Draft:
    """An order to open whose every field can be sent. ``cap`` is the most money in an order (USD), before leverage."""
    identity("instrument_id", instrument_id)
    if not isinstance(is_buy, bool):
        raise refuse(f"is_buy must be True or False, not {is_buy!r}.", "is_buy", is_buy)
    if (amount is None) == (units is None):
        raise refuse("Give exactly one of amount and units.", "amount", amount)
    asked = Draft(
        instrument_id,
        is_buy,
        None if amount is None else positive("amount", amount),
        None if units is None else positive("units", units),
        None if rate is None else positive("rate", rate),
        check_options(options),
    )
    _check_stops_given(asked)
    if asked.rate is not None:
        check_sides(asked, asked.rate, "the order's rate")
    if cap is not None:
        _check_amount(asked, cap)
    return asked


def check_options(options: OrderOptions) -> OrderOptions:
    """The options, if each of them can be used by itself, with plain ints and floats for numbers of whatever kind."""
    numbers: dict[str, float] = {}
    leverage = integer_of(options.leverage)
    if leverage is None or leverage < 1:
        what = f"leverage must be a whole number of at least 1, not {options.leverage!r}."
        raise refuse(what, "leverage", options.leverage)
    for name in ("stop_loss_rate", "take_profit_rate", "additional_margin", "deadline"):
        value = getattr(options, name)
        if value is not None:
            numbers[name] = positive(name, value)
    _check_choice("api", options.api, ("v2", "v1"))
    _check_choice("check", options.check, (None, "eligibility"))
    _check_choice("settlement_type", options.settlement_type, (None, *_SETTLEMENTS))
    if options.trailing and options.stop_loss_rate is None:
        raise refuse("A trailing stop needs stop_loss_rate to start from.", "stop_loss_rate")
    if options.reference_id is not None:
        reference(options.reference_id)
    if options.api == "v1":
        _check_v1(options)
    return options.replace(leverage=leverage, **numbers)


def reference(text: Any) -> str:
    """A reference in the spelling that travels: a UUID in lower case, with hyphens."""
    try:
        return str(text if isinstance(text, UUID) else UUID(text))
    except (ValueError, TypeError, AttributeError):
        raise refuse(f"reference_id must be a UUID, not {text!r}.", "reference_id", text) from None


def _check_choice(name: str, value: object, choices: tuple[object, ...]) -> None:
    if value not in choices:
        known = ", ".join(repr(choice) for choice in choices if choice is not None)
        raise refuse(f"{name} must be one of {known}, not {value!r}.", name, value)


def _check_v1(options: OrderOptions) -> None:
    for name in ("settlement_type", "order_currency", "additional_margin"):
        if getattr(options, name) is not None:
            raise refuse(f'{name} is for api="v2" only.', name, getattr(options, name))


def _check_stops_given(asked: Draft) -> None:
    options = asked.options
    if options.api == "v2" and options.stop_loss_rate is None and (options.leverage > 1 or not asked.is_buy):
        raise refuse("eToro wants a stop_loss_rate for leverage above 1 and for short positions.", "stop_loss_rate")


def needs_prices(asked: Draft, cap: float | None) -> bool:
    """Whether an order can only be judged against the going rate."""
    options = asked.options
    guarded = options.stop_loss_rate is not None or options.take_profit_rate is not None
    return (guarded and asked.rate is None) or (cap is not None and asked.units is not None)


def check_against(asked: Draft, prices: Prices, cap: float | None) -> None:
    """Hold stop, target and size against the going rate."""
    if asked.rate is None:
        closing = prices.bid if asked.is_buy else prices.ask
        check_sides(asked, closing, "the going rate")
    if cap is not None and asked.units is not None:
        opening = asked.rate or (prices.ask if asked.is_buy else prices.bid)
        money = asked.units * opening * prices.conversion / asked.options.leverage
        if not money > 0.0:
            what = "eToro has no rate for the instrument to hold the size against max_order_amount."
            raise refuse(what, "units", asked.units)
        _check_cap(money + (asked.options.additional_margin or 0.0), cap, "units", asked.units)


def check_sides(asked: Draft, closing: float, what: str) -> None:
    """A stop must lie where the position loses, a target where it gains."""
    below, above = ("stop_loss_rate", "take_profit_rate") if asked.is_buy else ("take_profit_rate", "stop_loss_rate")
    side = "long" if asked.is_buy else "short"
    low, high = getattr(asked.options, below), getattr(asked.options, above)
    if low is not None and low >= closing:
        raise refuse(f"{below} {low:g} of a {side} position must be below {what}, {closing:g}.", below, low)
    if high is not None and high <= closing:
        raise refuse(f"{above} {high:g} of a {side} position must be above {what}, {closing:g}.", above, high)


def _check_amount(asked: Draft, cap: float) -> None:
    currency = (asked.options.order_currency or "usd").lower()
    if asked.amount is not None and currency != "usd":
        raise refuse(f"max_order_amount is in USD and cannot be held against {currency}.", "order_currency", currency)
    if asked.amount is not None:
        _check_cap(asked.amount + (asked.options.additional_margin or 0.0), cap, "amount", asked.amount)


def _check_cap(money: float, cap: float, field: str, value: float) -> None:
    if money > cap:
        raise refuse(f"The order takes {money:.2f} USD, more than max_order_amount allows ({cap:g}).", field, value)


def check_units_held(units: Any, held: float) -> float | None:
    """Units to close: None closes all, and so does as many as are held."""
    if units is None:
        return None
    wanted = positive("units", units)
    if wanted > held * (1 + 1e-9):
        raise refuse(f"The position has {held:g} units, fewer than {wanted:g}.", "units", units)
    return None if wanted >= held * (1 - 1e-9) else wanted


def check_eligible(asked: Draft, terms: Eligibility) -> None:
    """Hold an order against what eToro says the account may do with the instrument."""
    options = asked.options
    if not terms.allow_open_position:
        raise refuse(f"eToro lets nobody open positions on {terms.symbol} now.", "instrument_id", asked.instrument_id)
    if asked.rate is not None and terms.allow_mit_orders is False:
        raise refuse(f"{terms.symbol} takes no limit orders.", "rate", asked.rate)
    if options.trailing and terms.allow_trailing_stop_loss is False:
        raise refuse(f"{terms.symbol} takes no trailing stops.", "trailing", True)
    if asked.units is not None and terms.max_units_per_order is not None and asked.units > terms.max_units_per_order:
        most = terms.max_units_per_order
        raise refuse(f"{asked.units:g} units of {terms.symbol} are more than an order may hold ({most:g}).", "units")
    rules = [rule for rule in terms.leverage_configs if _applies(rule, asked)]
    _check_rules(asked, rules, terms)


def _applies(rule: LeverageRule, asked: Draft) -> bool:
    settlement = asked.options.settlement_type
    right_side = rule.direction.upper() == ("LONG" if asked.is_buy else "SHORT")
    return right_side and (settlement is None or rule.settlement_type.lower() == settlement.lower())


def _check_rules(asked: Draft, rules: list[LeverageRule], terms: Eligibility) -> None:
    side = "long" if asked.is_buy else "short"
    if not rules:
        kind = asked.options.settlement_type
        field = "is_buy" if kind is None else "settlement_type"
        raise refuse(f"{terms.symbol} offers no {side} positions{f' as {kind}' if kind else ''}.", field, kind)
    fitting = [rule for rule in rules if asked.options.leverage in rule.leverage_values]
    if not fitting:
        known = sorted({value for rule in rules for value in rule.leverage_values})
        raise refuse(
            f"{terms.symbol} offers leverage {known} for {side} positions, not {asked.options.leverage}.",
            "leverage",
            asked.options.leverage,
        )
    least = min((rule.min_position_amount or 0.0 for rule in fitting), default=0.0)
    least = max(least, (terms.min_position_exposure or 0.0) / asked.options.leverage)
    if asked.amount is not None and asked.amount < least:
        raise refuse(f"{terms.symbol} takes {least:g} USD at least, not {asked.amount:g}.", "amount", asked.amount)
