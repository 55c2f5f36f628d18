"""What this process knows of its own orders: which are under way, which exist, and which thing in the account is whose.

Two lost orders that look alike compete for one position; only who knows of both can see that. So everything that sends
orders for one account shares one ledger, and what a journal tells of other processes is entered here too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal, NamedTuple
from uuid import uuid4

from ..forking import LockPerProcess, renewed_when_forked
from .decision import Intent, PlacedOrder, Sighting, competes, fit, placed_from
from .journal import Entry, Outcome

Standing = Literal["open", "unknown", "placed", "absent"]

# A reference this young may be unknown to eToro's look-up although the order exists.
_TOO_YOUNG: Final = timedelta(seconds=2)


class Judged(NamedTuple):
    """Things in the account that may be an order: those that are like it and nobody else's, and the doubtful rest."""

    claims: tuple[Sighting, ...]
    doubts: tuple[Sighting, ...]


class _Entry:
    __slots__ = ("intent", "is_ours", "is_untold", "placed", "standing")

    def __init__(self, intent: Intent, is_ours: bool) -> None:
        self.intent = intent
        self.is_ours = is_ours
        self.standing: Standing = "open"
        self.placed: PlacedOrder | None = None
        # Whether it is placed while whoever asked for it never heard so.
        self.is_untold = False


def _is_news(known: _Entry, intent: Intent) -> bool:
    """Whether a line of the journal tells of another attempt than the one that is known."""
    if known.standing == "placed":
        return False
    # Lines of older versions do not say whose they are, and may be our own.
    is_anothers = bool(intent.by) or (known.standing != "open" and intent.sent_at > known.intent.sent_at)
    return is_anothers or not known.is_ours


