"""Answers about posts: the feeds of instruments and people, publishing a post, and commenting on one.

A feed asked for more than it has ends in two ways, as clients have to expect: a person's feed with an empty page, an
instrument's with its last page over again.
"""

from __future__ import annotations

from typing import Any, Final

from . import avatars
from .board import Comment, Post
from .clock import wire_time
from .instruments import Instrument, mix
from .members import Person
from .messages import Reply, Request, failure
from .queries import number
from .social import social_of
from .world import Handler, World, stable_uuid

DEFAULT_TAKE: Final = 20
DEFAULT_REACTIONS: Final = 10

_ASSET_TYPES: Final = {
    1: "FOREX", 2: "CommodityMetals", 3: "CFD", 4: "Index", 5: "Stocks", 6: "ETF", 7: "Bonds", 10: "CryptoCoin",
}  # fmt: skip

# -- feeds


def get_instrument_feed(world: World, request: Request) -> Reply:
    """What is written about an instrument, newest first. Past its end comes the last page again."""
    social, market_id = social_of(world), request.params["marketId"]
    instrument = world.market.find(int(market_id)) if market_id.isdecimal() else world.market.by_symbol(market_id)
    if instrument is None:
        return failure(404, "MarketNotFound", f"Market {market_id} was not found", "marketId")
    posts = social.board.about(instrument)
    take, offset = _take(request), _offset(request)
    start = offset if offset < len(posts) else max(0, len(posts) - 1) // take * take
    return _feed(world, request, posts[start : start + take])


def get_user_feed(world: World, request: Request) -> Reply:
    """What somebody wrote, newest first. Past its end comes an empty page."""
    social, user_id = social_of(world), request.params["userId"]
    author = social.members.numbered(int(user_id)) if user_id.isdecimal() else social.members.named(user_id)
    if author is None:
        return failure(404, "UserNotFound", f"User {user_id} was not found", "userId")
    take, offset = _take(request), _offset(request)
    return _feed(world, request, social.board.by(author)[offset : offset + take])


def _take(request: Request) -> int:
    return number(request, "take", DEFAULT_TAKE)


def _offset(request: Request) -> int:
    return number(request, "offset", 0)


def _feed(world: World, request: Request, posts: list[Post]) -> Reply:
    reactions = number(request, "reactionsPageSize", DEFAULT_REACTIONS)
    take, offset = _take(request), _offset(request)
    return Reply(
        200,
        {
            "discussions": [_discussion(world, post, reactions) for post in posts],
            "paging": {
                "next": f"{request.path}?offset={offset + take}&take={take}",
                "offSet": offset,
                "take": take,
                "version": "v1",
            },
            "metadata": {"streamType": "Chronological", "designatedStreamType": "Chronological"},
        },
    )


def _discussion(world: World, post: Post, reactions: int) -> dict[str, Any]:
    comments = [_comment(world, comment) for comment in post.comments[:reactions]]
    return {
        "id": post.id,
        "post": _post(world, post),
        "commentsData": {"reactionPaging": {"totalCount": len(post.comments)}, "comments": comments},
        "emotionsData": _likes(world, post, reactions),
        "requesterContext": {**_standing(world, post.author), "isFollowing": False},
        "summary": {"totalCommentsAndReplies": len(post.comments), "sharedCount": mix(world.seed, len(post.likes)) % 4},
        "reason": None,
    }


# -- writing


def create_post(world: World, request: Request) -> Reply:
    """Publish a post of the owner's."""
    social, draft = social_of(world), request.json_object()
    attachments = draft.get("attachments") or []
    post = social.board.post(_owner(world), draft.get("message") or "", attachments, world.clock.now())
    return Reply(201, _post(world, post))


