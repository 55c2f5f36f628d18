"""A recording of the stream, played again: the messages as they were recorded, at the recorded pace or any other.

A recording is gzipped lines of JSON. The first line says what the file is (`{"etoropy": "recording", "version": 1}`),
each other line is one text frame and when it came: `{"at": 1764000000.123, "frame": "…"}`. A file whose end was lost in
a crash is played as far as it goes. Only messages are played: what was answered to the client that recorded is left
out, since whoever listens now gets answers of its own.
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any, Final

import orjson

VERSION: Final = 1
SNAPSHOT: Final = "Snapshot"

_INSTRUMENT: Final = "instrument:"
_SET_BACK: Final = 1.0  # recorded seconds: a step back by more means that the recorder's clock was set, not a jitter
_LOOP_PAUSE: Final = 1.0  # recorded seconds between the end of a recording and its beginning
_ROUNDING: Final = 1e-6  # seconds lost where differences are taken of moments since 1970

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of messages. `offset` is how many recorded seconds after the first frame it came."""

    text: str
    messages: list[dict[str, Any]]
    offset: float = 0.0

    def concerns(self, topics: Container[str]) -> bool:
        """Whether any of its messages is about one of these topics."""
        return any(message["topic"] in topics for message in self.messages)

    def about(self, topics: Container[str]) -> str | None:
        """The frame without messages about other topics; None when nothing is left."""
        left = [message for message in self.messages if message["topic"] in topics]
        if len(left) == len(self.messages):
            return self.text
        return orjson.dumps({"messages": left}).decode() if left else None


class Replay:
    """A recording that is being played to everybody who joined: one position for all.

    It begins when the first one joins. `speed` is how many recorded seconds pass in a simulated one; with `loop` it
    begins anew when it is over. While nobody listens time goes on. ValueError, with the file's name, when it is no
    recording or cannot be read.
    """

    def __init__(self, path: str | PathLike[str], *, speed: float = 1.0, loop: bool = False) -> None:
        if not 0 < speed < math.inf:
            raise ValueError("replay_speed must be above zero, and finite")
        self.path = Path(path)
        _check(self.path)
        self._speed = speed
        self._began: float | None = None
        self._frames = _played(self.path, loop)
        self._next: Frame | None = None
        self._listeners: list[Listener] = []
        self._states: dict[str, Fields] = {}
        self._first_snapshots: dict[str, Fields] = {}
        self._further_snapshots = _snapshots(self.path)

    def join(self, listener: Listener, now: float) -> None:
        """Tell a listener everything from now on."""
        if self._began is None:
            self._began = now
        elif not self._listeners:
            while self.play(now):
                pass
        self._listeners.append(listener)

    def leave(self, listener: Listener) -> None:
        """Tell a listener nothing more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def play(self, now: float) -> bool:
        """Tell the listeners the next frame that is due; False when none is."""
        frame = self._due(now)
        if frame is None:
            return False
        for message in frame.messages:
            topic = message["topic"]
            if topic.startswith(_INSTRUMENT):
                self._states.setdefault(topic, {}).update(_fields(message))
        for listener in self._listeners:
            listener.hear(frame)
        return True

    def state(self, topic: str) -> Fields:
        """All that is known of an instrument at this position. What was not told yet is taken from its first snapshot,
        even if that is still to come; empty when the recording says nothing."""
        if not topic.startswith(_INSTRUMENT):
            return {}
        return self._first_snapshot(topic) | self._states.get(topic, {})

    def _due(self, now: float) -> Frame | None:
        if self._next is None:
            self._next = next(self._frames, None)
        position = (now - (now if self._began is None else self._began)) * self._speed
        if self._next is None or self._next.offset > position + _ROUNDING * max(1.0, self._speed):
            return None
        frame, self._next = self._next, None
        return frame

    def _first_snapshot(self, topic: str) -> Fields:
        while topic not in self._first_snapshots:
            found = next(self._further_snapshots, None)
            if found is None:
                return {}
            self._first_snapshots.setdefault(*found)
        return self._first_snapshots[topic]


class Listener:
    """What one connection is still to be sent of a replay. `topics` are the connection's, as they are at any time."""

    def __init__(self, replay: Replay, topics: Container[str]) -> None:
        self._replay = replay
        self._topics = topics
        self._waiting: deque[Frame] = deque()
        self._has_joined = False

    def subscribed(self, now: float) -> None:
        """The connection has topics: listen, if it does not yet."""
        if not self._has_joined:
            self._has_joined = True
            self._replay.join(self, now)

    def recall(self, topics: Iterable[str], frame_text: Callable[[str, str, Fields], str]) -> None:
        """Put the state of these topics in the queue; `frame_text` makes a frame of topic, type and content."""
        for topic in topics:
            state = self._replay.state(topic)
            if state:
                self._waiting.append(Frame(frame_text(topic, SNAPSHOT, state), [{"topic": topic}]))

    def hear(self, frame: Frame) -> None:
        """Keep a frame that the connection may want."""
        if frame.concerns(self._topics):
            self._waiting.append(frame)

    def waiting(self) -> Iterator[str]:
        """What is in the queue, in its order."""
        while self._waiting:
            text = self._waiting.popleft().about(self._topics)
            if text is not None:
                yield text

    def due(self, now: float) -> Iterator[str]:
        """What is in the queue, and what the replay has to say by now."""
        yield from self.waiting()
        while self._has_joined and self._replay.play(now):
            yield from self.waiting()

    def leave(self) -> None:
        """The connection is gone, or will never say a word again."""
        self._replay.leave(self)
        self._has_joined = False
        self._waiting.clear()


