"""The blocking client against a server that does its worst."""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import logging
import random
import threading
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from etoropy.clock import SystemClock
from etoropy.errors import (
    EToroAuthError,
    EToroError,
    EToroResponseError,
    EToroTimeoutError,
    EToroValidationError,
    EToroWebSocketError,
)
from etoropy.events import Listeners
from etoropy.ws import Backoff, Gap, PrivateEvent, Quote, WsClient, client, connection, engine, read_recording
from etoropy.ws.engine import Engine
from etoropy.ws.frames import FrameWalk
from etoropy.ws.interest import Spread
from etoropy.ws.messages import FRAME_LIMIT
from etoropy.ws.session import Session

from .hostile import (
    BINARY,
    CONT,
    PATIENCE,
    PING,
    Gone,
    Hostile,
    Peer,
    before_handshake,
    config,
    envelope,
    frame,
    honest,
    lost_until,
    private,
    rate,
    read_head,
    snapshot,
    until,
)

pytestmark = pytest.mark.port

AT_ONCE = Backoff(first=0.0, cap=0.0)
AAPL = 1001


class HandClock:
    """Time that stands still until the test moves it."""

    def __init__(self) -> None:
        self.elapsed = 0.0

    def monotonic(self) -> float:
        return self.elapsed

    def now(self) -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC) + timedelta(seconds=self.elapsed)

    def sleep(self, seconds: float) -> None:
        raise AssertionError("readers wait for their bell, not for a clock")

    async def asleep(self, seconds: float) -> None:
        raise AssertionError("not here either")


class Log:
    """Everything that listeners were told, in order."""

    def __init__(self, ws: WsClient) -> None:
        self.events: list[tuple[str, tuple[Any, ...]]] = []
        for name in ("price", "order:update", "connected", "disconnected", "error", "gap"):
            ws.on(name, self.listener(name))

    def listener(self, name: str) -> Callable[..., None]:
        return lambda *args: self.events.append((name, args))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.events]

    def of(self, name: str) -> list[Any]:
        """The last argument of each event of this name."""
        return [args[-1] if args else None for event, args in list(self.events) if event == name]

    def wait_for(self, name: str, count: int = 1) -> list[Any]:
        until(lambda: len(self.of(name)) >= count, f"{count} × {name}; there was {self.names}")
        return self.of(name)


@pytest.fixture(autouse=True)
def no_thread_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # Readers look at their clock again after a second; tests that move it by hand need not wait so long.
    monkeypatch.setattr(connection, "_TICK", 0.02)
    before = set(threading.enumerate())
    yield
    until(lambda: not [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("etoropy")])


def then(*scripts: Callable[[Peer], None]) -> Callable[[Peer], None]:
    """A script made of several."""

    def script(peer: Peer) -> None:
        for part in scripts:
            part(peer)

    return script


def after_first_subscription(rest: Callable[[Peer], None]) -> Callable[[Peer], None]:
    return then(Peer.let_in, lambda peer: peer.serve_one() and None, rest, Peer.serve)


# ── a good day ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_callbacks_get_symbol_id_and_whole_quotes() -> None:
    def moves(peer: Peer) -> None:
        peer.say(rate(AAPL, Bid="101"))
        peer.say(rate(AAPL, Date="2026-11-20T10:00:01Z", PriceRateID="2"))
        peer.say(rate(AAPL, Ask="102"))

    with Hostile(after_first_subscription(moves)) as server:
        ws = WsClient(server.config(), symbol_of={AAPL: "AAPL"}.__getitem__, policy="drop_oldest")
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            assert ws.connected
            log.wait_for("price", 3)
        assert [(args[0], args[1], args[2].bid, args[2].ask) for name, args in log.events if name == "price"] == [
            ("AAPL", AAPL, 100.0, 100.5),
            ("AAPL", AAPL, 101.0, 100.5),
            ("AAPL", AAPL, 101.0, 102.0),
        ]
        assert log.names[0] == "connected"
        assert log.names[-1] == "disconnected"
        assert not ws.connected
        assert "not connected" in repr(ws)


def test_a_stream_is_a_loop() -> None:
    def moves(peer: Peer) -> None:
        for bid in range(10):
            peer.say(rate(AAPL, Bid=str(bid)))

    with Hostile(after_first_subscription(moves)) as server, WsClient(server.config()) as ws:
        bids = []
        with ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            for quote in stream:
                bids.append(quote.bid)
                if len(bids) == 11:
                    break
        assert bids == [100.0, *map(float, range(10))]
        assert stream.closed
        assert stream.dropped == 0
        assert list(stream) == []


def test_heartbeats_come_to_those_who_asked() -> None:
    def beats(peer: Peer) -> None:
        for second in range(3):
            peer.say(rate(AAPL, Date=f"2026-11-20T10:00:0{second}Z"))
        peer.say(rate(AAPL, Bid="99"))

    with Hostile(then(Peer.let_in, lambda peer: peer.serve_one() and None, beats, Peer.serve)) as server:
        ws = WsClient(server.config(), policy="block")
        log = Log(ws)
        every = ws.stream([AAPL], policy="block", heartbeats=True, timeout=PATIENCE)
        moves = ws.stream([AAPL], policy="block", timeout=PATIENCE)
        with ws:
            assert [next(every).is_heartbeat for _ in range(5)] == [False, True, True, True, False]
            assert [next(moves).bid for _ in range(2)] == [100.0, 99.0]
            assert [quote.bid for quote in log.wait_for("price", 2)] == [100.0, 99.0]


