"""Requests, acknowledgements and private events, as they are on the wire."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etoropy.errors import EToroValidationError
from etoropy.ws.messages import (
    FRAME_LIMIT,
    PRIVATE,
    Ack,
    Gap,
    PrivateEvent,
    ack_of,
    authenticate,
    chunks,
    instrument_of,
    private_event,
    subscribe,
    topic_of,
    truth_of,
    unsubscribe,
)

from .timeless import timeless

CLOSE_MULTIPLE: dict[str, Any] = {
    "OrderID": 4410,
    "OrderType": 20,
    "CID": 77,
    "StatusID": 3,
    "StatusId": 3,
    "InstrumentID": 1001,
    "UnitsToDeduct": None,
    "RequestGuid": "6f0c",
    "RequestToken": "a1b2",
    "RequestOccurred": "2026-11-20T10:00:00.1234567Z",
    "ErrorCode": 0,
    "RequestedUnits": 2.5,
    "ExecutedUnits": 2.5,
    "EndRate": 187.12,
    "NetProfit": -3,
    "CloseReason": "User",
    "PendingClosePositionIDs": [9, 10],
    "OpenDateTime": "2026-11-19T10:00:00",
    "IsInMirror": False,
}


def event(kind: str = "Trading.OrderForCloseMultiple.Update", **fields: Any) -> PrivateEvent:
    return private_event({"topic": PRIVATE, "type": kind, "id": "e1", "content": json.dumps(fields)}, 1764000000.5)


def test_requests_read_as_etoro_documents_them() -> None:
    assert json.loads(authenticate("1", api_key="a", user_key="u")) == {
        "id": "1",
        "operation": "Authenticate",
        "data": {"userKey": "u", "apiKey": "a"},
    }
    assert json.loads(subscribe("2", ["instrument:1"], snapshot=True)) == {
        "id": "2",
        "operation": "Subscribe",
        "data": {"topics": ["instrument:1"], "snapshot": True},
    }
    assert json.loads(unsubscribe("3", ["private"])) == {
        "id": "3",
        "operation": "Unsubscribe",
        "data": {"topics": ["private"]},
    }


@timeless
@given(st.integers(-(10**12), 10**12), st.integers(0, 5_000))
def test_every_chunk_fits_a_frame_and_none_is_lost(first: int, count: int) -> None:
    topics = [PRIVATE, *map(topic_of, range(first, first + count))]
    portions = list(chunks(topics))
    assert [topic for portion in portions for topic in portion if topic != PRIVATE] == topics[1:]
    for portion in portions:
        # The frame's own header takes up to eight bytes with its mask.
        assert len(subscribe("0" * 36, portion, snapshot=False)) + 8 < FRAME_LIMIT


def test_full_connections_take_few_chunks() -> None:
    assert len(list(chunks(map(topic_of, range(100_000, 104_999))))) <= 5


def test_private_goes_in_a_frame_of_its_own() -> None:
    assert list(chunks(["instrument:1", PRIVATE, "instrument:2"])) == [(PRIVATE,), ("instrument:1", "instrument:2")]


def test_topics_are_made_of_whole_numbers_only() -> None:
    assert topic_of(1001) == "instrument:1001"
    for wrong in ("1001", 1001.0, True, None):
        with pytest.raises(EToroValidationError) as caught:
            topic_of(wrong)  # type: ignore[arg-type]
        assert caught.value.field == "instrument_id"


def test_instruments_are_read_back_from_topics() -> None:
    assert instrument_of("instrument:1001") == 1001
    assert instrument_of("instrument:-5") == -5
    assert instrument_of("instrument:--5") is None
    assert instrument_of("instrument:x") is None
    assert instrument_of(PRIVATE) is None


def test_acknowledgements_are_told_from_everything_else() -> None:
    assert ack_of({"id": "1", "operation": "Subscribe", "success": True}) == Ack("1", "Subscribe", True)
    refused = {"id": "1", "operation": "Subscribe", "success": "False", "errorCode": "X", "errorMessage": None}
    assert ack_of(refused) == Ack("1", "Subscribe", False, "X", "")
    for other in ({"messages": []}, [], "ack", None, {"operation": "Subscribe"}):
        assert ack_of(other) is None


@pytest.mark.parametrize(
    ("text", "truth"), [("True", True), (" false ", False), (True, True), ("yes", None), (1, None), (None, None)]
)
def test_truth_comes_in_any_case(text: object, truth: bool | None) -> None:
    assert truth_of(text) is truth


def test_private_events_have_typed_attributes() -> None:
    got = event(**CLOSE_MULTIPLE)
    assert got.known
    assert (got.order_id, got.order_type, got.status_id, got.instrument_id) == (4410, 20, 3, 1001)
    assert (got.requested_units, got.executed_units, got.end_rate) == (2.5, 2.5, 187.12)
    assert got.net_profit == -3.0
    assert isinstance(got.net_profit, float)
    assert got.units_to_deduct is None
    assert got.pending_close_position_ids == (9, 10)
    assert got.opened_at == datetime(2026, 11, 19, 10, tzinfo=UTC)
    assert got.requested_at is not None
    assert got.requested_at.microsecond == 123456
    assert got.received_at == datetime.fromtimestamp(1764000000.5, UTC)
    assert got.content == CLOSE_MULTIPLE
    assert got.error_message is None


def test_fields_that_come_twice_read_as_one() -> None:
    assert event(StatusID=None, StatusId=4).status_id == 4
    assert event(StatusID=4, StatusId=None).status_id == 4
    assert event(statusid=4)["STATUSID"] == 4
    assert "StatusId" in event(StatusID=1)
    assert event(StatusID=1).get("Nothing", "else") == "else"


def test_unknown_events_are_delivered_as_they_came() -> None:
    got = event("Trading.Something.New", Strange=[1, {"a": 2}])
    assert not got.known
    assert got.type == "Trading.Something.New"
    assert got["strange"] == [1, {"a": 2}]
    assert got.order_id is None


@pytest.mark.parametrize("content", ["not json", "[1]", None, 7, {"OrderID": 5}])
def test_no_event_is_dropped_for_its_looks(content: object) -> None:
    got = private_event({"topic": PRIVATE, "content": content}, 0.0)
    assert got.order_id in (None, 5)
    assert got.type == ""


def test_values_of_the_wrong_kind_are_none() -> None:
    got = event(OrderID="12", StatusID="x", EndRate="1.5", NetProfit=True, OpenDateTime="soon", IsInMirror=1)
    assert (got.order_id, got.status_id, got.end_rate, got.net_profit, got.opened_at) == (12, None, 1.5, None, None)


def test_events_compare_by_what_they_say() -> None:
    assert event(OrderID=1) == event(OrderID=1)
    assert len({event(OrderID=1), event(OrderID=1)}) == 1
    assert event(OrderID=1) != event(OrderID=2)
    assert event(OrderID=1) != "event"
    assert "order 1" in repr(event(OrderID=1))


def test_gaps_say_what_was_missed() -> None:
    gap = Gap(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 0, 0, 9, tzinfo=UTC), ("private", "instrument:5"))
    assert gap.seconds == 9
    assert gap.instrument_ids == (5,)
    assert gap.private
    assert not Gap(gap.since, gap.until, ("instrument:5",)).private
