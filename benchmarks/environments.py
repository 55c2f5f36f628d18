"""The environments that libraries run in: one each, so that none finds another's packages beside its own."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from .registry import Environment

HERE: Final = Path(__file__).resolve().parent
_WANTED: Final[dict[Environment, tuple[str, ...]]] = {
    # Without extras: httpx imports a command line of its own where it finds click and rich.
    "ours": ("--editable", str(HERE.parent)),
    "other": ("etoropy==0.1.7",),
    "limits": ("httpx", "orjson", "msgspec", "picows"),
}


def python_of(name: Environment) -> Path:
    """The interpreter of an environment."""
    folder = HERE / f".env-{name}"
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def build(names: Iterable[Environment], tell: Callable[[str], None]) -> None:
    """Make the environments that are missing."""
    for name in names:
        ready = HERE / f".env-{name}" / ".ready"
        wanted = " ".join(_WANTED[name])
        if ready.exists() and ready.read_text() == wanted:
            continue
        tell(f"Building the environment {name!r} …")
        venv.create(ready.parent, with_pip=True, clear=True)
        install = [str(python_of(name)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *_WANTED[name]], check=True)
        ready.write_text(wanted)
