"""One stream for many processes: what a relay writes is what readers get, and what is missing they are told."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from etoropy import (
    EToroAuthError,
    EToroConnectionError,
    EToroSymbolError,
    EToroTimeoutError,
    EToroTrading,
    EToroValidationError,
    Simulator,
)
from etoropy import relay as package
from etoropy.relay import AsyncRelayEvents, AsyncRelayReader, Relay, RelayEvents, RelayReader, publisher
from etoropy.relay.publisher import Outbox
from etoropy.relay.wire import (
    BEGINNING,
    Entry,
    Names,
    Numbering,
    Track,
    address,
    comes_after,
    event_content,
    event_of,
    facts_of,
    gap_content,
    gap_of,
    quote_content,
    quote_of,
    rows_of,
)
from etoropy.symbols import bundled
from etoropy.ws import Gap, PrivateEvent, Quote
from etoropy.ws.messages import PRIVATE, time_of
from etoropy.ws.quotes import Book

from . import relay_process
from .redis_server import RedisServer, needs_redis
from .relay_process import INSTRUMENTS, seen
from .support import ManualClock, settings
from .ws.hostile import Hostile, Peer

AAPL, BTC = INSTRUMENTS
MANY: list[int | str] = [*INSTRUMENTS, *bundled().symbols()[:150]]
PATIENCE = 30.0
ROOT = Path(__file__).parent.parent


class TestWhatIsWritten:
    """Into Redis and out of it again."""

    def a_quote(self) -> Quote:
        book, out = Book(Nobody()), list[Any]()
        book.add("instrument:1001", 1001, "AAPL")
        facts = b'\\"IsMarketOpen\\":\\"True\\",\\"ClosingPrices\\":\\"{\\\\\\"Daily\\\\\\":1.5}\\"'
        first = b'{\\"Bid\\":\\"187.120\\",\\"Ask\\":\\"187.15\\",\\"Date\\":\\"2026-11-20T10:00:00Z\\",' + facts + b"}"
        frame = b'{"messages":[{"topic":"instrument:1001","type":"%s","id":"1","content":"%s"}]}'
        book.read([frame % (b"Snapshot", first)], 1.5, out)
        book.read([frame % (b"Trading.Instrument.Rate", b'{\\"Bid\\":\\"187.130\\"}')], 2.25, out)
        assert len(out) == 2
        return out[1]  # type: ignore[no-any-return]

    def test_a_quote_comes_back_the_same(self) -> None:
        import orjson

        quote = self.a_quote()
        key, facts = facts_of(quote)
        again = quote_of(orjson.loads(quote_content(quote, key)), orjson.loads(facts))
        assert again == quote
        assert seen(again) == seen(quote)
        assert (again.bid, again.ask, str(again.decimal("bid"))) == (187.13, 187.15, "187.130")
        assert again.is_market_open
        assert again.closing_prices == {"Daily": 1.5}
        assert again.changed == {"bid"}

    def test_an_event_and_a_gap_come_back_the_same(self) -> None:
        import orjson

        event = PrivateEvent("Trading.OrderForOpen.Update", {"OrderID": 5, "StatusID": 3}, id="e", received=7.5)
        again = event_of(orjson.loads(event_content(event)))
        assert again == event
        assert again.received_at == event.received_at
        gap = Gap(time_of(1.0), time_of(2.5), ("instrument:1001", PRIVATE))
        assert gap_of(orjson.loads(gap_content(gap))) == gap

    def test_the_name_of_a_relay_stands_behind_its_address(self) -> None:
        url, names = address("redis://host:6379/2#desk")
        assert (url, names.quotes) == ("redis://host:6379/2", "{desk}:quotes")
        assert address("rediss://host")[1] == Names.of("etoropy:relay")
        with pytest.raises(EToroValidationError) as failed:
            address("http://:secret@host")
        assert "secret" not in str(failed.value)

    def test_ids_are_compared_as_numbers(self) -> None:
        assert comes_after("100-0", "99-5")
        assert comes_after("99-10", "99-9")
        assert not comes_after("99-9", "99-9")

    def test_both_protocols_of_redis_are_read(self) -> None:
        row = (b"1-0", {b"kind": b"gap"})
        assert rows_of([[b"s", [row]]]) == rows_of({b"s": [[row]]}) == [row]
        assert rows_of([]) == rows_of(None) == rows_of({}) == []


class Nobody:
    def frame(self, frame: bytes, at: float, out: list[Any]) -> None:
        raise AssertionError(frame)

    def message(self, message: Any, at: float, out: list[Any]) -> None:
        raise AssertionError(message)

    def unreadable(self, problem: Any) -> None:
        raise AssertionError(problem)


def written(number: int, session: str, numbering: int, kind: str, topics: list[str] | None = None) -> Entry:
    content = {"instrument": 1001} if kind == "quote" else {"since": 0.0, "until": number, "topics": topics or []}
    return Entry(f"{(number + 1) * 1000}-0", session, numbering, kind, content)


class TestAReadersTrack:
    @given(
        lengths=st.lists(st.integers(1, 6), min_size=1, max_size=4),
        lost=st.sets(st.integers(0, 30)),
        twice=st.sets(st.integers(0, 30)),
    )
    def test_delivers_each_once_and_announces_what_is_lost(
        self, lengths: list[int], lost: set[int], twice: set[int]
    ) -> None:
        # Several sessions of a relay, each but the first of which begins with a gap; then Redis loses some entries.
        topic = "instrument:1001"
        every = [
            written(0, f"session-{session}", number, "gap" if session and number == 1 else "quote", [topic])
            for session, length in enumerate(lengths)
            for number in range(1, length + 1)
        ]
        every = [entry._replace(id=f"{(place + 1) * 1000}-0") for place, entry in enumerate(every)]
        stored = [
            (place, entry)
            for place, entry in enumerate(every)
            if place == 0 or place not in lost
            for _ in range(1 + (place in twice))
        ]
        track = Track([topic], BEGINNING)
        track.begin(None, resumed=False)
        previous = -1
        for place, entry in stored:
            told = list(track.read([entry]))
            if place == previous:
                assert told == []
                continue
            gaps = [it for it in told if isinstance(it, Gap)]
            assert [it for it in told if isinstance(it, Entry)] == ([entry] if entry.kind == "quote" else [])
            assert bool(gaps) == (entry.kind == "gap" or place != previous + 1)
            previous = place

    def test_passes_over_what_others_want(self) -> None:
        track = Track(["instrument:5"], BEGINNING)
        track.begin(None, resumed=False)
        assert list(track.read([written(0, "s", 1, "quote"), written(1, "s", 2, "gap", ["instrument:1001"])])) == []

    def test_that_begins_where_nothing_is_misses_what_is_lost_from_then_on(self) -> None:
        track = Track(["instrument:1001"], BEGINNING)
        track.begin(None, resumed=False, at=0.5)
        (gap, entry) = track.read([written(3, "s", 4, "quote")])
        assert isinstance(gap, Gap)
        assert (gap.since, gap.topics) == (time_of(0.5), ("instrument:1001",))
        assert isinstance(entry, Entry)
        first = Track(["instrument:1001"], BEGINNING)
        first.begin(None, resumed=False, at=0.5)
        assert [type(it) for it in first.read([written(3, "s", 1, "quote")])] == [Entry]

    def test_that_goes_on_from_a_place_which_is_gone_says_so(self) -> None:
        track = Track(["instrument:1001"], "5000-0")
        track.begin(None, resumed=True)
        gap, entry = track.read([written(9, "s", 40, "quote")])
        assert isinstance(gap, Gap)
        assert (gap.since, gap.until) == (time_of(5.0), time_of(10.0))
        assert isinstance(entry, Entry)

    def test_that_goes_on_from_a_place_which_is_still_there_misses_nothing(self) -> None:
        track = Track(["instrument:1001"], "1000-0")
        track.begin(written(0, "s", 39, "quote"), resumed=True)
        assert list(track.read([following := written(9, "s", 40, "quote")])) == [following]


class TestTheOutbox:
    def test_keeps_the_newest_and_tells_since_when_something_is_lost(self) -> None:
        outbox = Outbox(limit=3)
        for second in range(5):
            outbox.put(PrivateEvent("x", {}, received=float(second)))
        items, lost_since = outbox.take(10)
        assert [it._received for it in items if isinstance(it, PrivateEvent)] == [2.0, 3.0, 4.0]
        assert lost_since == 0.0
        assert outbox.take(10) == ([], None)

    def test_numbers_are_never_given_twice(self) -> None:
        numbering = Numbering("s")
        assert [numbering.entry("quote", b"")["number"] for _ in range(3)] == [1, 2, 3]


# ── with a real Redis, and the simulator's stream ──────────────────────────────────────────────────────────────────


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture
def sim() -> Iterator[Simulator]:
    with Simulator(seed=7, speed=10) as sim:
        yield sim


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that is bound to happen; the patience is only there to end a test that fails."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def take(quotes: Iterator[Quote], count: int) -> list[Quote]:
    return [next(quotes) for _ in range(count)]


def keys(sim: Simulator) -> dict[str, str]:
    return {**os.environ, "ETORO_API_KEY": sim.api_key, "ETORO_USER_KEY": sim.user_key}


def process(sim: Simulator, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.relay_process", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=keys(sim), stdout=subprocess.PIPE, text=True)


def entries_in(server: RedisServer, stream: str = "quotes") -> int:
    with redis.Redis(port=server.port) as client:
        return int(client.xlen(f"{{etoropy:relay}}:{stream}"))


@needs_redis
@pytest.mark.port
class TestReaders:
    def test_in_two_processes_see_the_same_quotes_as_the_relay(self, server: RedisServer, sim: Simulator) -> None:
        with Relay(sim.config, server.url, ["AAPL", "BTC"]) as relay:
            received: list[Quote] = []
            relay._ws.on("price", lambda symbol, number, quote: received.append(quote))
            readers = [process(sim, "read", server.url, "25") for _ in range(2)]
            outputs = [reader.communicate(timeout=PATIENCE)[0].splitlines() for reader in readers]
        import json

        assert outputs[0] == outputs[1]
        assert len(outputs[0]) == 25
        assert [json.loads(line) for line in outputs[0]] == [json.loads(json.dumps(seen(it))) for it in received[:25]]

    def test_begin_with_the_quotes_as_they_stand(self, server: RedisServer, sim: Simulator) -> None:
        with Relay(sim.config, server.url, INSTRUMENTS):
            until(lambda: entries_in(server) > 10)
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE) as quotes:
                assert [quote.instrument_id for quote in take(quotes, 2)] == list(INSTRUMENTS)
                assert quotes.gaps == ()

    def test_go_on_where_they_were(self, server: RedisServer, sim: Simulator) -> None:
        def read(count: int, after: str) -> tuple[list[Quote], str]:
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE, after=after) as quotes:
                taken = take(quotes, count)
                assert quotes.gaps == ()
                return taken, quotes.position

        with Relay(sim.config, server.url, INSTRUMENTS):
            whole, _ = read(30, BEGINNING)
            pieces: list[Quote] = []
            position = BEGINNING
            for count in (1, 9, 13, 7):
                piece, position = read(count, position)
                pieces += piece
        assert [seen(quote) for quote in pieces] == [seen(quote) for quote in whole]

    def test_get_only_what_they_ask_for(self, server: RedisServer, sim: Simulator) -> None:
        with Relay(sim.config, server.url, INSTRUMENTS, heartbeats=True):
            with RelayReader(server.url, [BTC], policy="block", timeout=PATIENCE) as quotes:
                taken = take(quotes, 10)
            assert {quote.instrument_id for quote in taken} == {BTC}
            assert not any(quote.is_heartbeat for quote in taken)
            with RelayReader(server.url, [BTC], policy="block", timeout=PATIENCE, heartbeats=True) as quotes:
                while not next(quotes).is_heartbeat:
                    pass

    def test_that_fall_behind_get_the_newest_or_are_told_of_a_gap(self, server: RedisServer, sim: Simulator) -> None:
        with Relay(sim.config, server.url, MANY, keep=10):
            latest = RelayReader(server.url, INSTRUMENTS, timeout=PATIENCE)
            everything = RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE)
            with latest, everything:
                next(latest)
                next(everything)
                with redis.Redis(port=server.port) as client:
                    behind = int(client.xinfo_stream("{etoropy:relay}:quotes")["entries-added"])
                    # Redis drops old entries by the hundred.
                    until(lambda: client.xinfo_stream("{etoropy:relay}:quotes")["entries-added"] > behind + 250)
                for _ in range(4):
                    newest = next(latest)
                take(everything, 4)
                assert everything.gaps != ()
                assert everything.gaps[0].instrument_ids == INSTRUMENTS
                assert latest.gaps != ()
                assert (time_of(time.time()) - newest.received_at).total_seconds() < 10

    @pytest.mark.parametrize("most", [5, 10])
    def test_that_block_get_everything_however_little_they_hold(self, server: RedisServer, most: int) -> None:
        """A gap beside a full portion, and more instruments than there is room for."""
        _, names = address(server.url)
        numbers = Numbering("session")
        with redis.Redis(port=server.port) as client:

            def write(number: int, bid: int) -> str:
                quote = Quote.of(number, {"Bid": str(bid), "Ask": "99"})
                client.hset(names.latest, str(number), quote_content(quote, ""))
                return str(client.xadd(names.quotes, numbers.entry("quote", quote_content(quote, ""))).decode())

            first = write(AAPL, 1)
            # One that was lost: its number is missing.
            numbers.entry("quote", b"")
            for bid in range(2, 2 + most):
                write(AAPL, bid)
            with RelayReader(
                server.url, [AAPL], policy="block", max_queue=most, after=first, timeout=PATIENCE
            ) as quotes:
                assert [it.bid for it in take(quotes, most)] == [float(bid) for bid in range(2, 2 + most)]
                assert (len(quotes.gaps), quotes.dropped) == (1, 0)
            many = range(1, 3 * most)
            for number in many:
                write(number, 7)
            client.set(names.alive, "session")
            with RelayReader(server.url, many, policy="block", max_queue=most, timeout=PATIENCE) as quotes:
                assert [it.instrument_id for it in take(quotes, len(many))] == list(many)
                assert (quotes.gaps, quotes.dropped) == ((), 0)

    def test_that_fail_between_two_questions_lose_nothing(self, server: RedisServer) -> None:
        _, names = address(server.url)
        numbers = Numbering("session")
        with redis.Redis(port=server.port) as client:
            places = []
            for bid in range(1, 6):
                quote = Quote.of(AAPL, {"Bid": str(bid), "Ask": "99"})
                quote._facts = {"IsMarketOpen": str(bid)}
                key, facts = facts_of(quote)
                client.set(f"{names.facts}:{key}", facts)
                places.append(client.xadd(names.quotes, numbers.entry("quote", quote_content(quote, key))).decode())
        with RelayReader(server.url, [AAPL], policy="block", after=places[0], timeout=PATIENCE) as quotes:
            connection = quotes._connected()
            ask, failures = connection.mget, [redis.exceptions.TimeoutError("slow")]

            def failing(keys: Any) -> Any:
                if failures:
                    raise failures.pop()
                return ask(keys)

            connection.mget = failing
            assert [it.bid for it in take(quotes, 4)] == [2.0, 3.0, 4.0, 5.0]
            assert not failures

    def test_that_begin_while_the_stream_is_down_get_nothing_old(self, server: RedisServer) -> None:
        gone, ready = threading.Event(), threading.Event()

        def once(peer: Peer) -> None:
            peer.let_in()
            peer.serve_one()
            assert gone.wait(PATIENCE)
            peer.drop()

        def refusing(peer: Peer) -> None:
            peer.request()
            peer.drop()

        _, names = address(server.url)
        with (
            Hostile(once, refusing) as etoro,
            Relay(etoro.config(), server.url, [AAPL], private=False, ready=ready.set),
            redis.Redis(port=server.port) as client,
        ):
            until(lambda: client.hexists(names.latest, str(AAPL)))
            gone.set()
            until(lambda: not client.hexists(names.latest, str(AAPL)))

    def test_wait_no_longer_than_told(self, server: RedisServer) -> None:
        with RelayReader(server.url, [AAPL], timeout=0.0) as quotes, pytest.raises(EToroTimeoutError):
            next(quotes)

    def test_say_when_there_is_no_redis(self, server: RedisServer) -> None:
        server.stop()
        with RelayReader(server.url, [AAPL]) as quotes, pytest.raises(EToroConnectionError):
            next(quotes)

    def test_end_when_closed_from_another_thread(self, server: RedisServer) -> None:
        quotes = RelayReader(server.url, [AAPL])
        ended = threading.Event()

        def loop() -> None:
            for _ in quotes:
                pass
            ended.set()

        thread = threading.Thread(target=loop)
        thread.start()
        until(lambda: quotes._has_begun)
        quotes.close()
        assert ended.wait(PATIENCE)
        thread.join()
        assert quotes.closed

    def test_need_an_instrument(self, server: RedisServer) -> None:
        with pytest.raises(EToroValidationError):
            RelayReader(server.url, [])

    def test_can_be_awaited(self, server: RedisServer, sim: Simulator) -> None:
        async def read() -> tuple[list[Quote], list[Quote]]:
            async def ten(after: str | None) -> list[Quote]:
                taken: list[Quote] = []
                source = AsyncRelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE, after=after)
                async with source as quotes:
                    async for quote in quotes:
                        taken.append(quote)
                        if len(taken) == 10:
                            break
                return taken

            one, other = await asyncio.gather(ten(BEGINNING), ten(BEGINNING))
            return one, other

        with Relay(sim.config, server.url, INSTRUMENTS):
            one, other = asyncio.run(read())
        assert [seen(quote) for quote in one] == [seen(quote) for quote in other]

    def test_that_are_awaited_end_when_closed_or_left_alone(self, server: RedisServer) -> None:
        async def read() -> int:
            quotes = AsyncRelayReader(server.url, [AAPL])
            asyncio.get_running_loop().call_later(0.05, quotes.close)
            return len([quote async for quote in quotes])

        async def leave(after: float) -> bool:
            quotes = AsyncRelayReader(server.url, [AAPL])
            waiting = asyncio.ensure_future(anext(quotes))
            await asyncio.sleep(after)
            waiting.cancel()
            await asyncio.wait([waiting], timeout=PATIENCE)
            return waiting.cancelled()

        assert asyncio.run(read()) == 0
        # At whatever point it is broken off: connecting, asking, waiting for the answer.
        assert all(asyncio.run(leave(step / 5000)) for step in range(40))


@needs_redis
@pytest.mark.port
class TestEvents:
    def test_of_the_account_reach_every_reader(self, server: RedisServer, sim: Simulator) -> None:
        ready = threading.Event()
        with Relay(sim.config, server.url, ["AAPL"], ready=ready.set), EToroTrading(sim.config) as etoro:
            assert ready.wait(PATIENCE)
            until(lambda: entries_in(server) > 0)
            readers = [RelayEvents(server.url, timeout=PATIENCE) for _ in range(2)]
            for reader in readers:
                reader._fetch()
            order = etoro.buy_by_amount("AAPL", 100)
            etoro.wait_for_order(order)
            etoro.close_all_positions()
            first, second = (next(reader) for reader in readers)
            assert first == second
            assert first.type.startswith("Trading.")
            for reader in readers:
                reader.close()

    def test_are_not_relayed_where_that_is_not_wanted(self, server: RedisServer, sim: Simulator) -> None:
        with Relay(sim.config, server.url, ["AAPL"], private=False) as relay:
            until(lambda: entries_in(server) > 0)
            assert relay._ws.stats().topics == 1

    def test_can_be_awaited(self, server: RedisServer) -> None:
        async def read() -> PrivateEvent:
            async with AsyncRelayEvents(server.url, timeout=PATIENCE, after=BEGINNING) as events:
                return await anext(events)

        event = PrivateEvent("Trading.Position.Opened", {"PositionID": 9}, received=1.0)
        with redis.Redis(port=server.port) as client:
            client.xadd("{etoropy:relay}:events", Numbering("s").entry("event", event_content(event)))
        assert asyncio.run(read()) == event


@needs_redis
@pytest.mark.port
class TestWhenAPartIsLost:
    def test_a_relay_that_is_killed_is_replaced_and_readers_are_told(self, server: RedisServer, sim: Simulator) -> None:
        first = process(sim, "relay", server.url, sim.base_url, sim.ws_url)
        second = None
        try:
            assert first.stdout is not None
            assert first.stdout.readline() == "ready\n"
            until(lambda: entries_in(server) > 10)
            second = process(sim, "relay", server.url, sim.base_url, sim.ws_url)
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE, after=BEGINNING) as quotes:
                seen_so_far = take(quotes, 10)
                assert quotes.gaps == ()
                first.send_signal(signal.SIGKILL)
                while not quotes.gaps:
                    seen_so_far.append(next(quotes))
                seen_so_far += take(quotes, 10)
                (gap,) = quotes.gaps
        finally:
            for relay in (first, second):
                if relay is not None:
                    relay.kill()
                    relay.communicate()
        assert gap.instrument_ids == INSTRUMENTS
        assert gap.seconds > relay_process.SILENCE / 2
        assert_nothing_doubled(seen_so_far)

    def test_a_relay_that_is_closed_leaves_at_once_to_the_one_that_stands_by(
        self, server: RedisServer, sim: Simulator
    ) -> None:
        one = Relay(sim.config, server.url, INSTRUMENTS).start()
        until(lambda: entries_in(server) > 0)
        with Relay(sim.config, server.url, INSTRUMENTS) as other:
            time.sleep(0.1)
            assert not other._ws.connected
            one.close()
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE, after=BEGINNING) as quotes:
                taken: list[Quote] = []
                while not quotes.gaps:
                    taken.append(next(quotes))
                taken += take(quotes, 5)
            assert other._ws.connected
        assert_nothing_doubled(taken)

    def test_a_redis_that_is_restarted_is_filled_again_and_readers_are_told(
        self, server: RedisServer, sim: Simulator
    ) -> None:
        with Relay(sim.config, server.url, INSTRUMENTS) as relay:
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE) as quotes:
                taken = take(quotes, 5)
                there = entries_in(server)
                # Written, and lost with Redis before they are read.
                until(lambda: entries_in(server) > there + 5)
                server.stop()
                until(lambda: relay._is_cut_off)
                server.start()
                while not quotes.gaps:
                    taken.append(next(quotes))
                taken += take(quotes, 5)
                assert len(quotes.gaps) == 1
            assert_nothing_doubled(taken)
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE) as quotes:
                newcomer = take(quotes, 2)
                assert {quote.instrument_id for quote in newcomer} == set(INSTRUMENTS)
                for quote in newcomer:
                    known = relay._ws.quote(quote.instrument_id)
                    assert known is not None
                    assert quote._facts == known._facts != {}

    def test_the_stream_from_etoro_is_lost_and_readers_are_told(self, server: RedisServer, sim: Simulator) -> None:
        with (
            Relay(sim.config, server.url, INSTRUMENTS),
            RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE) as quotes,
        ):
            taken = take(quotes, 5)
            sim.faults.next("ws_drop")
            while not quotes.gaps:
                taken.append(next(quotes))
            taken += take(quotes, 5)
            assert quotes.gaps[0].instrument_ids == INSTRUMENTS
        assert_nothing_doubled(taken)

    def test_what_a_relay_cannot_hold_while_redis_is_gone_is_a_gap(
        self, server: RedisServer, sim: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with Relay(sim.config, server.url, INSTRUMENTS) as relay:
            with RelayReader(server.url, INSTRUMENTS, policy="block", timeout=PATIENCE) as quotes:
                taken = take(quotes, 2)
                relay._outbox._limit = 5
                server.stop()
                until(lambda: relay._is_cut_off)
                until(lambda: relay._outbox._lost_since is not None)
                server.start()
                while not quotes.gaps:
                    taken.append(next(quotes))
                taken += take(quotes, 5)
            assert_nothing_doubled(taken)


def assert_nothing_doubled(quotes: list[Quote]) -> None:
    marks = [(quote.instrument_id, quote.received_at, quote.date) for quote in quotes]
    assert len(set(marks)) == len(marks)
    for number in INSTRUMENTS:
        times = [quote.received_at for quote in quotes if quote.instrument_id == number]
        assert times == sorted(times)


@needs_redis
class TestATurn:
    """Whose turn it is to write, step by step on a clock that is moved by hand."""

    @pytest.fixture
    def clock(self) -> ManualClock:
        return ManualClock()

    @pytest.fixture
    def relay(self, server: RedisServer, clock: ManualClock) -> Relay:
        return Relay(settings(), server.url, [1001], clock=clock)

    @staticmethod
    def begun(relay: Relay) -> publisher.Session:
        session = relay._take_over()
        assert session is not None
        return session

    def a_quote(self) -> Quote:
        return Quote.of(1001, {"Bid": "1.5", "Ask": "1.6"}, received=time.time())

    def test_that_may_be_over_is_looked_after_before_anything_is_written(
        self, relay: Relay, server: RedisServer, clock: ManualClock
    ) -> None:
        session = self.begun(relay)
        relay._add(session, self.a_quote())
        # This process stood still, as one does that is stopped or suspended.
        clock.elapsed += 60.0
        assert not relay._flush(session)
        assert entries_in(server) == 0
        assert relay._is_my_turn(session)
        assert relay._flush(session)
        assert entries_in(server) == 1
        with redis.Redis(port=server.port) as client:
            client.set(relay.names.alive, "another")
        assert not relay._is_my_turn(session)

    def test_of_another_relay_is_not_ended_by_closing_this_one(
        self, relay: Relay, server: RedisServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        session = self.begun(relay)
        monkeypatch.setattr(relay._ws, "start", lambda: None)
        relay._is_ending = True
        with redis.Redis(port=server.port) as client:
            client.set(relay.names.alive, "another")
            relay._relay(session)
            assert client.get(relay.names.alive) == b"another"
            client.set(relay.names.alive, session.id)
            relay._relay(session)
            assert client.get(relay.names.alive) is None

    def test_ends_in_time_however_fast_quotes_come(
        self, relay: Relay, server: RedisServer, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def endless(most: int) -> tuple[list[publisher.Item], None]:
            clock.elapsed += 0.25
            return [self.a_quote()], None

        monkeypatch.setattr(relay._outbox, "take", endless)
        relay._write(self.begun(relay), clock.monotonic() + 1.0)
        assert entries_in(server) in (3, 4)

    def test_goes_on_with_a_redis_that_lost_its_memory_unseen(self, relay: Relay, server: RedisServer) -> None:
        session = self.begun(relay)
        relay._outbox.put(self.a_quote())
        relay._write(session, float("inf"))
        with redis.Redis(port=server.port) as client:
            client.flushall()
            assert relay._is_my_turn(session)
            assert relay._flush(session)
            assert client.hkeys(relay.names.latest) == [b"1001"]

    def test_tells_readers_of_events_of_a_gap_before_the_first_event_of_all(
        self, relay: Relay, server: RedisServer
    ) -> None:
        session = self.begun(relay)
        assert session.events_until is None
        relay._outbox.put(self.a_quote())
        relay._write(session, float("inf"))
        with redis.Redis(port=server.port) as client:
            client.delete(relay.names.alive)
        later = self.begun(relay)
        assert later.events_until == later.quotes_until is not None
        relay._outbox.put(self.a_quote())
        relay._write(later, float("inf"))
        assert entries_in(server, "events") == 1


@needs_redis
class TestARelay:
    @pytest.mark.port
    def test_ends_when_its_keys_are_refused(self, server: RedisServer, sim: Simulator) -> None:
        with pytest.raises(EToroAuthError):
            publisher.run(sim.config.replace(api_key="wrong"), server.url, ["AAPL"])

    def test_knows_its_instruments(self, server: RedisServer, sim: Simulator) -> None:
        with pytest.raises(EToroSymbolError) as failed:
            Relay(sim.config, server.url, ["AAPL", "AAPLE"])
        assert failed.value.candidates
        with pytest.raises(EToroValidationError):
            Relay(sim.config, server.url, [])

    @pytest.mark.port
    def test_keeps_as_much_as_it_is_told(self, server: RedisServer, sim: Simulator) -> None:
        with redis.Redis(port=server.port) as client, Relay(sim.config, f"{server.url}#small", MANY, keep=5):
            until(lambda: client.exists("{small}:quotes") == 1)
            until(lambda: client.xinfo_stream("{small}:quotes")["entries-added"] > 250)
            assert client.xlen("{small}:quotes") < 250


def test_each_half_is_loaded_by_who_asks_for_it() -> None:
    asked = "import sys, etoropy.relay as it; it.{}; print(*sorted(sys.modules))"
    for name, home, others in (
        ("RelayReader", "etoropy._sync.relay", {"etoropy._async.relay", "etoropy.relay.publisher"}),
        ("AsyncRelayEvents", "etoropy._async.relay", {"etoropy._sync.relay", "etoropy.relay.publisher"}),
        ("Relay", "etoropy.relay.publisher", {"etoropy._sync.relay", "etoropy._async.relay"}),
    ):
        found = subprocess.run([sys.executable, "-c", asked.format(name)], capture_output=True, text=True, check=True)
        loaded = set(found.stdout.split())
        assert home in loaded
        assert not loaded & others
    with pytest.raises(AttributeError, match="Relais"):
        _ = package.Relais
