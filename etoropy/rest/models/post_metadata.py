# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define

from ...model import (
    Field,
    Model,
    rest_of,
    wire_names,
    write_model,
)
from .post_article import PostArticle
from .post_copy import PostCopy
from .post_market_event import PostMarketEvent
from .post_order import PostOrder
from .post_poll import PostPoll
from .post_trade import PostTrade

if TYPE_CHECKING:
    from .post_share import PostShare

_new = object.__new__
_post_article = PostArticle.from_dict
_post_copy = PostCopy.from_dict
_post_market_event = PostMarketEvent.from_dict
_post_order = PostOrder.from_dict
_post_poll = PostPoll.from_dict
_post_trade = PostTrade.from_dict
_FIELDS = (
    Field("share", "share", False, False, write_model),
    Field("market_event", "marketEvent", False, False, write_model),
    Field("trade", "trade", False, False, write_model),
    Field("order", "order", False, False, write_model),
    Field("copy", "copy", False, False, write_model),
    Field("poll", "poll", False, False, write_model),
    Field("article", "article", False, False, write_model),
)
_KNOWN, _NOT_NULL = wire_names(_FIELDS)


@define(kw_only=True, weakref_slot=False)
class PostMetadata(Model):
    """What a post has beyond text; only the part that belongs to its kind is there."""

    _FIELDS: ClassVar[tuple[Field, ...]] = _FIELDS
    _KNOWN: ClassVar[frozenset[str]] = _KNOWN

    share: PostShare | None = None
    """For a share, what is shared."""
    market_event: PostMarketEvent | None = None
    """For a market event, the event."""
    trade: PostTrade | None = None
    """For a trade, the position."""
    order: PostOrder | None = None
    """For an order, the order."""
    copy: PostCopy | None = None
    """For the start or end of a copy, whom it concerns."""
    poll: PostPoll | None = None
    """For a poll, the question and the votes."""
    article: PostArticle | None = None
    """For an article, the article."""

    @classmethod
    def from_dict(cls, d: dict[str, Any]) -> Self:
        """Reads decoded JSON. Raises KeyError, TypeError or ValueError where a field that is always there is missing, or
        a number with a fraction, a time or a list is something else; text, flags and ids are taken as they come."""
        from .post_share import PostShare

        _post_share = PostShare.from_dict
        get = d.get
        self = _new(cls)
        absent = 0
        value = get("share")
        if value is None:
            absent += 1
            self.share = None
        else:
            self.share = _post_share(value)
        value = get("marketEvent")
        if value is None:
            absent += 1
            self.market_event = None
        else:
            self.market_event = _post_market_event(value)
        value = get("trade")
        if value is None:
            absent += 1
            self.trade = None
        else:
            self.trade = _post_trade(value)
        value = get("order")
        if value is None:
            absent += 1
            self.order = None
        else:
            self.order = _post_order(value)
        value = get("copy")
        if value is None:
            absent += 1
            self.copy = None
        else:
            self.copy = _post_copy(value)
        value = get("poll")
        if value is None:
            absent += 1
            self.poll = None
        else:
            self.poll = _post_poll(value)
        value = get("article")
        if value is None:
            absent += 1
            self.article = None
        else:
            self.article = _post_article(value)
        self._rest = None if len(d) == 7 - absent else rest_of(d, _KNOWN, _NOT_NULL)
        return self
