"""python -m codegen [--check]: build what is derived in a scratch folder, format it, then replace or compare.

python -m codegen                 rebuild etoropy/rest, etoropy/_sync and tests/_sync
python -m codegen --check         say what differs from a rebuild, change nothing; exit status 1 if anything does
python -m codegen originals       record the generator's templates as the ones ours were written against
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from . import tree, unasync
from .document import DocumentError, bundle
from .endpoints import GenerationError, changed_originals, generate, record_originals
from .shapes import ShapeError

ROOT: Final = Path(__file__).parent.parent
# Built folder -> where it belongs.
TARGETS: Final = {"rest": "etoropy/rest", "_sync": "etoropy/_sync", "tests_sync": "tests/_sync"}


def build(root: Path, scratch: Path) -> None:
    """Everything derived, formatted, in ``scratch``. Raises DocumentError, GenerationError, ShapeError."""
    document = bundle(root / "openapi")
    generate(document, root / "openapi", scratch / "rest")
    library = unasync.derive((root / "etoropy/_async").glob("*.py"), root, scratch / "_sync", unasync.WORDS)
    tests = unasync.derive((root / "tests/_async").glob("*.py"), root, scratch / "tests_sync", unasync.WORDS)
    library.served.update(tests.served)
    idle = library.unused()
    if idle:
        raise GenerationError([f"codegen/unasync.py: the rule for {rule!r} matches nothing" for rule in idle])
    _format(root, scratch)


def _format(root: Path, scratch: Path) -> None:
    config = ["--config", str(root / "pyproject.toml"), "--no-cache", "--quiet"]
    for command in (["check", "--fix-only", "--select", "I,F401,UP,RUF100"], ["format"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *config, "."],
            cwd=scratch,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise GenerationError([f"ruff {command[0]}: {done.stderr or done.stdout}"])


def check(root: Path, scratch: Path) -> list[str]:
    """What keeps the committed tree from being what a rebuild would make."""
    build(root, scratch)
    lines = changed_originals()
    for built, target in TARGETS.items():
        lines += tree.differences(scratch / built, root / target, target)
    return lines


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("task", nargs="?", choices=("originals",), help="record the generator's own templates")
    options = parser.parse_args(arguments)
    if options.task == "originals":
        record_originals()
        return 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        try:
            if options.check:
                lines = check(options.root, scratch)
            else:
                build(options.root, scratch)
                lines = changed_originals()
                for built, target in TARGETS.items():
                    tree.replace(scratch / built, options.root / target)
        except (DocumentError, GenerationError, ShapeError) as error:
            lines = str(error).splitlines()
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
