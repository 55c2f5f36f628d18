"""What people write: posts about instruments, comments on them, likes, and the feeds that they make up.

Everybody has written about what they hold before the simulation began; from then on the owner of the keys adds to it.
An instrument is tagged by `$AAPL` in the text, a person mentioned by `@somebody`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from .instruments import Instrument, mix
from .market import Market
from .members import Members, Person
from .world import stable_uuid

EXAMPLE_POST: Final = "4f6a1c20-9b7e-4d83-a5f2-c30e8d916b47"
"""Id of the newest post of lena_invests: the one that the document's example comments on."""

_DAY: Final = 86_400.0
_TAG = re.compile(r"\$([A-Za-z0-9][\w.\-/]*)")
_MENTION = re.compile(r"@(\w+)")
_REMARKS = (
    "Added to my ${symbol} position today.",
    "${symbol} looks stretched to me. What do you think?",
    "Trimmed ${symbol} a little, still my favourite.",
    "Patience pays: ${symbol} is up again.",
    "Not selling ${symbol} on a headline.",
    "${symbol} at support. Stops are set.",
    "Reading the last report of ${symbol} once more.",
)
_REPLIES = ("Agreed.", "I see it the other way round.", "Nice entry!", "What is your target?", "Thanks for sharing.")
_KINDS = ("Default",) * 9 + ("Trade", "Trade", "Order", "Poll", "Article", "Copy")


@dataclass(slots=True)
class Comment:
    """Somebody's answer to a post."""

    id: str
    author: Person
    text: str
    created: float
    post: Post
    attachments: list[dict[str, Any]]
    tags: tuple[Instrument, ...] = ()
    mentions: tuple[Person, ...] = ()


@dataclass(slots=True)
class Post:
    """Something somebody wrote, or that eToro wrote for them when they traded; `kind` tells which."""

    id: str
    author: Person
    text: str
    created: float
    kind: str = "Default"
    attachments: list[dict[str, Any]] = field(default_factory=list)
    tags: tuple[Instrument, ...] = ()
    mentions: tuple[Person, ...] = ()
    likes: tuple[Person, ...] = ()
    comments: list[Comment] = field(default_factory=list)


class Board:
    """Every post, newest first where it is read."""

    def __init__(self, seed: int, market: Market, members: Members, began: float) -> None:
        self._seed = seed
        self._market = market
        self._members = members
        self._began = began
        self._posts: dict[str, Post] | None = None

    def post(self, author: Person, text: str, attachments: list[dict[str, Any]], now: float) -> Post:
        """Publish something."""
        identity = stable_uuid(self._seed, "post", author.gcid, len(self._all()))
        tags, mentions = self._tagged(text), self._mentioned(text)
        post = Post(identity, author, text, now, attachments=attachments, tags=tags, mentions=mentions)
        self._all()[identity] = post
        return post

    def comment(self, post: Post, author: Person, text: str, attachments: list[dict[str, Any]], now: float) -> Comment:
        """Answer a post."""
        identity = stable_uuid(self._seed, "comment", post.id, len(post.comments))
        tags, mentions = self._tagged(text), self._mentioned(text)
        comment = Comment(identity, author, text, now, post, attachments, tags, mentions)
        post.comments.append(comment)
        return comment

    def find(self, post_id: str) -> Post | None:
        """The post with this id."""
        return self._all().get(post_id.lower())

    def about(self, instrument: Instrument) -> list[Post]:
        """Posts that tag an instrument, newest first."""
        return self._newest_first(post for post in self._all().values() if instrument in post.tags)

    def by(self, author: Person) -> list[Post]:
        """Posts that somebody wrote, newest first."""
        return self._newest_first(post for post in self._all().values() if post.author.gcid == author.gcid)

    @staticmethod
    def _newest_first(posts: Iterator[Post]) -> list[Post]:
        return sorted(posts, key=lambda post: post.created, reverse=True)

    def _tagged(self, text: str) -> tuple[Instrument, ...]:
        named = (self._market.by_symbol(symbol.rstrip(".-/")) for symbol in _TAG.findall(text))
        return tuple(dict.fromkeys(instrument for instrument in named if instrument is not None))

    def _mentioned(self, text: str) -> tuple[Person, ...]:
        named = (self._members.named(username) for username in _MENTION.findall(text))
        return tuple(dict.fromkeys(person for person in named if person is not None))

    # -- what was written before

    def _all(self) -> dict[str, Post]:
        if self._posts is None:
            people = [person for person in self._members if person.holdings]
            self._posts = {post.id: post for person in people for post in self._history(person, people)}
        return self._posts

    def _history(self, person: Person, people: list[Person]) -> Iterator[Post]:
        dice = random.Random(f"{self._seed}/board/{person.username}")
        for number in range(dice.randrange(20, 60)):
            is_example = number == 0 and person.username == "lena_invests"
            holding = person.holdings[0] if is_example else dice.choice(person.holdings)
            instrument = self._market.instruments[holding.instrument_id]
            post = Post(
                id=EXAMPLE_POST if is_example else stable_uuid(self._seed, "post", person.gcid, number),
                author=person,
                text=dice.choice(_REMARKS).replace("${symbol}", f"${instrument.symbol}"),
                created=round(self._began - _DAY * (number * 1.7 + dice.random()) - 60, 4),
                kind="Default" if number == 0 else dice.choice(_KINDS),
                tags=(instrument,),
                likes=tuple(dice.sample(people, dice.randrange(0, 12))),
            )
            post.comments.extend(self._replies(post, dice, people))
            yield post

    def _replies(self, post: Post, dice: random.Random, people: list[Person]) -> Iterator[Comment]:
        for number in range(dice.choice((0, 0, 0, 1, 2, 5))):
            identity = stable_uuid(self._seed, "comment", post.id, number)
            created = post.created + mix(self._seed, number) % 50 + number
            yield Comment(identity, dice.choice(people), dice.choice(_REPLIES), created, post, [])
