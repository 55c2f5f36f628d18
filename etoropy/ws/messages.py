"""What travels on eToro's stream, and how it is written and read.

A client sends requests (authenticate, subscribe, unsubscribe) and gets an acknowledgement of each; beside these come
envelopes of messages, each about one topic: ``instrument:<id>`` for prices, ``private`` for the user's own orders and
positions. The content of a message is JSON inside a string. Prices are read in ``quotes``; the rest is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Generic, NamedTuple, TypeVar, overload

import orjson

from ..errors import EToroValidationError
from ..model import date_of

T = TypeVar("T")

RATE: Final = "Trading.Instrument.Rate"
SNAPSHOT: Final = "Snapshot"
PRIVATE: Final = "private"

#: eToro drops a connection that sends a larger frame, and refuses a subscription that would exceed so many topics.
FRAME_LIMIT: Final = 25_600
TOPICS_PER_CONNECTION: Final = 4_999

#: Room that is left in each frame for all but the topics: braces, names, the id, and the frame's own header.
_FRAME_FRAME: Final = 600
_INSTRUMENT: Final = "instrument:"

AUTHENTICATE: Final = "Authenticate"
SUBSCRIBE: Final = "Subscribe"
UNSUBSCRIBE: Final = "Unsubscribe"

#: Answers to Authenticate that no further try with the same keys will change.
KEYS_REFUSED: Final = frozenset({"ApiKeyRequired", "UserKeyRequired", "Forbidden", "InvalidKey", "Unauthorized"})
ALREADY_AUTHENTICATED: Final = "SessionAlreadyAuthenticated"

#: Private events whose content is known; others are delivered all the same.
PRIVATE_EVENTS: Final = frozenset(
    {
        "Trading.OrderForOpen.Update",
        "Trading.OrderForOpenMultiple.Update",
        "Trading.OrderForClose.Update",
        "Trading.OrderForCloseMultiple.Update",
        "Trading.Position.Opened",
        "Trading.Position.Closed",
    }
)


def topic_of(instrument_id: int) -> str:
    """The topic of an instrument's prices."""
    if instrument_id.__class__ is not int:
        raise EToroValidationError(
            f"An instrument id is an int, not {instrument_id!r}.", field="instrument_id", value=instrument_id
        )
    return f"{_INSTRUMENT}{instrument_id}"


def instrument_of(topic: str) -> int | None:
    """The instrument whose prices a topic carries; None for any other topic."""
    digits = topic.removeprefix(_INSTRUMENT)
    return int(digits) if digits != topic and digits.removeprefix("-").isdecimal() else None


def authenticate(frame_id: str, *, api_key: str, user_key: str) -> bytes:
    """The request that must come first on each connection."""
    return _request(frame_id, AUTHENTICATE, {"userKey": user_key, "apiKey": api_key})


def subscribe(frame_id: str, topics: Iterable[str], *, snapshot: bool) -> bytes:
    """Ask for messages about ``topics``, each beginning with its state of the moment if ``snapshot``."""
    return _request(frame_id, SUBSCRIBE, {"topics": list(topics), "snapshot": snapshot})


def unsubscribe(frame_id: str, topics: Iterable[str]) -> bytes:
    """Ask for no more messages about ``topics``."""
    return _request(frame_id, UNSUBSCRIBE, {"topics": list(topics)})


def _request(frame_id: str, operation: str, data: dict[str, Any]) -> bytes:
    return orjson.dumps({"id": frame_id, "operation": operation, "data": data})


