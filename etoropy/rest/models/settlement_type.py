# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenStrEnum


class SettlementType(OpenStrEnum):
    """What a position consists of, as v2 requests spell it: a contract for difference, the asset itself, a future, or
    an asset bought on margin. v2 answers spell it otherwise (REAL), so they hold a plain string."""

    CFD = "cfd"
    REAL = "real"
    REAL_FUTURES = "realFutures"
    MARGIN_TRADE = "marginTrade"
