"""python -m codegen [--check]: build what is derived in a scratch folder, format it, then replace or compare.

python -m codegen                          rebuild etoropy/rest, etoropy/_sync and tests/_sync
python -m codegen --check                  say what a rebuild would change, change nothing; exit status 1 if it would
python -m codegen originals                record the generator's templates as the ones ours were written against
python -m codegen upstream THEIRS [NEWER]  what eToro's published document has that ours lacks, and the reverse; of two,
                                           what changed from one to the other. Files or addresses; --json for machines.
                                           Exit status 1 if a difference has no reason in openapi/kept-differences.yaml
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
from .failures import first_line, in_one_line
from .shapes import ShapeError
from .twins import import_findings

ROOT: Final = Path(__file__).parent.parent
# Built folder -> where it belongs.
TARGETS: Final = {"rest": "etoropy/rest", "_sync": "etoropy/_sync", "tests_sync": "tests/_sync"}


def build(root: Path, scratch: Path) -> None:
    """Everything derived, formatted, in ``scratch``. Raises DocumentError, GenerationError, ShapeError, TwinError."""
    document = bundle(root / "openapi")
    generate(document, root / "openapi", scratch / "rest")
    library = unasync.derive(root / "etoropy/_async", root, scratch / "_sync", unasync.WORDS)
    tests = unasync.derive(root / "tests/_async", root, scratch / "tests_sync", unasync.WORDS)
    library.served.update(tests.served)
    idle = library.unused()
    if idle:
        raise GenerationError([f"codegen/unasync.py: the rule for {rule!r} matches nothing" for rule in idle])
    # Before the formatter, to which an import that leads nowhere is one that nobody uses.
    lost = import_findings(scratch / "_sync", root / "etoropy", scratch / "rest")
    if lost:
        raise unasync.TwinError([f"etoropy/_async/{text}" for text in lost])
    _format(root, scratch)


def _format(root: Path, scratch: Path) -> None:
    config = ["--config", str(root / "pyproject.toml"), "--no-cache"]
    for command in (["check", "--fix-only", "--select", "I,F401,UP,RUF100"], ["format"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *config, "."],
            cwd=scratch,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise GenerationError([f"ruff {command[0]}: {first_line(done.stderr or done.stdout)}"])


def check(root: Path, scratch: Path) -> list[str]:
    """What keeps the committed tree from being what a rebuild would make."""
    build(root, scratch)
    lines = changed_originals()
    for built, target in TARGETS.items():
        lines += tree.differences(scratch / built, root / target, target)
    return lines


def generate_or_check(root: Path, *, compare_only: bool) -> int:
    """Rebuild, or say what a rebuild would change. Returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        try:
            if compare_only:
                lines = check(root, scratch)
            else:
                build(root, scratch)
                lines = changed_originals()
                for built, target in TARGETS.items():
                    tree.replace(scratch / built, root / target)
        except (DocumentError, GenerationError, ShapeError, unasync.TwinError) as error:
            lines = str(error).splitlines()
    if compare_only and lines:
        lines.append("Edit what it is made from (openapi/, _async/), then `make generate`.")
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


def compare_with_published(sources: list[str], root: Path, *, as_json: bool) -> int:
    """Print what differs. Returns the exit status: 1 if something has no reason, 2 if a document cannot be had."""
    from .upstream import UnreadableError, report

    try:
        found, names = report(sources, root / "openapi")
    except (DocumentError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return 2
    print(found.as_json() if as_json else "\n".join(found.lines(names)))
    return 0 if found.clean else 1


def main(arguments: list[str] | None = None) -> int:
    summary, _, usage = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m codegen",
        description=summary,
        epilog=usage,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    parser.add_argument("--json", action="store_true", help="upstream: everything, for machines")
    parser.add_argument("--traceback", action="store_true", help="where something failed that nobody foresaw")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("task", nargs="?", choices=("originals", "upstream"), help="something other than building")
    parser.add_argument("documents", nargs="*", metavar="FILE_OR_URL", help="upstream: one or two published documents")
    options = parser.parse_args(arguments)
    if len(options.documents) not in ((1, 2) if options.task == "upstream" else (0,)):
        parser.error("upstream takes one or two documents, everything else none")
    try:
        return _run(options)
    except Exception as error:
        if options.traceback:
            raise
        print(in_one_line(error), file=sys.stderr)
        return 1


def _run(options: argparse.Namespace) -> int:
    if not (options.root / "openapi").is_dir():
        print(f"{options.root}: has no folder openapi; --root is the project's folder", file=sys.stderr)
        return 1
    if options.task == "originals":
        record_originals()
        return 0
    if options.task == "upstream":
        return compare_with_published(options.documents, options.root, as_json=options.json)
    return generate_or_check(options.root, compare_only=options.check)


if __name__ == "__main__":
    sys.exit(main())
