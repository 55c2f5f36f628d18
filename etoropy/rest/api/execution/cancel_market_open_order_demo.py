# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    segment,
    shells,
)
from ...models.confirmation import Confirmation

OPERATION = Operation(
    "cancel_market_open_order_demo",
    "DELETE",
    "/api/v1/trading/execution/demo/market-open-orders/{orderId}",
    pool=Pool("execution-demo", 20, 60.0),
    retry="safe",
    replaced_by="cancel_order",
)
_parse = Confirmation.from_dict


def call(
    order_id: int,
) -> Call[Confirmation]:
    """Cancel a market order before it opens a position.

    Works while the order waits, as it does out of trading hours. Once it is filled there is nothing to cancel;
    close the position instead. The answer says that the wish was taken; read the order to see whether it came in
    time.

    Args:
        order_id: Id of the order.

    Returns:
        The cancellation was accepted.

    Deprecated by eToro: use cancel_order instead.

    DELETE /api/v1/trading/execution/demo/market-open-orders/{orderId} · pool execution-demo, 20 requests in 60 s.
    Safe to repeat.
    """
    deprecated(OPERATION)
    target = f"/api/v1/trading/execution/demo/market-open-orders/{segment('order_id', order_id)}"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
