"""python -m tests.chaos.victim JOURNAL COUNT: a process that places orders until somebody kills it.

The simulator's address and keys come from ETORO_* variables.
"""

from __future__ import annotations

import sys

from etoropy import EToroConfig, HttpClient
from etoropy._sync.orders import OrderDesk
from etoropy.rest.clients import RestClient


def main() -> None:
    journal, count = sys.argv[1], int(sys.argv[2])
    desk = OrderDesk(RestClient(http=HttpClient(EToroConfig(journal=journal))))
    for number in range(count):
        desk.open(1001, is_buy=True, amount=100.0 + number)


if __name__ == "__main__":
    main()
