"""Symbols to ids, against the simulator's containment search."""

import httpx
import pytest

from etoropy import (
    AsyncHttpClient,
    AsyncInstrumentResolver,
    AsyncRestClient,
    EToroSymbolError,
    EToroValidationError,
    Simulator,
    SymbolTable,
)
from tests.support import SimulatedClock, settings, still_simulator

pytestmark = pytest.mark.anyio


def a_resolver(
    sim: Simulator, table: SymbolTable | None = None
) -> tuple[AsyncInstrumentResolver, AsyncHttpClient, SimulatedClock]:
    clock = SimulatedClock(sim)
    http = AsyncHttpClient(sim.config.replace(rate_limit=False), transport=sim.transport(), clock=clock)
    return AsyncInstrumentResolver(AsyncRestClient(http), table=table), http, clock


async def test_the_bundled_table_answers_without_a_request() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    assert await resolver.resolve_many(["aapl", "BTC", 1001, " eurusd "]) == [1001, 100000, 1001, 1]
    assert sim.requests == []
    await http.aclose()


async def test_a_symbol_that_the_table_lacks_is_found_by_search_and_remembered() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim, SymbolTable())
    assert await resolver.resolve("aapl") == 1001
    asked = len(sim.requests)
    assert await resolver.resolve("AAPL") == 1001
    assert (asked, len(sim.requests)) == (1, 1)
    assert resolver.symbol_of(1001) == "AAPL"
    await http.aclose()


async def test_what_merely_contains_the_symbol_is_a_candidate_and_never_the_answer() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim, SymbolTable())
    with pytest.raises(EToroSymbolError) as refused:
        await resolver.resolve("APL")
    assert {"AAPL", "AAPL.24-7", "AAPL.EUR"} <= set(refused.value.candidates)
    assert refused.value.value == "APL"
    await http.aclose()


async def test_no_is_remembered_for_a_minute() -> None:
    sim = still_simulator()
    resolver, http, clock = a_resolver(sim, SymbolTable())
    for _ in range(3):
        with pytest.raises(EToroSymbolError):
            await resolver.resolve("NOSUCHTHING")
    asked = len(sim.requests)
    clock.sleep(61)
    with pytest.raises(EToroSymbolError):
        await resolver.resolve("nosuchthing")
    assert len(sim.requests) == 2 * asked
    await http.aclose()


async def test_details_come_in_few_requests_in_the_order_asked_and_once() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    ids = [row.id for row in list(sim.market.instruments.values())[:150]]
    wanted = [*reversed(ids), ids[0]]
    details = await resolver.details(wanted)
    assert [it.instrument_id for it in details] == wanted
    assert len(sim.requests) == 2
    await resolver.details(ids)
    assert len(sim.requests) == 2
    await http.aclose()


async def test_ids_that_etoro_does_not_know_are_named() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    with pytest.raises(EToroSymbolError, match="999999, 999998"):
        await resolver.details([1001, 999999, 999998])
    await http.aclose()


async def test_nonsense_is_refused_before_anything_is_asked() -> None:
    sim = still_simulator()
    resolver, http, _ = a_resolver(sim)
    with pytest.raises(EToroValidationError):
        await resolver.resolve("")
    assert sim.requests == []
    await http.aclose()


async def test_who_asks_about_one_of_two_has_not_chosen_between_them() -> None:
    """Two instruments with one symbol, which a search tells of both."""
    both = [{"instrumentId": number, "internalSymbolFull": "ZZTOP"} for number in (700001, 700002)]

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/search"):
            return httpx.Response(200, json={"page": 1, "pageSize": 100, "totalItems": 2, "items": both})
        said = {"instrumentID": 700002, "instrumentDisplayName": "ZZ", "instrumentTypeID": 5, "exchangeID": 1}
        said |= {"symbolFull": "ZZTOP", "isInternalInstrument": False}
        return httpx.Response(200, json={"instrumentDisplayDatas": [said]})

    http = AsyncHttpClient(settings(), transport=httpx.MockTransport(answer))
    resolver = AsyncInstrumentResolver(AsyncRestClient(http))
    for _ in range(2):
        with pytest.raises(EToroSymbolError) as refused:
            await resolver.resolve("ZZTOP")
        assert refused.value.candidates == ("700001", "700002")
        await resolver.details([700002])
    assert resolver.symbol_of(700002) == "ZZTOP"
    await http.aclose()
