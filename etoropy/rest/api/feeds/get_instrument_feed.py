# Made by `python -m codegen` from openapi/feeds.yaml; edit that file instead.
from __future__ import annotations

from ....call import (
    Call,
    Operation,
    Pool,
    deprecated,
    query,
    segment,
    shells,
)
from ...models.feed import Feed

OPERATION = Operation(
    "get_instrument_feed",
    "GET",
    "/api/v1/feeds/instrument/{marketId}",
    pool=Pool("feed-reads", 60, 60.0),
    retry="safe",
    replaced_by="GET /api/v1/feeds/markets/{marketId}",
)
_parse = Feed.from_dict


def call(
    market_id: str,
    *,
    requester_user_id: str | None = None,
    take: int | None = None,
    badges_experiment_is_enabled: bool | None = None,
    offset: int | None = None,
    reactions_page_size: int | None = None,
) -> Call[Feed]:
    """Read what people post about an instrument.

    A page is `take` posts after skipping `offset`. Posts that arrive between two calls shift the pages, so a post
    can be met twice.

    Args:
        market_id: Id of the instrument, as text.
        requester_user_id: Global customer id of the one who asks, as text; shapes what they get to see.
        take: Posts on a page, 1 to 100; 20 when left out.
        badges_experiment_is_enabled: True includes authors' badges, an experiment of eToro's; false when left out.
        offset: Posts to skip; 0 when left out.
        reactions_page_size: Comments and likes to include with each post, 1 to 50; 10 when left out.

    Returns:
        One page of posts.

    Deprecated by eToro: use GET /api/v1/feeds/markets/{marketId} instead.

    GET /api/v1/feeds/instrument/{marketId} · pool feed-reads, 60 requests in 60 s. Safe to repeat.
    """
    deprecated(OPERATION)
    target = f"/api/v1/feeds/instrument/{segment('market_id', market_id)}"
    return Call(
        OPERATION,
        _parse,
        query(
            target,
            ("requesterUserId", requester_user_id),
            ("take", take),
            ("badgesExperimentIsEnabled", badges_experiment_is_enabled),
            ("offset", offset),
            ("reactionsPageSize", reactions_page_size),
        ),
    )


sync, asyncio = shells(call)