def _played(path: Path, loop: bool) -> Iterator[Frame]:
    start = 0.0
    while True:
        newest: Frame | None = None
        for frame in _frames(path):
            newest = replace(frame, offset=start + frame.offset)
            yield newest
        if not loop or newest is None:
            return
        start = newest.offset + _LOOP_PAUSE


def _frames(path: Path) -> Iterator[Frame]:
    """The frames that hold messages, with offsets that never go back, whatever the recorder's clock did."""
    zero: float | None = None
    offset = 0.0
    for at, text in _entries(path):
        messages = _messages(text)
        if not messages:
            continue
        if at is not None:
            if zero is None or at - zero < offset - _SET_BACK:
                zero = at - offset
            offset = max(offset, at - zero)
        yield Frame(text, messages, offset)


def _snapshots(path: Path) -> Iterator[tuple[str, Fields]]:
    for frame in _frames(path):
        for message in frame.messages:
            if message.get("type") == SNAPSHOT and (fields := _fields(message)):
                yield message["topic"], fields


def _entries(path: Path) -> Iterator[tuple[float | None, str]]:
    """When each frame came (None where the file does not say) and its text."""
    lines = _lines(path)
    next(lines, None)  # what the file is
    for line in lines:
        entry = _json(line)
        if isinstance(entry, dict) and isinstance(text := entry.get("frame"), str):
            at = entry.get("at")
            yield float(at) if isinstance(at, int | float) and at else None, text


def _messages(text: str) -> list[dict[str, Any]]:
    """The messages of a frame; none for an answer to the client, or for anything unreadable."""
    frame = _json(text)
    messages = frame.get("messages") if isinstance(frame, dict) else None
    if not isinstance(messages, list):
        return []
    return [message for message in messages if isinstance(message, dict) and isinstance(message.get("topic"), str)]


def _fields(message: dict[str, Any]) -> Fields:
    """What a message says, as the exact text that was recorded; empty when it cannot be read."""
    content = message.get("content")
    fields = _json(content) if isinstance(content, str) else content
    return {name: value for name, value in fields.items() if value is not None} if isinstance(fields, dict) else {}


def _check(path: Path) -> None:
    try:
        header = _json(next(_lines(path), b""))
    except OSError as error:
        raise ValueError(f"{path} cannot be replayed: {error.strerror or error}") from error
    if not isinstance(header, dict) or header.get("etoropy") != "recording":
        raise ValueError(f"{path} cannot be replayed: it is no recording of the stream")
    if header.get("version") != VERSION:
        raise ValueError(f"{path} cannot be replayed: version {header.get('version')} of the format is unknown here")


def _lines(path: Path) -> Iterator[bytes]:
    """Whole lines, up to where the file ends or was cut off."""
    with gzip.open(path, "rb") as file:
        while True:
            try:
                line = file.readline()
            except (EOFError, zlib.error, gzip.BadGzipFile):
                return
            if not line.endswith(b"\n"):
                return
            yield line


def _json(text: str | bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
