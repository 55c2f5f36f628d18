# Made by `python -m codegen` from openapi/market_data.yaml; edit that file instead.
"""Instruments, prices, candles, and the lists that explain their ids. The same for demo and real accounts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..._async.http import AsyncHttpClient
    from ..._sync.http import HttpClient
    from ..models import (
        CandleDirection,
        CandleInterval,
        Candles,
        ClosingPrice,
        Exchanges,
        FoundInstrument,
        Instruments,
        InstrumentSearchPage,
        InstrumentTypes,
        Rates,
        StocksIndustries,
    )


class MarketDataClient:
    """Instruments, prices, candles, and the lists that explain their ids. The same for demo and real accounts."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def search_instruments(
        self,
        *,
        fields: Iterable[str],
        internal_symbol_full: str | None = None,
        display_name: str | None = None,
        search_text: str | None = None,
        page: int | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        sort: str | None = None,
    ) -> InstrumentSearchPage:
        """Find instruments by symbol, name or text.

        One page of the instruments that match the filters, each with the fields that were asked for. Without a
        filter every instrument is listed. Filters match by containment, not by equality: internalSymbolFull=AAPL
        also finds AAPL.24-7 and AAPL.EUR, and GOLD finds futures but not the metal. Compare `internal_symbol_full`
        yourself, case aside, before you trade what was found. A filter that eToro does not know is ignored without
        a word, which gives the whole list. Items can carry a negative instrumentId (not tradable), and the key
        instrumentId can stand twice in one item; the last one counts.

        Args:
            fields: Names of the item fields to send back, as spelled in FoundInstrument; the others are left out.
                eToro's document requires it although some calls went through without it.
            internal_symbol_full: Symbols that contain this text, such as AAPL. eToro allows any item field as a
                filter; this is the useful one.
            display_name: Full names that contain this text, such as Apple.
            search_text: Free text over symbols and names. eToro stopped publishing it after 1.244.0; it may be
                ignored.
            page: Which page, from 1. This is the name the live service was seen to obey.
            page_number: Which page, from 1, under the name that eToro publishes. The live service was seen to
                ignore it; send it beside page with the same value to be right either way.
            page_size: Items on a page. No bound is published; 100 is safe.
            sort: A field name, a blank, and asc or desc.

        Returns:
            A page of found instruments; items is empty past the last page.

        GET /api/v1/market-data/search · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.search_instruments import call

        return self._http.send(
            call(
                fields=fields,
                internal_symbol_full=internal_symbol_full,
                display_name=display_name,
                search_text=search_text,
                page=page,
                page_number=page_number,
                page_size=page_size,
                sort=sort,
            )
        )

    def iter_search_instruments(
        self,
        *,
        fields: Iterable[str],
        internal_symbol_full: str | None = None,
        display_name: str | None = None,
        search_text: str | None = None,
        sort: str | None = None,
        page_size: int = 100,
    ) -> Iterator[FoundInstrument]:
        """Every entry that `search_instruments` has, each page asked for only when it is reached.

        Arguments are those of `search_instruments`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        def fetch(position: int) -> tuple[Iterable[FoundInstrument] | None, int | None]:
            reply = self.search_instruments(
                fields=fields,
                internal_symbol_full=internal_symbol_full,
                display_name=display_name,
                search_text=search_text,
                sort=sort,
                page=position,
                page_number=position,
                page_size=page_size,
            )
            return reply.items, reply.total_items

        def identity(entry: FoundInstrument) -> Hashable:
            return entry.instrument_id

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    def get_instruments(
        self,
        *,
        instrument_ids: Iterable[int] | None = None,
        exchange_ids: Iterable[int] | None = None,
        stocks_industry_ids: Iterable[int] | None = None,
        instrument_type_ids: Iterable[int] | None = None,
    ) -> Instruments:
        """Names, symbols, types and logos of instruments.

        What an instrument is called and where it belongs; prices are in get_rates. Filters of different kinds
        narrow the answer together; without any, every instrument comes back (several thousand, some megabytes).
        Unknown ids are left out without a word. Ask for at most 100 ids at a time, so that the address stays short.

        Args:
            instrument_ids: Only these instruments, by id.
            exchange_ids: Only instruments of these exchanges; ids as in get_exchanges.
            stocks_industry_ids: Only stocks of these industries; ids as in get_stocks_industries.
            instrument_type_ids: Only instruments of these types; see InstrumentTypeId.

        Returns:
            The instruments that match, in no promised order.

        GET /api/v1/market-data/instruments · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_instruments import call

        return self._http.send(
            call(
                instrument_ids=instrument_ids,
                exchange_ids=exchange_ids,
                stocks_industry_ids=stocks_industry_ids,
                instrument_type_ids=instrument_type_ids,
            )
        )

    def get_rates(
        self,
        *,
        instrument_ids: Iterable[int],
    ) -> Rates:
        """Current prices of up to 100 instruments.

        One row for each known instrument, in no promised order; unknown ids are left out and an empty list means
        that none was known. Outside trading hours the last prices stand still; look at date. For a moving price use
        the stream, which spends no requests.

        Args:
            instrument_ids: Ids of the instruments, 1 to 100 of them. The commas between them must not be
                percent-encoded.

        Returns:
            Prices of the instruments that are known.

        GET /api/v1/market-data/instruments/rates · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_rates import call

        return self._http.send(
            call(
                instrument_ids=instrument_ids,
            )
        )

    def get_candles(
        self,
        instrument_id: int,
        direction: CandleDirection | str,
        interval: CandleInterval | str,
        candles_count: int,
    ) -> Candles:
        """The newest candles of an instrument.

        Always the most recent candles, the last of them still forming. direction only sorts them; there is no way
        to ask for an older period, so reach further back with a longer interval. Candles hang two levels deep:
        candles is a list of groups, one for the instrument, and the group's candles are the bars. For an unknown
        instrument either level can be null, with status 200.

        Args:
            instrument_id: Id of the instrument.
            direction: Order of the bars in the answer.
            interval: How long each bar lasts.
            candles_count: How many bars, 1 to 1000; more is cut to 1000 or refused.

        Returns:
            The bars, or null in place of them for an unknown instrument.

        GET /api/v1/market-data/instruments/{instrumentId}/history/candles/{direction}/{interval}/{candlesCount} ·
        pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_candles import call

        return self._http.send(
            call(
                instrument_id,
                direction,
                interval,
                candles_count,
            )
        )

    def get_instrument_types(
        self,
        *,
        instrument_type_ids: Iterable[int] | None = None,
    ) -> InstrumentTypes:
        """The types of instruments and their ids.

        What the instrumentTypeID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            instrument_type_ids: Only these types; all of them when left out.

        Returns:
            The types.

        GET /api/v1/market-data/instrument-types · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_instrument_types import call

        return self._http.send(
            call(
                instrument_type_ids=instrument_type_ids,
            )
        )

    def get_closing_prices(
        self,
    ) -> list[ClosingPrice]:
        """Last closing prices of every instrument.

        Closing prices of the last day, week and month, for all instruments in one answer of some megabytes; there
        is no filter. A price that eToro does not have is -1 with the date 0001-01-01.

        Returns:
            One entry for each instrument, as a bare list.

        GET /api/v1/market-data/instruments/history/closing-price · pool market-data, 120 requests in 60 s. Safe to
        repeat.
        """
        from ..api.market_data.get_closing_prices import call

        return self._http.send(call())

    def get_stocks_industries(
        self,
        *,
        stocks_industry_ids: Iterable[int] | None = None,
    ) -> StocksIndustries:
        """The industries of stocks and their ids.

        What the stocksIndustryID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            stocks_industry_ids: Only these industries; all of them when left out.

        Returns:
            The industries.

        GET /api/v1/market-data/stocks-industries · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_stocks_industries import call

        return self._http.send(
            call(
                stocks_industry_ids=stocks_industry_ids,
            )
        )

    def get_exchanges(
        self,
        *,
        exchange_ids: Iterable[int] | None = None,
    ) -> Exchanges:
        """The exchanges and their ids.

        What the exchangeID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            exchange_ids: Only these exchanges; all of them when left out.

        Returns:
            The exchanges.

        GET /api/v1/market-data/exchanges · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_exchanges import call

        return self._http.send(
            call(
                exchange_ids=exchange_ids,
            )
        )


