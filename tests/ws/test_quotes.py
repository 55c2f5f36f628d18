"""Whole quotes out of partial messages."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import EToroValidationError
from etoropy.ws.quotes import Book, Quote, Unreadable

from .hostile import envelope, rate, snapshot
from .timeless import timeless

AAPL = 1001


class Elsewhere:
    """Keeps what the book had no use for."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.messages: list[Any] = []
        self.problems: list[Unreadable] = []

    def frame(self, frame: bytes, at: float, out: list[Any]) -> None:
        self.frames.append(frame)

    def message(self, message: Any, at: float, out: list[Any]) -> None:
        self.messages.append(message)

    def unreadable(self, problem: Unreadable) -> None:
        self.problems.append(problem)


class Desk:
    """A book that follows AAPL, and what became of what it read."""

    def __init__(self, *instruments: int) -> None:
        self.elsewhere = Elsewhere()
        self.book = Book(self.elsewhere)
        for number in instruments or (AAPL,):
            self.book.add(f"instrument:{number}", number, f"S{number}")

    def read(self, *messages: dict[str, Any], at: float = 0.0) -> list[Quote]:
        out: list[Quote] = []
        self.book.read([envelope(*messages)], at, out)
        return out


def test_a_snapshot_makes_a_whole_quote() -> None:
    (quote,) = Desk().read(snapshot(AAPL, Bid="187.12", Ask="187.15", ConversionRateBid="1"), at=1764000000.0)
    assert (quote.instrument_id, quote.symbol, quote.bid, quote.ask, quote.last) == (AAPL, "S1001", 187.12, 187.15, 100)
    assert quote.mid == pytest.approx(187.135)
    assert quote.spread == pytest.approx(0.03)
    assert quote.date == datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=UTC)
    assert quote.price_rate_id == 1
    assert quote.conversion_rate_bid == 1.0
    assert quote.conversion_rate_ask is None
    assert quote.is_market_open is True
    assert quote.received_at == datetime.fromtimestamp(1764000000, UTC)
    assert {"bid", "ask", "last", "date", "price_rate_id", "is_market_open"} <= quote.changed


def test_one_sided_deltas_count() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    (bid,) = desk.read(rate(AAPL, Bid="100.2"))
    (ask,) = desk.read(rate(AAPL, Ask="100.7"))
    assert (bid.bid, bid.ask, bid.changed) == (100.2, 100.5, {"bid"})
    assert (ask.bid, ask.ask, ask.changed) == (100.2, 100.7, {"ask"})
    assert bid.ask == 100.5, "a quote once given never changes"


def test_no_quote_before_both_sides_are_known() -> None:
    desk = Desk()
    assert desk.read(rate(AAPL, Bid="1")) == []
    assert desk.book.latest("instrument:1001") is None
    assert desk.read(rate(AAPL, Bid="1.5", Date="2026-11-20T10:00:00Z")) == []
    (quote,) = desk.read(rate(AAPL, Ask="2"))
    assert (quote.bid, quote.ask, quote.date) == (1.5, 2.0, datetime(2026, 11, 20, 10, tzinfo=UTC))


def test_heartbeats_update_the_date_and_are_given_only_when_asked_for() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    beat = rate(AAPL, Date="2026-11-20T10:00:05Z", PriceRateID="2")
    assert desk.read(beat, at=5.0) == []
    latest = desk.book.latest("instrument:1001")
    assert latest is not None
    assert latest.date == datetime(2026, 11, 20, 10, 0, 5, tzinfo=UTC)
    assert latest.received_at == datetime.fromtimestamp(5, UTC)
    desk.book.heartbeats = True
    (quote,) = desk.read(beat)
    assert quote.is_heartbeat
    assert quote.changed == {"date", "price_rate_id"}
    (moved,) = desk.read(rate(AAPL, Bid="99", Date="2026-11-20T10:00:06Z"))
    assert not moved.is_heartbeat


def test_a_delta_without_a_date_keeps_the_old_one() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    (quote,) = desk.read(rate(AAPL, Bid="99"))
    assert quote.date == datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=UTC)