def test_price_listeners_can_ask_for_heartbeats_too() -> None:
    with Hostile(after_first_subscription(lambda peer: peer.say(rate(AAPL, Date="2026-11-20T10:00:00Z")))) as server:
        ws = WsClient(server.config(), heartbeats=True, policy="block")
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            assert [quote.is_heartbeat for quote in log.wait_for("price", 2)] == [False, True]


def test_private_events_reach_listeners_and_loops_and_none_is_dropped() -> None:
    def orders(peer: Peer) -> None:
        for number in range(500):
            peer.say(private(OrderID=number, StatusID=1), rate(AAPL, Bid=str(number)))

    with Hostile(after_first_subscription(orders)) as server:
        ws = WsClient(server.config())
        log = Log(ws)
        ws.subscribe_private()
        with ws.private_events(timeout=PATIENCE) as events, ws:
            assert [next(events).order_id for _ in range(500)] == list(range(500))
            got = log.wait_for("order:update", 500)
            assert [event.order_id for event in got] == list(range(500))
            assert all(isinstance(event, PrivateEvent) for event in got)
        ws.unsubscribe_private()


def test_raw_envelopes_are_shown_to_those_who_ask() -> None:
    seen: list[Any] = []
    with Hostile() as server:
        ws = WsClient(server.config())
        ws.on("ws:message", seen.append)
        ws.subscribe([AAPL])
        with ws:
            until(lambda: any("messages" in content for content in seen))
        assert seen[0]["operation"] == "Authenticate"


def test_figures_add_up() -> None:
    with Hostile(after_first_subscription(lambda peer: peer.say(rate(AAPL, Bid="x"), rate(AAPL, Bid="99")))) as server:
        ws = WsClient(server.config())
        assert ws.stats().lag is None
        ws.subscribe([AAPL])
        with ws:
            until(lambda: ws.stats().messages == 3)
            stats = ws.stats()
            assert (stats.connected, stats.connections, stats.topics) == (True, 1, 1)
            assert (stats.quotes, stats.unreadable, stats.reconnects, stats.gaps) == (2, 1, 0, 0)
            assert stats.lag is not None
            assert stats.lag > 0
            assert stats.waiting == 0


def test_the_newest_quote_can_be_asked_for() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        assert ws.quote(AAPL) is None
        ws.subscribe([AAPL])
        until(lambda: ws.quote(AAPL))
        quote = ws.quote(AAPL)
        assert quote is not None
        assert quote.bid == 100.0
        ws.unsubscribe([AAPL])
        assert ws.quote(AAPL) is None


# ── consumers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_consumers_share_one_subscription_until_the_last_goes() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        first = ws.stream([AAPL, 5], timeout=PATIENCE)
        assert next(first).bid == 100.0
        second = ws.stream([AAPL], timeout=PATIENCE)
        assert next(second).bid == 100.0, "a later consumer begins with the quote as it stands"
        ws.subscribe([AAPL])
        (peer,) = server.peers
        asked = [request["data"]["topics"] for request in peer.requests[1:]]
        assert asked == [["instrument:1001", "instrument:5"]]
        first.close()
        until(lambda: peer.topics == {"instrument:1001"})
        second.close()
        ws.unsubscribe([AAPL, AAPL, 7])
        until(lambda: not peer.topics)


def test_unsubscribing_takes_nothing_from_streams() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL], timeout=PATIENCE)
        next(stream)
        ws.unsubscribe([AAPL])
        ws.subscribe([5])
        until(lambda: server.peers[0].topics == {"instrument:1001", "instrument:5"})


def test_a_loop_left_behind_is_unsubscribed() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        for _ in ws.stream([AAPL]):
            break
        gc.collect()
        until(lambda: len(server.peers[0].requests) == 3)
        assert server.peers[0].requests[2]["operation"] == "Unsubscribe"


def test_a_slow_callback_holds_up_nothing_and_gets_the_newest() -> None:
    count = 20_000
    waiting, release = threading.Event(), threading.Event()
    seen: list[float] = []

    def slow(symbol: str, instrument_id: int, quote: Quote) -> None:
        seen.append(quote.bid)
        waiting.set()
        assert release.wait(PATIENCE)

    def flood(peer: Peer) -> None:
        waiting.wait(PATIENCE)
        peer.raw(b"".join(frame(envelope(rate(AAPL, Bid=str(bid)))) for bid in range(count)))

    with Hostile(after_first_subscription(flood)) as server:
        ws = WsClient(server.config())
        ws.on("price", slow)
        ws.subscribe([AAPL])
        with ws:
            until(lambda: ws.stats().messages == count + 1)
            assert seen == [100.0]
            release.set()
            until(lambda: len(seen) == 2)
            assert seen == [100.0, count - 1.0]
            assert ws.stats().dropped == count - 1


@pytest.mark.parametrize("policy", ["latest", "drop_oldest", "block"])
def test_a_consumer_that_sleeps_gets_what_its_policy_says(policy: Any) -> None:
    count = 3_000
    asleep = threading.Event()

    def flood(peer: Peer) -> None:
        asleep.wait(PATIENCE)
        peer.raw(b"".join(frame(envelope(rate(AAPL + bid % 2, Bid=str(bid)))) for bid in range(count)))
        peer.say(rate(AAPL, Bid="-1"))

    with Hostile(after_first_subscription(flood)) as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL, AAPL + 1], policy=policy, max_queue=50, timeout=PATIENCE)
        assert [next(stream).bid, next(stream).bid] == [100.0, 100.0]
        asleep.set()
        if policy != "block":
            until(lambda: ws.stats().messages == count + 3)
        got = []
        for quote in stream:
            got.append(quote.bid)
            if quote.bid == -1:
                break
        if policy == "latest":
            got.append(next(stream).bid)
        if policy == "latest":
            assert sorted(got) == [-1, count - 1]
        elif policy == "drop_oldest":
            assert got == [*map(float, range(count - 49, count)), -1]
        else:
            assert got == [*map(float, range(count)), -1]
        assert stream.dropped == count + 1 - len(got)


