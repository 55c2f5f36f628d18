# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    encode,
    segment,
    shells,
)
from ...models.close_order_reply import CloseOrderReply
from ...models.close_real_position_request import CloseRealPositionRequest

OPERATION = Operation(
    "close_position_real",
    "POST",
    "/api/v1/trading/execution/market-close-orders/positions/{positionId}",
    pool=Pool("execution-real", 20, 60.0),
    retry="never-blind",
)
_parse = CloseOrderReply.from_dict


def call(
    position_id: int,
    *,
    instrument_id: int,
    units_to_deduct: float | None = None,
) -> Call[CloseOrderReply]:
    """Close a position, or part of it, at market.

    Hands in an order to close. The answer means that eToro took it; the position is closed when it leaves the
    portfolio and appears in the history, seconds later. Repeating a partial close takes another part off, so after
    a lost answer look before you send again. While a close is under way, reading the opening order can fail with
    status 500 for some seconds. `units_to_deduct` null closes everything. Partial closes are doubtful: one client
    saw them work, two saw them accepted and never carried out. A partial close keeps the position's id, lowers its
    units and sets isPartiallyAltered. The instrument's key is InstrumentID on demo and `instrument_id` on real.

    Args:
        position_id: Id of the position.
        instrument_id: Id of the position's instrument, as the real account spells the key.
        units_to_deduct: Units to close; null, which is sent as such, closes them all.

    Returns:
        The closing order was accepted; status 1, not filled yet.

    POST /api/v1/trading/execution/market-close-orders/positions/{positionId} · pool execution-real, 20 requests in
    60 s. Never repeated blindly.
    """
    target = f"/api/v1/trading/execution/market-close-orders/positions/{segment('position_id', position_id)}"
    body = CloseRealPositionRequest(
        instrument_id=instrument_id,
        units_to_deduct=units_to_deduct,
    )
    return Call(
        OPERATION,
        _parse,
        target,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
