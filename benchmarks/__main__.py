"""``python -m benchmarks``: the table of the performance goals with the figures of this machine."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from . import bodies, certificate, environments, growth, workers
from .families import ROWS
from .harness import Result, plain, result_of, table
from .registry import Row

_ROUNDS: Final = 9
_QUICK_ROUNDS: Final = 3


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: under two minutes")
    parser.add_argument("--row", type=int, action="append", metavar="N", help="only this row (may be given again)")
    parser.add_argument("--rounds", type=int, help=f"rounds for each variant ({_ROUNDS}; --quick: {_QUICK_ROUNDS})")
    parser.add_argument(
        "--growth", type=Path, metavar="PICTURE", nargs="?", const=Path("growth.svg"), help=growth.__doc__
    )
    return parser.parse_args(given)


def tell(line: str) -> None:
    """Progress, beside what is printed as the result."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def material() -> Iterator[Path]:
    """A folder with all that the contenders are fed with."""
    with tempfile.TemporaryDirectory(prefix="etoropy-benchmarks-") as name:
        folder = Path(name)
        bodies.write(folder)
        certificate.make(folder)
        yield folder


def chosen(numbers: Sequence[int] | None) -> list[Row]:
    return [row for row in ROWS if not numbers or row.number in numbers]


def measure(rows: Sequence[Row], rounds: int, folder: Path, *, quick: bool) -> list[Result]:
    results: list[Result] = []
    for row in rows:
        results.append(result_of(row, workers.run(row, folder, rounds, quick=quick)))
        tell(f"{row.number:>3}  {row.title}: {'met' if results[-1].met else 'missed'}")
    return results


def main() -> None:
    options = arguments()
    rounds = options.rounds or (_QUICK_ROUNDS if options.quick else _ROUNDS)
    rows = chosen(options.row)
    environments.build(("ours",) if options.growth else ("ours", "other", "limits"), tell)
    with material() as folder:
        if options.growth:
            growth.report(folder, options.growth, tell)
            return
        results = measure(rows, rounds, folder, quick=options.quick)
    if options.json:
        print(json.dumps([plain(result) for result in results], indent=2))
    else:
        print(table(results))


if __name__ == "__main__":
    main()
