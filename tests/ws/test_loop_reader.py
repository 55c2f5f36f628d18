"""Who reads for asynchronous programs: the loop, and a thread wherever the loop cannot."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import gc
import socket
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from etoropy.ws import AsyncWsClient, Backoff, Quote, connection
from etoropy.ws import loop_reader as module
from etoropy.ws.bridge import Bridge
from etoropy.ws.delivery import mailbox
from etoropy.ws.tls import CHUNK

from .hostile import PATIENCE, PING, Hostile, Peer, envelope, frame, rate, snapshot, until
from .loops import eventually, run

pytestmark = pytest.mark.port

AT_ONCE = Backoff(first=0.0, cap=0.0)
AAPL = 1001


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(connection, "_TICK", 0.02)
    monkeypatch.setattr(module, "_PATIENCE", 0.01)
    before = set(threading.enumerate())
    yield
    until(lambda: not [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("etoropy")])


class Said:
    """A peer that says what a test wants when it wants it."""

    def __init__(self) -> None:
        self.peers: list[Peer] = []

    def script(self, peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        self.peers.append(peer)
        peer.serve()

    @property
    def peer(self) -> Peer:
        until(lambda: self.peers)
        return self.peers[-1]

    def move(self, *bids: float) -> None:
        self.peer.raw(b"".join(frame(envelope(rate(AAPL, Bid=str(float(bid))))) for bid in bids))


def readers_of(ws: AsyncWsClient) -> list[threading.Thread]:
    """Which thread took in each portion of bytes from now on."""
    readers: list[threading.Thread] = []
    ws._engine.tap(lambda at, items: readers.append(threading.current_thread()))
    return readers


async def in_the_loop(ws: AsyncWsClient, said: Said) -> None:
    """Wait until the loop reads."""
    readers = readers_of(ws)
    while threading.current_thread() not in readers[-1:]:
        await one_more(readers, said)


async def one_more(readers: list[threading.Thread], said: Said) -> None:
    """Have the price move, and wait until that was read."""
    count = len(readers)
    said.move(float(count))
    await eventually(lambda: len(readers) > count)


def test_the_loop_reads_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Said()
    # The thread never comes by of its own accord.
    monkeypatch.setattr(connection, "_TICK", PATIENCE)
    monkeypatch.setattr(module, "_PATIENCE", PATIENCE)

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            await anext(stream)
            await in_the_loop(ws, said)
            readers = readers_of(ws)
            for _ in range(50):
                await one_more(readers, said)
            assert set(readers) == {threading.current_thread()}

    with Hostile(said.script) as server:
        run(main())


def test_a_loop_that_comes_while_the_thread_is_at_it_comes_again() -> None:
    async def main() -> None:
        far, near = socket.socketpair()
        near.setblocking(False)
        lent = Lent(near)
        reader = module.LoopReader(lent, mailbox("block"), Bridge(asyncio.get_running_loop()))  # type: ignore[arg-type]
        # The thread has the turn, as from the beginning.
        reader._borrow()
        assert not lent.twins
        reader._turn.release()
        far.send(b"1")
        await eventually(lambda: lent.taken)
        assert len(lent.twins) == 1
        # One that was asked twice waits for one socket only.
        reader._borrow()
        assert len(lent.twins) == 1
        reader._unwatch()
        far.close()
        near.close()

    run(main())


class Lent:
    """As much of a connection as the loop's side needs."""

    lent = flows = True

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.twins: list[socket.socket] = []
        self.taken = b""

    def twin(self) -> socket.socket:
        self.twins.append(self._sock.dup())
        return self.twins[-1]

    def take_in(self, seconds: float) -> tuple[()]:
        with contextlib.suppress(BlockingIOError):
            self.taken += self._sock.recv(100)
        return ()


def test_a_thread_reads_while_the_loop_is_busy_and_the_loop_goes_on_after_it() -> None:
    said = Said()

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            await anext(stream)
            await in_the_loop(ws, said)
            readers = readers_of(ws)
            said.move(*range(1, 31))
            said.peer.raw(frame(b"still there?", PING))
            # The loop is held up here, and the server has its answer all the same.
            until(lambda: b"still there?" in said.peer.pongs)
            assert threading.current_thread() not in readers
            said.move(99.0)
            bids: list[float] = []
            while not bids or bids[-1] != 99.0:
                bids.append((await anext(stream)).bid)
            assert bids[-31:] == [*map(float, range(1, 31)), 99.0]
            await in_the_loop(ws, said)

    with Hostile(said.script) as server:
        run(main())


