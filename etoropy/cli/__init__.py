"""The ``etoropy`` command: parses, calls the public client, prints."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point. Says which extra to install when click is missing, before anything can fail half-way."""
    try:
        import click  # noqa: F401
    except ModuleNotFoundError:
        sys.exit("The etoropy command needs click and rich: pip install 'etoropy[cli]'")
    from .commands import cli

    cli(prog_name="etoropy")
