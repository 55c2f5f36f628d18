"""eToro's values as Python's, and back without loss."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etoropy.errors import EToroValidationError
from etoropy.model import (
    Model,
    OpenIntEnum,
    OpenStrEnum,
    begin_of,
    date_of,
    date_text,
    day_text,
    enum_of,
    float_of,
    is_sentinel,
    names_in,
    optional_date,
    optional_float,
    tick_of,
    write_enum,
    write_list,
)
from etoropy.rest.models import (
    Candle,
    ClosedTrade,
    CloseOrder,
    Instrument,
    OrderStatus,
    PeriodClose,
    Position,
    Rate,
    Rates,
    WatchlistItem,
    WatchlistItemType,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RATE = {
    "instrumentID": 1001,
    "ask": 227.5,
    "bid": 227.4,
    "lastExecution": 0,
    "conversionRateAsk": 1,
    "conversionRateBid": 1,
    "date": "2026-03-02T12:00:00.1234567Z",
    "priceRateID": 5,
}


TRADE = {
    "positionId": 1,
    "instrumentId": 1001,
    "isBuy": True,
    "units": 2.0,
    "openRate": 100.0,
    "openTimestamp": "2026-03-01T12:00:00Z",
    "closeRate": 101.0,
    "closeTimestamp": "2026-03-02T12:00:00Z",
    "netProfit": 2.0,
}


class Tint(OpenStrEnum):
    RED = "red"


class Rank(OpenIntEnum):
    FIRST = 1


class TestDates:
    """Times of the wire: ISO 8601, up to seven decimals, usually with a Z."""

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2026-03-02T12:00:00Z", NOON),
            ("2026-03-02T12:00:00", NOON),
            ("2026-03-02 12:00:00", NOON),
            ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
            ("2026-03-02T14:00:00+02:00", NOON),
            ("2026-03-02T06:30:00-05:30", NOON),
            ("2026-03-02T12:00:00+00:00", NOON),
            ("2026-03-02T12:00:00.5Z", NOON.replace(microsecond=500000)),
            ("2026-03-02T12:00:00.123456Z", NOON.replace(microsecond=123456)),
            ("2026-03-02T12:00:00.1234567Z", NOON.replace(microsecond=123456)),
            ("2026-03-02T12:00:00.1234567", NOON.replace(microsecond=123456)),
            ("0001-01-01T00:00:00", datetime(1, 1, 1, tzinfo=UTC)),
        ],
    )
    def test_a_time_comes_out_aware_and_in_utc(self, text: str, moment: datetime) -> None:
        read = date_of(text)
        assert read == moment
        assert read.tzinfo is UTC

    @pytest.mark.parametrize(
        ("text", "tick"),
        [
            ("2026-03-02T12:00:00.1234567Z", 7),
            ("2026-03-02T12:00:00.1234567", 7),
            ("2026-03-02T14:00:00.1234567+02:00", 7),
            ("2026-03-02T12:00:00.1234560Z", 0),
            ("2026-03-02T12:00:00.123456+00:00", 0),
            ("2026-03-02T12:00:00.1234+02:00", 0),
            ("2026-03-02T12:00:00.123456Z", 0),
            ("2026-03-02T12:00:00.12+02:30", 0),
            ("2026-03-02T12:00:00.12+00:00", 0),
            ("2026-03-02T12:00:00.1+02:30", 0),
            ("2026-03-02T12:00:00+00:00:00", 0),
            ("2026-03-02T12:00:00Z", 0),
            ("2026-03-02T12:00Z", 0),
        ],
    )
    def test_the_seventh_decimal_is_kept_and_nothing_else_is_taken_for_it(self, text: str, tick: int) -> None:
        assert tick_of(text) == tick
        fraction = re.match(r"\.(\d{1,6})", text[19:])
        assert date_of(text).microsecond == (int(fraction[1].ljust(6, "0")) if fraction else 0)
        # With every field a number as it should be: the quick way.
        row = {field.wire: 1.0 for field in Rate._FIELDS} | {"instrumentID": 1, "priceRateID": 5, "date": text}
        for read in (Rate.from_dict(row), *Rate.from_dicts([row])):
            assert read.to_dict()["date"] == date_text(date_of(text), tick)

    @pytest.mark.parametrize(
        ("written", "back"),
        [
            ("2026-03-02T12:00:00.1234567Z", "2026-03-02T12:00:00.1234567Z"),
            ("2026-03-02T12:00:00.0000001Z", "2026-03-02T12:00:00.0000001Z"),
            ("2026-03-02T12:00:00.1200000Z", "2026-03-02T12:00:00.12Z"),
            ("2026-03-02T12:00:00.000Z", "2026-03-02T12:00:00Z"),
            ("2026-03-02T14:00:00.1234567+02:00", "2026-03-02T12:00:00.1234567Z"),
            ("2026-03-02 12:00:00", "2026-03-02T12:00:00Z"),
            ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
            ("0999-12-31T23:59:59.9999999Z", "0999-12-31T23:59:59.9999999Z"),
        ],
    )
    def test_a_time_is_written_as_etoro_writes_it(self, written: str, back: str) -> None:
        assert date_text(date_of(written), tick_of(written) if len(written) > 26 else 0) == back

    def test_a_naive_time_counts_as_utc_and_others_are_shifted(self) -> None:
        assert date_text(datetime(2026, 3, 2, 12)) == "2026-03-02T12:00:00Z"
        assert date_text(datetime(2026, 3, 2, 14, tzinfo=timezone(timedelta(hours=2)))) == "2026-03-02T12:00:00Z"

    def test_a_day_stays_a_day(self) -> None:
        assert day_text(date(2026, 3, 2)) == "2026-03-02"

    @pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01T00:00:00Z", "2026-03-02T25:00:00Z"])
    def test_what_is_no_time_is_a_value_error(self, text: str) -> None:
        with pytest.raises(ValueError):
            date_of(text)

    @pytest.mark.parametrize("text", ["0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-02:00"])
    def test_a_time_that_utc_has_no_day_for_is_a_value_error(self, text: str) -> None:
        with pytest.raises(ValueError, match="first or after the last day"):
            date_of(text)

    @pytest.mark.parametrize("value", [None, 5, 1.5, {}])
    def test_what_is_no_text_is_a_type_error(self, value: Any) -> None:
        with pytest.raises(TypeError):
            date_of(value)

    def test_none_stays_none(self) -> None:
        assert optional_date(None) is None
        assert optional_date("2026-03-02T12:00:00Z") == NOON

    @settings(max_examples=60, derandomize=True, deadline=None, database=None)
    @given(st.datetimes(), st.integers(0, 9))
    def test_any_time_survives_to_100_ns(self, moment: datetime, digit: int) -> None:
        text = f"{moment.isoformat(timespec='microseconds')}{digit}Z"
        whole, _, fraction = date_text(date_of(text), tick_of(text)).rstrip("Z").partition(".")
        assert f"{whole}.{fraction.ljust(7, '0')}Z" == text


class TestBeginnings:
    """Since when: a day, or a time."""

    def test_a_day_is_a_day_and_a_time_lies_in_one_of_utc(self) -> None:
        assert begin_of(date(2026, 3, 2)) == (date(2026, 3, 2), None)
        tokyo = datetime(2026, 3, 3, 1, tzinfo=timezone(timedelta(hours=9)))
        assert begin_of(tokyo) == (date(2026, 3, 2), datetime(2026, 3, 2, 16, tzinfo=UTC))
        assert begin_of(datetime(2026, 3, 2, 16)) == begin_of(tokyo)

    def test_a_time_that_is_missing_in_a_data_frame_is_no_beginning(self) -> None:
        pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra pandas)")
        with pytest.raises(EToroValidationError) as refused:
            begin_of(pandas.NaT)
        assert refused.value.field == "since"

    @pytest.mark.parametrize("odd", ["2026-03-02", 5, None])
    def test_anything_else_is_refused(self, odd: object) -> None:
        with pytest.raises(EToroValidationError) as refused:
            begin_of(odd)
        assert refused.value.field == "since"


class TestEnums:
    """Known values by name, others as they came."""

    def test_a_known_value_is_its_member(self) -> None:
        assert Tint("red") is Tint.RED
        assert Rank(1) is Rank.FIRST

    def test_an_unknown_value_is_kept(self) -> None:
        assert (Tint("teal"), Tint("teal").name, Tint("teal").value) == ("teal", "UNLISTED", "teal")
        assert (Rank(9), Rank(9).name, Rank(9).value) == (9, "UNLISTED", 9)

    def test_an_unknown_value_is_an_instance_and_no_listed_member(self) -> None:
        assert isinstance(Tint("teal"), Tint)
        assert Tint("teal") not in list(Tint)
        assert [it.name for it in Rank] == ["FIRST"]

    def test_members_can_be_keys_beside_plain_values(self) -> None:
        assert {Tint.RED: 1, Tint("teal"): 2} == {"red": 1, "teal": 2}
        assert {Rank.FIRST: 1, Rank(9): 2} == {1: 1, 9: 2}

    def test_they_are_printed_and_written_as_their_value(self) -> None:
        assert (str(Tint.RED), f"{Tint('teal')}", json.dumps([Tint("teal"), Rank(9)])) == ("red", "teal", '["teal", 9]')
        assert (write_enum(Tint("teal")), write_enum(Rank(9)), write_enum("plain")) == ("teal", 9, "plain")

    @pytest.mark.parametrize("member", [Tint.RED, Tint("teal"), Rank.FIRST, Rank(9)], ids=repr)
    def test_copies_and_pickles_are_equal(self, member: Any) -> None:
        for other in (copy.copy(member), copy.deepcopy(member), pickle.loads(pickle.dumps(member))):
            assert (type(other), other, other.name) == (type(member), member, member.name)

    @pytest.mark.parametrize(("kind", "value"), [(Tint, 1), (Tint, None), (Rank, "first"), (Rank, 1.5), (Rank, None)])
    def test_a_value_of_another_type_is_refused(self, kind: type[Any], value: Any) -> None:
        with pytest.raises(ValueError):
            kind(value)
        with pytest.raises(ValueError):
            enum_of(kind)(value)

    def test_reading_by_table_is_reading(self) -> None:
        read = enum_of(OrderStatus)
        assert read(3) is OrderStatus.FILLED
        assert (read(99).name, read(99).value) == ("UNLISTED", 99)


class TestNumbers:
    """Numbers that the wire may write without a fraction."""

    @pytest.mark.parametrize("value", [0, 1, -5, 1.5, 2**53])
    def test_a_number_becomes_a_float(self, value: float) -> None:
        read = float_of(value)
        assert read == value
        assert type(read) is float

    @pytest.mark.parametrize("value", [True, "1.5", None, [], {}])
    def test_anything_else_is_refused(self, value: Any) -> None:
        with pytest.raises(TypeError):
            float_of(value)

    def test_none_stays_none(self) -> None:
        assert optional_float(None) is None
        assert optional_float(2) == 2.0


class TestModels:
    """What a model keeps beside its fields."""

    def test_numbers_are_floats_and_dates_aware(self) -> None:
        rate = Rate.from_dict(RATE)
        assert (rate.ask, type(rate.last_execution)) == (227.5, float)
        assert rate.date == datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)

    def test_the_seventh_decimal_survives_though_no_datetime_holds_it(self) -> None:
        rate = Rate.from_dict(RATE)
        for same in (rate, copy.copy(rate), copy.deepcopy(rate), pickle.loads(pickle.dumps(rate))):
            assert same.to_dict()["date"] == RATE["date"]
        assert rate == Rate.from_dict(RATE | {"date": "2026-03-02T12:00:00.1234560Z"})

    def test_each_time_of_a_model_keeps_its_own_seventh_decimal(self) -> None:
        trade = TRADE | {
            "openTimestamp": "2026-03-02T12:00:00.1234563Z",
            "closeTimestamp": "2026-03-02T12:00:00.0000008Z",
        }
        written = ClosedTrade.from_dict(trade).to_dict()
        assert (written["openTimestamp"], written["closeTimestamp"]) == (
            trade["openTimestamp"],
            trade["closeTimestamp"],
        )

    def test_a_copy_with_other_values_keeps_what_the_model_keeps_aside(self) -> None:
        rate = Rate.from_dict({**RATE, "note": 1})
        other = rate.replace(bid=1.0)
        assert other.to_dict() == {**RATE, "note": 1, "bid": 1.0}
        assert rate.bid == RATE["bid"]
        with pytest.raises(EToroValidationError) as refused:
            rate.replace(bit=1.0)
        assert refused.value.field == "bit"

    @pytest.mark.parametrize(
        ("field", "wire", "other"),
        [("open_timestamp", "openTimestamp", "closeTimestamp"), ("close_timestamp", "closeTimestamp", "openTimestamp")],
    )
    def test_a_seventh_decimal_goes_with_the_time_it_belonged_to(self, field: str, wire: str, other: str) -> None:
        both = {"openTimestamp": "2026-03-02T12:00:00.1234563Z", "closeTimestamp": "2026-03-02T12:00:00.0000008Z"}
        written = ClosedTrade.from_dict(TRADE | both).replace(**{field: NOON}).to_dict()
        assert (written[wire], written[other]) == (date_text(NOON), both[other])

    def test_reading_does_not_change_what_is_read(self) -> None:
        before = copy.deepcopy(RATE)
        Rate.from_dict(RATE)
        assert before == RATE

    def test_fields_that_nobody_listed_are_kept_and_can_be_seen(self) -> None:
        rate = Rate.from_dict({**RATE, "spread": {"a": None}, "note": None})
        assert rate.additional_properties == {"spread": {"a": None}, "note": None}
        assert rate.to_dict() == {**RATE, "spread": {"a": None}, "note": None}

    def test_null_and_absent_both_read_as_none_and_are_written_apart(self) -> None:
        absent, null = Rate.from_dict(RATE), Rate.from_dict({**RATE, "unitMargin": None})
        assert absent.unit_margin is None
        assert null.unit_margin is None
        assert "unitMargin" not in absent.to_dict()
        assert null.to_dict()["unitMargin"] is None
        assert null.additional_properties == {}

    def test_a_field_that_is_set_is_written_in_place_of_the_null_that_came(self) -> None:
        rate = Rate.from_dict({**RATE, "unitMargin": None})
        rate.unit_margin = 2.0
        assert rate.to_dict()["unitMargin"] == 2.0

    def test_comparison_looks_at_the_documented_fields(self) -> None:
        assert Rate.from_dict(RATE) == Rate.from_dict({**RATE, "note": 1})
        assert Rate.from_dict(RATE) != Rate.from_dict({**RATE, "ask": 1.0})

    def test_a_required_null_is_named(self) -> None:
        with pytest.raises(TypeError, match="instrumentID is null"):
            Rate.from_dict({**RATE, "instrumentID": None})

    def test_nested_models_keep_theirs(self) -> None:
        answer = {"rates": [{**RATE, "note": 1}], "more": True}
        rates = Rates.from_dict(answer)
        assert rates.rates[0].additional_properties == {"note": 1}
        assert rates.to_dict() == answer

    def test_nulls_in_closures_are_none(self) -> None:
        candle = {"fromDate": "2026-03-02T12:00:00Z", "open": None, "high": None, "low": None, "close": None}
        assert Candle.from_dict(candle).open is None
        assert Candle.from_dict(candle).to_dict() == candle

    def test_a_model_made_by_hand_is_written_without_what_it_lacks(self) -> None:
        item = WatchlistItem(item_id=5, item_type=WatchlistItemType("Robot"))
        assert item.to_dict() == {"itemId": 5, "itemType": "Robot"}

    def test_models_have_no_room_for_misspelled_attributes(self) -> None:
        with pytest.raises(AttributeError):
            Rate.from_dict(RATE).aks = 1.0  # type: ignore[attr-defined]  # the point of slots

    def test_the_base_reads_nothing(self) -> None:
        with pytest.raises(TypeError, match="base class"):
            Model.from_dict({})

    def test_lists_are_written_item_by_item(self) -> None:
        assert write_list(date_text)([NOON, None]) == ["2026-03-02T12:00:00Z", None]


class TestSecondSpellings:
    """Keys that eToro spells in two ways: the first is read, else the second, and each is written back as it came."""

    WHOLE = {"instrumentID": 1, "instrumentDisplayName": "A", "instrumentTypeID": 5, "symbolFull": "A"}

    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ({"stocksIndustryID": 8}, 8),
            ({"stocksIndustryId": 8}, 8),
            ({"stocksIndustryID": 8, "stocksIndustryId": 9}, 8),
            ({"stocksIndustryID": None, "stocksIndustryId": 9}, 9),
            ({"stocksIndustryID": 8, "stocksIndustryId": None}, 8),
            ({"stocksIndustryId": None}, None),
            ({}, None),
        ],
    )
    def test_either_is_read_and_both_come_back(self, sent: dict[str, Any], read: int | None) -> None:
        it = Instrument.from_dict({**self.WHOLE, **sent})
        assert it.stocks_industry_id == read
        assert it.to_dict() == {**self.WHOLE, **sent}
        assert it.additional_properties == {}

    def test_a_change_is_written_under_the_spelling_that_came(self) -> None:
        it = Instrument.from_dict({**self.WHOLE, "stocksIndustryId": 8})
        it.stocks_industry_id = 9
        assert it.to_dict() == {**self.WHOLE, "stocksIndustryId": 9}

    def test_a_key_without_a_name_is_nobodys_second_spelling(self) -> None:
        sent = {**self.WHOLE, "": "nameless"}
        it = Instrument.from_dict(sent)
        assert it.to_dict() == sent
        assert it.additional_properties == {"": "nameless"}

    def test_a_copy_with_another_value_is_written_in_one_spelling(self) -> None:
        both = CloseOrder.from_dict({"orderID": 5, "orderId": 5, "statusID": 1, "positionID": 9})
        other = both.replace(order_id=7)
        assert (other.to_dict()["orderID"], "orderId" in other.to_dict()) == (7, False)
        assert both.to_dict()["orderId"] == 5


class TestSentinels:
    """Values that mean none: -1 for a price, the first day of year one for a date."""

    @pytest.mark.parametrize("price", [-1, -1.0])
    def test_they_read_as_none_and_are_written_back(self, price: float) -> None:
        sent = {"price": price, "date": "0001-01-01T00:00:00"}
        it = PeriodClose.from_dict(sent)
        assert (it.price, it.date) == (None, None)
        assert it.to_dict() == sent

    def test_other_values_are_themselves(self) -> None:
        it = PeriodClose.from_dict({"price": 0, "date": "2026-03-02T12:00:00Z"})
        assert (it.price, it.date) == (0.0, NOON)

    def test_what_they_look_like(self) -> None:
        assert is_sentinel("0001-01-01T00:00:00Z", "0001-01-01")
        assert not is_sentinel("2026-01-01", "0001-01-01")
        assert not is_sentinel(None, "0001-01-01")
        assert not is_sentinel(None, -1)


CANDLE: dict[str, Any] = {
    "instrumentID": 1001,
    "fromDate": "2026-03-02T12:00:00.0000007Z",
    "open": 1.5,
    "high": 2.5,
    "low": 1.25,
    "close": 2.0,
    "volume": 10.0,
}


POSITION: dict[str, Any] = {
    field.wire: 2.0 if field.name.endswith(("rate", "units", "fees", "dollars", "taxes", "amount", "count")) else 1
    for field in Position._FIELDS
    if field.wire != "unrealizedPnL"
} | {"openDateTime": "2026-03-02T12:00:00.0000007Z", "orderType": 17}
GAINING = POSITION | {"unrealizedPnL": {"pnL": 1.5}}

#: Objects with a field that is odd in a test to come: flat ones, and ones with or without the object they may hold.
ODD_FIELDS: list[Any] = [
    *(pytest.param(Candle, CANDLE, name, id=f"candle-{name}") for name in CANDLE),
    *(
        pytest.param(Position, row, name, id=f"{kind}-{name}")
        for kind, row in (("position", POSITION), ("gaining", GAINING))
        for name in ("positionID", "CID", "openDateTime", "openRate", "totalFees", "orderType", "unrealizedPnL")
    ),
]


def outcome(read: Callable[[], list[Model]]) -> Any:
    """What reading gives, or raises."""
    try:
        return read()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return error


class TestManyAtOnce:
    """Reading a list gives what reading each of it gives."""

    @pytest.mark.parametrize(("kind", "row", "name"), ODD_FIELDS)
    @pytest.mark.parametrize(
        "value", [None, 1, 0, 1.5, True, "2026-03-02", "1", [], {}, {"pnL": 2.5}, "absent", "beside another"]
    )
    # Among few, and among so many that the names they share are looked for, behind others and before them.
    @pytest.mark.parametrize(("before", "behind"), [(1, 1), (20, 1), (0, 20)])
    def test_however_odd_one_of_them_is(
        self, kind: type[Model], row: dict[str, Any], name: str, value: Any, before: int, behind: int
    ) -> None:
        odd = dict(row)
        if value in ("absent", "beside another"):
            odd.pop(name, None)
            odd |= {"unheard of": 1} if value == "beside another" else {}
        else:
            odd[name] = value
        self._read_alike(kind, [*[row] * before, odd, *[row] * behind])

    @pytest.mark.parametrize("rows", [[POSITION, GAINING] * 10, [GAINING, POSITION], [GAINING] * 20, [POSITION] * 20])
    def test_whether_they_hold_an_object_or_not(self, rows: list[dict[str, Any]]) -> None:
        self._read_alike(Position, rows)

    def test_those_without_an_object_they_may_hold_are_read_in_one_go(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refused(cls: type[Position], d: object) -> Position:
            raise AssertionError("one by one")

        monkeypatch.setattr(Position, "from_dict", classmethod(refused))
        assert len(Position.from_dicts([POSITION, GAINING, POSITION])) == 3

    def _read_alike(self, kind: type[Model], given: list[dict[str, Any]]) -> None:
        rows = orjson.loads(orjson.dumps(given))
        # A list of them is read by a method that only models have which come in lists.
        from_dicts = getattr(kind, "from_dicts")  # noqa: B009
        singly, many = outcome(lambda: [kind.from_dict(row) for row in rows]), outcome(lambda: from_dicts(rows))
        if isinstance(singly, Exception):
            assert (type(many), str(many)) == (type(singly), str(singly))
            return
        assert many == singly
        for one, other in zip(many, singly, strict=True):
            assert [type(getattr(one, f.name)) for f in kind._FIELDS] == [
                type(getattr(other, f.name)) for f in kind._FIELDS
            ]
            assert one.to_dict() == other.to_dict()
            assert one.additional_properties == other.additional_properties

    def test_names_are_the_strings_that_the_objects_hold(self) -> None:
        rows = orjson.loads(orjson.dumps([dict(reversed(CANDLE.items()))] * 20))
        wires = tuple(CANDLE)
        for name, wire in zip(names_in(rows, wires), wires, strict=True):
            assert name == wire
            assert any(name is key for key in rows[-1])
            assert not any(wire is key for key in rows[-1])

    @pytest.mark.parametrize("items", [[], [CANDLE], [None] * 20, "twenty characters, and more", {}, None, iter([])])
    def test_where_there_is_nothing_to_share_the_names_are_the_document_s(self, items: Any) -> None:
        wires = tuple(CANDLE)
        assert names_in(items, wires) is wires

    def test_a_name_that_the_first_has_not_is_the_document_s(self) -> None:
        assert [*names_in([{}, *[CANDLE] * 20], ("open", "low"))] == ["open", "low"]

    def test_each_is_an_object_of_its_own(self) -> None:
        first, second = Candle.from_dicts([CANDLE, CANDLE])
        first.open = 9.0
        assert second.open == 1.5

    @pytest.mark.parametrize("items", [[None], [1], ["text"], [[]]])
    def test_what_is_no_object_is_refused(self, items: Any) -> None:
        with pytest.raises((TypeError, AttributeError, KeyError)):
            Candle.from_dicts(items)
