"""A recording played by the simulator: what a client hears, when it hears it, and what it knows in the end."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from etoropy.simulator.clock import SimClock
from etoropy.simulator.faults import Faults
from etoropy.simulator.replay import Listener, Replay
from etoropy.simulator.simulator import Simulator
from etoropy.simulator.stream import StreamSession
from etoropy.ws import Quote, WsClient, read_recording

from .desk import START

AAPL, BTC, GOLD, UNKNOWN = "instrument:1001", "instrument:100000", "instrument:18", "instrument:987654321"
RATE, SNAPSHOT = "Trading.Instrument.Rate", "Snapshot"
HEADER = {"etoropy": "recording", "version": 1, "started": 1764000000.0}
BEGAN = 1764000000.5
PATIENCE = 10.0  # seconds that a test waits before it gives up; none of them is meant to be waited out

Line = tuple[float, dict[str, Any]]


def message(topic: str, kind: str = RATE, **fields: Any) -> dict[str, Any]:
    return {"topic": topic, "content": json.dumps(fields), "id": "recorded", "type": kind}


def frame(after: float, *messages: dict[str, Any]) -> Line:
    """Messages that came so many seconds after the first."""
    return BEGAN + after, {"messages": list(messages)}


def recorded(path: Path, lines: Iterable[Line], header: Any = HEADER) -> Path:
    rows = [header, *({"at": at, "frame": json.dumps(content)} for at, content in lines)]
    path.write_bytes(gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows)))
    return path


@pytest.fixture
def minute(tmp_path: Path) -> Path:
    """Two instruments, one of which is unknown to the market, and a private event."""
    ack = {"id": "1", "operation": "Subscribe", "success": True}
    lines: list[Line] = [
        (BEGAN - 40, {"id": "0", "operation": "Authenticate", "success": True}),
        frame(0, message(AAPL, SNAPSHOT, Bid="180.10", Ask="180.30", Date="2025-11-24T16:00:00Z", IsMarketOpen="True")),
        (BEGAN + 0.1, ack),
        frame(1, message(AAPL, Bid="180.20")),
        frame(2, message(UNKNOWN, SNAPSHOT, Bid="0.10", Ask="0.20"), message(AAPL, Ask="180.40")),
        frame(10, message("private", "Trading.OrderForOpen.Update", OrderID=5)),
        frame(30, message(AAPL, Bid="180.50", LastExecution="180.500")),
        frame(60, message(UNKNOWN, Ask="0.30")),
    ]
    return recorded(tmp_path / "minute.jsonl.gz", lines)


class Stage:
    """A simulator that replays, with time moved by hand."""

    def __init__(self, path: Path, **settings: Any) -> None:
        self.sim = Simulator(clock=SimClock.manual(START), replay=path, **settings)

    def seat(self, *topics: str, snapshot: bool = True, faults: Faults | None = None) -> Seat:
        return Seat(self, topics, snapshot=snapshot, faults=faults)

    def wait(self, seconds: float) -> None:
        self.sim.clock.advance(seconds)


class Seat:
    """A client of the replay, on a connection without a socket."""

    def __init__(self, stage: Stage, topics: Iterable[str], *, snapshot: bool, faults: Faults | None) -> None:
        self.stage = stage
        self.session = StreamSession(stage.sim.world, 1, faults=faults)
        self.texts: list[str] = []
        self.say("Authenticate", {"apiKey": stage.sim.api_key, "userKey": stage.sim.user_key})
        if topics:
            self.say("Subscribe", {"topics": list(topics), "snapshot": snapshot})

    def say(self, operation: str, data: Any) -> None:
        frames = self.session.receive(json.dumps({"id": "1", "operation": operation, "data": data}))
        self._hear(frames)
        assert any(isinstance(text, str) and json.loads(text).get("success") for text in frames)

    def received(self) -> list[str]:
        """The frames since the last time that hold messages."""
        self._hear(self.session.tick(self.stage.sim.clock.now()))
        texts, self.texts = self.texts, []
        return [text for text in texts if "messages" in json.loads(text)]

    def heard(self) -> list[tuple[str, str, dict[str, Any]]]:
        """What they say: topic, type and fields of each message."""
        found = [message for text in self.received() for message in json.loads(text)["messages"]]
        return [(message["topic"], message["type"], json.loads(message["content"])) for message in found]

    def _hear(self, frames: Iterable[str | bytes]) -> None:
        self.texts.extend(text for text in frames if isinstance(text, str))


def books(path: Path) -> dict[str, dict[str, str]]:
    """What a recording amounts to, by topic."""
    found: dict[str, dict[str, str]] = {}
    for one in read_recording(path):
        for said in json.loads(one.frame).get("messages", ()):
            found.setdefault(said["topic"], {}).update(json.loads(said["content"]))
    return found


# -- pace


def test_messages_come_when_they_came(minute: Path) -> None:
    stage = Stage(minute)
    seat = stage.seat(AAPL, snapshot=False)
    assert [kind for _, kind, _ in seat.heard()] == [SNAPSHOT]
    stage.wait(0.9)
    assert seat.heard() == []
    stage.wait(0.1)
    assert seat.heard() == [(AAPL, RATE, {"Bid": "180.20"})]
    stage.wait(1)
    assert seat.heard() == [(AAPL, RATE, {"Ask": "180.40"})]
    stage.wait(100)
    assert seat.heard() == [(AAPL, RATE, {"Bid": "180.50", "LastExecution": "180.500"})]
    stage.wait(1000)
    assert seat.heard() == []


@pytest.mark.parametrize("speed", [0.25, 4.0, 1000.0])
def test_the_pace_is_what_one_asks_for(minute: Path, speed: float) -> None:
    stage = Stage(minute, replay_speed=speed)
    seat = stage.seat(UNKNOWN, snapshot=False)
    stage.wait(59 / speed)
    assert [kind for _, kind, _ in seat.heard()] == [SNAPSHOT]
    stage.wait(1 / speed)
    assert seat.heard() == [(UNKNOWN, RATE, {"Ask": "0.30"})]


def test_nothing_is_played_before_somebody_subscribes(minute: Path) -> None:
    stage = Stage(minute)
    seat = stage.seat()
    stage.wait(500)
    assert seat.heard() == []
    seat.say("Subscribe", {"topics": [AAPL], "snapshot": False})
    assert [kind for _, kind, _ in seat.heard()] == [SNAPSHOT]


def test_a_clock_that_was_set_while_recording_does_not_disturb_the_pace(tmp_path: Path) -> None:
    times = [0.0, 1.0, -3600.0, -3599.0, -3598.98, -3599.01, -3598.0]
    path = recorded(tmp_path / "set", [frame(at, message(AAPL, Bid=str(at))) for at in times])
    stage = Stage(path)
    seat = stage.seat(AAPL, snapshot=False)
    counts = []
    for _ in range(4):
        counts.append(len(seat.heard()))
        stage.wait(1)
    assert counts == [1, 2, 1, 3]


def test_frames_without_a_time_come_with_those_before(tmp_path: Path) -> None:
    rows: list[Any] = [HEADER, {"frame": "{}"}, {"at": 5}, [], {"at": 5, "frame": "no JSON"}]
    text = json.dumps({"messages": [message(AAPL, Bid="1"), 7, {"topic": 7}]})
    times: list[Any] = [{}, {"at": BEGAN}, {"at": "soon"}, {"at": BEGAN + 1}]
    rows.extend({**at, "frame": text} for at in times)
    path = tmp_path / "odd"
    path.write_bytes(gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode() + b"{\n"))
    stage = Stage(path)
    seat = stage.seat(AAPL, snapshot=False)
    assert seat.received() == [text] * 3
    stage.wait(1)
    assert seat.received() == [text]


def test_it_is_over_when_it_is_over_unless_it_shall_loop(minute: Path) -> None:
    once, forever = Stage(minute), Stage(minute, replay_loop=True)
    counts = []
    for stage in (once, forever):
        seat = stage.seat(AAPL, snapshot=False)
        stage.wait(610)  # ten times a minute and the second between the end and the beginning
        counts.append(len(seat.heard()))
    assert counts == [4, 41]


def test_a_loop_over_nothing_ends(tmp_path: Path) -> None:
    stage = Stage(recorded(tmp_path / "empty", []), replay_loop=True)
    seat = stage.seat(AAPL)
    stage.wait(10)
    assert seat.heard() == []


# -- what is heard


def test_everybody_hears_their_own_topics(minute: Path) -> None:
    stage = Stage(minute)
    seats = [stage.seat(*topics, snapshot=False) for topics in ((AAPL,), (UNKNOWN,), ("private",), (AAPL, UNKNOWN))]
    stage.wait(60)
    heard = [[topic for topic, _, _ in seat.heard()] for seat in seats]
    assert heard == [[AAPL] * 4, [UNKNOWN] * 2, ["private"], [AAPL, AAPL, UNKNOWN, AAPL, AAPL, UNKNOWN]]


def test_whole_frames_are_sent_as_they_were_recorded(minute: Path) -> None:
    stage = Stage(minute)
    seat = stage.seat(AAPL, UNKNOWN, "private", snapshot=False)
    stage.wait(60)
    assert seat.received() == [one.frame.decode() for one in read_recording(minute) if b'"messages"' in one.frame]


def test_what_is_unsubscribed_is_not_heard(minute: Path) -> None:
    stage = Stage(minute)
    seat, other = stage.seat(AAPL, UNKNOWN, snapshot=False), stage.seat(AAPL, snapshot=False)
    stage.wait(30)
    assert len(other.heard()) == 4  # these wait for the first one, too
    seat.say("Unsubscribe", {"topics": [AAPL]})
    stage.wait(30)
    assert [topic for topic, _, _ in seat.heard()] == [UNKNOWN, UNKNOWN]


def test_what_happens_to_the_simulated_account_is_heard_as_ever(minute: Path) -> None:
    stage = Stage(minute)
    seat = stage.seat("private")
    stage.sim.world.emit("demo", "Trading.OrderForOpen.Update", {"OrderID": 77})
    assert seat.heard() == [("private", "Trading.OrderForOpen.Update", {"OrderID": 77})]


# -- whole quotes


def test_the_first_one_begins_with_the_first_snapshot(minute: Path) -> None:
    seat = Stage(minute).seat(UNKNOWN)
    assert seat.heard() == [(UNKNOWN, SNAPSHOT, {"Bid": "0.10", "Ask": "0.20"})]


def test_who_starts_late_begins_with_the_state_so_far(minute: Path) -> None:
    stage = Stage(minute)
    early = stage.seat(UNKNOWN)
    stage.wait(30)
    early.heard()
    late = stage.seat(AAPL, UNKNOWN)
    said = {topic: (kind, fields) for topic, kind, fields in late.heard()}
    state = {"Bid": "180.50", "Ask": "180.40", "Date": "2025-11-24T16:00:00Z", "IsMarketOpen": "True"}
    assert said == {
        AAPL: (SNAPSHOT, {**state, "LastExecution": "180.500"}),
        UNKNOWN: (SNAPSHOT, {"Bid": "0.10", "Ask": "0.20"}),
    }
    stage.wait(30)
    assert late.heard() == early.heard() == [(UNKNOWN, RATE, {"Ask": "0.30"})]


def test_time_goes_on_while_nobody_listens(minute: Path) -> None:
    stage = Stage(minute)
    stage.seat(AAPL).session.closed()
    stage.wait(30)
    seat = stage.seat(AAPL)
    ((topic, kind, fields),) = seat.heard()
    assert (topic, kind, fields["Bid"]) == (AAPL, SNAPSHOT, "180.50")


def test_a_recording_that_began_in_the_middle_has_whole_quotes_too(tmp_path: Path) -> None:
    lines = [
        frame(0, message(AAPL, Bid="2")),
        frame(1, message(AAPL, SNAPSHOT, Bid="3", Ask="4", Date=None)),
        frame(2, message(AAPL, "Odd", what=None), {**message(AAPL), "content": "no JSON"}),
        frame(3, message(BTC, Bid="5")),
    ]
    stage = Stage(recorded(tmp_path / "middle", lines))
    stage.seat(BTC).heard()
    assert stage.seat(AAPL).heard() == [(AAPL, SNAPSHOT, {"Bid": "2", "Ask": "4"})]
    stage.wait(3)
    (told,) = stage.seat(BTC).heard()[:1]
    assert told == (BTC, RATE, {"Bid": "5"})
    assert stage.seat(BTC).heard() == [(BTC, SNAPSHOT, {"Bid": "5"})]  # nothing else was ever known
    assert stage.seat(GOLD, "private").heard() == []


def test_many_snapshots_come_in_portions_and_in_their_order(tmp_path: Path) -> None:
    topics = [f"instrument:{number}" for number in range(1, 251)]
    first = frame(0, *(message(topic, SNAPSHOT, Bid="1", Ask="2") for topic in topics))
    stage = Stage(recorded(tmp_path / "many", [first, frame(1, message(topics[-1], Bid="3"))]))
    seat = stage.seat(*topics)
    assert len(seat.texts) == 1 + 1 + 100
    assert [topic for topic, _, _ in seat.heard()] == topics + topics  # as of now, then as it was recorded
    stage.wait(1)
    assert seat.heard() == [(topics[-1], RATE, {"Bid": "3"})]


def test_a_connection_that_fell_silent_holds_nothing_up(minute: Path) -> None:
    stage = Stage(minute)
    mute, seat = stage.seat(AAPL, faults=Faults(ws_mute=1.0)), stage.seat(AAPL)
    mute.texts.clear()
    stage.wait(60)
    assert mute.heard() == []
    assert len(seat.heard()) == 5
    assert mute.heard() == []


def test_who_left_gathers_nothing(minute: Path) -> None:
    replay = Replay(minute)
    listener = Listener(replay, {AAPL})
    for _ in range(2):
        listener.subscribed(START)
    assert len(list(listener.due(START + 1))) == 2
    listener.leave()
    listener.leave()
    assert not list(listener.due(START + 60))
    assert replay.state(AAPL)["Bid"] == "180.20"


# -- files


def test_a_recording_cut_off_anywhere_is_played_up_to_the_cut(tmp_path: Path) -> None:
    moves = [frame(at, message(AAPL, Bid=f"{at * 7919 % 1000}.{at}")) for at in range(400)]
    whole = recorded(tmp_path / "whole", moves).read_bytes()
    cut = tmp_path / "cut"
    counts = []
    for size in range(len(whole) // 4, len(whole) + 1, len(whole) // 9):
        cut.write_bytes(whole[:size])
        seat = (stage := Stage(cut)).seat(AAPL, snapshot=False)
        stage.wait(1000)
        heard = seat.heard()
        assert [fields["Bid"] for _, _, fields in heard] == [f"{at * 7919 % 1000}.{at}" for at in range(len(heard))]
        assert len(heard) == len(list(read_recording(cut)))
        counts.append(len(heard))
    assert counts == sorted(counts)
    assert counts[0] > 0


def test_what_is_no_recording_is_refused_by_name(tmp_path: Path) -> None:
    newer = gzip.compress(b'{"etoropy":"recording","version":9}\n')
    path = tmp_path / "other.gz"
    for content in (b"", b"plain text", gzip.compress(b"{}\n"), gzip.compress(b"[]"), newer):
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"other\.gz cannot be replayed"):
            Simulator(replay=path)
    with pytest.raises(ValueError, match=r"nothing cannot be replayed: No such file"):
        Simulator(replay=tmp_path / "nothing")


@pytest.mark.parametrize("speed", [0.0, -1.0, float("inf"), float("nan")])
def test_a_pace_that_is_none_is_refused(minute: Path, speed: float) -> None:
    with pytest.raises(ValueError, match="replay_speed"):
        Replay(minute, speed=speed)


# -- over a port, with the real client


def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; a test that waits in vain fails."""
    pause, tries = threading.Event(), 0
    while not condition():
        tries += 1
        assert tries < PATIENCE / 0.005
        pause.wait(0.005)


