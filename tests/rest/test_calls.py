"""What a generated endpoint makes of arguments: path, query and body exactly as they go on the wire."""

from __future__ import annotations

import asyncio
import json
import warnings
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etoropy import EToroValidationError, RestClient
from etoropy import call as seam
from etoropy.call import Call, Operation, Pool, encode, list_of, query, segment, shells
from etoropy.rest.api.execution import close_position_demo, open_market_order_by_amount_demo
from etoropy.rest.models import GainPeriod, WatchlistItem, WatchlistItemType

OPERATION = Operation("get_it", "GET", "/it", pool=Pool("default", 60, 60.0), retry="safe")
QUICK = settings(max_examples=50, derandomize=True, deadline=None, database=None)
# Text that can stand in an address: UTF-8 has no form for half a surrogate pair.
WORDS = st.text(st.characters(exclude_categories=["Cs"]))


class TestQuery:
    """Queries."""

    def test_what_is_none_is_left_out(self) -> None:
        assert query("/it", ("a", None), ("b", 1), ("c", None)) == "/it?b=1"
        assert query("/it", ("a", None)) == "/it"

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (True, "true"),
            (False, "false"),
            (1.5, "1.5"),
            (Decimal("1.10"), "1.10"),
            (GainPeriod.LAST_YEAR, "LastYear"),
            (GainPeriod("NextYear"), "NextYear"),
            (date(2026, 3, 2), "2026-03-02"),
            (datetime(2026, 3, 2, 12, tzinfo=UTC), "2026-03-02T12:00:00Z"),
            ("a&b=c#d%e+f g", "a%26b%3Dc%23d%25e%2Bf%20g"),
            (["a,b", "c"], "a%2Cb,c"),
            ({7}, "7"),
            (range(1, 3), "1,2"),
        ],
        ids=repr,
    )
    def test_a_value_has_one_form(self, value: Any, text: str) -> None:
        assert query("/it", ("v", value)) == f"/it?v={text}"

    @QUICK
    @given(st.lists(st.tuples(st.sampled_from("abc"), WORDS), max_size=3))
    def test_any_text_arrives_as_it_was(self, pairs: list[tuple[str, str]]) -> None:
        sent = query("/it", *pairs).removeprefix("/it").removeprefix("?")
        assert parse_qsl(sent, keep_blank_values=True, separator="&") == pairs
        assert sent.isascii()

    @QUICK
    @given(st.lists(WORDS, min_size=1, max_size=4))
    def test_any_list_arrives_as_it_was(self, items: list[str]) -> None:
        sent = query("/it", ("v", items)).removeprefix("/it?v=")
        assert [unquote(it) for it in sent.split(",")] == items

    @pytest.mark.parametrize("value", [[], (), set(), iter(())], ids=["list", "tuple", "set", "iterator"])
    def test_an_empty_list_is_refused_since_etoro_would_answer_everything(self, value: Any) -> None:
        with pytest.raises(EToroValidationError, match="v is an empty list"):
            query("/it", ("v", value))

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), [1.0, float("-inf")]], ids=repr)
    def test_what_is_no_number_is_refused(self, value: Any) -> None:
        with pytest.raises(EToroValidationError, match="finite"):
            query("/it", ("v", value))

    def test_none_within_a_list_is_refused(self) -> None:
        with pytest.raises(EToroValidationError, match="must not be None"):
            query("/it", ("v", [1, None]))

    def test_half_a_character_is_refused(self) -> None:
        with pytest.raises(EToroValidationError, match="character"):
            query("/it", ("v", "\ud800"))


class TestSegment:
    """Segments of a path."""

    @QUICK
    @given(WORDS.filter(lambda text: text not in ("", ".", "..")))
    def test_any_text_is_one_segment(self, text: str) -> None:
        sent = segment("v", text)
        assert unquote(sent) == text
        assert not set(sent) & set("/?#&")

    @pytest.mark.parametrize("value", ["", ".", "..", None])
    def test_what_would_lead_elsewhere_is_refused(self, value: Any) -> None:
        with pytest.raises(EToroValidationError) as caught:
            segment("watchlistId", value)
        assert caught.value.field == "watchlistId"


class TestBody:
    """Bodies."""

    def test_decimals_go_out_as_the_nearest_number(self) -> None:
        assert json.loads(encode({"a": Decimal("0.1"), "b": [Decimal(2)]})) == {"a": 0.1, "b": [2.0]}

    def test_models_go_out_as_objects(self) -> None:
        item = WatchlistItem(item_id=5, item_type=WatchlistItemType.INSTRUMENT)
        assert json.loads(encode([item])) == [{"itemId": 5, "itemType": "Instrument"}]

    @pytest.mark.parametrize(
        "value", [float("nan"), float("-inf"), Decimal("NaN"), Decimal("1e999"), [[float("nan")]]], ids=repr
    )
    def test_a_number_that_json_lacks_is_refused_as_null_could_mean_all(self, value: Any) -> None:
        with pytest.raises(EToroValidationError, match="finite"):
            encode({"UnitsToDeduct": value})

    @pytest.mark.parametrize("value", [2**65, object(), "\ud800", {1: 2}], ids=["2**65", "object", "surrogate", "key"])
    def test_what_json_cannot_hold_is_refused(self, value: Any) -> None:
        with pytest.raises(EToroValidationError, match="cannot be written as JSON"):
            encode({"a": value})

    def test_a_field_that_closes_all_is_sent_as_null_unless_told_otherwise(self) -> None:
        whole = close_position_demo.call(1, instrument_id=2)
        part = close_position_demo.call(1, instrument_id=2, units_to_deduct=0.5)
        assert json.loads(whole.body or b"") == {"InstrumentID": 2, "UnitsToDeduct": None}
        assert json.loads(part.body or b"") == {"InstrumentID": 2, "UnitsToDeduct": 0.5}


