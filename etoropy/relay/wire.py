"""What stands in Redis between a relay and its readers.

Under a relay's name there are two streams, ``:quotes`` and ``:events``. Each entry has the relay's session, a number
that grows by one, its kind (quote, event, gap) and its content as JSON. A quote is written whole, so that a reader can
begin anywhere; facts that seldom change stand apart, under ``:facts:<instrument>:<checksum>``. ``:latest`` holds the
newest quote of each instrument, for readers that begin now, and ``:alive`` the session of a relay that is running.

The numbers tell a reader what it must know: one that it has seen before was written twice, and one too high means that
entries are lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import urldefrag
from zlib import crc32

import orjson

from ..errors import EToroValidationError
from ..ws.messages import Gap, PrivateEvent, time_of, topic_of
from ..ws.quotes import Quote

Kind = Literal["quote", "event", "gap"]
Fields = Mapping[bytes, bytes]

# Where a stream begins.
BEGINNING: Final = "0-0"
# Facts outlive every entry that points to them.
FACTS_LAST: Final = 7 * 24 * 3600
_DEFAULT_NAME: Final = "etoropy:relay"


class Names(NamedTuple):
    """Where a relay's things are in Redis."""

    quotes: str
    events: str
    latest: str
    alive: str
    facts: str

    @classmethod
    def of(cls, name: str) -> Names:
        # The braces keep all of it on one node of a cluster.
        parts = ("quotes", "events", "latest", "alive", "facts")
        return cls(*(f"{{{name}}}:{part}" for part in parts))


def address(source: str) -> tuple[str, Names]:
    """The Redis of a source such as ``redis://host:6379/0#desk``, and what the relay named ``desk`` keeps there."""
    url, name = urldefrag(source)
    if not url.startswith(("redis://", "rediss://", "unix://")):
        # Not shown: it may hold a password.
        raise EToroValidationError("A relay's address begins with redis://, rediss:// or unix://.", field="source")
    return url, Names.of(name or _DEFAULT_NAME)


class Entry(NamedTuple):
    """One entry of a stream: ``id`` as Redis gave it, the rest as the relay wrote it."""

    id: str
    session: str
    number: int
    kind: str
    content: Any

    @property
    def at(self) -> float:
        """When Redis took it in, in seconds since 1970."""
        return written_at(self.id)

    @classmethod
    def of(cls, entry_id: bytes, fields: Fields) -> Entry:
        return cls(
            entry_id.decode(),
            fields[b"session"].decode(),
            int(fields[b"number"]),
            fields[b"kind"].decode(),
            orjson.loads(fields[b"content"]),
        )


def written_at(entry_id: str) -> float:
    """When an entry was taken in by Redis, in seconds since 1970: its id begins with that time."""
    return int(entry_id.partition("-")[0]) / 1000


def comes_after(one: str, other: str) -> bool:
    """Whether an entry id is later than another."""

    def parts(entry_id: str) -> tuple[int, ...]:
        return tuple(map(int, entry_id.split("-")))

    return parts(one) > parts(other)


def rows_of(reply: Any) -> list[tuple[bytes, Fields]]:
    """The entries in an answer to XREAD about one stream, whatever the protocol."""
    if not reply:
        return []
    (rows,) = reply.values() if isinstance(reply, Mapping) else (reply[0][1],)
    # The newer protocol wraps the entries of each stream once more.
    return list(rows[0]) if rows and isinstance(rows[0], list) and isinstance(rows[0][0], (list, tuple)) else list(rows)


class Numbering:
    """The entries that a session of a relay writes to one stream, each with its number."""

    def __init__(self, session: str) -> None:
        self.session = session
        self._number = 0

    def entry(self, kind: Kind, content: bytes) -> dict[str, Any]:
        """The fields of one more entry."""
        self._number += 1
        return {"session": self.session, "number": self._number, "kind": kind, "content": content}


# Quotes.


def facts_of(quote: Quote) -> tuple[str, bytes]:
    """The part of a quote that seldom changes: where it stands (``""``: nowhere, there are none) and its content."""
    if not quote._facts:
        return "", b""
    content = orjson.dumps(quote._facts)
    return f"{quote.instrument_id}:{crc32(content):08x}", content