def test_the_exact_figures_are_at_hand() -> None:
    (quote,) = Desk().read(snapshot(AAPL, Bid="0.10000000000000000001", Ask="0.3", LastExecution="0"))
    assert quote.decimal("bid") == Decimal("0.10000000000000000001")
    assert quote.decimal("spread") == Decimal("0.19999999999999999999")
    assert quote.decimal("mid") == Decimal("0.200000000000000000005")
    assert quote.decimal("last") == 0
    assert quote.last == 0.0
    assert quote.decimal("conversion_rate_ask") is None
    with pytest.raises(EToroValidationError, match="no price 'volume'"):
        quote.decimal("volume")


def test_numbers_that_come_as_numbers_are_taken_too() -> None:
    (quote,) = Desk().read(snapshot(AAPL, Bid=187.12, Ask=188, LastExecution=0, PriceRateID=5))
    assert (quote.bid, quote.ask, quote.last, quote.price_rate_id) == (187.12, 188.0, 0.0, 5)
    assert quote.decimal("bid") == Decimal("187.12")


def test_snapshots_of_any_shape_are_read() -> None:
    (quote,) = Desk().read(
        snapshot(
            AAPL,
            IsInstrumentActive="TRUE",
            IsMarketOpen="false",
            AllowBuy=True,
            AllowSell="maybe",
            MaxPositionUnits="1500.5",
            OfficialClosingPrice="-1",
            ClosingPrices="System.Collections.Generic.Dictionary`2[System.String,System.Decimal]",
            IsExchangeOpen="",
            SomethingNew={"a": [1]},
        )
    )
    assert (quote.is_active, quote.is_market_open, quote.is_exchange_open) == (True, False, None)
    assert (quote.allow_buy, quote.allow_sell) == (True, None)
    assert (quote.max_position_units, quote.official_closing_price) == (1500.5, -1.0)
    assert quote.closing_prices == {}
    assert quote.fields["SomethingNew"] == {"a": [1]}
    assert "something_new" in quote.changed


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ('{"Daily":"187.1","Weekly":180,"Monthly":"x"}', {"Daily": 187.1, "Weekly": 180.0}),
        ({"Daily": "1"}, {"Daily": 1.0}),
        ("[]", {}),
        (None, {}),
    ],
)
def test_closing_prices_are_read_as_far_as_they_make_sense(sent: object, read: dict[str, float]) -> None:
    (quote,) = Desk().read(snapshot(AAPL, ClosingPrices=sent))
    assert quote.closing_prices == read


def test_a_snapshot_with_a_side_missing_waits_for_it() -> None:
    desk = Desk()
    assert desk.read(snapshot(AAPL, Ask=None)) == []
    (quote,) = desk.read(rate(AAPL, Ask="101"))
    assert (quote.bid, quote.ask, quote.is_market_open) == (100.0, 101.0, True)


def test_a_second_snapshot_brings_the_facts_up_to_date() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL, AllowBuy="True"))
    (quote,) = desk.read(snapshot(AAPL, Bid="101", IsMarketOpen="False"))
    assert (quote.bid, quote.is_market_open, quote.allow_buy) == (101.0, False, None)


@pytest.mark.parametrize("bad", ["", "abc", "NaN", "Infinity", "-inf", [], {}, "1e999", "--1"])
@pytest.mark.parametrize("side", ["Bid", "Ask", "LastExecution"])
def test_prices_that_mean_nothing_are_reported_and_the_former_stands(side: str, bad: object) -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    (quote,) = desk.read(rate(AAPL, **{side: bad, "ConversionRateBid": "2"}))
    assert (quote.bid, quote.ask, quote.last, quote.conversion_rate_bid) == (100.0, 100.5, 100.0, 2.0)
    assert [problem.field for problem in desk.elsewhere.problems] == [side]


def test_unreadable_dates_are_reported() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    (quote,) = desk.read(rate(AAPL, Bid="99", Date="soon"))
    assert (quote.bid, quote.date) == (99.0, None)
    desk.book.check_dates()
    assert [problem.field for problem in desk.elsewhere.problems] == ["Date"]
    assert "soon" in str(desk.elsewhere.problems[0])


