# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    listed,
    query,
    shells,
)
from ...models.instruments import Instruments

OPERATION = Operation(
    "get_instruments",
    "GET",
    "/api/v1/market-data/instruments",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = Instruments.from_dict


def call(
    *,
    instrument_ids: Iterable[int] | None = None,
    exchange_ids: Iterable[int] | None = None,
    stocks_industry_ids: Iterable[int] | None = None,
    instrument_type_ids: Iterable[int] | None = None,
) -> Call[Instruments]:
    """Names, symbols, types and logos of instruments.

    What an instrument is called and where it belongs; prices are in get_rates. Filters of different kinds narrow
    the answer together; without any, every instrument comes back (several thousand, some megabytes). Unknown ids
    are left out without a word. Ask for at most 100 ids at a time, so that the address stays short.

    Args:
        instrument_ids: Only these instruments, by id.
        exchange_ids: Only instruments of these exchanges; ids as in get_exchanges.
        stocks_industry_ids: Only stocks of these industries; ids as in get_stocks_industries.
        instrument_type_ids: Only instruments of these types; see InstrumentTypeId.

    Returns:
        The instruments that match, in no promised order.

    GET /api/v1/market-data/instruments · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path,
            ("instrumentIds", None if instrument_ids is None else listed(instrument_ids)),
            ("exchangeIds", None if exchange_ids is None else listed(exchange_ids)),
            ("stocksIndustryIds", None if stocks_industry_ids is None else listed(stocks_industry_ids)),
            ("instrumentTypeIds", None if instrument_type_ids is None else listed(instrument_type_ids)),
        ),
    )


sync, asyncio = shells(call)
