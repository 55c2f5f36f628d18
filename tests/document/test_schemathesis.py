"""The whole document against the simulator on a port: what the one says, the other does."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

import etoropy
from etoropy import Simulator
from etoropy.simulator import Quirks

# Requests tried for each operation; more by setting the variable.
EXAMPLES = int(os.environ.get("ETOROPY_SCHEMATHESIS_EXAMPLES", "4"))
DOCUMENT: dict[str, Any] = json.loads(
    (Path(etoropy.__file__).parent / "rest" / "openapi.json").read_text(encoding="utf-8")
)


def with_refusals(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what holds for every operation written at each: any refusal is an Error, or empty."""
    document = copy.deepcopy(document)
    for item in document["paths"].values():
        for operation in item.values():
            operation["responses"]["default"] = {"description": "A refusal."}
    return document


schema = schemathesis.openapi.from_dict(with_refusals(DOCUMENT))


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    # Switched off: habits of the live service that contradict its document.
    quirks = Quirks(candles_clamped=False, unzoned_dates=False, closing_lookup_errors=0)
    with Simulator(seed=7, limits=False, quirks=quirks) as sim:
        yield sim


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_what_the_document_says(case: schemathesis.Case, simulator: Simulator) -> None:
    definition = DOCUMENT["paths"][case.operation.path][case.operation.method]
    mode = definition.get("x-account", {}).get("mode", "demo")
    case.call_and_validate(
        base_url=simulator.base_url,
        headers=simulator.headers(mode),
        # Not asked: that valid requests succeed. Ids out of thin air, and fields that exclude each other, do not.
        checks=[
            not_a_server_error,
            checks.negative_data_rejection,
            checks.response_schema_conformance,
            checks.status_code_conformance,
            checks.content_type_conformance,
        ],
    )
