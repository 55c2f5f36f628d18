"""Sending calls: keys, request id, turn in the rate budget, retry, and the answer read or turned into an error."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, TypeVar
from uuid import uuid4

from .. import __version__
from ..answers import Reply, Trace, read
from ..call import Call, Operation, Pool, Retry, encode, query, refusal_to_trade
from ..clock import SYSTEM_CLOCK, Clock
from ..colours import AsyncReady
from ..config import EToroConfig, Mode
from ..errors import (
    EToroConnectionError,
    EToroError,
    EToroRateLimitError,
    EToroResponseError,
    EToroValidationError,
)
from ..limits.figures import Usage
from ..log import logger
from ..paging import Fetched, Pager
from ..rate_limiter import Priority, RateLimiter, Ticket
from ..retry import RetryPolicy, async_controller
from ..wire import Headers
from .budget import AsyncBudget
from .pages import async_entries
from .transport import AsyncTransport

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_log: Final = logger("http")

# What the document allows where it names no pool.
_UNKNOWN_LIMIT: Final = (60, 60.0)
# Seconds for an attempt whose turn came at the last moment.
_LEAST: Final = 0.05
# What is an id in a path, and not the version of the API.
_VARIES: Final = re.compile(r"(?<=/)(?!v\d+/)[^/]*\d[^/]*")


class AsyncAnswer(NamedTuple, Generic[T]):
    """A result with what came along: HTTP status, headers (lower-case names), raw body, request id, seconds taken."""

    value: T
    status: int
    headers: Mapping[str, str]
    content: bytes
    request_id: str
    seconds: float


class AsyncHttpClient:
    """Sends calls to eToro with keys, retry and rate limit.

    ``client`` is an httpx client of your own: used as it is and left open. ``transport`` is an httpx transport to build
    on instead of the network (``Simulator.transport()``). Without a ``limiter`` it shares the one of its user key.
    Use it as a context manager, or close it.
    """

    def __init__(
        self,
        config: EToroConfig | None = None,
        *,
        client: httpx.AsyncClient | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        limiter: RateLimiter | None = None,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self.config = config if config is not None else EToroConfig()
        self._transport = AsyncTransport(self.config.base_url, client=client, transport=transport)
        self._clock = clock
        self._budget: AsyncBudget | None = None
        if limiter is not None or self.config.rate_limit:
            # What is answered inside this process forgets its clients with them; eToro does not.
            remember = client is None and transport is None
            self._budget = AsyncBudget(self.config, clock, limiter, remember=remember)
        self._priority: Priority | None = None
        self._patience: float | None = None
        self._headers = _fixed_headers(self.config)
        self._timeout = self.config.timeout
        self._policy = RetryPolicy(
            attempts=self.config.retry_attempts,
            delay=self.config.retry_delay,
            max_delay=self.config.retry_max_delay,
            deadline=self.config.deadline,
        )

    @property
    def mode(self) -> Mode:
        """The account that paired endpoints are routed to: ``"demo"`` or ``"real"``."""
        return self.config.mode

    @property
    def clock(self) -> Clock:
        """The clock that everything built on this client waits by."""
        return self._clock

    def with_options(
        self,
        *,
        timeout: float | None = None,
        retry: RetryPolicy | None = None,
        deadline: float | None = None,
        priority: Priority | None = None,
        patience: float | None = None,
    ) -> AsyncHttpClient:
        """A view with other settings on the same connections and the same rate budget.

        ``patience`` is how many seconds a call may wait for its turn in the rate budget. ``priority`` is ``"order"``
        for calls that pass waiting reads, ``"read"`` for those that don't; of itself a call has that of its pool.
        """
        view = object.__new__(type(self))
        view.__dict__.update(self.__dict__)
        view._timeout = self._timeout if timeout is None else timeout
        view._policy = self._policy if retry is None else retry
        view._priority = self._priority if priority is None else priority
        view._patience = self._patience if patience is None else patience
        if deadline is not None:
            view._policy = view._policy._replace(deadline=deadline)
        return view

    async def send(self, call: Call[T], /, *, request_id: str | None = None) -> T:
        """The result of ``call``. Raises what the error tree holds; see ``etoropy.errors``."""
        return (await self.exchange(call, request_id=request_id)).value

    async def exchange(self, call: Call[T], /, *, request_id: str | None = None) -> AsyncAnswer[T]:
        """The result of ``call`` together with status, headers, body and request id.

        ``request_id`` is a UUID of your own making; every attempt of the call carries the same one.
        """
        if self.config.read_only and call.operation.trades:
            raise refusal_to_trade()
        self._transport.refuse_if_closed()
        identity = request_id or str(uuid4())
        if not identity.isascii() or not identity.isprintable():
            raise EToroValidationError(
                "request_id must be a UUID. Nothing was sent.", field="request_id", value=identity
            )
        headers = [*self._headers, (b"x-request-id", identity.encode("ascii"))]
        if call.body is not None:
            headers.append((b"content-type", b"application/json"))
        began, deadline = self._clock.monotonic(), self._policy.deadline
        sending = _Sending(identity, headers, None if deadline is None else began + deadline)
        try:
            return await self._attempt(call, sending)
        except EToroError as error:
            if self._policy.attempts <= 1 or not self._policy.repeats(error, call.operation.retry):
                raise
            failure = error
        return await self._repeat(call, sending, failure, began)

    async def _repeat(self, call: Call[T], sending: _Sending, failure: EToroError, began: float) -> AsyncAnswer[T]:
        """Go on after a first attempt that failed. It was made without tenacity, whose controller takes 16 µs, a
        twentieth of a request; for the controller it fails once more, the same way, so that attempts are counted."""
        failures = [failure]

        async def attempt() -> AsyncAnswer[T]:
            if failures:
                raise failures.pop()
            return await self._attempt(call, sending)

        def tell(failed: int, error: BaseException, seconds: float) -> None:
            what = f"{call.operation.method} {call.operation.path}"
            _log.info(
                "%s failed (%s); try %d of %d in %.1f s.", what, error, failed + 1, self._policy.attempts, seconds
            )

        clock, retry = self._clock, call.operation.retry
        return await async_controller(self._policy, retry, clock.asleep, clock.monotonic, began, tell)(attempt)

    async def _attempt(self, call: Call[T], sending: _Sending) -> AsyncAnswer[T]:
        ticket = None if self._budget is None else await self._admit(self._budget, call.operation, sending)
        sent_at = self._clock.monotonic()
        # What trades and is hung up on for being late would have to be looked for: it gets the time it takes.
        is_safe = call.operation.retry == "safe"
        timeout = sending.left(self._timeout, sent_at) if is_safe else self._timeout
        try:
            reply = await self._transport.exchange(
                call.operation.method, call.target, sending.headers, call.body, timeout
            )
        except BaseException as error:
            await self._settle(ticket, None, counted=_may_have_arrived(error))
            _place(error, self._trace(call, sending, sent_at))
            raise
        await self._settle(ticket, reply, counted=True)
        trace = self._trace(call, sending, sent_at)
        value = read(call, reply, trace, self._clock.now())
        return AsyncAnswer(value, reply.status, reply.headers, reply.content, sending.identity, trace.seconds)

    async def _admit(self, budget: AsyncBudget, operation: Operation, sending: _Sending) -> Ticket:
        """Wait for this call's turn; a repeated one keeps the place in the queue that it had."""
        try:
            until = sending.until
            if self._patience is not None:
                turn = self._clock.monotonic() + self._patience
                until = turn if until is None else min(until, turn)
            place = None if sending.ticket is None else sending.ticket.key
            ticket = await budget.admit(operation, priority=self._priority, place=place, until=until)
        except EToroRateLimitError as refusal:
            refusal.request_id = sending.identity
            raise
        sending.ticket = ticket
        return ticket

    async def _settle(self, ticket: Ticket | None, reply: Reply | None, *, counted: bool) -> None:
        if self._budget is not None and ticket is not None:
            await self._budget.settle(ticket, reply, counted=counted)

    def _trace(self, call: Call[Any], sending: _Sending, sent_at: float) -> Trace:
        seconds = self._clock.monotonic() - sent_at
        return Trace(call.operation.method, call.target.partition("?")[0], sending.identity, seconds)

    async def request(
        self,
        method: str,
        path: str,
        *,
        query_pairs: Mapping[str, Any] | None = None,
        body: Any = None,
        retry: Retry | None = None,
        request_id: str | None = None,
    ) -> Any:
        """Ask an endpoint that the document lacks; the answer is decoded JSON, None where it is empty.

        ``path`` begins with ``/api``. Without ``retry`` a GET may be repeated and anything else may not.
        """
        if not path.startswith("/") or path.startswith("//"):
            raise EToroValidationError("path must begin with one '/', as in '/api/v1/…'.", field="path", value=path)
        verb = method.upper()
        kind: Retry = retry or ("safe" if verb == "GET" else "never-blind")
        pool = _pool_of(verb, path)
        operation = Operation(pool.name, verb, path, pool=pool, retry=kind)
        target = query(path, *(query_pairs or {}).items())
        call: Call[Any] = Call(operation, _as_it_is, target, None if body is None else encode(body), may_be_empty=True)
        return await self.send(call, request_id=request_id)

    def entries(self, pager: Pager[T], fetch: Callable[[int], AsyncReady[Fetched[T]]]) -> AsyncIterator[T]:
        """Entries page after page; what the ``iter_…`` methods of sub-clients are made of."""
        return async_entries(pager, fetch)

    @property
    def limits(self) -> dict[str, Usage]:
        """Each pool met so far, and the burst guard: limit, used, waiting, seconds to the next free slot."""
        return {} if self._budget is None else self._budget.usage()

    async def aclose(self) -> None:
        """Close the connections, unless the httpx client was handed in."""
        if self._budget is not None:
            await self._budget.aclose()
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.config.mode} {self.config.base_url}>"


