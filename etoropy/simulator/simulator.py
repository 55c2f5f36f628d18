"""The simulator: a world, and the door through which requests come in.

At the door a request is written down, may be struck by a fault, must show keys and a request id, is led to its
operation, counted, and checked against the document. Only then an operation sees it.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections import ChainMap, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from . import discovery, execution, feeds, identity, info, market_data, people, watchlists
from .account import Account
from .clock import SimClock
from .faults import Faults
from .instruments import mix
from .limits import Limits, too_many
from .market import BEAT, Market
from .messages import BadBody, Mode, Reply, Request, gateway_error, refused
from .replay import Replay
from .routes import BUNDLE, load
from .social import Social
from .validation import complaint, has_encoded_commas
from .world import MODES, Handler, KeyPair, Owner, Quirks, World

if TYPE_CHECKING:
    from etoropy.config import EToroConfig

    from .server import Server
    from .transport import SimulatorTransport

_log = logging.getLogger("etoropy.simulator")

_LOG_LENGTH = 100_000
_NOWHERE = "127.0.0.1:9"  # the discard port: what an address is before there is one
_LIBRARY_AGENTS = ("python-httpx/", "python-requests/", "Python-urllib/", "python-urllib3/", "aiohttp/")
_START_CREDIT: Mapping[Mode, float] = {"demo": 100_000.0, "real": 10_000.0}

HANDLERS: Mapping[str, Handler] = ChainMap(
    *(module.OPERATIONS for module in (market_data, execution, info, identity, watchlists, feeds, people, discovery))
)
"""the operations by their method's name"""


@dataclass(frozen=True, slots=True)
class Received:
    """One request that reached the simulator, and what came of it.

    `status` is the reply's, whether or not it was delivered; `fault` names what struck it; `at` is the simulated
    moment and `wall` the caller's seconds since the simulator began.
    """

    method: str
    path: str
    raw_query: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: bytes
    operation_id: str | None
    status: int
    fault: str | None
    at: float
    wall: float