def test_busy_loops_lose_and_reorder_nothing() -> None:
    said = Said()
    count = 2_000

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            await anext(stream)
            readers = readers_of(ws)
            feeding = threading.Thread(target=lambda: list(map(said.move, range(count))))
            feeding.start()
            bids: list[float] = []
            async for quote in stream:
                bids.append(quote.bid)
                if len(bids) == count:
                    break
                if len(bids) % 200 == 0:
                    # The loop is held up until the thread has taken over.
                    reads = len(readers)
                    until(functools.partial(_grew_or, readers, reads, feeding))
            feeding.join(PATIENCE)
            assert bids == [float(bid) for bid in range(count)]

    with Hostile(said.script) as server:
        run(main())


def _grew_or(readers: list[threading.Thread], reads: int, feeding: threading.Thread) -> bool:
    return len(readers) > reads or not feeding.is_alive()


def test_a_full_mailbox_makes_the_connection_wait_and_not_the_loop() -> None:
    said = Said()
    count = 300

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block", max_queue=5) as stream:
            await anext(stream)
            await in_the_loop(ws, said)
            said.move(*range(1_000, 1_000 + count))
            await eventually(lambda: ws.stats().waiting >= 5)
            at_rest = ws.stats().quotes
            said.move(*range(2_000, 2_000 + count))
            # The loop turns, and nothing more is read: whoever reads waits for room.
            for _ in range(50):
                await asyncio.sleep(0.001)
            assert ws.stats().quotes - at_rest <= count
            bids: list[float] = []
            async for quote in stream:
                bids.append(quote.bid)
                if quote.bid == 2_000 + count - 1:
                    break
            wanted = [*range(1_000, 1_000 + count), *range(2_000, 2_000 + count)]
            assert bids[-len(wanted) :] == [float(bid) for bid in wanted]
            assert stream.dropped == 0
            await in_the_loop(ws, said)

    with Hostile(said.script) as server:
        run(main())


def test_a_mailbox_never_holds_more_than_it_may_and_what_one_read_brought() -> None:
    said = Said()
    count = 3_000
    most = 5 + CHUNK // len(frame(envelope(rate(AAPL, Bid="1.0"))))

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block", max_queue=5) as stream:
            await anext(stream)
            feeding = threading.Thread(target=lambda: said.move(*range(count)))
            feeding.start()
            held: list[int] = []
            for _ in range(count):
                await anext(stream)
                held.append(ws.stats().waiting)
                await asyncio.sleep(0)
                if len(held) % 100 == 0:
                    # Time for whoever reads to bring more than there is room for.
                    await asyncio.sleep(0.005)
            feeding.join(PATIENCE)
            assert 5 <= max(held) <= most

    with Hostile(said.script) as server:
        run(main())


def test_listeners_that_fall_behind_make_the_connection_wait_too() -> None:
    said = Said()
    count = 200

    async def main() -> None:
        ws = AsyncWsClient(server.config(), policy="block", max_queue=3)
        bids: list[float] = []

        async def listener(symbol: str, instrument_id: int, quote: Quote) -> None:
            await asyncio.sleep(0)
            bids.append(quote.bid)

        ws.on("price", listener)
        ws.subscribe([AAPL])
        async with ws:
            for start in range(0, count, 20):
                said.move(*range(start, start + 20))
            await eventually(lambda: len(bids) == count + 1)
        assert bids == [100.0, *map(float, range(count))]

    with Hostile(said.script) as server:
        run(main())


def test_what_is_asked_for_while_no_tick_comes_is_done_at_once() -> None:
    said = Said()

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL]) as stream:
            await anext(stream)
            await in_the_loop(ws, said)
            for number in range(1, 40):
                ws.subscribe([number])
                await eventually(lambda number=number: ws.quote(number) is not None)

    with Hostile(said.script) as server:
        run(main())


def test_a_loop_that_cannot_wait_for_sockets_leaves_reading_to_the_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Said()

    async def main() -> None:
        def refuse(*_: Any) -> None:
            raise NotImplementedError

        # As on Windows.
        for name in ("add_reader", "remove_reader"):
            monkeypatch.setattr(asyncio.get_running_loop(), name, refuse)
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            await anext(stream)
            readers = readers_of(ws)
            said.move(*range(20))
            assert [(await anext(stream)).bid for _ in range(20)] == [float(bid) for bid in range(20)]
            assert readers
            assert threading.current_thread() not in readers

    with Hostile(said.script) as server:
        run(main())