def create_comment(world: World, request: Request) -> Reply:
    """Answer a post as the owner."""
    social, draft = social_of(world), request.json_object()
    post = social.board.find(request.params["postId"])
    if post is None:
        return failure(404, "PostNotFound", f"Post {request.params['postId']} was not found", "postId")
    attachments = draft.get("attachments") or []
    comment = social.board.comment(post, _owner(world), draft.get("message") or "", attachments, world.clock.now())
    return Reply(201, _comment(world, comment))


def _owner(world: World) -> Person:
    owner = social_of(world).members.numbered(world.owner.gcid)
    assert owner is not None
    return owner


# -- how posts look


def _post(world: World, post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "owner": _author(post.author),
        "obsoleteId": _obsolete(post.id),
        "created": wire_time(post.created),
        "updated": None,
        "message": {"text": post.text, "languageCode": "en"},
        "isDeleted": False,
        "type": post.kind,
        "metadata": _metadata(world, post),
        "attachments": post.attachments,
        "tags": [{"market": _market(instrument)} for instrument in post.tags],
        "mentions": _mentions(post.mentions),
        "isSpam": False,
        "editStatus": "None",
    }


def _comment(world: World, comment: Comment) -> dict[str, Any]:
    return {
        "entity": {
            "id": comment.id,
            "owner": _author(comment.author),
            "obsoleteId": _obsolete(comment.id),
            "created": wire_time(comment.created),
            "updated": None,
            "message": {"text": comment.text, "languageCode": "en"},
            "attachments": comment.attachments,
            "mentions": _mentions(comment.mentions),
            "tags": [{"market": _market(instrument)} for instrument in comment.tags],
            "isSpam": False,
            "editStatus": "None",
            "parent": _parent(comment.post),
        },
        "repliesCount": 0,
        "replies": [],
        "emotionsData": {"like": {"paging": {"totalCount": 0}, "emotions": []}},
        "requesterContext": _standing(world, comment.author),
    }


def _author(person: Person) -> dict[str, Any]:
    roles = [role for role, holds in (("PI", person.is_popular_investor), ("Verified", person.is_verified)) if holds]
    return {
        "id": str(person.gcid),
        "username": person.username,
        "firstName": person.first_name if person.shows_name else "",
        "lastName": person.last_name if person.shows_name else "",
        "avatar": avatars.of_person(person),
        "roles": roles or ["Regular"],
        "isBlocked": False,
        "isPrivate": person.is_private,
        "countryCode": person.country.iso_number,
        "piLevel": person.pi_level,
    }


def _market(instrument: Instrument) -> dict[str, Any]:
    return {
        "id": instrument.symbol,
        "symbolName": instrument.symbol,
        "displayName": instrument.name,
        "updated": None,
        "assetType": _ASSET_TYPES.get(instrument.type_id, "CFD"),
        "internalId": instrument.id,
        "avatar": avatars.of_instrument(instrument),
        "application": "eToro",
        "metadata": "{}",
        "assetTypeId": instrument.type_id,
        "assetTypeSubCategoryId": instrument.type_id * 20 + 1,
    }


def _mentions(people: tuple[Person, ...]) -> list[dict[str, Any]]:
    return [{"user": _author(person), "isDirect": True} for person in people]


def _obsolete(identity: str) -> str:
    """The numeric id that posts and comments had in earlier times."""
    return str(50_000_000 + mix(*identity.encode()) % 40_000_000)


def _parent(post: Post) -> dict[str, str]:
    return {"id": post.id, "obsoleteId": _obsolete(post.id), "type": "Post"}


def _standing(world: World, author: Person) -> dict[str, bool]:
    """What the owner of the keys is to a post or a comment."""
    is_own = author.gcid == world.owner.gcid
    return {
        "isOwner": is_own,
        "isFlaggingAsSpam": False,
        "isSubscribed": is_own,
        "isLiking": False,
        "isSaved": False,
        "isPinned": False,
        "isRequesterBlocking": False,
        "isInteractionRestricted": False,
    }


