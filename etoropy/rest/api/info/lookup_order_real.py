# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    shells,
)
from ...models.order_details import OrderDetails

OPERATION = Operation(
    "lookup_order_real",
    "GET",
    "/api/v2/trading/info/orders:lookup",
    pool=Pool("order-lookup-real", 60, 60.0),
    retry="safe",
)
_parse = OrderDetails.from_dict


def call(
    *,
    order_id: int | None = None,
    reference_id: str | None = None,
) -> Call[OrderDetails]:
    """What became of an order, by its id or its reference.

    Give exactly one of `order_id` and `reference_id`. By id the answer can be 404 for about 0.6 s after the order
    was sent. By reference is documented and one client relies on it, while another never got anything but 404; so a
    404 by reference does not prove that there is no order. While a close of the position is under way, one to three
    answers of 500 came over 6 to 8 seconds. After the close the status stays 3; only the state of the position's
    execution turns to closed. Out of hours an order shows status 11 and no executions. An order that was refused
    after acceptance shows status 4 with a code and a reason.

    Args:
        order_id: Id of the order. Not together with `reference_id`.
        reference_id: The x-request-id that the order was sent with, a UUID. Not together with `order_id`.

    Returns:
        The order as it stands.

    GET /api/v2/trading/info/orders:lookup · pool order-lookup-real, 60 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("orderId", order_id), ("referenceId", reference_id)),
    )


sync, asyncio = shells(call)
