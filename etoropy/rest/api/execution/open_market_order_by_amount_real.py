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
from ...models.open_by_amount_request import OpenByAmountRequest
from ...models.open_order_reply import OpenOrderReply

OPERATION = Operation(
    "open_market_order_by_amount_real",
    "POST",
    "/api/v1/trading/execution/market-open-orders/by-amount",
    pool=Pool("execution-real", 20, 60.0),
    retry="never-blind",
    replaced_by="create_order",
)
_parse = OpenOrderReply.from_dict


def call(
    *,
    instrument_id: int,
    is_buy: bool,
    leverage: int,
    amount: float,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    is_tsl_enabled: bool | None = None,
    is_no_stop_loss: bool | None = None,
    is_no_take_profit: bool | None = None,
) -> Call[OpenOrderReply]:
    """Open a position at market, sized in money.

    Hands in an order to open a position for an amount of money at the going rate. The answer means that eToro took
    the order, not that it was filled: read what became of it with get_order or lookup_order. Nothing in the request
    identifies it, so after a lost answer look before you send again, or use create_order, which has a reference.
    Sizes, leverage and stops outside the instrument's limits are refused, sometimes only after acceptance: the
    order then ends with status 4 and a code, such as 604 (not enough money), 720 (amount under the minimum), 749
    (entry orders not allowed), 814 (internal instrument) or 2011 (settlement type not allowed).

    Args:
        instrument_id: Id of the instrument.
        is_buy: True for long, false for short.
        leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
        amount: Money to put in, account currency (USD), before leverage.
        stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
        take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
        is_tsl_enabled: Whether the stop loss trails the price. False when left out.
        is_no_stop_loss: True for no stop loss at all.
        is_no_take_profit: True for no take profit at all.

    Returns:
        The order was accepted; status 1, not filled yet.

    Deprecated by eToro: use create_order instead.

    POST /api/v1/trading/execution/market-open-orders/by-amount · pool execution-real, 20 requests in 60 s. Never
    repeated blindly.
    """
    deprecated(OPERATION)
    body = OpenByAmountRequest(
        instrument_id=instrument_id,
        is_buy=is_buy,
        leverage=leverage,
        amount=amount,
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
