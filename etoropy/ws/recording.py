"""The stream on file: every frame as it came, with its time, as gzipped lines of JSON.

The first line says what the file is: ``{"etoropy": "recording", "version": 1, "started": 1764000000.0}``. Each other
line is one text frame: ``{"at": 1764000000.123, "frame": "{\\"messages\\": …}"}``, ``at`` in seconds since 1970. What
is sent is not recorded, so no file holds a key. A file whose end was lost in a crash is read as far as it goes.
"""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

import orjson

from ..errors import EToroValidationError
from ..forking import renewed_when_forked
from .frames import Item
from .messages import time_of

VERSION: Final = 1

#: Seconds of recording that a crash may cost: so often what was compressed is written out.
_FLUSH_EVERY: Final = 1.0
#: Seconds for which frames are gathered before they are written.
_GATHER: Final = 0.25


class Recorded(NamedTuple):
    """One frame of a recording: when it was received (seconds since 1970), and its text."""

    at: float
    frame: bytes

    @property
    def received_at(self) -> datetime:
        return time_of(self.at)


class _Files:
    """The files that this process is recording to: two recorders would write over each other."""

    def __init__(self) -> None:
        self._renew()
        renewed_when_forked(self)

    def _renew(self) -> None:
        # The threads that write them are not copied into a forked process.
        self._lock = threading.Lock()
        self._names: set[Path] = set()

    def take(self, name: Path) -> bool:
        """Whether the file was free; it is taken now."""
        with self._lock:
            is_free = name not in self._names
            self._names.add(name)
        return is_free

    def give_back(self, name: Path) -> None:
        with self._lock:
            self._names.discard(name)


_files = _Files()


def _created(path: Path) -> gzip.GzipFile:
    """A file that nobody else has open: who reads the one that it replaces, or writes it in another process, keeps
    that one. What is no file, such as a pipe, is opened as it is."""
    if path.is_file():
        path.unlink()
    return gzip.GzipFile(path, "wb", compresslevel=6)


class Recorder:
    """Writes frames to ``path``; a file that is there already is replaced.

    Raises EToroValidationError for a path that cannot be written, or that this process is recording to already.
    """

    def __init__(
        self, path: str | PathLike[str], *, started: float, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.path = Path(path)
        self.frames = 0
        self._monotonic = monotonic
        self._name = self.path.resolve()
        if not _files.take(self._name):
            what = f"{path} is being recorded to already; close that recording first."
            raise EToroValidationError(what, field="path", value=str(path))
        try:
            self._file = _created(self._name)
            self._file.write(orjson.dumps({"etoropy": "recording", "version": VERSION, "started": started}) + b"\n")
            self._file.flush()
        except OSError as error:
            _files.give_back(self._name)
            what = f"{path} cannot be written: {error.strerror or error}."
            raise EToroValidationError(what, field="path", value=str(path)) from error
        self._flushed = monotonic()

    def write(self, at: float, frame: bytes) -> None:
        """Add a frame received at ``at``. A frame that is not text cannot have meant anything and is left out."""
        try:
            text = frame.decode()
        except UnicodeDecodeError:
            return
        self._file.write(orjson.dumps({"at": at, "frame": text}) + b"\n")
        self.frames += 1
        now = self._monotonic()
        if now - self._flushed >= _FLUSH_EVERY:
            # Ends a compressed block, so that all up to here can be read even if nothing ever follows.
            self._file.flush()
            self._flushed = now

    def close(self) -> None:
        try:
            self._file.close()
        finally:
            _files.give_back(self._name)


class Tape:
    """A recording that is running; ``close`` ends it. ``error`` says what stopped it, if something did."""

    def __init__(self, recorder: Recorder, stopped: Callable[[Tape, OSError | None], None]) -> None:
        self.error: OSError | None = None
        self.thread: threading.Thread | None = None
        self._recorder = recorder
        self._stopped = stopped
        self._waiting: deque[tuple[float, Sequence[Item]]] = deque()
        self._ending = threading.Event()

    @property
    def path(self) -> Path:
        return self._recorder.path

    @property
    def frames(self) -> int:
        """Frames written so far."""
        return self._recorder.frames

    def add(self, at: float, items: Sequence[Item]) -> None:
        """Called by those who receive: they have no time for more than this."""
        self._waiting.append((at, items))

    def close(self) -> None:
        """Write what is left and close the file."""
        self._stopped(self, None)
        self._ending.set()
        if self.thread is not None and self.thread is not threading.current_thread():
            self.thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self) -> None:
        """Write what is added until the tape is closed."""
        try:
            while not self._ending.wait(_GATHER):
                self._write()
            self._write()
            self._recorder.close()
        except OSError as error:
            self.error = error
            self._stopped(self, error)
            self._abandon()

    def _write(self) -> None:
        while self._waiting:
            at, items = self._waiting.popleft()
            for item in items:
                if isinstance(item, bytes):
                    self._recorder.write(at, item)

    def _abandon(self) -> None:
        """Let go of a file that cannot be written."""
        self._waiting.clear()
        try:
            self._recorder.close()
        except OSError:
            # The reason has been told; what could not be written is lost either way.
            pass


def read_recording(path: str | PathLike[str]) -> Iterator[Recorded]:
    """The frames of a recording, oldest first.

    Ends quietly where the file was cut off; raises ``EToroValidationError`` if it is no recording at all.
    """
    lines = _lines(Path(path))
    header = _json(next(lines, b""))
    if not isinstance(header, dict) or header.get("etoropy") != "recording":
        raise EToroValidationError(f"{path} is not a recording of the stream.", field="path", value=str(path))
    if header.get("version") != VERSION:
        raise EToroValidationError(
            f"{path} is a recording of version {header.get('version')}, which is newer than this library.",
            field="path",
            value=str(path),
        )
    for line in lines:
        entry = _json(line)
        if isinstance(entry, dict) and isinstance(entry.get("frame"), str):
            yield Recorded(float(entry.get("at") or 0.0), entry["frame"].encode())


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


def _json(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