def test_nulls_count_as_absent() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    (quote,) = desk.read(rate(AAPL, Bid=None, Ask="101"))
    assert (quote.bid, quote.ask) == (100.0, 101.0)
    assert desk.elsewhere.problems == []


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '"x"', None, 7, ["a"]])
def test_content_that_is_no_object_is_reported(content: object) -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    message = {"topic": "instrument:1001", "type": "Trading.Instrument.Rate", "content": content}
    assert desk.read(message) == []
    assert [problem.field for problem in desk.elsewhere.problems] == ["content"]
    (quote,) = desk.read(rate(AAPL, Bid="99"))
    assert (quote.bid, quote.ask) == (99.0, 100.5)


def test_content_that_is_an_object_already_is_read() -> None:
    desk = Desk()
    message = snapshot(AAPL)
    message["content"] = json.loads(message["content"])
    (quote,) = desk.read(message)
    assert quote.bid == 100.0


@pytest.mark.parametrize("count", [1, 20])
def test_what_means_nothing_in_an_object_is_reported_too(count: int) -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    content = {"Bid": True, "Ask": "101", "Date": None, "ConversionRateBid": "abc"}
    message = {"topic": "instrument:1001", "type": "Trading.Instrument.Rate", "content": content}
    desk.book.read([envelope(message)] * count, 0.0, out := [])
    assert [(quote.bid, quote.ask) for quote in out] == [(100.0, 101.0)] * count
    assert [it.field for it in desk.elsewhere.problems] == ["Bid", "ConversionRateBid"] * count


def test_messages_for_others_are_passed_on() -> None:
    desk = Desk()
    strangers: list[Any] = [rate(5, Bid="1"), {"topic": "private"}, {"topic": ["x"]}, {}, "text", 7, None]
    out: list[Quote] = []
    desk.book.read([json.dumps({"messages": strangers}).encode()], 0.0, out)
    assert out == []
    assert desk.elsewhere.messages == strangers
    assert desk.book.messages == len(strangers)


@pytest.mark.parametrize("frame", [b"", b"\xff", b"[]", b"{}", b"7", b'{"messages": 7}', b'{"messages": null}'])
def test_frames_without_messages_are_passed_on(frame: bytes) -> None:
    desk = Desk()
    desk.book.read([frame, envelope(snapshot(AAPL))], 0.0, out := [])
    assert desk.elsewhere.frames == [frame]
    assert len(out) == 1


def test_other_kinds_of_message_about_an_instrument_change_nothing() -> None:
    desk = Desk()
    message = snapshot(AAPL) | {"type": "Trading.Instrument.News"}
    assert desk.read(message) == []
    assert desk.book.latest("instrument:1001") is None


def test_what_was_known_before_a_gap_is_not_merged_with_what_comes_after() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL, AllowBuy="True"))
    desk.book.forget_all()
    before = desk.book.latest("instrument:1001")
    assert before is not None
    assert before.bid == 100.0
    assert desk.book.current("instrument:1001") is None
    assert desk.read(rate(AAPL, Bid="90")) == [], "the ask is from before and may be wrong by now"
    assert desk.book.latest("instrument:1001") == before
    (quote,) = desk.read(rate(AAPL, Ask="91"))
    assert (quote.bid, quote.ask, quote.allow_buy, quote.last) == (90.0, 91.0, None, None)


def test_forgetting_twice_keeps_the_last_whole_quote() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    desk.book.forget("instrument:1001")
    desk.book.forget("instrument:1001")
    desk.book.forget("instrument:5")
    latest = desk.book.latest("instrument:1001")
    assert latest is not None
    assert latest.bid == 100.0


def test_dropped_instruments_are_unknown() -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    desk.book.drop("instrument:1001")
    assert desk.read(rate(AAPL, Bid="1")) == []
    assert desk.book.latest("instrument:1001") is None
    assert desk.book.current("instrument:1001") is None


def test_quotes_can_be_made_by_hand() -> None:
    quote = Quote.of(5, {"Bid": "1.5", "Ask": "2"}, received=9.0)
    assert (quote.instrument_id, quote.symbol, quote.bid, quote.ask, quote.spread) == (5, "5", 1.5, 2.0, 0.5)
    for fields in ({"Bid": "1"}, {"Bid": "1", "Ask": "x"}, {"Bid": None, "Ask": "1"}, {}):
        with pytest.raises(EToroValidationError):
            Quote.of(5, fields)


