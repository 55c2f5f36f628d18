"""Discovery: what eToro suggests, and how it looks when it has nothing to suggest."""

from __future__ import annotations

import pytest

from .desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_curated_lists_name_instruments_that_exist(desk: Desk) -> None:
    found = desk.get("/api/v1/curated-lists")["curatedLists"]
    assert len(found) >= 4
    for theme in found:
        assert theme["items"]
        assert all(desk.sim.market.find(item["instrumentId"]) for item in theme["items"])


def test_no_curated_lists_are_an_empty_204(desk: Desk) -> None:
    desk.sim.world.social.themes.clear()
    answer = desk.ask("GET", "/api/v1/curated-lists")
    assert (answer.status, answer.content) == (204, b"")


def test_recommendations_are_at_most_as_many_as_asked_for_and_different(desk: Desk) -> None:
    for count in (1, 10, 100):
        found = desk.get(f"/api/v1/market-recommendations/{count}")
        assert found["ResponseType"] == "Instrument"
        assert len(set(found["Recommendations"])) == count


def test_what_is_held_is_not_recommended(desk: Desk) -> None:
    first = desk.get("/api/v1/market-recommendations/1")["Recommendations"][0]
    desk.bought(desk.sim.market.instruments[first].symbol)
    assert first not in desk.get("/api/v1/market-recommendations/100")["Recommendations"]


def test_nothing_to_recommend_is_an_empty_204(desk: Desk) -> None:
    desk.sim.world.social.recommended.clear()
    answer = desk.ask("GET", "/api/v1/market-recommendations/10")
    assert (answer.status, answer.content) == (204, b"")


@pytest.mark.parametrize("count", ["0", "101", "few"])
def test_a_count_outside_the_documents_bounds_is_refused(desk: Desk, count: str) -> None:
    assert desk.ask("GET", f"/api/v1/market-recommendations/{count}").status == 400
