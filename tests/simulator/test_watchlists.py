"""Watchlists: what is made is there, ranked, renamed, filled, gone; what others show can be read and nothing else."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from .desk import Desk

OWN = "b1f0c2a4-6d3e-4f57-9a81-2c7e5d0b9f13"
PERSON_WITH_LISTS = 19_034_427
PUBLIC = "d47a0b6e-95c8-4e21-a3f7-60b2c81e9d54"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def lists(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/v1/watchlists{query}")["watchlists"]
    return found


def one(desk: Desk, watchlist_id: str, query: str = "") -> dict[str, Any]:
    answer = desk.get(f"/api/v1/watchlists/{watchlist_id}{query}")
    assert len(answer["watchlists"]) == 1
    found: dict[str, Any] = answer["watchlists"][0]
    return found


def created(desk: Desk, name: str = "Mine", query: str = "") -> str:
    answer = desk.ask("POST", f"/api/v1/watchlists?name={name}{query}")
    assert answer.status == 201
    found: str = answer.json["watchlists"][0]["watchlistId"]
    return found


def instrument(number: int, **fields: Any) -> dict[str, Any]:
    return {"itemId": number, "itemType": "Instrument", **fields}


def ids(found: dict[str, Any]) -> list[int]:
    return [item["itemId"] for item in found["items"]]


def test_a_user_begins_with_a_default_list_a_recent_one_and_one_of_their_own(desk: Desk) -> None:
    found = lists(desk)
    assert [entry["watchlistType"] for entry in found] == ["Default", "RecentlyInvested", "Static"]
    assert [entry["isUserSelectedDefault"] for entry in found] == [True, False, False]
    assert {entry["Gcid"] for entry in found} == {desk.get("/api/v1/me")["gcid"]}


def test_the_same_seed_gives_the_same_lists() -> None:
    assert lists(Desk(seed=3)) == lists(Desk(seed=3))


def test_a_created_list_is_empty_ranked_last_and_there(desk: Desk) -> None:
    answer = desk.ask("POST", "/api/v1/watchlists?name=Chips%20and%20fish")
    made = answer.json["watchlists"][0]
    assert made["name"] == "Chips and fish"
    assert made["items"] == []
    assert lists(desk)[-1] == made


def test_two_lists_may_share_a_name_and_never_an_id(desk: Desk) -> None:
    assert created(desk) != created(desk)


def test_a_dynamic_list_keeps_its_query_and_is_filled_by_it(desk: Desk) -> None:
    identity = created(desk, query="&type=Dynamic&dynamicQuery=/sapi/x?a=1")
    found = one(desk, identity)
    assert found["watchlistType"] == "Dynamic"
    assert found["dynamicUrl"] == "/sapi/x?a=1"
    assert found["totalItems"] == 20
    assert {item["itemAddedReason"] for item in found["items"]} == {"Dynamic"}


def test_no_more_lists_than_allowed_can_be_created(desk: Desk) -> None:
    room = desk.get("/api/v1/watchlists")["meta"]["maxWatchlistsLimit"] - len(lists(desk))
    for _ in range(room):
        created(desk)
    for path in ("?name=x", "/newasdefault-watchlist?name=x"):
        assert desk.ask("POST", f"/api/v1/watchlists{path}").status == 409
    assert desk.ask("POST", "/api/v1/watchlists/default-watchlist/selected-items", [instrument(1001)]).status == 409


def test_a_renamed_list_has_its_new_name_and_its_old_id(desk: Desk) -> None:
    answer = desk.ask("PUT", f"/api/v1/watchlists/{OWN}?newName=Sand")
    assert (answer.status, answer.content) == (204, b"")
    assert one(desk, OWN)["name"] == "Sand"


def test_a_list_given_the_lowest_rank_comes_first(desk: Desk) -> None:
    assert desk.ask("PUT", f"/api/v1/watchlists/rank/{OWN}?newRank=0").status == 204
    first = lists(desk)[0]
    assert (first["watchlistId"], first["watchlistRank"]) == (OWN, 0)
    assert desk.ask("PUT", f"/api/v1/watchlists/rank/{OWN}?newRank=500").status == 204
    assert lists(desk)[-1]["watchlistRank"] == 500


def test_only_one_list_is_the_default(desk: Desk) -> None:
    answer = desk.ask("PUT", f"/api/v1/watchlists/setUserSelectedUserDefault/{OWN}")
    assert (answer.status, answer.content) == (200, b"")
    assert [found["watchlistId"] for found in lists(desk) if found["isUserSelectedDefault"]] == [OWN]


def test_a_deleted_list_is_gone_and_deleting_it_again_is_a_404(desk: Desk) -> None:
    desk.ask("PUT", f"/api/v1/watchlists/setUserSelectedUserDefault/{OWN}")
    assert desk.ask("DELETE", f"/api/v1/watchlists/{OWN}").status == 204
    assert OWN not in {found["watchlistId"] for found in lists(desk)}
    assert [found["watchlistType"] for found in lists(desk) if found["isUserSelectedDefault"]] == ["Default"]
    assert desk.ask("DELETE", f"/api/v1/watchlists/{OWN}").status == 404


def test_a_built_in_list_cannot_be_deleted(desk: Desk) -> None:
    for found in lists(desk)[:2]:
        assert desk.ask("DELETE", f"/api/v1/watchlists/{found['watchlistId']}").status == 409


def test_added_items_are_on_the_list_with_their_market(desk: Desk) -> None:
    identity = created(desk)
    answer = desk.ask(
        "POST", f"/api/v1/watchlists/{identity}/items", [instrument(1001), instrument(100000, itemRank=4)]
    )
    assert (answer.status, answer.content) == (201, b"")
    found = one(desk, identity)
    assert ids(found) == [1001, 100000]
    assert found["items"][0]["market"]["symbolName"] == "AAPL"
    assert found["items"][1]["itemRank"] == 4


def test_a_person_can_be_put_on_a_list(desk: Desk) -> None:
    identity = created(desk)
    desk.ask("POST", f"/api/v1/watchlists/{identity}/items", [{"itemId": PERSON_WITH_LISTS, "itemType": "Person"}])
    (item,) = one(desk, identity)["items"]
    assert item["itemType"] == "Person"
    assert "market" not in item


def test_adding_an_item_twice_leaves_one(desk: Desk) -> None:
    identity = created(desk)
    for rank in (1, 2):
        desk.ask("POST", f"/api/v1/watchlists/{identity}/items", [instrument(1001, itemRank=rank)])
    assert [(item["itemId"], item["itemRank"]) for item in one(desk, identity)["items"]] == [(1001, 2)]


@pytest.mark.parametrize("item", [instrument(999_999_999), {"itemId": 5, "itemType": "Person"}])
def test_adding_what_does_not_exist_adds_nothing(desk: Desk, item: dict[str, Any]) -> None:
    identity = created(desk)
    answer = desk.ask("POST", f"/api/v1/watchlists/{identity}/items", [instrument(1001), item])
    assert answer.status == 404
    assert answer.json["errorCode"] == "ItemNotFound"
    assert one(desk, identity)["totalItems"] == 0


def test_updating_ranks_reorders_the_items(desk: Desk) -> None:
    before = ids(one(desk, OWN))
    body = [instrument(number, itemRank=-rank) for rank, number in enumerate(before)]
    assert desk.ask("PUT", f"/api/v1/watchlists/{OWN}/items", body).status == 204
    assert ids(one(desk, OWN)) == before[::-1]


def test_updating_an_item_that_is_not_on_the_list_is_a_404(desk: Desk) -> None:
    assert desk.ask("PUT", f"/api/v1/watchlists/{OWN}/items", [instrument(100001)]).status == 404


def test_removed_items_are_gone_and_removing_them_again_is_harmless(desk: Desk) -> None:
    first, *rest = ids(one(desk, OWN))
    for _ in range(2):
        assert desk.ask("DELETE", f"/api/v1/watchlists/{OWN}/items", [instrument(first)]).status == 204
        assert ids(one(desk, OWN)) == rest


def test_a_list_takes_a_thousand_items_and_not_one_more(desk: Desk) -> None:
    identity = created(desk)
    numbers = [number for number in desk.sim.market.instruments if desk.sim.market.find(number)]
    path = f"/api/v1/watchlists/{identity}/items"
    assert desk.ask("POST", path, [instrument(number) for number in numbers[:1000]]).status == 201
    assert desk.ask("POST", path, [instrument(numbers[1000])]).status == 409
    assert desk.ask("POST", path, [instrument(numbers[0])]).status == 201
    whole = [instrument(number) for number in numbers[:1001]]
    assert desk.ask("POST", "/api/v1/watchlists/default-watchlist/selected-items", whole).status == 409


def test_items_come_in_pages_counted_from_zero(desk: Desk) -> None:
    identity = created(desk)
    numbers = [number for number in desk.sim.market.instruments if desk.sim.market.find(number)][:25]
    body = [instrument(number, itemRank=rank) for rank, number in enumerate(numbers)]
    desk.ask("POST", f"/api/v1/watchlists/{identity}/items", body)
    pages = [one(desk, identity, f"?pageNumber={page}&itemsPerPage=10") for page in range(4)]
    assert [len(page["items"]) for page in pages] == [10, 10, 5, 0]
    assert [number for page in pages for number in ids(page)] == numbers
    assert {page["totalItems"] for page in pages} == {25}
    assert len(lists(desk, "?itemsPerPageForSingle=3")[-1]["items"]) == 3


def test_a_list_created_as_default_is_the_default(desk: Desk) -> None:
    answer = desk.ask("POST", "/api/v1/watchlists/newasdefault-watchlist?name=Every%20morning")
    assert answer.status == 201
    assert answer.json["watchlists"][0]["isUserSelectedDefault"] is True
    assert desk.get("/api/v1/watchlists/default-watchlists/items") == []


def test_a_default_list_is_made_of_the_chosen_items_that_exist(desk: Desk) -> None:
    body = [instrument(1001), instrument(999_999_999)]
    answer = desk.ask("POST", "/api/v1/watchlists/default-watchlist/selected-items", body)
    assert answer.status == 201
    assert ids(answer.json["watchlists"][0]) == [1001]
    assert answer.json["exception"]["invalidItems"] == ["999999999"]
    items = desk.get("/api/v1/watchlists/default-watchlists/items")
    assert [item["itemId"] for item in items] == [1001]


def test_default_items_can_be_limited(desk: Desk) -> None:
    path = "/api/v1/watchlists/default-watchlists/items"
    assert len(desk.get(path)) == 7
    assert len(desk.get(f"{path}?itemsLimit=2")) == 2
    assert len(desk.get(f"{path}?itemsPerPage=3")) == 3
    assert desk.get(f"{path}?itemsLimit=0") == []


def test_the_recent_list_follows_the_accounts(desk: Desk) -> None:
    assert lists(desk)[1]["items"] == []
    desk.bought("TSLA")
    assert ids(lists(desk)[1]) == [1111]


def test_the_recent_list_is_left_out_on_request(desk: Desk) -> None:
    found = lists(desk, "?ensureBuiltinWatchlists=false")
    assert [entry["watchlistType"] for entry in found] == ["Default", "Static"]


def test_related_assets_come_when_asked_for_and_are_not_on_the_list(desk: Desk) -> None:
    assert lists(desk)[0]["relatedAssets"] is None
    found = lists(desk, "?addRelatedAssets=true")[0]
    assert found["relatedAssets"]
    assert not set(found["relatedAssets"]) & set(ids(found))


def test_what_somebody_shows_can_be_read(desk: Desk) -> None:
    found = desk.get(f"/api/v1/watchlists/public/{PERSON_WITH_LISTS}")["watchlists"]
    assert found[0]["watchlistId"] == PUBLIC
    assert {entry["Gcid"] for entry in found} == {PERSON_WITH_LISTS}
    assert desk.get(f"/api/v1/watchlists/public/{PERSON_WITH_LISTS}/{PUBLIC}") == found[0]
    page = desk.get(f"/api/v1/watchlists/public/{PERSON_WITH_LISTS}/{PUBLIC}?pageNumber=1&itemsPerPage=2")
    assert ids(page) == ids(found[0])[2:4]


def test_one_shows_ones_own_lists_without_the_built_in_ones(desk: Desk) -> None:
    gcid = desk.get("/api/v1/me")["gcid"]
    assert [entry["watchlistId"] for entry in desk.get(f"/api/v1/watchlists/public/{gcid}")["watchlists"]] == [OWN]


def test_unknown_lists_and_people_are_told_in_the_gateways_shape(desk: Desk) -> None:
    nobody = uuid.UUID(int=1)
    requests = [
        ("GET", f"/api/v1/watchlists/{nobody}", None),
        ("PUT", f"/api/v1/watchlists/{nobody}?newName=x", None),
        ("DELETE", f"/api/v1/watchlists/{nobody}", None),
        ("PUT", f"/api/v1/watchlists/rank/{nobody}?newRank=1", None),
        ("PUT", f"/api/v1/watchlists/setUserSelectedUserDefault/{nobody}", None),
        ("POST", f"/api/v1/watchlists/{nobody}/items", [instrument(1001)]),
        ("PUT", f"/api/v1/watchlists/{nobody}/items", [instrument(1001)]),
        ("DELETE", f"/api/v1/watchlists/{nobody}/items", [instrument(1001)]),
        ("GET", "/api/v1/watchlists/public/5", None),
        ("GET", f"/api/v1/watchlists/public/5/{nobody}", None),
        ("GET", f"/api/v1/watchlists/public/{PERSON_WITH_LISTS}/{nobody}", None),
        ("GET", f"/api/v1/watchlists/public/{PERSON_WITH_LISTS}/{OWN}", None),
    ]
    for method, path, body in requests:
        answer = desk.ask(method, path, body)
        assert answer.status == 404, path
        assert answer.json.keys() == {"errorCode", "errorMessage"}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b'{"itemId": 1001, "itemType": "Instrument"}', b'[{"itemId": 1001}]']
)
def test_items_that_are_not_an_array_of_items_are_refused(desk: Desk, body: bytes) -> None:
    assert desk.ask("POST", f"/api/v1/watchlists/{OWN}/items", body).status == 400


def test_a_name_of_more_than_a_hundred_letters_is_refused(desk: Desk) -> None:
    assert desk.ask("POST", f"/api/v1/watchlists?name={'x' * 101}").status == 400
    assert desk.ask("POST", "/api/v1/watchlists").status == 400
