"""What each command needs: a client, and whether people or programs read along."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, Final, ParamSpec

import click

from ..errors import (
    EToroApiError,
    EToroAuthError,
    EToroConnectionError,
    EToroError,
    EToroOrderUnknownError,
    EToroRateLimitError,
    EToroValidationError,
    EToroWebSocketError,
)

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from .. import EToroConfig, EToroTrading, SymbolTable
    from .output import Output

P = ParamSpec("P")

FAILED: Final = 1
WRONG: Final = 2
KEYS: Final = 3
NO_ANSWER: Final = 4
UNSETTLED: Final = 5
CAME_TO_NOTHING: Final = 6

# The most specific first.
_STATUSES: Final[tuple[tuple[type[EToroError], int], ...]] = (
    (EToroOrderUnknownError, UNSETTLED),
    (EToroAuthError, KEYS),
    (EToroRateLimitError, NO_ANSWER),
    (EToroConnectionError, NO_ANSWER),
    (EToroWebSocketError, NO_ANSWER),
    (EToroValidationError, WRONG),
)
# What the library names one way and the command line another.
_OPTIONS: Final = {
    "stop_loss_rate": "--stop",
    "take_profit_rate": "--target",
    "read_only": "ETORO_READ_ONLY",
    "mode": "ETORO_MODE",
}
_KEY_FIELDS: Final = ("api_key", "user_key")


def status_of(error: EToroError) -> int:
    """The exit status that an error of the library becomes."""
    if isinstance(error, EToroValidationError) and error.field in _KEY_FIELDS:
        return KEYS
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), FAILED)


class Session:
    """One run of a command."""

    def __init__(self, *, json: bool = False, simulator: bool = False) -> None:
        self.json = json
        self.is_simulated = simulator

    @functools.cached_property
    def out(self) -> Output:
        """Where people read: loaded when something is to be shown."""
        from .output import Output

        return Output()

    @contextmanager
    def client(self, *, streams: bool = False) -> Iterator[EToroTrading]:
        """A client of the account that the environment names, or of a simulated one."""
        if self.is_simulated:
            from .simulated import account

            self.note("Simulated: nothing here is real, and nothing is kept.")
            with account(on_a_port=streams) as etoro:
                yield etoro
            return
        from .. import EToroTrading

        with EToroTrading(self.config(), symbols=self.symbols()) as etoro:
            yield etoro

    def symbols(self) -> SymbolTable | None:
        """The user's own table; None where there is none, or none that can be read."""
        try:
            return own_table()
        except EToroValidationError as error:
            self.note(f"{error} The bundled one is used; `etoropy instruments update` writes yours anew.")
            return None

    def config(self) -> EToroConfig:
        """The settings of the environment. Raises EToroValidationError, with a way out, where keys are missing."""
        from .. import EToroConfig

        try:
            return EToroConfig()
        except EToroValidationError as error:
            if error.field not in _KEY_FIELDS:
                raise
            missing = f"ETORO_{error.field.upper()}"
            what = f"{missing} is not set. Without keys, add --simulator; `etoropy doctor` says what is missing."
            raise EToroValidationError(what, field=error.field) from None

    def tell(self, value: Any) -> None:
        """Print an answer for programs."""
        from .output import json_of

        click.echo(json_of(value))

    def note(self, text: str) -> None:
        """Say something beside the answer, on standard error; programs are not bothered with it."""
        if not self.json:
            click.echo(styled(text, dim=True), err=True)

    def fail(self, error: EToroError) -> int:
        """Say what went wrong; the exit status."""
        status = status_of(error)
        if self.json:
            from .output import json_of

            complain(json_of({"error": described(error), "status": status}))
        else:
            option = _OPTIONS.get(getattr(error, "field", ""), "")
            complain(styled(f"Error: {error}{option and f' ({option})'}", fg="red"))
        return status

    def lost(self, error: OSError | ValueError, sent: Sequence[Mapping[str, Any]]) -> int:
        """Say beside the answer, which could not be written, which orders were sent; the exit status.

        Whoever reads neither is told by the status to look before sending again.
        """
        why = getattr(error, "strerror", None) or str(error)
        what = f"What was sent is sent, and how it ended could not be written ({why}). Look before you send it again."
        if self.json:
            from .output import json_of

            told = {"type": type(error).__name__, "message": what, "sent": sent}
            complain(json_of({"error": told, "status": UNSETTLED}))
        else:
            named = (" ".join(f"{name} {value}" for name, value in it.items() if value is not None) for it in sent)
            complain("\n  ".join((styled(f"Error: {what}", fg="red"), *named)))
        return UNSETTLED


