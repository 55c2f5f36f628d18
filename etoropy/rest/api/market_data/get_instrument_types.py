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
from ...models.instrument_types import InstrumentTypes

OPERATION = Operation(
    "get_instrument_types",
    "GET",
    "/api/v1/market-data/instrument-types",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = InstrumentTypes.from_dict


def call(
    *,
    instrument_type_ids: Iterable[int] | None = None,
) -> Call[InstrumentTypes]:
    """The types of instruments and their ids.

    What the instrumentTypeID of an instrument stands for. Changes seldom; worth keeping for a day.

    Args:
        instrument_type_ids: Only these types; all of them when left out.

    Returns:
        The types.

    GET /api/v1/market-data/instrument-types · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path, ("instrumentTypeIds", None if instrument_type_ids is None else listed(instrument_type_ids))
        ),
    )


sync, asyncio = shells(call)
