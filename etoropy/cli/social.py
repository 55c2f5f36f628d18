"""Watchlists and feeds."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final

import click

from ..paging import chunks
from .session import Instrument, Listing, Session, command

if TYPE_CHECKING:
    from .. import EToroTrading
    from ..rest.models import FeedDiscussion, Watchlist, WatchlistItem

# eToro tells so many rates at a time.
_MOST_RATES: Final = 100


@click.group(cls=Listing)
def watchlists() -> None:
    """Show and change watchlists.

    `etoropy watchlists` alone lists them. A list goes by its name or its id.
    """


@watchlists.add_command
@command(name="list")
def list_watchlists(session: Session) -> None:
    """List your watchlists."""
    with session.client() as etoro:
        lists = etoro.rest.watchlists.get_user_watchlists().watchlists
    if session.json:
        session.tell(lists)
        return
    from .output import texts, words

    session.out.table(
        [
            words("name", (it.name for it in lists)),
            texts("items", (it.total_items for it in lists)),
            words("kind", (it.watchlist_type for it in lists)),
            texts("default", ("yes" if it.is_user_selected_default or it.is_default else "" for it in lists)),
            texts("id", (it.watchlist_id for it in lists)),
        ],
        when_empty="No watchlists.",
    )


def _named(etoro: EToroTrading, name: str) -> Watchlist:
    """The list that goes by a name or an id. Raises click.UsageError unless exactly one does."""
    lists = etoro.rest.watchlists.get_user_watchlists().watchlists
    found = [it for it in lists if it.watchlist_id == name] or [
        it for it in lists if (it.name or "").lower() == name.lower()
    ]
    if len(found) != 1:
        known = ", ".join(it.name or it.watchlist_id for it in lists) or "none"
        what = "Several watchlists go" if found else "No watchlist goes"
        raise click.UsageError(f"{what} by {name!r}; there are: {known}.")
    return found[0]


@watchlists.add_command
@command()
@click.argument("name")
def show(session: Session, name: str) -> None:
    """Show what is on a watchlist, with prices."""
    with session.client() as etoro:
        chosen = _named(etoro, name)
        items = list(etoro.rest.watchlists.iter_watchlist(chosen.watchlist_id))
        if session.json:
            session.tell(items)
            return
        ids = [item.item_id for item in items if item.item_type == "Instrument"]
        rates = {
            it.instrument_id: it
            for some in chunks(ids, _MOST_RATES)
            for it in etoro.rest.market_data.get_rates(instrument_ids=some).rates
        }
        named = [_title(etoro, item) for item in items]
    from .output import prices, texts, words

    found = [rates.get(item.item_id) for item in items]
    session.out.table(
        [
            words("item", named),
            words("kind", (item.item_type for item in items)),
            prices("bid", (rate.bid if rate else None for rate in found)),
            prices("ask", (rate.ask if rate else None for rate in found)),
            texts("since", (item.item_added_date for item in items)),
        ],
        title=chosen.name or "",
        when_empty="The list is empty.",
    )


def _title(etoro: EToroTrading, item: WatchlistItem) -> str:
    if item.item_type != "Instrument":
        return str(item.item_id)
    said = item.market.symbol_name if item.market is not None else None
    return said or etoro.resolver.symbol_of(item.item_id)


@watchlists.add_command
@command()
@click.argument("name")
def create(session: Session, name: str) -> None:
    """Make an empty watchlist."""
    with session.client() as etoro:
        made = etoro.rest.watchlists.create_watchlist(name=name).watchlists
    _done(session, f"Made {name}.", made)


@watchlists.add_command
@command()
@click.argument("name")
@click.argument("new_name")
def rename(session: Session, name: str, new_name: str) -> None:
    """Give a watchlist another name."""
    with session.client() as etoro:
        etoro.rest.watchlists.rename_watchlist(_named(etoro, name).watchlist_id, new_name=new_name)
    _done(session, f"{name} is now {new_name}.")


@watchlists.add_command
@command()
@click.argument("name")
@click.option("--yes", "-y", is_flag=True, help="Delete without asking.")
def delete(session: Session, name: str, yes: bool) -> None:
    """Delete a watchlist and all that is on it."""
    if session.json and not yes:
        raise click.UsageError("Programs cannot be asked: --json needs --yes.")
    with session.client() as etoro:
        chosen = _named(etoro, name)
        if not yes:
            click.confirm(f"Delete {chosen.name} with its {chosen.total_items or 0} items?", abort=True, err=True)
        etoro.rest.watchlists.delete_watchlist(chosen.watchlist_id)
    _done(session, f"Deleted {chosen.name}.")


@watchlists.add_command
@command()
@click.argument("name")
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
def add(session: Session, name: str, symbols: tuple[str | int, ...]) -> None:
    """Put instruments on a watchlist."""
    with session.client() as etoro:
        etoro.rest.watchlists.add_items(_named(etoro, name).watchlist_id, items=_items(etoro, symbols))
    _done(session, f"Put on {name}: {', '.join(map(str, symbols))}.")


@watchlists.add_command
@command()
@click.argument("name")
@click.argument("symbols", type=Instrument(), nargs=-1, required=True, metavar="SYMBOL...")
def remove(session: Session, name: str, symbols: tuple[str | int, ...]) -> None:
    """Take instruments off a watchlist."""
    with session.client() as etoro:
        etoro.rest.watchlists.remove_items(_named(etoro, name).watchlist_id, items=_items(etoro, symbols))
    _done(session, f"Taken off {name}: {', '.join(map(str, symbols))}.")


def _items(etoro: EToroTrading, symbols: tuple[str | int, ...]) -> list[WatchlistItem]:
    from ..rest.models import WatchlistItem, WatchlistItemType

    return [
        WatchlistItem(item_id=number, item_type=WatchlistItemType.INSTRUMENT)
        for number in etoro.resolver.resolve_many(symbols)
    ]


def _done(session: Session, text: str, answer: Any = None) -> None:
    if session.json:
        session.tell(answer if answer is not None else {"done": text})
    else:
        session.out.line(text)


@command()
@click.argument("symbol", type=Instrument(), required=False)
@click.option("--user", metavar="NAME", help="What somebody posts, instead of posts about an instrument.")
@click.option("--count", "-n", type=click.IntRange(1, 100), default=10, show_default=True, help="How many posts.")
def feed(session: Session, symbol: str | int | None, user: str | None, count: int) -> None:
    """Read what people post about an instrument.

    Posts are other people's opinions. They may be wrong, or paid for.
    """
    if (symbol is None) == (user is None):
        raise click.UsageError("Say what to read: SYMBOL or --user.")
    with session.client() as etoro, warnings.catch_warnings():
        # eToro has announced other routes for feeds; whoever reads a feed here cannot do anything about it.
        warnings.simplefilter("ignore", DeprecationWarning)
        if symbol is not None:
            number = str(etoro.resolve_instrument(symbol))
            posts = etoro.rest.feeds.get_instrument_feed(number, take=count).discussions
        else:
            posts = etoro.rest.feeds.get_user_feed(_user_id(etoro, user or ""), take=count).discussions
    if session.json:
        session.tell(posts)
        return
    for post in posts:
        _show_post(session, post)
    if not posts:
        session.out.line("No posts.", "dim")


def _user_id(etoro: EToroTrading, name: str) -> str:
    users = etoro.rest.users_info.get_users(usernames=[name]).users
    found = next((user for user in users if (user.username or "").lower() == name.lower()), None)
    if found is None:
        raise click.UsageError(f"eToro knows nobody by the name {name!r}.")
    return str(found.gcid)


def _show_post(session: Session, discussion: FeedDiscussion) -> None:
    from .output import text_of

    post = discussion.post
    if post is None:
        return
    author = post.owner.username if post.owner is not None else None
    comments = discussion.summary.total_comments_and_replies if discussion.summary is not None else None
    session.out.line(f"{author or 'somebody'} · {text_of(post.created)} · {comments or 0} comments", "bold")
    text = post.message.text if post.message is not None else None
    session.out.line(f"{(text or '').strip()}\n")
