"""What a row of the table is: the variants that are measured in turn, and the goals that their figures are held to."""

from __future__ import annotations

from typing import Any, Final, Literal, NamedTuple

OURS: Final = "ours"
OTHER: Final = "other"
LIMITS: Final = "limits"

Environment = Literal["ours", "other", "limits"]
Service = Literal["http", "stream", "tls"]
Column = Literal["other", "limit"]


class Variant(NamedTuple):
    """One contender: its name, whose environment it runs in, and its code.

    ``case`` is ``module:function`` within ``cases`` for one that stays alive from round to round; ``program`` is the
    text of a whole process that is begun anew in each round.
    """

    name: str
    environment: Environment
    case: str = ""
    program: str = ""


class Goal(NamedTuple):
    """``measure`` of our variant against ``variant``'s: at most ``most`` times as much.

    ``kind`` is ``"ratio"``; or ``"difference"``: at most so much more, in the unit of the measure. ``net_of`` names, as
    (ours, theirs), variants whose figures are taken off first: a bare interpreter ("" takes nothing off). ``label``
    says what is compared, in the table.
    """

    column: Column
    variant: str
    measure: str
    most: float
    label: str = ""
    kind: Literal["ratio", "difference"] = "ratio"
    net_of: tuple[str, str] | None = None
    ours: str = OURS


class Row(NamedTuple):
    """A line of the table. ``parts`` are bodies that the row is measured with one by one; each has to meet the goals,
    and the worst is shown. ``service`` is the local server that the variants talk to; ``quick`` are settings for less
    patience. ``rounds`` fixes their number; otherwise there are ``often`` times as many as are asked for, where rounds
    are short, or much hangs on the luck of each."""

    number: int
    title: str
    variants: tuple[Variant, ...]
    goals: tuple[Goal, ...]
    parts: tuple[str, ...] = ("",)
    service: Service | None = None
    settings: dict[str, Any] = {}
    quick: dict[str, Any] = {}
    rounds: int | None = None
    often: int = 1