def _likes(world: World, post: Post, most: int) -> dict[str, Any]:
    emotions = [_like(world, post, person, place) for place, person in enumerate(post.likes[:most])]
    paging: dict[str, Any] = {"totalCount": len(post.likes)}
    if len(post.likes) > most:
        paging["offsetEntityId"] = emotions[-1]["id"]
        paging["next"] = f"/api/v1/reactions/{post.id}/emotions?offset={most}&take={most}"
    return {"like": {"paging": paging, "emotions": emotions}}


def _like(world: World, post: Post, person: Person, place: int) -> dict[str, Any]:
    identity = stable_uuid(world.seed, "like", post.id, place)
    return {
        "type": "Like",
        "id": identity,
        "owner": _author(person),
        "obsoleteId": _obsolete(identity),
        "parent": _parent(post),
        "created": wire_time(post.created + 60 * (place + 1)),
    }


# -- posts that eToro writes


def _metadata(world: World, post: Post) -> dict[str, Any]:
    """What a post of another kind than plain text is about."""
    write = _WRITERS.get(post.kind)
    return {} if write is None or not post.tags else {post.kind.lower(): write(world, post, post.tags[0])}


def _about_trade(world: World, post: Post, instrument: Instrument) -> dict[str, Any]:
    then, now = world.market.quote(instrument, post.created), world.market.quote(instrument)
    return {
        "type": "Open",
        "positionId": 2_500_000_000 + mix(*post.id.encode()) % 400_000_000,
        "market": _market(instrument),
        "gain": round((now.bid / then.ask - 1) * 100, 2),
        "rate": then.ask,
        "direction": "Long",
    }


def _about_order(world: World, post: Post, instrument: Instrument) -> dict[str, Any]:
    rate = world.market.quote(instrument, post.created).ask * 0.95
    return {
        "type": "Open",
        "orderId": 300_000_000 + mix(*post.id.encode()) % 90_000_000,
        "market": _market(instrument),
        "rate": round(rate, instrument.precision),
        "direction": "Long",
    }


def _about_poll(_world: World, post: Post, instrument: Instrument) -> dict[str, Any]:
    identity = mix(*post.id.encode())
    votes = {"Bullish": identity % 300, "Bearish": identity // 300 % 300}
    options = [
        {"id": identity % 90_000 + index, "index": index, "text": text, "isUserVoted": False, "votesCount": count}
        for index, (text, count) in enumerate(votes.items(), 1)
    ]
    title = f"Where is ${instrument.symbol} going?"
    return {"id": identity % 90_000, "title": title, "gcid": post.author.gcid, "options": options}


def _about_article(_world: World, post: Post, instrument: Instrument) -> dict[str, Any]:
    identity = mix(*post.id.encode()) % 90_000
    return {
        "id": identity,
        "title": f"A look at {instrument.name}",
        "url": f"https://www.etoro.com/news/articles/{identity}",
        "rating": "Bullish" if identity % 3 == 0 else None,
        "body": f"<p>{post.text}</p>",
        "bodyPreview": post.text,
        "aiSummary": post.text,
        "languageCode": "en",
        "status": "Published",
        "editStatus": "None",
        "ownerId": post.author.gcid,
        "created": wire_time(post.created),
        "updated": None,
        "published": wire_time(post.created),
        "readingTimeMinutes": 1.5,
        "wordCount": len(post.text.split()),
    }


def _about_copy(_world: World, post: Post, _instrument: Instrument) -> dict[str, Any]:
    return {"type": "Start", "user": _author(post.likes[0] if post.likes else post.author)}


_WRITERS: Final = {
    "Trade": _about_trade,
    "Order": _about_order,
    "Poll": _about_poll,
    "Article": _about_article,
    "Copy": _about_copy,
}

OPERATIONS: dict[str, Handler] = {
    "create_post": create_post,
    "get_instrument_feed": get_instrument_feed,
    "get_user_feed": get_user_feed,
    "create_comment": create_comment,
}
