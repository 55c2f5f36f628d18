# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from ...model import OpenIntEnum


class UserProfileAccountStatus(OpenIntEnum):
    """Whether an account is open."""

    OPEN = 1
    CLOSED = 2
