# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from ...model import OpenIntEnum


class InstrumentTypeId(OpenIntEnum):
    """Kind of instrument by id; get_instrument_types has the current list."""

    FOREX = 1
    COMMODITY = 2
    CFD = 3
    INDICES = 4
    STOCKS = 5
    ETF = 6
    BONDS = 7
    TRUST_FUNDS = 8
    OPTIONS = 9
    CRYPTO = 10
