"""One of several processes that share a budget: asks as fast as it may, then says how it went.

``python -m tests.limit_process BASE_URL REDIS_URL SECONDS``; keys come from ``ETORO_*`` variables.
"""

from __future__ import annotations

import json
import sys
import threading
import time

from etoropy import EToroConfig, EToroRateLimitError, HttpClient, RetryPolicy
from etoropy.rest.api.market_data import get_exchanges

THREADS = 6


def main(base_url: str, redis_url: str, seconds: float) -> None:
    config = EToroConfig(base_url=base_url, rate_limit_backend=redis_url, rate_limit_max_requests=10_000)
    answered, refused = [0] * THREADS, [0] * THREADS
    with HttpClient(config) as http:
        until = time.monotonic() + seconds

        def work(number: int) -> None:
            while (left := until - time.monotonic()) > 0:
                try:
                    http.with_options(deadline=left, retry=RetryPolicy(attempts=1)).send(get_exchanges.call())
                    answered[number] += 1
                except EToroRateLimitError as error:
                    refused[number] += error.sent

        threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps({"answered": sum(answered), "refused": sum(refused)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
