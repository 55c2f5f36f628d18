"""What eToro's published document has that ours lacks, and the reverse.

python -m codegen upstream FILE_OR_URL                  eToro's document against ours
python -m codegen upstream FILE_OR_URL FILE_OR_URL      two published documents, the older one first

Differences kept on purpose stand in ``openapi/kept-differences.yaml``, each with its reason, and are reported apart.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import httpx
import yaml

from .document import KEPT_FILE, DocumentError, bundle, read
from .facts import DocumentFacts, Fact, OperationFacts, Place, Rate, facts, text

_TIMEOUT: Final = 30.0
# Operations named in full where many share a difference.
_NAMED: Final = 3
_WIDTH: Final = 120


class Difference(NamedTuple):
    """One thing that two documents say differently. ``before`` is ours or the older, ``after`` eToro's or the newer."""

    kind: str
    operation: str
    place: str
    before: str
    after: str


class UnreadableError(Exception):
    """A document that cannot be had."""


def load(source: str) -> dict[str, Any]:
    """A published document, JSON or YAML, from a file or an address. Raises UnreadableError."""
    try:
        if re.match(r"https?://", source):
            reply = httpx.get(source, timeout=_TIMEOUT, follow_redirects=True)
            content = reply.raise_for_status().text
        else:
            content = Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnreadableError(f"{source}: {error}") from error
    try:
        document = json.loads(content) if content.lstrip().startswith("{") else yaml.safe_load(content)
    except (ValueError, yaml.YAMLError) as error:
        raise UnreadableError(f"{source}: neither JSON nor YAML: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise UnreadableError(f"{source}: not an OpenAPI document")
    return document


def compare(before: DocumentFacts, after: DocumentFacts) -> list[Difference]:
    """Every difference, operation by operation."""
    found = []
    if before.servers != after.servers:
        found.append(Difference("server changed", "", "servers", ", ".join(before.servers), ", ".join(after.servers)))
    old, new = before.operations, after.operations
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            note = "deprecated" if new[name].deprecated else ""
            found.append(Difference("operation added", _name(name, new[name]), "", "", note))
        elif name not in new:
            found.append(Difference("operation removed", _name(name, old[name]), "", "", ""))
        else:
            found += _operation(_name(name, new[name]), old[name], new[name], old.keys() & new.keys())
    return found


def _name(key: str, operation: OperationFacts) -> str:
    return f"{key.partition(' ')[0]} {operation.path}"


def _operation(name: str, old: OperationFacts, new: OperationFacts, both: Iterable[str]) -> Iterator[Difference]:
    if new.deprecated != old.deprecated:
        kind = "operation deprecated" if new.deprecated else "operation no longer deprecated"
        yield Difference(kind, name, "", "", "")
    if new.path != old.path:
        yield Difference("path parameter renamed", name, "", old.path, new.path)
    yield from _rate(name, old.rate, new.rate, both)
    old_places = _as_named_in(new.path, old)
    yield from _places(name, old_places, new.places)


def _as_named_in(path: str, operation: OperationFacts) -> dict[Place, Fact]:
    """The facts of ``operation`` with the path parameters' names taken from ``path``."""
    theirs, ours = re.findall(r"{([^}]*)}", path), re.findall(r"{([^}]*)}", operation.path)
    names = {f"path {mine}": f"path {other}" for mine, other in zip(ours, theirs, strict=True)}
    return {(names.get(place[0], place[0]), *place[1:]): fact for place, fact in operation.places.items()}


def _rate(name: str, old: Rate | None, new: Rate | None, both: Iterable[str]) -> Iterator[Difference]:
    figures = [rate.figures() if rate else "" for rate in (old, new)]
    pools = [rate.pool(both) if rate else "" for rate in (old, new)]
    for kind, (was, now) in (("rate limit", figures), ("rate pool", pools)):
        if was != now:
            what = "changed" if old and new else "removed" if old else "added"
            yield Difference(f"{kind} {what}", name, "", was, now)


def _places(name: str, old: dict[Place, Fact], new: Any) -> Iterator[Difference]:
    """Differences of two trees of facts; what lies below one is not said again."""
    spellings = _other_spellings(old, new)
    old = {_respelled(place, spellings): fact for place, fact in old.items()}
    for (place, was), now in spellings.items():
        yield Difference("field respelled", name, text((*place, was)), was[1:], now[1:])
    settled: set[Place] = set()
    for place in dict.fromkeys((*old, *new)):
        if any(place[:depth] in settled for depth in range(1, len(place))):
            continue
        where = text(place)
        if place not in new:
            settled.add(place)
            yield Difference(f"{_what(place)} removed", name, where, _brief(old[place]), "")
        elif place not in old:
            settled.add(place)
            yield Difference(f"{_what(place)} added", name, where, "", _brief(new[place]))
        else:
            if old[place].type != new[place].type and not _alike(old[place].type, new[place].type):
                settled.add(place)
            for kind, was, now in _changes(old[place], new[place]):
                yield Difference(kind, name, where, was, now)


def _other_spellings(old: dict[Place, Fact], new: dict[Place, Fact]) -> dict[tuple[Place, str], str]:
    """Fields that one side knows under the other's second spelling, as (parent, old step) -> new step."""
    found = {}
    for place, fact in old.items():
        if fact.also and place not in new and (*place[:-1], f".{fact.also}") in new:
            found[place[:-1], place[-1]] = f".{fact.also}"
    return found


def _respelled(place: Place, spellings: dict[tuple[Place, str], str]) -> Place:
    return tuple(spellings.get((place[:depth], step), step) for depth, step in enumerate(place))


def _alike(one: str, other: str) -> bool:
    """Whether what lies below can be compared although the types differ: an array or an object on both sides."""
    return any(kind in one.split(" or ") and kind in other.split(" or ") for kind in ("array", "object", "map"))


def _what(place: Place) -> str:
    if len(place) > 1:
        return "field"
    word = text(place).partition(" ")[0]
    return word if word in ("body", "answer") else "parameter"


def _brief(fact: Fact) -> str:
    words = [fact.type, "required" if fact.required else "", "or null" if fact.nullable else ""]
    if fact.members:
        words.append(f"of {', '.join(fact.members)}")
    return " ".join(word for word in words if word)


def _changes(old: Fact, new: Fact) -> Iterator[tuple[str, str, str]]:
    """What differs between two facts as (kind, before, after)."""
    if old.type != new.type:
        yield "type changed", old.type, new.type
    if old.nullable != new.nullable:
        yield "nullable changed", *_both(old.nullable, new.nullable, "or null", "never null")
    if old.required != new.required:
        yield "required changed", *_both(old.required, new.required, "required", "optional")
    yield from _member_changes(set(old.members), set(new.members))
    if old.deprecated != new.deprecated:
        yield "deprecation changed", *_both(old.deprecated, new.deprecated, "deprecated", "current")
    if old.bounds != new.bounds:
        yield "bounds changed", old.bounds, new.bounds
    if old.style != new.style and old.style and new.style:
        yield "list style changed", old.style, new.style


def _both(old: bool, new: bool, yes: str, no: str) -> tuple[str, str]:
    return (yes if old else no), (yes if new else no)


def _member_changes(old: set[str], new: set[str]) -> Iterator[tuple[str, str, str]]:
    if bool(old) != bool(new):
        yield f"enum {'added' if new else 'removed'}", ", ".join(sorted(old)), ", ".join(sorted(new))
        return
    if new - old:
        yield "enum members added", "", ", ".join(sorted(new - old))
    if old - new:
        yield "enum members removed", ", ".join(sorted(old - new)), ""


@dataclass(frozen=True)
class Kept:
    """Differences that stay, and why. Each pattern has ``*`` for any text; a list means any of its patterns."""

    reason: str
    kind: tuple[str, ...]
    operation: tuple[str, ...]
    place: tuple[str, ...]
    ours: tuple[str, ...]
    theirs: tuple[str, ...]

    def covers(self, difference: Difference) -> bool:
        patterns = (self.kind, self.operation, self.place, self.ours, self.theirs)
        return all(_fits(value, choice) for value, choice in zip(difference, patterns, strict=True))

    def __str__(self) -> str:
        said = [("kind", self.kind), ("operation", self.operation), ("place", self.place)]
        return "; ".join(f"{name} {', '.join(choice)}" for name, choice in said if choice != ("*",)) or "everything"


def _fits(value: str, patterns: tuple[str, ...]) -> bool:
    return any(re.fullmatch(re.escape(it).replace(r"\*", ".*"), value, re.DOTALL) for it in patterns)


def kept_differences(path: Path) -> list[Kept]:
    """The entries of ``kept-differences.yaml``. Raises DocumentError."""
    entries = read(path).get("kept", []) if path.is_file() else []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DocumentError([f"{path.name}: kept must be a list of mappings"])
    names = ("kind", "operation", "place", "ours", "theirs")
    findings = []
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}, entry {number}"
        findings += [f"{where}: {name!r} means nothing" for name in entry.keys() - {*names, "reason"}]
        findings += [] if entry.get("reason") else [f"{where}: has no reason"]
    if findings:
        raise DocumentError(findings)
    return [Kept(_line(entry["reason"]), *(_patterns(entry.get(name, "*")) for name in names)) for entry in entries]


