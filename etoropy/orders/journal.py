"""A journal of orders: one line of JSON for each intent and each outcome, so that a crash loses no order.

An intent is on the disk before the order is sent; its outcome follows once it is decided. What has an intent and no
outcome was under way when the process ended, and ``reconcile`` settles it. Keys are never written. Several processes
may write one journal, as long as they trade on the same account.

::

    {"v":1,"event":"intent","at":"2026-03-04T15:00:00Z","reference":"6f…","mode":"demo","kind":"open","api":"v2", …}
    {"v":1,"event":"outcome","at":"2026-03-04T15:00:01Z","reference":"6f…","outcome":"placed","order":13000001, …}
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import orjson
from attrs import fields, frozen

from ..errors import EToroValidationError
from ..forking import renewed_when_forked
from .decision import Found, Intent

if sys.platform != "win32":
    import fcntl

Verdict = Literal["placed", "not_placed", "refused", "unknown"]

_VERSION: Final = 1
# Only the owner reads it: it tells what somebody trades.
_OWNER_ONLY: Final = 0o600
# Where text files are another kind, lines must still end as they are written.
_APPENDING: Final = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
_NEWLINE: Final = b"\n"
# Another process is done with the journal in milliseconds; one that was stopped in the middle is not waited for.
_TRIES: Final = 500
_BETWEEN_TRIES: Final = 0.01
# Names on the line for the fields of an intent, where they differ.
_ON_THE_LINE: Final = {
    "reference_id": "reference",
    "instrument_id": "instrument",
    "position_id": "position",
    "sent_at": "at",
}
_TIMES: Final = ("sent_at", "arrives_by")
# So many bytes tell one journal from another that took its place.
_HEAD: Final = 128
# What is of no use to another process, whose clocks are its own.
_OF_THIS_PROCESS: Final = frozenset({"ahead", "has_jumped", "is_remembered"})
_FIELDS: Final[tuple[str, ...]] = tuple(it.name for it in fields(Intent) if it.name not in _OF_THIS_PROCESS)


@frozen(kw_only=True)
class Outcome:
    """What was decided about an order. ``reason`` says why, in words, where it is not placed. ``is_told`` is False for
    an order that exists while its caller is yet to hear of it.

    ``sent_at`` names the attempt that it is about, ``by`` the ledger it was decided from, ``mode`` the account; lines
    of older versions lack them.
    """

    reference_id: str
    at: datetime
    verdict: Verdict
    order_id: int | None = None
    position_ids: tuple[int, ...] = ()
    found: Found | None = None
    reason: str = ""
    is_told: bool = True
    by: str = ""
    mode: str = ""
    sent_at: datetime | None = None


Entry = Intent | Outcome


def line_of(entry: Entry) -> bytes:
    """An entry as its line, newline included."""
    said = _intent_fields(entry) if isinstance(entry, Intent) else _outcome_fields(entry)
    event = "intent" if isinstance(entry, Intent) else "outcome"
    kept = {name: value for name, value in said.items() if value is not None}
    return orjson.dumps({"v": _VERSION, "event": event, **kept}, option=orjson.OPT_UTC_Z) + _NEWLINE


def _intent_fields(intent: Intent) -> dict[str, Any]:
    return {_ON_THE_LINE.get(name, name): getattr(intent, name) for name in _FIELDS}


def _outcome_fields(outcome: Outcome) -> dict[str, Any]:
    return {
        "at": outcome.at,
        "reference": outcome.reference_id,
        "outcome": outcome.verdict,
        "order": outcome.order_id,
        "positions": list(outcome.position_ids) or None,
        "found": outcome.found,
        "reason": outcome.reason or None,
        "told": None if outcome.is_told else False,
        "by": outcome.by or None,
        "mode": outcome.mode or None,
        "sent": outcome.sent_at,
    }


def entry_of(line: bytes) -> Entry | None:
    """The entry that a line holds; None where it holds none: torn by a crash, or written by a later version."""
    try:
        said = orjson.loads(line)
        if said["v"] != _VERSION:
            return None
        return _intent_of(said) if said["event"] == "intent" else _outcome_of(said)
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None


def _intent_of(said: dict[str, Any]) -> Intent:
    given: dict[str, Any] = {}
    for name in _FIELDS:
        key = _ON_THE_LINE.get(name, name)
        if key in said:
            given[name] = datetime.fromisoformat(said[key]) if name in _TIMES else said[key]
    return Intent(is_remembered=True, **given)


def _outcome_of(said: dict[str, Any]) -> Outcome:
    return Outcome(
        reference_id=said["reference"],
        at=datetime.fromisoformat(said["at"]),
        verdict=said["outcome"],
        order_id=said.get("order"),
        position_ids=tuple(said.get("positions", ())),
        found=said.get("found"),
        reason=said.get("reason", ""),
        is_told=said.get("told", True),
        by=said.get("by", ""),
        mode=said.get("mode", ""),
        sent_at=datetime.fromisoformat(said["sent"]) if "sent" in said else None,
    )


class Pages(NamedTuple):
    """What was read of a journal, and the position up to which it was. ``unreadable`` counts lines that hold no entry:
    torn by a crash while they were written, and so before anything was sent. ``head`` is how the journal begins."""

    entries: list[Entry]
    position: int
    unreadable: int
    head: bytes = b""


class _Guard:
    """One at a time of the threads that use a journal. A signal's handler may come again while its thread is inside."""

    def __init__(self) -> None:
        self._renew()
        renewed_when_forked(self)

    def _renew(self) -> None:
        self.lock = threading.RLock()
        #: Whether the file is locked, too.
        self.is_alone = False