class TestNumpy:
    """Numbers from data frames."""

    @pytest.fixture
    def np(self) -> Any:
        return pytest.importorskip("numpy")

    def test_they_go_out_as_plain_numbers(self, np: Any) -> None:
        assert query("/it", ("v", np.array([1001, 1002])), ("w", np.bool_(True))) == "/it?v=1001,1002&w=true"
        assert json.loads(encode({"a": np.int64(5), "b": np.float32(0.5), "c": np.array([1, 2])})) == {
            "a": 5,
            "b": 0.5,
            "c": [1, 2],
        }

    @pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
    def test_not_a_number_is_refused_in_any_width(self, np: Any, kind: str) -> None:
        for value in (getattr(np, kind)("nan"), np.array([1, float("nan")], dtype=kind)):
            with pytest.raises(EToroValidationError, match="finite"):
                encode({"UnitsToDeduct": value})
            with pytest.raises(EToroValidationError, match="finite"):
                query("/it", ("v", value))


class TestCall:
    """A call and its shells."""

    def test_without_arguments_the_path_is_the_target(self) -> None:
        assert Call(OPERATION, int).target == "/it"

    def test_it_says_what_it_asks_and_not_what_is_in_the_body(self) -> None:
        call = Call(OPERATION, int, "/it?a=1", b"secret")
        assert repr(call) == "<Call get_it: GET /it?a=1>"
        assert repr(OPERATION) == "<Operation get_it: GET /it>"

    def test_shells_hand_the_call_to_a_client_of_either_colour(self) -> None:
        def build(number: int, *, more: int = 0) -> Call[int]:
            """Adds."""
            return Call(OPERATION, lambda _: number + more)

        class Client:
            def send(self, call: Call[Any], /) -> Any:
                return call.parse(None)

        class AsyncClient:
            async def send(self, call: Call[Any], /) -> Any:
                return call.parse(None)

        async def in_async() -> int:
            return await asyncio_shell(AsyncClient(), 1, more=2)

        sync_shell, asyncio_shell = shells(build)
        assert sync_shell(Client(), 1, more=2) == asyncio.run(in_async()) == 3
        assert sync_shell.__doc__ == asyncio_shell.__doc__ == "Adds."

    @pytest.mark.parametrize("answer", [{}, None, "text", 1])
    def test_a_bare_list_is_a_list(self, answer: Any) -> None:
        def read(items: list[str]) -> list[int]:
            return [int(item) for item in items]

        assert list_of(read)(["1", "2"]) == [1, 2]
        with pytest.raises(TypeError, match="expected a list"):
            list_of(read)(answer)


ARGUMENTS: dict[str, Any] = {"instrument_id": 1001, "is_buy": True, "leverage": 1, "amount": 50.0}
ASK_AT_TOP_LEVEL = """
from etoropy.rest.api.execution import open_market_order_by_amount_demo
open_market_order_by_amount_demo.call(instrument_id=1, is_buy=True, leverage=1, amount=50.0)
"""


class Http:
    """Takes calls and asks nobody."""

    mode = "demo"

    def send(self, call: Call[Any], /, **_: Any) -> Any:
        return None


HTTP: Any = Http()


class TestDeprecation:
    """Whoever calls what eToro is about to withdraw is told once, at the line of the call."""

    @pytest.fixture(autouse=True)
    def _nobody_was_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(seam, "_warned", set())

    @pytest.mark.parametrize(
        "ask",
        [
            lambda: open_market_order_by_amount_demo.call(**ARGUMENTS),
            lambda: open_market_order_by_amount_demo.sync(HTTP, **ARGUMENTS),
            lambda: RestClient(http=HTTP).execution.open_market_order_by_amount(**ARGUMENTS),
        ],
        ids=["call", "shell", "sub-client"],
    )
    def test_the_callers_line_is_named(self, ask: Any) -> None:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            for _ in range(2):
                ask()
        assert [(it.category, it.filename) for it in told] == [(DeprecationWarning, __file__)]
        assert "use create_order instead" in str(told[0].message)

    def test_a_script_may_call_at_its_top_level(self) -> None:
        with pytest.warns(DeprecationWarning, match="use create_order instead"):
            exec(compile(ASK_AT_TOP_LEVEL, "script.py", "exec"), {"__name__": "__main__"})

    def test_what_the_library_asks_on_its_own_is_not_the_callers_to_change(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(ASK_AT_TOP_LEVEL, "orders.py", "exec"), {"__name__": "etoropy._sync.orders"})
