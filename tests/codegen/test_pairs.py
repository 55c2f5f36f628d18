"""Demo and real: what a half says of its account must agree, and a pair must be one method."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codegen.__main__ import ROOT
from codegen.document import DocumentError, bundle, check
from codegen.pairs import pair_findings

from .conftest import SMALL

Document = dict[str, Any]
DEMO, REAL = "/api/v1/demo/things", "/api/v1/real/things"


def offer(document: Document, path: str) -> Document:
    operation: Document = document["paths"][path]["post"]
    return operation


def add(document: Document, path: str, **changes: Any) -> None:
    """One more operation like the real one."""
    document["paths"][path] = {"post": {**copy.deepcopy(offer(document, REAL)), **changes}}


def on(path: str, **changes: Any) -> Callable[[Document], None]:
    return lambda document: offer(document, path).update({name.replace("__", "-"): it for name, it in changes.items()})


def account(mode: str) -> Document:
    return {"mode": mode, "method": "offer_thing"}


def unpaired(document: Document) -> None:
    add(document, "/api/v1/things/offers", operationId="offer_thing")
    del offer(document, "/api/v1/things/offers")["x-account"]


def swapped(document: Document) -> None:
    offer(document, DEMO).update({"operationId": "offer_thing_real", "x-account": account("real")})
    offer(document, REAL).update({"operationId": "offer_thing_demo", "x-account": account("demo")})


def moved(old: str, new: str) -> Callable[[Document], None]:
    return lambda document: document["paths"].update({new: document["paths"].pop(old)})


def without_account(document: Document) -> None:
    for path, name in ((DEMO, "offer_to_some"), (REAL, "offer_to_all")):
        offer(document, path).update(operationId=name)
        del offer(document, path)["x-account"]


def other_verb(document: Document) -> None:
    document["paths"][REAL] = {"put": document["paths"][REAL]["post"]}


def pool(name: str) -> Document:
    return {"pool": name, "limit": 1, "window": 1}


CASES: dict[str, tuple[Callable[[Document], object], str]] = {
    "an operation beside the pair": (
        unpaired,
        "offer_thing: 3 operations make this method (offer_thing_demo, offer_thing_real, offer_thing); only one demo",
    ),
    "a second real one": (
        lambda d: add(d, "/api/v1/real/other", operationId="offer_thing_real"),
        "offer_thing: 3 operations make this method",
    ),
    "another mode": (
        on(DEMO, operationId="offer_thing_virtual", x__account=account("virtual")),
        "offer_thing_virtual: x-account mode must be one of demo, real, not 'virtual'",
    ),
    "no mode": (on(DEMO, x__account={"method": "offer_thing"}), "offer_thing_demo: x-account mode must be one of demo"),
    "both of one mode": (
        on(DEMO, operationId="offer_thing_real", x__account=account("real")),
        "offer_thing: real twice",
    ),
    "modes swapped": (
        swapped,
        "offer_thing_real: path /api/v1/demo/things belongs to the demo account, and this operation is real",
    ),
    "modes swapped, seen from the other half": (
        swapped,
        "offer_thing_demo: path /api/v1/real/things belongs to the real account, and this operation is demo",
    ),
    "a demo path that does not say so": (
        moved(DEMO, "/api/v1/things/offers"),
        "offer_thing_demo: a demo path has a step /demo/, and /api/v1/things/offers has none",
    ),
    "paths of two resources": (
        moved(REAL, "/api/v1/real/offers"),
        "offer_thing: the paths of demo and real differ in more than the account: /api/v1/demo/things and",
    ),
    "an account's path and no account": (
        without_account,
        "offer_to_some: path /api/v1/demo/things belongs to the demo account, and this operation has no x-account",
    ),
    "two HTTP methods": (other_verb, "offer_thing: demo and real differ in the HTTP method: post and put"),
    "the demo pool on the real account": (
        on(REAL, x__ratelimit=pool("execution-demo")),
        "offer_thing_real: pool execution-demo belongs to the demo account, and this operation is real",
    ),
    "the real pool on the demo account": (
        on(DEMO, x__ratelimit=pool("order-lookup-real")),
        "offer_thing_demo: pool order-lookup-real belongs to the real account, and this operation is demo",
    ),
    "pages on one half": (
        on(DEMO, x__pages={"style": "page"}),
        "offer_thing: demo and real differ in x-pages; share it with an anchor",
    ),
    "other pages on each": (
        lambda d: (on(DEMO, x__pages={"first": 0})(d), on(REAL, x__pages={"first": 1})(d)),
        "offer_thing: demo and real differ in x-pages",
    ),
    "one half deprecated": (on(REAL, deprecated=True), "offer_thing: demo and real differ in deprecated"),
    "one half may be repeated": (on(DEMO, x__retry="safe"), "offer_thing: demo and real differ in x-retry"),
}


@pytest.mark.parametrize("kind", CASES)
def test_what_could_send_to_the_wrong_account_is_refused(small: Document, kind: str) -> None:
    spoil, message = CASES[kind]
    spoil(small)
    with pytest.raises(DocumentError) as caught:
        check(small)
    assert any(line.startswith(message) for line in caught.value.findings), caught.value.findings


@pytest.mark.parametrize(
    ("demo", "real"),
    [("/info/demo/pnl", "/info/real/pnl"), ("/info/demo/pnl", "/info/pnl"), ("/trade/demo/history", "/trade/history")],
)
def test_a_real_path_says_its_account_or_nothing(small: Document, demo: str, real: str) -> None:
    for old, new in ((DEMO, demo), (REAL, real)):
        moved(old, new)(small)
    assert pair_findings(small) == []


@pytest.mark.parametrize("folder", [ROOT / "openapi", SMALL])
def test_the_pairs_of_a_sound_document_are_sound(folder: Path) -> None:
    assert pair_findings(bundle(folder)) == []
