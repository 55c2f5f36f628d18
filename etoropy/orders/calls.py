"""Orders as calls: which route takes them, and how each route spells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..call import Call
from .checks import Draft
from .decision import Intent

if TYPE_CHECKING:
    from ..rest.models import PortfolioReply


def open_call(mode: str, asked: Draft) -> Call[Any]:
    """The call that opens a position, at market or once a rate is touched, on the route that the options name."""
    if asked.options.api == "v2":
        return _v2(mode, asked)
    if asked.rate is not None:
        return _v1_limit(mode, asked)
    return _v1_by_amount(mode, asked) if asked.amount is not None else _v1_by_units(mode, asked)


def terms_of(asked: Draft) -> dict[str, Any]:
    """The fields that v2 orders and their cost previews have in common."""
    options = asked.options
    return {
        "action": "open",
        "transaction": "buy" if asked.is_buy else "sellShort",
        "instrument_id": asked.instrument_id,
        "settlement_type": options.settlement_type,
        "order_type": "mkt" if asked.rate is None else "mit",
        "trigger_rate": asked.rate,
        "leverage": options.leverage,
        "amount": asked.amount,
        "order_currency": options.order_currency,
        "units": asked.units,
        "stop_loss_rate": options.stop_loss_rate,
        "take_profit_rate": options.take_profit_rate,
        "stop_loss_type": "trailing" if options.trailing else None,
        "additional_margin": options.additional_margin,
    }


def _v2(mode: str, asked: Draft) -> Call[Any]:
    if mode == "demo":
        from ..rest.api.execution.create_order_demo import call
    else:
        from ..rest.api.execution.create_order_real import call

    return call(**terms_of(asked))


def _v1_terms(asked: Draft) -> dict[str, Any]:
    options = asked.options
    return {
        "instrument_id": asked.instrument_id,
        "is_buy": asked.is_buy,
        "leverage": options.leverage,
        "stop_loss_rate": options.stop_loss_rate,
        "take_profit_rate": options.take_profit_rate,
        "is_tsl_enabled": True if options.trailing else None,
    }


def _v1_by_amount(mode: str, asked: Draft) -> Call[Any]:
    if mode == "demo":
        from ..rest.api.execution.open_market_order_by_amount_demo import call
    else:
        from ..rest.api.execution.open_market_order_by_amount_real import call

    return call(amount=asked.amount or 0.0, **_v1_terms(asked))


def _v1_by_units(mode: str, asked: Draft) -> Call[Any]:
    if mode == "demo":
        from ..rest.api.execution.open_market_order_by_units_demo import call
    else:
        from ..rest.api.execution.open_market_order_by_units_real import call

    return call(amount_in_units=asked.units or 0.0, **_v1_terms(asked))


def _v1_limit(mode: str, asked: Draft) -> Call[Any]:
    if mode == "demo":
        from ..rest.api.execution.open_limit_order_demo import call
    else:
        from ..rest.api.execution.open_limit_order_real import call

    return call(rate=asked.rate or 0.0, amount=asked.amount, amount_in_units=asked.units, **_v1_terms(asked))


def close_call(intent: Intent) -> Call[Any]:
    """The call that closes a position, or part of it. The two accounts spell its body differently."""
    if intent.mode == "demo":
        from ..rest.api.execution.close_position_demo import call
    else:
        from ..rest.api.execution.close_position_real import call

    return call(intent.position_id or 0, instrument_id=intent.instrument_id, units_to_deduct=intent.units)


def portfolio_call(mode: str) -> Call[PortfolioReply]:
    """The call that reads the account."""
    if mode == "demo":
        from ..rest.api.info.get_portfolio_demo import call
    else:
        from ..rest.api.info.get_portfolio_real import call

    return call()


def accepted_reference(answer: Any) -> str | None:
    """The reference that an answer says the order was sent under; None where the route says none."""
    text = getattr(answer, "reference_id", None)
    return text.lower() if isinstance(text, str) and text.strip("0-") else None


def accepted_id(answer: Any) -> int | None:
    """The id of the order that an answer accepts; None where the route names none (v1 limit orders)."""
    order = getattr(answer, "order_for_open", None) or getattr(answer, "order_for_close", None) or answer
    order_id = getattr(order, "order_id", None)
    return order_id if isinstance(order_id, int) else None
