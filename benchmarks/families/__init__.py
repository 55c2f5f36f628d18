"""The rows of the table, a module for each family of them."""

from __future__ import annotations

from ..registry import Row
from . import lookups, parsing, requests, startup, stream

ROWS: tuple[Row, ...] = tuple(
    sorted((*startup.ROWS, *requests.ROWS, *parsing.ROWS, *stream.ROWS, *lookups.ROWS), key=lambda row: row.number)
)
