"""python -m tests.chaos [--orders N] [--seed S]: the campaign at any length; exit status 1 for a broken promise."""

from __future__ import annotations

import argparse
import logging
import sys
import time

from .campaign import campaign


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=(__doc__ or "").split(":")[0])
    parser.add_argument("--orders", type=int, default=10_000, help="how many orders to send")
    parser.add_argument("--seed", type=int, default=1, help="what the dice begin with")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    began = time.monotonic()
    figures = campaign(options.orders, options.seed)
    for line in figures.lines():
        print(line)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if figures.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