class Simulator:
    """eToro's API as far as etoropy speaks it, in this process.

    `seed` decides prices, ids, people and the dice of the faults. `speed` is how many simulated seconds pass in a
    real one; pass `clock` (`SimClock.manual()`) to move time by hand. `limits` switches the rate limits,
    `rate_limit_window` their length in seconds. `reference_lookup`, `fill_delay` and every other habit of the live
    service are in `quirks`, which may be changed while it runs. `keys` are the key pairs of the accounts, `credit`
    their USD at the start.

    `replay` is a recording (`etoropy record`) that the stream plays instead of the market's prices, from its beginning
    when the first connection subscribes: `replay_speed` recorded seconds in each simulated one, over and over with
    `replay_loop`. Orders are filled at the market's prices all the same. ValueError when the file is no recording.

    `host` and `port` say where `start` listens (0: any free port), `allowed_hosts` by which further names it may be
    called; `tick_interval` is how many simulated seconds pass between two messages about one instrument.

    `handle` answers requests; `transport()` puts it under an httpx client; `start()`, or a `with` block, opens a port.
    """

    def __init__(
        self,
        seed: int = 7,
        *,
        speed: float = 1.0,
        clock: SimClock | None = None,
        limits: bool = True,
        reference_lookup: bool | None = None,
        fill_delay: float | None = None,
        rate_limit_window: float | None = None,
        faults: Faults | None = None,
        keys: Mapping[Mode, tuple[str, str]] | None = None,
        credit: Mapping[Mode, float] | None = None,
        quirks: Quirks | None = None,
        document: Path | str = BUNDLE,
        replay: str | PathLike[str] | None = None,
        replay_speed: float = 1.0,
        replay_loop: bool = False,
        host: str = "127.0.0.1",
        port: int = 0,
        tick_interval: float = BEAT,
        allowed_hosts: Iterable[str] = (),
    ) -> None:
        asked = {"reference_lookup": reference_lookup, "fill_delay": fill_delay}
        changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
        pairs: dict[Mode, KeyPair] = {mode: KeyPair(*pair) for mode, pair in (keys or {}).items()}
        clock = clock or SimClock(speed=speed)
        self.world = _world(seed, clock, replace(quirks or Quirks(), **changes), pairs, credit or {})
        if replay is not None:
            self.world.replay = Replay(replay, speed=replay_speed, loop=replay_loop)
        self.limits = Limits(is_on=limits, window=rate_limit_window)
        self.faults = faults or Faults()
        if not self.faults.is_seeded:
            self.faults.reseed(seed)
        self._routes = load(document)
        self._received: deque[Received] = deque(maxlen=_LOG_LENGTH)
        self._lock = threading.RLock()
        self._new_server = partial(_server, host, port, tick_interval, tuple(allowed_hosts))
        self._server: Server | None = None

    # -- looking in

    @property
    def clock(self) -> SimClock:
        """The simulator's time."""
        return self.world.clock

    @property
    def market(self) -> Market:
        """Prices and opening hours; tests pin and close here."""
        return self.world.market

    @property
    def quirks(self) -> Quirks:
        """The habits of the live service that are switched on; settable while running."""
        return self.world.quirks

    @property
    def requests(self) -> list[Received]:
        """What was received, the oldest first; the newest 100,000."""
        with self._lock:
            return list(self._received)

    @property
    def newest_request(self) -> Received:
        """What was received last; IndexError when nothing was."""
        with self._lock:
            return self._received[-1]

    def forget_requests(self) -> None:
        """Empty the list of what was received."""
        with self._lock:
            self._received.clear()

    def account(self, mode: Mode = "demo") -> Account:
        """The truth about an account as of now, whatever the API shows of it."""
        self.settle()
        return self.world.accounts[mode]

    def settle(self) -> float:
        """Carry out everything that is due by now in both accounts; returns the moment."""
        with self._lock:
            return self.world.advance()

    # -- the keys

    @property
    def api_key(self) -> str:
        """The API key of the demo account."""
        return self.world.keys["demo"].api_key

    @property
    def user_key(self) -> str:
        """The user key of the demo account."""
        return self.world.keys["demo"].user_key

    @property
    def real_api_key(self) -> str:
        """The API key of the real account."""
        return self.world.keys["real"].api_key

    @property
    def real_user_key(self) -> str:
        """The user key of the real account."""
        return self.world.keys["real"].user_key

    def headers(self, mode: Mode = "demo") -> dict[str, str]:
        """Headers of a good request, with a fresh request id: for calls without the library."""
        pair = self.world.keys[mode]
        return {"x-api-key": pair.api_key, "x-user-key": pair.user_key, "x-request-id": str(uuid.uuid4())}

    @property
    def config(self) -> EToroConfig:
        """What a client needs to talk to the demo account."""
        return self.config_for("demo")

    def config_for(self, mode: Mode, **settings: Any) -> EToroConfig:
        """What a client needs to talk to an account; `settings` are further fields of the config."""
        from etoropy.config import EToroConfig

        pair = self.world.keys[mode]
        fields: dict[str, Any] = {"base_url": self.base_url, "ws_url": self.ws_url, "environ": {}, **settings}
        return EToroConfig(api_key=pair.api_key, user_key=pair.user_key, mode=mode, **fields)

    # -- answering

    def handle(self, request: Request) -> Reply:
        """Answer one request. Safe to call from any thread."""
        with self._lock:
            blow = self.faults.drawn(request)
            reply = Reply(0) if blow is not None and not blow.after else self._encoded(request)
            delivered = reply if blow is None else blow.dealt(reply)
            self._write_down(request, delivered, blow.kind if blow else None)
            return delivered

    def _encoded(self, request: Request) -> Reply:
        """The answer, known to be one that can be sent: a fault of the simulator's own is a 500 like any other."""
        try:
            reply = self._answer(request)
            reply.encode()
        except Exception:  # noqa: BLE001 - whatever a caller sent, a server answers
            _log.exception("The simulator failed at %s %s.", request.method, request.path)
            return gateway_error(500, "InternalServerError", "The simulator failed; its log says why.")
        return reply

    def _answer(self, request: Request) -> Reply:
        pair = request.headers.get("x-api-key", ""), request.headers.get("x-user-key", "")
        mode = self.world.mode_of_keys(*pair)
        if mode is None:
            return self._turned_away(401, "Unauthorized", "The keys are missing or wrong")
        refusal = self._refuse_caller(request) or self._lead(request, mode)
        return refusal or self._counted(request, pair[1])

    def _refuse_caller(self, request: Request) -> Reply | None:
        """What is wrong with a request wherever it goes."""
        if self.quirks.refuse_library_agents and request.headers.get("user-agent", "").startswith(_LIBRARY_AGENTS):
            return Reply(403)
        if not _is_uuid(request.request_id):
            return refused(request, 400, "InvalidRequestId", "x-request-id must be a UUID")
        return None

    def _lead(self, request: Request, mode: Mode) -> Reply | None:
        """Find the operation that is meant; a reply when there is none or the keys do not reach it."""
        found = self._routes.match(request.method, request.path)
        if found is None:
            allowed = self._routes.methods(request.path)
            if allowed:
                return Reply(405, headers={"allow": ", ".join(allowed)})
            return refused(request, 404, "NotFound", f"No resource at {request.path}")
        request.route, request.params = found
        request.mode = request.route.mode or mode
        if request.mode != mode:
            return self._turned_away(403, "Forbidden", f"These keys do not reach the {request.mode} account")
        return None

    def _turned_away(self, status: int, code: str, message: str) -> Reply:
        return Reply(status) if self.quirks.empty_auth_errors else gateway_error(status, code, message)

    def _counted(self, request: Request, user_key: str) -> Reply:
        assert request.route is not None
        verdict = self.limits.admit(user_key, request.route.pool, self.clock.wall())
        reply = self._carry_out(request) if verdict.is_admitted else too_many(verdict, self.quirks)
        return replace(reply, headers={**verdict.headers(), **reply.headers})

    def _carry_out(self, request: Request) -> Reply:
        assert request.route is not None
        if self.quirks.encoded_commas != "ignored" and has_encoded_commas(request, request.route):
            return refused(
                request, 400 if self.quirks.encoded_commas == "refused" else 500, "BadRequest", "Invalid list"
            )
        wrong = complaint(request, request.route, self._routes)
        if wrong is not None:
            return refused(request, 400, "BadRequest", wrong)
        self.world.advance()
        try:
            return HANDLERS[request.route.method_name](self.world, request)
        except BadBody as error:
            return refused(request, 400, "BadRequest", str(error))

    def _write_down(self, request: Request, reply: Reply, fault: str | None) -> None:
        received = Received(
            method=request.method,
            path=request.path,
            raw_query=request.raw_query,
            query=tuple(request.query),
            headers=dict(request.headers),
            body=request.body,
            operation_id=request.route.operation_id if request.route else None,
            status=reply.status,
            fault=fault,
            at=self.clock.now(),
            wall=self.clock.wall(),
        )
        self._received.append(received)

    # -- being reached

    def transport(self) -> SimulatorTransport:
        """A transport for `httpx.Client` and `httpx.AsyncClient` alike."""
        from .transport import SimulatorTransport

        return SimulatorTransport(self.handle, waits=not self.clock.is_manual)

    @property
    def base_url(self) -> str:
        """Where REST is: the port's address, or one that nobody answers before there is a port."""
        return self._server.base_url if self._server else f"http://{_NOWHERE}"

    @property
    def ws_url(self) -> str:
        """Where the stream is."""
        return self._server.ws_url if self._server else f"ws://{_NOWHERE}/ws"

    def start(self) -> Self:
        """Serve on a port of this machine until `stop`; a page to watch it is at `/`.

        Needs `etoropy[simulator]`; ImportError says so.
        """
        if self._server is None:
            self._server = self._new_server(self).start()
        return self

    def stop(self) -> None:
        """Close the port. What the world holds stays, and it may be started again."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()


def _server(host: str, port: int, tick_interval: float, allowed_hosts: Iterable[str], simulator: Simulator) -> Server:
    from .server import Server  # first: it says which extra is missing

    make = partial(Server, simulator, host, port, tick_interval=tick_interval, allowed_hosts=allowed_hosts)
    from .page import routes

    return make(pages=routes(simulator))


def _world(
    seed: int, clock: SimClock, quirks: Quirks, keys: Mapping[Mode, KeyPair], credit: Mapping[Mode, float]
) -> World:
    cids: dict[Mode, int] = {"demo": 7_000_000 + mix(seed, 71) % 900_000, "real": 9_000_000 + mix(seed, 72) % 900_000}
    market = Market(seed, clock, quirks)
    world = World(
        seed=seed,
        clock=clock,
        market=market,
        accounts={},
        owner=Owner(f"simulated{seed}", 21_000_000 + mix(seed, 73) % 900_000, cids),
        keys={mode: keys.get(mode) or _key_pair(seed, mode) for mode in MODES},
        quirks=quirks,
        social=Social(seed, market, clock),
    )
    for mode in MODES:
        start = credit.get(mode, _START_CREDIT[mode])
        emit = partial(world.emit, mode)
        world.accounts[mode] = Account(mode, cids[mode], market, quirks, credit=start, seed=seed, emit=emit)
    return world


def _key_pair(seed: int, mode: Mode) -> KeyPair:
    number = f"{mix(seed, *mode.encode()):016x}"
    return KeyPair(f"sim-api-{mode}-{number}", f"sim-user-{mode}-{number[::-1]}")


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
