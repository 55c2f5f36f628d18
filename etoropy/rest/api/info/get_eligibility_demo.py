# Made by `python -m codegen` from openapi/info.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    encode,
    listed,
    shells,
)
from ...models.eligibilities import Eligibilities
from ...models.eligibility_request import EligibilityRequest

OPERATION = Operation(
    "get_eligibility_demo",
    "POST",
    "/api/v2/trading/info/demo/eligibility",
    pool=Pool("default", 60, 60.0),
    retry="safe",
)
_parse = Eligibilities.from_dict


def call(
    *,
    instrument_ids: Iterable[int] | None = None,
    symbols: Iterable[str] | None = None,
    currency: str | None = None,
) -> Call[Eligibilities]:
    """What the account may do with instruments, and within which bounds.

    For each instrument: whether it may be opened and closed, smallest and largest sizes, leverage and stop bounds
    by settlement and direction. Give ids, symbols or both, 100 at most in all. Unknown ones are named in the
    answer. It only reads, so it may be repeated.

    Args:
        instrument_ids: Ids of instruments.
        symbols: Symbols of instruments.
        currency: Currency for the money in the answer; USD, the only one supported, when left out.

    Returns:
        The rules for each known instrument.

    POST /api/v2/trading/info/demo/eligibility · pool default, 60 requests in 60 s. Safe to repeat.
    """
    body = EligibilityRequest(
        instrument_ids=None if instrument_ids is None else listed(instrument_ids),
        symbols=None if symbols is None else listed(symbols),
        currency=currency,
    )
    return Call(
        OPERATION,
        _parse,
        body=encode(body.to_dict()),
    )


sync, asyncio = shells(call)