class _Sending:
    """One call on its way, over all its attempts: request id, headers, its deadline, and the ticket it had last."""

    __slots__ = ("headers", "identity", "ticket", "until")

    def __init__(self, identity: str, headers: Headers, until: float | None) -> None:
        self.identity = identity
        self.headers = headers
        self.until = until
        self.ticket: Ticket | None = None

    def left(self, timeout: float, now: float) -> float:
        """Seconds that an attempt may take: the deadline of the call bounds its last one, too."""
        return timeout if self.until is None else max(min(timeout, self.until - now), _LEAST)


def _pool_of(verb: str, path: str) -> Pool:
    """The budget of an endpoint that the document lacks: one of its own, whatever the ids in its path. Its true figures
    come with the first answer."""
    return Pool(f"{verb} {_VARIES.sub('…', path.partition('?')[0])}", *_UNKNOWN_LIMIT)


def _as_it_is(value: Any) -> Any:
    return value


def _fixed_headers(config: EToroConfig) -> Headers:
    """Headers that every request carries. The CDN refuses the default agents of HTTP libraries, so ours is named."""
    return [
        (b"accept", b"application/json"),
        (b"accept-encoding", b"gzip, deflate"),
        (b"user-agent", f"etoropy/{__version__}".encode("ascii")),
        (b"x-api-key", config.api_key.reveal().encode("ascii")),
        (b"x-user-key", config.user_key.reveal().encode("ascii")),
    ]


def _may_have_arrived(error: BaseException) -> bool:
    """Whether a request that ended so may count at the server."""
    if isinstance(error, EToroValidationError):
        return False
    return not isinstance(error, EToroConnectionError) or error.sent


def _place(error: BaseException, trace: Trace) -> None:
    """Say in an error of the transport which request it belongs to."""
    if isinstance(error, (EToroConnectionError, EToroResponseError)):
        error.method, error.path, error.request_id, error.seconds = trace
