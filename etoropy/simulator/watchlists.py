"""Answers about watchlists: reading, making, ranking and filling one's own, and reading those that others show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final

from . import avatars
from .clock import wire_time
from .instruments import Instrument
from .members import Person
from .messages import Reply, Request, gateway_error
from .queries import number, page_size
from .shelves import (
    DEFAULT,
    DYNAMIC,
    INSTRUMENT,
    MAX_ITEMS,
    MAX_LISTS,
    PERSON,
    RECENTLY_INVESTED,
    Item,
    ItemKey,
    ListFull,
    ListsExhausted,
    Shelf,
    Watchlist,
    found_by,
)
from .social import social_of
from .world import Handler, World

DEFAULT_PAGE_SIZE: Final = 100
MAX_PAGE_SIZE: Final = 1_000

_MAX_RELATED = 5

# -- how lists look


def _watchlists(world: World, status: int, lists: Iterable[Watchlist], *, page: int = 0, size: int) -> Reply:
    shown = [_watchlist(world, found, page, size) for found in lists]
    meta = {
        "pageNumber": page,
        "itemsPerPage": size,
        "maxItemsInWatchlistLimit": MAX_ITEMS,
        "maxWatchlistsLimit": MAX_LISTS,
    }
    return Reply(status, {"status": status, "watchlists": shown, "meta": meta, "isSucceeded": True})


def _watchlist(world: World, found: Watchlist, page: int, size: int) -> dict[str, Any]:
    items = _items_of(world, found)
    return {
        "watchlistId": found.id,
        "name": found.name,
        "Gcid": found.owner_gcid,
        "watchlistType": found.type,
        "totalItems": len(items),
        "isDefault": found.type == DEFAULT,
        "isUserSelectedDefault": found.is_selected,
        "watchlistRank": found.rank,
        "dynamicUrl": found.query,
        "items": [_item(world, item) for item in items[page * size : (page + 1) * size]],
        "relatedAssets": None,
    }


def _items_of(world: World, found: Watchlist) -> list[Item]:
    """The items by rank. Two kinds of list have none of their own: they show what they stand for."""
    if found.type == RECENTLY_INVESTED:
        opened = {p.instrument_id: p.opened_at for account in world.accounts.values() for p in account.positions}
        newest = sorted(opened.items(), key=lambda pair: pair[1], reverse=True)
        return [Item(INSTRUMENT, one, rank, at, "Invested") for rank, (one, at) in enumerate(newest)]
    if found.type == DYNAMIC:
        began = social_of(world).began
        ids = found_by(found.query or "", world.market)
        return [Item(INSTRUMENT, one, rank, began, "Dynamic") for rank, one in enumerate(ids)]
    return found.in_order()


def _item(world: World, item: Item) -> dict[str, Any]:
    shown = {
        "itemId": item.id,
        "itemType": item.type,
        "itemRank": item.rank,
        "itemAddedReason": item.reason,
        "itemAddedDate": wire_time(item.added),
    }
    instrument = world.market.find(item.id) if item.type == INSTRUMENT else None
    return shown if instrument is None else {**shown, "market": _market(instrument)}


def _market(instrument: Instrument) -> dict[str, Any]:
    return {
        "id": instrument.symbol,
        "symbolName": instrument.symbol,
        "displayName": instrument.name,
        "assetTypeId": instrument.type_id,
        "assetTypeSubCategoryId": None,
        "exchangeId": instrument.exchange_id,
        "hasExpirationDate": False,
        "avatar": avatars.of_instrument(instrument),
    }


def _related(world: World, found: Watchlist) -> list[int]:
    """Instruments of the same industry as those on the list."""
    listed = {item.id for item in _items_of(world, found) if item.type == INSTRUMENT}
    industries = {world.market.instruments[one].industry_id for one in listed} - {None}
    alike = (i.id for i in world.market.instruments.values() if i.industry_id in industries and not i.search_only)
    return list(islice((one for one in alike if one not in listed), _MAX_RELATED))


# -- reading


def get_user_watchlists(world: World, request: Request) -> Reply:
    """One's own lists by rank, each with its first items."""
    lists = _own_shelf(world).in_order()
    if request.value("ensureBuiltinWatchlists") == "false":
        lists = [found for found in lists if found.type != RECENTLY_INVESTED]
    reply = _watchlists(world, 200, lists, size=_size(request, "itemsPerPageForSingle"))
    if (request.value("addRelatedAssets") or "").lower() == "true":
        for shown, found in zip(reply.body["watchlists"], lists, strict=True):
            shown["relatedAssets"] = _related(world, found)
    return reply


