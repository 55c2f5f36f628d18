"""Watchlists and feeds."""

import pytest

from tests.cli.conftest import Desk, Etoropy


def test_watchlists_alone_lists_them(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("watchlists")
    assert said.status == 0
    assert "My Watchlist" in said.out
    assert {it["name"] for it in etoropy("watchlists", "--json").json} >= {"My Watchlist"}


def test_a_list_is_made_filled_shown_emptied_renamed_and_deleted(desk: Desk, etoropy: Etoropy) -> None:
    assert etoropy("watchlists", "create", "Metals").status == 0
    assert etoropy("watchlists", "add", "metals", "GOLD", "BTC").status == 0
    shown = etoropy("watchlists", "show", "Metals").out
    assert "GOLD" in shown
    assert "BTC" in shown
    assert etoropy("watchlists", "remove", "Metals", "BTC").status == 0
    assert [it["item_id"] for it in etoropy("watchlists", "show", "Metals", "--json").json] == [18]
    assert etoropy("watchlists", "rename", "Metals", "Gold").status == 0
    refused = etoropy("watchlists", "delete", "Gold", typed="n\n")
    assert (refused.status, "Delete Gold with its 1 items?" in refused.err) == (1, True)
    assert etoropy("watchlists", "delete", "Gold", "--yes").status == 0
    assert "Gold" not in etoropy("watchlists").out


def test_programs_cannot_be_asked_whether_to_delete(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("watchlists", "delete", "Chips", "--json", typed="y\n")
    assert (said.status, said.out, "--yes" in said.err) == (2, "", True)
    assert desk.simulator.requests == []


def test_a_list_that_is_not_there_is_said_with_those_that_are(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("watchlists", "show", "Nope")
    assert (said.status, "My Watchlist" in said.err) == (2, True)


def test_two_lists_of_one_name_are_told_apart_by_id(desk: Desk, etoropy: Etoropy) -> None:
    for _ in range(2):
        etoropy("watchlists", "create", "Twin")
    assert "Several watchlists" in etoropy("watchlists", "show", "Twin").err
    found = [it for it in etoropy("watchlists", "--json").json if it["name"] == "Twin"]
    assert etoropy("watchlists", "show", found[0]["watchlist_id"]).status == 0


def test_posts_about_an_instrument_are_shown_with_their_authors(desk: Desk, etoropy: Etoropy) -> None:
    said = etoropy("feed", "AAPL", "-n", "2")
    assert said.status == 0
    assert said.out.count("comments") == 2
    posts = etoropy("feed", "AAPL", "-n", "2", "--json").json
    assert posts[0]["post"]["owner"]["username"] in said.out


def test_posts_of_a_person_go_by_their_name(desk: Desk, etoropy: Etoropy) -> None:
    author = etoropy("feed", "AAPL", "-n", "1", "--json").json[0]["post"]["owner"]["username"]
    said = etoropy("feed", "--user", author, "-n", "1")
    assert (said.status, author in said.out) == (0, True)


@pytest.mark.parametrize("words", [[], ["AAPL", "--user", "x"]])
def test_a_feed_is_of_one_thing(words: list[str], desk: Desk, etoropy: Etoropy) -> None:
    assert etoropy("feed", *words).status == 2
