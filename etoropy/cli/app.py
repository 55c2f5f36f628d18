"""The commands by name. A command's module is loaded when it is called: asking for help costs next to nothing."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple

import click

from .. import __version__

FAILED: Final = 1
INTERRUPTED: Final = 130


class Place(NamedTuple):
    """Where a command is, and what it does in a few words."""

    module: str
    about: str


SECTIONS: Final[dict[str, dict[str, Place]]] = {
    "Markets": {
        "quote": Place("market", "Show current prices."),
        "watch": Place("live", "Show prices as they move."),
        "candles": Place("market", "Show candles, as a table, a chart or a picture."),
        "search": Place("market", "Find instruments by symbol or name."),
        "feed": Place("social", "Read what people post about an instrument."),
    },
    "Your account": {
        "portfolio": Place("account", "Show cash, positions and profit."),
        "orders": Place("account", "Show, follow and settle orders."),
        "history": Place("account", "Show closed trades."),
        "watchlists": Place("social", "Show and change watchlists."),
        "limits": Place("health", "Show how much of eToro's limits is used."),
    },
    "Trading": {
        "buy": Place("trade", "Open a long position."),
        "sell": Place("trade", "Open a short position."),
        "close": Place("trade", "Close positions: sell what you hold."),
        "cancel": Place("trade", "Cancel orders that wait."),
    },
    "Tools": {
        "doctor": Place("health", "Check keys, clock, connection and limits."),
        "simulator": Place("serve", "Serve a simulated eToro."),
        "relay": Place("serve", "Share one stream among programs."),
        "record": Place("live", "Write the stream to a file."),
        "instruments": Place("tables", "Keep the table of symbols fresh."),
        "completion": Place("tables", "Print what makes your shell complete commands."),
    },
}
_PLACES: Final = {name: place for section in SECTIONS.values() for name, place in section.items()}

_EPILOG: Final = """\b
Settings are read from ETORO_* variables: ETORO_API_KEY, ETORO_USER_KEY,
ETORO_MODE (demo or real), and the others that EToroConfig knows. Without
keys, add --simulator to any command. Programs read --json.

\b
Exit status:
  0    done
  1    eToro refused, or something failed
  2    wrong usage or value; nothing was sent
  3    keys missing or refused
  4    no connection, no answer in time, or eToro's limit reached
  5    an order is not settled, or how it ended could not be written: look
       before you send it again
  6    an order came to nothing: rejected, cancelled or expired
  130  interrupted
"""


class Commands(click.Group):
    """A group that knows its commands by name and loads each when it is needed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] in ("--json", "--simulator"):
            raise click.UsageError(f"{args[0]} stands after the command: etoropy COMMAND {args[0]}.", ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _PLACES.get(cmd_name)
        if place is None:
            return None
        command: click.Command = getattr(import_module(f"{__package__}.{place.module}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = max(map(len, _PLACES))
        for title, places in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width), place.about) for name, place in places.items()])


@click.command(
    cls=Commands,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, prog_name="etoropy")
def cli() -> None:
    """Trade and look at markets on eToro, from the terminal. Unofficial."""


class _Closed(io.TextIOBase):
    """Standard output that the caller has closed: whoever writes to it is told, as with any other that fails."""

    encoding = "utf-8"
    errors = "strict"

    def write(self, text: str, /) -> int:
        raise OSError(errno.EBADF, "standard output is closed")


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit status."""
    if sys.stdout is None:
        sys.stdout = _Closed()
    status = _carried_out(arguments)
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        _let_go_of_output()
        # What a command says of its end by its status outranks that its answer is lost.
        return status or _unwritten(error)
    return status


def _carried_out(arguments: Sequence[str] | None) -> int:
    try:
        said: Any = cli.main(None if arguments is None else list(arguments), prog_name="etoropy", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as abort:
        if isinstance(abort.__context__, KeyboardInterrupt):
            return INTERRUPTED
        click.echo("Nothing was done.", err=True)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _unwritten(error)
    return said if isinstance(said, int) else 0


def _unwritten(error: OSError | ValueError) -> int:
    """Say why something could not be read or written, unless a reader simply left; the exit status."""
    if not isinstance(error, BrokenPipeError):
        why = getattr(error, "strerror", None) or str(error)
        file = getattr(error, "filename", None)
        click.echo(f"Error: {'the answer cannot be written' if file is None else file}: {why}.", err=True)
    return FAILED


def _let_go_of_output() -> None:
    """Have nothing more written to standard output: at its end the process would try once more with what is left, and
    end with a status of its own."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        # It is no file of the system's, so there is nothing to keep from it.
        return