def test_a_stream_without_quotes_times_out_and_goes_on() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        until(lambda: server.peers)
        stream = ws.stream([AAPL], timeout=0.01)
        late: list[EToroTimeoutError] = []
        got: list[Quote] = []

        def loop() -> None:
            try:
                got.extend(stream)
            except EToroTimeoutError as error:
                late.append(error)

        until(lambda: [loop(), got and len(late) > 1][-1])
        assert [quote.bid for quote in got] == [100.0]
        assert not stream.closed


def test_callbacks_that_fail_are_told_of_and_stop_no_others() -> None:
    with Hostile() as server:
        ws = WsClient(server.config())
        failure = ZeroDivisionError("mine")

        def bad(*_: Any) -> None:
            raise failure

        ws.on("price", bad)
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            log.wait_for("price")
            assert log.wait_for("error") == [failure]


def test_errors_nobody_listens_to_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    def bad(*_: Any) -> None:
        raise ZeroDivisionError("mine")

    with Hostile() as server, caplog.at_level(logging.WARNING, "etoropy.ws"):
        ws = WsClient(server.config())
        ws.once("price", bad)
        ws.subscribe([AAPL])
        with ws:
            until(lambda: "A listener for 'price' failed" in caplog.text)
        ws.on("error", bad)
        ws.once("connected", bad)
        with ws:
            until(lambda: "A listener for errors failed" in caplog.text)


def test_listeners_come_and_go() -> None:
    with Hostile() as server:
        registry = Listeners()
        ws = WsClient(server.config(), listeners=registry)
        log: list[str] = []

        def listen() -> None:
            log.append("on")

        ws.on("connected", listen)
        ws.once("connected", lambda: log.append("once"))
        registry.add("connected", lambda: log.append("shared"))
        with ws:
            until(lambda: len(log) == 3)
        ws.off("connected", listen)
        with ws:
            until(lambda: len(log) == 4)
        assert log == ["on", "once", "shared", "shared"]
        ws.remove_all_listeners()
        assert "connected" not in registry.heard


def test_coroutine_functions_are_refused() -> None:
    async def listener() -> None: ...

    ws = WsClient(config())
    for add in (ws.on, ws.once):
        with pytest.raises(EToroValidationError) as caught:
            add("price", listener)
        assert caught.value.field == "listener"


# ── rude servers ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_fragments_masks_pings_and_keepalives_do_no_harm() -> None:
    def rude(peer: Peer) -> None:
        peer.raw(frame(b"\0", BINARY))
        peer.let_in()
        peer.serve_one()
        delta = envelope(rate(AAPL, Bid="99"))
        peer.raw(frame(delta[:10], fin=False) + frame(b"ping!", PING) + frame(b"\0", BINARY)[:0])
        peer.raw(frame(delta[10:20], CONT, fin=False) + frame(delta[20:], CONT))
        peer.raw(frame(envelope(rate(AAPL, Ask="101")), mask=b"mask"))
        for byte in frame(envelope(rate(AAPL, Bid="98"))):
            peer.raw(bytes([byte]))
        peer.raw(frame(b"\0", BINARY) * 3)
        peer.serve()

    with Hostile(rude) as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL], policy="block", timeout=PATIENCE)
        assert [(quote.bid, quote.ask) for _, quote in zip(range(4), stream, strict=False)] == [
            (100.0, 100.5),
            (99.0, 100.5),
            (99.0, 101.0),
            (98.0, 101.0),
        ]
        ws.subscribe([5])
        until(lambda: server.peers[0].pongs == [b"ping!"])
        assert ws.stats().reconnects == 0


@pytest.mark.parametrize(
    ("bytes_sent", "code"),
    [
        (b"\x81\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", "1009"),
        (b"\xf1\x01x", "1002"),
        (b"\x83\x00", "1002"),
        (frame(b"\x0f\xa1bye", 8), "4001"),
        (b"", "1006"),
    ],
)
def test_a_connection_that_cannot_be_used_is_replaced(bytes_sent: bytes, code: str) -> None:
    def bad(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        peer.raw(frame(envelope(rate(AAPL, Bid="99"))) + bytes_sent)
        if not bytes_sent:
            raise Gone
        peer.serve()

    with Hostile(bad, honest) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE, policy="block")
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            quotes = log.wait_for("price", 3)
            assert [quote.bid for quote in quotes] == [100.0, 99.0, 100.0]
            errors = log.wait_for("error")
            assert [error.code for error in errors] == [code]
            order = [name for name in log.names if name != "error"]
            assert order == ["connected", "price", "price", "disconnected", "connected", "gap", "price"]
            assert ws.stats().reconnects == 1


