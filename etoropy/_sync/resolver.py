# Made by `python -m codegen` from etoropy/_async/resolver.py; edit that file instead.
"""From a symbol to an id: the bundled table, then eToro's search by symbol, then its free text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ..arguments import several, whole
from ..errors import EToroSymbolError, EToroValidationError
from ..paging import Fetched, Pager, chunks
from ..symbols import SymbolTable, bundled, checked, exact, ranked, unknown

if TYPE_CHECKING:
    from ..rest.clients import RestClient
    from ..rest.models import FoundInstrument, Instrument

# Seconds for which "no such symbol" is believed without asking again.
_NEGATIVE_FOR: Final = 60.0
_FIELDS: Final = ("instrumentId", "internalSymbolFull", "displayname")
_FOUND_FIELDS: Final = (
    *("instrumentId", "internalSymbolFull", "displayname", "instrumentTypeID", "instrumentType", "exchangeID"),
    *("internalExchangeName", "isCurrentlyTradable", "isExchangeOpen", "isBuyEnabled", "isInternalInstrument"),
    *("currentRate", "dailyPriceChange", "weeklyPriceChange", "monthlyPriceChange", "popularityUniques7Day"),
)
_PAGE: Final = 100
# Containment search can give many pages for a short symbol; the exact one is among the first or not at all.
_MOST_PAGES: Final = 5
# The most ids that eToro answers for at once.
_MOST_IDS: Final = 100


class InstrumentResolver:
    """Symbol ↔ id, and what eToro says of an instrument. Answers are kept for the life of the resolver.

    Without ``table`` it starts from the bundled one.
    """

    def __init__(self, rest: RestClient, *, table: SymbolTable | None = None) -> None:
        self._rest = rest
        self._given = table
        self._own: SymbolTable | None = None
        self._missing: dict[str, tuple[float, EToroSymbolError]] = {}
        self._details: dict[int, Instrument] = {}

    @property
    def _table(self) -> SymbolTable:
        if self._own is None:
            self._own = self._given if self._given is not None else bundled().copy()
        return self._own

    def resolve(self, instrument: str | int) -> int:
        """The id of an instrument: an id as it is, a symbol by exact match (case aside).

        Raises EToroSymbolError, with candidates, for a symbol that is unknown or has several instruments.
        """
        wanted = checked(instrument)
        if isinstance(wanted, int):
            return wanted
        known = self._table.id_of(wanted)
        if known is not None:
            return known
        now = self._rest.http.clock.monotonic()
        expires, error = self._missing.get(wanted.upper(), (0.0, None))
        if error is not None and now < expires:
            raise unknown(wanted, error.candidates)
        return self._ask(wanted)

    def _ask(self, symbol: str) -> int:
        seen: list[str] = []
        for search in (self._by_symbol, self._by_text):
            found = search(symbol)
            match = exact(symbol, found)
            if match is not None:
                self._table.learn(next(text for text, number in found if number == match), match)
                return match
            seen += [text for text, _ in found]
        error = unknown(symbol, [*self._table.near(symbol), *seen])
        self._missing[symbol.upper()] = (self._rest.http.clock.monotonic() + _NEGATIVE_FOR, error)
        raise error

    def _by_symbol(self, symbol: str) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for page in range(1, _MOST_PAGES + 1):
            reply = self._rest.market_data.search_instruments(
                fields=_FIELDS, internal_symbol_full=symbol, page=page, page_number=page, page_size=_PAGE
            )
            found += _pairs(reply.items)
            if len(reply.items) < _PAGE or exact(symbol, found) is not None:
                break
        return found

    def _by_text(self, symbol: str) -> list[tuple[str, int]]:
        reply = self._rest.market_data.search_instruments(fields=_FIELDS, search_text=symbol, page=1, page_size=_PAGE)
        return _pairs(reply.items)

    def search(self, text: str, *, most: int = 20) -> list[FoundInstrument]:
        """Instruments whose symbol or name holds ``text``, best first, without those that eToro does not trade."""
        wanted = _sought(text)
        if whole("most", most) < 1:
            raise EToroValidationError("most must be at least 1.", field="most", value=most)
        found: list[FoundInstrument] = []
        # eToro no longer promises its free text, and a filter it does not know gives every instrument there is.
        for filters in ({"internal_symbol_full": wanted}, {"display_name": wanted}):
            pager: Pager[FoundInstrument] = Pager(_PAGE, 1, lambda it: it.instrument_id, most=_PAGE)
            while not pager.done:
                page = pager.take(*self._found(pager.position, filters))
                found += page
                if len(ranked(wanted, found)) >= most or not ranked(wanted, page):
                    break
        return ranked(wanted, [*found, *self._left_out(wanted, found)])[:most]

    def _found(self, page: int, filters: dict[str, str]) -> Fetched[FoundInstrument]:
        reply = self._rest.market_data.search_instruments(
            fields=_FOUND_FIELDS, page=page, page_number=page, page_size=_PAGE, **filters
        )
        return reply.items, reply.total_items

    def _left_out(self, symbol: str, found: Iterable[FoundInstrument]) -> list[FoundInstrument]:
        """The instrument whose symbol is all of the text, unless it was found: a thousand others hold a single letter,
        and eToro gives those that are looked at most first. Its name finds it."""
        from ..rest.models import FoundInstrument

        number = self._table.id_of(symbol)
        if number is None or any(it.instrument_id == number for it in found):
            return []
        try:
            (details,) = self.details([number])
        except EToroSymbolError:
            # The table is older than what eToro did to the instrument.
            return []
        name = details.instrument_display_name
        rows, _ = self._found(1, {"display_name": name})
        named = [it for it in rows or () if it.instrument_id == number]
        return named or [
            FoundInstrument(
                instrument_id=number,
                internal_symbol_full=details.symbol_full,
                display_name=name,
                instrument_type_id=details.instrument_type_id,
                exchange_id=details.exchange_id,
                is_internal_instrument=details.is_internal_instrument,
            )
        ]

    def resolve_many(self, instruments: Iterable[str | int]) -> list[int]:
        """The ids in the order asked. The first that cannot be resolved raises."""
        return [self.resolve(instrument) for instrument in several(instruments)]

    def symbol_of(self, instrument_id: int) -> str:
        """The symbol of an id as far as it is known here without asking; else the id as text."""
        return self._table.symbol_of(instrument_id) or str(instrument_id)

    def details(self, instruments: Iterable[str | int]) -> list[Instrument]:
        """What eToro says of each instrument, in the order asked, in as few requests as it allows.

        Raises EToroSymbolError naming the ids that eToro does not know.
        """
        wanted = self.resolve_many(instruments)
        ahead = [number for number in dict.fromkeys(wanted) if number not in self._details]
        for chunk in chunks(ahead, _MOST_IDS):
            reply = self._rest.market_data.get_instruments(instrument_ids=chunk)
            for row in reply.instruments:
                self._details[row.instrument_id] = row
                self._table.name(row.instrument_id, row.symbol_full)
        absent = [str(number) for number in dict.fromkeys(wanted) if number not in self._details]
        if absent:
            raise EToroSymbolError(f"eToro knows no instrument {', '.join(absent)}.", field="instrument", value=absent)
        return [self._details[number] for number in wanted]


def _sought(text: object) -> str:
    """What to look for, without blanks around it. Raises EToroValidationError."""
    sought = text.strip() if isinstance(text, str) else ""
    if not sought:
        raise EToroValidationError("Say what to look for, as a text.", field="text", value=text)
    return sought


def _pairs(items: Iterable[FoundInstrument]) -> list[tuple[str, int]]:
    return [
        (item.internal_symbol_full, item.instrument_id)
        for item in items
        if item.internal_symbol_full is not None and item.instrument_id is not None
    ]