class Ledger:
    """The orders of one account, as far as they are known here. Safe from any thread. ``identity`` tells what it writes
    into a journal from what others do."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.identity = uuid4().hex
        self._entries: dict[str, _Entry] = {}
        self._owners: dict[int, str] = {}
        # Those whose fate is open, and those that exist without a known id: what others may have to share with.
        self._loose: dict[str, _Entry] = {}
        self._closes: dict[int, list[_Entry]] = {}
        self._trusted: set[str] = set()
        self._samples: dict[str, tuple[str, datetime]] = {}
        self.v1_shows_references = True
        renewed_when_forked(self)

    def _renew(self) -> None:
        """This is a copy in a forked process. What other threads of the first are at work on is not settled here."""
        self._lock = threading.RLock()
        self.identity = uuid4().hex
        for entry in self._entries.values():
            if entry.standing == "open":
                entry.standing = "unknown"

    # What becomes of orders.

    def begin(self, intent: Intent, *, first: bool = False) -> bool:
        """An order is about to be sent, or sent again; somebody is at work on it until it stands otherwise.

        False if it would be the ``first`` under a reference under which an order is, or may be, there already; or if it
        is a further one, and others sent under the reference meanwhile or told that there is no such order.
        """
        with self._lock:
            known = self._entries.get(intent.reference_id)
            if known is not None:
                may = known.standing == "absent" if first else known.is_ours and known.standing != "placed"
                if not may:
                    return False
            self._enter_intent(intent, is_ours=True).standing = "open"
            return True

    def has_in_hand(self, reference_id: str) -> bool:
        """Whether an order is being sent from here, and from nowhere else as far as anybody told."""
        entry = self._entries.get(reference_id)
        return entry is not None and entry.is_ours and entry.standing == "open"

    def take_up(self, reference_id: str) -> bool:
        """Be at work on an order whose fate is open. False if somebody is at work on it already."""
        with self._lock:
            entry = self._entries.get(reference_id)
            if entry is None or entry.standing != "unknown":
                return entry is None or entry.standing != "open"
            entry.standing = "open"
            return True

    def _enter_intent(self, intent: Intent, *, is_ours: bool) -> _Entry:
        entry = self._entries.get(intent.reference_id)
        if entry is None:
            entry = self._entries[intent.reference_id] = _Entry(intent, is_ours)
            if intent.position_id is not None:
                self._closes.setdefault(intent.position_id, []).append(entry)
        entry.intent, entry.is_ours = intent, is_ours
        self._loose[intent.reference_id] = entry
        return entry

    def hear(self, entries: Iterable[Entry], mode: str) -> None:
        """Enter what a journal tells of other processes. What this process did it knows better itself; but another one
        may have sent an order again that this one has given up, or found it after all, or told its caller that it does
        not exist."""
        with self._lock:
            for it in entries:
                known = self._entries.get(it.reference_id)
                if it.by == self.identity or it.mode not in ("", mode):
                    continue
                if isinstance(it, Outcome):
                    if known is not None:
                        self._hear_outcome(known, it)
                elif known is None or _is_news(known, it):
                    standing: Standing = "open" if known is not None and known.standing == "open" else "unknown"
                    self._enter_intent(it, is_ours=False).standing = standing

    def _hear_outcome(self, known: _Entry, outcome: Outcome) -> None:
        # A line of an older version may be our own.
        is_ours = known.is_ours and not outcome.by
        if known.standing == "placed":
            if outcome.verdict == "placed":
                known.is_untold = not outcome.is_told and (known.is_untold or not known.is_ours)
        elif is_ours and known.standing == "open":
            return
        elif outcome.verdict == "placed":
            found = outcome.found or "answer"
            ids = outcome.position_ids
            self.placed(placed_from(known.intent, order_id=outcome.order_id, found=found, position_ids=ids))
            known.is_untold = not outcome.is_told
        elif outcome.verdict != "unknown" and not is_ours and outcome.sent_at in (None, known.intent.sent_at):
            # Somebody was told so, and may have sent another order in its place.
            known.is_ours = False
            self.absent(known.intent.reference_id)

    def placed(self, order: PlacedOrder) -> None:
        """An order exists."""
        with self._lock:
            entry = self._entries.get(order.reference_id)
            if order.order_id is not None:
                self._owners[order.order_id] = order.reference_id
            if entry is None:
                return
            entry.standing, entry.placed, entry.is_untold = "placed", order, False
            if order.order_id is not None:
                self._loose.pop(order.reference_id, None)
                self._remember_sample(entry.intent)

    def _remember_sample(self, intent: Intent) -> None:
        if intent.route not in self._trusted:
            self._samples[intent.route] = (intent.reference_id, intent.sent_at)

    def untell(self, reference_id: str) -> None:
        """Whoever asked for an order was interrupted before hearing that it exists."""
        with self._lock:
            entry = self._entries.get(reference_id)
            if entry is not None and entry.standing == "placed":
                entry.is_untold = True

    def absent(self, reference_id: str) -> None:
        """An order does not exist and will not come."""
        self._stand(reference_id, "absent")

    def unknown(self, reference_id: str) -> None:
        """An order's fate is open and nobody is at work on it; it goes on competing with others."""
        self._stand(reference_id, "unknown")

    def _stand(self, reference_id: str, standing: Standing) -> None:
        with self._lock:
            entry = self._entries.get(reference_id)
            # What exists does not cease to because somebody looked in vain.
            if entry is not None and entry.standing != "placed":
                entry.standing = standing
                if standing == "absent":
                    self._loose.pop(reference_id, None)

    # What is known.

    def standing(self, reference_id: str) -> Standing | None:
        """How an order stands; None for one that was never heard of."""
        entry = self._entries.get(reference_id)
        return None if entry is None else entry.standing

    def intent(self, reference_id: str) -> Intent | None:
        """What was sent under a reference."""
        entry = self._entries.get(reference_id)
        return None if entry is None else entry.intent

    def order(self, reference_id: str) -> PlacedOrder | None:
        """The order under a reference, if it is known to exist."""
        entry = self._entries.get(reference_id)
        return None if entry is None else entry.placed

    def owner(self, order_id: int | None) -> str | None:
        """The reference of the order with this id, if it is one of ours."""
        return None if order_id is None else self._owners.get(order_id)

    def order_by_id(self, order_id: int) -> PlacedOrder | None:
        """The order with this id, if it was placed from here."""
        owner = self.owner(order_id)
        return None if owner is None else self.order(owner)

    def unsettled(self) -> list[Intent]:
        """Orders that were sent, whose fate is open, and that nobody is at work on."""
        with self._lock:
            return [it.intent for it in self._entries.values() if it.standing == "unknown"]

    def untold(self) -> list[PlacedOrder]:
        """Orders that exist, though whoever asked for them never heard so."""
        with self._lock:
            return [it.placed for it in self._entries.values() if it.is_untold and it.placed is not None]

    # Whose is what.

    def judge(self, intent: Intent, seen: Iterable[Sighting]) -> Judged:
        """What among the things seen can be this order."""
        with self._lock:
            best: dict[object, tuple[bool, Sighting]] = {}
            for number, it in enumerate(seen):
                if self._is_anothers(intent, it):
                    continue
                likeness = fit(intent, it)
                if likeness == "no":
                    continue
                claims = likeness == "yes" and not self._contested(intent, it)
                # A position and its closed part show one order twice.
                key = ("order", it.order_id) if it.order_id is not None else number
                if key not in best or (claims and not best[key][0]):
                    best[key] = (claims, it)
        return Judged(
            tuple(it for claims, it in best.values() if claims), tuple(it for claims, it in best.values() if not claims)
        )

    def claim(self, intent: Intent, seen: Sighting, order: PlacedOrder) -> bool:
        """Take a thing for an order, unless another one took it, or could, in the meantime."""
        with self._lock:
            certain = seen.reference_id is not None
            if not certain and (self._is_anothers(intent, seen) or self._contested(intent, seen)):
                return False
            self.placed(order)
            return True

    def _is_anothers(self, intent: Intent, seen: Sighting) -> bool:
        owner = self.owner(seen.order_id)
        # The history names the order that opened a position, which is no owner of what was closed.
        return owner is not None and owner != intent.reference_id

    def _contested(self, intent: Intent, seen: Sighting) -> bool:
        """Whether another order of ours could be the same thing."""
        if seen.reference_id == intent.reference_id:
            return False
        rivals = list(self._loose.values())
        if seen.order_id is None and seen.closes is not None:
            # A trade does not say which order closed it, so a close that is known to exist may be what it shows.
            rivals += [it for it in self._closes.get(seen.closes, ()) if it.standing == "placed"]
        mine = intent.reference_id
        return any(it.intent.reference_id != mine and competes(it.intent, seen) for it in rivals)

    # Whether look-ups by reference work here.

    def trust(self, route: str) -> None:
        """A look-up by reference found an order of this route."""
        self._trusted.add(route)
        self._samples.pop(route, None)

    def trusts(self, route: str) -> bool:
        """Whether look-ups by reference were seen to find orders of this route."""
        return route in self._trusted

    def sample(self, route: str, now: datetime) -> str | None:
        """The reference of an order that exists, for trying whether look-ups find it; None when there is none."""
        reference_id, sent_at = self._samples.get(route, (None, now))
        return reference_id if reference_id is not None and now - sent_at >= _TOO_YOUNG else None


# Kept to the end of the process: a reference is taken even when all clients that knew of it are gone.
_shared: dict[tuple[str, str, str], Ledger] = {}
_sharing = LockPerProcess()


def shared_ledger(user_key: str, base_url: str, mode: str) -> Ledger:
    """The ledger of everything in this process that trades on this account."""
    if base_url.startswith("http://"):
        # A simulator on this machine: many may share address and keys, and none knows the orders of another.
        return Ledger()
    name = (sha256(user_key.encode()).hexdigest(), base_url, mode)
    with _sharing.lock:
        ledger = _shared.get(name)
        if ledger is None:
            ledger = _shared[name] = Ledger()
        return ledger