def quote_content(quote: Quote, facts: str) -> bytes:
    """A whole quote, but for its facts."""
    content = {
        "instrument": quote.instrument_id,
        "symbol": quote.symbol,
        "received": quote._received,
        "live": quote._live,
        "changed": list(quote._changes),
        "facts": facts,
    }
    return orjson.dumps(content)


def quote_of(content: Mapping[str, Any], facts: Mapping[str, Any]) -> Quote:
    """The quote that was written, the same in every respect."""
    quote = Quote()
    live: dict[str, Any] = content["live"]
    quote.instrument_id = content["instrument"]
    quote.symbol = content["symbol"]
    quote.bid = float(live["Bid"])
    quote.ask = float(live["Ask"])
    quote._received = content["received"]
    quote._live = live
    quote._facts = dict(facts)
    quote._changes = {name: live[name] if name in live else facts.get(name) for name in content["changed"]}
    return quote


# Events and gaps.


def event_content(event: PrivateEvent) -> bytes:
    content = {"type": event.type, "id": event.id, "content": event.content, "received": event._received}
    return orjson.dumps(content)


def event_of(content: Mapping[str, Any]) -> PrivateEvent:
    return PrivateEvent(content["type"], content["content"], id=content["id"], received=content["received"])


def gap_content(gap: Gap) -> bytes:
    content = {"since": gap.since.timestamp(), "until": gap.until.timestamp(), "topics": gap.topics}
    return orjson.dumps(content)


def gap_of(content: Mapping[str, Any]) -> Gap:
    return Gap(time_of(content["since"]), time_of(content["until"]), tuple(content["topics"]))


class Track:
    """One reader's way along a stream: what it wants of it, where it stands, and what it has missed.

    ``position`` is the id of the entry read last. ``topics`` are the reader's own; others' gaps are none of its
    business.
    """

    def __init__(self, topics: Iterable[str], position: str) -> None:
        self.topics = tuple(topics)
        self._wanted = frozenset(self.topics)
        self.position = position
        self._session = ""
        self._number = 0
        self._unsure = False
        self._began = 0.0

    def begin(self, last: Entry | None, *, resumed: bool, at: float = 0.0) -> None:
        """Say what is known of the entry at ``position``: the ``last`` one read, None if there is none. For a reader
        that is ``resumed`` none means that it was lost meanwhile, and perhaps others with it. ``at`` is now (seconds
        since 1970): from then on, a reader of what was empty misses what is lost."""
        self._began = at
        if last is not None:
            self._session, self._number = last.session, last.number
        self._unsure = resumed and last is None

    def read(self, entries: Iterable[Entry]) -> Iterator[Entry | Gap]:
        """What of these the reader should see, in order, gaps where something is missing."""
        for entry in entries:
            since = self._began if self.position == BEGINNING else written_at(self.position)
            self.position = entry.id
            if entry.session == self._session and entry.number <= self._number:
                continue
            missed = self._missed(entry)
            self._session, self._number, self._unsure = entry.session, entry.number, False
            if entry.kind == "gap":
                yield from self._told(gap_of(entry.content), since if missed else None)
                continue
            if missed:
                yield Gap(time_of(since), time_of(entry.at), self.topics)
            if entry.kind == "event" or topic_of(entry.content["instrument"]) in self._wanted:
                yield entry

    def _missed(self, entry: Entry) -> bool:
        """Whether something stood between this entry and the one before."""
        if entry.session == self._session:
            return entry.number != self._number + 1
        # A relay that begins where another left off says so by itself, in its first entry.
        began_openly = entry.number == 1 and entry.kind == "gap"
        return self._unsure or (not began_openly if self._session else entry.number != 1)

    def _told(self, gap: Gap, since: float | None) -> Iterator[Gap]:
        """A gap that the relay went through, as far as it concerns this reader; wider if this one missed more."""
        topics = tuple(topic for topic in gap.topics if topic in self._wanted)
        if since is not None:
            yield Gap(min(gap.since, time_of(since)), gap.until, self.topics)
        elif topics:
            yield Gap(gap.since, gap.until, topics)