def _patterns(said: Any) -> tuple[str, ...]:
    return tuple(str(it) for it in said) if isinstance(said, list) else (str(said),)


def _line(words: str) -> str:
    return " ".join(words.split())


@dataclass(frozen=True)
class Report:
    """Differences sorted into those that nobody has explained and those kept; ``idle`` entries explain nothing."""

    unexplained: list[Difference]
    kept: list[tuple[Kept, list[Difference]]]
    idle: list[Kept]

    @property
    def clean(self) -> bool:
        return not self.unexplained and not self.idle

    def as_json(self) -> str:
        kept = [{"reason": it.reason, "differences": [d._asdict() for d in found]} for it, found in self.kept]
        unexplained = [difference._asdict() for difference in self.unexplained]
        idle = [{"reason": it.reason, "entry": str(it)} for it in self.idle]
        return json.dumps({"unexplained": unexplained, "kept": kept, "idle": idle}, indent=1, ensure_ascii=False)

    def lines(self, names: tuple[str, str]) -> Iterator[str]:
        """For people. ``names`` says whose the two sides are."""
        yield f"unexplained: {len(self.unexplained)}"
        yield from _grouped(self.unexplained, names)
        for it in self.idle:
            yield f"{KEPT_FILE}: matches nothing: {it} ({it.reason})"
        if self.kept:
            yield f"kept on purpose: {sum(len(found) for _, found in self.kept)}"
        for it, found in self.kept:
            yield f"  {len(found):5}  {it.reason}"


