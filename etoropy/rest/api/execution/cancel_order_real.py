# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.cancellation import Cancellation

OPERATION = Operation(
    "cancel_order_real",
    "DELETE",
    "/api/v2/trading/execution/orders/{orderId}",
    pool=Pool("execution-real", 20, 60.0),
    retry="safe",
)
_parse = Cancellation.from_dict


def call(
    order_id: int,
) -> Call[Cancellation | None]:
    """Cancel any order that is not filled yet.

    Takes market and market-if-touched orders alike. Cancelling twice does no harm, nor does cancelling what is
    already cancelled or filled. The answer says that the wish was taken: 200 in eToro's document, 202 as seen live,
    and the body may be missing. Look the order up to learn how it ended.

    Args:
        order_id: Id of the order.

    Returns:
        The cancellation was accepted, as eToro documents it.

    DELETE /api/v2/trading/execution/orders/{orderId} · pool execution-real, 20 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v2/trading/execution/orders/{segment('order_id', order_id)}"
    return Call(
        OPERATION,
        _parse,
        target,
        may_be_empty=True,
    )


sync, asyncio = shells(call)
