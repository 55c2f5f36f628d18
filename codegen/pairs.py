"""Pairs of a demo and a real operation: one method for callers, so both halves must be there, and each be what it says.

A half that is mistaken for the other would send what was meant for the demo account to the real one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from .parts import operations

MODES: Final = ("demo", "real")


class Half(NamedTuple):
    """One operation as far as its account is concerned; ``mode`` is None where it serves both."""

    name: str
    verb: str
    path: str
    mode: str | None
    method: str
    pool: str
    operation: dict[str, Any]


def pair_findings(document: dict[str, Any]) -> list[str]:
    """What keeps operations from being told apart by account, and pairs from being one method."""
    findings: list[str] = []
    methods: dict[tuple[str, str], list[Half]] = {}
    for verb, path, operation in operations(document):
        half = _half(verb, path, operation)
        findings += _account_findings(half)
        methods.setdefault((str(operation.get("tags")), half.method), []).append(half)
    for (_, method), halves in methods.items():
        findings += _method_findings(method, halves)
    return findings


def _half(verb: str, path: str, operation: dict[str, Any]) -> Half:
    name = operation.get("operationId", f"{verb.upper()} {path}")
    account = operation.get("x-account") or {}
    pool = (operation.get("x-ratelimit") or {}).get("pool", "")
    return Half(name, verb, path, account.get("mode"), account.get("method", name), pool, operation)


def _account_findings(half: Half) -> Iterator[str]:
    """Mode, name, path and pool of one operation, which all say the account where they say any."""
    account = half.operation.get("x-account")
    if account is not None and half.mode not in MODES:
        yield f"{half.name}: x-account mode must be one of {', '.join(MODES)}, not {half.mode!r}"
        return
    if account is not None and half.name != f"{half.method}_{half.mode}":
        yield f"{half.name}: a paired operation is named <method>_<mode>"
    yield from _strangers(half, "path", half.path, half.path.split("/"))
    yield from _strangers(half, "pool", half.pool, half.pool.split("-"))
    if half.mode == "demo" and "demo" not in half.path.split("/"):
        yield f"{half.name}: a demo path has a step /demo/, and {half.path} has none"


def _strangers(half: Half, what: str, said: str, words: list[str]) -> Iterator[str]:
    for mode in MODES:
        if mode in words and half.mode != mode:
            own = f"this operation is {half.mode}" if half.mode else "this operation has no x-account"
            yield f"{half.name}: {what} {said} belongs to the {mode} account, and {own}"


def _method_findings(method: str, halves: list[Half]) -> Iterator[str]:
    """Whether the operations of one method are one, or a demo and a real one that differ in nothing but the account."""
    paired = [half for half in halves if half.mode]
    if len(halves) > 2 or (paired and len(paired) < len(halves)) or (len(halves) > 1 and not paired):
        names = ", ".join(half.name for half in halves)
        makers = f"{len(halves)} operations make this method ({names})"
        yield f"{method}: {makers}; only one demo and one real may. Rename one or give it x-account"
        return
    modes = Counter(half.mode for half in paired)
    if paired and len(modes) < 2:
        said = f"only {paired[0].mode}, its twin is missing" if len(paired) < 2 else f"{paired[0].mode} twice"
        yield f"{method}: {said}"
    elif paired:
        yield from _differences(method, *paired)


def _differences(method: str, one: Half, other: Half) -> Iterator[str]:
    """What both halves must say alike. Arguments and answers are compared when they have become Python."""
    if one.verb != other.verb:
        yield f"{method}: demo and real differ in the HTTP method: {one.verb} and {other.verb}"
    if _without_account(one.path) != _without_account(other.path):
        yield f"{method}: the paths of demo and real differ in more than the account: {one.path} and {other.path}"
    for keyword in ("x-pages", "deprecated", "x-replaced-by", "x-retry"):
        if one.operation.get(keyword) != other.operation.get(keyword):
            yield f"{method}: demo and real differ in {keyword}; share it with an anchor"


def _without_account(path: str) -> list[str]:
    return [step for step in path.split("/") if step not in MODES]
