# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    segment,
    shells,
)
from ...models.open_order_info import OpenOrderInfo

OPERATION = Operation(
    "get_order_demo",
    "GET",
    "/api/v1/trading/info/demo/orders/{orderId}",
    pool=Pool("demo-order-reads", 60, 60.0),
    retry="safe",
    replaced_by="lookup_order",
)
_parse = OpenOrderInfo.from_dict


def call(
    order_id: int,
) -> Call[OpenOrderInfo]:
    """What became of an order to open (v1).

    Status of a v1 order to open and the positions it led to. For a moment after the order was sent the answer is
    404, which does not mean that the order is lost. positions is filled once the order is.

    Args:
        order_id: Id of the order, from the answer to the request that opened it.

    Returns:
        The order as it stands.

    Deprecated by eToro: use lookup_order instead.

    GET /api/v1/trading/info/demo/orders/{orderId} · pool demo-order-reads, 60 requests in 60 s. Safe to repeat.
    """
    deprecated(OPERATION)
    target = f"/api/v1/trading/info/demo/orders/{segment('order_id', order_id)}"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
