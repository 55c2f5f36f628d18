"""How eToro's values become Python's, and back without loss.

Models are attrs classes with slots; generated code fills them. What a model has no field for (unknown fields, a null
where the field is simply absent as far as users care) is kept aside, so that an answer written back is the answer
that came.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeVar

from attrs import define, field

from .errors import EToroValidationError

E = TypeVar("E", bound=Enum)

#: What reading decoded JSON that does not fit raises.
MISFIT = (AttributeError, KeyError, TypeError, ValueError)

read_iso = datetime.fromisoformat
#: For the seventh decimal in times as eToro writes them, ``2026-03-04T15:00:59.9753086Z``: what a digit stands for.
DIGITS = {digit: int(digit) for digit in "0123456789"}

#: From so many objects on, it pays to look for the names that they share.
_MANY: Final = 16


def date_of(text: str) -> datetime:
    """An eToro time as an aware UTC datetime, to the microsecond; one without a zone is UTC. Raises ValueError,
    TypeError."""
    moment = read_iso(text)
    return moment if moment.tzinfo is UTC else in_utc(moment)


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without a zone is UTC. Raises ValueError where UTC has no day for it."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{moment.isoformat()} is before the first or after the last day there is in UTC") from error


def begin_of(since: object) -> tuple[date, datetime | None]:
    """The day in UTC that a day or a time lies in, and the moment where it is a time (UTC where it has no zone).

    Raises EToroValidationError for anything else.
    """
    # What pandas has for a time that is missing counts as a datetime, and is not equal to itself.
    if isinstance(since, datetime) and since == since:
        moment = in_utc(since)
        return moment.date(), moment
    if isinstance(since, date) and not isinstance(since, datetime):
        return since, None
    raise EToroValidationError(f"since must be a date or a datetime, not {since!r}.", field="since", value=since)


def tick_of(text: str) -> int:
    """Units of 100 ns beyond the microsecond in any kind of time: the seventh decimal, 0 where there is none. No
    datetime holds it, so models keep it aside."""
    # The seconds end with the nineteenth character.
    fraction = text[20:27] if text[19:20] == "." else ""
    return int(fraction[6]) if len(fraction) == 7 and fraction.isdecimal() else 0


def date_text(moment: datetime, tick: int = 0) -> str:
    """A time as eToro writes it: UTC with ``Z``, fraction without trailing zeros. A naive time counts as UTC; ``tick``
    are units of 100 ns to add."""
    utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    text = (
        utc.strftime("%Y-%m-%dT%H:%M:%S") if utc.year >= 1000 else utc.replace(microsecond=0, tzinfo=None).isoformat()
    )
    fraction = f"{utc.microsecond:06d}{tick}".rstrip("0")
    return f"{text}.{fraction}Z" if fraction else f"{text}Z"


def day_text(moment: date) -> str:
    """The day of a moment as eToro writes it: that of a time is its day in UTC."""
    if isinstance(moment, datetime):
        moment = (moment if moment.tzinfo is None else moment.astimezone(UTC)).date()
    return moment.isoformat()


def float_of(value: Any) -> float:
    """A number that the wire may write without a fraction. Raises TypeError for anything else."""
    if value.__class__ is int or value.__class__ is float:
        return float(value)
    raise TypeError(f"expected a number, got {value!r}")


def optional_float(value: Any) -> float | None:
    return None if value is None else float_of(value)


def optional_date(value: Any) -> datetime | None:
    return None if value is None else date_of(value)


class OpenStrEnum(StrEnum):
    """Known values by name; a value that eToro added since is kept as ``UNLISTED`` with the text as it came."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = "UNLISTED"
        member._value_ = value
        return member


