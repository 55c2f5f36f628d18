"""Sending calls: keys, request id, turn in the rate budget, retry, and the answer read or turned into an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Self, TypeVar
from uuid import uuid4

from .. import __version__
from ..answers import Reply, Trace, failure, read
from ..call import Call, Operation, Pool, Retry, encode, query
from ..clock import SYSTEM_CLOCK, Clock
from ..config import EToroConfig, Mode
from ..errors import (
    EToroConnectionError,
    EToroError,
    EToroRateLimitError,
    EToroResponseError,
    EToroValidationError,
)
from ..rate_limiter import (
    PRIORITY_ORDER,
    PRIORITY_READ,
    RateLimiter,
    Ticket,
    Usage,
    server_figures,
    shared_limiter,
)
from ..retry import RetryPolicy, async_controller
from .transport import AsyncTransport, Headers

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_DEFAULT_POOL: Final = Pool("default", 60, 60.0)


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
        self._limiter = limiter if limiter is not None else _limiter_for(self.config)
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
    ) -> AsyncHttpClient:
        """A view with other settings on the same connections and the same rate budget."""
        view = object.__new__(type(self))
        view.__dict__.update(self.__dict__)
        view._timeout = self._timeout if timeout is None else timeout
        view._policy = self._policy if retry is None else retry
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
        identity = request_id or str(uuid4())
        headers = [*self._headers, (b"x-request-id", identity.encode("ascii"))]
        if call.body is not None:
            headers.append((b"content-type", b"application/json"))
        began = self._clock.monotonic()

        async def attempt() -> AsyncAnswer[T]:
            return await self._attempt(call, identity, headers, began)

        if self._policy.attempts <= 1:
            return await attempt()
        retrying = async_controller(self._policy, call.operation.retry, self._clock.asleep, self._clock.monotonic)
        return await retrying(attempt)

    async def _attempt(self, call: Call[T], identity: str, headers: Headers, began: float) -> AsyncAnswer[T]:
        ticket = await self._admit(call.operation, identity, began)
        sent_at = self._clock.monotonic()
        reply: Reply | None = None
        counted = True
        try:
            reply = await self._transport.exchange(
                call.operation.method, call.target, headers, call.body, self._timeout
            )
        except EToroError as error:
            counted = not isinstance(error, EToroConnectionError) or error.sent
            _place(error, self._trace(call, identity, sent_at))
            raise
        finally:
            if ticket is not None:
                self._settle(ticket, reply, counted)
        trace = self._trace(call, identity, sent_at)
        value = read(call, reply, trace, self._clock.now())
        return AsyncAnswer(value, reply.status, reply.headers, reply.content, identity, trace.seconds)

    def _trace(self, call: Call[Any], identity: str, sent_at: float) -> Trace:
        seconds = self._clock.monotonic() - sent_at
        return Trace(call.operation.method, call.target.partition("?")[0], identity, seconds)

    async def _admit(self, operation: Operation, identity: str, began: float) -> Ticket | None:
        """Wait for this call's turn. Raises EToroRateLimitError, unsent, if that would outlast the deadline."""
        limiter = self._limiter
        if limiter is None:
            return None
        priority = PRIORITY_ORDER if operation.pool.name.startswith("execution") else PRIORITY_READ
        ticket = limiter.enter(operation.pool, priority)
        try:
            while wait := limiter.ask(ticket, self._clock.monotonic()):
                self._refuse_to_wait_beyond(ticket, operation, identity, began)
                await self._clock.asleep(wait)
        except BaseException:
            limiter.leave(ticket)
            raise
        return ticket

    def _refuse_to_wait_beyond(self, ticket: Ticket, operation: Operation, identity: str, began: float) -> None:
        deadline = self._policy.deadline
        if deadline is None or self._limiter is None:
            return
        now = self._clock.monotonic()
        wait = self._limiter.estimate(ticket, now)
        if now + wait > began + deadline:
            raise EToroRateLimitError(
                f"The budget of pool {operation.pool.name!r} is used up for {wait:.1f} s, beyond the deadline of "
                f"{deadline:g} s; nothing was sent.",
                sent=False,
                retry_after=wait,
                method=operation.method,
                path=operation.path,
                request_id=identity,
            )

    def _settle(self, ticket: Ticket, reply: Reply | None, counted: bool) -> None:
        limiter = self._limiter
        if limiter is None:
            return
        now = self._clock.monotonic()
        if reply is None:
            limiter.done(ticket, now, counted=counted)
        elif reply.status == 429:
            refusal = failure(reply, Trace("", "", "", 0.0), self._clock.now())
            limiter.done(ticket, now, figures=server_figures(reply.headers), pause=refusal.retry_after, limited=True)
        else:
            limiter.done(ticket, now, figures=server_figures(reply.headers))

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
        operation = Operation(f"{verb} {path}", verb, path, pool=_DEFAULT_POOL, retry=kind)
        target = query(path, *(query_pairs or {}).items())
        call: Call[Any] = Call(operation, _as_it_is, target, None if body is None else encode(body), may_be_empty=True)
        return await self.send(call, request_id=request_id)

    @property
    def limits(self) -> dict[str, Usage]:
        """Each pool met so far, and the burst guard: limit, used, waiting, seconds to the next free slot."""
        return {} if self._limiter is None else self._limiter.usage(self._clock.monotonic())

    async def aclose(self) -> None:
        """Close the connections, unless the httpx client was handed in."""
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.config.mode} {self.config.base_url}>"


def _as_it_is(value: Any) -> Any:
    return value


def _limiter_for(config: EToroConfig) -> RateLimiter | None:
    if not config.rate_limit:
        return None
    return shared_limiter(
        config.user_key.reveal(),
        config.base_url,
        config.rate_limit_max_requests,
        config.rate_limit_window,
        config.rate_limit_pools,
    )


def _fixed_headers(config: EToroConfig) -> Headers:
    """Headers that every request carries. The CDN refuses the default agents of HTTP libraries, so ours is named."""
    return [
        (b"accept", b"application/json"),
        (b"accept-encoding", b"gzip, deflate"),
        (b"user-agent", f"etoropy/{__version__}".encode("ascii")),
        (b"x-api-key", config.api_key.reveal().encode("ascii")),
        (b"x-user-key", config.user_key.reveal().encode("ascii")),
    ]


def _place(error: EToroError, trace: Trace) -> None:
    """Say in an error of the transport which request it belongs to."""
    if isinstance(error, (EToroConnectionError, EToroResponseError)):
        error.method, error.path, error.request_id, error.seconds = trace
