"""What a forked process must not inherit: locks that somebody holds, requests that others sent, names taken by others.

Servers that load a program once and then fork, and multiprocessing on Linux, do this as a matter of course.
"""

from __future__ import annotations

import os
from collections.abc import Callable


def in_forked_processes(renew: Callable[[], None]) -> None:
    """Have ``renew`` called first thing in each process that is forked from this one, where systems fork at all."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=renew)
