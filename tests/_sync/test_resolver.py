# Made by `python -m codegen` from tests/_async/test_resolver.py; edit that file instead.
"""Symbols to ids, against the simulator's containment search."""

import httpx
import pytest
from etoropy import (
    EToroSymbolError,
    EToroValidationError,
    HttpClient,
    InstrumentResolver,
    RestClient,
    Simulator,
    SymbolTable,
)
from tests.support import SimulatedClock, settings, still_simulator

pytestmark = pytest.mark.anyio


def a_resolver(
    sim: Simulator, table: SymbolTable | None = None
) -> tuple[InstrumentResolver, HttpClient, SimulatedClock]:
    clock = SimulatedClock(sim)
    http = HttpClient(sim.config.replace(rate_limit=False), transport=sim.transport(), clock=clock)
    return InstrumentResolver(RestClient(http), table=table), http, clock


def test_the_bundled_table_answers_without_a_request() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    assert resolver.resolve_many(["aapl", "BTC", 1001, " eurusd "]) == [1001, 100000, 1001, 1]
    assert sim.requests == []
    http.close()


def test_a_symbol_that_the_table_lacks_is_found_by_search_and_remembered() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim, SymbolTable())
    assert resolver.resolve("aapl") == 1001
    asked = len(sim.requests)
    assert resolver.resolve("AAPL") == 1001
    assert (asked, len(sim.requests)) == (1, 1)
    assert resolver.symbol_of(1001) == "AAPL"
    http.close()


def test_what_merely_contains_the_symbol_is_a_candidate_and_never_the_answer() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim, SymbolTable())
    with pytest.raises(EToroSymbolError) as refused:
        resolver.resolve("APL")
    assert {"AAPL", "AAPL.24-7", "AAPL.EUR"} <= set(refused.value.candidates)
    assert refused.value.value == "APL"
    http.close()


def test_no_is_remembered_for_a_minute() -> None:
    sim = still_simulator()
    resolver, http, clock = a_resolver(sim, SymbolTable())
    for _ in range(3):
        with pytest.raises(EToroSymbolError):
            resolver.resolve("NOSUCHTHING")
    asked = len(sim.requests)
    clock.sleep(61)
    with pytest.raises(EToroSymbolError):
        resolver.resolve("nosuchthing")
    assert len(sim.requests) == 2 * asked
    http.close()


def test_details_come_in_few_requests_in_the_order_asked_and_once() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    ids = [row.id for row in list(sim.market.instruments.values())[:150]]
    wanted = [*reversed(ids), ids[0]]
    details = resolver.details(wanted)
    assert [it.instrument_id for it in details] == wanted
    assert len(sim.requests) == 2
    resolver.details(ids)
    assert len(sim.requests) == 2
    http.close()


def test_ids_that_etoro_does_not_know_are_named() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    with pytest.raises(EToroSymbolError, match="999999, 999998"):
        resolver.details([1001, 999999, 999998])
    http.close()


def test_nonsense_is_refused_before_anything_is_asked() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    with pytest.raises(EToroValidationError):
        resolver.resolve("")
    assert sim.requests == []
    http.close()


def test_who_asks_about_one_of_two_has_not_chosen_between_them() -> None:
    """Two instruments with one symbol, which a search tells of both."""
    both = [{"instrumentId": number, "internalSymbolFull": "ZZTOP"} for number in (700001, 700002)]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/search"):
            return httpx.Response(200, json={"page": 1, "pageSize": 100, "totalItems": 2, "items": both})
        said = {"instrumentID": 700002, "instrumentDisplayName": "ZZ", "instrumentTypeID": 5, "exchangeID": 1}
        said |= {"symbolFull": "ZZTOP", "isInternalInstrument": False}
        return httpx.Response(200, json={"instrumentDisplayDatas": [said]})

    http = HttpClient(settings(), transport=httpx.MockTransport(answer))
    resolver = InstrumentResolver(RestClient(http))
    for _ in range(2):
        with pytest.raises(EToroSymbolError) as refused:
            resolver.resolve("ZZTOP")
        assert refused.value.candidates == ("700001", "700002")
        resolver.details([700002])
    assert resolver.symbol_of(700002) == "ZZTOP"
    http.close()