def test_clean_closes_reconnect_without_an_error() -> None:
    def leave(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        peer.goodbye(1000)
        peer.serve()

    with Hostile(leave, leave, honest) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            log.wait_for("gap", 2)
            assert log.of("error") == []


def test_nothing_is_missed_after_any_of_a_thousand_drops() -> None:
    rounds = 1_000

    def drop(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one(lambda number: snapshot(number, Bid=str(peer.number), PriceRateID=str(number)))
        peer.say(rate(AAPL, Ask=str(peer.number + 0.5)))
        if peer.number < rounds:
            peer.drop()
        peer.serve()

    with Hostile(drop, backlog=1_024) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        seen: dict[float, set[int]] = {}
        gaps: list[Gap] = []
        ws.on("gap", gaps.append)
        with ws, ws.stream([AAPL, 5, 6], policy="block", timeout=PATIENCE) as stream:
            for quote in stream:
                seen.setdefault(quote.bid, set()).add(quote.instrument_id)
                if quote.bid == rounds and quote.ask == rounds + 0.5:
                    break
            stats = ws.stats()
            assert stats.reconnects >= rounds
            # A reset may throw away what the client had not read yet, but whatever connection brought anything brought
            # every instrument's snapshot from there on, and the last one is whole.
            assert seen[rounds] == {AAPL, 5, 6}
            until(lambda: len(gaps) == stats.gaps)
            assert len(stream.gaps) == min(len(gaps), 1_000)
            assert all(gap.topics == ("instrument:1001", "instrument:5", "instrument:6") for gap in gaps)
            assert threading.active_count() < 20


def test_a_stream_tells_the_gaps_that_lie_behind_it() -> None:
    def drop(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        if peer.number == 0:
            peer.goodbye()
        peer.serve()

    with Hostile(drop) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            assert next(stream).bid == 100.0
            assert stream.gaps == ()
            assert next(stream).bid == 100.0
            (gap,) = stream.gaps
            assert gap.instrument_ids == (AAPL,)
            assert gap.since <= gap.until


def test_a_mute_link_is_found_and_replaced() -> None:
    def mute(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        while True:
            opcode, _ = peer.hear()
            peer.pings += opcode == PING

    with Hostile(mute, honest) as server:
        clock = HandClock()
        ws = WsClient(server.config(), clock=clock, silence=60.0, backoff=AT_ONCE)
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            log.wait_for("price")
            clock.elapsed += 30.0
            until(lambda: server.peers[0].pings == 1)
            clock.elapsed += 31.0
            (gap,) = log.wait_for("gap")
            assert gap.seconds == 61.0
            assert [error.code for error in log.of("error")] == ["silence"]


def test_a_quiet_link_that_answers_pings_is_kept() -> None:
    with Hostile() as server:
        clock = HandClock()
        ws = WsClient(server.config(), clock=clock, silence=60.0)
        with ws:
            for number in range(1, 4):
                clock.elapsed += 40.0
                until(functools.partial(server.peers[0].has_pinged, number))
                ws.subscribe([number])
                until(functools.partial(ws.quote, number))
            assert server.connections == 1


def test_keys_that_get_no_answer_are_tried_on_another_connection() -> None:
    asked = threading.Event()

    def deaf(peer: Peer) -> None:
        while True:
            peer.hear()
            asked.set()

    with Hostile(deaf, honest) as server:
        clock = HandClock()
        ws = WsClient(server.config(timeout=30.0), clock=clock, backoff=AT_ONCE, silence=None)
        errors: list[EToroWebSocketError] = []
        ws.on("error", errors.append)
        mover = threading.Thread(target=lambda: [asked.wait(PATIENCE), setattr(clock, "elapsed", 31.0)])
        mover.start()
        with ws:
            mover.join()
            until(lambda: [error.code for error in errors] == ["timeout"])


def test_waits_between_tries_follow_the_clock() -> None:
    with Hostile(lambda peer: peer.drop(), honest) as server:
        clock = HandClock()
        ws = WsClient(server.config(), clock=clock, backoff=Backoff(first=100.0, cap=100.0, jitter=0.0))
        log = Log(ws)

        def move() -> None:
            log.wait_for("error")
            assert server.connections == 1
            clock.elapsed += 100.0

        mover = threading.Thread(target=move)
        mover.start()
        with ws:
            mover.join()
            assert server.connections == 2


def test_a_fault_of_our_own_costs_a_connection_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = iter([ZeroDivisionError("ours")])
    feed = FrameWalk.feed

    def faulty(self: FrameWalk, data: bytes) -> Any:
        for fault in faults:
            raise fault
        return feed(self, data)

    monkeypatch.setattr(FrameWalk, "feed", faulty)
    with Hostile() as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        with ws:
            (error,) = log.wait_for("error")
            assert isinstance(error.__cause__, ZeroDivisionError)
            assert server.connections == 2


def test_a_fault_that_no_new_connection_mends_ends_the_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: Any) -> None:
        raise ZeroDivisionError("ours")

    leave = threading.Event()
    script = then(Peer.let_in, lambda peer: leave.wait(PATIENCE) and None, Peer.goodbye)
    with Hostile(script) as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL], timeout=PATIENCE)
        monkeypatch.setattr(Session, "lost", faulty)
        leave.set()
        with pytest.raises(EToroWebSocketError, match="ZeroDivisionError: ours"):
            next(stream)
        assert not ws.connected


def test_an_interrupted_connect_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> bool:
        raise KeyboardInterrupt

    with Hostile(lambda peer: peer.hear() and None) as server:
        ws = WsClient(server.config())
        monkeypatch.setattr(Engine, "when_settled", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ws.connect()


def test_garbage_of_every_kind_leaves_the_client_alive() -> None:
    rounds = 150

    def garbage(peer: Peer) -> None:
        peer.let_in()
        peer.serve_one()
        if peer.number < rounds:
            rng = random.Random(peer.number)
            good = frame(envelope(rate(AAPL, Bid="99"))) * 3
            position = rng.randrange(len(good))
            peer.raw(good[:position] + rng.randbytes(rng.randrange(1, 40)) + good[position + rng.randrange(9) :])
            peer.goodbye(rng.choice((1000, 1011, 4000)))
            return
        peer.say(rate(AAPL, Bid="7"))
        peer.serve()

    with Hostile(garbage) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        with ws, ws.stream([AAPL], policy="block", timeout=PATIENCE) as stream:
            for quote in stream:
                if quote.bid == 7:
                    break
            assert server.connections == rounds + 1


# ── refusals ───────────────────────────────────────────────────────────────────────────────────────────────────────


def refuse_keys(peer: Peer) -> None:
    peer.ack(peer.request(), success=False, errorCode="InvalidKey", errorMessage="no such key")
    peer.serve()


def test_refused_keys_are_final_and_immediate() -> None:
    with Hostile(refuse_keys) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        with pytest.raises(EToroAuthError, match="InvalidKey no such key") as caught:
            ws.connect()
        assert caught.value.code == "InvalidKey"
        assert server.connections == 1
        assert log.of("error") == [caught.value]
        with pytest.raises(EToroAuthError):
            ws.connect()


def test_keys_refused_later_end_every_stream() -> None:
    with Hostile(then(Peer.let_in, lambda peer: peer.serve_one() and None, Peer.goodbye), refuse_keys) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        with ws:
            stream = ws.stream([AAPL])
            events = ws.private_events()
            with pytest.raises(EToroAuthError):
                list(stream)
            with pytest.raises(EToroAuthError):
                next(events)
            with pytest.raises(EToroAuthError):
                next(stream)
            assert log.wait_for("disconnected")
            assert not ws.connected
        assert server.connections == 2


def test_attempts_may_run_out() -> None:
    with Hostile(then(Peer.let_in, lambda peer: peer.serve_one() and None, Peer.goodbye), Peer.drop) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE, max_attempts=3)
        with ws, pytest.raises(EToroWebSocketError, match="given up after 3 tries"):
            list(ws.stream([AAPL], timeout=PATIENCE))
        assert server.connections == 4


def test_a_refused_topic_ends_the_stream_that_wants_nothing_else() -> None:
    def picky(peer: Peer) -> None:
        peer.let_in()
        while True:
            request = peer.request()
            if request["operation"] == "Unsubscribe" or "instrument:666" not in request["data"]["topics"]:
                peer.ack(request)
                for topic in request["data"]["topics"]:
                    peer.say(snapshot(int(topic.partition(":")[2])))
            else:
                peer.ack(request, success=False, errorCode="SubscribeFailed", errorMessage="unknown")

    with Hostile(picky) as server:
        ws = WsClient(server.config())
        log = Log(ws)
        with ws:
            both = ws.stream([666, *range(1, 200)], timeout=PATIENCE)
            with pytest.raises(EToroWebSocketError, match="instrument:666") as caught:
                list(ws.stream([666], timeout=PATIENCE))
            assert caught.value.topics == ("instrument:666",)
            assert caught.value.code == "SubscribeFailed"
            assert {next(both).instrument_id for _ in range(199)} == set(range(1, 200))
            with pytest.raises(EToroWebSocketError):
                list(ws.stream([666], timeout=PATIENCE))
            log.wait_for("error", 2)


def test_connecting_takes_no_longer_than_it_may() -> None:
    @before_handshake
    def dead(peer: Peer) -> None:
        while True:
            peer._exactly(1)

    with Hostile(dead) as server:
        ws = WsClient(server.config(timeout=PATIENCE))
        with pytest.raises(EToroTimeoutError, match="within 0.05 s") as caught:
            ws.connect(timeout=0.05)
        assert caught.value.sent is False


def test_who_does_not_wait_for_a_lost_connection_leaves_it_to_those_who_do() -> None:
    gate = threading.Event()

    with Hostile(lost_until(gate)) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        ws.connect()
        stream = ws.stream([AAPL], timeout=PATIENCE)
        next(stream)
        until(lambda: not ws.connected)
        with pytest.raises(EToroTimeoutError):
            ws.connect(timeout=0.02)
        gate.set()
        assert next(stream).instrument_id == AAPL
        ws.close()


def test_failures_to_connect_are_tried_again_and_then_told() -> None:
    with Hostile() as server:
        ws_url = server.url
    ws = WsClient(config(ws_url), backoff=Backoff(first=0.001, cap=0.01))
    log = Log(ws)
    with pytest.raises(EToroTimeoutError, match="could not be reached"):
        ws.connect(timeout=0.2)
    assert len(log.of("error")) > 1
    assert all(isinstance(error, EToroWebSocketError) for error in log.of("error"))
    with pytest.raises(EToroWebSocketError, match="given up after 2 tries"):
        WsClient(config(ws_url), backoff=AT_ONCE, max_attempts=2).connect()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 5\r\n\r\n<html", "502"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "403"),
        (b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\n\r\n", ""),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", ""),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", ""),
        (b"\xff\xfe\r\n\r\n", ""),
        (b"", ""),
    ],
)
def test_handshakes_that_fail_are_no_more_than_a_failed_try(answer: bytes, code: str) -> None:
    @before_handshake
    def odd(peer: Peer) -> None:
        head = read_head(peer)
        assert b"api-key" not in head
        peer.raw(answer)

    with Hostile(odd, honest) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        with ws:
            (error,) = log.wait_for("error")
            assert isinstance(error, EToroWebSocketError)
            assert error.code == code


