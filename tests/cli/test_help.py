"""Help: complete, at most eighty columns wide, and quick because nothing is loaded for it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

import click
import pytest

from etoropy import __version__
from etoropy.cli import main
from etoropy.cli.app import SECTIONS, cli
from etoropy.cli.session import styled
from tests.cli.conftest import Etoropy

ROOT: Final = click.Context(cli, info_name="etoropy")


def every_command(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name in command.list_commands(ROOT):
            found = command.get_command(ROOT, name)
            assert found is not None, name
            yield from every_command(found, (*path, name))


COMMANDS = [" ".join(path) for path in every_command(cli)]


@pytest.mark.parametrize("path", COMMANDS)
def test_help_says_what_a_command_is_for_in_eighty_columns(path: str, etoropy: Etoropy) -> None:
    said = etoropy(*path.split(), "--help")
    assert (said.status, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= 80
    assert "Usage: etoropy" in said.out
    assert etoropy(*path.split(), "-h").out == said.out


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_and_every_command_is_explained(path: str) -> None:
    command: click.Command | None = cli
    for name in path.split():
        assert isinstance(command, click.Group)
        command = command.get_command(ROOT, name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize("path", [path for path in COMMANDS if path])
def test_programs_can_read_every_answer(path: str) -> None:
    command: click.Command | None = cli
    for name in path.split():
        assert isinstance(command, click.Group)
        command = command.get_command(ROOT, name)
    assert command is not None
    if not isinstance(command, click.Group) and path != "completion":
        assert "json" in {parameter.name for parameter in command.params}


def test_the_list_of_commands_says_what_they_say_themselves() -> None:
    for section in SECTIONS.values():
        for name, place in section.items():
            command = cli.get_command(ROOT, name)
            assert command is not None
            own = (command.help or "").split("\n\n")[0].replace("\n", " ")
            assert own.startswith(place.about.rstrip(".")), name


def test_everything_that_was_promised_is_there() -> None:
    assert {"quote", "watch", "candles", "search", "feed", "portfolio", "orders", "history"} <= set(COMMANDS)
    assert {"buy", "sell", "close", "cancel", "watchlists", "limits", "doctor"} <= set(COMMANDS)
    assert {"record", "relay", "simulator", "instruments", "completion"} <= set(COMMANDS)
    assert {"instruments update", "orders reconcile", "orders list", "watchlists add"} <= set(COMMANDS)


def test_exit_statuses_are_documented(etoropy: Etoropy) -> None:
    said = etoropy("--help").out
    for status in (0, 1, 2, 3, 4, 5, 6, 130):
        assert f"\n    {status} " in said


def test_asking_for_help_loads_no_command_and_none_of_what_they_need() -> None:
    code = "import sys\nfrom etoropy.cli.app import run\nassert run(['--help']) == 0\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"rich", "httpx", "attrs", "orjson", "asyncio", "ssl", "starlette", "websocket", "etoropy.errors"}
    assert not loaded & heavy
    assert {name for name in loaded if name.startswith("etoropy")} == {"etoropy", "etoropy.cli", "etoropy.cli.app"}


def test_the_version_is_told(etoropy: Etoropy) -> None:
    assert etoropy("--version").out == f"etoropy, version {__version__}\n"


@pytest.mark.parametrize("words", [["nope"], ["--nope"], ["quote"], ["candles", "AAPL", "--interval", "2h"]])
def test_wrong_usage_ends_with_2_and_says_where_help_is(words: list[str], etoropy: Etoropy) -> None:
    said = etoropy(*words)
    assert said.status == 2
    assert "Try 'etoropy" in said.err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--simulator", "quote", "AAPL"], "--simulator stands after the command: etoropy COMMAND --simulator"),
        (
            ["orders", "--simulator", "find", "x"],
            "--simulator stands after the command: etoropy orders find --simulator",
        ),
        (["watchlists", "--json", "list"], "--json stands after the command: etoropy watchlists list --json"),
    ],
)
def test_an_option_before_its_command_is_told_where_it_belongs(words: list[str], hint: str, etoropy: Etoropy) -> None:
    said = etoropy(*words)
    assert (said.status, said.out) == (2, "")
    assert hint in " ".join(said.err.split())


def test_without_click_it_says_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(SystemExit, match=r"etoropy\[cli\]"):
        main(["--version"])


def test_the_entry_point_ends_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["quote", "AAPL"])
    assert ended.value.code == 3


def test_no_color_is_obeyed_beside_the_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert styled("text", fg="red") != "text"
    monkeypatch.setenv("NO_COLOR", "1")
    assert styled("text", fg="red") == "text"


@pytest.mark.port
def test_interrupting_ends_with_130_and_leaves_nothing_behind() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "etoropy.cli", "watch", "BTC", "--simulator", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["symbol"] == "BTC"
        os.kill(process.pid, signal.SIGINT)
        _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert complaint.strip() == ""
