# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenIntEnum


class OrderStatus(OpenIntEnum):
    """How far an order has come; the same numbers in v1 (statusID), v2 (status.id) and the stream (StatusID). Final:
    3, 4, 7, 8, 9 and 10. Status 11 waits for the market to open, 12 for the trigger rate. eToro's prose gives other
    meanings for 1 to 3; these are the ones seen live. A filled order keeps status 3 after its position is closed."""

    RECEIVED = 1
    PLACED = 2
    FILLED = 3
    REJECTED = 4
    PARTIALLY_FILLED = 5
    PENDING_CANCEL = 6
    CANCELED = 7
    EXPIRED = 8
    CANCELED_PARTIALLY_FILLED = 9
    REJECTED_PARTIALLY_FILLED = 10
    WAITING_FOR_MARKET = 11
    PENDING_TRIGGERED_RATE = 12
