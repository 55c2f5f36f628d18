# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
from __future__ import annotations

from collections.abc import Iterable

from ....call import (
    Call,
    Operation,
    Pool,
    listed,
    query,
    shells,
)
from ...models.instrument_search_page import InstrumentSearchPage

OPERATION = Operation(
    "search_instruments",
    "GET",
    "/api/v1/market-data/search",
    pool=Pool("market-data", 120, 60.0),
    retry="safe",
)
_parse = InstrumentSearchPage.from_dict


def call(
    *,
    fields: Iterable[str],
    internal_symbol_full: str | None = None,
    display_name: str | None = None,
    search_text: str | None = None,
    page: int | None = None,
    page_number: int | None = None,
    page_size: int | None = None,
    sort: str | None = None,
) -> Call[InstrumentSearchPage]:
    """Find instruments by symbol, name or text.

    One page of the instruments that match the filters, each with the fields that were asked for. Without a filter
    every instrument is listed. Filters match by containment, not by equality: internalSymbolFull=AAPL also finds
    AAPL.24-7 and AAPL.EUR, and GOLD finds futures but not the metal. Compare `internal_symbol_full` yourself, case
    aside, before you trade what was found. A filter that eToro does not know is ignored without a word, which gives
    the whole list. Items can carry a negative instrumentId (not tradable), and the key instrumentId can stand twice
    in one item; the last one counts.

    Args:
        fields: Names of the item fields to send back, as spelled in FoundInstrument; the others are left out.
            eToro's document requires it although some calls went through without it.
        internal_symbol_full: Symbols that contain this text, such as AAPL. eToro allows any item field as a filter;
            this is the useful one.
        display_name: Full names that contain this text, such as Apple.
        search_text: Free text over symbols and names. eToro stopped publishing it after 1.244.0; it may be ignored.
        page: Which page, from 1. This is the name the live service was seen to obey.
        page_number: Which page, from 1, under the name that eToro publishes. The live service was seen to ignore
            it; send it beside page with the same value to be right either way.
        page_size: Items on a page. No bound is published; 100 is safe.
        sort: A field name, a blank, and asc or desc.

    Returns:
        A page of found instruments; items is empty past the last page.

    GET /api/v1/market-data/search · pool market-data, 120 requests in 60 s. Safe to repeat.
    """
    return Call(
        OPERATION,
        _parse,
        query(
            OPERATION.path,
            ("fields", listed(fields)),
            ("internalSymbolFull", internal_symbol_full),
            ("displayname", display_name),
            ("searchText", search_text),
            ("page", page),
            ("pageNumber", page_number),
            ("pageSize", page_size),
            ("sort", sort),
        ),
    )


sync, asyncio = shells(call)
