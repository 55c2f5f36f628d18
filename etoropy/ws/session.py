"""The life of one connection to eToro's stream, as decisions.

A session knows what was sent and what came back. Whoever owns the socket tells it that the connection is open, hands it
each frame, and tells it that the connection is lost; it answers with frames to send, with what happened, and with how
long to wait before trying again. It neither waits nor reads the clock.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson

from ..config import EToroConfig
from ..errors import EToroAuthError, EToroError, EToroResponseError, EToroWebSocketError
from .messages import (
    ALREADY_AUTHENTICATED,
    AUTHENTICATE,
    KEYS_REFUSED,
    PRIVATE,
    SUBSCRIBE,
    UNSUBSCRIBE,
    Ack,
    Gap,
    PrivateEvent,
    ack_of,
    authenticate,
    chunks,
    private_event,
    subscribe,
    time_of,
    unsubscribe,
)
from .quotes import Book, Quote, Unreadable

_loads: Final = orjson.loads
_FORBIDDEN: Final = 403
_UNAUTHORIZED: Final = 401

#: Refused subscriptions are split in halves to find the topic at fault, but a server that refuses everything is not
#: asked without end: so many splits for each connection.
_SPLITS: Final = 64


class Backoff(NamedTuple):
    """How long to wait before connecting again: ``first`` seconds, times ``factor`` for each further failure, never
    over ``cap``; up to the share ``jitter`` of it is taken off at random, so that clients don't return all at once."""

    first: float = 0.5
    factor: float = 2.0
    cap: float = 60.0
    jitter: float = 0.5

    def delay(self, failures: int, spread: float) -> float:
        """Seconds to wait after ``failures`` tries in a row that came to nothing; ``spread`` lies in 0 … 1."""
        try:
            full = min(self.first * self.factor ** max(failures - 1, 0), self.cap)
        except OverflowError:
            full = self.cap
        return full * (1 - self.jitter * spread)


class Instrument(NamedTuple):
    """What a session needs to know of an instrument: its id, and the symbol that its quotes go by."""

    instrument_id: int
    symbol: str


class Send(NamedTuple):
    """A frame that the connection has to send."""

    frame: bytes


class Authenticated(NamedTuple):
    """eToro accepted the keys."""


class Envelope(NamedTuple):
    """A frame as it came, decoded; only when somebody wants to see them."""

    content: Any


class Trouble(NamedTuple):
    """Something that a user should hear of, while the connection lives on."""

    error: EToroError


class Refused(NamedTuple):
    """eToro does not serve these topics."""

    topics: tuple[str, ...]
    error: EToroWebSocketError


class Served(NamedTuple):
    """eToro serves these topics from now on."""

    topics: tuple[str, ...]


Happening = Quote | PrivateEvent | Gap | Send | Authenticated | Envelope | Trouble | Refused | Served


class Verdict(NamedTuple):
    """What is to be done about a lost connection: try again after ``delay`` seconds, or, if ``final``, give up."""

    error: EToroError | None
    delay: float = 0.0
    final: bool = False


class _Asked(NamedTuple):
    """A request that has not been answered yet, and when it was sent."""

    operation: str
    topics: tuple[str, ...]
    sent: float


