# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    segment,
    shells,
)
from ...models.candle_direction import CandleDirection
from ...models.candle_interval import CandleInterval
from ...models.candles import Candles

OPERATION = Operation(
    "get_candles",
    "GET",
    "/api/v1/market-data/instruments/{instrumentId}/history/candles/{direction}/{interval}/{candlesCount}",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = Candles.from_dict


def call(
    instrument_id: int,
    direction: CandleDirection | str,
    interval: CandleInterval | str,
    candles_count: int,
) -> Call[Candles]:
    """The newest candles of an instrument.

    Always the most recent candles, the last of them still forming. direction only sorts them; there is no way to
    ask for an older period, so reach further back with a longer interval. Candles hang two levels deep: candles is
    a list of groups, one for the instrument, and the group's candles are the bars. For an unknown instrument either
    level can be null, with status 200.

    Args:
        instrument_id: Id of the instrument.
        direction: Order of the bars in the answer.
        interval: How long each bar lasts.
        candles_count: How many bars, 1 to 1000; more is cut to 1000 or refused.

    Returns:
        The bars, or null in place of them for an unknown instrument.

    GET /api/v1/market-data/instruments/{instrumentId}/history/candles/{direction}/{interval}/{candlesCount} · pool
    market-data, 120 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/market-data/instruments/{segment('instrument_id', instrument_id)}/history/candles/{segment('direction', direction)}/{segment('interval', interval)}/{segment('candles_count', candles_count)}"
    return Call(
        OPERATION,
        _parse,
        target,
    )


sync, asyncio = shells(call)
