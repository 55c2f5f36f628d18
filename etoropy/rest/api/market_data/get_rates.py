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
from ...models.rates import Rates

OPERATION = Operation(
    "get_rates",
    "GET",
    "/api/v1/market-data/instruments/rates",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = Rates.from_dict


def call(
    *,
    instrument_ids: Iterable[int],
) -> Call[Rates]:
    """Current prices of up to 100 instruments.

    One row for each known instrument, in no promised order; unknown ids are left out and an empty list means that
    none was known. Outside trading hours the last prices stand still; look at date. For a moving price use the
    stream, which spends no requests.

    Args:
        instrument_ids: Ids of the instruments, 1 to 100 of them. The commas between them must not be
            percent-encoded.

    Returns:
        Prices of the instruments that are known.

    GET /api/v1/market-data/instruments/rates · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(OPERATION.path, ("instrumentIds", listed(instrument_ids))),
    )


sync, asyncio = shells(call)