def sort_out(differences: list[Difference], kept: list[Kept]) -> Report:
    """Each difference to the first entry that covers it."""
    covered: list[list[Difference]] = [[] for _ in kept]
    unexplained: list[Difference] = []
    for difference in differences:
        place = next((n for n, it in enumerate(kept) if it.covers(difference)), None)
        (unexplained if place is None else covered[place]).append(difference)
    pairs = list(zip(kept, covered, strict=True))
    return Report(unexplained, [pair for pair in pairs if pair[1]], [it for it, found in pairs if not found])


def _grouped(differences: list[Difference], names: tuple[str, str]) -> Iterator[str]:
    """What several operations share is said once, and so are fields of one parent that came or went together."""
    shared: dict[tuple[str, str, str, str], list[str]] = {}
    for it in sorted(differences, key=_rank):
        shared.setdefault((it.kind, it.place, it.before, it.after), []).append(it.operation)
    groups: dict[tuple[str, ...], list[str]] = {}
    for (kind, place, before, after), operations in shared.items():
        sides = [f"{name}: {value}" for name, value in zip(names, (before, after), strict=True) if value]
        where = _where(operations) if place or kind.startswith("rate") else "\n".join(operations)
        if kind in ("field added", "field removed"):
            parent, _, field = place.rpartition(".")
            groups.setdefault((f"{kind} · {parent}", where), []).append(f"{field}: {before or after}")
        else:
            groups.setdefault((" · ".join(part for part in (kind, place) if part), where), []).append(" → ".join(sides))
    for (title, where), said in groups.items():
        yield f"  {title}"
        yield from (_wrapped(words) for words in ("; ".join(said), *where.splitlines()) if words)


def _where(operations: list[str]) -> str:
    more = f" and {len(operations) - _NAMED} more" if len(operations) > _NAMED else ""
    return ", ".join(operations[:_NAMED]) + more


def _rank(difference: Difference) -> int:
    """Operations first, then what they cost, what they take, what they answer, and errors."""
    if not difference.place:
        return 1 if difference.kind.startswith("rate") else 0
    return 4 if re.match("answer [^2]", difference.place) else 3 if difference.place.startswith("answer") else 2


def _wrapped(words: str) -> str:
    return textwrap.fill(
        words,
        _WIDTH,
        initial_indent=" " * 6,
        subsequent_indent=" " * 8,
        break_long_words=False,
        break_on_hyphens=False,
    )


def report(sources: list[str], openapi: Path) -> tuple[Report, tuple[str, str]]:
    """One published document against ours in ``openapi``, or two against each other, and whose the two sides are.

    Raises DocumentError, UnreadableError.
    """
    if len(sources) == 2:
        old, new = (facts(load(source)) for source in sources)
        return sort_out(compare(old, new), []), ("was", "is")
    published = facts(load(sources[0]))
    differences = compare(facts(bundle(openapi)), published)
    return sort_out(differences, kept_differences(openapi / KEPT_FILE)), ("ours", "eToro's")
