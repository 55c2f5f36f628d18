"""Forked processes: each has connections, requests under way and names of its own."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from etoropy import EToroConfig, HttpClient, RateLimiter, symbols, tls
from etoropy.call import Pool
from etoropy.colours import EachLife
from etoropy.forking import LockPerProcess
from etoropy.limits.shared import root_of
from etoropy.orders import ledger as ledger_module
from etoropy.orders.journal import Journal
from etoropy.orders.ledger import shared_ledger

from .orders.test_decision import OURS, intent

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
    # The tests themselves run in several threads, which newer versions of Python point out.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

READS = Pool("reads", 4, 60.0)


def told_by_child(tell: Callable[[], object]) -> object:
    """What a forked process makes of ``tell``."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        # Whatever happens, this process must not go on as a second test run.
        try:
            os.write(write, orjson.dumps(tell()))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return orjson.loads(said) if said else None


@pytest.fixture
def server() -> Iterator[str]:
    """Answers each request with the number of the connection that it came by."""
    listener = socket.create_server(("127.0.0.1", 0))
    numbers = iter(range(1, 100))

    def attend(sock: socket.socket, number: int) -> None:
        body = orjson.dumps({"connection": number})
        with sock:
            while sock.recv(65536):
                head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
                sock.sendall(head + body)

    def serve() -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=attend, args=(sock, next(numbers)), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()


def test_a_forked_process_has_connections_of_its_own(server: str) -> None:
    config = EToroConfig(api_key="k", user_key="u", base_url=server, timeout=5.0, retry_attempts=1)
    with HttpClient(config) as client:
        assert client.request("GET", "/api/v1/x") == {"connection": 1}
        assert told_by_child(lambda: client.request("GET", "/api/v1/x")) == {"connection": 2}
        assert client.request("GET", "/api/v1/x") == {"connection": 1}


def test_requests_of_others_are_not_under_way_in_a_forked_process() -> None:
    limiter = RateLimiter(4, 10.0)
    limiter.done(limiter.enter(READS, 0.0), 0.0)
    flying = [limiter.enter(READS, 0.0, place=(1, 0.0, number)) for number in range(2)]
    assert limiter.usage(0.0)["burst"].used > 1
    used = told_by_child(lambda: {name: it.used for name, it in limiter.usage(0.0).items()})
    assert used == {"burst": 1, "reads": 1}
    for ticket in flying:
        limiter.leave(ticket)


def test_a_lock_that_somebody_holds_is_not_held_in_a_forked_process() -> None:
    limiter = RateLimiter(4, 10.0)
    ledger = shared_ledger("somebody", "https://example.test", "demo")
    with limiter._lock, ledger._lock:
        # A thread of the forked process, as the one that forked may enter some locks twice.
        assert told_by_child(lambda: _in_a_thread(lambda: limiter.usage(0.0) and ledger.begin(intent()))) is True


@pytest.mark.parametrize(
    ("lock", "enter"),
    [
        (ledger_module._sharing, lambda: shared_ledger("somebody", "https://example.test", "demo") is not None),
        (tls._building, lambda: tls.shared_context() is not None),
        (symbols._reading, lambda: symbols.bundled() is not None),
    ],
    ids=["ledgers", "TLS context", "bundled symbols"],
)
def test_what_a_process_shares_can_be_had_in_a_forked_one(lock: LockPerProcess, enter: Callable[[], object]) -> None:
    with lock.lock:
        assert told_by_child(lambda: _in_a_thread(enter)) is True


def test_what_another_thread_is_making_is_made_anew_in_a_forked_process(tmp_path: Path) -> None:
    life = EachLife(lambda: 7, lambda _: None)
    journal = Journal(tmp_path / "journal")
    with life._making.lock, journal._guard.lock:
        assert told_by_child(lambda: _in_a_thread(life.get)) == 7
        assert told_by_child(lambda: _in_a_thread(lambda: journal.intend(intent()) is None)) is True
    assert len(journal.read(0).entries) == 1


def _in_a_thread(do: Callable[[], object]) -> object:
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(do()), daemon=True)
    thread.start()
    thread.join(10.0)
    return done[0] if done else None


def test_orders_that_others_are_at_work_on_are_open_questions_in_a_forked_process() -> None:
    ledger = shared_ledger("somebody else", "https://example.test", "demo")
    ledger.begin(intent())
    assert told_by_child(lambda: [it.reference_id for it in ledger.unsettled()]) == [OURS]
    assert ledger.unsettled() == []


def test_a_forked_process_goes_by_another_name_in_redis() -> None:
    limiter = RateLimiter()
    root = root_of(limiter, "somebody")
    mine = (root.process, root.ticket())
    theirs = told_by_child(lambda: [root.process, root.ticket()])
    assert isinstance(theirs, list)
    assert set(mine).isdisjoint(theirs)
    assert root.process == mine[0]