# By path: clients of one process may each have a ``Journal``.
_guards: dict[str, _Guard] = {}


class Journal:
    """The journal at ``path``; the file comes into being with the first line. Safe from any thread."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).expanduser()
        self._guard = _guards.setdefault(str(self.path.absolute()), _Guard())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep others who ask for the same out meanwhile, in this process and, except on Windows, in any.

        Raises EToroValidationError when the journal cannot be opened, or another process does not let go of it.
        """
        guard = self._guard
        with guard.lock:
            if guard.is_alone:
                yield
                return
            try:
                handle = os.open(self.path, _APPENDING, _OWNER_ONLY)
            except OSError as error:
                raise self._unwritable(error.strerror or str(error)) from error
            try:
                if not _lock(handle):
                    raise self._unwritable("another process holds it")
                guard.is_alone = True
                yield
            finally:
                guard.is_alone = False
                try:
                    _unlock(handle)
                finally:
                    os.close(handle)

    def _unwritable(self, why: str) -> EToroValidationError:
        what = f"The journal {self.path} cannot be written ({why}), so nothing was sent."
        return EToroValidationError(what, field="journal", value=str(self.path))

    def intend(self, intent: Intent) -> None:
        """Write down what is about to be sent, and see it onto the disk.

        Raises EToroValidationError when that fails: an order that cannot be remembered is not sent.
        """
        try:
            self._append(line_of(intent), to_disk=True)
        except OSError as error:
            raise self._unwritable(error.strerror or str(error)) from error

    def conclude(self, outcome: Outcome) -> None:
        """Write down what was decided. Raises OSError."""
        # It need not survive a power cut: an intent without outcome is looked up again.
        self._append(line_of(outcome), to_disk=False)

    def _append(self, line: bytes, *, to_disk: bool) -> None:
        with self._guard.lock:
            handle = os.open(self.path, _APPENDING, _OWNER_ONLY)
            try:
                is_new = not os.fstat(handle).st_size
                if _is_torn(handle):
                    line = _NEWLINE + line
                # One write, so that lines of several processes do not mix.
                written = os.write(handle, line)
                if written != len(line):
                    raise OSError(f"only {written} of {len(line)} bytes were written")
                if to_disk:
                    os.fsync(handle)
                    if is_new:
                        self._keep_name()
            finally:
                os.close(handle)

    def _keep_name(self) -> None:
        """See onto the disk that there is such a file, where folders can be opened."""
        if hasattr(os, "O_DIRECTORY"):
            folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def read(self, since: int = 0, head: bytes = b"") -> Pages:
        """What was written, by this process or another, from position ``since`` on of the journal that begins with
        ``head``; of another that took its place, everything. Raises OSError."""
        entries: list[Entry] = []
        unreadable = 0
        if not self.path.exists():
            return Pages(entries, 0, 0)
        with self.path.open("rb") as file:
            # A file that is shorter than before, or begins with something else, is another one.
            begins = file.read(_HEAD)
            position = since if since <= file.seek(0, os.SEEK_END) and begins.startswith(head) else 0
            file.seek(position)
            for line in file:
                # A line without its end is being written, or was torn; the next look will tell.
                if not line.endswith(_NEWLINE):
                    break
                position += len(line)
                entry = entry_of(line)
                if entry is not None:
                    entries.append(entry)
                elif line.strip():
                    unreadable += 1
        return Pages(entries, position, unreadable, begins[:position])


def _lock(handle: int) -> bool:
    """Take the lock of an open file, if its system has such. False if another process does not let go of it."""
    if sys.platform == "win32":
        return True
    for _ in range(_TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_BETWEEN_TRIES)
        except OSError:
            # A file system without locks: lines of several processes still stand one after the other.
            return True
        else:
            return True
    return False


def _unlock(handle: int) -> None:
    """Closing would not be enough: a process that was forked meanwhile holds the same file open."""
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_UN)
        except OSError:
            # It was never taken, as above.
            pass


def _is_torn(handle: int) -> bool:
    """Whether the last line lacks its end, as after a crash in the middle of writing."""
    size = os.lseek(handle, 0, os.SEEK_END)
    if not size:
        return False
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) != _NEWLINE