def test_more_topics_than_one_connection_takes_spread_over_several() -> None:
    ids = range(100_000, 112_000)

    def quick(peer: Peer) -> None:
        peer.let_in()
        while True:
            request = peer.request()
            peer.ack(request)
            if request["operation"] == "Subscribe":
                peer.topics.update(request["data"]["topics"])
                numbers = [int(topic.partition(":")[2]) for topic in request["data"]["topics"]]
                peer.raw(b"".join(frame(envelope(snapshot(number))) for number in numbers))
            else:
                peer.topics.difference_update(request["data"]["topics"])

    with Hostile(quick) as server:
        ws = WsClient(server.config())
        log = Log(ws)
        with ws.stream(ids, timeout=PATIENCE) as stream, ws:
            assert {next(stream).instrument_id for _ in ids} == set(ids)
            assert sorted(len(peer.topics) for peer in server.peers) == [2_002, 4_999, 4_999]
            assert max(size for peer in server.peers for size in peer.sizes) <= FRAME_LIMIT
            assert ws.stats().connections == 3
            assert log.names.count("connected") == 1
            last = ws.quote(111_999)
            assert last is not None
            few = ws.stream([100_000])
            stream.close()
            until(lambda: ws.stats().connections == 1)
            until(lambda: server.peers[0].topics | server.peers[1].topics | server.peers[2].topics)
            assert next(few).instrument_id == 100_000
            assert ws.connected
            assert ws.stats().quotes >= 12_000


