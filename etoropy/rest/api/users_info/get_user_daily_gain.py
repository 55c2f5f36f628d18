# Made by `python -m codegen` from openapi/users_info.yaml; edit that file instead.
from __future__ import annotations

from datetime import date
from typing import Any

from ....call import (
    Call,
    Operation,
    Pool,
    query,
    segment,
    shells,
)
from ....model import day_text
from ...models.daily_gain_type import DailyGainType
from ...models.gain_entry import GainEntry
from ...models.gain_total import GainTotal

OPERATION = Operation(
    "get_user_daily_gain",
    "GET",
    "/api/v1/user-info/people/{username}/daily-gain",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_gain_entry_list = GainEntry.from_dicts
_gain_total = GainTotal.from_dict


def _parse(answer: Any) -> list[GainEntry] | GainTotal:
    return _gain_entry_list(answer) if isinstance(answer, list) else _gain_total(answer)


def call(
    username: str,
    *,
    min_date: date,
    max_date: date,
    gain_type: DailyGainType | str,
) -> Call[list[GainEntry] | GainTotal]:
    """Read somebody's gain between two dates, day by day or in total.

    The shape of the answer depends on `type`: Daily answers an array with an entry for each day, Period one object
    with the gain from the first date to the last. Gains are percentages. Both dates belong to the stretch.

    Args:
        username: The person's user name.
        min_date: First day, as a date without a time.
        max_date: Last day, as a date without a time.
        gain_type: Daily for one entry each day, Period for the total.

    Returns:
        An array of daily gains, or the gain over the whole stretch.

    GET /api/v1/user-info/people/{username}/daily-gain · pool default, 60 requests in 60 s. Safe to repeat.
    """
    target = f"/api/v1/user-info/people/{segment('username', username)}/daily-gain"
    return Call(
        OPERATION,
        _parse,
        query(target, ("minDate", day_text(min_date)), ("maxDate", day_text(max_date)), ("type", gain_type)),
    )


sync, asyncio = shells(call)