def get_default_watchlist_items(world: World, request: Request) -> Reply:
    """The items of the list that is the default, without the list."""
    selected = _own_shelf(world).selected
    items = _items_of(world, selected) if selected is not None else []
    most = min(_size(request, "itemsPerPage"), max(0, number(request, "itemsLimit", MAX_ITEMS)))
    return Reply(200, [_item(world, item) for item in items[:most]])


def get_public_watchlists(world: World, request: Request) -> Reply:
    """What somebody shows; nothing, for who shows nothing."""
    person = _person(world, request)
    if person is None:
        return _unknown_person(request)
    lists = _shown_by(world, person)
    return _watchlists(world, 200, lists, size=_size(request, "itemsPerPageForSingle"))


def get_public_watchlist(world: World, request: Request) -> Reply:
    """One list that somebody shows, with nothing around it."""
    person = _person(world, request)
    if person is None:
        return _unknown_person(request)
    wanted = request.params["watchlistId"].lower()
    found = next((shown for shown in _shown_by(world, person) if shown.id == wanted), None)
    if found is None:
        return _unknown_list(request)
    return Reply(200, _watchlist(world, found, _page(request), _size(request, "itemsPerPage")))


def _person(world: World, request: Request) -> Person | None:
    return social_of(world).members.numbered(int(request.params["userId"]))


def _shown_by(world: World, person: Person) -> list[Watchlist]:
    return [found for found in social_of(world).shelf(person).in_order() if not found.is_built_in]


# -- making


def create_watchlist(world: World, request: Request) -> Reply:
    """A new, empty list."""
    try:
        made = _create(world, request)
    except ListsExhausted:
        return _too_many_lists()
    return _watchlists(world, 201, [made], size=DEFAULT_PAGE_SIZE)


def create_default_watchlist(world: World, request: Request) -> Reply:
    """A new, empty list that becomes the default."""
    try:
        made = _create(world, request)
    except ListsExhausted:
        return _too_many_lists()
    _own_shelf(world).select(made)
    return _watchlists(world, 201, [made], size=DEFAULT_PAGE_SIZE)


def _create(world: World, request: Request) -> Watchlist:
    kind = request.value("type") or "Static"
    query = request.value("dynamicQuery") if kind == DYNAMIC else None
    return _own_shelf(world).create(request.value("name") or "", kind, query=query)


def create_default_watchlist_from_items(world: World, request: Request) -> Reply:
    """A new default list with items. Those that nobody knows are left out and named in the answer."""
    items = _read_items(world, request)
    known = {item.key: item for item in items if _exists(world, item.key)}
    if len(known) > MAX_ITEMS:
        return _too_many_items()
    shelf = _own_shelf(world)
    try:
        made = shelf.create("My Watchlist", DEFAULT)
    except ListsExhausted:
        return _too_many_lists()
    made.put(known.values())
    shelf.select(made)
    reply = _watchlists(world, 201, [made], size=MAX_PAGE_SIZE)
    refused = [str(item.id) for item in items if item.key not in known]
    if refused:
        message = "Some items do not exist and were left out"
        reply.body["exception"] = {"invalidItems": refused, "reason": "InvalidItems", "message": message}
    return reply


# -- changing one list


def _on_own_list(change: Callable[[World, Request, Shelf, Watchlist], Reply]) -> Handler:
    """A handler about the list that the path names; 404 when it is not one's own."""

    def handler(world: World, request: Request) -> Reply:
        shelf = _own_shelf(world)
        found = shelf.find(request.params["watchlistId"])
        return _unknown_list(request) if found is None else change(world, request, shelf, found)

    return handler


def _get(world: World, request: Request, _shelf: Shelf, found: Watchlist) -> Reply:
    return _watchlists(world, 200, [found], page=_page(request), size=_size(request, "itemsPerPage"))