def test_one_connection_of_several_that_is_lost_is_told_and_mended() -> None:
    lost = threading.Event()

    def script(peer: Peer) -> None:
        peer.let_in()
        topics: list[str] = []
        while len(topics) < 10:
            topics += peer.serve_one()["data"]["topics"]
            if peer.number == 1:
                lost.wait(PATIENCE)
                peer.goodbye()
        peer.serve()

    ids = range(1, 5_010)
    with Hostile(script, honest, honest) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE)
        log = Log(ws)
        stream = ws.stream(ids, timeout=PATIENCE)
        with ws:
            assert len({next(stream).instrument_id for _ in range(5_009)}) == 5_009
            assert log.names.count("disconnected") == 0
        assert server.connections == 2


# ── closing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_closing_ends_loops_in_other_threads_at_once() -> None:
    with Hostile() as server:
        ws = WsClient(server.config())
        ended: list[str] = []

        def loop(name: str, stream: Any) -> None:
            for _ in stream:
                pass
            ended.append(name)

        with ws:
            quotes, events = ws.stream([AAPL]), ws.private_events()
            threads = [threading.Thread(target=loop, args=pair) for pair in (("quotes", quotes), ("events", events))]
            for thread in threads:
                thread.start()
            until(lambda: ws.quote(AAPL))
        for thread in threads:
            thread.join(PATIENCE)
        assert sorted(ended) == ["events", "quotes"]


def test_one_stream_can_be_closed_while_another_thread_waits_on_it() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL])
        got: list[list[Quote]] = []
        thread = threading.Thread(target=lambda: got.append(list(stream)))
        thread.start()
        until(lambda: ws.quote(AAPL))
        stream.close()
        stream.close()
        thread.join(PATIENCE)
        assert len(got) == 1
        assert ws.connected


def test_closing_from_a_callback_works() -> None:
    closed = threading.Event()
    with Hostile() as server:
        ws = WsClient(server.config())
        ws.on("price", lambda *_: (ws.close(), closed.set()))
        ws.subscribe([AAPL])
        ws.connect()
        assert closed.wait(PATIENCE)
        assert not ws.connected