def quotes(client: WsClient, topics: Iterable[str]) -> dict[str, Quote | None]:
    return {topic: client.quote(int(topic.partition(":")[2])) for topic in topics}


def agree(client: WsClient, expected: dict[str, dict[str, str]]) -> bool:
    """Whether a client knows exactly these texts of each instrument."""
    return all(
        quote is not None and quote.fields == expected[topic] for topic, quote in quotes(client, expected).items()
    )


def ids(topics: Iterable[str]) -> list[int]:
    return [int(topic.partition(":")[2]) for topic in topics]


def made_recording(path: Path, topics: Iterable[str], beats: int) -> Path:
    """A recording by the real client of a simulated market, two beats a second of simulated time."""
    wanted = ids(topics)
    with (
        Simulator(clock=SimClock.manual(START), tick_interval=0.05) as sim,
        WsClient(sim.config) as client,
        client.record(path),
    ):
        client.subscribe(wanted)
        until(lambda: all(client.quote(one) for one in wanted))
        for _ in range(beats):
            before = client.stats().messages
            sim.clock.advance(0.5)
            until(lambda before=before: client.stats().messages >= before + len(wanted))  # type: ignore[misc]
    return path


@pytest.mark.port
def test_a_client_of_the_replay_ends_with_the_books_of_the_recording(tmp_path: Path) -> None:
    topics = (AAPL, BTC, "instrument:1")
    path = made_recording(tmp_path / "made.jsonl.gz", topics, beats=12)
    expected = books(path)
    assert expected.keys() == set(topics)
    with Simulator(replay=path, replay_speed=1e6, speed=5.0, tick_interval=0.02) as sim:
        with WsClient(sim.config) as client:
            client.subscribe(ids(topics))
            until(lambda: agree(client, expected))
            for topic, quote in quotes(client, topics).items():
                assert quote is not None
                assert str(quote.decimal("bid")) == expected[topic]["Bid"]
                assert str(quote.decimal("ask")) == expected[topic]["Ask"]
            assert client.stats().messages >= sum(b'"messages"' in one.frame for one in read_recording(path))
        with WsClient(sim.config) as late:
            late.subscribe(ids(topics))
            until(lambda: agree(late, expected))


@pytest.mark.port
def test_the_port_takes_its_interval_and_its_names(minute: Path) -> None:
    import httpx

    with Simulator(replay=minute, allowed_hosts=["market.example"]) as sim:
        statuses = [
            httpx.get(f"{sim.base_url}/api/v1/me", headers={**sim.headers(), "host": host}).status_code
            for host in ("market.example", "other.example")
        ]
    assert statuses == [200, 421]
    with pytest.raises(ValueError, match="interval"):
        Simulator(tick_interval=0.0).start()
