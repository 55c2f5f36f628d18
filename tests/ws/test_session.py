"""The life of one connection, as decisions: no socket, no thread, no clock."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import EToroAuthError, EToroResponseError, EToroWebSocketError
from etoropy.ws.messages import FRAME_LIMIT, Gap, PrivateEvent
from etoropy.ws.quotes import Quote
from etoropy.ws.session import (
    Authenticated,
    Backoff,
    Envelope,
    Happening,
    Instrument,
    Refused,
    Send,
    Served,
    Session,
    Trouble,
    Verdict,
)

from .hostile import API_KEY, USER_KEY, config, envelope, private, rate, snapshot
from .timeless import timeless


class Talk:
    """A session, and the other end of the line."""

    def __init__(self, **options: Any) -> None:
        numbers = itertools.count(1)
        options = {"spread": lambda: 0.0, "new_id": lambda: str(next(numbers))} | options
        self.session = Session(config(), **options)
        self.envelopes = False
        self.plain = False
        self.now = 0.0
        self.at = 1000.0
        self.sent: list[dict[str, Any]] = []

    def want(self, *ids: int, private: bool = False, snapshot: bool = True) -> list[dict[str, Any]]:
        topics: dict[str, Instrument | None] = {}
        for number in ids:
            topics[f"instrument:{number}"] = Instrument(number, f"S{number}")
        if private:
            topics["private"] = None
        return self.keep(self.session.subscribe(topics, self.now, snapshot=snapshot))

    def keep(self, frames: list[bytes]) -> list[dict[str, Any]]:
        sent = [json.loads(frame) for frame in frames]
        self.sent += sent
        return sent

    def hear(self, *frames: bytes) -> list[Happening]:
        out: list[Happening] = []
        self.plain = self.session.received(frames, self.now, self.at, out, self.envelopes)
        self.keep([happening.frame for happening in out if isinstance(happening, Send)])
        return [happening for happening in out if not isinstance(happening, Send)]

    def answer(self, request: dict[str, Any], success: bool = True, **extra: Any) -> list[Happening]:
        answer = {"id": request["id"], "operation": request["operation"], "success": success}
        return self.hear(json.dumps(answer | extra).encode())

    def let_in(self) -> list[Happening]:
        """Connect, authenticate, and accept every subscription."""
        (request,) = self.keep(self.session.opened(self.now))
        happened = self.answer(request)
        for request in self.sent[-len(self.session.topics) - 1 :]:
            if request["operation"] == "Subscribe":
                happened += self.answer(request)
        return happened

    def lose(self, error: EToroWebSocketError | None = None) -> Verdict:
        return self.session.lost(error, self.now, self.at)


def kinds(happened: list[Happening]) -> list[type]:
    return [type(happening) for happening in happened]


def test_the_keys_go_first_and_everything_else_waits_for_the_answer() -> None:
    talk = Talk()
    assert talk.want(1, private=True) == []
    (request,) = talk.keep(talk.session.opened(0.0))
    assert request["operation"] == "Authenticate"
    assert request["data"] == {"userKey": USER_KEY, "apiKey": API_KEY}
    assert not talk.session.authenticated
    happened = talk.answer(request)
    assert kinds(happened) == [Authenticated]
    assert [sent["data"] for sent in talk.sent[1:]] == [
        {"topics": ["private"], "snapshot": True},
        {"topics": ["instrument:1"], "snapshot": True},
    ]


def test_an_accepted_session_subscribes_at_once() -> None:
    talk = Talk()
    talk.let_in()
    (request,) = talk.want(1, 2, snapshot=False)
    assert request["data"] == {"topics": ["instrument:1", "instrument:2"], "snapshot": False}
    assert talk.answer(request) == [Served(("instrument:1", "instrument:2"))]


def test_a_session_that_is_authenticated_already_is_as_good() -> None:
    talk = Talk()
    (request,) = talk.keep(talk.session.opened(0.0))
    assert kinds(talk.answer(request, success=False, errorCode="SessionAlreadyAuthenticated")) == [Authenticated]
    assert talk.session.authenticated


@pytest.mark.parametrize("code", ["InvalidKey", "Unauthorized", "Forbidden", "ApiKeyRequired", "UserKeyRequired"])
def test_refused_keys_are_final(code: str) -> None:
    talk = Talk()
    (request,) = talk.keep(talk.session.opened(0.0))
    assert talk.answer(request, success=False, errorCode=code, errorMessage=f"key {API_KEY} is bad") == []
    assert isinstance(talk.session.failure, EToroAuthError)
    verdict = talk.lose()
    assert verdict.final
    assert isinstance(verdict.error, EToroAuthError)
    assert verdict.error.code == code
    assert verdict.error.status == (403 if code == "Forbidden" else 401)
    assert API_KEY not in str(verdict.error)


@pytest.mark.parametrize("code", ["TooManyRequests", "UnhandledException", "SomethingNew", None])
def test_other_refusals_are_tried_again(code: str | None) -> None:
    talk = Talk()
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request, success=False, errorCode=code)
    verdict = talk.lose()
    assert not verdict.final
    assert isinstance(verdict.error, EToroWebSocketError)
    assert verdict.error.code == (code or "")
    talk.session.opened(1.0)
    assert talk.session.failure is None


def test_an_answer_to_the_keys_without_an_id_counts() -> None:
    talk = Talk()
    talk.session.opened(0.0)
    assert kinds(talk.hear(b'{"operation": "Authenticate", "success": "true"}')) == [Authenticated]


def test_a_second_answer_to_the_keys_changes_nothing() -> None:
    talk = Talk()
    talk.let_in()
    assert talk.hear(b'{"operation": "Authenticate", "success": false, "errorCode": "InvalidKey"}') == []
    assert talk.session.failure is None


def test_prices_and_private_events_come_in_order() -> None:
    talk = Talk()
    talk.want(1, private=True)
    talk.let_in()
    happened = talk.hear(envelope(snapshot(1), private(OrderID=5), rate(1, Bid="99")))
    assert kinds(happened) == [Quote, PrivateEvent, Quote]
    assert happened[2].symbol == "S1"  # type: ignore[union-attr]
    assert talk.session.book.messages == 3


def test_messages_nobody_asked_for_are_passed_over() -> None:
    talk = Talk()
    talk.let_in()
    assert talk.hear(envelope(rate(1, Bid="1"), private(OrderID=5))) == []


def test_topics_given_up_are_unsubscribed_and_late_messages_ignored() -> None:
    talk = Talk()
    talk.want(1, 2)
    talk.let_in()
    (request,) = talk.keep(talk.session.unsubscribe(["instrument:1", "instrument:9"], 0.0))
    assert request["operation"] == "Unsubscribe"
    assert request["data"] == {"topics": ["instrument:1"]}
    assert talk.hear(envelope(snapshot(1))) == []
    assert talk.session.topics == ("instrument:2",)


def test_giving_up_before_the_connection_stands_needs_no_frame() -> None:
    talk = Talk()
    talk.want(1)
    assert talk.session.unsubscribe(["instrument:1"], 0.0) == []
    talk.let_in()
    assert [sent["operation"] for sent in talk.sent] == ["Authenticate"]


def test_what_the_old_subscription_left_is_not_merged_with_a_new_one() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    talk.hear(envelope(snapshot(1)))
    (leaving,) = talk.keep(talk.session.unsubscribe(["instrument:1"], 0.0))
    (joining,) = talk.want(1, snapshot=False)
    # Sent by the server before it saw either request.
    talk.hear(envelope(rate(1, Bid="90")))
    talk.answer(leaving)
    talk.answer(joining)
    assert talk.hear(envelope(rate(1, Ask="95"))) == [], "a bid of 90 may be long gone"
    (quote,) = talk.hear(envelope(rate(1, Bid="94")))
    assert (quote.bid, quote.ask) == (94.0, 95.0)  # type: ignore[union-attr]


def test_a_late_answer_to_leaving_does_not_undo_a_new_snapshot() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    (leaving,) = talk.keep(talk.session.unsubscribe(["instrument:1"], 0.0))
    (joining,) = talk.want(1)
    talk.answer(joining)
    talk.hear(envelope(snapshot(1)))
    talk.answer(leaving)
    assert kinds(talk.hear(envelope(rate(1, Bid="99")))) == [Quote]


def test_full_connections_subscribe_in_chunks_under_the_frame_limit() -> None:
    talk = Talk()
    talk.want(*range(100_000, 104_999))
    talk.let_in()
    requests = [sent for sent in talk.sent if sent["operation"] == "Subscribe"]
    assert sum(len(request["data"]["topics"]) for request in requests) == 4_999
    assert len(requests) > 1
    assert all(len(json.dumps(request, separators=(",", ":"))) + 8 < FRAME_LIMIT for request in requests)


# ── refused subscriptions ──────────────────────────────────────────────────────────────────────────────────────────


def refuse(talk: Talk, bad: set[str]) -> list[Happening]:
    """Answer every subscription, refusing frames that hold a bad topic, until there is nothing left to answer."""
    happened: list[Happening] = []
    position = 0
    while position < len(talk.sent):
        request = talk.sent[position]
        position += 1
        if request["operation"] == "Subscribe":
            fine = bad.isdisjoint(request["data"]["topics"])
            happened += talk.answer(request, success=fine, **({} if fine else {"errorCode": "SubscribeFailed"}))
    return happened


@timeless
@given(st.sets(st.integers(0, 299), max_size=4))
def test_the_topics_at_fault_are_found_and_all_others_served(bad: set[int]) -> None:
    talk = Talk()
    talk.want(*range(300))
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    happened = refuse(talk, {f"instrument:{number}" for number in bad})
    refused = {topic for item in happened if isinstance(item, Refused) for topic in item.topics}
    served = {topic for item in happened if isinstance(item, Served) for topic in item.topics}
    assert refused == {f"instrument:{number}" for number in bad}
    assert served == set(talk.session.topics) - refused


def test_a_server_that_refuses_everything_is_not_asked_without_end() -> None:
    talk = Talk()
    talk.want(*range(4_999))
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    happened = refuse(talk, set(talk.session.topics))
    refused = [item for item in happened if isinstance(item, Refused)]
    assert {topic for item in refused for topic in item.topics} == set(talk.session.topics)
    assert len(talk.sent) < 150
    assert "and" in str(refused[0].error)
    assert refused[0].error.code == "SubscribeFailed"


def test_refused_topics_are_asked_for_again_on_the_next_connection() -> None:
    talk = Talk()
    talk.want(1)
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    (refused,) = refuse(talk, {"instrument:1"})
    assert isinstance(refused, Refused)
    talk.lose()
    talk.let_in()
    assert talk.sent[-1]["data"]["topics"] == ["instrument:1"]


def test_topics_given_up_meanwhile_are_not_asked_for_again() -> None:
    talk = Talk()
    talk.want(1, 2)
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    talk.session.unsubscribe(["instrument:1", "instrument:2"], 0.0)
    assert talk.answer(talk.sent[1], success=False, errorCode="SubscribeFailed") == []


# ── gaps ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_gap_comes_before_the_first_quote_after_it() -> None:
    talk = Talk()
    talk.want(1, private=True)
    assert not any(isinstance(item, Gap) for item in talk.let_in())
    talk.hear(envelope(snapshot(1)))
    talk.at = 1010.0
    talk.lose()
    talk.session.lost(EToroWebSocketError("refused"), 1.0, 1011.0)
    talk.at = 1030.0
    (request,) = talk.keep(talk.session.opened(2.0))
    talk.answer(request)
    happened = talk.hear(envelope(rate(1, Bid="90")), envelope(snapshot(1)))
    assert kinds(happened) == [Gap, Quote]
    gap = happened[0]
    assert gap == Gap(datetime.fromtimestamp(1010, UTC), datetime.fromtimestamp(1030, UTC), ("instrument:1", "private"))
    assert talk.session.gaps == 1
    assert kinds(talk.hear(envelope(rate(1, Bid="91")))) == [Quote]


def test_a_gap_ends_with_the_first_accepted_subscription() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    talk.lose()
    assert kinds(talk.let_in()) == [Authenticated, Gap, Served]
    assert kinds(talk.hear(envelope(snapshot(1)))) == [Quote]


def test_a_gap_over_several_losses_is_one() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    talk.hear(envelope(snapshot(1)))
    talk.lose()
    talk.at = 2000.0
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    talk.lose()
    talk.at = 3000.0
    gap = next(item for item in talk.let_in() if isinstance(item, Gap))
    assert (gap.since.timestamp(), gap.until.timestamp()) == (1000, 3000)


def test_only_what_is_still_wanted_counts_as_missed() -> None:
    talk = Talk()
    talk.want(1, 2)
    talk.let_in()
    talk.lose()
    talk.session.unsubscribe(["instrument:1"], 0.0)
    talk.want(3)
    gap = next(item for item in talk.let_in() if isinstance(item, Gap))
    assert gap.topics == ("instrument:2",)


def test_nothing_is_missed_where_nothing_was_subscribed() -> None:
    talk = Talk()
    talk.let_in()
    talk.lose()
    talk.want(1)
    assert not any(isinstance(item, Gap) for item in talk.let_in())


def test_old_prices_are_not_merged_after_a_reconnect() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    talk.hear(envelope(snapshot(1)))
    talk.lose()
    talk.let_in()
    assert talk.hear(envelope(rate(1, Bid="90"))) == []
    latest = talk.session.book.latest("instrument:1")
    assert latest is not None
    assert latest.bid == 100.0


# ── backoff ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_waits_grow_to_a_cap_and_begin_anew_after_messages() -> None:
    talk = Talk(backoff=Backoff(first=1.0, factor=2.0, cap=10.0, jitter=0.5))
    talk.want(1)
    assert [talk.lose().delay for _ in range(6)] == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0]
    talk.let_in()
    talk.hear(envelope(snapshot(1)))
    assert [talk.lose().delay for _ in range(3)] == [1.0, 1.0, 2.0]


def test_accepted_keys_alone_are_no_success() -> None:
    talk = Talk(backoff=Backoff(first=1.0, cap=60.0))
    talk.want(1)
    delays = []
    for _ in range(4):
        talk.let_in()
        delays.append(talk.lose().delay)
    assert delays == [1.0, 2.0, 4.0, 8.0]


def test_a_quiet_connection_that_lasted_is_a_success() -> None:
    talk = Talk(backoff=Backoff(first=1.0, cap=60.0))
    for _ in range(3):
        talk.lose()
    talk.let_in()
    talk.now += 60.0
    assert talk.lose().delay == 1.0


def test_messages_before_the_keys_are_accepted_prove_nothing() -> None:
    talk = Talk(max_attempts=1)
    talk.want(1)
    talk.session.opened(0.0)
    talk.hear(envelope(snapshot(1)))
    assert talk.lose().final


@timeless
@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_wait_is_never_over_the_cap_nor_under_what_jitter_allows(failures: int, spread: float) -> None:
    backoff = Backoff(first=0.5, factor=2.0, cap=60.0, jitter=0.5)
    assert 0.25 <= backoff.delay(failures, spread) <= 60.0


def test_attempts_may_be_limited() -> None:
    talk = Talk(max_attempts=3)
    talk.want(1)
    reason = EToroWebSocketError("no route", code="1006")
    assert [talk.lose(reason).final for _ in range(2)] == [False, False]
    verdict = talk.lose(reason)
    assert verdict.final
    assert "3 tries: no route" in str(verdict.error)
    assert verdict.error is not None
    talk = Talk(max_attempts=3)
    talk.want(1)
    for _ in range(10):
        talk.let_in()
        talk.hear(envelope(snapshot(1)))
        assert not talk.lose().final, "each connection was good"


def test_clean_closes_are_tried_again_without_complaint() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    talk.hear(envelope(snapshot(1)))
    assert talk.lose(None) == Verdict(None, delay=0.5)


# ── time ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_silence_makes_a_link_dead() -> None:
    session = Talk(silence=60.0).session
    assert session.silent_since(100.0, 159.9) is None
    assert isinstance(session.silent_since(100.0, 160.0), EToroWebSocketError)
    assert Talk(silence=None).session.silent_since(0.0, 10**9) is None


def test_a_sign_of_life_is_asked_for_once_halfway_to_that() -> None:
    session = Talk(silence=60.0).session
    assert [session.wants_ping(100.0, now) for now in (129.0, 130.0, 131.0, 150.0)] == [False, True, False, False]
    assert [session.wants_ping(155.0, now) for now in (156.0, 185.0, 186.0)] == [False, True, False]
    assert not Talk(silence=None).session.wants_ping(0.0, 10**9)


def test_no_answer_to_the_keys_is_the_end_of_the_connection() -> None:
    talk = Talk(answer_within=30.0)
    talk.session.opened(0.0)
    assert talk.session.overdue(29.0, []) is None
    error = talk.session.overdue(30.0, [])
    assert isinstance(error, EToroWebSocketError)
    assert error.code == "timeout"


def test_subscriptions_that_nobody_answers_are_told_of_once() -> None:
    talk = Talk(answer_within=30.0)
    talk.want(1, 2)
    (request,) = talk.keep(talk.session.opened(0.0))
    talk.answer(request)
    out: list[Happening] = []
    assert talk.session.overdue(30.0, out) is None
    assert talk.session.overdue(60.0, out) is None
    (trouble,) = out
    assert isinstance(trouble, Trouble)
    assert isinstance(trouble.error, EToroWebSocketError)
    assert trouble.error.topics == ("instrument:1", "instrument:2")


# ── what cannot be understood ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "frame",
    [
        b"not json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"hello": 1}',
        b'{"messages": 5}',
        b'{"messages": null}',
        b'{"messages": [{"content": "{}"}]}',
        b'{"messages": [5]}',
        b'{"messages": [{"topic": 7}]}',
        envelope(rate(1, Bid="x")),
        envelope(snapshot(1, Ask="", Date="never")),
        envelope({"topic": "instrument:1", "type": "Snapshot", "content": "{"}),
    ],
)
def test_nonsense_is_told_once_and_counted_and_kills_nothing(frame: bytes) -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    first = talk.hear(frame, frame)
    assert first
    assert all(isinstance(item, Trouble) and isinstance(item.error, EToroResponseError) for item in first)
    assert talk.hear(frame) == []
    assert talk.session.unreadable_count >= 3
    assert kinds(talk.hear(envelope(snapshot(1)))) == [Quote]


def test_answers_to_nothing_are_passed_over() -> None:
    talk = Talk()
    talk.let_in()
    for operation in ("Subscribe", "Unsubscribe", "Dance"):
        assert talk.hear(json.dumps({"id": "x", "operation": operation, "success": False}).encode()) == []


def test_everything_that_came_can_be_seen_by_who_asks() -> None:
    talk = Talk()
    talk.want(1)
    talk.envelopes = True
    happened = talk.let_in()
    assert kinds(happened) == [Envelope, Authenticated, Envelope, Served]
    happened = talk.hear(envelope(snapshot(1)), b"nonsense")
    assert kinds(happened) == [Envelope, Quote, Trouble]
    assert happened[0].content["messages"][0]["topic"] == "instrument:1"  # type: ignore[union-attr]


def test_quotes_alone_are_told_from_all_else() -> None:
    talk = Talk()
    talk.want(1, private=True)
    talk.let_in()
    assert not talk.plain
    assert kinds(talk.hear(envelope(snapshot(1)))) == [Quote]
    assert not talk.plain, "the first data proves the connection good"
    for frames in ([envelope(rate(1, Bid="1"))] * 2, [envelope(rate(1, Bid="1"))] * 20, [b'{"messages": []}']):
        assert set(kinds(talk.hear(*frames))) <= {Quote}
        assert talk.plain
    for other in (envelope(private(OrderID=1)), b"nonsense", envelope(rate(1, Bid="many"))):
        assert kinds(talk.hear(envelope(rate(1, Bid="1")), other)) != [Quote]
        assert not talk.plain
    talk.envelopes = True
    talk.hear(envelope(rate(1, Bid="1")))
    assert not talk.plain


def test_empty_envelopes_change_nothing() -> None:
    talk = Talk()
    talk.want(1)
    talk.let_in()
    assert talk.hear(b'{"messages": []}') == []


@timeless
@given(st.lists(st.sampled_from(["open", "in", "data", "ack", "lose", "want", "leave", "bad"]), max_size=40))
def test_whatever_the_order_of_things_the_session_holds(script: list[str]) -> None:
    talk = Talk(max_attempts=None)
    for step, action in enumerate(script):
        talk.now += 1.0
        match action:
            case "open":
                talk.keep(talk.session.opened(talk.now))
            case "in" if talk.sent:
                talk.hear(b'{"operation": "Authenticate", "success": true}')
            case "ack" if talk.sent:
                talk.answer(talk.sent[-1], success=step % 3 > 0)
            case "data":
                talk.hear(envelope(snapshot(1), rate(2, Bid="1"), private(OrderID=1)))
            case "want":
                talk.want(1, step % 4, private=True)
            case "leave":
                talk.keep(talk.session.unsubscribe(["instrument:1", "private"], talk.now))
            case "bad":
                talk.hear(b"bad")
            case "lose":
                verdict = talk.lose()
                assert verdict.final is False
                assert not talk.session.authenticated
    subscribed = [sent for sent in talk.sent if sent["operation"] != "Authenticate"]
    assert all(sent["data"]["topics"] for sent in subscribed)
