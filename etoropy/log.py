"""The library's loggers: silent until the program sets logging up."""

from __future__ import annotations

import logging


def logger(part: str) -> logging.Logger:
    """The logger of a part of the library, below ``etoropy``."""
    top = logging.getLogger("etoropy")
    if not top.handlers:
        # Without any handler Python would print warnings to a terminal that belongs to the program.
        top.addHandler(logging.NullHandler())
    return top.getChild(part)
