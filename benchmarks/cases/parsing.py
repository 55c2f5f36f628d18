"""From the body of an answer to models, and what these keep of memory."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timing import OneRound, repeated

Settings = dict[str, Any]
Parse = Callable[[bytes], Any]


def _body(settings: Settings) -> bytes:
    body = (Path(settings["bodies"]) / f"{settings['part']}.json").read_bytes()
    count = settings.get("instruments")
    if count is None:
        return body
    content = json.loads(body)
    rows = content["instrumentDisplayDatas"]
    return json.dumps({"instrumentDisplayDatas": [rows[n % len(rows)] for n in range(count)]}).encode()


def _timed(settings: Settings, parse: Parse) -> OneRound:
    body = _body(settings)
    return repeated(lambda: parse(body))


def _kept(settings: Settings, parse: Parse) -> OneRound:
    """Bytes that the result of parsing holds when all that served to make it is gone."""
    body = _body(settings)
    # Whatever is made once for the first answer is not the models'.
    parse(body)

    def one_round() -> dict[str, float]:
        gc.collect()
        tracemalloc.start()
        models = parse(body)
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        del models
        return {"memory": float(kept)}

    return one_round


def _our_parser(settings: Settings) -> Parse:
    """As our HTTP client has it: from the body of a successful answer to what the call returns."""
    from datetime import UTC, datetime

    from etoropy.answers import Reply, Trace, read
    from etoropy.call import Call, Operation, Pool
    from etoropy.models import Candles, Instruments, PortfolioReply, Rates

    kinds = {"candles": Candles, "rates": Rates, "portfolio": PortfolioReply, "instruments": Instruments}
    kind: Any = kinds[settings["part"]]
    operation = Operation(settings["part"], "GET", "/", pool=Pool("none", 1, 1.0), retry="safe")
    call: Any = Call(operation, kind.from_dict)
    trace, now = Trace("GET", "/", "", 0.0), datetime.now(UTC)
    return lambda body: read(call, Reply(200, {}, body), trace, now)


def ours(settings: Settings) -> OneRound:
    return _timed(settings, _our_parser(settings))


def ours_kept(settings: Settings) -> OneRound:
    return _kept(settings, _our_parser(settings))


def _other_parser(settings: Settings) -> Parse:
    """As its HTTP client has it: JSON decoded by httpx, then validated."""
    from etoropy.models import CandlesResponse, InstrumentsResponse, LiveRatesResponse, PortfolioResponse

    kinds = {
        "candles": CandlesResponse,
        "rates": LiveRatesResponse,
        "portfolio": PortfolioResponse,
        "instruments": InstrumentsResponse,
    }
    kind: Any = kinds[settings["part"]]
    return lambda body: kind.model_validate(json.loads(body))


def other(settings: Settings) -> OneRound:
    return _timed(settings, _other_parser(settings))


def other_kept(settings: Settings) -> OneRound:
    return _kept(settings, _other_parser(settings))


def _msgspec_parser(settings: Settings) -> Parse:
    import msgspec
    from structs import struct_of

    return msgspec.json.Decoder(struct_of(settings["document"], settings["part"])).decode


def msgspec(settings: Settings) -> OneRound:
    return _timed(settings, _msgspec_parser(settings))


def msgspec_kept(settings: Settings) -> OneRound:
    return _kept(settings, _msgspec_parser(settings))


def orjson(settings: Settings) -> OneRound:
    from orjson import loads

    return _timed(settings, loads)
