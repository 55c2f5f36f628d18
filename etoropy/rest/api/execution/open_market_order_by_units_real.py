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
from ...models.open_by_units_request import OpenByUnitsRequest
from ...models.open_order_reply import OpenOrderReply

OPERATION = Operation(
    "open_market_order_by_units_real",
    "POST",
    "/api/v1/trading/execution/market-open-orders/by-units",
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
    amount_in_units: float,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    is_tsl_enabled: bool | None = None,
    is_no_stop_loss: bool | None = None,
    is_no_take_profit: bool | None = None,
) -> Call[OpenOrderReply]:
    """Open a position at market, sized in units.

    As open_market_order_by_amount, with the size in units of the asset. For futures count underlying units: the
    contract's multiplier times the number of contracts.

    Args:
        instrument_id: Id of the instrument.
        is_buy: True for long, false for short.
        leverage: Multiplier of the money put in, such as 1, 2, 5; get_eligibility lists what is allowed.
        amount_in_units: Units of the asset, fractions allowed for most; for futures the underlying units, not
            contracts.
        stop_loss_rate: Rate at which the position is closed to limit a loss; worse than the going rate.
        take_profit_rate: Rate at which the position is closed to take a profit; better than the going rate.
        is_tsl_enabled: Whether the stop loss trails the price. False when left out.
        is_no_stop_loss: True for no stop loss at all.
        is_no_take_profit: True for no take profit at all.

    Returns:
        The order was accepted; status 1, not filled yet.

    Deprecated by eToro: use create_order instead.

    POST /api/v1/trading/execution/market-open-orders/by-units · pool execution-real, 20 requests in 60 s. Never
    repeated blindly.
    """
    deprecated(OPERATION)
    body = OpenByUnitsRequest(
        instrument_id=instrument_id,
        is_buy=is_buy,
        leverage=leverage,
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
