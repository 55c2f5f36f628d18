# Made by `python -m codegen` from openapi/execution.yaml; edit that file instead.
from ...model import OpenIntEnum


class SettlementTypeId(OpenIntEnum):
    """What a position consists of, as v1 answers number it."""

    CFD = 0
    REAL = 1
    SWAP = 2
    CRYPTO_MARGIN = 3
    FUTURE = 4