def test_after_a_lost_connection_the_loop_reads_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lives = 15

    def one_life(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one(lambda number: snapshot(number, Bid=str(float(peer.number))))
        if peer.number < lives:
            peer.drop()
        peer.serve()

    async def main() -> None:
        waited: set[int] = set()
        loop = asyncio.get_running_loop()
        add, remove = loop.add_reader, loop.remove_reader

        def add_reader(sock: socket.socket, callback: Any) -> None:
            waited.add(sock.fileno())
            add(sock, callback)

        def remove_reader(sock: socket.socket) -> None:
            # What the loop is told to wait for, it is told to leave again while the socket is still its own.
            waited.remove(sock.fileno())
            remove(sock)

        monkeypatch.setattr(loop, "add_reader", add_reader)
        monkeypatch.setattr(loop, "remove_reader", remove_reader)
        async with AsyncWsClient(server.config(), backoff=AT_ONCE) as ws, ws.stream([AAPL], policy="block") as stream:
            bids: list[float] = []
            async for quote in stream:
                bids.append(quote.bid)
                if quote.bid == lives:
                    break
            assert bids == sorted(bids)
        assert not waited

    with Hostile(one_life) as server:
        run(main())


def test_a_loop_that_ends_without_closing_leaves_no_socket_behind() -> None:
    said = Said()
    kept: list[Any] = []

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        kept.append(ws)
        await ws.connect()
        stream = ws.stream([AAPL])
        kept.append(stream)
        await anext(stream)
        await in_the_loop(ws, said)

    with Hostile(said.script) as server, warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        asyncio.run(main())
        until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("etoropy")])
        kept.clear()
        gc.collect()
    assert not [warning for warning in told if issubclass(warning.category, ResourceWarning)]


def test_closing_while_the_loop_is_busy_with_something_else() -> None:
    said = Said()

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        await ws.connect()
        stream = ws.stream([AAPL])
        await anext(stream)
        await in_the_loop(ws, said)
        ws._engine.stop()
        # The loop comes to nothing; the thread says goodbye all the same.
        until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("etoropy")])
        # What waits can still be taken; then it is over.
        assert len([quote async for quote in stream]) <= 1
        await ws.close()

    with Hostile(said.script) as server:
        run(main())


def test_an_interrupted_read_costs_the_connection_but_hangs_nothing() -> None:
    said = Said()
    loop = asyncio.new_event_loop()
    interrupted: list[bool] = []

    def interrupt(at: float, items: object) -> None:
        if threading.current_thread() is threading.main_thread() and not interrupted:
            interrupted.append(True)
            raise KeyboardInterrupt

    async def main() -> None:
        async with AsyncWsClient(server.config(), backoff=AT_ONCE) as ws, ws.stream([AAPL], policy="block") as stream:
            await anext(stream)
            await in_the_loop(ws, said)
            ws._engine.tap(interrupt)
            said.move(77.0)
            async for _ in stream:
                if stream.gaps:
                    break
            await eventually(lambda: len(said.peers) == 2)
            await in_the_loop(ws, said)

    with Hostile(said.script) as server:
        task = loop.create_task(main())
        with pytest.raises(KeyboardInterrupt):
            loop.run_until_complete(task)
        loop.run_until_complete(asyncio.wait_for(task, PATIENCE))
        loop.close()


def test_what_the_server_does_not_take_yet_is_sent_by_the_thread() -> None:
    reads_on = threading.Event()

    def takes_its_time(peer: Peer) -> None:
        peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        peer.let_in()
        peer.serve_one()
        reads_on.wait(PATIENCE)
        peer.serve()

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL]) as stream:
            await anext(stream)
            link = ws._engine._connections[0]._talking
            assert link is not None
            link._open_source().raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
            for start in range(10_000, 40_000, 3_000):
                ws.subscribe(range(start, start + 3_000), snapshot=False)
                ws.unsubscribe(range(start, start + 3_000))
            await eventually(lambda: link.behind)
            reads_on.set()
            ws.subscribe([2])
            await eventually(lambda: ws.quote(2) is not None)

    with Hostile(takes_its_time) as server:
        run(main())


def test_a_link_that_fell_silent_is_replaced_though_nothing_wakes_the_loop() -> None:
    def falls_silent(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one(lambda number: snapshot(number, Bid=str(float(peer.number))))
        if peer.number:
            peer.serve()
        # Takes what comes, and answers nothing any more: not even the ping that asks for a sign of life.
        while True:
            peer.hear()

    async def main() -> None:
        ws = AsyncWsClient(server.config(), backoff=AT_ONCE, silence=0.1)
        async with ws, ws.stream([AAPL], policy="block") as stream:
            assert (await anext(stream)).bid == 0.0
            assert (await anext(stream)).bid == 1.0
            assert len(stream.gaps) == 1

    with Hostile(falls_silent) as server:
        run(main())
