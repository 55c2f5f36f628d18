# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from ...model import OpenIntEnum


class UserProfilePlayerStatus(OpenIntEnum):
    """What an account may do."""

    NORMAL = 1
    BLOCKED = 2
    CHAT_BLOCKED = 3
    BLOCKED_UPON_REQUEST = 4
    WARNING = 5
    BLOCKED_UNDER_INVESTIGATION = 6
    SCALPERS_BLOCK = 7
    BLOCKED_PAYPAL_INVESTIGATION = 8
    TRADE_BLOCK = 9
    DEPOSIT_BLOCKED = 10
    SOCIAL_INDEX = 11
    COPY_BLOCK = 12
    PENDING_VERIFICATION = 13
    BLOCKED_FAILED_VERIFICATION = 14
    BLOCK_TRADING = 15