def complain(text: str) -> None:
    """Write to standard error. Where that fails as well, the exit status is what is left to tell."""
    with suppress(OSError, ValueError):
        click.echo(text, err=True)


def styled(text: str, **style: Any) -> str:
    """Text with a style, unless NO_COLOR is set, which click does not know of; without a terminal click drops it."""
    return text if os.environ.get("NO_COLOR") else click.style(text, **style)


def described(error: EToroError) -> dict[str, Any]:
    """An error for programs: its kind, what it says, and what helps to act on it."""
    told: dict[str, Any] = {"type": type(error).__name__, "message": str(error)}
    for name in ("field", "candidates", "code", "request_id", "reference_id", "retry_after"):
        value = getattr(error, name, None)
        if value:
            told[name] = value
    if isinstance(error, EToroApiError):
        told["http_status"] = error.status
    return told


def command(
    *, epilog: str | None = None, **settings: Any
) -> Callable[[Callable[Concatenate[Session, P], int | None]], click.Command]:
    """A command that gets a session first, takes ``--json`` and ``--simulator``, and ends on errors of the library."""

    def made(function: Callable[Concatenate[Session, P], int | None]) -> click.Command:
        @functools.wraps(function)
        def carried_out(*args: Any, json: bool, simulator: bool, **kwargs: Any) -> int | None:
            session = Session(json=json, simulator=simulator)
            try:
                return function(session, *args, **kwargs)
            except EToroError as error:
                return session.fail(error)

        decorated = click.option("--simulator", is_flag=True, help="Use a simulated account; no keys needed.")(
            click.option("--json", is_flag=True, help="Print JSON, for programs.")(carried_out)
        )
        commanded: click.Command = click.command(cls=click.Command, epilog=epilog, **settings)(decorated)
        return commanded

    return made


class Listing(click.Group):
    """A group whose command ``list`` is what is meant without a further word."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if (
            len(args) > 1
            and args[0].startswith("-")
            and (named := next((it for it in args if it in self.commands), ""))
        ):
            what = f"{args[0]} stands after the command: {ctx.command_path} {named} {args[0]}."
            raise click.UsageError(what, ctx)
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


def instrument(text: str) -> str | int:
    """An instrument as it was typed: an id if it is all digits, else a symbol."""
    return int(text) if text.isdecimal() else text


if TYPE_CHECKING:
    Parameter = click.ParamType[Any]
else:
    # Older releases of click cannot say what a type gives.
    Parameter = click.ParamType


class Instrument(Parameter):
    """A symbol or an id. Shells complete symbols that eToro had when the table was made."""

    name = "symbol"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | int:
        return instrument(value) if isinstance(value, str) else int(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from ..symbols import bundled

        table = Session(json=True).symbols() or bundled()
        return [CompletionItem(symbol) for symbol in table.beginning(incomplete)[:_MOST_COMPLETIONS]]


_MOST_COMPLETIONS: Final = 200


def own_table() -> SymbolTable | None:
    """The table that ``etoropy instruments update`` wrote, if there is one."""
    from .. import SymbolTable

    path = table_path()
    return SymbolTable.load(path) if path.exists() else None


def table_path() -> Path:
    """Where ``etoropy instruments update`` keeps its table: with the user's data."""
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library/Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    return home / "etoropy" / "instruments.csv"
