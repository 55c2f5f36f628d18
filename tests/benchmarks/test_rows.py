"""The rows of the table fit together: every name in a goal is that of a variant, every case exists."""

from __future__ import annotations

import ast

import pytest

from benchmarks.__main__ import arguments, chosen
from benchmarks.environments import HERE
from benchmarks.families import ROWS
from benchmarks.growth import GROWTHS
from benchmarks.registry import Row


def functions_of(module: str) -> set[str]:
    tree = ast.parse((HERE / "cases" / f"{module}.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_there_are_nineteen_rows_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, 20))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
class TestEachRow:
    def test_goals_name_variants_of_the_row(self, row: Row) -> None:
        names = {variant.name for variant in row.variants}
        for goal in row.goals:
            assert {goal.ours, goal.variant, *(goal.net_of or ())} - {""} <= names

    def test_no_two_variants_share_a_name(self, row: Row) -> None:
        assert len({variant.name for variant in row.variants}) == len(row.variants)

    def test_each_variant_is_a_case_that_exists_or_a_program_that_compiles(self, row: Row) -> None:
        for variant in row.variants:
            if variant.program:
                compile(variant.program, variant.name, "exec")
            else:
                module, function = variant.case.split(":")
                assert function in functions_of(module)

    def test_it_is_held_against_the_other_client(self, row: Row) -> None:
        assert any(goal.column == "other" for goal in row.goals)


def test_what_grows_is_measured_by_cases_that_exist() -> None:
    for growth in GROWTHS:
        module, function = growth.case.split(":")
        assert function in functions_of(module)
        assert list(growth.sizes) == sorted(growth.sizes)


def test_rows_can_be_chosen_by_number() -> None:
    assert [row.number for row in chosen(arguments(["--row", "9", "--row", "3"]).row)] == [3, 9]


def test_without_a_choice_all_rows_are_measured() -> None:
    assert chosen(arguments([]).row) == list(ROWS)
