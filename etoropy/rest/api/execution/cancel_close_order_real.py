# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.confirmation import Confirmation

OPERATION = Operation(
    "cancel_close_order_real",
    "DELETE",
    "/api/v1/trading/execution/market-close-orders/{orderId}",
    pool=Pool("execution-real", 20, 60.0),
    retry="safe",
)
_parse = Confirmation.from_dict


def call(
    order_id: int,
) -> Call[Confirmation]:
    """Cancel a closing order before it closes a position.

    Works while the closing order waits, as it does out of trading hours; the position then stays open. `order_id`
    is that of the closing order, not of the order that opened the position.

    Args:
        order_id: Id of the closing order.

    Returns:
        The cancellation was accepted.

    DELETE /api/v1/trading/execution/market-close-orders/{orderId} · pool execution-real, 20 requests in 60 s. Safe
    to repeat.
    """
    target = f"/api/v1/trading/execution/market-close-orders/{segment('order_id', order_id)}"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
