"""The table of symbols, and completion in the shell."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ..errors import EToroValidationError
from .session import Session, command, table_path

if TYPE_CHECKING:
    from ..rest.models import Instrument
    from ..symbols import SymbolTable

# A table that lost more than this share of its symbols is taken for a broken answer.
_MOST_LOST: Final = 0.2
_HOW: Final = {
    "bash": "etoropy completion bash > ~/.local/share/bash-completion/completions/etoropy",
    "zsh": "etoropy completion zsh > ~/.zfunc/_etoropy    # with ~/.zfunc in fpath",
    "fish": "etoropy completion fish > ~/.config/fish/completions/etoropy.fish",
}


@click.group()
def instruments() -> None:
    """Keep the table of symbols fresh.

    The package brings a table of the symbols that eToro had when it was made.
    What is not in it is asked for, so an old one costs time, never a mistake.
    """


@instruments.add_command
@command()
@click.option(
    "--to", "path", type=click.Path(dir_okay=False, path_type=Path), help="File to write; else your data folder."
)
@click.option("--force", is_flag=True, help="Write it although many symbols are gone.")
def update(session: Session, path: Path | None, force: bool) -> None:
    """Write a fresh table of symbols from eToro.

    These commands use the one in your data folder by themselves. Programs
    load it: EToroTrading(symbols=SymbolTable.load(path)).
    """
    from ..symbols import table_text

    if session.is_simulated and path is None:
        raise click.UsageError("A simulated table must not replace your own: say where to write it with --to.")
    target = path or table_path()
    with session.client() as etoro, session.out.waiting("Asking eToro for every instrument …"):
        rows = etoro.rest.market_data.get_instruments().instruments
    before = _before(target)
    pairs, ambiguous = _tradable(rows)
    there = {symbol.upper() for symbol in pairs}
    gone = [symbol for symbol in before.symbols() if symbol.upper() not in there]
    if len(gone) > len(before) * _MOST_LOST and not force:
        what = f"{len(gone):,} of {len(before):,} symbols would be gone: the answer may be broken. --force writes it."
        raise click.ClickException(what)
    new = [symbol for symbol in pairs if before.id_of(symbol) is None]
    moved = [symbol for symbol, number in pairs.items() if before.id_of(symbol) not in (None, number)]
    _write(target, table_text(pairs))
    _tell(session, target, {"symbols": pairs, "new": new, "gone": gone, "moved": moved, "ambiguous": ambiguous})


def _before(path: Path) -> SymbolTable:
    """The table that is about to be replaced: the bundled one stands in for one that is not there or cannot be read."""
    from ..symbols import SymbolTable, bundled

    try:
        return SymbolTable.load(path)
    except EToroValidationError:
        return bundled()


def _tradable(rows: list[Instrument]) -> tuple[dict[str, int], list[str]]:
    """Symbols with their ids, and those that several instruments go by: these are left to be asked for."""
    by_symbol: dict[str, set[int]] = {}
    spelt: dict[str, str] = {}
    for row in rows:
        if row.instrument_id > 0 and not row.is_internal_instrument and row.symbol_full:
            by_symbol.setdefault(row.symbol_full.upper(), set()).add(row.instrument_id)
            spelt[row.symbol_full.upper()] = row.symbol_full
    pairs = {spelt[symbol]: next(iter(ids)) for symbol, ids in by_symbol.items() if len(ids) == 1}
    return pairs, [spelt[symbol] for symbol, ids in by_symbol.items() if len(ids) > 1]


def _write(path: Path, text: str) -> None:
    """Replace the file as a whole, so that nobody ever reads half a table."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise click.ClickException(f"{path} cannot be written: {error.strerror or error}") from error


def _tell(session: Session, path: Path, found: dict[str, list[str] | dict[str, int]]) -> None:
    counts = {name: len(those) for name, those in found.items()}
    if session.json:
        session.tell({"path": str(path), **counts})
        return
    session.out.line(f"{counts['symbols']:,} symbols: {path}")
    session.out.line(f"{counts['new']} new, {counts['gone']} gone, {counts['ambiguous']} left out as ambiguous")
    if found["moved"]:
        named = ", ".join(list(found["moved"])[:20])
        session.out.line(f"{counts['moved']} stand for another instrument than before: {named}", "yellow")


@click.command(epilog="\b\n" + "\n".join(_HOW.values()))
@click.argument("shell", type=click.Choice(list(_HOW)))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes your shell complete commands, options and symbols.

    Write it where your shell looks for such things, and open a new shell:
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "etoropy", "_ETOROPY_COMPLETE").source())
