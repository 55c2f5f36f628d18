"""The processes of a measurement: contenders that take turns, and the local servers that they talk to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from .certificate import CERTIFICATE
from .environments import HERE, python_of
from .harness import Round, order_of
from .registry import Row, Service, Variant

_CASES: Final = HERE / "cases"
_WORKER: Final = _CASES / "worker.py"
_KEYS: Final = {"ETORO_API_KEY": "benchmark-api-key", "ETORO_USER_KEY": "benchmark-user-key"}


def environ(settings: Mapping[str, Any]) -> dict[str, str]:
    """The variables of a contender: none of the user's that any library would heed, and the settings of the row."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ETORO_", "PYTHON", "SSL_CERT", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"))
    }
    kept |= _KEYS | {"BENCH_SETTINGS": json.dumps(dict(settings)), "NO_PROXY": "127.0.0.1,localhost"}
    if not settings.get("authorities"):
        # Whoever loads all authorities there are when it begins, loads this one only.
        kept["SSL_CERT_FILE"] = str(Path(settings["bodies"]) / CERTIFICATE)
    return kept


class Contender:
    """A variant that stays alive: it runs a round whenever it is told to."""

    def __init__(self, variant: Variant, settings: Mapping[str, Any]) -> None:
        module, function = variant.case.split(":")
        self.name = variant.name
        self._process = subprocess.Popen(
            [str(python_of(variant.environment)), str(_WORKER), module, function],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environ(settings),
        )

    def round(self) -> dict[str, float]:
        """The figures of one more round."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write("round\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise RuntimeError(f"{self.name} ended with status {self._process.wait()}; see above.")
        figures: dict[str, float] = json.loads(line)
        return figures

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            # It ended by itself, and has said why.
            pass
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Anew:
    """A variant that is a process of its own in each round; its CPU time is that of all its life."""

    def __init__(self, variant: Variant, settings: Mapping[str, Any]) -> None:
        self.name = variant.name
        # -P: the project itself must not be found before what the environment holds.
        self._command = [str(python_of(variant.environment)), "-P", "-c", variant.program]
        self._environ = environ(settings)

    def round(self) -> dict[str, float]:
        """CPU seconds; and the peak of memory in bytes, if the program prints it."""
        process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True, env=self._environ)
        assert process.stdout is not None
        with process.stdout:
            printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.name} ended with status {process.returncode}; see above.")
        figures = {"cpu": usage.ru_utime + usage.ru_stime}
        if printed.strip():
            figures["memory"] = float(printed)
        return figures

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Nothing is left of it."""


def measured(variants: Sequence[Variant], settings: Mapping[str, Any], rounds: int) -> list[Round]:
    """Let the variants run in turn; the first round only warms them up: modules are compiled, files are read."""
    contenders: dict[str, Contender | Anew] = {}
    try:
        for variant in variants:
            contenders[variant.name] = (Anew if variant.program else Contender)(variant, settings)
        for contender in contenders.values():
            contender.round()
        names = list(contenders)
        return [{name: contenders[name].round() for name in order_of(names, number)} for number in range(rounds)]
    finally:
        for contender in contenders.values():
            contender.__exit__()


@contextmanager
def served(service: Service | None, bodies: Path) -> Iterator[dict[str, Any]]:
    """A local server in a process of its own; gives the settings that lead to it."""
    if service is None:
        yield {}
        return
    script = "http_server.py" if service == "http" else "frame_server.py"
    command = [sys.executable, str(_CASES / script), str(bodies)]
    if service == "tls":
        command.append(str(bodies / CERTIFICATE))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.terminate()


def run(row: Row, bodies: Path, rounds: int, *, quick: bool = False) -> dict[str, list[Round]]:
    """The rounds of a row, by part."""
    found: dict[str, list[Round]] = {}
    with served(row.service, bodies) as address:
        for part in row.parts:
            settings = {**row.settings, **(row.quick if quick else {}), **address, "bodies": str(bodies), "part": part}
            found[part] = measured(row.variants, settings, row.rounds or row.often * rounds)
    return found