def test_closing_from_many_threads_works() -> None:
    with Hostile() as server:
        ws = WsClient(server.config())
        ws.close()
        with ws:
            threads = [threading.Thread(target=ws.close) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(PATIENCE)
            assert not any(thread.is_alive() for thread in threads)


def test_closing_breaks_off_a_handshake() -> None:
    began = threading.Event()

    @before_handshake
    def dead(peer: Peer) -> None:
        read_head(peer)
        began.set()
        while True:
            peer._exactly(1)

    with Hostile(dead) as server:
        ws = WsClient(server.config(timeout=1_000.0))
        failures: list[EToroError] = []

        def connect() -> None:
            try:
                ws.connect()
            except EToroError as error:
                failures.append(error)

        thread = threading.Thread(target=connect)
        thread.start()
        assert began.wait(PATIENCE)
        ws.close()
        thread.join(PATIENCE)
        (failure,) = failures
        assert "closed while it connected" in str(failure)


def test_closing_releases_a_reader_that_waits_for_a_consumer() -> None:
    def flood(peer: Peer) -> None:
        for bid in range(10_000):
            peer.say(rate(AAPL, Bid=str(bid)))

    with Hostile(after_first_subscription(flood)) as server:
        ws = WsClient(server.config())
        with ws:
            stream = ws.stream([AAPL], policy="block", max_queue=1)
            until(lambda: ws.stats().waiting)
        assert len(list(stream)) <= 1


def test_a_reader_that_waits_is_released_when_the_stream_closes() -> None:
    def flood(peer: Peer) -> None:
        for bid in range(2_000):
            peer.say(rate(AAPL, Bid=str(bid)))

    with Hostile(after_first_subscription(flood)) as server, WsClient(server.config()) as ws:
        other = ws.stream([AAPL], timeout=PATIENCE)
        stream = ws.stream([AAPL], policy="block", max_queue=1)
        until(lambda: ws.stats().waiting)
        stream.close()
        assert any(quote.bid == 1_999 for quote in other)


def test_gaps_do_not_prolong_the_wait_for_a_quote(monkeypatch: pytest.MonkeyPatch) -> None:
    with Hostile(honest) as server, WsClient(server.config()) as ws:
        stream = ws.stream([AAPL], timeout=60.0)
        next(stream)
        waits: list[float | None] = []
        now = iter([100.0, 110.0, 135.0])

        class Hands(SystemClock):
            def monotonic(self) -> float:
                return next(now)

        # The readers go by their own.
        ws._engine.settings = ws._engine.settings._replace(clock=Hands())

        def told(when: Any, forget: Any, seconds: float | None) -> bool:
            waits.append(seconds)
            stream._feed.box.mark(gap, fence=True)
            return len(waits) < 2

        gap = Gap(datetime.now(UTC), datetime.now(UTC), ("instrument:1001",))
        monkeypatch.setattr(client, "wait_until", told)
        with pytest.raises(EToroTimeoutError):
            next(stream)
        assert waits == [50.0, 25.0]


def test_a_reader_that_waits_for_a_consumer_who_is_gone_is_released() -> None:
    """A loop that was left without closing its stream: everybody else would wait with it."""

    def flood(peer: Peer) -> None:
        for bid in range(2_000):
            peer.say(rate(AAPL, Bid=str(bid)))

    with Hostile(after_first_subscription(flood)) as server, WsClient(server.config()) as ws:
        other = ws.stream([AAPL], timeout=PATIENCE)
        stream = ws.stream([AAPL], policy="block", max_queue=1)
        until(lambda: ws.stats().waiting)
        del stream
        gc.collect()
        assert any(quote.bid == 1_999 for quote in other)


def test_a_connection_that_is_not_needed_any_more_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(peer: Peer) -> None:
        while True:
            peer.request()

    monkeypatch.setattr(engine, "Spread", functools.partial(Spread, 2))
    with Hostile(honest, silent) as server:
        ws = WsClient(server.config())
        spawn = ws._engine._spawn

        def in_order(run: Callable[[], None], name: str) -> threading.Thread:
            if name.endswith("-1"):
                until(lambda: bool(server.peers))
            return spawn(run, name)

        ws._engine._spawn = in_order
        ws.subscribe([1, 2, 3])
        with ThreadPoolExecutor(1) as threads:
            connecting = threads.submit(ws.connect, PATIENCE)
            until(lambda: len(server.peers) == 2 and server.peers[1].requests)
            ws.unsubscribe([3])
            connecting.result()
        assert ws.connected
        ws.close()


def test_a_topic_that_was_refused_once_is_asked_for_anew() -> None:
    """While it is, another refusal does not end the stream that holds both."""
    refused = {1, 2}

    def choosy(peer: Peer) -> None:
        peer.let_in()
        while True:
            asked = peer.request()
            topics = [int(topic.partition(":")[2]) for topic in asked["data"]["topics"]]
            if asked["operation"] == "Subscribe" and not refused.isdisjoint(topics):
                peer.ack(asked, success=False, errorCode="SubscribeFailed", errorMessage="no")
                continue
            peer.ack(asked)
            if asked["operation"] == "Subscribe":
                for number in topics:
                    peer.say(snapshot(number))

    with Hostile(choosy) as server, WsClient(server.config()) as ws:
        ws.on("error", lambda error: None)
        with ws.stream([1], timeout=PATIENCE) as stream, pytest.raises(EToroWebSocketError):
            next(stream)
        refused.discard(1)
        with ws.stream([2, 1], timeout=PATIENCE) as stream:
            assert next(stream).instrument_id == 1


def test_a_closed_client_can_connect_again_with_nothing_subscribed() -> None:
    with Hostile() as server:
        ws = WsClient(server.config())
        ws.subscribe([AAPL])
        with ws:
            until(lambda: ws.quote(AAPL))
        with ws:
            ws.subscribe([5])
            until(lambda: ws.quote(5))
        assert [request["data"].get("topics") for request in server.peers[1].requests] == [None, ["instrument:5"]]


def test_a_system_without_threads_to_give_leaves_nothing_half_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: Any) -> None:
        raise RuntimeError("can't start new thread")

    with Hostile() as server:
        ws = WsClient(server.config())
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", none_left)
            with pytest.raises(RuntimeError):
                ws.connect()
        with ws:
            assert ws.connected


def test_connecting_and_closing_from_many_threads_ends_closed() -> None:
    with Hostile() as server:
        ws = WsClient(server.config())

        def come_and_go() -> None:
            for _ in range(20):
                with contextlib.suppress(EToroWebSocketError):
                    ws.connect()
                ws.close()

        threads = [threading.Thread(target=come_and_go) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads)
        ws.close()
        assert not ws.connected


def test_connecting_twice_is_once() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        ws.connect()
        ws.connect()
        assert server.connections == 1


def test_subscriptions_survive_a_connect_that_failed() -> None:
    with Hostile(Peer.drop, honest) as server:
        ws = WsClient(server.config(), backoff=AT_ONCE, max_attempts=1)
        ws.subscribe([AAPL])
        with pytest.raises(EToroWebSocketError):
            ws.connect()
        with ws:
            until(lambda: ws.quote(AAPL))


