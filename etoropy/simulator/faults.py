"""What goes wrong between a caller and the API, on request: how often, where, and whether the order was taken all the
same.

Each kind is a rate from 0 to 1. The dice are seeded, so a run can be repeated; `next` forces what the dice would not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import InitVar, dataclass
from typing import Any, Final

from .messages import Reply, Request, gateway_error

BEFORE: Final = ("lost_reply_before", "error_before", "empty_429")
"""Kinds that strike before the API has done anything."""
AFTER: Final = ("lost_reply_after", "error_after", "slow", "malformed_json")
"""Kinds that strike after it has done what it was asked."""
EITHER: Final = ("reset", "cdn_page")
"""Kinds that strike before or after, evenly: the caller cannot know."""
SOCKET: Final = ("ws_drop", "ws_mute")
"""Kinds that strike a stream connection."""

KINDS: Final = (*BEFORE, *AFTER, *EITHER, *SOCKET)

_CDN_PAGE = b"""<!DOCTYPE html>
<html><head><title>public-api.etoro.com | 502: Bad gateway</title></head>
<body><h1>Bad gateway <span>Error code 502</span></h1></body></html>"""


@dataclass(kw_only=True, repr=False, eq=False)
class Faults:
    """Rates of faults, each an attribute that may be set while the simulator runs.

    `lost_reply_before`, `lost_reply_after`: no answer ever comes, without and with the request carried out.
    `error_before`, `error_after`: a 500 instead of the answer. `reset`: the connection breaks, before or after.
    `cdn_page`: an HTML page from the network in front of the API, before or after. `empty_429`: refused without a
    body or a Retry-After. `slow`: the answer comes `slow_seconds` late. `malformed_json`: half of the answer's body.
    `ws_drop`, `ws_mute`: each second, the chance that a stream connection is cut or falls silent.

    `only` limits REST faults to some requests: a regular expression searched in "METHOD /path", or a function of the
    request. Without a `seed` of their own the dice go by the simulator's.
    """

    lost_reply_before: float = 0.0
    lost_reply_after: float = 0.0
    error_before: float = 0.0
    error_after: float = 0.0
    reset: float = 0.0
    cdn_page: float = 0.0
    empty_429: float = 0.0
    slow: float = 0.0
    malformed_json: float = 0.0
    ws_drop: float = 0.0
    ws_mute: float = 0.0
    only: str | Callable[[Request], bool] | None = None
    slow_seconds: float = 0.25
    seed: InitVar[int | None] = None

    def __post_init__(self, seed: int | None) -> None:
        self._forced: list[str] = []
        self.is_seeded = seed is not None
        self.reseed(seed or 0)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in KINDS and not 0 <= value <= 1:
            raise ValueError(f"{name} is a rate from 0 to 1, not {value!r}")
        if name == "only" and isinstance(value, str):
            # One that cannot be searched for would strike nothing, and a test of it would test nothing.
            re.compile(value)
        if name not in self.__dataclass_fields__ and name != "is_seeded" and not name.startswith("_"):
            raise AttributeError(f"there is no fault {name!r}; there are {', '.join(KINDS)}")
        super().__setattr__(name, value)

    def __repr__(self) -> str:
        rates = ", ".join(f"{kind}={rate:g}" for kind, rate in self.rates().items() if rate)
        return f"Faults({rates})"

    def rates(self) -> dict[str, float]:
        """Every kind with its rate."""
        return {kind: getattr(self, kind) for kind in KINDS}

    def set(self, **rates: float) -> None:
        """Set these rates and leave the others."""
        for kind, rate in rates.items():
            if kind not in KINDS:
                raise TypeError(f"there is no fault {kind!r}")
            setattr(self, kind, rate)

    def clear(self) -> None:
        """No faults at all from now on, forced ones included."""
        self._forced.clear()
        self.set(**dict.fromkeys(KINDS, 0.0))

    def reseed(self, seed: int) -> None:
        """Begin the dice anew."""
        self._dice = random.Random(seed)

    def next(self, kind: str, times: int = 1) -> None:
        """Let this fault strike the next requests it can (for stream kinds: the next chances), rates aside."""
        if kind not in KINDS:
            raise TypeError(f"there is no fault {kind!r}; there are {', '.join(KINDS)}")
        self._forced.extend([kind] * times)

    @property
    def forced(self) -> tuple[str, ...]:
        """What was forced with `next` and has not struck yet."""
        return tuple(self._forced)

    def strikes(self, kind: str) -> bool:
        """Whether a fault of this kind strikes at this chance."""
        if kind in self._forced:
            self._forced.remove(kind)
            return True
        rate: float = getattr(self, kind)
        return rate > 0 and self._dice.random() < rate

    def drawn(self, request: Request) -> Blow | None:
        """The fault that strikes this request, if any: forced ones first, then the dice for each kind in turn."""
        if not self._concerns(request):
            return None
        kind = next((kind for kind in KINDS if kind not in SOCKET and self.strikes(kind)), None)
        if kind is None:
            return None
        return Blow(
            kind, after=kind in AFTER or (kind in EITHER and self._dice.random() < 0.5), delay=self.slow_seconds
        )

    def _concerns(self, request: Request) -> bool:
        if self.only is None:
            return True
        if isinstance(self.only, str):
            return re.search(self.only, f"{request.method} {request.path}") is not None
        return self.only(request)


class Blow:
    """One fault that strikes one request: `after` tells whether the request is carried out first."""

    __slots__ = ("after", "delay", "kind")

    def __init__(self, kind: str, *, after: bool, delay: float) -> None:
        self.kind = kind
        self.after = after
        self.delay = delay

    def dealt(self, reply: Reply) -> Reply:
        """What the caller sees in place of the reply."""
        if self.kind.startswith("lost_reply"):
            return Reply(reply.status, reply.body, reply.headers, reply.content, fault="drop")
        if self.kind == "reset":
            return Reply(reply.status, reply.body, reply.headers, reply.content, fault="reset")
        if self.kind.startswith("error"):
            return gateway_error(500, "InternalServerError", "An unexpected error occurred")
        if self.kind == "cdn_page":
            return Reply(502, headers={"content-type": "text/html; charset=UTF-8"}, content=_CDN_PAGE)
        if self.kind == "empty_429":
            return Reply(429)
        if self.kind == "malformed_json":
            whole = reply.encode()
            headers = {"content-type": "application/json", **reply.headers}
            return Reply(reply.status if whole else 200, headers=headers, content=whole[: len(whole) // 2] or b"{")
        return Reply(reply.status, reply.body, reply.headers, reply.content, delay=self.delay)
