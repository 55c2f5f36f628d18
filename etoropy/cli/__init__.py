"""The ``etoropy`` command.

RULE: parse, call the public client, print. What a command decides beyond that belongs into the library.

``app`` knows the names of all commands and loads a command's module when it is called; ``session`` holds what each of
them needs (a client, and whether people or programs read along); ``output`` is how people see it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point. Says which extra to install when click is missing, before anything can fail half-way."""
    try:
        import click  # noqa: F401
        import rich  # noqa: F401
    except ModuleNotFoundError:
        sys.exit("The etoropy command needs click and rich: pip install 'etoropy[cli]'")
    from .app import run

    sys.exit(run(arguments))