class Session:
    """One connection's side of the conversation, over any number of reconnects.

    ``answer_within`` is how many seconds eToro has to acknowledge a request, ``silence`` how many may pass without a
    byte before the link counts as dead (None: any number), ``max_attempts`` how many tries in a row may come to nothing
    (None: any number). Times called ``now`` are monotonic seconds, those called ``at`` seconds since 1970.
    """

    def __init__(
        self,
        config: EToroConfig,
        *,
        backoff: Backoff = Backoff(),  # noqa: B008 - immutable
        max_attempts: int | None = None,
        silence: float | None = 60.0,
        answer_within: float = 30.0,
        spread: Callable[[], float] = random.random,
        new_id: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        self.book = Book(self)
        self.authenticated = False
        self.failure: EToroError | None = None
        self.unreadable_count = 0
        self.gaps = 0
        self._config = config
        self._backoff = backoff
        self._max_attempts = max_attempts
        self._silence = silence
        self._answer_within = answer_within
        self._spread = spread
        self._new_id = new_id
        self._topics: dict[str, Instrument | None] = {}
        self._asked: dict[str, _Asked] = {}
        self._told: set[str] = set()
        self._troubles: list[EToroError] = []
        self._splits = 0
        self._failures = 0
        self._final = False
        self._proved = False
        self._flowing = False
        self._probed = -1.0
        self._since = 0.0
        self._now = 0.0
        self._dark_since: float | None = None
        self._dark_topics: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """What is to be subscribed on this connection."""
        return tuple(self._topics)

    # ── what the connection is told to do ──────────────────────────────────────────────────────────────────────────

    def opened(self, now: float) -> list[bytes]:
        """The connection stands: what to send first. Nothing known from before is merged with what comes."""
        self.authenticated = self._proved = self._flowing = False
        self.failure = None
        self._final = False
        self._asked = {}
        self._splits = _SPLITS
        self._since = now
        self.book.forget_all()
        frame_id = self._ask(AUTHENTICATE, (), now)
        keys = self._config
        return [authenticate(frame_id, api_key=keys.api_key.reveal(), user_key=keys.user_key.reveal())]

    def subscribe(self, topics: Mapping[str, Instrument | None], now: float, *, snapshot: bool = True) -> list[bytes]:
        """Want ``topics`` from now on; gives the frames to send, none before the connection is authenticated."""
        for topic, instrument in topics.items():
            self._topics[topic] = instrument
            if instrument is not None:
                self.book.add(topic, instrument.instrument_id, instrument.symbol)
        return self._subscriptions(topics, now, snapshot=snapshot) if self.authenticated else []

    def unsubscribe(self, topics: Iterable[str], now: float) -> list[bytes]:
        """Want ``topics`` no longer."""
        gone = [topic for topic in topics if topic in self._topics]
        for topic in gone:
            del self._topics[topic]
            self.book.drop(topic)
        if not self.authenticated:
            return []
        return [unsubscribe(self._ask(UNSUBSCRIBE, portion, now), portion) for portion in chunks(gone)]

    def _subscriptions(self, topics: Iterable[str], now: float, *, snapshot: bool) -> list[bytes]:
        return [subscribe(self._ask(SUBSCRIBE, portion, now), portion, snapshot=snapshot) for portion in chunks(topics)]

    def _ask(self, operation: str, topics: tuple[str, ...], now: float) -> str:
        frame_id = self._new_id()
        self._asked[frame_id] = _Asked(operation, topics, now)
        return frame_id

    # ── what came ──────────────────────────────────────────────────────────────────────────────────────────────────

    def received(
        self, frames: Sequence[bytes], now: float, at: float, out: list[Happening], envelopes: bool = False
    ) -> bool:
        """Read text frames and append to ``out`` what they tell, with their ``envelopes`` if somebody wants to see
        them. Never raises, whatever they hold. True if that is quotes and nothing else, and nothing about the
        connection has changed, as nearly always."""
        self._now = now
        plain = False
        if self._proved and not envelopes:
            plain = self.book.read(frames, at, out)
        else:
            for frame in frames:
                self._singly(frame, at, out, envelopes)
        if self._troubles:
            self._tell(out)
            return False
        return plain

    def _tell(self, out: list[Happening]) -> None:
        out.extend(map(Trouble, self._troubles))
        self._troubles = []

    def _singly(self, frame: bytes, at: float, out: list[Happening], envelopes: bool) -> None:
        """Read a frame that is worth a closer look: an early one, or any while somebody wants to see them all."""
        try:
            envelope = _loads(frame)
        except orjson.JSONDecodeError:
            pass
        else:
            if envelopes:
                out.append(Envelope(envelope))
            if isinstance(envelope, dict) and envelope.get("messages"):
                self._first_data(at, out)
        self.book.read((frame,), at, out)

    def _first_data(self, at: float, out: list[Happening]) -> None:
        """Messages flow: the gap, if there was one, ends here, and the connection has proved good."""
        self._proved = self.authenticated
        self._flow(at, out)

    def _flow(self, at: float, out: list[Happening]) -> None:
        if self._flowing or not self.authenticated:
            return
        self._flowing = True
        if self._dark_since is None:
            return
        topics = tuple(topic for topic in self._dark_topics if topic in self._topics)
        if topics:
            self.gaps += 1
            out.append(Gap(time_of(self._dark_since), time_of(at), topics))
        self._dark_since, self._dark_topics = None, ()

    def message(self, message: Any, at: float, out: list[Happening]) -> None:
        """A message about no instrument that is followed: the user's own events; topics just left are passed over."""
        if isinstance(message, dict) and message.get("topic") == PRIVATE:
            if PRIVATE in self._topics:
                out.append(private_event(message, at))
        elif not isinstance(message, dict) or not isinstance(message.get("topic"), str):
            self._odd("message", EToroResponseError("A message without a topic.", excerpt=str(message)))

    def frame(self, frame: bytes, at: float, out: list[Happening]) -> None:
        """A frame without messages: an acknowledgement, or nothing that is understood."""
        try:
            envelope = _loads(frame)
        except orjson.JSONDecodeError:
            self._odd("frame", EToroResponseError("A frame that is not JSON.", excerpt=_excerpt(frame)))
            return
        ack = ack_of(envelope)
        if ack is None:
            self._odd("envelope", EToroResponseError("A frame of unknown meaning.", excerpt=_excerpt(frame)))
        else:
            self._acknowledged(ack, at, out)

    def _acknowledged(self, ack: Ack, at: float, out: list[Happening]) -> None:
        asked = self._asked.pop(ack.id, None)
        if ack.operation == AUTHENTICATE:
            if not self.authenticated:
                self._keys_answered(ack, out)
        elif asked is None:
            return
        elif asked.operation == UNSUBSCRIBE:
            # Deltas before this answer belonged to the old subscription: if the topic was asked for again meanwhile,
            # they must not be merged with what the new one brings.
            for topic in asked.topics:
                self.book.doubt(topic)
        elif ack.success:
            self._flow(at, out)
            out.append(Served(asked.topics))
        else:
            self._subscription_refused(ack, asked.topics, out)

    def _keys_answered(self, ack: Ack, out: list[Happening]) -> None:
        if ack.success or ack.code == ALREADY_AUTHENTICATED:
            self.authenticated = True
            self._since = self._now
            out.append(Authenticated())
            out.extend(map(Send, self._subscriptions(self._topics, self._now, snapshot=True)))
            return
        message = self._without_keys(f"eToro refused to open the stream: {ack.code or 'no code'} {ack.reason}".rstrip())
        if ack.code in KEYS_REFUSED:
            self._final = True
            status = _FORBIDDEN if ack.code == "Forbidden" else _UNAUTHORIZED
            self.failure = EToroAuthError(message, status=status, code=ack.code)
        else:
            self.failure = EToroWebSocketError(message, code=ack.code)

    def _without_keys(self, text: str) -> str:
        """A server may quote what it was sent; keys must not reach a log."""
        for key in (self._config.api_key, self._config.user_key):
            text = text.replace(key.reveal(), "***")
        return text

    def _subscription_refused(self, ack: Ack, topics: tuple[str, ...], out: list[Happening]) -> None:
        """A frame is refused as a whole: ask again in halves, until what remains is the topic at fault."""
        wanted = tuple(topic for topic in topics if topic in self._topics)
        if len(wanted) > 1 and self._splits > 0:
            self._splits -= 1
            middle = len(wanted) // 2
            for half in (wanted[:middle], wanted[middle:]):
                out.extend(map(Send, self._subscriptions(half, self._now, snapshot=True)))
        elif wanted:
            named = ", ".join(wanted[:5]) + (f" and {len(wanted) - 5} more" if len(wanted) > 5 else "")
            message = f"eToro refused to stream {named}: {ack.code or 'no code'} {ack.reason}".rstrip()
            out.append(Refused(wanted, EToroWebSocketError(self._without_keys(message), code=ack.code, topics=wanted)))

    # ── what cannot be understood is told once of each kind, and counted ───────────────────────────────────────────

    def unreadable(self, problem: Unreadable) -> None:
        self._odd(f"field {problem.field}", EToroResponseError(f"{problem}; the former value stands."))

    def _odd(self, kind: str, error: EToroError) -> None:
        self.unreadable_count += 1
        if kind not in self._told:
            self._told.add(kind)
            self._troubles.append(error)

    # ── time passes ────────────────────────────────────────────────────────────────────────────────────────────────

    def silent_since(self, heard: float, now: float) -> EToroError | None:
        """Whether a link on which nothing was heard since ``heard`` counts as dead, and why."""
        if self._silence is None or now - heard < self._silence:
            return None
        return EToroWebSocketError(f"Nothing was heard from eToro for {now - heard:.0f} s.", code="silence")

    def wants_ping(self, heard: float, now: float) -> bool:
        """Whether to ask for a sign of life: once, halfway to the silence that counts as death.

        An answer keeps a quiet but healthy link; the lack of one proves nothing, as not every server answers.
        """
        if self._silence is None or now - heard < self._silence / 2 or heard == self._probed:
            return False
        self._probed = heard
        return True

    def overdue(self, now: float, out: list[Happening]) -> EToroError | None:
        """What eToro failed to answer in time: without an answer to the keys there is no connection; subscriptions left
        unanswered are told of, and dates that cannot be read."""
        self.book.check_dates()
        self._tell(out)
        late = [key for key, asked in self._asked.items() if now - asked.sent >= self._answer_within]
        for key in late:
            asked = self._asked.pop(key)
            if asked.operation == AUTHENTICATE and not self.authenticated:
                return EToroWebSocketError(f"No answer to the keys within {self._answer_within:g} s.", code="timeout")
            if asked.operation == SUBSCRIBE:
                message = f"No answer to a subscription of {len(asked.topics)} topics in {self._answer_within:g} s."
                out.append(Trouble(EToroWebSocketError(message, code="timeout", topics=asked.topics)))
        return None

    def lost(self, error: EToroError | None, now: float, heard_at: float) -> Verdict:
        """The connection is gone (``error`` says why; None for a clean close), last heard of at ``heard_at``.

        Tries count as failures until one brings messages, or at least stays authenticated for as long as the longest
        wait: keys accepted by a server that hangs up at once are no success.
        """
        lasted = self.authenticated and now - self._since >= self._backoff.cap
        if self.authenticated and self._topics and self._dark_since is None:
            self._dark_since, self._dark_topics = heard_at, self.topics
        self._failures = 0 if self._proved or lasted else self._failures + 1
        self.authenticated = self._proved = False
        reason = self.failure or error
        if self._final:
            return Verdict(reason, final=True)
        if self._max_attempts is not None and self._failures >= max(self._max_attempts, 1):
            tries = "1 try" if self._failures == 1 else f"{self._failures} tries"
            message = f"The stream was given up after {tries}: {reason or 'closed by eToro'}"
            code = getattr(reason, "code", "")
            return Verdict(EToroWebSocketError(message, code=code, topics=self.topics), final=True)
        return Verdict(reason, delay=self._backoff.delay(self._failures, self._spread()))


def _excerpt(frame: bytes) -> str:
    return frame[:300].decode("utf-8", "replace")