def chunks(topics: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """``topics`` in portions that each fit one frame; ``private`` gets a frame of its own, so that no refusal of
    instruments takes the user's own events along."""
    portion: list[str] = []
    size = 0
    for topic in topics:
        if topic == PRIVATE:
            yield (topic,)
            continue
        cost = len(orjson.dumps(topic)) + 1
        if portion and size + cost > FRAME_LIMIT - _FRAME_FRAME:
            yield tuple(portion)
            portion, size = [], 0
        portion.append(topic)
        size += cost
    if portion:
        yield tuple(portion)


class Ack(NamedTuple):
    """eToro's answer to one request: its id and operation come back; ``code`` and ``reason`` tell of a refusal."""

    id: str
    operation: str
    success: bool
    code: str = ""
    reason: str = ""


def ack_of(envelope: Any) -> Ack | None:
    """An acknowledgement, if that is what ``envelope`` is."""
    if not isinstance(envelope, dict) or "operation" not in envelope or "success" not in envelope:
        return None
    return Ack(
        id=str(envelope.get("id") or ""),
        operation=str(envelope["operation"]),
        success=truth_of(envelope["success"]) is True,
        code=str(envelope.get("errorCode") or ""),
        reason=str(envelope.get("errorMessage") or ""),
    )


def truth_of(value: Any) -> bool | None:
    """A truth value as eToro may write it: a boolean, or the word in any case; None for anything else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return None


def time_of(at: float) -> datetime:
    """Seconds since 1970 as an aware UTC time."""
    return datetime.fromtimestamp(at, UTC)


def whole_of(value: Any) -> int:
    """A whole number, also one written as text. Raises ValueError, TypeError."""
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise TypeError(f"expected a whole number, got {value!r}")
    return int(value)


def _number_of(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError("expected a number, got a truth value")
    return float(value)


def _text_of(value: Any) -> str:
    return value if isinstance(value, str) else str(value)


def _ids_of(value: Any) -> tuple[int, ...]:
    return tuple(whole_of(item) for item in value)


class _Value(Generic[T]):
    """An attribute of a private event: found under its name in any case, None where missing or unreadable."""

    def __init__(self, wire: str, read: Callable[[Any], T]) -> None:
        self._wire = wire.lower()
        self._read = read

    @overload
    def __get__(self, event: None, owner: type) -> _Value[T]: ...
    @overload
    def __get__(self, event: PrivateEvent, owner: type) -> T | None: ...
    def __get__(self, event: PrivateEvent | None, owner: type) -> _Value[T] | T | None:
        if event is None:
            return self
        value = event._folded.get(self._wire)
        if value is None:
            return None
        try:
            return self._read(value)
        except (TypeError, ValueError):
            return None


class PrivateEvent:
    """Something that happened to one of the user's orders or positions.

    ``type`` is eToro's name of the event and ``known`` says whether this library knows its meaning; ``content`` holds
    what came, untouched. ``event["StatusID"]`` finds a field in any case, so that the pairs that eToro sends twice
    (StatusID and StatusId) read as one. The attributes are None where the event does not carry them. Rates are in the
    instrument's currency, money in the account's, times UTC. Events have no sequence and are not repeated: take one as
    a prompt to look at the order.
    """

    __slots__ = ("_folded", "_received", "content", "id", "type")

    order_id = _Value("OrderID", whole_of)
    order_type = _Value("OrderType", whole_of)
    status_id = _Value("StatusID", whole_of)
    instrument_id = _Value("InstrumentID", whole_of)
    position_id = _Value("PositionID", whole_of)
    pending_close_position_ids = _Value("PendingClosePositionIDs", _ids_of)
    cid = _Value("CID", whole_of)
    error_code = _Value("ErrorCode", whole_of)
    error_message = _Value("ErrorMessage", _text_of)
    close_reason = _Value("CloseReason", _text_of)
    request_guid = _Value("RequestGuid", _text_of)
    request_token = _Value("RequestToken", _text_of)
    units_to_deduct = _Value("UnitsToDeduct", _number_of)
    requested_units = _Value("RequestedUnits", _number_of)
    executed_units = _Value("ExecutedUnits", _number_of)
    requested_lots = _Value("RequestedLots", _number_of)
    executed_lots = _Value("ExecutedLots", _number_of)
    end_rate = _Value("EndRate", _number_of)
    net_profit = _Value("NetProfit", _number_of)
    requested_at = _Value("RequestOccurred", date_of)
    opened_at = _Value("OpenDateTime", date_of)

    def __init__(self, type: str, content: Any, *, id: str = "", received: float = 0.0) -> None:  # noqa: A002
        self.type = type
        self.content = content
        self.id = id
        self._received = received
        self._folded = _folded(content) if isinstance(content, Mapping) else {}

    @property
    def known(self) -> bool:
        return self.type in PRIVATE_EVENTS

    @property
    def received_at(self) -> datetime:
        """When it reached this process (UTC)."""
        return time_of(self._received)

    def get(self, name: str, default: Any = None) -> Any:
        """The field of this name, whatever its case."""
        return self._folded.get(name.lower(), default)

    def __getitem__(self, name: str) -> Any:
        return self._folded[name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._folded

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PrivateEvent):
            return NotImplemented
        return (self.type, self.id, self.content) == (other.type, other.id, other.content)

    def __hash__(self) -> int:
        return hash((self.type, self.id))

    def __repr__(self) -> str:
        return f"<PrivateEvent {self.type}: order {self.order_id}, status {self.status_id}>"


def _folded(content: Mapping[Any, Any]) -> dict[str, Any]:
    """Fields by lower-cased name; of a pair that differs in case only, the last one that has a value."""
    folded: dict[str, Any] = {}
    for name, value in content.items():
        key = str(name).lower()
        if value is not None or key not in folded:
            folded[key] = value
    return folded


def private_event(message: Mapping[str, Any], at: float) -> PrivateEvent:
    """Read a message of the private topic, received at ``at`` (seconds since 1970).

    Content that is not JSON is kept as the text it is: an event is never dropped for its looks.
    """
    content = message.get("content")
    if isinstance(content, str):
        try:
            content = orjson.loads(content)
        except orjson.JSONDecodeError:
            pass
    kind, event_id = message.get("type"), message.get("id")
    return PrivateEvent(str(kind or ""), content, id=str(event_id or ""), received=at)


class Gap(NamedTuple):
    """A time in which nothing was received for some topics: prices and events of that time are lost for good.

    ``since`` is when the last bytes came before the connection was lost, ``until`` when messages flowed again (both
    UTC). What follows begins with a snapshot for each instrument, so quotes are whole again at once.
    """

    since: datetime
    until: datetime
    topics: tuple[str, ...]

    @property
    def seconds(self) -> float:
        return (self.until - self.since).total_seconds()

    @property
    def instrument_ids(self) -> tuple[int, ...]:
        return tuple(number for topic in self.topics if (number := instrument_of(topic)) is not None)

    @property
    def private(self) -> bool:
        """Whether the user's own order events may have been missed: look at open orders again."""
        return PRIVATE in self.topics