def test_quotes_compare_hash_print_and_travel() -> None:
    quote = Quote.of(5, {"Bid": "1.50", "Ask": "2"}, symbol="X")
    same = Quote.of(5, {"Ask": "2", "Bid": "1.50"}, symbol="X", received=7.0)
    assert quote == same
    assert hash(quote) == hash(same)
    assert quote != Quote.of(5, {"Bid": "1.5", "Ask": "2"}, symbol="X"), "exact text counts"
    assert quote != Quote.of(6, {"Bid": "1.50", "Ask": "2"})
    assert quote != 5
    assert repr(quote) == "<Quote X bid=1.50 ask=2 date=None>"
    assert pickle.loads(pickle.dumps(quote)) == quote


PRICE = st.decimals(min_value=0, max_value=10**6, places=4, allow_nan=False).map(str)
DELTA = st.fixed_dictionaries(
    {},
    optional={
        "Bid": PRICE,
        "Ask": PRICE,
        "LastExecution": PRICE,
        "Date": st.datetimes(min_value=datetime(2020, 1, 1)).map(lambda moment: moment.isoformat() + "Z"),
        "PriceRateID": st.integers(0, 10**18).map(str),
        "ConversionRateAsk": PRICE,
    },
)


@timeless
@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), DELTA), max_size=40), st.randoms(), st.data())
def test_final_books_are_equal_however_instruments_interleave_and_frames_are_packed(
    script: list[tuple[int, bool, dict[str, str]]], random: Any, data: st.DataObject
) -> None:
    messages = [(number, (snapshot if whole else rate)(number, **fields)) for number, whole, fields in script]
    by_number = {number: [message for owner, message in messages if owner == number] for number in (1, 2, 3)}
    plain, shuffled = Desk(1, 2, 3), Desk(1, 2, 3)
    for _, message in messages:
        plain.read(message)
    # Another interleaving of the same sequences, in frames of several messages and reads of several frames.
    queues = {number: list(queue) for number, queue in by_number.items()}
    mixed: list[dict[str, Any]] = []
    while any(queues.values()):
        mixed.append(queues[random.choice([number for number, queue in queues.items() if queue])].pop(0))
    while mixed:
        frames = []
        for _ in range(data.draw(st.integers(1, 4))):
            size = data.draw(st.integers(1, 5))
            frames.append(envelope(*mixed[:size]))
            del mixed[:size]
        shuffled.book.read(frames, 0.0, [])
    for number in (1, 2, 3):
        assert plain.book.latest(f"instrument:{number}") == shuffled.book.latest(f"instrument:{number}")


@timeless
@given(st.lists(DELTA, max_size=30))
def test_a_quote_is_always_the_sum_of_all_that_came(deltas: list[dict[str, str]]) -> None:
    desk = Desk()
    desk.book.heartbeats = True
    known: dict[str, str] = {}
    for delta in deltas:
        known |= delta
        quotes = desk.read(rate(AAPL, **delta))
        if "Bid" in known and "Ask" in known:
            (quote,) = quotes
            assert (quote.bid, quote.ask) == (float(known["Bid"]), float(known["Ask"]))
            assert quote.fields == known
            assert quote.is_heartbeat == (delta.keys() <= {"Date", "PriceRateID"})
        else:
            assert quotes == []


# What may stand among the ticks of one read; some are no JSON by themselves, and would be together with what follows.
ODD = st.sampled_from(
    [
        b'{"id":"7","success":true}',
        b"",
        b"\xff",
        b"[]",
        b'{"messages":null}',
        b'{"messages":[]}',
        b'{"messages":[{}]},{"messages":[{}]}',
        b'{"messages":[7',
        b"7]}",
        b'{"messages":["text",{"topic":"instrument:1"},{"topic":"instrument:1","content":"{}"}]}',
    ]
)
CONTENT = st.sampled_from(
    [
        *(
            "",
            "{",
            "[]",
            "7",
            '"x"',
            '"{}"',
            "{},{}",
            '{"Bid":"1"',
            '"Ask":"2"}',
            '{"Bid":"1"},{"Ask":"2"}',
            "[1",
            "2]",
        ),
        *('{"Bid":"x"}', '{"Bid":"nan"}', '{"Bid":null}', '{"LastExecution":"inf"}', '{"Date":"2026-01-01"}'),
        *(None, 7, {"Bid": "3"}),
    ]
)


