"""The async client: the same stream in an event loop."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from etoropy.errors import EToroAuthError, EToroTimeoutError, EToroWebSocketError
from etoropy.ws import AsyncWsClient, Backoff, Quote, WsClient, async_client, connection

from .hostile import (
    PATIENCE,
    Hostile,
    Peer,
    before_handshake,
    config,
    envelope,
    frame,
    lost_until,
    private,
    rate,
    until,
)
from .loops import eventually, run

pytestmark = pytest.mark.port

AT_ONCE = Backoff(first=0.0, cap=0.0)
AAPL = 1001


@pytest.fixture(autouse=True)
def no_thread_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(connection, "_TICK", 0.02)
    before = set(threading.enumerate())
    yield
    until(lambda: not [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("etoropy")])


def moves(peer: Peer) -> None:
    peer.let_in()
    peer.serve_one()
    for bid in range(1_000):
        peer.say(rate(AAPL, Bid=str(bid)))
    peer.serve()


def test_quotes_can_be_looped_over() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            bids = []
            async for quote in stream:
                bids.append(quote.bid)
                if len(bids) == 1_001:
                    break
            assert bids == [100.0, *map(float, range(1_000))]
            assert stream.dropped == 0
        assert [quote async for quote in stream] == []

    with Hostile(moves) as server:
        run(main())


def test_listeners_run_in_the_loop_in_order_coroutine_functions_too() -> None:
    async def main() -> None:
        loop = asyncio.get_running_loop()
        ws = AsyncWsClient(server.config(), policy="block", symbol_of=lambda number: "AAPL")
        seen: list[Any] = []

        def plain(symbol: str, instrument_id: int, quote: Quote) -> None:
            assert asyncio.get_running_loop() is loop
            seen.append((symbol, instrument_id, "plain", quote.bid))

        async def awaited(symbol: str, instrument_id: int, quote: Quote) -> None:
            await asyncio.sleep(0)
            seen.append((symbol, instrument_id, "awaited", quote.bid))

        ws.on("price", plain)
        ws.on("price", awaited)
        ws.on("price", plain)
        ws.once("connected", lambda: seen.append("connected"))
        ws.subscribe([AAPL])
        async with ws:
            await eventually(lambda: len(seen) == 3 * 1_001 + 1)
        expected: list[Any] = ["connected"]
        for bid in (100.0, *map(float, range(1_000))):
            expected += [("AAPL", AAPL, kind, bid) for kind in ("plain", "awaited", "plain")]
        assert seen == expected

    with Hostile(moves) as server:
        run(main())


def test_a_task_that_waits_for_quotes_keeps_its_context() -> None:
    var: contextvars.ContextVar[float] = contextvars.ContextVar("var")

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            async for quote in stream:
                assert var.get(quote.bid - 1) == quote.bid - 1 or quote.bid in {0.0, 100.0}
                var.set(quote.bid)
                # Resumed by the loop itself from here on.
                await asyncio.sleep(0)
                assert var.get() == quote.bid
                if quote.bid == 99.0:
                    break

    with Hostile(moves) as server:
        asyncio.run(main(), debug=True)


def test_several_tasks_may_share_a_stream() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.stream([AAPL], policy="block") as stream:
            bids: list[float] = []

            async def consume() -> None:
                async for quote in stream:
                    bids.append(quote.bid)
                    if len(bids) == 1_001:
                        stream.close()
                    await asyncio.sleep(0)

            await asyncio.gather(consume(), consume(), consume())
            assert sorted(bids) == sorted([100.0, *map(float, range(1_000))])

    with Hostile(moves) as server:
        run(main())


def test_a_slow_coroutine_gets_the_newest_quote_next() -> None:
    busy = threading.Event()

    def wait_and_move(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        busy.wait(PATIENCE)
        for bid in range(1_000):
            peer.say(rate(AAPL, Bid=str(bid)))
        peer.serve()

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        seen: list[float] = []
        go_on = asyncio.Event()

        async def slow(symbol: str, instrument_id: int, quote: Quote) -> None:
            seen.append(quote.bid)
            busy.set()
            await go_on.wait()

        ws.on("price", slow)
        ws.subscribe([AAPL])
        async with ws:
            await eventually(lambda: ws.stats().messages == 1_001)
            assert len(seen) == 1
            go_on.set()
            await eventually(lambda: len(seen) == 2)
            assert seen[-1] == 999.0

    with Hostile(wait_and_move) as server:
        run(main())


def test_listeners_that_fail_are_told_of_and_stop_no_others() -> None:
    async def main() -> None:
        ws = AsyncWsClient(server.config())
        told: list[Exception] = []
        reached: list[str] = []

        def bad(*_: Any) -> None:
            raise ZeroDivisionError("plain")

        async def worse(*_: Any) -> None:
            await asyncio.sleep(0)
            raise ZeroDivisionError("awaited")

        async def tell(error: Exception) -> None:
            told.append(error)
            raise ZeroDivisionError("in the listener for errors: only logged")

        for listener in (bad, worse, bad):
            ws.once("connected", listener)
        ws.once("connected", lambda: reached.append("last"))
        ws.on("error", tell)
        async with ws:
            await eventually(lambda: reached)
        assert [str(error) for error in told] == ["plain", "awaited", "plain"]

    with Hostile() as server:
        run(main())


def test_listeners_that_find_something_cancelled_stop_no_others() -> None:
    """``task.result()`` of a task that was cancelled raises what cancels whoever awaits it."""

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        told: list[BaseException] = []
        reached: list[int] = []

        def plain(*_: Any) -> None:
            raise asyncio.CancelledError

        async def awaited(*_: Any) -> None:
            await asyncio.sleep(0)
            raise asyncio.CancelledError

        for listener in (plain, awaited, plain, lambda *_: reached.append(1)):
            ws.on("connected", listener)
        ws.on("error", told.append)
        async with ws:
            await eventually(lambda: reached)
        ws.off("connected", plain)
        async with ws:
            await eventually(lambda: len(reached) == 2)
        assert [type(error) for error in told[:3]] == [asyncio.CancelledError] * 3

    with Hostile() as server:
        run(main())


def test_a_callback_that_takes_long_is_cancelled_when_the_client_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(async_client, "_GRACE", 0.1)
    ends: list[str] = []

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        began = asyncio.Event()

        async def endless() -> None:
            began.set()
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                ends.append("cancelled")
                raise

        ws.on("connected", endless)
        ws.on("disconnected", lambda *_: ends.append("called"))
        async with ws:
            await began.wait()
        # All is over when the client is closed, and what would have come after is not called any more.
        assert ends == ["cancelled"]

    with Hostile() as server:
        run(main())
    assert ends == ["cancelled"]


def test_a_callback_that_ends_soon_is_waited_for_when_the_client_closes() -> None:
    async def main() -> None:
        ws = AsyncWsClient(server.config())
        began, may_end, ends = asyncio.Event(), asyncio.Event(), list[str]()

        async def soon_over() -> None:
            began.set()
            await may_end.wait()
            ends.append("by itself")

        ws.on("connected", soon_over)
        async with ws:
            await began.wait()
            asyncio.get_running_loop().call_later(0.05, may_end.set)
        assert ends == ["by itself"]

    with Hostile() as server:
        run(main())


def test_a_callback_that_will_not_be_cancelled_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(async_client, "_GRACE", 0.1)

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        began, over, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

        async def stubborn() -> None:
            began.set()
            while not over.is_set():
                with contextlib.suppress(asyncio.CancelledError):
                    await over.wait()
            ended.set()

        ws.on("connected", stubborn)
        async with ws:
            await began.wait()
        assert "a callback goes on" in caplog.text
        over.set()
        await asyncio.wait_for(ended.wait(), PATIENCE)

    with Hostile() as server:
        run(main())


def test_private_events_can_be_looped_over() -> None:
    def orders(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        for number in range(300):
            peer.say(private(OrderID=number))
        peer.serve()

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws, ws.private_events(timeout=PATIENCE) as events:
            assert [(await anext(events)).order_id for _ in range(300)] == list(range(300))

    with Hostile(orders) as server:
        run(main())


def test_many_consumers_share_one_connection() -> None:
    async def consume(ws: AsyncWsClient) -> float:
        async with ws.stream([AAPL], timeout=PATIENCE) as stream:
            async for quote in stream:
                if quote.bid == 999.0:
                    return quote.bid
        raise AssertionError("the stream ended early")

    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws:
            assert await asyncio.gather(*(consume(ws) for _ in range(20))) == [999.0] * 20
            await eventually(lambda: ws.stats().topics == 0)

    with Hostile(moves) as server:
        run(main())
        assert server.connections == 1


def test_a_loop_that_always_finds_something_lets_others_have_their_turn() -> None:
    async def main() -> None:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        task = asyncio.create_task(other())
        async with AsyncWsClient(server.config()) as ws:
            stream = ws.stream([AAPL], policy="drop_oldest", timeout=PATIENCE)
            await eventually(lambda: ws.stats().messages == 1_001)
            turns = 0
            for _ in range(1_001):
                await anext(stream)
            assert turns > 5
        task.cancel()

    with Hostile(moves) as server:
        run(main())


def test_a_stream_without_quotes_times_out_and_goes_on() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws:
            stream = ws.private_events(timeout=0.01)
            for _ in range(2):
                with pytest.raises(EToroTimeoutError):
                    await anext(stream)
            assert not stream.closed
            await stream.aclose()
            assert stream.closed

    with Hostile() as server:
        run(main())


def test_waiting_on_a_stream_can_be_cancelled() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws:
            stream = ws.stream([AAPL])
            await anext(stream)
            for _ in range(3):
                task = asyncio.ensure_future(anext(stream))
                await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
            assert not stream.closed
            assert not stream._feed.box._when_ready

    with Hostile() as server:
        run(main())


def test_closing_ends_loops_in_other_tasks() -> None:
    async def loop(stream: Any) -> str:
        async for _ in stream:
            pass
        return "ended"

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        await ws.connect()
        tasks = [asyncio.ensure_future(loop(stream)) for stream in (ws.stream([AAPL]), ws.private_events())]
        await eventually(lambda: ws.quote(AAPL))
        await ws.close()
        await ws.close()
        assert await asyncio.gather(*tasks) == ["ended", "ended"]

    with Hostile() as server:
        run(main())


def test_a_stream_can_be_closed_from_another_thread() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws:
            stream = ws.stream([AAPL])
            await anext(stream)
            threading.Timer(0.01, stream.close).start()
            assert [quote async for quote in stream] == []

    with Hostile() as server:
        run(main())


@pytest.mark.parametrize("kind", ["plain", "awaited"])
def test_closing_from_a_listener_works(kind: str) -> None:
    async def main() -> None:
        ws = AsyncWsClient(server.config())
        closed = asyncio.Event()

        async def close(*_: Any) -> None:
            await ws.close()
            closed.set()

        tasks: list[asyncio.Task[None]] = []
        if kind == "awaited":
            ws.on("price", close)
        else:
            ws.on("price", lambda *_: tasks.append(asyncio.ensure_future(close())))
        ws.subscribe([AAPL])
        await ws.connect()
        async with asyncio.timeout(PATIENCE):
            await closed.wait()
        await asyncio.gather(*tasks)
        assert not ws.connected

    with Hostile() as server:
        run(main())


def test_refused_keys_are_final_and_immediate() -> None:
    def refuse(peer: Peer) -> None:
        peer.ack(peer.request(), success=False, errorCode="Unauthorized")
        peer.serve()

    async def main() -> None:
        ws = AsyncWsClient(server.config(), backoff=AT_ONCE)
        told: list[Exception] = []
        ws.on("error", told.append)
        with pytest.raises(EToroAuthError) as caught:
            await ws.connect()
        assert told == [caught.value]

    with Hostile(refuse) as server:
        run(main())
        assert server.connections == 1


def test_connecting_takes_no_longer_than_it_may_and_can_be_cancelled() -> None:
    @before_handshake
    def dead(peer: Peer) -> None:
        while True:
            peer._exactly(1)

    async def main() -> None:
        ws = AsyncWsClient(server.config(timeout=1_000.0))
        with pytest.raises(EToroTimeoutError):
            await ws.connect(timeout=0.02)
        task = asyncio.ensure_future(ws.connect())
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not ws.connected

    with Hostile(dead) as server:
        run(main())


def test_who_gives_up_connecting_leaves_it_to_others_who_wait() -> None:
    gate = threading.Event()

    def late(peer: Peer) -> None:
        gate.wait(PATIENCE)
        peer.let_in()
        peer.serve()

    async def main() -> None:
        ws = AsyncWsClient(server.config())
        first, second = asyncio.ensure_future(ws.connect()), asyncio.ensure_future(ws.connect())
        await asyncio.sleep(0.02)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        gate.set()
        await second
        assert ws.connected
        await ws.close()

    with Hostile(late) as server:
        run(main())


def test_who_does_not_wait_for_a_lost_connection_leaves_it_to_those_who_do() -> None:
    gate = threading.Event()

    async def main() -> None:
        ws = AsyncWsClient(server.config(), backoff=AT_ONCE)
        await ws.connect()
        stream = ws.stream([AAPL], timeout=PATIENCE)
        await anext(stream)
        await eventually(lambda: not ws.connected)
        with pytest.raises(EToroTimeoutError):
            await ws.connect(timeout=0.02)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await ws.connect()
        gate.set()
        assert (await anext(stream)).instrument_id == AAPL
        await ws.close()

    with Hostile(lost_until(gate)) as server:
        run(main())


def test_a_lost_connection_is_replaced_and_the_gap_told() -> None:
    def drop(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        if peer.number < 5:
            peer.drop()
        peer.serve()

    async def main() -> None:
        names: list[str] = []
        ws = AsyncWsClient(server.config(), backoff=AT_ONCE)
        for name in ("connected", "disconnected", "gap"):
            ws.on(name, lambda *_, name=name: names.append(name))
        async with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            for _ in range(6):
                await anext(stream)
            assert len(stream.gaps) == 5
            await eventually(lambda: len(names) == 16)
        assert names == ["connected", *["disconnected", "connected", "gap"] * 5, "disconnected"]

    with Hostile(drop) as server:
        run(main())


def test_one_client_serves_one_loop_after_another() -> None:
    async def main(close: bool) -> None:
        await ws.connect()
        stream = ws.stream([AAPL], timeout=PATIENCE)
        assert (await anext(stream)).bid == 100.0
        if close:
            await ws.close()

    with Hostile() as server:
        ws = AsyncWsClient(server.config())
        told: list[str] = []
        ws.on("connected", lambda: told.append("connected"))
        run(main(close=True))
        # This one is left open when its loop ends, and still the next begins afresh.
        run(main(close=False))
        run(main(close=True))
        assert server.connections == 3


def test_a_client_left_open_in_a_loop_that_ended_stops_by_itself() -> None:
    async def main() -> None:
        await ws.connect()

    with Hostile() as server:
        ws = AsyncWsClient(server.config())
        run(main())
        until(lambda: not ws.connected)


def test_a_client_serves_no_two_loops_at_once() -> None:
    async def elsewhere() -> None:
        with pytest.raises(EToroWebSocketError, match="another event loop"):
            await ws.connect()

    async def main() -> None:
        async with ws:
            await asyncio.to_thread(run, elsewhere())
            assert ws.connected

    with Hostile() as server:
        ws = AsyncWsClient(server.config())
        run(main())


def test_a_stream_before_connecting_says_what_is_missing() -> None:
    async def main() -> None:
        with pytest.raises(EToroWebSocketError, match="call connect"):
            await anext(AsyncWsClient(config()).stream([AAPL]))

    run(main())


def test_a_loop_left_behind_is_unsubscribed() -> None:
    async def main() -> None:
        async with AsyncWsClient(server.config()) as ws:
            async for _ in ws.stream([AAPL]):
                break
            gc.collect()
            await eventually(lambda: ws.stats().topics == 0)

    with Hostile() as server:
        run(main())


def test_the_blocking_client_works_inside_a_running_loop() -> None:
    """As in a notebook."""

    async def main() -> None:
        with WsClient(server.config()) as ws, ws.stream([AAPL], timeout=PATIENCE) as stream:
            assert next(stream).bid == 100.0

    with Hostile() as server:
        run(main())


def test_a_burst_needs_few_wakings_of_the_loop() -> None:
    """However many ticks come, they share one scheduled drain."""

    def burst(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        peer.raw(b"".join(frame(envelope(rate(AAPL, Bid=str(bid)))) for bid in range(20_000)))
        peer.serve()

    async def main() -> None:
        ws = AsyncWsClient(server.config(), policy="drop_oldest", max_queue=30_000)
        loop = asyncio.get_running_loop()
        wakings = 0
        real = loop.call_soon_threadsafe

        def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal wakings
            wakings += 1
            return real(*args, **kwargs)

        loop.call_soon_threadsafe = counted  # type: ignore[method-assign]
        seen: list[float] = []
        ws.on("price", lambda symbol, number, quote: seen.append(quote.bid))
        ws.subscribe([AAPL])
        async with ws:
            await eventually(lambda: len(seen) == 20_001)
        assert wakings < 2_000

    with Hostile(burst) as server:
        run(main())


def test_blocking_programs_never_load_asyncio_nor_httpx() -> None:
    code = "import sys, etoropy.ws.client; print([m for m in ('asyncio', 'httpx', 'aiohttp') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
