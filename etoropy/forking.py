"""What a forked process must not inherit: locks that somebody holds, requests that others sent, names taken by others.

Servers that load a program once and then fork, and multiprocessing on Linux, do this as a matter of course.
"""

from __future__ import annotations

import os
import threading
import weakref
from typing import Protocol


class Renewed(Protocol):
    """Something that is another thing in a forked process."""

    def _renew(self) -> None: ...


_owners: weakref.WeakSet[Renewed] = weakref.WeakSet()


def renewed_when_forked(owner: Renewed) -> None:
    """Have ``owner`` renewed first thing in each process that is forked from this one, for as long as it lives."""
    _owners.add(owner)


class LockPerProcess:
    """A ``lock`` that is free in a forked process, whoever held it in the first: the holder was not copied, and would
    never let go of it."""

    def __init__(self) -> None:
        self._renew()
        renewed_when_forked(self)

    def _renew(self) -> None:
        self.lock = threading.Lock()


def _renew_all() -> None:
    for owner in tuple(_owners):
        owner._renew()


# Windows does not fork at all.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_all)
