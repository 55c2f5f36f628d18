# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    encode,
    listed,
    shells,
)
from ...models.create_order_request import CreateOrderRequest
from ...models.order_action import OrderAction
from ...models.order_kind import OrderKind
from ...models.order_receipt import OrderReceipt
from ...models.settlement_type import SettlementType
from ...models.stop_loss_type import StopLossType
from ...models.transaction import Transaction

OPERATION = Operation(
    "create_order_demo",
    "POST",
    "/api/v2/trading/execution/demo/orders",
    pool=Pool("execution-demo", 20, 60.0),
    retry="never-blind",
)
_parse = OrderReceipt.from_dict


def call(
    *,
    action: OrderAction | str,
    transaction: Transaction | str,
    order_type: OrderKind | str,
    leverage: int,
    symbol: str | None = None,
    instrument_id: int | None = None,
    settlement_type: SettlementType | str | None = None,
    trigger_rate: float | None = None,
    amount: float | None = None,
    order_currency: str | None = None,
    units: float | None = None,
    contracts: float | None = None,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    stop_loss_type: StopLossType | str | None = None,
    additional_margin: float | None = None,
    position_ids: Iterable[int] | None = None,
) -> Call[OrderReceipt]:
    """Open a position, at market or at a rate, with a reference.

    The current way to trade. The x-request-id of the request becomes the order's referenceId, by which lookup_order
    is meant to find it when the answer was lost. The answer means accepted; a fill takes about 80 to 200 ms in
    trading hours, and out of hours the order waits with status 11. Give exactly one of amount, units and contracts,
    and exactly one of symbol and `instrument_id`. A stop loss is needed with leverage above 1 and for sellShort.
    `order_type` mit needs `trigger_rate`. action close is reserved; close with close_position. Left out,
    `settlement_type` becomes real for unleveraged long stocks and crypto, cfd otherwise. Whether eToro drops a
    repeated request with the same x-request-id is not certain, so never repeat one blindly; look it up. Refusals
    after acceptance end with status 4 and a code: 604 not enough money, 720 amount under the minimum, 749 entry
    orders not allowed, 814 internal instrument, 2011 settlement type not allowed.

    Args:
        action: open; the other value is reserved.
        transaction: buy for a long position, sellShort for a short one.
        order_type: mkt for at once, mit for at `trigger_rate`.
        leverage: Multiplier of the money put in; get_eligibility lists what is allowed.
        symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
        instrument_id: Id of the instrument. Not together with symbol.
        settlement_type: What the position shall consist of. Left out, eToro decides. Published for the demo account
            only; on the real account leave it out.
        trigger_rate: Rate that sets a mit order off, in the instrument's currency.
        amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
        order_currency: Currency of amount; usd.
        units: Units of the asset. Not together with amount or contracts.
        contracts: Contracts, for futures. Not together with amount or units.
        stop_loss_rate: Rate at which the position is closed to limit a loss. Needed with leverage above 1 and for
            sellShort.
        take_profit_rate: Rate at which the position is closed to take a profit.
        stop_loss_type: Whether the stop loss stays or trails.
        additional_margin: Extra money to set aside for the position, account currency (USD).
        position_ids: Ids of positions to close; reserved like action close.

    Returns:
        The order was accepted.

    POST /api/v2/trading/execution/demo/orders · pool execution-demo, 20 requests in 60 s. Never repeated blindly.
    """
    body = CreateOrderRequest(
        action=OrderAction(action),
        transaction=Transaction(transaction),
        symbol=symbol,
        instrument_id=instrument_id,
        settlement_type=None if settlement_type is None else SettlementType(settlement_type),
        order_type=OrderKind(order_type),
        trigger_rate=trigger_rate,
        leverage=leverage,
        amount=amount,
        order_currency=order_currency,
        units=units,
        contracts=contracts,
        stop_loss_rate=stop_loss_rate,
        take_profit_rate=take_profit_rate,
        stop_loss_type=None if stop_loss_type is None else StopLossType(stop_loss_type),
        additional_margin=additional_margin,
        position_ids=None if position_ids is None else listed(position_ids),
    )
    return Call(
        OPERATION,
        _parse,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