def _odd_tick(number: int, content: object) -> bytes:
    message = {"topic": f"instrument:{number}", "type": "Trading.Instrument.Rate", "content": content}
    return json.dumps({"messages": [message]}).encode()


TICK = st.builds(lambda number, fields: envelope(rate(number, **fields)), st.integers(1, 4), DELTA)
FRAME = st.one_of(
    TICK,
    st.builds(lambda number, fields: envelope(snapshot(number, **fields)), st.integers(1, 4), DELTA),
    st.builds(_odd_tick, st.integers(1, 4), CONTENT),
    ODD,
)


@timeless
@given(st.integers(1, 3), st.lists(st.integers(0, 9).flatmap(lambda n: FRAME if n == 0 else TICK), max_size=40))
def test_a_burst_is_read_as_its_frames_one_by_one(followed: int, frames: list[bytes]) -> None:
    """Whatever stands in it, and wherever."""
    singly, together = Desk(*range(1, followed + 1)), Desk(*range(1, followed + 1))
    one_by_one: list[Quote] = []
    for frame in frames:
        singly.book.read([frame], 5.0, one_by_one)
    at_once: list[Quote] = []
    together.book.read(frames, 5.0, at_once)
    assert [(quote, quote.changed) for quote in at_once] == [(quote, quote.changed) for quote in one_by_one]
    assert (together.book.messages, together.book.made) == (singly.book.messages, singly.book.made)
    assert together.elsewhere.frames == singly.elsewhere.frames
    assert _read(together.elsewhere.messages) == _read(singly.elsewhere.messages)
    assert [str(it) for it in together.elsewhere.problems] == [str(it) for it in singly.elsewhere.problems]


def _read(messages: list[Any]) -> list[Any]:
    """Those for others, with their contents read: a burst does so, others take either."""
    return [message | _content(message) if isinstance(message, dict) else message for message in messages]


def _content(message: dict[str, Any]) -> dict[str, Any]:
    try:
        content = json.loads(message["content"])
    except (KeyError, TypeError, ValueError):
        return {}
    return {"content": content} if isinstance(content, dict) else {}


@pytest.mark.parametrize("seam", [",", ",0,", ",1,"])
def test_ticks_that_are_no_json_by_themselves_are_refused_in_a_burst(seam: str) -> None:
    """Joined, two halves of an object might pass for one, and two objects in one text for those of two."""
    desk = Desk()
    desk.read(snapshot(AAPL))
    odd = ['{"Bid":"1"', '"Ask":"2"}', f'{{"Bid":"3"}}{seam}{{"Bid":"4"}}', '{"Bid":[1', "2]}"]
    good = [envelope(rate(AAPL, Bid=str(90 + digit))) for digit in range(20)]
    desk.book.read([*(_odd_tick(AAPL, content) for content in odd), *good], 0.0, out := [])
    assert [quote.bid for quote in out] == [90.0 + digit for digit in range(20)]
    assert [problem.field for problem in desk.elsewhere.problems] == ["content"] * len(odd)


@pytest.mark.parametrize("seam", [",", ",0,", ",1,"])
def test_frames_that_are_no_json_by_themselves_are_refused_in_a_burst(seam: str) -> None:
    desk = Desk()
    desk.read(snapshot(AAPL))
    tick = envelope(rate(AAPL, Bid="1"))
    odd = [tick[:40], tick[41:], tick + seam.encode() + tick]
    desk.book.read([*odd, *[envelope(rate(AAPL, Bid="99"))] * 16], 0.0, out := [])
    assert [quote.bid for quote in out] == [99.0] * 16
    assert desk.elsewhere.frames == odd
