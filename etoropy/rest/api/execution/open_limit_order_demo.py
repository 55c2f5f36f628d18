# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    encode,
    shells,
)
from ...models.confirmation import Confirmation
from ...models.open_limit_order_request import OpenLimitOrderRequest

OPERATION = Operation(
    "open_limit_order_demo",
    "POST",
    "/api/v1/trading/execution/demo/limit-orders",
    pool=Pool("execution-demo", 20, 60.0),
    retry="never-blind",
    replaced_by="create_order",
)
_parse = Confirmation.from_dict


def call(
    *,
    instrument_id: int,
    is_buy: bool,
    leverage: int,
    rate: float,
    amount: float | None = None,
    amount_in_units: float | None = None,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    is_tsl_enabled: bool | None = None,
    is_no_stop_loss: bool | None = None,
    is_no_take_profit: bool | None = None,
) -> Call[Confirmation]:
    """Open a position when the price reaches a rate.

    eToro calls it market if touched: once the rate is reached, a market order goes out, so the fill may be a little
    off the rate. The rate must be better than the going one, lower for a long position and higher for a short one.
    Give either `amount` or `amount_in_units`. The answer holds a token and no order id; find the order among the
    portfolio's orders, or use create_order, which returns the id and has a reference.

    Args:
        instrument_id: Id of the instrument.
        is_buy: True for long, false for short.
        leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
        rate: `rate` that sets the order off, in the instrument's currency; below the going rate for long, above for
            short.
        amount: Money to put in, account currency (USD), before leverage. Not together with `amount_in_units`.
        amount_in_units: Units of the asset; for futures the underlying units. Not together with `amount`.
        stop_loss_rate: `rate` at which the position is closed to limit a loss; worse than the going rate.
        take_profit_rate: `rate` at which the position is closed to take a profit; better than the going rate.
        is_tsl_enabled: Whether the stop loss trails the price. False when left out.
        is_no_stop_loss: True for no stop loss at all.
        is_no_take_profit: True for no take profit at all.

    Returns:
        The order was accepted and waits for its rate.

    Deprecated by eToro: use create_order instead.

    POST /api/v1/trading/execution/demo/limit-orders · pool execution-demo, 20 requests in 60 s. Never repeated
    blindly.
    """
    deprecated(OPERATION)
    body = OpenLimitOrderRequest(
        instrument_id=instrument_id,
        is_buy=is_buy,
        leverage=leverage,
        rate=rate,
        amount=amount,
        amount_in_units=amount_in_units,
        stop_loss_rate=stop_loss_rate,
        take_profit_rate=take_profit_rate,
        is_tsl_enabled=is_tsl_enabled,
        is_no_stop_loss=is_no_stop_loss,
        is_no_take_profit=is_no_take_profit,
    )
    return Call(
        OPERATION,
        _parse,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
