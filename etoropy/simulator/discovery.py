"""Answers about what eToro suggests: curated lists, and instruments recommended to the owner of the keys."""

from __future__ import annotations

from typing import Any

from .messages import Reply, Request
from .social import Theme, social_of
from .world import Handler, World


def get_curated_lists(world: World, _request: Request) -> Reply:
    """The editors' lists; 204 when there are none."""
    themes = social_of(world).themes
    if not themes:
        return Reply(204)
    return Reply(200, {"curatedLists": [_curated_list(theme) for theme in themes]})


def _curated_list(theme: Theme) -> dict[str, Any]:
    picture = theme.name.lower().replace(" ", "-")
    return {
        "uuid": theme.id,
        "name": theme.name,
        "description": theme.description,
        "listImageUrl": f"https://etoro-cdn.etorostatic.com/curated-lists/{picture}.png",
        "items": [{"instrumentId": instrument_id} for instrument_id in theme.instrument_ids],
    }


def get_market_recommendations(world: World, request: Request) -> Reply:
    """Instruments that many hold and the owner does not, at most as many as asked for; 204 when there are none."""
    held = {position.instrument_id for account in world.accounts.values() for position in account.positions}
    suggested = [instrument_id for instrument_id in social_of(world).recommended if instrument_id not in held]
    count = int(request.params["itemsCount"])
    if not suggested:
        return Reply(204)
    return Reply(200, {"ResponseType": "Instrument", "Recommendations": suggested[:count]})


OPERATIONS: dict[str, Handler] = {
    "get_curated_lists": get_curated_lists,
    "get_market_recommendations": get_market_recommendations,
}
