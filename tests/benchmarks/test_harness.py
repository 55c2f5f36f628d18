"""From figures to a verdict: pairing, medians, judging, and how it is told."""

from __future__ import annotations

import pytest

from benchmarks.harness import Round, cells, compared, figure_text, judged, order_of, plain, result_of, table
from benchmarks.registry import OTHER, OURS, Goal, Row, Variant

HALF = Goal("other", OTHER, "cpu", 0.5)


def rounds(*pairs: tuple[float, float]) -> list[Round]:
    return [{OURS: {"cpu": ours}, OTHER: {"cpu": theirs}} for ours, theirs in pairs]


def row(*goals: Goal, parts: tuple[str, ...] = ("",)) -> Row:
    return Row(7, "something", (Variant(OURS, OURS), Variant(OTHER, OTHER)), goals, parts)


class TestTurns:
    def test_every_variant_has_its_turn_in_each_round(self) -> None:
        assert all(sorted(order_of(["a", "b", "c"], number)) == ["a", "b", "c"] for number in range(7))

    def test_each_round_begins_with_another_variant(self) -> None:
        assert [order_of(["a", "b", "c"], number)[0] for number in range(4)] == ["a", "b", "c", "a"]

    def test_the_variants_follow_each_other_in_the_same_order(self) -> None:
        assert order_of(["a", "b", "c"], 1) == ["b", "c", "a"]


class TestComparing:
    def test_figures_are_compared_within_their_round(self) -> None:
        assert compared(HALF, rounds((1.0, 4.0), (10.0, 20.0))) == [0.25, 0.5]

    def test_a_busy_moment_that_hits_both_changes_nothing(self) -> None:
        assert judged(HALF, "", rounds((1.0, 4.0), (9.0, 36.0), (1.0, 4.0))).figure == 0.25

    def test_what_both_pay_anyway_can_be_taken_off(self) -> None:
        goal = HALF._replace(net_of=("bare", "bare other"))
        figures = {OURS: {"cpu": 3.0}, OTHER: {"cpu": 12.0}, "bare": {"cpu": 1.0}, "bare other": {"cpu": 2.0}}
        assert compared(goal, [figures]) == [0.2]

    def test_it_may_be_taken_off_one_side_only(self) -> None:
        goal = HALF._replace(net_of=("", "bare"))
        assert compared(goal, [{OURS: {"cpu": 3.0}, OTHER: {"cpu": 12.0}, "bare": {"cpu": 2.0}}]) == [0.3]

    def test_a_difference_is_in_the_unit_of_the_measure(self) -> None:
        goal = HALF._replace(kind="difference")
        assert compared(goal, rounds((5.0, 4.0))) == [1.0]

    def test_nothing_is_compared_with_nothing(self) -> None:
        with pytest.raises(ValueError, match="nothing can be compared"):
            compared(HALF, rounds((1.0, 0.0)))


class TestJudging:
    def test_the_median_decides_and_not_the_worst_round(self) -> None:
        judgement = judged(HALF, "", rounds((1.0, 4.0), (4.0, 4.0), (1.0, 4.0)))
        assert judgement.figure == 0.25
        assert judgement.met

    def test_a_goal_that_is_just_reached_is_met(self) -> None:
        assert judged(HALF, "", rounds((2.0, 4.0))).met

    def test_a_goal_that_is_just_passed_is_not(self) -> None:
        assert not judged(HALF, "", rounds((2.01, 4.0))).met

    def test_the_spread_leaves_out_the_outer_quarters(self) -> None:
        judgement = judged(HALF, "", rounds(*((float(number), 1.0) for number in (9, 1, 5, 3, 4, 2, 6, 7, 8))))
        assert (judgement.low, judgement.figure, judgement.high) == (3.0, 5.0, 7.0)

    def test_a_row_of_several_bodies_is_as_good_as_its_worst(self) -> None:
        result = result_of(row(HALF, parts=("a", "b")), {"a": rounds((1.0, 4.0)), "b": rounds((3.0, 4.0))})
        assert [(it.part, it.figure) for it in result.judgements] == [("b", 0.75)]
        assert not result.met

    def test_a_row_is_met_when_all_its_goals_are(self) -> None:
        assert result_of(row(HALF, HALF._replace(column="limit")), {"": rounds((1.0, 4.0))}).met


class TestTelling:
    @pytest.mark.parametrize(("value", "text"), [(0.456, "0.46"), (1.0, "1.00"), (0.004, "0.004"), (0.0412, "0.0412")])
    def test_a_ratio_keeps_the_digits_that_matter(self, value: float, text: str) -> None:
        assert figure_text(value, HALF) == text

    def test_a_difference_of_times_is_told_in_microseconds(self) -> None:
        assert figure_text(28e-6, HALF._replace(kind="difference")) == "28 µs"

    def test_what_missed_its_goal_is_marked(self) -> None:
        limit = Goal("limit", OTHER, "cpu", 1.0, "× httpx")
        result = result_of(row(HALF, limit), {"": rounds((3.0, 4.0))})
        assert cells(result) == ("7", "something", "≤ 0.50", "0.75 ✗", "≤ 1.00 × httpx", "0.75", "no")

    def test_the_columns_of_the_table_line_up(self) -> None:
        lines = table([result_of(row(HALF), {"": rounds((1.0, 4.0))})]).splitlines()
        assert len({len(line) for line in lines}) == 1
        assert set(lines[1]) == {"|", "-"}

    def test_json_holds_the_goal_the_figure_and_the_medians(self) -> None:
        found = plain(result_of(row(HALF), {"": rounds((1.0, 4.0), (2.0, 8.0), (3.0, 12.0))}))
        assert found["row"] == 7
        assert found["goals"][0]["figure"] == 0.25
        assert found["medians"] == {"": {OURS: {"cpu": 2.0}, OTHER: {"cpu": 8.0}}}