class AsyncMarketDataClient:
    """Instruments, prices, candles, and the lists that explain their ids. The same for demo and real accounts."""

    def __init__(self, http: AsyncHttpClient) -> None:
        self._http = http

    async def search_instruments(
        self,
        *,
        fields: Iterable[str],
        internal_symbol_full: str | None = None,
        display_name: str | None = None,
        search_text: str | None = None,
        page: int | None = None,
        page_number: int | None = None,
        page_size: int | None = None,
        sort: str | None = None,
    ) -> InstrumentSearchPage:
        """Find instruments by symbol, name or text.

        One page of the instruments that match the filters, each with the fields that were asked for. Without a
        filter every instrument is listed. Filters match by containment, not by equality: internalSymbolFull=AAPL
        also finds AAPL.24-7 and AAPL.EUR, and GOLD finds futures but not the metal. Compare `internal_symbol_full`
        yourself, case aside, before you trade what was found. A filter that eToro does not know is ignored without
        a word, which gives the whole list. Items can carry a negative instrumentId (not tradable), and the key
        instrumentId can stand twice in one item; the last one counts.

        Args:
            fields: Names of the item fields to send back, as spelled in FoundInstrument; the others are left out.
                eToro's document requires it although some calls went through without it.
            internal_symbol_full: Symbols that contain this text, such as AAPL. eToro allows any item field as a
                filter; this is the useful one.
            display_name: Full names that contain this text, such as Apple.
            search_text: Free text over symbols and names. eToro stopped publishing it after 1.244.0; it may be
                ignored.
            page: Which page, from 1. This is the name the live service was seen to obey.
            page_number: Which page, from 1, under the name that eToro publishes. The live service was seen to
                ignore it; send it beside page with the same value to be right either way.
            page_size: Items on a page. No bound is published; 100 is safe.
            sort: A field name, a blank, and asc or desc.

        Returns:
            A page of found instruments; items is empty past the last page.

        GET /api/v1/market-data/search · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.search_instruments import call

        return await self._http.send(
            call(
                fields=fields,
                internal_symbol_full=internal_symbol_full,
                display_name=display_name,
                search_text=search_text,
                page=page,
                page_number=page_number,
                page_size=page_size,
                sort=sort,
            )
        )

    def iter_search_instruments(
        self,
        *,
        fields: Iterable[str],
        internal_symbol_full: str | None = None,
        display_name: str | None = None,
        search_text: str | None = None,
        sort: str | None = None,
        page_size: int = 100,
    ) -> AsyncIterator[FoundInstrument]:
        """Every entry that `search_instruments` has, each page asked for only when it is reached.

        Arguments are those of `search_instruments`; ``page_size`` is the number of entries to ask for at once, at most 100.
        """
        from ...paging import Pager

        async def fetch(position: int) -> tuple[Iterable[FoundInstrument] | None, int | None]:
            reply = await self.search_instruments(
                fields=fields,
                internal_symbol_full=internal_symbol_full,
                display_name=display_name,
                search_text=search_text,
                sort=sort,
                page=position,
                page_number=position,
                page_size=page_size,
            )
            return reply.items, reply.total_items

        def identity(entry: FoundInstrument) -> Hashable:
            return entry.instrument_id

        pager = Pager(page_size, 1, identity, by_offset=False, most=100)
        return self._http.entries(pager, fetch)

    async def get_instruments(
        self,
        *,
        instrument_ids: Iterable[int] | None = None,
        exchange_ids: Iterable[int] | None = None,
        stocks_industry_ids: Iterable[int] | None = None,
        instrument_type_ids: Iterable[int] | None = None,
    ) -> Instruments:
        """Names, symbols, types and logos of instruments.

        What an instrument is called and where it belongs; prices are in get_rates. Filters of different kinds
        narrow the answer together; without any, every instrument comes back (several thousand, some megabytes).
        Unknown ids are left out without a word. Ask for at most 100 ids at a time, so that the address stays short.

        Args:
            instrument_ids: Only these instruments, by id.
            exchange_ids: Only instruments of these exchanges; ids as in get_exchanges.
            stocks_industry_ids: Only stocks of these industries; ids as in get_stocks_industries.
            instrument_type_ids: Only instruments of these types; see InstrumentTypeId.

        Returns:
            The instruments that match, in no promised order.

        GET /api/v1/market-data/instruments · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_instruments import call

        return await self._http.send(
            call(
                instrument_ids=instrument_ids,
                exchange_ids=exchange_ids,
                stocks_industry_ids=stocks_industry_ids,
                instrument_type_ids=instrument_type_ids,
            )
        )

    async def get_rates(
        self,
        *,
        instrument_ids: Iterable[int],
    ) -> Rates:
        """Current prices of up to 100 instruments.

        One row for each known instrument, in no promised order; unknown ids are left out and an empty list means
        that none was known. Outside trading hours the last prices stand still; look at date. For a moving price use
        the stream, which spends no requests.

        Args:
            instrument_ids: Ids of the instruments, 1 to 100 of them. The commas between them must not be
                percent-encoded.

        Returns:
            Prices of the instruments that are known.

        GET /api/v1/market-data/instruments/rates · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_rates import call

        return await self._http.send(
            call(
                instrument_ids=instrument_ids,
            )
        )

    async def get_candles(
        self,
        instrument_id: int,
        direction: CandleDirection | str,
        interval: CandleInterval | str,
        candles_count: int,
    ) -> Candles:
        """The newest candles of an instrument.

        Always the most recent candles, the last of them still forming. direction only sorts them; there is no way
        to ask for an older period, so reach further back with a longer interval. Candles hang two levels deep:
        candles is a list of groups, one for the instrument, and the group's candles are the bars. For an unknown
        instrument either level can be null, with status 200.

        Args:
            instrument_id: Id of the instrument.
            direction: Order of the bars in the answer.
            interval: How long each bar lasts.
            candles_count: How many bars, 1 to 1000; more is cut to 1000 or refused.

        Returns:
            The bars, or null in place of them for an unknown instrument.

        GET /api/v1/market-data/instruments/{instrumentId}/history/candles/{direction}/{interval}/{candlesCount} ·
        pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_candles import call

        return await self._http.send(
            call(
                instrument_id,
                direction,
                interval,
                candles_count,
            )
        )

    async def get_instrument_types(
        self,
        *,
        instrument_type_ids: Iterable[int] | None = None,
    ) -> InstrumentTypes:
        """The types of instruments and their ids.

        What the instrumentTypeID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            instrument_type_ids: Only these types; all of them when left out.

        Returns:
            The types.

        GET /api/v1/market-data/instrument-types · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_instrument_types import call

        return await self._http.send(
            call(
                instrument_type_ids=instrument_type_ids,
            )
        )

    async def get_closing_prices(
        self,
    ) -> list[ClosingPrice]:
        """Last closing prices of every instrument.

        Closing prices of the last day, week and month, for all instruments in one answer of some megabytes; there
        is no filter. A price that eToro does not have is -1 with the date 0001-01-01.

        Returns:
            One entry for each instrument, as a bare list.

        GET /api/v1/market-data/instruments/history/closing-price · pool market-data, 120 requests in 60 s. Safe to
        repeat.
        """
        from ..api.market_data.get_closing_prices import call

        return await self._http.send(call())

    async def get_stocks_industries(
        self,
        *,
        stocks_industry_ids: Iterable[int] | None = None,
    ) -> StocksIndustries:
        """The industries of stocks and their ids.

        What the stocksIndustryID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            stocks_industry_ids: Only these industries; all of them when left out.

        Returns:
            The industries.

        GET /api/v1/market-data/stocks-industries · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_stocks_industries import call

        return await self._http.send(
            call(
                stocks_industry_ids=stocks_industry_ids,
            )
        )

    async def get_exchanges(
        self,
        *,
        exchange_ids: Iterable[int] | None = None,
    ) -> Exchanges:
        """The exchanges and their ids.

        What the exchangeID of an instrument stands for. Changes seldom; worth keeping for a day.

        Args:
            exchange_ids: Only these exchanges; all of them when left out.

        Returns:
            The exchanges.

        GET /api/v1/market-data/exchanges · pool market-data, 120 requests in 60 s. Safe to repeat.
        """
        from ..api.market_data.get_exchanges import call

        return await self._http.send(
            call(
                exchange_ids=exchange_ids,
            )
        )
