"""A page that shows what the simulator is doing: for whoever wants to watch their program trade, and to break things.

It is served at `/` of the simulator's port: one document, one style sheet, one script, nothing from elsewhere. The
script asks for `/page/state` again and again, and posts what the user switches.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from . import views
from .door import PAGE_HEADERS, foreign, is_json
from .switches import Senseless, clear_faults, set_faults, set_limits, strike

if TYPE_CHECKING:
    from ..messages import Mode
    from ..simulator import Simulator

_FILES: Final = {"/": "index.html", "/page.css": "page.css", "/page.js": "page.js"}
_KINDS: Final = {"html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript"}
_MOST: Final = 10_000  # bytes of a posted body
_IDS: Final = re.compile(r"\d{1,9}(?:,\d{1,9}){0,199}", re.ASCII)

Endpoint = Callable[[Request], Awaitable[Response]]
Change = Callable[[Mapping[str, Any]], None]


def routes(simulator: Simulator) -> list[Route]:
    """The page of a simulator, to be served beside its API."""
    changes: dict[str, Change] = {
        "/page/faults": partial(set_faults, simulator.faults),
        "/page/faults/strike": partial(strike, simulator.faults),
        "/page/faults/clear": partial(clear_faults, simulator.faults),
        "/page/limits": partial(set_limits, simulator.limits),
    }
    return [
        *(Route(path, partial(_file, name), methods=["GET"]) for path, name in _FILES.items()),
        Route("/page/state", partial(_state, simulator), methods=["GET"]),
        Route("/page/charts", partial(_charts, simulator), methods=["GET"]),
        *(Route(path, partial(_change, change), methods=["POST"]) for path, change in changes.items()),
    ]


async def _file(name: str, _: Request) -> Response:
    return Response(_content(name), headers=PAGE_HEADERS, media_type=_KINDS[name.rpartition(".")[2]])


@cache
def _content(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()


async def _state(simulator: Simulator, request: Request) -> Response:
    why_not = foreign(request.headers)
    if why_not is not None:
        return _refusal(403, why_not)
    added = [symbol for symbol in request.query_params.get("symbols", "").split(",") if symbol]
    mode: Mode = "real" if request.query_params.get("account") == "real" else "demo"
    return _json(200, views.overview(simulator, mode, added))


async def _charts(simulator: Simulator, request: Request) -> Response:
    why_not = foreign(request.headers)
    if why_not is not None:
        return _refusal(403, why_not)
    asked = request.query_params.get("ids", "")
    if not _IDS.fullmatch(asked):
        return _refusal(400, "ids is a list of instrument ids, joined by commas")
    return _json(200, views.charts(simulator.market, map(int, asked.split(",")), simulator.clock.now()))


async def _change(change: Change, request: Request) -> Response:
    why_not = foreign(request.headers)
    if why_not is not None:
        return _refusal(403, why_not)
    if not is_json(request.headers):
        return _refusal(415, "Changes are sent as application/json")
    body = await _read(request)
    if body is None:
        return _refusal(413, f"More than {_MOST} bytes")
    try:
        asked = orjson.loads(body)
        change(asked if isinstance(asked, dict) else {"": asked})
    except (orjson.JSONDecodeError, Senseless) as error:
        return _refusal(400, str(error))
    return Response(status_code=204, headers=PAGE_HEADERS)


async def _read(request: Request) -> bytes | None:
    """The body; None when it is longer than anything that makes sense."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            return None
    return body


def _refusal(status: int, why: str) -> Response:
    return _json(status, {"error": why})


def _json(status: int, value: Any) -> Response:
    return Response(orjson.dumps(value), status, headers=PAGE_HEADERS, media_type="application/json")
