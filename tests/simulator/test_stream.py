"""The stream's protocol, one frame after the other, with a clock that is moved by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from etoropy.simulator.clock import read_time
from etoropy.simulator.faults import Faults
from etoropy.simulator.messages import Mode
from etoropy.simulator.stream import FRAME_LIMIT, KEEPALIVE, TOPIC_LIMIT, Close, Frame, Pace, StreamSession
from etoropy.simulator.stream_content import NET_TYPE_NAME

from .desk import Desk

DOCUMENT = yaml.safe_load((Path(__file__).resolve().parents[2] / "openapi" / "stream.yaml").read_text(encoding="utf-8"))
RATE, SNAPSHOT = "Trading.Instrument.Rate", "Snapshot"
AAPL, BTC, EURUSD = "instrument:1001", "instrument:100000", "instrument:1"


class Line:
    """A client of one session: says things, lets time pass, keeps a book of what it was told."""

    def __init__(self, desk: Desk | None = None, *, mode: Mode = "demo", number: int = 1, **settings: Any) -> None:
        self.desk = desk or Desk(mode)
        self.mode = mode
        self.session = StreamSession(self.desk.sim.world, number, faults=self.desk.sim.faults, **settings)
        self.book: dict[str, dict[str, str]] = {}
        self.messages: list[dict[str, Any]] = []

    def say(self, operation: str, data: Any = None, identity: str = "one") -> list[dict[str, Any]]:
        return self.hear(self.session.receive(json.dumps({"id": identity, "operation": operation, "data": data})))

    def hear(self, frames: Iterable[Frame]) -> list[dict[str, Any]]:
        """Frames read back; messages are kept, and quotes merged into the book."""
        read = [json.loads(frame) for frame in frames if isinstance(frame, str)]
        for frame in read:
            for message in frame.get("messages", []):
                content = json.loads(message["content"])
                self.messages.append({**message, "content": content})
                if message["topic"] != "private":
                    self.book.setdefault(message["topic"], {}).update(content)
        return read

    def authenticated(self) -> Line:
        keys = self.desk.sim.world.keys[self.mode]
        (ack,) = self.say("Authenticate", {"apiKey": keys.api_key, "userKey": keys.user_key})
        assert ack == {"id": "one", "operation": "Authenticate", "success": True}
        return self

    def subscribed(self, *topics: str, snapshot: bool = True) -> Line:
        assert self.say("Subscribe", {"topics": list(topics), "snapshot": snapshot})[0]["success"] is True
        return self

    def wait(self, seconds: float = 0.5) -> list[dict[str, Any]]:
        """Let time pass; the messages that were due at its end."""
        known = len(self.messages)
        self.desk.wait(seconds)
        self.desk.sim.settle()
        self.hear(self.session.tick(self.desk.sim.clock.now()))
        return self.messages[known:]

    def deltas(self, beats: int) -> Iterator[dict[str, str]]:
        for _ in range(beats):
            for message in self.wait():
                assert message["type"] == RATE
                yield message["content"]


@pytest.fixture
def line() -> Line:
    return Line()


def code(answers: list[dict[str, Any]]) -> str:
    (answer,) = answers
    assert answer["success"] is False
    assert answer["errorMessage"]
    found: str = answer["errorCode"]
    return found


def many(count: int, start: int = 1) -> list[str]:
    return [f"instrument:{number}" for number in range(start, start + count)]


def book_of(desk: Desk, instrument_id: int) -> dict[str, float]:
    quote = desk.sim.market.quote(desk.sim.market.instruments[instrument_id])
    return {
        "Bid": quote.bid,
        "Ask": quote.ask,
        "LastExecution": quote.last,
        "ConversionRateBid": quote.conversion_bid,
        "ConversionRateAsk": quote.conversion_ask,
    }


# -- authentication


def test_an_ack_repeats_id_and_operation(line: Line) -> None:
    line.authenticated()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (None, "DataRequired"),
        ({}, "DataRequired"),
        ({"userKey": "u"}, "ApiKeyRequired"),
        ({"apiKey": "a"}, "UserKeyRequired"),
        ({"apiKey": "", "userKey": "u"}, "ApiKeyRequired"),
        ({"apiKey": "wrong", "userKey": "wrong"}, "InvalidKey"),
        ({"apiKey": ["a"], "userKey": "u"}, "UnhandledException"),
        ("keys", "UnhandledException"),
    ],
)
def test_what_is_wrong_with_keys_is_told(line: Line, data: Any, expected: str) -> None:
    assert code(line.say("Authenticate", data)) == expected
    line.authenticated()


def test_a_good_api_key_with_a_wrong_user_key_is_unauthorized_and_with_anothers_forbidden(line: Line) -> None:
    demo, real = (line.desk.sim.world.keys[mode] for mode in ("demo", "real"))
    assert code(line.say("Authenticate", {"apiKey": demo.api_key, "userKey": "wrong"})) == "Unauthorized"
    assert code(line.say("Authenticate", {"apiKey": demo.api_key, "userKey": real.user_key})) == "Forbidden"


def test_too_many_attempts_are_told_whatever_the_keys(line: Line) -> None:
    for _ in range(5):
        assert code(line.say("Authenticate", {"apiKey": "a", "userKey": "b"})) == "InvalidKey"
    keys = line.desk.sim.world.keys["demo"]
    good = {"apiKey": keys.api_key, "userKey": keys.user_key}
    assert code(line.say("Authenticate", good)) == "TooManyRequests"


def test_authenticating_twice_is_refused_and_the_session_lives_on(line: Line) -> None:
    line.authenticated()
    assert code(line.say("Authenticate", {"apiKey": "a", "userKey": "b"})) == "SessionAlreadyAuthenticated"
    line.subscribed(AAPL)


@pytest.mark.parametrize("operation", ["Subscribe", "Unsubscribe"])
def test_nothing_is_told_before_authentication(line: Line, operation: str) -> None:
    assert code(line.say(operation, {"topics": [AAPL], "snapshot": True})) == "Unauthorized"
    assert line.session.topics == []
    assert line.wait(5) == []


# -- what the client may say


def test_an_unknown_operation_is_told(line: Line) -> None:
    line.authenticated()
    assert code(line.say("Ping")) == "UnhandledException"


@pytest.mark.parametrize("frame", ["", "{", "[]", "17", '{"id": 1}'])
def test_what_is_no_call_is_told_and_the_session_lives_on(line: Line, frame: str) -> None:
    assert code(line.hear(line.session.receive(frame))) == "UnhandledException"
    line.authenticated()


def test_a_binary_frame_is_refused_with_a_close(line: Line) -> None:
    line.authenticated()
    assert line.session.receive(b"\x00") == []
    assert line.session.closing == Close(1003, "text frames only")
    assert not line.session.closing.is_cut
    assert line.say("Subscribe", {"topics": [AAPL]}) == []
    assert line.wait() == []


@pytest.mark.parametrize("letter", ["x", "é"])
def test_a_frame_over_the_limit_cuts_the_connection(line: Line, letter: str) -> None:
    size = len(letter.encode())
    line.session.receive(letter * (FRAME_LIMIT // size))
    assert line.session.closing is None
    line.session.receive(letter * (FRAME_LIMIT // size + 1))
    assert line.session.closing is not None
    assert line.session.closing.is_cut


def test_topics_that_are_none_are_refused_whole(line: Line) -> None:
    line.authenticated()
    for topic in ("instrument:", "instrument:x", "instrument:1.5", "rates", "", 5, None, ["private"], "instrument:١"):
        assert code(line.say("Subscribe", {"topics": [AAPL, topic]})) == "SubscribeFailed"
    for data in (None, {}, {"topics": []}, {"topics": AAPL}, "private"):
        assert code(line.say("Subscribe", data)) == "DataRequired"
    assert line.session.topics == []


def test_an_instrument_that_does_not_exist_can_be_subscribed_and_stays_silent(line: Line) -> None:
    line.authenticated()
    answers = line.say("Subscribe", {"topics": ["instrument:999999999", "instrument:0"], "snapshot": True})
    assert [answer.get("success") for answer in answers] == [True]
    assert line.wait(5) == []


def test_one_topic_too_many_refuses_the_frame_and_leaves_the_rest(line: Line) -> None:
    line.authenticated()
    for start in range(1, TOPIC_LIMIT, 1_000):
        line.subscribed(*many(min(1_000, TOPIC_LIMIT + 1 - start), start), snapshot=False)
    assert len(line.session.topics) == TOPIC_LIMIT
    assert code(line.say("Subscribe", {"topics": many(2, TOPIC_LIMIT)})) == "SubscribeFailed"
    assert len(line.session.topics) == TOPIC_LIMIT
    line.subscribed(AAPL)
    assert line.say("Unsubscribe", {"topics": many(1)})[0]["success"] is True
    line.subscribed(*many(1, TOPIC_LIMIT + 1), snapshot=False)


# -- snapshots


def test_the_ack_comes_before_the_snapshots_and_those_in_the_order_asked(line: Line) -> None:
    answers = line.authenticated().say("Subscribe", {"topics": [BTC, AAPL, EURUSD], "snapshot": True})
    assert answers[0]["success"] is True
    assert [frame["messages"][0]["topic"] for frame in answers[1:]] == [BTC, AAPL, EURUSD]
    assert {message["type"] for message in line.messages} == {SNAPSHOT}


def test_there_is_one_snapshot_for_each_subscription_that_wants_one(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    line.wait(10)
    line.subscribed(AAPL, snapshot=False)
    assert Counter(message["type"] for message in line.messages)[SNAPSHOT] == 1
    line.subscribed(AAPL)
    assert Counter(message["type"] for message in line.messages)[SNAPSHOT] == 2


def test_many_snapshots_arrive_all_and_before_any_difference(line: Line) -> None:
    numbers = [number for number in line.desk.sim.market.instruments if line.desk.sim.market.find(number)][:700]
    line.authenticated().subscribed(*(f"instrument:{number}" for number in numbers))
    line.wait()
    kinds = [message["type"] for message in line.messages]
    assert kinds[:700] == [SNAPSHOT] * 700
    assert SNAPSHOT not in kinds[700:]


def test_a_snapshot_that_is_owed_is_not_sent_after_unsubscribing(line: Line) -> None:
    line.authenticated().subscribed(*many(600))
    line.say("Unsubscribe", {"topics": many(600)})
    assert line.wait() == []


def test_a_snapshot_holds_strings_alone_among_them_oddities() -> None:
    line = Line().authenticated()
    numbers = [number for number in line.desk.sim.market.instruments if line.desk.sim.market.find(number)][:900]
    line.subscribed(*(f"instrument:{number}" for number in numbers))
    line.wait()
    contents = [message["content"] for message in line.messages if message["type"] == SNAPSHOT]
    assert all(isinstance(value, str) for content in contents for value in content.values())
    assert all({"Bid", "Ask"} <= content.keys() for content in contents)
    spellings = {content["IsMarketOpen"] for content in contents if "IsMarketOpen" in content}
    assert spellings == {"True", "true", "TRUE"}
    assert {"InstrumentID", "InstrumentId"} <= {name for content in contents for name in content}
    assert NET_TYPE_NAME in {content.get("ClosingPrices") for content in contents}
    assert any(name not in content for content in contents for name in ("LastExecution", "ClosingPrices", "Date"))


# -- differences


@pytest.mark.parametrize("snapshot", [True, False])
def test_a_field_is_told_exactly_when_its_string_changed(line: Line, snapshot: bool) -> None:
    line.authenticated().subscribed(AAPL, BTC, EURUSD, snapshot=snapshot)
    told = {topic: dict(book) for topic, book in line.book.items()}
    for _ in range(200):
        for message in line.wait():
            known = told.setdefault(message["topic"], {})
            assert message["content"]
            assert all(known.get(name) != value for name, value in message["content"].items())
            known.update(message["content"])


def test_the_merged_book_is_the_market_at_every_beat() -> None:
    line = Line().authenticated().subscribed("instrument:1001", "instrument:5", "instrument:1", "instrument:100000")
    for _ in range(150):
        line.wait()
        for topic, book in line.book.items():
            expected = book_of(line.desk, int(topic.partition(":")[2]))
            assert {name: float(book[name]) for name in expected} == expected


def test_the_merged_book_is_what_the_rates_say(line: Line) -> None:
    line.authenticated().subscribed(AAPL, EURUSD)
    line.wait(30)
    for rate in line.desk.get("/api/v1/market-data/instruments/rates?instrumentIds=1001,1")["rates"]:
        book = line.book[f"instrument:{rate['instrumentID']}"]
        for name, value in rate.items():
            key = {"priceRateID": "PriceRateID", "unitMargin": "NewUnitMargin"}.get(name, name[0].upper() + name[1:])
            if key in book and name not in ("date", "instrumentID"):
                assert float(book[key]) == value, name


def test_without_a_snapshot_the_first_difference_is_partial(line: Line) -> None:
    line.authenticated().subscribed(AAPL, snapshot=False)
    assert line.messages == []
    first = next(line.deltas(20))
    assert "Date" in first
    assert not {"Bid", "Ask"} <= first.keys()


def test_most_messages_move_nothing_and_most_moves_are_one_sided(line: Line) -> None:
    line.authenticated().subscribed(AAPL, BTC)
    moves = Counter(len(delta.keys() & {"Bid", "Ask"}) for delta in line.deltas(1_500))
    assert 0.5 < moves[0] / moves.total() < 0.72
    assert moves[1] > moves[2] > 0


def test_heartbeats_hold_the_date_and_the_rates_id_alone_and_some_moves_no_date(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    deltas = list(line.deltas(800))
    assert {"Date", "PriceRateID"} in [delta.keys() for delta in deltas]
    assert any("Date" not in delta for delta in deltas)


def test_dates_go_forwards_and_rate_ids_do_not(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    deltas = list(line.deltas(200))
    dates = [read_time(delta["Date"]) or 0.0 for delta in deltas if "Date" in delta]
    assert all(before < after for before, after in pairwise(dates))
    ids = [int(delta["PriceRateID"]) for delta in deltas]
    assert any(before > after for before, after in pairwise(ids))
    assert len(set(ids)) == len(ids)


def test_last_execution_follows_the_bid_or_is_never_told() -> None:
    line = Line().authenticated().subscribed(*many(200, 1001))
    for _ in range(20):
        line.wait()
    books = [book for book in line.book.values() if "LastExecution" in book]
    assert {"0"} < {book["LastExecution"] for book in books}
    assert all(book["LastExecution"] in ("0", book["Bid"]) for book in books)


def test_a_pinned_price_reaches_the_book(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    line.desk.sim.market.set_price("AAPL", 500.0)
    line.wait()
    book = line.book[AAPL]
    assert float(book["Bid"]) < 500 < float(book["Ask"])


def test_an_instrument_is_quoted_twice_a_second_and_time_that_flew_by_is_not_made_up_for(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    assert sum(len(line.wait(0.1)) for _ in range(100)) == 20
    assert len(line.wait(3_600)) == 1


def test_the_interval_between_messages_can_be_set() -> None:
    line = Line(pace=Pace(interval=2.0)).authenticated().subscribed(AAPL)
    assert sum(len(line.wait(0.5)) for _ in range(40)) == 10


def test_the_interval_may_be_shorter_than_prices_move_at() -> None:
    line = Line(pace=Pace(interval=0.01)).authenticated().subscribed(AAPL)
    messages = [message["content"] for _ in range(300) for message in line.wait(0.01)]
    assert len(messages) > 250
    dates = [read_time(message["Date"]) or 0.0 for message in messages if "Date" in message]
    assert all(before < after for before, after in pairwise(dates))


def test_many_topics_take_turns_and_none_is_forgotten() -> None:
    line = Line(pace=Pace(interval=0.5, per_second=40)).authenticated().subscribed(*many(100, 1001), snapshot=False)
    heard = Counter(message["topic"] for _ in range(60) for message in line.wait(0.5))
    assert len(heard) == len([t for t in line.session.topics if line.desk.sim.market.find(int(t[11:]))])
    assert set(heard.values()) == {12}
    assert max(len(line.wait(0.5)) for _ in range(20)) <= 20


def test_a_tick_can_be_taken_in_pieces(line: Line) -> None:
    line.authenticated().subscribed(*many(90, 1001))
    line.wait()
    line.desk.wait(0.5)
    now = line.desk.sim.clock.now()
    pieces = []
    while frames := line.session.tick(now, most=20):
        pieces.append(line.hear(frames))
    assert [len(piece) for piece in pieces[:-1]] == [20] * (len(pieces) - 1)
    topics = [frame["messages"][0]["topic"] for piece in pieces for frame in piece]
    assert len(topics) == len(set(topics)) > 80


def test_an_unsubscribed_topic_is_silent(line: Line) -> None:
    line.authenticated().subscribed(AAPL, BTC)
    (ack,) = line.say("Unsubscribe", {"topics": [AAPL, "instrument:1111"]}, identity="two")
    assert ack == {"id": "two", "operation": "Unsubscribe", "success": True}
    assert {message["topic"] for _ in range(10) for message in line.wait()} == {BTC}


def test_the_same_seed_and_clock_tell_the_same_story() -> None:
    stories = []
    for seed in (4, 4, 5):
        line = Line(Desk(seed=seed)).authenticated().subscribed(AAPL, BTC)
        for _ in range(20):
            line.wait()
        stories.append(line.messages)
    assert stories[0] == stories[1] != stories[2]


def test_messages_have_ids_of_their_own_across_connections() -> None:
    desk = Desk()
    lines = [Line(desk, number=number).authenticated().subscribed(AAPL) for number in (1, 2)]
    for line in lines:
        line.wait(5)
    ids = [message["id"] for line in lines for message in line.messages]
    assert len(set(ids)) == len(ids)


# -- keepalives and faults


def test_keepalives_come_now_and_then_sometimes_before_the_first_word() -> None:
    desk = Desk()
    sessions = [StreamSession(desk.sim.world, number) for number in range(40)]
    greetings = [session.opened() for session in sessions]
    assert [KEEPALIVE] in greetings
    assert [] in greetings
    keys = desk.sim.world.keys["demo"]
    call = json.dumps(
        {"id": "1", "operation": "Authenticate", "data": {"apiKey": keys.api_key, "userKey": keys.user_key}}
    )
    assert any(session.receive(call)[0] == KEEPALIVE for session in sessions)
    heard = 0
    for _ in range(100):
        desk.wait(1)
        heard += sessions[0].tick(desk.sim.clock.now()).count(KEEPALIVE)
    assert 4 <= heard <= 13


def test_a_dropped_connection_is_cut_without_a_word() -> None:
    line = Line().authenticated().subscribed(AAPL)
    line.desk.sim.faults.next("ws_drop")
    assert line.wait(1.5) == []
    assert line.session.closing is not None
    assert line.session.closing.is_cut


def test_a_mute_connection_stays_open_and_says_nothing_more() -> None:
    line = Line().authenticated().subscribed(AAPL)
    line.desk.sim.faults.next("ws_mute")
    assert line.wait(1.5) == []
    assert line.wait(100) == []
    assert line.say("Subscribe", {"topics": [BTC], "snapshot": True}) == []
    assert line.session.closing is None


def test_faults_get_a_chance_each_second() -> None:
    lived = []
    for seed in range(30):
        line = Line(Desk(faults=Faults(ws_drop=0.5, seed=seed))).authenticated()
        seconds = 0
        while line.session.closing is None:
            line.wait(1.0)
            seconds += 1
        lived.append(seconds)
    assert 1.2 < sum(lived) / len(lived) < 3.5


# -- private events


def test_what_happens_to_the_account_is_told_in_real_types(line: Line) -> None:
    line.authenticated().subscribed("private")
    line.desk.order_v2()
    events = line.wait(2)
    assert {event["topic"] for event in events} == {"private"}
    kinds = [event["type"] for event in events]
    assert "Trading.OrderForOpen.Update" in kinds
    assert "Trading.Position.Opened" in kinds
    update = next(event["content"] for event in events if event["type"] == "Trading.OrderForOpen.Update")
    assert update["StatusID"] == update["StatusId"]
    assert isinstance(update["OrderID"], int)


def test_private_events_are_told_only_to_who_subscribed_and_not_afterwards(line: Line) -> None:
    line.authenticated().subscribed(AAPL)
    line.desk.bought()
    assert all(message["topic"] == AAPL for message in line.wait())
    line.subscribed("private")
    assert all(message["topic"] == AAPL for message in line.wait()), "what is past is not told again"
    line.say("Unsubscribe", {"topics": ["private"]})
    line.desk.bought()
    assert all(message["topic"] == AAPL for message in line.wait())


def test_each_connection_hears_of_the_account_of_its_keys() -> None:
    demo = Line(Desk("demo")).authenticated().subscribed("private")
    real = Line(demo.desk, mode="real").authenticated().subscribed("private")
    demo.desk.order_v2()
    assert demo.wait(2)
    assert real.wait(2) == []


def test_a_closed_session_is_forgotten_by_the_world(line: Line) -> None:
    line.authenticated().subscribed("private", AAPL)
    line.session.closed()
    line.desk.bought()
    assert line.wait() == []
    line.session.closed()


# -- the document


def test_everything_said_is_what_the_document_describes(line: Line) -> None:
    frames: list[Frame] = []
    keys = line.desk.sim.world.keys["demo"]
    calls = [
        ("Authenticate", {"apiKey": "a", "userKey": "b"}),
        ("Subscribe", {"topics": [AAPL]}),
        ("Authenticate", {"apiKey": keys.api_key, "userKey": keys.user_key}),
        ("Subscribe", {"topics": [AAPL, "private", *many(200)], "snapshot": True}),
        ("Unsubscribe", {"topics": many(50)}),
    ]
    for operation, data in calls:
        frames += line.session.receive(json.dumps({"id": "x", "operation": operation, "data": data}))
    position = line.desk.bought()
    line.desk.close(position)
    for _ in range(20):
        line.desk.wait(0.5)
        line.desk.sim.settle()
        frames += line.session.tick(line.desk.sim.clock.now())
    kinds = Counter(kind for frame in frames if isinstance(frame, str) for kind in described(json.loads(frame)))
    assert {"Ack", RATE, SNAPSHOT, "Trading.OrderForOpen.Update", "Trading.Position.Closed"} <= kinds.keys()


def described(frame: dict[str, Any]) -> Iterator[str]:
    """What kinds of thing a frame holds; each is checked against its schema."""
    if "messages" not in frame:
        check("#/components/schemas/Ack", frame)
        yield "Ack"
        return
    check("#/components/schemas/DataFrame", frame)
    assert len(frame["messages"]) == 1
    for message in frame["messages"]:
        check(DOCUMENT["x-stream"]["messages"][message["type"]]["content"], json.loads(message["content"]))
        yield message["type"]


def check(reference: str, value: Any) -> None:
    Draft202012Validator({"$ref": reference, "components": DOCUMENT["components"]}).validate(value)


def test_every_authentication_error_of_the_document_can_be_had() -> None:
    known = set(DOCUMENT["components"]["schemas"]["AuthenticateErrorCode"]["enum"])
    source = (Path(__file__).resolve().parents[2] / "etoropy" / "simulator" / "stream.py").read_text(encoding="utf-8")
    assert {name for name in known if f'"{name}"' in source} == known


# -- a great many


def test_a_connection_full_of_topics_is_served_evenly() -> None:
    line = Line().authenticated()
    numbers = [number for number in line.desk.sim.market.instruments if line.desk.sim.market.find(number)][:4_000]
    for start in range(0, 4_000, 1_000):
        line.subscribed(*(f"instrument:{number}" for number in numbers[start : start + 1_000]), snapshot=False)
    assert [len(line.wait()) for _ in range(Pace().turns(4_000))] == [500] * 8
    assert len(line.book) == 4_000
