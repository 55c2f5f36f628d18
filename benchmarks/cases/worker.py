"""Runs one case in the environment of its library: ``worker.py <module> <function>``, then a line for each round.

The case gets the row's settings and gives a function that runs one round and returns its figures.
"""

from __future__ import annotations

import importlib
import json
import os
import sys


def main() -> None:
    module, function = sys.argv[1:]
    settings = json.loads(os.environ["BENCH_SETTINGS"])
    # What a library prints must not be taken for a figure.
    out, sys.stdout = sys.stdout, sys.stderr
    one_round = getattr(importlib.import_module(module), function)(settings)
    for _ in sys.stdin:
        out.write(json.dumps(one_round()) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
