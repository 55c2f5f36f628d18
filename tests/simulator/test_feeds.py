"""Feeds: posts appear under what they tag and who wrote them, comments under their post, and pages end as they do."""

from __future__ import annotations

from typing import Any

import pytest

from .desk import Desk

LENA = 24_876_510
POST = "4f6a1c20-9b7e-4d83-a5f2-c30e8d916b47"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def feed(desk: Desk, path: str, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/v1/feeds/{path}{query}")["discussions"]
    return found


def posted(desk: Desk, message: str, **fields: Any) -> dict[str, Any]:
    answer = desk.ask("POST", "/api/v1/feeds/post", {"message": message, **fields})
    assert answer.status == 201
    found: dict[str, Any] = answer.json
    return found


def test_a_post_appears_first_in_the_feed_of_what_it_tags_and_of_its_author(desk: Desk) -> None:
    post = posted(desk, "Out of $AAPL, into $BTC. @lena_invests?")
    me = desk.get("/api/v1/me")
    for path in ("instrument/1001", "instrument/100000", f"user/{me['gcid']}"):
        newest = feed(desk, path)[0]
        assert newest["post"] == post
        assert newest["requesterContext"]["isOwner"] is True
    assert [tag["market"]["internalId"] for tag in post["tags"]] == [1001, 100000]
    assert [mention["user"]["username"] for mention in post["mentions"]] == ["lena_invests"]
    assert post["owner"]["username"] == me["username"]


def test_what_is_no_symbol_and_no_user_tags_nothing(desk: Desk) -> None:
    post = posted(desk, "I paid $5 for $NOSUCHSYMBOL, said @nobody_at_all. $aapl.")
    assert [tag["market"]["symbolName"] for tag in post["tags"]] == ["AAPL"]
    assert post["mentions"] == []


def test_attachments_come_back_as_sent(desk: Desk) -> None:
    attachment = {"url": "https://example.com/a.png", "title": "a", "mediaType": "Image"}
    assert posted(desk, "look", attachments=[attachment])["attachments"] == [attachment]


def test_a_post_without_a_word_is_taken(desk: Desk) -> None:
    answer = desk.ask("POST", "/api/v1/feeds/post", {})
    assert answer.status == 201
    assert answer.json["message"]["text"] == ""


def test_every_post_has_an_id_of_its_own(desk: Desk) -> None:
    made = [posted(desk, "again")["id"] for _ in range(5)]
    assert len(set(made)) == 5


def test_a_comment_appears_under_its_post(desk: Desk) -> None:
    before = next(found for found in feed(desk, f"user/{LENA}") if found["id"] == POST)
    answer = desk.ask("POST", f"/api/v1/reactions/{POST}/comment", {"message": "Like $MSFT?"})
    assert answer.status == 201
    entity = answer.json["entity"]
    assert entity["parent"]["id"] == POST
    assert entity["tags"][0]["market"]["symbolName"] == "MSFT"
    after = next(found for found in feed(desk, f"user/{LENA}", "?reactionsPageSize=50") if found["id"] == POST)
    assert after["commentsData"]["comments"][-1] == answer.json
    count = before["summary"]["totalCommentsAndReplies"]
    assert after["summary"]["totalCommentsAndReplies"] == count + 1
    assert after["commentsData"]["reactionPaging"]["totalCount"] == count + 1


def test_one_can_comment_on_ones_own_post(desk: Desk) -> None:
    post = posted(desk, "hello")
    answer = desk.ask("POST", f"/api/v1/reactions/{post['id']}/comment", {"message": "me again"})
    assert answer.json["requesterContext"]["isOwner"] is True


def test_a_comment_on_a_post_that_is_not_there_is_a_404_that_names_the_field(desk: Desk) -> None:
    answer = desk.ask("POST", "/api/v1/reactions/nothing/comment", {"message": "hello"})
    assert answer.status == 404
    assert answer.json["success"] is False
    assert answer.json["error"]["field"] == "postId"


def test_a_comment_without_a_message_is_refused(desk: Desk) -> None:
    assert desk.ask("POST", f"/api/v1/reactions/{POST}/comment", {}).status == 400
    assert desk.ask("POST", f"/api/v1/reactions/{POST}/comment", b"[]").status == 400


def test_feeds_are_newest_first(desk: Desk) -> None:
    for path in ("instrument/1001", f"user/{LENA}"):
        moments = [found["post"]["created"][:19] for found in feed(desk, path, "?take=100")]
        assert moments == sorted(moments, reverse=True)


def test_pages_follow_each_other_without_overlap(desk: Desk) -> None:
    whole = feed(desk, f"user/{LENA}", "?take=100")
    pages = [feed(desk, f"user/{LENA}", f"?take=7&offset={offset}") for offset in range(0, len(whole), 7)]
    assert [found["id"] for page in pages for found in page] == [found["id"] for found in whole]


def test_a_users_feed_ends_with_an_empty_page(desk: Desk) -> None:
    whole = feed(desk, f"user/{LENA}", "?take=100")
    assert feed(desk, f"user/{LENA}", f"?offset={len(whole)}") == []


def test_an_instruments_feed_ends_with_its_last_page_again(desk: Desk) -> None:
    while (total := len(desk.sim.world.social.board.about(desk.sim.market.named("AAPL")))) % 10:
        posted(desk, "one more about $AAPL")
    last = feed(desk, "instrument/1001", f"?take=10&offset={total - 10}")
    assert len(last) == 10
    for offset in (total, total + 50):
        assert feed(desk, "instrument/1001", f"?take=10&offset={offset}") == last


def test_an_instrument_nobody_wrote_about_has_an_empty_feed(desk: Desk) -> None:
    quiet = next(number for number, i in desk.sim.market.instruments.items() if i.symbol == "GBPUSD")
    assert feed(desk, f"instrument/{quiet}") == []


def test_paging_tells_the_page_and_where_the_next_one_is(desk: Desk) -> None:
    paging = desk.get("/api/v1/feeds/instrument/1001?take=5&offset=10")["paging"]
    expected = {"next": "/api/v1/feeds/instrument/1001?offset=15&take=5", "offSet": 10, "take": 5, "version": "v1"}
    assert paging == expected


def test_reactions_are_cut_to_the_size_asked_for(desk: Desk) -> None:
    found = max(feed(desk, "instrument/1001", "?take=100&reactionsPageSize=1"), key=like_count)
    likes = found["emotionsData"]["like"]
    assert len(likes["emotions"]) == 1 < likes["paging"]["totalCount"]
    assert likes["paging"]["next"].startswith(f"/api/v1/reactions/{found['id']}/emotions")
    assert likes["paging"]["offsetEntityId"] == likes["emotions"][0]["id"]


def like_count(discussion: dict[str, Any]) -> int:
    count: int = discussion["emotionsData"]["like"]["paging"]["totalCount"]
    return count


def test_posts_of_other_kinds_say_what_they_are_about(desk: Desk) -> None:
    people = [person.gcid for person in desk.sim.world.social.members]
    found = [one["post"] for gcid in people[:20] for one in feed(desk, f"user/{gcid}", "?take=100&reactionsPageSize=1")]
    kinds = {post["type"] for post in found}
    assert kinds == {"Default", "Trade", "Order", "Poll", "Article", "Copy"}
    for post in found:
        assert set(post["metadata"]) == (set() if post["type"] == "Default" else {post["type"].lower()})


def test_a_feed_is_found_by_id_or_by_name(desk: Desk) -> None:
    assert feed(desk, "instrument/AAPL") == feed(desk, "instrument/1001")
    assert feed(desk, "user/lena_invests") == feed(desk, f"user/{LENA}")


@pytest.mark.parametrize(("path", "field"), [("instrument/999999999", "marketId"), ("user/5", "userId")])
def test_the_feed_of_nobody_is_a_404(desk: Desk, path: str, field: str) -> None:
    answer = desk.ask("GET", f"/api/v1/feeds/{path}")
    assert answer.status == 404
    assert answer.json["error"]["field"] == field


@pytest.mark.parametrize("query", ["take=0", "take=101", "offset=-1", "reactionsPageSize=51", "take=many"])
def test_sizes_outside_the_documents_bounds_are_refused(desk: Desk, query: str) -> None:
    assert desk.ask("GET", f"/api/v1/feeds/instrument/1001?{query}").status == 400


def test_the_same_seed_writes_the_same_posts() -> None:
    first, again, other = (feed(Desk(seed=seed), "instrument/1001", "?take=50") for seed in (5, 5, 6))
    assert first == again
    assert [found["id"] for found in first] != [found["id"] for found in other]
