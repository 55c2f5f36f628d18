"""From figures to a verdict. Pure: nothing here starts a process or looks at a clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any, Final, NamedTuple

from .registry import Goal, Row

#: The figures of one round: by variant, then by measure.
Round = Mapping[str, Mapping[str, float]]

MICROSECONDS: Final = 1e6


class Judgement(NamedTuple):
    """What came of one goal: the figure, how far rounds strayed from it (the middle half of them), and if it is met."""

    goal: Goal
    part: str
    figure: float
    low: float
    high: float

    @property
    def met(self) -> bool:
        return self.figure <= self.goal.most


class Result(NamedTuple):
    """A row as measured: the judgement of each goal (of the part that does worst by it), and medians of every figure by
    part, variant and measure."""

    row: Row
    judgements: tuple[Judgement, ...]
    medians: dict[str, dict[str, dict[str, float]]]

    @property
    def met(self) -> bool:
        return all(judgement.met for judgement in self.judgements)


def order_of(names: Sequence[str], round_number: int) -> list[str]:
    """In which order the variants take their turns: A B A B …, beginning with another one in each round, so that none
    is always the one that comes after a certain other."""
    first = round_number % len(names)
    return [*names[first:], *names[:first]]


def compared(goal: Goal, rounds: Iterable[Round]) -> list[float]:
    """Our figure against the other one's, round by round: neighbours in time, so that a busy moment hits both."""
    return [_compared_once(goal, figures) for figures in rounds]


def _compared_once(goal: Goal, figures: Round) -> float:
    ours, theirs = figures[goal.ours][goal.measure], figures[goal.variant][goal.measure]
    if goal.net_of is not None:
        ours -= figures[goal.net_of[0]][goal.measure] if goal.net_of[0] else 0.0
        theirs -= figures[goal.net_of[1]][goal.measure]
    if goal.kind == "difference":
        return ours - theirs
    if theirs <= 0:
        raise ValueError(f"{goal.variant} took no {goal.measure}: nothing can be compared with it")
    return ours / theirs


def judged(goal: Goal, part: str, rounds: Sequence[Round]) -> Judgement:
    """The median over all rounds, against the goal."""
    figures = sorted(compared(goal, rounds))
    quarter = len(figures) // 4
    return Judgement(goal, part, median(figures), figures[quarter], figures[-1 - quarter])


def result_of(row: Row, rounds: Mapping[str, Sequence[Round]]) -> Result:
    """The verdict on a row from the rounds of each part."""
    judgements = [
        max((judged(goal, part, rounds[part]) for part in row.parts), key=lambda judgement: judgement.figure)
        for goal in row.goals
    ]
    return Result(row, tuple(judgements), {part: _medians(rounds[part]) for part in row.parts})


def _medians(rounds: Sequence[Round]) -> dict[str, dict[str, float]]:
    return {
        name: {measure: median(figures[name][measure] for figures in rounds) for measure in first}
        for name, first in rounds[0].items()
    }


# ── in words ───────────────────────────────────────────────────────────────────────────────────────────────────────


def figure_text(value: float, goal: Goal) -> str:
    """A ratio with the digits that matter, or a difference of times in microseconds."""
    if goal.kind == "difference":
        return f"{value * MICROSECONDS:.0f} µs"
    if abs(value) < 0.1:
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return f"{value:.2f}"


def goal_text(goal: Goal) -> str:
    return f"≤ {figure_text(goal.most, goal)}" + (f" {goal.label}" if goal.label else "")


HEADINGS: Final = ("#", "what", "goal: other client", "measured", "goal: limit", "measured", "met")


def cells(result: Result) -> tuple[str, ...]:
    """A line of the table."""
    of_column = {
        column: [judgement for judgement in result.judgements if judgement.goal.column == column]
        for column in ("other", "limit")
    }
    shown: list[str] = []
    for judgements in of_column.values():
        shown.append(", ".join(goal_text(judgement.goal) for judgement in judgements))
        shown.append(", ".join(_measured(judgement) for judgement in judgements))
    missed = [judgement for judgement in result.judgements if not judgement.met]
    return (str(result.row.number), result.row.title, *shown, "no" if missed else "yes")


def _measured(judgement: Judgement) -> str:
    text = figure_text(judgement.figure, judgement.goal)
    return text if judgement.met else f"{text} ✗"


def table(results: Iterable[Result]) -> str:
    """All lines, as a table that reads well as text and as Markdown."""
    lines = [HEADINGS, *(cells(result) for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    rows = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    rows.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(rows)


def plain(result: Result) -> dict[str, Any]:
    """A result as JSON holds it."""
    return {
        "row": result.row.number,
        "title": result.row.title,
        "met": result.met,
        "goals": [
            {
                "against": it.goal.variant,
                "measure": it.goal.measure,
                "kind": it.goal.kind,
                "most": it.goal.most,
                "figure": it.figure,
                "middle_half": [it.low, it.high],
                "part": it.part,
                "met": it.met,
            }
            for it in result.judgements
        ],
        "medians": result.medians,
    }