def _rename(_world: World, request: Request, _shelf: Shelf, found: Watchlist) -> Reply:
    found.name = request.value("newName") or ""
    return Reply(204)


def _rank(_world: World, request: Request, shelf: Shelf, found: Watchlist) -> Reply:
    shelf.rank(found, number(request, "newRank", 0))
    return Reply(204)


def _select(_world: World, _request: Request, shelf: Shelf, found: Watchlist) -> Reply:
    shelf.select(found)
    return Reply(200)


def _delete(_world: World, _request: Request, shelf: Shelf, found: Watchlist) -> Reply:
    if found.is_built_in:
        return gateway_error(409, "BuiltInWatchlist", "A built-in watchlist cannot be deleted")
    shelf.delete(found)
    return Reply(204)


def _add(world: World, request: Request, _shelf: Shelf, found: Watchlist) -> Reply:
    items = _read_items(world, request)
    unknown = [item for item in items if not _exists(world, item.key)]
    if unknown:
        return gateway_error(404, "ItemNotFound", f"There is no {unknown[0].type} {unknown[0].id}")
    try:
        found.put(items)
    except ListFull:
        return _too_many_items()
    return Reply(201)


def _update(world: World, request: Request, _shelf: Shelf, found: Watchlist) -> Reply:
    items = _read_items(world, request)
    missing = [item for item in items if item.key not in found.items]
    if missing:
        return gateway_error(404, "ItemNotFound", f"{missing[0].type} {missing[0].id} is not on this watchlist")
    found.put(items)
    return Reply(204)


def _remove(world: World, request: Request, _shelf: Shelf, found: Watchlist) -> Reply:
    found.remove(item.key for item in _read_items(world, request))
    return Reply(204)


# -- what requests hold


def _own_shelf(world: World) -> Shelf:
    social = social_of(world)
    owner = social.members.numbered(world.owner.gcid)
    assert owner is not None
    return social.shelf(owner)


def _read_items(world: World, request: Request) -> list[Item]:
    now = world.clock.now()
    entries: list[dict[str, Any]] = request.json()
    return [Item(entry["itemType"], int(entry["itemId"]), int(entry.get("itemRank", 0)), now) for entry in entries]


def _exists(world: World, key: ItemKey) -> bool:
    kind, one = key
    if kind == PERSON:
        return social_of(world).members.numbered(one) is not None
    return kind == INSTRUMENT and world.market.find(one) is not None


def _page(request: Request) -> int:
    return max(0, number(request, "pageNumber", 0))


def _size(request: Request, name: str) -> int:
    return page_size(request, name, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)


# -- refusals


def _unknown_list(request: Request) -> Reply:
    return gateway_error(404, "WatchlistNotFound", f"Watchlist {request.params['watchlistId']} was not found")


def _unknown_person(request: Request) -> Reply:
    return gateway_error(404, "UserNotFound", f"User {request.params['userId']} was not found")


def _too_many_lists() -> Reply:
    return gateway_error(409, "WatchlistLimitReached", f"No more than {MAX_LISTS} watchlists are allowed")


def _too_many_items() -> Reply:
    return gateway_error(409, "WatchlistItemLimitReached", f"No more than {MAX_ITEMS} items are allowed in a watchlist")


OPERATIONS: dict[str, Handler] = {
    "get_user_watchlists": get_user_watchlists,
    "get_default_watchlist_items": get_default_watchlist_items,
    "get_public_watchlists": get_public_watchlists,
    "get_public_watchlist": get_public_watchlist,
    "create_watchlist": create_watchlist,
    "create_default_watchlist": create_default_watchlist,
    "create_default_watchlist_from_items": create_default_watchlist_from_items,
    "get_watchlist": _on_own_list(_get),
    "rename_watchlist": _on_own_list(_rename),
    "change_rank": _on_own_list(_rank),
    "set_default_watchlist": _on_own_list(_select),
    "delete_watchlist": _on_own_list(_delete),
    "add_items": _on_own_list(_add),
    "update_items": _on_own_list(_update),
    "remove_items": _on_own_list(_remove),
}