class OpenIntEnum(IntEnum):
    """Known values by name; a value that eToro added since is kept as ``UNLISTED`` with the number as it came."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_ = "UNLISTED"
        member._value_ = int(value)
        return member


def enum_of(kind: type[E]) -> Callable[[Any], E]:
    """``kind(value)`` by one dictionary look-up for known members: a constructor call costs five times as much."""
    known = kind._value2member_map_.get

    def of(value: Any) -> E:
        member: Any = known(value)
        return kind(value) if member is None else member

    return of


class Field(NamedTuple):
    """How one attribute of a model travels: its name on the wire, whether it is always there and may be null there,
    how its value is written, and the other spelling under which eToro sends it at times."""

    name: str
    wire: str
    required: bool
    nullable: bool
    write: Callable[..., Any] | None = None
    also: str | None = None


def wire_names(fields: tuple[Field, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """All names that a model knows on the wire, and those whose value is never null."""
    return (
        frozenset(f.wire for f in fields),
        frozenset(f.wire for f in fields if f.required and not f.nullable),
    )


def names_in(items: object, wires: Sequence[str]) -> Sequence[str]:
    """``wires``, as the very strings that ``items`` have for keys, where they are many.

    Whatever decodes JSON has one string for a name that many objects share, and a dict finds a key that is that same
    string without comparing the two: with it, a list of rates is read in a tenth less time.
    """
    if not isinstance(items, list) or len(items) < _MANY or not isinstance(items[0], dict):
        return wires
    own = {name: name for name in items[0]}
    return [own.get(wire, wire) for wire in wires]


@define(weakref_slot=False)
class Model:
    """Base of every answer and body.

    ``from_dict`` reads decoded JSON; ``to_dict`` gives it back, unknown fields and explicit nulls included.
    An attribute that is None was null or absent. Comparison and repr look at the documented fields only.
    """

    _KNOWN: ClassVar[frozenset[str]] = frozenset()
    _FIELDS: ClassVar[tuple[Field, ...]] = ()

    _rest: dict[str, Any] | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields of the answer that the document does not list, as they came."""
        known = self._KNOWN | {f.also for f in self._FIELDS}
        return {name: value for name, value in (self._rest or {}).items() if name not in known}

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        raise TypeError(f"{cls.__name__} is a base class")

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as eToro writes it."""
        out: dict[str, Any] = {}
        rest = self._rest or {}
        # The seventh decimals of all times, a digit for each, that of the first field last.
        ticks, tick = getattr(self, "_ticks", 0), 0
        for name, wire, required, _, write, also in self._FIELDS:
            value = getattr(self, name)
            if write is date_text:
                ticks, tick = divmod(ticks, 10)
            if also in rest and rest.get(wire) is None:
                wire = also
            if value is not None and write is date_text:
                out[wire] = date_text(value, tick)
            elif value is not None:
                out[wire] = value if write is None else write(value)
            elif required:
                out[wire] = rest.get(wire)
        for wire, value in rest.items():
            out.setdefault(wire, value)
        return out

    def replace(self, **changes: Any) -> Self:
        """A copy with other values; what the model keeps aside, such as fields that the document does not list, stays.

        ``attrs.evolve`` copies the documented fields only. Raises EToroValidationError for a name that is none.
        """
        other = copy(self)
        aside: Any = other
        wires = {spelling for it in self._FIELDS if it.name in changes for spelling in (it.wire, it.also)}
        other._rest = {wire: value for wire, value in (self._rest or {}).items() if wire not in wires} or None
        times = [it.name for it in self._FIELDS if it.write is date_text]
        known = {it.name for it in self._FIELDS}
        for name, value in changes.items():
            if name not in known:
                raise EToroValidationError(f"{type(self).__name__} has no field {name!r}.", field=name, value=value)
            setattr(other, name, value)
            if name in times:
                # Its seventh decimal goes with the time that it belonged to.
                place = 10 ** times.index(name)
                aside._ticks -= aside._ticks // place % 10 * place
        return other

    __replace__ = replace

    def _repr_html_(self) -> str:
        from .views.display import card

        return card(self)


def rest_of(
    d: Mapping[str, Any],
    known: frozenset[str],
    not_null: frozenset[str],
    also: Mapping[str, str] | None = None,
    none: Mapping[str, Any] | None = None,
) -> dict[str, Any] | None:
    """What the attributes cannot tell: fields the document does not list, nulls, values that stand for none (``none``),
    and second spellings (``also`` maps them to the first; where both came, the first is noted too). Raises TypeError
    for a null in a field that always has a value."""
    rest: dict[str, Any] = {}
    for name, value in d.items():
        if name not in known or value is None:
            if name in not_null:
                raise TypeError(f"{name} is null")
            rest[name] = value
    for other, name in (also or {}).items():
        if other in d and name in d:
            rest[name] = d[name]
    for name, sentinel in (none or {}).items():
        if is_sentinel(d.get(name), sentinel):
            rest[name] = d[name]
    return rest or None


def is_sentinel(value: Any, sentinel: Any) -> bool:
    """Whether eToro means "none" by this value: a number such as -1, or a date such as the first day of year one."""
    if isinstance(sentinel, str):
        return isinstance(value, str) and value.startswith(sentinel)
    return bool(value == sentinel)


def write_model(value: Model) -> dict[str, Any]:
    return value.to_dict()


def write_enum(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def write_list(write: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    def write_items(values: Any) -> list[Any]:
        return [None if value is None else write(value) for value in values]

    return write_items
