# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
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
from ...models.costs import Costs
from ...models.costs_request import CostsRequest
from ...models.order_action import OrderAction
from ...models.order_kind import OrderKind
from ...models.settlement_type import SettlementType
from ...models.stop_loss_type import StopLossType
from ...models.transaction import Transaction

OPERATION = Operation(
    "get_costs_demo",
    "POST",
    "/api/v2/trading/info/demo/costs",
    pool=Pool("costs-demo", 60, 60.0),
    retry="safe",
)
_parse = Costs.from_dict


def call(
    *,
    action: OrderAction | str,
    transaction: Transaction | str,
    symbol: str | None = None,
    instrument_id: int | None = None,
    settlement_type: SettlementType | str | None = None,
    order_type: OrderKind | str | None = None,
    trigger_rate: float | None = None,
    leverage: int | None = None,
    amount: float | None = None,
    order_currency: str | None = None,
    units: float | None = None,
    contracts: float | None = None,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    stop_loss_type: StopLossType | str | None = None,
    additional_margin: float | None = None,
    position_ids: Iterable[int] | None = None,
) -> Call[Costs]:
    """What an order would cost; nothing is sent to market.

    Takes an order and answers with the costs it would have now: markup, market spread, fees, overnight and weekend
    charges, stamp duty. To open, give exactly one of symbol and `instrument_id`, and a leverage of 1 or more; to
    close, give `position_ids`. It only reads, so it may be repeated.

    Args:
        action: Whether the costs of opening or of closing are asked for; both work here.
        transaction: Direction of the order.
        symbol: Symbol of the instrument, such as AAPL. Not together with `instrument_id`.
        instrument_id: Id of the instrument. Not together with symbol.
        settlement_type: What the position would consist of. Give it when opening.
        order_type: mkt for at once, mit for at `trigger_rate`.
        trigger_rate: Rate that would set a mit order off, in the instrument's currency.
        leverage: Multiplier of the money put in. Give it when opening.
        amount: Money to put in, in `order_currency`, before leverage. Not together with units or contracts.
        order_currency: Currency of amount; usd.
        units: Units of the asset. Not together with amount or contracts.
        contracts: Contracts, for futures. Not together with amount or units.
        stop_loss_rate: Rate of the stop loss, in the instrument's currency.
        take_profit_rate: Rate of the take profit, in the instrument's currency.
        stop_loss_type: Whether the stop loss stays or trails.
        additional_margin: Extra money to set aside for the position, account currency (USD).
        position_ids: Ids of the positions to close. Give them when closing.

    Returns:
        The costs, one entry for each kind.

    POST /api/v2/trading/info/demo/costs · pool costs-demo, 60 requests in 60 s. Safe to repeat.
    """
    body = CostsRequest(
        action=OrderAction(action),
        transaction=Transaction(transaction),
        symbol=symbol,
        instrument_id=instrument_id,
        settlement_type=None if settlement_type is None else SettlementType(settlement_type),
        order_type=None if order_type is None else OrderKind(order_type),
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
