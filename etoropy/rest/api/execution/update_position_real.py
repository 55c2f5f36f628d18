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
from ...models.position_update_receipt import PositionUpdateReceipt
from ...models.stop_loss_type import StopLossType
from ...models.update_position_request import UpdatePositionRequest

OPERATION = Operation(
    "update_position_real",
    "PATCH",
    "/api/v2/trading/positions/{positionId}",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = PositionUpdateReceipt.from_dict


def call(
    position_id: int,
    *,
    stop_loss_rate: float | None = None,
    take_profit_rate: float | None = None,
    stop_loss_type: StopLossType | str | None = None,
    clear_stop_loss: bool | None = None,
    clear_take_profit: bool | None = None,
) -> Call[PositionUpdateReceipt]:
    """Set or remove the stop loss and take profit of a position.

    Give at least one field. Setting a rate and clearing the same rate contradict each other. The answer means that
    the change was queued; read the portfolio to see it done. A closed position is refused with 409. Sending the
    same values again changes nothing.

    Args:
        position_id: Id of the position.
        stop_loss_rate: New rate of the stop loss, in the instrument's currency.
        take_profit_rate: New rate of the take profit, in the instrument's currency.
        stop_loss_type: Whether the stop loss stays or trails from now on.
        clear_stop_loss: True removes the stop loss.
        clear_take_profit: True removes the take profit.

    Returns:
        The change was queued.

    PATCH /api/v2/trading/positions/{positionId} · pool default, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v2/trading/positions/{segment('position_id', position_id)}"
    body = UpdatePositionRequest(
        stop_loss_rate=stop_loss_rate,
        take_profit_rate=take_profit_rate,
        stop_loss_type=None if stop_loss_type is None else StopLossType(stop_loss_type),
        clear_stop_loss=clear_stop_loss,
        clear_take_profit=clear_take_profit,
    )
    return Call(
        OPERATION,
        _parse,
        target,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