def test_a_stream_on_a_client_that_never_connected_says_so() -> None:
    ws = WsClient(config())
    with pytest.raises(EToroWebSocketError, match="call connect"):
        next(ws.stream([AAPL]))
    stream = ws.stream([AAPL])
    ws.close()
    assert list(stream) == []


def test_streams_need_instruments() -> None:
    ws = WsClient(config())
    with pytest.raises(EToroValidationError):
        ws.stream([])
    with pytest.raises(EToroValidationError):
        ws.stream(["AAPL"])  # type: ignore[list-item]


def test_a_client_that_is_dropped_is_forgotten_with_its_streams() -> None:
    ws = WsClient(config())
    stream = ws.stream([AAPL])
    gone = weakref.ref(ws)
    del ws, stream
    gc.collect()
    assert gone() is None


# ── surroundings ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_recording_holds_every_frame_and_no_key(tmp_path: Path) -> None:
    with Hostile(after_first_subscription(lambda peer: peer.say(rate(AAPL, Bid="99")))) as server:
        ws = WsClient(server.config())
        path = tmp_path / "quotes.jsonl.gz"
        with ws.record(path) as tape, ws:
            ws.subscribe([AAPL])
            until(lambda: ws.stats().messages == 2)
            until(lambda: tape.frames == 4)
        frames = [json.loads(entry.frame) for entry in read_recording(path)]
        assert [entry.get("operation", "data") for entry in frames] == ["Authenticate", "Subscribe", "data", "data"]
        assert b"api-key" not in path.read_bytes()
        assert tape.error is None


def test_a_recording_that_cannot_begin_says_why(tmp_path: Path) -> None:
    with pytest.raises(EToroValidationError, match="cannot be written: No such file") as refused:
        WsClient(config()).record(tmp_path / "no" / "such" / "folder")
    assert refused.value.field == "path"


def test_symbols_are_looked_up_in_the_callers_thread() -> None:
    asked: list[threading.Thread] = []

    def symbol_of(number: int) -> str:
        asked.append(threading.current_thread())
        return f"S{number}"

    with Hostile() as server, WsClient(server.config(), symbol_of=symbol_of) as ws:
        assert next(ws.stream([AAPL], timeout=PATIENCE)).symbol == "S1001"
        assert asked == [threading.current_thread()]


def test_memory_stays_flat_over_a_long_day() -> None:
    rounds, size = 12, 2_000
    go = threading.Semaphore(0)

    def day(peer: Peer) -> None:
        blob = b"".join(frame(envelope(rate(AAPL, Bid=str(bid), Date="2026-11-20T10:00:00Z"))) for bid in range(size))
        for _ in range(rounds):
            go.acquire(timeout=PATIENCE)
            peer.raw(blob)

    with Hostile(after_first_subscription(day)) as server:
        ws = WsClient(server.config())
        ws.on("price", lambda *_: None)
        with ws, ws.stream([AAPL], timeout=PATIENCE):
            counts: list[int] = []
            for _ in range(rounds):
                go.release()
                until(lambda: ws.stats().messages >= (len(counts) + 1) * size)
                # The stream, which nobody takes from, holds one quote; the listeners' desk empties.
                until(lambda: ws.stats().waiting == 1)
                gc.collect()
                counts.append(len(gc.get_objects()))
            assert counts[-1] - counts[2] < 500
        assert ws.stats().messages == rounds * size + 1


def test_streams_that_open_and_close_in_many_threads_all_get_their_quotes() -> None:
    with Hostile() as server, WsClient(server.config()) as ws:
        got: list[float] = []

        def come_and_go() -> None:
            for _ in range(50):
                with ws.stream([AAPL], timeout=PATIENCE) as stream:
                    got.append(next(stream).bid)

        threads = [threading.Thread(target=come_and_go) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert got == [100.0] * 200
        until(lambda: ws.stats().topics == 0)


def test_errors_of_the_stream_are_of_the_librarys_kind() -> None:
    with Hostile(after_first_subscription(lambda peer: peer.text(b"nonsense"))) as server:
        ws = WsClient(server.config())
        log = Log(ws)
        ws.subscribe([AAPL])
        with ws:
            (error,) = log.wait_for("error")
            assert isinstance(error, EToroResponseError)
            assert error.excerpt == "nonsense"


@pytest.mark.port
@pytest.mark.parametrize("where", ["place", "spawn"])
def test_closed_by_a_signals_handler_in_the_midst_of_connecting_it_is_closed(
    monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """A handler runs in the thread that it interrupts, past the lock which that holds."""
    with Hostile() as server:
        ws = WsClient(server.config())
        owner, name = (Spread, "place") if where == "place" else (ws._engine, "_spawn")
        real = getattr(owner, name)

        def interrupted(*args: Any) -> Any:
            if where == "spawn":
                ws.close()
            result = real(*args)
            if where == "place":
                ws.close()
            return result

        monkeypatch.setattr(owner, name, interrupted)
        ws.subscribe([AAPL])
        if where == "spawn":
            ws.start()
        else:
            with pytest.raises(EToroWebSocketError):
                ws.connect()
        monkeypatch.undo()
        until(lambda: not ws._engine._living)
        assert not ws.connected
        # And it can be used again.
        with ws, ws.stream([AAPL], timeout=PATIENCE) as stream:
            assert next(stream).instrument_id == AAPL
